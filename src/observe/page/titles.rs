//! Titles, best first.

use super::gather::Gathered;
use super::json_ld::{Thing, is_article, texts};
use super::{Facts, LONGEST_VALUE};
use crate::model::Fact;

/// What stands between a page's title and its site's name.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " / "];

/// The signs that they are made of.
const SIGNS: &[char] = &['|', '-', '–', '—', ':', '·', '•', '»', '«', '/'];

/// The titles of a page: the only `h1`, `og:title`, the headline of its JSON-LD, `title`, then all others. Of the
/// single sources this order was measured to be right most often; a site's own name, which some pages give for their
/// title, goes last.
pub(super) fn titles(gathered: &Gathered, things: &[Thing], publishers: &[Fact]) -> Vec<Fact> {
    let mut facts = Facts::default();
    let mut offer = |value: &str, found_in| facts.offer(without_site(value.trim(), publishers), found_in);
    if let [only] = gathered.headings.as_slice() {
        offer(only, "h1");
    }
    if let Some(title) = gathered.meta("og:title") {
        offer(title, "og:title");
    }
    for (key, found_in) in [("headline", "json-ld headline"), ("name", "json-ld name")] {
        let articles = things.iter().filter(|thing| is_article(thing));
        articles.flat_map(|thing| texts(thing, key)).for_each(|title| offer(title, found_in));
    }
    if let Some(title) = &gathered.title {
        offer(title, "title");
    }
    for key in ["citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title", "sailthru.title"] {
        gathered.metas_of(key).for_each(|title| offer(title, key));
    }
    if let Some(title) = gathered.meta("title") {
        offer(title, "meta title");
    }
    for (_, title) in gathered.properties.iter().filter(|(name, _)| name == "headline") {
        offer(title, "itemprop headline");
    }
    for (key, found_in) in
        [("headline", "json-ld headline"), ("name", "json-ld name"), ("alternativeHeadline", "json-ld headline")]
    {
        things.iter().flat_map(|thing| texts(thing, key)).for_each(|title| offer(title, found_in));
    }
    gathered.headings.iter().for_each(|title| offer(title, "h1"));
    facts.0.sort_by_key(|fact| publishers.iter().any(|publisher| same(&publisher.value, &fact.value)));
    facts.done()
}

/// A title without the name of its site at its end or its start, where the page says what that name is.
fn without_site<'a>(title: &'a str, publishers: &[Fact]) -> &'a str {
    // Of one so long the end is cut off anyway, and to compare each part with each name would take seconds.
    if publishers.is_empty() || title.len() > LONGEST_VALUE * char::MAX.len_utf8() {
        return title;
    }
    // Most have none, and to look for each takes longer than to look for the signs they have.
    if !title.contains(SIGNS) {
        return title;
    }
    let is_site = |part: &str| publishers.iter().any(|publisher| same(&publisher.value, part.trim()));
    for separator in SEPARATORS {
        if let Some((rest, last)) = title.rsplit_once(separator)
            && is_site(last)
        {
            return rest;
        }
        if let Some((first, rest)) = title.split_once(separator)
            && is_site(first)
        {
            return rest;
        }
    }
    title
}

fn same(one: &str, other: &str) -> bool {
    // Most are of plain letters, whose case says what there is to say of it without a copy.
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use url::Url;

    fn titles(source: &str) -> Vec<(String, &'static str)> {
        let page = super::super::read(source, &Url::parse("https://news.example/a").unwrap(), false).page;
        page.titles.into_iter().map(|fact| (fact.value.into(), fact.found_in)).collect()
    }

    #[test]
    fn the_best_title_comes_first() {
        let site = "<meta property='og:site_name' content='The Daily Reed'>";
        let all = "<title>T</title><meta property='og:title' content='O'><h1>H</h1>\
                   <script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"L\"}</script>";
        let cases = [
            (all.to_owned(), "H", "h1"),
            (all.replace("<h1>H</h1>", "<h1>H</h1><h1>I</h1>"), "O", "og:title"),
            ("<title>T</title><h1>  </h1>".to_owned(), "T", "title"),
            ("<title>T</title><h1>A <br>long<b>er</b>\n title</h1>".to_owned(), "A longer title", "h1"),
            ("<title>T</title><svg><title>icon</title></svg>".to_owned(), "T", "title"),
            (
                "<svg><title>icon</title></svg><h1 hidden>no</h1><meta name=citation_title content=C>".to_owned(),
                "C",
                "citation_title",
            ),
            (format!("{site}<title>Wells run dry | the daily reed</title>"), "Wells run dry", "title"),
            (
                format!("{site}<h1><a href=/>The Daily Reed</a></h1><title>Wells run dry</title>"),
                "Wells run dry",
                "title",
            ),
            (format!("{site}<title>Reed - beds</title>"), "Reed - beds", "title"),
            (
                "<title>Br\u{fffd}ken</title><meta name='twitter:title' content='Whole'>".to_owned(),
                "Whole",
                "twitter:title",
            ),
        ];
        for (source, value, found_in) in cases {
            assert_eq!(titles(&source).first(), Some(&(value.to_owned(), found_in)), "{source}");
        }
    }

    #[test]
    fn every_title_is_kept_with_its_source() {
        let source = "<title>T</title><meta property='og:title' content='T'><h1>A</h1><h1>B</h1>";
        let expected = [("T", "og:title"), ("T", "title"), ("A", "h1"), ("B", "h1")];
        assert_eq!(titles(source), expected.map(|(value, found_in)| (value.to_owned(), found_in)));
        assert!(titles("<p>no title at all</p>").is_empty());
    }
}
