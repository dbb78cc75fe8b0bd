//! What earlier runs saw, so that nobody is asked twice for the same; and how often each source failed.
//!
//! A database file that any number of isnad processes share. Every answer is written as it comes, in a transaction of
//! its own: a run that is killed loses only what it was being told. Only facts are kept, never bodies, and nothing of
//! URLs that hold credentials.
//!
//! What can be reused is what a site said, for a time. What failed is asked again each time, and counted.

mod facts;
mod file;

use std::cell::RefCell;
use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, named_params};
use thiserror::Error;
use url::Url;

use super::archive::Copy;
use crate::model::{History, NoCopy, Observation, Outcome};
use facts::{CopyFacts, Facts};

/// How long a page stands for what would be found there.
const PAGE: Duration = Duration::from_hours(7 * 24);

/// How long a redirect or a refusal does: both change more easily.
const REDIRECT_OR_REFUSAL: Duration = Duration::from_hours(24);

/// How long a copy in an archive stands: it is there for good, but a nearer one may come.
const COPY: Duration = Duration::from_hours(30 * 24);

/// How long it stands that an archive has no copy.
const NO_COPY: Duration = Duration::from_hours(7 * 24);

/// The version that reads facts from pages: what another read of the same page may differ.
const READER: &str = env!("CARGO_PKG_VERSION");

/// Where the cache is and how it is used.
#[derive(Debug, Clone)]
pub struct CacheSettings {
    /// Its file.
    pub path: PathBuf,
    /// Whether nothing of it is reused; what is seen is written all the same.
    pub refresh: bool,
    /// How old an answer may be to be reused, in place of the defaults.
    pub max_age: Option<Duration>,
}

/// What earlier runs saw.
pub struct Cache {
    settings: CacheSettings,
    /// Gone where the file failed.
    connection: RefCell<Option<Connection>>,
    trouble: RefCell<Option<CacheTrouble>>,
}

/// What is the matter with a cache. The run goes on without it, or with a new one.
#[derive(Debug, Error)]
pub enum CacheTrouble {
    /// It is damaged, or something else than a cache.
    #[error("the cache {path} is {what}; it was set aside as {aside}, and a new one begun")]
    SetAside {
        /// Its file.
        path: String,
        /// What is the matter.
        what: String,
        /// Where it is now.
        aside: String,
    },
    /// It cannot be used.
    #[error("the cache {path} cannot be used: {cause}; give another with --cache, or none with --no-cache")]
    Unusable {
        /// Its file.
        path: String,
        /// What the system says.
        cause: String,
    },
}

/// What lets a site say in a word that a page is what it was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Validators {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// An answer that is kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// What was seen, marked as reused.
    pub observation: Observation,
    /// What the site can be asked by whether it is still so.
    pub validators: Validators,
    /// Whether it is young enough to stand for what would be seen now.
    pub fresh: bool,
}

/// What an answer amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Redirect,
    Refusal,
    Failure,
}

impl Cache {
    /// Opens the cache, or begins one; says what is the matter where that is not simply done.
    pub fn open(settings: CacheSettings) -> Self {
        let (connection, trouble) = match file::open(&settings.path) {
            Ok((connection, trouble)) => (Some(connection), trouble),
            Err(trouble) => (None, Some(trouble)),
        };
        Self { settings, connection: RefCell::new(connection), trouble: RefCell::new(trouble) }
    }

    /// What was the matter since this was last asked, if anything was.
    pub fn trouble(&self) -> Option<CacheTrouble> {
        self.trouble.borrow_mut().take()
    }

