//! What was seen at a source. Facts only: nothing here says whether a source is good or bad.

use smol_str::SmolStr;

use super::PartialDate;

/// What was seen at one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Whether it answered.
    pub outcome: Outcome,
    /// Why it did not.
    pub cause: Option<Cause>,
    /// What the name service said, where it was asked in vain.
    pub dns: Option<DnsAnswer>,
    /// The error in the words of the layer that met it.
    pub detail: Option<String>,
    /// What is wrong with the certificate, where TLS is the cause. What is said of the page was then seen without
    /// verification.
    pub tls: Option<TlsFault>,
    /// The last status.
    pub status: Option<u16>,
    /// The URL that answered last.
    pub final_url: Option<SmolStr>,
    /// The redirects followed, in order: each URL with the status it answered.
    pub hops: Vec<Hop>,
    /// Each time it was asked anew for confirmation, the first included.
    pub looks: Vec<Look>,
    /// Signs of bot walls, parking, consent and the like.
    pub marks: Vec<Mark>,
    /// What the page says of itself.
    pub page: Option<Box<Page>>,
    /// The media type, without parameters.
    pub content_type: Option<SmolStr>,
    /// How far the body was read.
    pub read_to: Option<ReadTo>,
    /// When the answer came (RFC 3339, UTC).
    pub fetched_at: Option<SmolStr>,
    /// How long it took, retries included.
    pub elapsed_ms: Option<u64>,
    /// How many times it was asked.
    pub attempts: u32,
    /// Whether the answer is from the cache.
    pub from_cache: bool,
    /// An archived copy.
    pub archived: Option<Box<Archived>>,
    /// Why there is no archived copy; only where an archive was asked.
    pub unarchived: Option<Box<NoCopy>>,
    /// What has been seen of it over time; only where a cache remembers.
    pub history: Option<Box<History>>,
}

/// Whether a source answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An HTTP answer came, whatever its status.
    Answered,
    /// None came.
    Unreachable,
    /// isnad refused to ask: the address guard, or a scheme it does not speak.
    Refused,
    /// It was not asked.
    NotAsked,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// The name could not be resolved.
    Dns,
    /// No connection.
    Connect,
    /// The connection broke.
    Reset,
    /// TLS failed.
    Tls,
    /// One exchange took too long.
    Timeout,
    /// The deadline of the URL or of the run passed.
    Deadline,
    /// The address guard refused.
    Guard,
    /// Too many redirects, or a loop.
    Redirects,
    /// The answer was not HTTP.
    Protocol,
    /// The run is offline, or there is no network.
    Offline,
    /// Excluded by the settings.
    Excluded,
    /// Not in the record replayed.
    NotRecorded,
}

/// What the name service said of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DnsAnswer {
    /// There is no such name.
    NoSuchName,
    /// The question could not be answered.
    Failed,
}

/// What is wrong with a host's certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TlsFault {
    /// Its time is over.
    Expired,
    /// Its time is yet to come.
    NotYetValid,
    /// It is for another name.
    WrongName,
    /// The host made it out to itself.
    SelfSigned,
    /// Nobody who is trusted vouches for it.
    UnknownIssuer,
    /// It was taken back.
    Revoked,
    /// Something else.
    Other,
}

/// One redirect, by status or by the page's own `refresh`, which stands with the status of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The URL asked.
    pub url: SmolStr,
    /// The status it answered.
    pub status: u16,
}

/// One time a source was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When (RFC 3339, UTC).
    pub at: SmolStr,
    /// The final status.
    pub status: Option<u16>,
    /// Why there was none.
    pub cause: Option<Cause>,
}

/// A sign seen in an answer, with where it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its name, such as `cf-challenge`.
    pub mark: &'static str,
    /// Where it was seen, such as `header cf-mitigated`.
    pub found_in: String,
}

/// How far a body was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadTo {
    /// To the end of the head.
    Head,
    /// To the body cap.
    Cap,
    /// To the end.
    End,
}

