//! Containers and encodings; nothing of notes.

pub mod charset;
pub mod html;
pub mod warc;
