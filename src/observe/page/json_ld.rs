//! JSON-LD, read leniently: pages wrap it in comments, break its strings, and nest it as they please.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// How many things are read of one page.
const MOST_THINGS: usize = 64;

/// How many values are looked at on the way to them.
const MOST_STEPS: usize = 10_000;

/// A thing that a page describes.
pub(super) type Thing = Map<String, Value>;

/// Types whose title and date can be those of the page; those that end in `Article` or `Posting` come on top.
const WORKS: &[&str] = &[
    "WebPage",
    "ItemPage",
    "AboutPage",
    "FAQPage",
    "CollectionPage",
    "Report",
    "Book",
    "Chapter",
    "Thesis",
    "Dataset",
    "CreativeWork",
    "DigitalDocument",
    "VideoObject",
    "AudioObject",
    "PodcastEpisode",
    "Legislation",
    "Event",
    "Review",
    "ImageGallery",
    "MediaGallery",
    "Article",
    "ReportageNewsArticle",
];

/// The works that JSON-LD scripts describe, articles first: those at the top, in a list, in a `@graph`, or named as
/// what the page is mainly about. Works deeper down (comments, recommended articles) are of other pages.
pub(super) fn things(scripts: &[String]) -> Vec<Thing> {
    let mut found: Vec<Thing> = Vec::new();
    let mut names = HashMap::new();
    for script in scripts {
        // In the order of the page, without recursion: the next to be looked at is the last.
        let mut ahead = parse(script);
        ahead.reverse();
        let mut steps = 0;
        while let Some(value) = ahead.pop()
            && steps < MOST_STEPS
            && found.len() < MOST_THINGS
        {
            steps += 1;
            match value {
                Value::Array(values) => ahead.extend(values.into_iter().rev()),
                Value::Object(mut thing) => {
                    let within = ["mainEntityOfPage", "mainEntity", "@graph"].map(|key| thing.remove(key));
                    ahead.extend(within.into_iter().flatten());
                    if let (Some(Value::String(id)), Some(Value::String(name))) = (thing.get("@id"), thing.get("name"))
                    {
                        names.insert(id.clone(), name.clone());
                    }
                    if is_work(&thing) {
                        found.push(thing);
                    }
                }
                _ => {}
            }
        }
    }
    for thing in &mut found {
        name_references(thing, &names);
    }
    found.sort_by_key(|thing| !is_article(thing));
    found
}

/// Gives what is only referred to by its `@id` the name that stands elsewhere on the page.
fn name_references(thing: &mut Thing, names: &HashMap<String, String>) {
    for key in ["author", "publisher", "isPartOf", "sourceOrganization", "creator"] {
        let Some(value) = thing.get_mut(key) else { continue };
        let values = match value {
            Value::Array(values) => values.as_mut_slice(),
            value => std::slice::from_mut(value),
        };
        for reference in values.iter_mut().filter_map(Value::as_object_mut) {
            let known = reference.get("@id").and_then(Value::as_str).and_then(|id| names.get(id));
            if let Some(name) = known
                && !reference.contains_key("name")
            {
                reference.insert("name".to_owned(), Value::String(name.clone()));
            }
        }
    }
}

/// Whether a thing says that it is not free to read.
pub(super) fn is_locked(thing: &Thing) -> bool {
    match thing.get("isAccessibleForFree") {
        Some(Value::Bool(free)) => !free,
        Some(Value::String(free)) => free.rsplit('/').next().is_some_and(|free| free.eq_ignore_ascii_case("false")),
        _ => false,
    }
}

/// The texts of a property: its own, those of a list, and the names of things.
pub(super) fn texts<'a>(thing: &'a Thing, key: &str) -> Vec<&'a str> {
    let Some(value) = thing.get(key) else { return Vec::new() };
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    values
        .iter()
        .take(MOST_THINGS)
        .filter_map(|value| match value {
            Value::String(text) => Some(text.as_str()),
            Value::Object(thing) => thing.get("name")?.as_str(),
            _ => None,
        })
        .collect()
}

/// Whether a thing is an article, and no mere page.
pub(super) fn is_article(thing: &Thing) -> bool {
    types(thing).any(|name| name.ends_with("Article") || name.ends_with("Posting") || name == "Report")
}

fn is_work(thing: &Thing) -> bool {
    is_article(thing) || types(thing).any(|name| WORKS.contains(&name))
}

