//! Bodies to pages: while they come in, to see whether their head is enough; and when they have come.

use std::borrow::Cow;
use std::cell::RefCell;

use reqwest::header::CONTENT_ENCODING;
use tokio::sync::Semaphore;
use url::Url;

use super::exchange::{Answer, Wanted, Watch};
use super::marks::{self, Seen, Sight};
use super::page::{self, Reading};
use super::{Settings, decode};
use crate::formats::{charset, html};
use crate::model::{Mark, Page, ReadTo};

/// How much must have come before a head is looked for, in bytes; then twice as much, and so on.
const FIRST_LOOK: usize = 2 * 1024;

/// How much is read of what is neither page nor PDF, in bytes: enough to see whether it is one after all.
const SNIFFED: usize = 8 * 1024;

/// What an answer holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub marks: Vec<Mark>,
    pub page: Option<Box<Page>>,
    pub read_to: Option<ReadTo>,
    pub detail: Option<String>,
    /// Whether what was read agrees with all that is cited.
    pub settled: bool,
}

/// Watches bodies come in, and stops them where the head of the page settles what is cited.
pub(super) struct Watcher<'a> {
    settings: &'a Settings,
    /// Whether anything is cited.
    cited: bool,
    settled: &'a dyn Fn(&Page) -> bool,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// How much must have come before the next look.
    next: usize,
    /// The head that settled it, with its source.
    head: Option<(String, Reading)>,
}

impl<'a> Watcher<'a> {
    pub(super) fn new(settings: &'a Settings, cited: bool, settled: &'a dyn Fn(&Page) -> bool) -> Self {
        Self { settings, cited, settled, state: RefCell::default() }
    }

    /// The marks and the page of an answer that was watched.
    pub(super) async fn read(&self, answer: &mut Answer, asked: &Url, arrived: &Url, redirected: bool) -> Contents {
        let head = self.state.borrow_mut().head.take();
        if answer.read_to == ReadTo::Head
            && let Some((source, reading)) = head
        {
            let seen = Seen { source: &source, page: &reading.page, shape: &reading.shape };
            // A page that is the one cited is not one that stands before it, whatever phrases it holds.
            let page = Some(seen).filter(|_| !self.cited);
            let marks = marks::find(&Sight { asked, arrived, redirected, answer, page });
            let page = Some(Box::new(Page { text: String::new(), ..reading.page }));
            return Contents { marks, page, read_to: Some(ReadTo::Head), detail: None, settled: true };
        }
        let caps = Caps { page: self.settings.body_cap, pdf: self.settings.pdf_cap };
        let body = std::mem::take(&mut answer.body);
        // Lets others have the room when the body is read.
        let _room = answer.room.take();
        let growth = if answer.headers.contains_key(CONTENT_ENCODING) { USUAL_GROWTH } else { 1 };
        if body.len() <= AT_ONCE / growth {
            return self.weigh(read(&body, answer, asked, arrived, redirected, caps));
        }
        // Reading a long page takes long enough to make the clocks of other exchanges run out.
        let headers = answer.headers.clone();
        let bodiless = Answer { headers, body: Vec::new(), room: None, ..*answer };
        let (asked, arrived) = (asked.clone(), arrived.clone());
        // Fails only where the turns are closed, which nobody does.
        let _turn = LONG_READINGS.acquire().await;
        let reading =
            tokio::task::spawn_blocking(move || read(&body, &bodiless, &asked, &arrived, redirected, caps)).await;
        let failed =
            |error: tokio::task::JoinError| Contents { detail: Some(error.to_string()), ..Contents::default() };
        self.weigh(reading.unwrap_or_else(failed))
    }

    /// Drops the text of a page whose other facts settle what is cited.
    fn weigh(&self, mut contents: Contents) -> Contents {
        if let Some(page) = &mut contents.page {
            let text = std::mem::take(&mut page.text);
            contents.settled = (self.settled)(page);
            if !contents.settled {
                page.text = text;
            }
        }
        contents
    }

