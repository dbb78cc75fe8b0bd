//! Containers and markup, and nothing of notes.

pub mod charset;
pub mod html;
pub mod margin;
pub mod markup;
pub mod opendocument;
pub mod pdf;
pub mod tex;
pub mod warc;
pub mod word;
pub mod zip_xml;
