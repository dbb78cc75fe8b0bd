//! isnad verifies the citations and footnotes of documents: which sources are dead, which are not what the note says
//! they are, and which are missing.
//!
//! ```text
//! bytes ─read→ Document ─parse→ Notes, Callouts, Citations ─pair→ Sources ─observe→ Observations ─judge→ Findings, Verdicts ─report→ bytes
//! ```
//!
//! Programs begin with [`Audit::builder`].
//!
//! Each stage imports [`model`], [`text`], [`formats`], [`lang`] and itself; [`pipeline`] alone ties them together.

pub mod model;

pub mod formats;
pub mod lang;
pub mod text;

pub mod read;

pub mod parse;

pub mod pair;

pub mod observe;

pub mod judge;

pub mod report;

pub mod cli;
pub mod config;
pub mod error;
pub mod exit;
pub mod front;
pub mod pipeline;
mod threads;

pub use front::Audit;
