//! Where each URL's captures stand in a file.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use jiff::Timestamp;
use url::Url;

use super::capture::{Answer, Capture, Fields, Span, Start};
use super::http::HttpResponse;
use super::member::{self, MAGIC, Member, Stop};
use super::scan::{self, Met, Take};

/// The most that an index holds, in bytes of its URLs and fields, each record counted with [`RECORD`] besides.
const MOST: usize = 256 * 1024 * 1024;

/// What a record costs in an index, about, in bytes.
const RECORD: usize = 256;

/// The most that is decompressed aside, in bytes.
const MOST_SPOOLED: u64 = 4 * 1024 * 1024 * 1024;

/// The most that is read in vain, in bytes, packed and unpacked, while looking for the end of damage.
const MOST_WASTED: u64 = 256 * 1024 * 1024;

/// Where each URL's captures stand in a file.
#[derive(Debug)]
pub struct Index<R> {
    input: BufReader<R>,
    /// What had to be decompressed to be found again.
    spool: Option<BufReader<File>>,
    captures: HashMap<String, Vec<Capture>>,
    latest: Option<Timestamp>,
    damaged: usize,
}

impl<R: Read + Seek> Index<R> {
    /// Reads through a file: plain, one gzip member a record, or compressed in any other way of gzip's. What of it is
    /// damaged is left out.
    ///
    /// # Errors
    ///
    /// Those of the file, and of the file aside where one is needed.
    pub fn new(input: R) -> io::Result<Self> {
        let mut index = Self {
            input: BufReader::with_capacity(64 * 1024, input),
            spool: None,
            captures: HashMap::new(),
            latest: None,
            damaged: 0,
        };
        let mut found = Collected::default();
        index.read_through(&mut found)?;
        index.latest = found.responses.iter().map(|response| response.capture.at).max();
        index.damaged = found.damaged;
        found.settle(&mut index.captures);
        Ok(index)
    }

