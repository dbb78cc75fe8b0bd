//! Word documents (ECMA-376) as containers: which part is which, and comments in the margin.
//!
//! [`Parts`] finds the parts by the relationships between them, [`threads()`] reads the comments of isnad with what became
//! of them, and [`annotate()`] writes new ones.

mod anchor;
mod annotate;
mod copy;
mod parts;
mod style;
mod threads;

pub use annotate::annotate;
pub use parts::{Parts, Relationships, Story};
pub use threads::{Thread, threads};
