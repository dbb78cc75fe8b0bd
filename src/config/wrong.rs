//! What is wrong with a file of settings, where, and what was perhaps meant.

use std::path::Path;

use crate::error::Error;
use crate::text::spelling::meant;

/// Something wrong with a file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The byte of the file.
    pub(super) at: usize,
    /// What is wrong, with what is expected.
    pub(super) message: String,
}

impl Wrong {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }

    /// What the TOML parser or the types say. An unknown key gets the known one that it is most like.
    pub(super) fn toml(error: &toml::de::Error) -> Self {
        let mut message = error.message().trim().replace('\n', ", ");
        let mut quoted = message.split('`').skip(1).step_by(2);
        if message.starts_with("unknown field")
            && let Some(found) = quoted.next()
        {
            let known: Vec<&str> = quoted.collect();
            message = match meant(found, known.iter().copied()) {
                Some(meant) => format!("unknown key `{found}` (did you mean `{meant}`?)"),
                None => format!("unknown key `{found}` (there are {})", known.join(", ")),
            };
        }
        Self::new(error.span().map_or(0, |span| span.start), message)
    }

    /// The error of the file that has this text.
    pub(super) fn of(self, path: &Path, text: &str) -> Error {
        let before = text.get(..self.at.min(text.len())).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Error::Config { path: path.display().to_string(), line, column, message: self.message }
    }
}
