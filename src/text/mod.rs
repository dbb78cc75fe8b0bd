//! What the program knows of language and writing, one subject a file.

pub mod arabic;
pub mod attribution;
pub mod bidi;
pub mod date;
pub mod digits;
pub mod label;
pub mod language;
pub mod letters;
pub mod line;
pub mod phrases;
pub mod publisher;
pub mod quotation;
pub mod remark;
pub mod sanitize;
pub mod sentence;
pub mod similarity;
pub mod spelling;
pub mod turkish;
pub mod url;
