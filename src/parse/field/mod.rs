//! Where a field stands in a note, one field a file; and what the fields share: the note's text with its marks
//! ([`note`]), the works it is split into ([`works`]), their segments ([`segment`]), displaced lines ([`displaced`]).

pub mod author;
pub mod date;
pub mod displaced;
pub mod kind;
pub mod label;
pub mod note;
pub mod publisher;
pub mod segment;
pub mod title;
pub mod url;
pub mod works;