fn types(thing: &Thing) -> impl Iterator<Item = &str> {
    let value = thing.get("@type");
    let one = value.and_then(Value::as_str);
    let many = value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|name| name.rsplit(['/', ':']).next().unwrap_or(name))
}

/// The values of a script: one, as a rule, or several one after another. Where it does not parse as it is, what pages
/// wrap it in is undone.
fn parse(script: &str) -> Vec<Value> {
    if let Ok(value) = serde_json::from_str(script) {
        return vec![value];
    }
    // Line breaks inside strings, and the comments that once hid scripts from old browsers.
    let mut spaced: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    for wrapping in ["<![CDATA[", "]]>", "<!--", "-->"] {
        spaced = spaced.replace(wrapping, " ");
    }
    if !spaced.contains('"') {
        spaced = spaced.replace("&quot;", "\"").replace("&amp;", "&");
    }
    let spaced = without_idle_commas(&spaced);
    let Some(start) = spaced.find(['{', '[']) else { return Vec::new() };
    let bare = spaced.get(start..).unwrap_or_default();
    serde_json::Deserializer::from_str(bare).into_iter().take(MOST_THINGS).map_while(Result::ok).collect()
}

/// Drops commas that nothing follows, outside strings.
fn without_idle_commas(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    // Where the last comma stands, if only spaces stand after it.
    let mut idle = None;
    for character in text.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ => {}
        }
        if !in_string
            && matches!(character, '}' | ']')
            && let Some(at) = idle.take()
        {
            kept.replace_range(at..=at, " ");
        }
        if !in_string && character == ',' {
            idle = Some(kept.len());
        } else if !character.is_whitespace() {
            idle = None;
        }
        kept.push(character);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_are_found_in_every_wrapping() {
        let cases = [
            (r#"{"@type":"NewsArticle","headline":"A"}"#, "A"),
            (r#"<!-- {"@type":["Thing","BlogPosting"],"headline":"A"} -->"#, "A"),
            (
                r#"//<![CDATA[
                {"@type":"http://schema.org/Article","headline":"A"}
            //]]>"#,
                "A",
            ),
            ("{\"@type\":\"Article\",\"headline\":\"A\nB\"}", "A B"),
            (
                r#"[{"@type":"Organization","name":"X"},{"@graph":[{"@type":"WebPage","headline":"P"},{"@type":"Article","headline":"A"}]}]"#,
                "A",
            ),
            (r#"{"@type":"Article","headline":"A",} {"@type":"Person","name":"B"}"#, "A"),
            (r#"[{"@type":"Person"} , {"@type":"Article","headline":"A","x":[1,2, ],} ]"#, "A"),
            ("{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;A&quot;}", "A"),
            (r#"{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"A"}}"#, "A"),
        ];
        for (script, expected) in cases {
            let things = things(&[script.to_owned()]);
            let headline = things.first().map(|thing| texts(thing, "headline"));
            assert_eq!(headline, Some(vec![expected]), "{script}");
        }
    }

    #[test]
    fn references_are_named_and_locks_are_seen() {
        let script = r##"{"@graph":[{"@type":"NewsArticle","headline":"A","isAccessibleForFree":"False",
            "author":[{"@id":"#rush"},{"@id":"#nobody"}],"publisher":{"@id":"#press"}},
            {"@type":"Person","@id":"#rush","name":"Mina Rush"},{"@type":"Organization","@id":"#press","name":"Reed Press"}]}"##;
        let things = things(&[script.to_owned()]);
        let thing = things.first().cloned().unwrap_or_default();
        assert_eq!((texts(&thing, "author"), texts(&thing, "publisher")), (vec!["Mina Rush"], vec!["Reed Press"]));
        assert!(is_locked(&thing));
    }

    #[test]
    fn things_of_other_pages_are_left_out() {
        let script = r#"{"@type":"ItemList","itemListElement":[{"@type":"Article","headline":"Another"}]}"#;
        assert!(things(&[script.to_owned(), "not json".to_owned(), "{".repeat(500)]).is_empty());
    }

    #[test]
    fn texts_are_read_from_strings_things_and_lists() {
        let script = r#"{"@type":"Article","author":[{"name":"A"},"B",3],"publisher":{"name":"P"}}"#;
        let things = things(&[script.to_owned()]);
        let thing = things.first().cloned().unwrap_or_default();
        assert_eq!(texts(&thing, "author"), ["A", "B"]);
        assert_eq!(texts(&thing, "publisher"), ["P"]);
    }
}
