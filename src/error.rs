//! What keeps isnad from doing its work. Everything else is a finding, or an observation.

use std::io;

use crate::formats::margin::Refusal;
use crate::observe::ObserveError;
use crate::read::ReadError;
use crate::report::json::Unreadable;

/// What keeps isnad from doing its work, with what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or directory cannot be opened or read.
    #[error("cannot read {path}: {cause}; {}", cure(.cause))]
    Input {
        /// The path as given.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// A file is not there.
    #[error("there is no {path}; {}", .meant.as_ref().map_or_else(|| "check the path".to_owned(), |it| format!("did you mean {it}?")))]
    Missing {
        /// The path as given.
        path: String,
        /// The path that is perhaps meant.
        meant: Option<String>,
    },
    /// A directory holds nothing that a reader knows.
    #[error("{path} holds no file that isnad reads; name the file itself, with --format if need be")]
    NothingToRead {
        /// The path as given.
        path: String,
    },
    /// A file is not of a format that can be read.
    #[error("cannot read {path}: {cause}")]
    Read {
        /// The path as given.
        path: String,
        /// What the reader says, and its cure.
        cause: ReadError,
    },
    /// A certificate cannot be read.
    #[error("cannot read the certificate {path}: {cause}; give --ca-certificate a PEM file")]
    Certificate {
        /// The path as given.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// The file of settings says something that cannot be.
    #[error("{path}, line {line}, column {column}: {message}; correct the file, or go without it by --isolated")]
    Config {
        /// The path as given.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong, with its key.
        message: String,
    },
    /// A file of decisions is none.
    #[error("cannot use {path}: {message}; give a file that `isnad baseline write` or the HTML report wrote")]
    Decisions {
        /// The path as given.
        path: String,
        /// What is the matter.
        message: String,
    },
    /// What has changed cannot be told.
    #[error("cannot tell what has changed since `{revision}`: {message}")]
    Changed {
        /// The revision as given.
        revision: String,
        /// What is the matter, and the cure.
        message: String,
    },
    /// A saved report cannot be read.
    #[error("cannot render {path}, {cause}; give a report that `isnad check --report json=FILE` wrote")]
    Saved {
        /// The path as given.
        path: String,
        /// What is the matter with it, and on which line.
        cause: Unreadable,
    },
    /// A record of the web cannot be read.
    #[error("cannot replay {path}: {cause}; give --replay a WARC file, such as --record writes")]
    Replay {
        /// The path as given.
        path: String,
        /// What the system says, or what is the matter with the file.
        cause: io::Error,
    },
    /// Nothing can be asked with these settings.
    #[error("cannot ask the web: {cause}; correct the network options, or use --offline")]
    Observe {
        /// What the observer says.
        cause: ObserveError,
    },
    /// A file that would be begun is there already.
    #[error("{path} is there already; edit it, or name another file")]
    There {
        /// The path as given.
        path: String,
    },
    /// The directory of a report is not there.
    #[error("there is no directory {directory} for the report {path}; make it, or give another path")]
    NoDirectory {
        /// Where it was to go.
        path: String,
        /// The directory.
        directory: String,
    },
    /// A report cannot be written.
    #[error("cannot write {path}: {cause}; check that its directory is there and that you may write to it")]
    Write {
        /// Where it was to go.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// A report is written, and cannot be opened.
    #[error("cannot open {path}: {cause}; it is written, open it in a browser")]
    Open {
        /// Where it lies.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// A document cannot be copied with comments.
    #[error("no comments in a copy of {path}: {cause}")]
    Copy {
        /// The path of the document as given.
        path: String,
        /// Why not, and its cure.
        cause: Refusal,
    },
    /// A document is no longer what was audited.
    #[error("no comments in a copy of {path}: it has changed since it was audited; audit it again")]
    NotAsAudited {
        /// The path of the document as given.
        path: String,
    },
    /// A document is of another format than the copies asked for.
    #[error(
        "no comments in a copy of {path}: it is read as {format}; --report {name} copies {name}, --report html has all"
    )]
    OtherFormat {
        /// The path of the document as given.
        path: String,
        /// The format it was read as.
        format: String,
        /// The format whose documents are copied.
        name: &'static str,
    },
    /// No document is of the format of the copies asked for.
    #[error("no input is of the format {name}, so that --report {name} copies nothing; use --report html")]
    NothingToCopy {
        /// The format whose documents are copied.
        name: &'static str,
    },
}

/// What to do about a file that cannot be read.
fn cure(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::InvalidData => "save it as UTF-8",
        io::ErrorKind::IsADirectory => "name a file in it",
        _ => "check that it is there and that you may read it",
    }
}

impl Error {
    /// Whether some of the work was left undone: not where a report is written and only not opened, nor where a document is
    /// of another format than those copied.
    pub fn is_failure(&self) -> bool {
        !matches!(self, Self::Open { .. } | Self::OtherFormat { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_names_its_file_and_a_cure() {
        let path = || "a/b.txt".to_owned();
        let cause = || io::Error::from(io::ErrorKind::NotFound);
        let cases = [
            Error::Input { path: path(), cause: cause() },
            Error::Missing { path: path(), meant: None },
            Error::NothingToRead { path: path() },
            Error::Read { path: path(), cause: ReadError::Unsupported { format: "a JPEG image", cure: "scan it" } },
            Error::Certificate { path: path(), cause: cause() },
            Error::Config { path: path(), line: 3, column: 1, message: "unknown key".to_owned() },
            Error::Replay { path: path(), cause: cause() },
            Error::Decisions { path: path(), message: "not JSON".to_owned() },
            Error::Saved { path: path(), cause: Unreadable { line: 3, message: "no JSON".to_owned() } },
            Error::Open { path: path(), cause: cause() },
            Error::There { path: path() },
            Error::NoDirectory { path: path(), directory: "a".to_owned() },
            Error::Write { path: path(), cause: cause() },
            Error::Copy { path: path(), cause: Refusal::Signed },
            Error::NotAsAudited { path: path() },
            Error::OtherFormat { path: path(), format: "text".to_owned(), name: "docx" },
        ];
        for error in cases {
            let text = error.to_string();
            assert!(text.contains("a/b.txt") && text.contains("; "), "{text}");
            assert!(text.starts_with(char::is_lowercase) && !text.ends_with('.'), "{text}");
        }
    }
}
