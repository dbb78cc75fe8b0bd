//! What a page says of itself: one walk gathers what may matter, and each subject picks its facts from that.

mod dates;
mod gather;
mod json_ld;
mod names;
mod text;
mod titles;

use std::borrow::Cow;

use smol_str::SmolStr;
use url::Url;

use super::redirects::shown;
use crate::formats::pdf::facts as pdf_facts;
use crate::model::{Alternate, Fact, Page, Refresh};
use gather::Gathered;

/// How many facts of one subject are kept.
const MOST_FACTS: usize = 16;

/// The longest value kept, in characters; longer ones are cut.
const LONGEST_VALUE: usize = 600;

/// How many alternates are kept.
const MOST_ALTERNATES: usize = 16;

/// A page as it was read.
pub(super) struct Reading {
    /// What it says of itself.
    pub page: Page,
    /// What is seen of it besides, for marks.
    pub shape: Shape,
}

/// What a page looks like, whatever it says.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Its `title` element, in full.
    pub title: Option<String>,
    /// Its first headings.
    pub headings: Vec<String>,
    /// How many of its links are headlines of other pages.
    pub linked_headlines: usize,
    /// Whether it asks for a password.
    pub asks_password: bool,
    /// Whether it has scripts and nothing that a reader could read: the rest is for them to fetch.
    pub needs_scripts: bool,
}

/// Reads a page that stands at `url`; `head` where the source ends with its head. The URLs that it names come without
/// credentials, whether they are those of `url` or of the page's own making.
pub(super) fn read(source: &str, url: &Url, head: bool) -> Reading {
    let mut gathered = gather::gather(source);
    let things = json_ld::things(&gathered.json_ld);
    let publishers = names::publishers(&gathered, &things);
    let text_length = (!head).then_some(gathered.text_length);
    let mut text = std::mem::take(&mut gathered.text);
    text.shrink_to_fit();
    let page = Page {
        titles: titles::titles(&gathered, &things, &publishers),
        dates: dates::dates(&gathered, &things),
        authors: names::authors(&gathered, &things),
        publishers,
        language: language(&gathered, &things),
        canonical: gathered.canonical.as_deref().and_then(|href| absolute(url, href)),
        alternates: alternates(&gathered, url),
        refresh: gathered.meta("refresh").and_then(|value| refresh(value, url)).map(Box::new),
        noindex: is_noindex(&gathered),
        paywalled: is_paywalled(&gathered, &things),
        text,
        text_length,
    };
    let shape = Shape {
        linked_headlines: gathered.headlines,
        asks_password: gathered.asks_password,
        needs_scripts: !head && gathered.has_script && !gathered.has_content && gathered.text_length < 100,
        title: gathered.title,
        headings: gathered.headings.into_iter().take(2).collect(),
    };
    Reading { page, shape }
}

/// Reads what a PDF says of itself.
pub(super) fn read_pdf(bytes: &[u8]) -> Page {
    let mut titles = Facts::default();
    let mut authors = Facts::default();
    let mut publishers = Facts::default();
    let mut page = Page::default();
    for fact in pdf_facts::facts(bytes) {
        use pdf_facts::Subject;
        match fact.subject {
            Subject::Title => titles.offer(&fact.value, fact.found_in),
            Subject::Author => authors.offer(&fact.value, fact.found_in),
            Subject::Publisher => publishers.offer(&fact.value, fact.found_in),
            Subject::Created => dates::offer_pdf(&mut page.dates, &fact.value, fact.found_in, false),
            Subject::Modified => dates::offer_pdf(&mut page.dates, &fact.value, fact.found_in, true),
            Subject::Language => page.language = page.language.take().or_else(|| tag(&fact.value)),
        }
    }
    Page { titles: titles.done(), authors: authors.done(), publishers: publishers.done(), ..page }
}

fn absolute(url: &Url, href: &str) -> Option<SmolStr> {
    url.join(href.trim()).ok().map(|url| shown(&url))
}

fn alternates(gathered: &Gathered, url: &Url) -> Vec<Alternate> {
    let known = gathered
        .alternates
        .iter()
        .filter_map(|(language, href)| Some(Alternate { language: tag(language)?, url: absolute(url, href)? }));
    known.take(MOST_ALTERNATES).collect()
}

