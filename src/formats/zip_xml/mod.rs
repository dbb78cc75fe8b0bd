//! Zip containers of XML parts (Word, `OpenDocument`, EPUB), with a limit on everything a hostile file can make large.
//!
//! [`Package::open`] takes the file's bytes, [`Package::names`] lists its parts, [`Package::part`] reads one, and
//! [`Tree::parse`] makes a tree of one that is XML. What is damaged is read as far as it goes, and said to be so:
//!
//! ```
//! use isnad::formats::zip_xml::{Package, Tree};
//!
//! # use std::io::Write as _;
//! # let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
//! # zip.start_file("META-INF/container.xml", zip::write::SimpleFileOptions::default()).unwrap();
//! # zip.write_all(b"<container><rootfile full-path='a.opf'/></container>").unwrap();
//! # let bytes = zip.finish().unwrap().into_inner();
//! let mut package = Package::open(&bytes).unwrap();
//! let part = package.part("META-INF/container.xml").unwrap();
//! let text = part.text();
//! let tree = Tree::parse(&text);
//! let root = tree.root().descendants().find(|node| node.is("rootfile")).unwrap();
//! assert_eq!(root.attribute("full-path").as_deref(), Some("a.opf"));
//! assert!(part.damage.is_none() && tree.damage.is_none());
//! ```

mod damage;
mod package;
mod rewrite;
#[cfg(test)]
mod tests;
mod tree;

pub use damage::{Damage, PartError};
pub use package::{Package, PackageError, Part, resolved};
pub use rewrite::rewritten;
pub use tree::{Node, Tree};
