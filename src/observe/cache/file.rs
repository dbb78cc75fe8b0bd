//! The file of the cache.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::CacheTrouble;

/// What tells the databases of this program from others: "isnd".
const APPLICATION: i32 = 0x6973_6e64;

/// The version of the tables.
const VERSION: i32 = 1;

/// How long a process waits for others to finish their writing. One writing takes a fraction of a millisecond.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a source is remembered that nobody cites any more, in seconds: half a year.
const FORGOTTEN_AFTER: i64 = 183 * 24 * 3600;

const TABLES: &str = "\
CREATE TABLE source (
    url TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL,
    reader TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT,
    text TEXT,
    etag TEXT,
    last_modified TEXT,
    first_failure INTEGER,
    last_success INTEGER,
    failures INTEGER NOT NULL,
    asked INTEGER NOT NULL
);
CREATE INDEX source_seen_at ON source (seen_at);
CREATE TABLE copy (
    url TEXT NOT NULL,
    wanted TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    found TEXT,
    PRIMARY KEY (url, wanted)
);";

/// Why a file cannot be taken as it is.
enum Unfit {
    /// It is damaged, or something else.
    Foreign(&'static str),
    /// The system does not let it be used.
    Failed(String),
}

impl From<rusqlite::Error> for Unfit {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign("no cache of isnad's"),
            Some(ErrorCode::DatabaseCorrupt) => Self::Foreign("damaged"),
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Opens the file, or begins a new one where there is none or where what is there is none of isnad's.
pub(super) fn open(path: &Path) -> Result<(Connection, Option<CacheTrouble>), CacheTrouble> {
    let unusable = |cause: String| CacheTrouble::Unusable { path: path.display().to_string(), cause };
    // Two processes that meet the same damage must not set aside each other's new file.
    let _lock = lock(path).map_err(|error| unusable(error.to_string()))?;
    match connect(path) {
        Ok(connection) => Ok((connection, None)),
        Err(Unfit::Failed(cause)) => Err(unusable(cause)),
        Err(Unfit::Foreign(what)) => {
            let trouble = set_aside(path, what);
            match connect(path) {
                Ok(connection) if matches!(trouble, CacheTrouble::SetAside { .. }) => Ok((connection, Some(trouble))),
                _ => Err(trouble),
            }
        }
    }
}

/// Renames a file that cannot be used, with what the database keeps beside it.
pub(super) fn set_aside(path: &Path, what: &str) -> CacheTrouble {
    let aside = (1..1000).map(|number| beside(path, &format!(".set-aside-{number}"))).find(|aside| !aside.exists());
    let aside = aside.unwrap_or_else(|| beside(path, ".set-aside"));
    match fs::rename(path, &aside) {
        Ok(()) => {
            for suffix in ["-wal", "-shm"] {
                // They are there only where the database was interrupted.
                let _ = fs::rename(beside(path, suffix), beside(&aside, suffix));
            }
            CacheTrouble::SetAside {
                path: path.display().to_string(),
                what: what.to_owned(),
                aside: aside.display().to_string(),
            }
        }
        Err(error) => CacheTrouble::Unusable { path: path.display().to_string(), cause: format!("{what}; {error}") },
    }
}

/// Holds other processes off the opening of this file, until it goes out of scope.
fn lock(path: &Path) -> io::Result<File> {
    if let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        fs::create_dir_all(directory)?;
    }
    let lock = private(&mut OpenOptions::new()).create(true).write(true).truncate(false).open(beside(path, ".lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// What an unpublished report cites is nobody else's business.
#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

fn connect(path: &Path) -> Result<Connection, Unfit> {
    let created = private(&mut OpenOptions::new()).create(true).append(true).open(path);
    created.map_err(|error| Unfit::Failed(error.to_string()))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let application = pragma("application_id")?;
    if application == 0 && pragma("schema_version")? == 0 {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // In one transaction: whoever is killed here leaves an empty file.
        connection.execute_batch(&format!(
            "BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {TABLES} COMMIT;"
        ))?;
    } else if application != APPLICATION {
        return Err(Unfit::Foreign("no cache of isnad's"));
    } else if pragma("user_version")? != VERSION {
        return Err(Unfit::Foreign("the cache of another version of isnad"));
    }
    // What a killed process committed is with the system; only a power cut could lose it, and that is asked again.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    let now = jiff::Timestamp::now().as_second();
    for forget in ["DELETE FROM source WHERE seen_at < ?1", "DELETE FROM copy WHERE seen_at < ?1"] {
        connection.execute(forget, [now - FORGOTTEN_AFTER])?;
    }
    Ok(connection)
}

/// The path with this at its end.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