    fn look(&self, url: &Url, answer: &Answer) -> Wanted {
        let cap = cap(answer, self.settings);
        if cap == 0 {
            return Wanted::NoMore;
        }
        let mut state = self.state.borrow_mut();
        if answer.body.is_empty() {
            *state = State { next: FIRST_LOOK, head: None };
        }
        let come = answer.body.len();
        if !(200..300).contains(&answer.status) || come < state.next {
            return Wanted::UpTo(cap);
        }
        state.next = come.saturating_mul(2);
        let Some((source, reading)) = head(url, answer, self.settings.body_cap) else { return Wanted::UpTo(cap) };
        // It is looked for once: what the head does not settle is settled by the whole page or not at all.
        state.next = usize::MAX;
        let gone = marks::says_gone(&reading.page, &reading.shape);
        if !(self.settled)(&reading.page) || reading.page.refresh.is_some() || gone {
            return Wanted::UpTo(cap);
        }
        state.head = Some((source.into_owned(), reading));
        Wanted::NoMore
    }
}

/// How much is read of pages and of PDFs, in bytes.
#[derive(Clone, Copy)]
struct Caps {
    page: usize,
    pdf: usize,
}

/// How long a body may be to be read at once, in bytes.
const AT_ONCE: usize = 256 * 1024;

/// How many times larger a compressed page is without its compression, as a rule.
const USUAL_GROWTH: usize = 6;

/// The turns of those that are longer: what is made of one on the way to its facts can be a hundred times its size.
static LONG_READINGS: Semaphore = Semaphore::const_new(4);

impl Watch for Watcher<'_> {
    fn wanted(&self, url: &Url, answer: &Answer) -> Wanted {
        // What stands in a redirect's body is for readers that cannot follow it.
        if (300..400).contains(&answer.status) {
            return Wanted::NoMore;
        }
        self.look(url, answer)
    }

    fn is_content_with(&self, page: &Page) -> bool {
        (self.settled)(page)
    }
}

/// How much is read of a body of this sort.
fn cap(answer: &Answer, settings: &Settings) -> usize {
    match sort(answer, &answer.body) {
        Sort::Page => settings.body_cap,
        Sort::Pdf => settings.pdf_cap,
        Sort::Unsure => settings.body_cap.min(SNIFFED),
        Sort::Other => 0,
    }
}

/// What a body is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Page,
    Pdf,
    /// What it is will be seen when it has come.
    Unsure,
    Other,
}

fn sort(answer: &Answer, body: &[u8]) -> Sort {
    let declared = answer.header("content-type").and_then(|value| media_type(&value));
    let compressed = answer.headers.contains_key("content-encoding");
    match declared.as_deref() {
        Some("text/html" | "application/xhtml+xml") => Sort::Page,
        Some("application/pdf" | "application/x-pdf") => Sort::Pdf,
        // The last three say as much as nothing (MIME Sniffing, 7.2).
        None
        | Some(
            "application/octet-stream"
            | "text/plain"
            | "application/xml"
            | "text/xml"
            | "binary/octet-stream"
            | "unknown/unknown"
            | "application/unknown"
            | "*/*",
        ) => {
            if body.starts_with(b"%PDF-") {
                Sort::Pdf
            } else if compressed || html::looks_like_html(body) {
                Sort::Page
            } else {
                Sort::Unsure
            }
        }
        Some(_) => Sort::Other,
    }
}

/// The head of a page that is coming in, if all of it has come, with what it says.
fn head<'a>(url: &Url, answer: &'a Answer, cap: usize) -> Option<(Cow<'a, str>, Reading)> {
    if sort(answer, &answer.body) != Sort::Page {
        return None;
    }
    let encoding = answer.header("content-encoding");
    let plain = decode::decode(&answer.body, encoding.as_deref(), cap)?;
    let end = html::head_end(&plain.bytes)?;
    let declared = charset_of(answer, &plain.bytes);
    let source: Cow<'a, str> = match plain.bytes {
        Cow::Borrowed(bytes) => decoded(bytes.get(..end)?, declared.as_deref())?,
        Cow::Owned(bytes) => Cow::Owned(decoded(bytes.get(..end)?, declared.as_deref())?.into_owned()),
    };
    let mut reading = page::read(&source, url, true);
    refresh_by_header(&mut reading.page, answer, url);
    Some((source, reading))
}