    /// What is kept of a URL, if that may be reused in any way.
    pub(super) fn get(&self, url: &Url) -> Option<Kept> {
        if self.settings.refresh || has_credentials(url) {
            return None;
        }
        let now = Timestamp::now();
        let found = self.with(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT kind, seen_at, facts, text, etag, last_modified FROM source \
                 WHERE url = ?1 AND reader = ?2 AND facts IS NOT NULL",
            )?;
            query.query_row([url.as_str(), READER], |row| self.kept(row, now)).optional()
        })?;
        found.flatten()
    }

    /// Keeps what was seen of a URL, and says what has been seen of it over time, this included.
    pub(super) fn keep(&self, url: &Url, seen: &Observation, validators: &Validators) -> Option<History> {
        if has_credentials(url) || matches!(seen.outcome, Outcome::NotAsked | Outcome::Refused) {
            return None;
        }
        let kind = kind(seen);
        let facts = if kind == Kind::Failure { None } else { serde_json::to_string(&Facts::of(seen)).ok() };
        let text = seen.page.as_ref().map(|page| page.text.as_str()).filter(|_| facts.is_some());
        self.with(|connection| {
            let mut upsert = connection.prepare_cached(UPSERT)?;
            let mut rows = upsert.query(named_params! {
                ":url": url.as_str(),
                ":now": Timestamp::now().as_second(),
                ":reader": READER,
                ":kind": kind.name(),
                ":facts": facts,
                ":text": text,
                ":etag": validators.etag,
                ":last_modified": validators.last_modified,
                ":success": matches!(kind, Kind::Page | Kind::Redirect),
                ":failure": kind == Kind::Failure,
            })?;
            let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            let history = History {
                first_failure: time(row.get(0)?),
                last_success: time(row.get(1)?),
                failures: row.get(2)?,
                asked: row.get(3)?,
            };
            // It is written only where the statement comes to its end.
            rows.next()?;
            Ok(history)
        })
    }

    /// What an archive said of copies of a URL near a day, while that stands.
    pub(super) fn copy(&self, url: &Url, near: &str) -> Option<Copy> {
        if self.settings.refresh {
            return None;
        }
        let query = "SELECT seen_at, found FROM copy WHERE url = ?1 AND wanted = ?2";
        let found = self.with(|connection| {
            let mut query = connection.prepare_cached(query)?;
            let row = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?));
            query.query_row([url.as_str(), near], row).optional()
        })?;
        let (seen_at, found) = found?;
        let longest = if found.is_some() { COPY } else { NO_COPY };
        let age = Timestamp::now().as_second() - seen_at;
        if u64::try_from(age).is_ok_and(|age| age <= longest.as_secs()) {
            return match found {
                Some(found) => serde_json::from_str::<CopyFacts>(&found).ok().map(|facts| Ok(facts.archived())),
                None => Some(Err(NoCopy::Never)),
            };
        }
        None
    }

    /// Keeps what an archive said of copies of a URL near a day, if it said anything.
    pub(super) fn keep_copy(&self, url: &Url, near: &str, copy: &Copy) {
        let found = match copy {
            Ok(archived) => serde_json::to_string(&CopyFacts::of(archived)).ok(),
            Err(NoCopy::Never) => None,
            Err(NoCopy::Untold(_)) => return,
        };
        if has_credentials(url) {
            return;
        }
        let statement = "INSERT OR REPLACE INTO copy (url, wanted, seen_at, found) VALUES (?1, ?2, ?3, ?4)";
        self.with(|connection| {
            connection.execute(statement, (url.as_str(), near, Timestamp::now().as_second(), found))
        });
    }

    fn kept(&self, row: &Row<'_>, now: Timestamp) -> rusqlite::Result<Option<Kept>> {
        let kind: String = row.get(0)?;
        let facts: String = row.get(2)?;
        let kind = Kind::ALL.into_iter().find(|known| known.name() == kind);
        // What cannot be read, whoever wrote it, is asked for again and written over.
        let (Some(kind), Ok(facts)) = (kind, serde_json::from_str::<Facts>(&facts)) else { return Ok(None) };
        let age = Timestamp::from_second(row.get(1)?).map_or(SignedDuration::MAX, |at| now.duration_since(at));
        let longest = match kind {
            Kind::Failure => return Ok(None),
            Kind::Page => self.settings.max_age.unwrap_or(PAGE),
            Kind::Redirect | Kind::Refusal => self.settings.max_age.unwrap_or(REDIRECT_OR_REFUSAL),
        };
        // What lies in the future was written by another clock.
        let fresh = Duration::try_from(age).is_ok_and(|age| age < longest);
        let validators = Validators { etag: row.get(4)?, last_modified: row.get(5)? };
        let observation = facts.observation(row.get::<_, Option<String>>(3)?);
        Ok(Some(Kept { observation, validators, fresh }))
    }

    /// Does something with the file. Where the file fails, the run goes on without it.
    fn with<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Option<T> {
        let mut connection = self.connection.borrow_mut();
        let error = match work(connection.as_ref()?) {
            Ok(done) => return Some(done),
            Err(error) => error,
        };
        *connection = None;
        let path = &self.settings.path;
        *self.trouble.borrow_mut() = Some(match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => file::set_aside(path, "damaged"),
            _ => CacheTrouble::Unusable { path: path.display().to_string(), cause: error.to_string() },
        });
        None
    }
}

const UPSERT: &str = "\
INSERT INTO source (url, seen_at, reader, kind, facts, text, etag, last_modified,
                    first_failure, last_success, failures, asked)
VALUES (:url, :now, :reader, :kind, :facts, :text, :etag, :last_modified,
        iif(:failure, :now, NULL), iif(:success, :now, NULL), :failure, 1)
ON CONFLICT (url) DO UPDATE SET
    seen_at = :now, reader = :reader, kind = :kind, facts = :facts, text = :text,
    etag = :etag, last_modified = :last_modified,
    first_failure = CASE WHEN :success THEN NULL WHEN :failure THEN coalesce(first_failure, :now)
                         ELSE first_failure END,
    last_success = iif(:success, :now, last_success),
    failures = CASE WHEN :success THEN 0 ELSE failures + :failure END,
    asked = asked + 1
RETURNING first_failure, last_success, failures, asked";

impl Kind {
    const ALL: [Self; 4] = [Self::Page, Self::Redirect, Self::Refusal, Self::Failure];

    fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Redirect => "redirect",
            Self::Refusal => "refusal",
            Self::Failure => "failure",
        }
    }
}

/// What an observation amounts to for the cache. A refusal is what says so by its status, or bears marks: it is reused
/// for a while only so that a site that wants to be left alone is.
fn kind(seen: &Observation) -> Kind {
    match (seen.outcome, seen.status) {
        (Outcome::Answered, Some(401 | 403 | 407 | 451 | 999)) => Kind::Refusal,
        (Outcome::Answered, Some(200..=299)) if is_marked(seen) => Kind::Refusal,
        (Outcome::Answered, Some(200..=299)) if seen.hops.is_empty() => Kind::Page,
        (Outcome::Answered, Some(200..=299)) => Kind::Redirect,
        _ => Kind::Failure,
    }
}

/// Whether an answer bears marks other than that the register of DOIs was asked as well.
fn is_marked(seen: &Observation) -> bool {
    seen.marks.iter().any(|mark| mark.mark != "doi-metadata" || mark.found_in.contains(','))
}

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// A time as it is reported.
fn time(seconds: Option<i64>) -> Option<String> {
    Timestamp::from_second(seconds?).ok().map(|time| super::second_look::shown(time).into())
}

#[cfg(test)]
mod tests;
