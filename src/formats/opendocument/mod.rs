//! `OpenDocument` texts (ISO 26300), zipped and flat: comments in the margin.
//!
//! [`threads()`] reads the comments of isnad with what became of them, and [`annotate()`] writes new ones.

mod annotate;
mod threads;

pub use annotate::annotate;
pub use threads::{Thread, threads};
