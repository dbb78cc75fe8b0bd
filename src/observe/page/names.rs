//! Publishers and authors.

use std::collections::HashSet;

use super::Facts;
use super::gather::Gathered;
use super::json_ld::{Thing, texts};
use crate::model::Fact;

/// The publishers of a page and the names of its site, those that pages keep most carefully first.
pub(super) fn publishers(gathered: &Gathered, things: &[Thing]) -> Vec<Fact> {
    let mut facts = Facts::default();
    gathered.metas_of("og:site_name").for_each(|name| facts.offer(name, "og:site_name"));
    for (key, found_in) in [("publisher", "json-ld publisher"), ("sourceOrganization", "json-ld sourceOrganization")] {
        things.iter().flat_map(|thing| texts(thing, key)).for_each(|name| facts.offer(name, found_in));
    }
    // An article is part of its page, too, whose name is a title and no publisher.
    let titles: HashSet<&str> =
        things.iter().flat_map(|thing| ["headline", "name"].map(|key| texts(thing, key))).flatten().collect();
    let wholes = things.iter().flat_map(|thing| texts(thing, "isPartOf")).filter(|name| !titles.contains(name));
    wholes.for_each(|name| facts.offer(name, "json-ld isPartOf"));
    for key in [
        "citation_publisher",
        "citation_journal_title",
        "citation_technical_report_institution",
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "dcterms.publisher",
    ] {
        gathered.metas_of(key).for_each(|name| facts.offer(name, key));
    }
    for (_, name) in gathered.properties.iter().filter(|(name, _)| name == "publisher") {
        facts.offer(name, "itemprop publisher");
    }
    facts.done()
}

/// The authors of a page.
pub(super) fn authors(gathered: &Gathered, things: &[Thing]) -> Vec<Fact> {
    let mut facts = Facts::default();
    let mut offer = |name: &str, found_in| {
        // Many pages give the address of a profile for a name.
        if !name.contains("://") {
            facts.offer(name, found_in);
        }
    };
    things.iter().flat_map(|thing| texts(thing, "author")).for_each(|name| offer(name, "json-ld author"));
    for key in ["citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"] {
        gathered.metas_of(key).for_each(|name| offer(name, key));
    }
    for (_, name) in gathered.properties.iter().filter(|(name, _)| name == "author") {
        offer(name, "itemprop author");
    }
    facts.done()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use url::Url;

    use crate::model::Fact;

    fn pairs(facts: &[Fact]) -> Vec<(&str, &str)> {
        facts.iter().map(|fact| (fact.value.as_str(), fact.found_in)).collect()
    }

    #[test]
    fn names_are_gathered_with_their_sources() {
        let source = "<meta property='og:site_name' content=' The  Daily Reed '>\
            <meta name='citation_journal_title' content='Reed Studies'><meta name=Author content='M. Rush'>\
            <meta property='article:author' content='https://social.example/rush'>\
            <meta name=citation_author content='Sedge, N.'><meta name=citation_author content='Cane, O.'>\
            <script type='application/ld+json'>{\"@type\":\"Article\",\"author\":{\"name\":\"Mina Rush\"},\
            \"publisher\":{\"@type\":\"Organization\",\"name\":\"Reed Press\"}}</script>\
            <span itemprop='author'>Mina <b>Rush</b></span>";
        let page = super::super::read(source, &Url::parse("https://news.example/a").unwrap(), false).page;
        assert_eq!(
            pairs(&page.publishers),
            [
                ("The Daily Reed", "og:site_name"),
                ("Reed Press", "json-ld publisher"),
                ("Reed Studies", "citation_journal_title"),
            ]
        );
        assert_eq!(
            pairs(&page.authors),
            [
                ("Mina Rush", "json-ld author"),
                ("Sedge, N.", "citation_author"),
                ("Cane, O.", "citation_author"),
                ("M. Rush", "author"),
                ("Mina Rush", "itemprop author"),
            ]
        );
    }
}
