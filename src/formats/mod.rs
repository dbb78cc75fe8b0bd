//! Containers and encodings; nothing of notes.

pub mod charset;
pub mod html;
pub mod markup;
pub mod pdf;
pub mod tex;
pub mod warc;
pub mod zip_xml;