    /// The captures of a URL in the order of their records. Its fragment and its credentials do not matter.
    pub fn captures(&self, url: &str) -> &[Capture] {
        key(url).and_then(|key| self.captures.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// When the last answer was had.
    pub fn latest(&self) -> Option<Timestamp> {
        self.latest
    }

    /// Whether it knows of no URL.
    pub fn is_empty(&self) -> bool {
        self.captures.is_empty()
    }

    /// How many records are damaged.
    pub fn damaged(&self) -> usize {
        self.damaged
    }

    /// The answer of a capture, read no further than `most` bytes of its block; `None` where there is none, or where it
    /// is not HTTP.
    ///
    /// # Errors
    ///
    /// Those of the file.
    pub fn read(&mut self, capture: &Capture, most: usize) -> io::Result<Option<HttpResponse>> {
        match capture.answer {
            None => Ok(None),
            Some(Answer::Whole(span)) => Ok(HttpResponse::read(&self.block(span, most)?)),
            Some(Answer::Revisit { head, body }) => {
                let head = HttpResponse::read(&self.block(head, most)?);
                let body = HttpResponse::read(&self.block(body, most)?);
                Ok(match (head, body) {
                    // Not modified: what was there before is what is there.
                    (Some(HttpResponse { status: 304, .. }) | None, body) => body,
                    (Some(head), Some(body)) => Some(revisited(head, body)),
                    (Some(_), None) => None,
                })
            }
        }
    }

    fn block(&mut self, span: Span, most: usize) -> io::Result<Vec<u8>> {
        let length = span.length.min(most as u64);
        let mut block = Vec::new();
        match span.start {
            Start::Plain(at) => {
                self.input.seek(SeekFrom::Start(at))?;
                self.input.by_ref().take(length).read_to_end(&mut block)?;
            }
            Start::Member { at, skip } => {
                self.input.seek(SeekFrom::Start(at))?;
                block = member::block(&mut self.input, skip, length);
            }
            Start::Spooled(at) => {
                if let Some(spool) = &mut self.spool {
                    spool.seek(SeekFrom::Start(at))?;
                    spool.by_ref().take(length).read_to_end(&mut block)?;
                }
            }
        }
        Ok(block)
    }

    fn read_through(&mut self, found: &mut Collected) -> io::Result<()> {
        let (mut at, mut wasted) = (0, 0);
        loop {
            self.input.seek(SeekFrom::Start(at))?;
            let next = self.input.fill_buf()?;
            if next.is_empty() || found.full {
                return Ok(());
            }
            if !next.starts_with(&MAGIC) {
                return scan::scan(&mut self.input, at, Start::Plain, found);
            }
            at = match member::read(&mut self.input, at) {
                Member::Record(met, next) => {
                    found.take(*met);
                    next
                }
                Member::Nothing(next) => next,
                Member::Other => match self.spool(at, found)? {
                    Some(Stop::Other(at)) => at,
                    Some(Stop::Damaged(at)) => {
                        found.damaged();
                        at + 1
                    }
                    None => return Ok(()),
                },
                Member::Damaged(bytes) => {
                    found.damaged();
                    wasted += bytes;
                    at + 1
                }
            };
            if wasted > MOST_WASTED {
                return Ok(());
            }
            match self.find_member(at)? {
                Some(next) => at = next,
                None => return Ok(()),
            }
        }
    }

    /// Decompresses what is not one record a member to a file aside, and reads that.
    fn spool(&mut self, at: u64, found: &mut Collected) -> io::Result<Option<Stop>> {
        let file = match self.spool.take() {
            Some(spool) => spool.into_inner(),
            None => tempfile::tempfile()?,
        };
        let mut sink = BufWriter::new(file);
        let begin = sink.seek(SeekFrom::End(0))?;
        self.input.seek(SeekFrom::Start(at))?;
        let room = MOST_SPOOLED.saturating_sub(begin);
        let spooled = member::spool(&mut self.input, at, room, &mut sink)?;
        sink.flush()?;
        let file = sink.into_inner().map_err(io::IntoInnerError::into_error)?;
        let mut spool = BufReader::new(file);
        if spooled.length > 0 {
            scan::scan(&mut spool, begin, Start::Spooled, found)?;
        }
        self.spool = Some(spool);
        Ok(spooled.stop)
    }

    /// Where the next member begins, from byte `at` on; `at` itself where the file is plain from there.
    fn find_member(&mut self, at: u64) -> io::Result<Option<u64>> {
        self.input.seek(SeekFrom::Start(at))?;
        let (mut position, mut matched) = (at, 0);
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            if position == at && buffer.starts_with(b"WARC/") {
                return Ok(Some(at));
            }
            for &byte in buffer {
                position += 1;
                matched = if MAGIC.get(matched) == Some(&byte) { matched + 1 } else { usize::from(byte == MAGIC[0]) };
                if matched == MAGIC.len() {
                    return Ok(Some(position - MAGIC.len() as u64));
                }
            }
            let used = buffer.len();
            self.input.consume(used);
        }
    }
}

/// The answer that a revisit stands for: its own head, with the body that was had before and how that is packed.
fn revisited(head: HttpResponse, body: HttpResponse) -> HttpResponse {
    let is_packing = |(name, _): &(String, Vec<u8>)| name.eq_ignore_ascii_case("content-encoding");
    let mut headers: Vec<_> = head.headers.into_iter().filter(|header| !is_packing(header)).collect();
    headers.extend(body.headers.into_iter().filter(is_packing));
    HttpResponse { status: head.status, headers, body: body.body }
}

/// A URL as captures are found by it: in normal form, without its fragment and its credentials.
fn key(url: &str) -> Option<String> {
    let mut url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    // Both fail only for URLs without a host, which http and https have.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Some(url.into())
}

/// What was collected of a file.
#[derive(Default)]
struct Collected {
    responses: Vec<Response>,
    /// Records about requests that were no GET, by their ids.
    other_methods: HashSet<u64>,
    size: usize,
    full: bool,
    damaged: usize,
}

/// A response, a revisit, or what stands in place of one.
struct Response {
    key: String,
    capture: Capture,
    id: Option<u64>,
    concurrent_to: Option<u64>,
    digest: Option<u64>,
    /// For a revisit: what it says it is the same as.
    revisits: Option<Original>,
}

/// What a revisit says it is the same as.
struct Original {
    id: Option<u64>,
    key: Option<String>,
    at: Option<Timestamp>,
}

impl Take for Collected {
    fn take(&mut self, met: Met) -> bool {
        let kind = met.head.get("WARC-Type").map(str::to_ascii_lowercase);
        match kind.as_deref() {
            Some("response" | "revisit") => self.answer(&met, kind.as_deref() == Some("revisit")),
            Some("request") => self.request(&met),
            Some("metadata") => self.metadata(&met),
            _ => {}
        }
        self.full = self.size > MOST;
        !self.full
    }

