//! What a page says of itself: one walk gathers what may matter, and each subject picks its facts from that.

mod dates;
mod gather;
mod json_ld;
mod names;
mod text;
mod titles;

use url::Url;

use crate::formats::html;
use crate::model::{Fact, Page};
use gather::Gathered;

/// How many facts of one subject are kept.
const MOST_FACTS: usize = 16;

/// The longest value kept, in characters; longer ones are cut.
const LONGEST_VALUE: usize = 600;

/// Reads a page that stands at `url`.
pub(super) fn read(source: &str, url: &Url) -> Page {
    let gathered = gather::gather(&html::parse(source));
    let things = json_ld::things(&gathered.json_ld);
    let publishers = names::publishers(&gathered, &things);
    Page {
        titles: titles::titles(&gathered, &things, &publishers),
        dates: dates::dates(&gathered, &things),
        authors: names::authors(&gathered, &things),
        publishers,
        language: language(&gathered),
        canonical: gathered.canonical.as_deref().and_then(|href| url.join(href.trim()).ok()).map(Into::into),
        text: gathered.text,
    }
}

/// The language that a page declares, in lower case, such as `ar` or `en-gb`.
fn language(gathered: &Gathered) -> Option<String> {
    let declared = [gathered.language.as_deref(), gathered.meta("og:locale"), gathered.meta("content-language")];
    declared.into_iter().flatten().find_map(|value| {
        let tag = value.split([',', ';']).next()?.trim().replace('_', "-").to_ascii_lowercase();
        let well_formed = (2..=20).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        well_formed.then_some(tag)
    })
}

/// Facts of one subject, in the order they are offered, each once.
#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    /// Offers a value. Empty ones, and ones with characters that were lost in decoding, are no facts.
    fn offer(&mut self, value: &str, found_in: &'static str) {
        let value = text::collapse(value, LONGEST_VALUE);
        let fact = Fact { value, found_in };
        let sound = !fact.value.is_empty() && !fact.value.contains(char::REPLACEMENT_CHARACTER);
        if sound && self.0.len() < MOST_FACTS && !self.0.contains(&fact) {
            self.0.push(fact);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    fn page(source: &str) -> Page {
        read(source, &Url::parse("https://news.example/2021/story").unwrap())
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
        ];
        for (source, expected) in cases {
            assert_eq!(page(source).text, expected, "{source}");
        }
        assert_eq!(page(&"word ".repeat(50_000)).text.len(), gather::MOST_TEXT);
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
