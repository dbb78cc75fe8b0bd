//! URLs: found in text, brought to one form, compared.
//!
//! [`fn@scan`] and [`scan_wrapped`] find what a text prints; [`fn@normal`] says what to ask for; [`print_key`] tells
//! whether two spellings mean the same; [`registrable`] and [`slug_words`] read what a URL itself says of its page.

mod archived;
mod host;
mod key;
mod misspelt;
mod normal;
mod outward;
mod reading;
mod run;
mod scan;
#[cfg(test)]
mod tests;
mod tie;
mod wrap;

use std::ops::Range;

pub use archived::{ArchivedUrl, archived};
pub use host::registrable;
pub use key::{print_key, slug_words};
pub use misspelt::has_misspelt_scheme;
pub use normal::{Normal, UrlFault, normal};
pub use outward::leads_out;
pub use scan::{bare_domains, scan, scan_wrapped};

/// A URL found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes of the text scanned: as printed, line ends within it included.
    pub range: Range<usize>,
    /// Where the rest of it stands when other text comes between: the piece that a right-to-left line displaced, or
    /// a piece that only some of the readings have.
    pub rest: Option<Range<usize>>,
    /// The text of `range`.
    pub text: String,
    /// What it can be read as, likeliest first: URLs with a scheme, as printed where that is misspelt. Never empty;
    /// several where it is wrapped at a hyphen or is otherwise ambiguous.
    pub readings: Vec<String>,
    /// What it was recognised by.
    pub kind: FoundKind,
}

/// What a URL in a text was recognised by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundKind {
    /// Its scheme, `http://` or `https://`, in a note with spaces in it or misspelt; or, from [`bare_domains`], a known
    /// public suffix and a path.
    Url,
    /// `www.` with no scheme before it.
    Www,
    /// A DOI: `doi:10.…`, `DOI 10.…`, `doi.org/10.…` or `10.1234/…`.
    Doi,
}