/// Reads the content of a `refresh`, a `meta` element's or a header's: `5; url='/there'`, with what browsers let pass.
pub(super) fn refresh(value: &str, url: &Url) -> Option<Refresh> {
    let value = value.trim();
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (after, rest) = value.split_at_checked(digits)?;
    let after = after.parse().ok()?;
    let rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ','));
    let named = rest
        .get(..3)
        .filter(|name| name.eq_ignore_ascii_case("url"))
        .and_then(|_| rest.get(3..)?.trim_start().strip_prefix('='));
    let target = named.unwrap_or(rest).trim();
    let target: Cow<'_, str> = match target.chars().next() {
        Some(quote @ ('"' | '\'')) => target.chars().skip(1).take_while(|&c| c != quote).collect::<String>().into(),
        Some(_) => target.into(),
        None => return None,
    };
    let mut target = url.join(&target).ok().filter(|target| matches!(target.scheme(), "http" | "https"))?;
    target.set_fragment(None);
    (target != *url).then(|| Refresh { after, url: shown(&target) })
}

fn is_noindex(gathered: &Gathered) -> bool {
    let says = |content: &str| {
        let words = content.split(',').map(str::trim);
        words.into_iter().any(|word| word.eq_ignore_ascii_case("noindex") || word.eq_ignore_ascii_case("none"))
    };
    gathered.metas_of("robots").any(says)
}

/// Whether the page says in a form meant for machines that it is not free; the word "subscribe" says nothing.
fn is_paywalled(gathered: &Gathered, things: &[json_ld::Thing]) -> bool {
    let no = |value: &str| value.trim().eq_ignore_ascii_case("false");
    things.iter().any(json_ld::is_locked)
        || gathered.properties.iter().any(|(name, value)| name == "isAccessibleForFree" && no(value))
        || gathered.metas_of("article:content_tier").any(|tier| matches!(tier.trim(), "locked" | "metered"))
}

/// The language that a page declares, in lower case, such as `ar` or `en-gb`.
fn language(gathered: &Gathered, things: &[json_ld::Thing]) -> Option<SmolStr> {
    let declared = [gathered.language.as_deref(), gathered.meta("og:locale"), gathered.meta("content-language")];
    let of_things = things.iter().flat_map(|thing| json_ld::texts(thing, "inLanguage"));
    declared.into_iter().flatten().chain(of_things).find_map(tag)
}

/// A language's tag in lower case, where it has the form of one.
fn tag(value: &str) -> Option<SmolStr> {
    let tag = value.split([',', ';']).next()?.trim().replace('_', "-").to_ascii_lowercase();
    let well_formed = (2..=20).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    well_formed.then(|| tag.into())
}

