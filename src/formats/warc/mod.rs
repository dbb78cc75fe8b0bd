//! WARC, the web's archive format (ISO 28500; WARC 1.0 is read, WARC 1.1 written).
//!
//! A file is a row of records, each with a head of named fields and a block of bytes. [`Writer`] writes them, each as a
//! gzip member of its own. [`Index`] reads them in one pass and keeps for each URL where its captures stand; blocks are
//! read when they are asked for. [`HttpResponse`] is what the block of a response holds.
//!
//! Files may come from anywhere. A record that is damaged costs that record; no file can make the index larger than its
//! bounds, and a block is never read further than the caller says.

mod capture;
mod head;
mod http;
mod index;
mod member;
mod scan;
mod write;

#[cfg(test)]
mod tests;

pub use capture::{Capture, Fields};
pub use http::{HttpResponse, request_block, response_block};
pub use index::Index;
pub use write::{Kind, Record, Truncated, Writer};