/// A head as text, unless its charset would have to be guessed from it alone.
fn decoded<'a>(bytes: &'a [u8], declared: Option<&str>) -> Option<Cow<'a, str>> {
    let (text, _, lossy) = match declared {
        Some(_) => charset::text(bytes, declared, None),
        None => (Cow::Borrowed(std::str::from_utf8(bytes).ok()?), "", false),
    };
    (!lossy).then_some(text)
}

fn read(body: &[u8], answer: &Answer, asked: &Url, arrived: &Url, redirected: bool, caps: Caps) -> Contents {
    let bare = |page| Sight { asked, arrived, redirected, answer, page };
    let sort = sort(answer, body);
    let cap = caps.page;
    let most = if sort == Sort::Pdf { caps.pdf } else { cap }.max(body.len());
    let encoding = answer.header("content-encoding");
    let Some(plain) = decode::decode(body, encoding.as_deref(), most) else {
        let detail = encoding.map(|name| format!("a content encoding that was not asked for: {name}"));
        return Contents { marks: marks::find(&bare(None)), detail, ..Contents::default() };
    };
    let cut = plain.cut || plain.bytes.len() > cap && sort == Sort::Page;
    let read_to = Some(if cut { ReadTo::Cap } else { answer.read_to });
    let bytes = if sort == Sort::Page { plain.bytes.get(..cap).unwrap_or(&plain.bytes) } else { &plain.bytes };
    let pdf = sort == Sort::Pdf && bytes.starts_with(b"%PDF-");
    // A server that calls an error page a PDF does not make it one.
    if pdf || !(sort == Sort::Page || html::looks_like_html(bytes)) {
        let page = pdf.then(|| page::read_pdf(bytes)).filter(|page| *page != Page::default()).map(Box::new);
        return Contents { marks: marks::find(&bare(None)), page, read_to, ..Contents::default() };
    }
    if answer.headers.get("content-type").is_none() && !html::looks_like_html(bytes) {
        return Contents { marks: marks::find(&bare(None)), read_to, ..Contents::default() };
    }
    let declared = charset_of(answer, bytes);
    let top = arrived.host_str().and_then(|host| host.rsplit('.').next());
    let (source, _, _) = charset::text(bytes, declared.as_deref(), top);
    let Reading { mut page, mut shape } = page::read(&source, arrived, false);
    refresh_by_header(&mut page, answer, arrived);
    if read_to != Some(ReadTo::End) {
        // What did not come may be what there is to read.
        page.text_length = page.text_length.filter(|&length| length >= marks::NEARLY_EMPTY);
        shape.needs_scripts = false;
    }
    let marks = marks::find(&bare(Some(Seen { source: &source, page: &page, shape: &shape })));
    Contents { marks, page: Some(Box::new(page)), read_to, ..Contents::default() }
}

/// Sends a page's readers on where a header of its answer does, which browsers follow as they do the page's own element.
fn refresh_by_header(page: &mut Page, answer: &Answer, url: &Url) {
    if page.refresh.is_none()
        && let Some(value) = answer.header("refresh")
    {
        page.refresh = page::refresh(&value, url).map(Box::new);
    }
}

/// The media type of a `Content-Type`, without its parameters; the first, where a proxy has joined two.
pub(super) fn media_type(value: &str) -> Option<String> {
    let name = value.split([';', ',']).next()?.trim().to_ascii_lowercase();
    (name.contains('/')).then_some(name)
}

/// The charset that an answer declares in its headers, or its page in a `meta`.
fn charset_of(answer: &Answer, page: &[u8]) -> Option<String> {
    let header = answer.header("content-type");
    let declared = header.as_deref().unwrap_or_default().split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    declared.or_else(|| html::declared_charset(page))
}