/// What a page says of itself: every candidate, each with where it came from, best first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Titles.
    pub titles: Vec<Fact>,
    /// Dates.
    pub dates: Vec<PageDate>,
    /// Publishers and site names.
    pub publishers: Vec<Fact>,
    /// Authors.
    pub authors: Vec<Fact>,
    /// The language it declares, lower case (`ar`, `en-gb`).
    pub language: Option<SmolStr>,
    /// The canonical URL it declares.
    pub canonical: Option<SmolStr>,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
    /// Where it sends its readers by a `refresh`, and after how many seconds.
    pub refresh: Option<Box<Refresh>>,
    /// Whether it asks search engines to leave it out.
    pub noindex: bool,
    /// Whether it says that readers have to pay or to sign up for it.
    pub paywalled: bool,
    /// Its visible text outside links, whitespace collapsed, cut off at a bound. It is dropped where it has no more to
    /// say: the rest of the page agrees with all that is cited of it, or nothing is.
    pub text: String,
    /// How long that text is in all, in bytes; `None` where too little of the page came to say.
    pub text_length: Option<usize>,
}

/// A page in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// Its language, lower case (`ar`, `en-gb`, `x-default`).
    pub language: SmolStr,
    /// Its URL.
    pub url: SmolStr,
}

/// Where a page sends its readers by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refresh {
    /// After how many seconds.
    pub after: u32,
    /// Where to.
    pub url: SmolStr,
}

/// A value with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The value, whitespace collapsed.
    pub value: SmolStr,
    /// Where it came from, such as `og:title`.
    pub found_in: &'static str,
}

/// A date a page gives for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDate {
    /// The date.
    pub date: PartialDate,
    /// Whether it is of publication or of a change.
    pub kind: PageDateKind,
    /// Where it came from, such as `article:published_time`.
    pub found_in: &'static str,
}

/// What a page's date is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageDateKind {
    /// Publication.
    Published,
    /// A later change.
    Modified,
}

/// A copy in an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Archived {
    /// The copy's URL.
    pub url: SmolStr,
    /// When it was made (RFC 3339, UTC).
    pub at: SmolStr,
    /// The copy's title.
    pub title: Option<SmolStr>,
    /// What the copy says of itself, its dates among it; `None` where it was not to be had.
    pub page: Option<Box<Page>>,
}

/// Why there is no archived copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCopy {
    /// The archive says that it has none.
    Never,
    /// The archive did not answer, or not so that it can be told: why.
    Untold(String),
}

/// What has been seen of a source over time, the last time included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// When it failed first, if it has failed since it was last there (RFC 3339, UTC).
    pub first_failure: Option<String>,
    /// When it was last there (RFC 3339, UTC).
    pub last_success: Option<String>,
    /// How many times it has failed since. A refusal is neither a failure nor a success.
    pub failures: u32,
    /// How many times it was asked in all.
    pub asked: u32,
}

impl Observation {
    /// An observation of a source that was not asked.
    pub fn not_asked(cause: Cause) -> Self {
        Self::without_answer(Outcome::NotAsked, cause)
    }

    /// An observation of a source that gave no answer.
    pub fn without_answer(outcome: Outcome, cause: Cause) -> Self {
        Self {
            outcome,
            cause: Some(cause),
            dns: None,
            detail: None,
            tls: None,
            status: None,
            final_url: None,
            hops: Vec::new(),
            looks: Vec::new(),
            marks: Vec::new(),
            page: None,
            content_type: None,
            read_to: None,
            fetched_at: None,
            elapsed_ms: None,
            attempts: 0,
            from_cache: false,
            archived: None,
            unarchived: None,
            history: None,
        }
    }

    /// Lets its URLs that read as the one asked for be the same in memory, too.
    pub fn share(&mut self, url: &SmolStr) {
        let of_page = self.page.as_mut().and_then(|page| page.canonical.as_mut());
        for same in self.final_url.iter_mut().chain(of_page).filter(|other| *other == url) {
            same.clone_from(url);
        }
    }
}

impl Outcome {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::NotAsked => "not_asked",
        }
    }
}

impl Cause {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Reset => "reset",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Deadline => "deadline",
            Self::Guard => "guard",
            Self::Redirects => "redirects",
            Self::Protocol => "protocol",
            Self::Offline => "offline",
            Self::Excluded => "excluded",
            Self::NotRecorded => "not_recorded",
        }
    }
}

impl TlsFault {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Expired,
        Self::NotYetValid,
        Self::WrongName,
        Self::SelfSigned,
        Self::UnknownIssuer,
        Self::Revoked,
        Self::Other,
    ];

    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::NotYetValid => "not-yet-valid",
            Self::WrongName => "wrong-name",
            Self::SelfSigned => "self-signed",
            Self::UnknownIssuer => "unknown-issuer",
            Self::Revoked => "revoked",
            Self::Other => "other",
        }
    }
}

impl ReadTo {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Cap => "cap",
            Self::End => "end",
        }
    }
}