    fn damaged(&mut self) {
        self.damaged += 1;
    }
}

impl Collected {
    fn answer(&mut self, met: &Met, revisit: bool) {
        let head = &met.head;
        let http =
            head.get("Content-Type").is_none_or(|kind| kind.to_ascii_lowercase().starts_with("application/http"));
        let Some(key) = head.url().and_then(key).filter(|_| http || revisit) else { return };
        let revisits = revisit.then(|| Original {
            id: id_of(met, "WARC-Refers-To"),
            key: head.get("WARC-Refers-To-Target-URI").and_then(self::key),
            at: head.get("WARC-Refers-To-Date").and_then(|at| at.parse().ok()),
        });
        self.push(
            met,
            key,
            Capture {
                at: date(met),
                // A revisit is cut because its body stands elsewhere.
                truncated: !revisit && head.get("WARC-Truncated").is_some(),
                said: None,
                answer: Some(Answer::Whole(met.span)),
            },
            revisits,
        );
    }

    fn push(&mut self, met: &Met, key: String, capture: Capture, revisits: Option<Original>) {
        self.size += RECORD + key.len();
        self.responses.push(Response {
            key,
            capture,
            id: id_of(met, "WARC-Record-ID"),
            concurrent_to: id_of(met, "WARC-Concurrent-To"),
            digest: id_of(met, "WARC-Payload-Digest"),
            revisits,
        });
    }

    /// Answers to other than GET say nothing of what a reader would see.
    fn request(&mut self, met: &Met) {
        if !met.prefix.starts_with(b"GET ") {
            self.size += RECORD;
            self.other_methods.extend(id_of(met, "WARC-Record-ID"));
            self.other_methods.extend(id_of(met, "WARC-Concurrent-To"));
        }
    }

    /// isnad's own: how long an answer took, or why there is none.
    fn metadata(&mut self, met: &Met) {
        let fields = Fields::read(&met.prefix);
        if met.head.get("Content-Type") != Some("application/warc-fields") || fields.get("fetchTimeMs").is_none() {
            return;
        }
        if fields.get("isnad-cause").is_some() {
            if let Some(key) = met.head.url().and_then(key) {
                self.size += met.prefix.len();
                let capture = Capture { at: date(met), truncated: false, said: Some(fields), answer: None };
                self.push(met, key, capture, None);
            }
        } else if let Some(last) = self.responses.last_mut()
            && last.id.is_some()
            && last.id == id_of(met, "WARC-Refers-To")
        {
            self.size += met.prefix.len();
            last.capture.said = Some(fields);
        }
    }

    /// Finds what revisits are the same as, and sorts all captures under their URLs.
    fn settle(self, captures: &mut HashMap<String, Vec<Capture>>) {
        let mut by_id = HashMap::new();
        let mut by_url = HashMap::new();
        let mut by_digest = HashMap::new();
        for response in self.responses.iter().filter(|response| response.revisits.is_none()) {
            if let Some(Answer::Whole(span)) = response.capture.answer {
                response.id.map(|id| by_id.entry(id).or_insert(span));
                response.digest.map(|digest| by_digest.entry(digest).or_insert(span));
                by_url.entry((response.key.clone(), response.capture.at)).or_insert(span);
            }
        }
        for mut response in self.responses {
            let ids = [response.id, response.concurrent_to];
            if ids.into_iter().flatten().any(|id| self.other_methods.contains(&id)) {
                continue;
            }
            if let (Some(original), Some(Answer::Whole(head))) = (response.revisits, response.capture.answer) {
                let body = original
                    .id
                    .and_then(|id| by_id.get(&id))
                    .or_else(|| by_url.get(&(original.key?, original.at?)))
                    .or_else(|| by_digest.get(&response.digest?));
                let Some(&body) = body else { continue };
                response.capture.answer = Some(Answer::Revisit { head, body });
            }
            captures.entry(response.key).or_default().push(response.capture);
        }
    }
}

fn date(met: &Met) -> Timestamp {
    met.head.get("WARC-Date").and_then(|date| date.parse().ok()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// An id or a digest, hashed: there may be millions.
fn id_of(met: &Met, field: &str) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    met.head.get(field)?.hash(&mut hasher);
    Some(hasher.finish())
}