/// Facts of one subject, in the order they are offered, each once.
#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    /// The facts offered.
    fn done(mut self) -> Vec<Fact> {
        self.0.shrink_to_fit();
        self.0
    }

    /// Offers a value. Empty ones, and ones with characters that were lost in decoding, are no facts.
    fn offer(&mut self, value: &str, found_in: &'static str) {
        let value = text::collapse(value, LONGEST_VALUE);
        let sound = !value.is_empty() && !value.contains(char::REPLACEMENT_CHARACTER);
        let same = || self.0.iter().filter(|fact| *fact.value == *value);
        if sound && self.0.len() < MOST_FACTS && same().all(|fact| fact.found_in != found_in) {
            // Most pages say the same in several places.
            let value = same().next().map_or_else(|| value.as_ref().into(), |fact| fact.value.clone());
            self.0.push(Fact { value, found_in });
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    fn page(source: &str) -> Page {
        read(source, &Url::parse("https://news.example/2021/story").unwrap(), false).page
    }

    #[test]
    fn what_a_page_says_besides_is_read() {
        let source = "<meta name=robots content='max-snippet:-1, NOINDEX'><link rel=alternate hreflang=ar href=/ar/1>\
            <link rel=alternate hreflang='{x}' href=/no><meta name='article:content_tier' content=metered>\
            <meta http-equiv=Refresh content=\"0; URL='/there?a=1#b'\"><p>Text of <a href=/>links</a> not";
        let page = page(source);
        assert!(page.noindex && page.paywalled);
        let ar = Alternate { language: "ar".into(), url: "https://news.example/ar/1".into() };
        assert_eq!((page.alternates, page.text_length), (vec![ar], Some("Text of not".len())));
        assert_eq!(page.refresh.map(|to| to.url).as_deref(), Some("https://news.example/there?a=1"));
        let url = Url::parse("https://news.example/a").unwrap();
        for (value, expected) in [
            ("5", None),
            ("600;url=/a", None),
            ("3, /b", Some((3, "https://news.example/b"))),
            ("0.5;url=b", Some((0, "https://news.example/b"))),
            ("0;url=javascript:alert(1)", None),
            (";url=/b", None),
            ("0;url=https://a:b@other.example/", Some((0, "https://other.example/"))),
        ] {
            let found = refresh(value, &url);
            assert_eq!(found.as_ref().map(|to| (to.after, to.url.as_str())), expected, "{value}");
        }
    }

    #[test]
    fn the_ends_that_authors_leave_out_are_known() {
        let cases = [
            ("<p hidden>no<p>yes", "yes"),
            ("<ul><li hidden>no<li>yes</ul>", "yes"),
            ("<a href=/1>no<a name=2>yes</a>", "yes"),
            ("<head><title>T</title>yes", "yes"),
            ("<svg><path/><title>no</title></svg>yes", "yes"),
            ("</div></p>yes", "yes"),
            ("<div hidden><p>no<b>no</div>yes", "yes"),
            ("<table><tr><td hidden>no<td>yes</table>", "yes"),
        ];
        for (source, expected) in cases {
            assert_eq!(page(source).text, expected, "{source}");
        }
    }

    #[test]
    fn the_language_and_the_canonical_url_are_as_declared() {
        let cases = [
            ("<html lang='ar'>", Some("ar"), None),
            (
                "<html lang='en_GB'><link rel='Canonical' href='/story'>",
                Some("en-gb"),
                Some("https://news.example/story"),
            ),
            ("<meta property='og:locale' content='tr_TR'>", Some("tr-tr"), None),
            ("<html lang='{{ lang }}'>", None, None),
        ];
        for (source, language, canonical) in cases {
            let page = page(source);
            assert_eq!((page.language.as_deref(), page.canonical.as_deref()), (language, canonical), "{source}");
        }
    }

    #[test]
    fn visible_text_is_what_a_reader_sees_outside_links() {
        let cases = [
            ("<p>One<b>two</b></p><p>three</p>", "Onetwo three"),
            ("before <a href='/x'>link <i>text</i></a> after", "before after"),
            ("<a name='x'>an anchor</a> is no link", "an anchor is no link"),
            ("<script>var a</script><style>p{}</style>shown<p hidden>not</p><template>nor</template>", "shown"),
            ("<p style='display: none'>secret</p>seen<!-- not -->", "seen"),
            ("line<br>break\u{a0} \n and\tspace", "line break and space"),
            ("<svg><script type='application/ld+json'/></svg>shown", "shown"),
        ];
        for (source, expected) in cases {
            assert_eq!(page(source).text, expected, "{source}");
        }
        assert_eq!(page(&"word ".repeat(50_000)).text.len(), gather::MOST_TEXT);
        for script in ["<script>no</script>", "<script type='application/ld+json'>{}</script>"] {
            let deep = format!("{}{script}{}shown", "<div>".repeat(300), "</div>".repeat(300));
            assert_eq!(page(&deep).text, "shown", "{script}");
        }
    }

    #[test]
    fn blanks_make_no_headline_of_a_link() {
        let item = |blanks: &str| format!("<li><a href=/a>Ann{blanks}Porter</a> <time>2021-05-05</time></li>");
        let headlines = |source: &str| gather::gather(source).headlines;
        assert_eq!(headlines(&item(" ")), 0);
        assert_eq!(headlines(&item(&format!("\n{}", " ".repeat(30)))), 0);
        assert_eq!(headlines("<a href=/a>The quay was closed at dusk</a>"), 1);
    }

    #[test]
    fn hostile_pages_are_read_without_harm() {
        let hostile = [
            "<div>".repeat(30_000),
            "<a href=x>".repeat(20_000),
            "<h1><time itemprop=datePublished>".repeat(20_000),
            format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000)),
            format!("<script type='application/ld+json'>{}1{}</script>", "{\"@graph\":[".repeat(60), "]}".repeat(60)),
            format!("<title>{}", "\u{202e}x".repeat(100_000)),
            "<meta property=og:title content=x>".repeat(20_000),
        ];
        for source in hostile {
            let page = page(&source);
            assert!(page.titles.len() <= MOST_FACTS && page.text.len() <= gather::MOST_TEXT);
        }
    }
}
