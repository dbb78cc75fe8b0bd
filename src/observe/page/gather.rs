//! The one walk over a page's tree, which gathers all that may be a fact.

use scraper::node::Element;
use scraper::{Html, Node};

use super::text::Collapsed;
use crate::formats::html::{is_inline, is_unseen};

/// How much visible text is kept, in bytes.
pub(super) const MOST_TEXT: usize = 64 * 1024;

/// How many elements of one sort are gathered.
const MOST_ELEMENTS: usize = 256;

/// How much text of one element is gathered, in bytes.
const MOST_CAPTURED: usize = 4 * 1024;

/// The most JSON-LD read, in bytes.
const MOST_JSON: usize = 1024 * 1024;

/// What a page holds that may be a fact.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The keys and contents of `meta` elements, keys in lower case, in page order.
    pub metas: Vec<(String, String)>,
    /// The text of JSON-LD scripts.
    pub json_ld: Vec<String>,
    /// The `title` element.
    pub title: Option<String>,
    /// The `h1` elements that are shown.
    pub headings: Vec<String>,
    /// The `time` elements outside links.
    pub times: Vec<Time>,
    /// The values of elements with an `itemprop`.
    pub properties: Vec<(String, String)>,
    /// The language of the `html` element.
    pub language: Option<String>,
    /// The `href` of the canonical link.
    pub canonical: Option<String>,
    /// The visible text outside links.
    pub text: String,
}

/// A `time` element.
#[derive(Debug)]
pub(super) struct Time {
    /// Its `datetime`, or its text where it has none.
    pub value: String,
    /// Whether it says of itself that it is of a later change.
    pub modified: bool,
}

impl Gathered {
    /// The contents of the `meta` elements of this key, in page order.
    pub(super) fn metas_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(known, _)| known == key).map(|(_, content)| content.as_str())
    }

    /// The first of them that is not empty.
    pub(super) fn meta(&self, key: &str) -> Option<&str> {
        self.metas
            .iter()
            .find(|(known, content)| known == key && !content.trim().is_empty())
            .map(|(_, content)| content.as_str())
    }
}

/// Gathers a page. The walk is a loop, so that no nesting is too deep for it.
pub(super) fn gather(html: &Html) -> Gathered {
    let mut walk = Walk { text: Collapsed::new(MOST_TEXT), ..Walk::default() };
    let mut node = html.tree.root();
    loop {
        walk.enter(node.value());
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            walk.leave(node.value());
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else {
                walk.gathered.text = walk.text.into_text();
                return walk.gathered;
            };
            node = parent;
        }
    }
}

/// The text of an element that is being walked through, and how deep in elements of its sort the walk is.
#[derive(Debug, Default)]
struct Capture {
    depth: usize,
    text: Collapsed,
}

/// The state of the walk.
#[derive(Default)]
struct Walk {
    gathered: Gathered,
    text: Collapsed,
    unseen: usize,
    drawn: usize,
    links: usize,
    title: Capture,
    heading: Capture,
    time: Capture,
    property: Capture,
    json_ld: bool,
    json_size: usize,
}

impl Walk {
    fn enter(&mut self, node: &Node) {
        match node {
            Node::Element(element) => self.open(element),
            Node::Text(text) => self.read(text),
            _ => {}
        }
    }

    fn leave(&mut self, node: &Node) {
        if let Node::Element(element) = node {
            self.close(element);
        }
    }

    fn read(&mut self, text: &str) {
        if self.json_ld && self.json_size + text.len() <= MOST_JSON {
            self.json_size += text.len();
            self.gathered.json_ld.push(text.to_owned());
        }
        for capture in [&mut self.title, &mut self.heading, &mut self.time, &mut self.property] {
            if capture.depth > 0 {
                capture.text.push(text);
            }
        }
        if self.unseen == 0 && self.links == 0 {
            self.text.push(text);
        }
    }

    fn open(&mut self, element: &Element) {
        let name = element.name();
        match name {
            "html" => self.gathered.language = element.attr("lang").or(element.attr("xml:lang")).map(str::to_owned),
            "meta" => self.meta(element),
            "link" => self.link(element),
            "svg" => self.drawn += 1,
            "script" => {
                let kind = element.attr("type").unwrap_or_default().trim();
                self.json_ld = kind.get(..19).is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
            }
            "title" if self.drawn == 0 => self.title.open(),
            "h1" if self.unseen == 0 && !is_hidden(element) => self.heading.open(),
            "time" if self.links == 0 => self.time.open(),
            _ => {}
        }
        if is_property(element) && !matches!(name, "meta" | "link" | "time") {
            self.property.open();
        }
        self.unseen += usize::from(is_hidden(element));
        if is_link(element) {
            self.links += 1;
        }
        if !is_inline(name) {
            self.end_word();
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if !is_inline(name) {
            self.end_word();
        }
        if is_link(element) {
            self.links -= 1;
        }
        self.unseen -= usize::from(is_hidden(element));
        if is_property(element)
            && !matches!(name, "meta" | "link" | "time")
            && let Some(text) = self.property.close()
        {
            let value = element.attr("content").or(element.attr("datetime")).map_or(text, str::to_owned);
            self.add_property(element, &value);
        }
        match name {
            "svg" => self.drawn -= 1,
            "script" => self.json_ld = false,
            "title" if self.drawn == 0 => {
                if let Some(text) = self.title.close()
                    && self.gathered.title.is_none()
                {
                    self.gathered.title = Some(text);
                }
            }
            "h1" if self.unseen == 0 && !is_hidden(element) => {
                if let Some(text) = self.heading.close() {
                    keep(&mut self.gathered.headings, text);
                }
            }
            "time" if self.links == 0 => {
                if let Some(text) = self.time.close() {
                    self.time_element(element, text);
                }
            }
            _ => {}
        }
    }

    fn end_word(&mut self) {
        for capture in [&mut self.title, &mut self.heading, &mut self.time, &mut self.property] {
            capture.text.end_word();
        }
        self.text.end_word();
    }

    fn meta(&mut self, element: &Element) {
        let Some(content) = element.attr("content") else { return };
        for attribute in ["property", "name", "http-equiv"] {
            if let Some(key) = element.attr(attribute) {
                keep(&mut self.gathered.metas, (key.trim().to_ascii_lowercase(), content.to_owned()));
            }
        }
        self.add_property(element, content);
    }

    fn link(&mut self, element: &Element) {
        let relations = element.attr("rel").unwrap_or_default();
        if self.gathered.canonical.is_none()
            && relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("canonical"))
        {
            self.gathered.canonical = element.attr("href").map(str::to_owned);
        }
    }

    fn time_element(&mut self, element: &Element, text: String) {
        let value = element.attr("datetime").map_or(text, str::to_owned);
        self.add_property(element, &value);
        let says = |attribute: &str| {
            let value = element.attr(attribute).unwrap_or_default().to_ascii_lowercase();
            value.contains("modified") || value.contains("updated")
        };
        keep(&mut self.gathered.times, Time { value, modified: says("class") || says("itemprop") });
    }

    fn add_property(&mut self, element: &Element, value: &str) {
        let names = element.attr("itemprop").unwrap_or_default();
        for name in names.split_ascii_whitespace().take(4) {
            keep(&mut self.gathered.properties, (name.to_owned(), value.to_owned()));
        }
    }
}

impl Capture {
    fn open(&mut self) {
        if self.depth == 0 {
            self.text = Collapsed::new(MOST_CAPTURED);
        }
        self.depth += 1;
    }

    /// The text, where the outermost element of the sort ends.
    fn close(&mut self) -> Option<String> {
        self.depth = self.depth.checked_sub(1)?;
        (self.depth == 0).then(|| std::mem::take(&mut self.text).into_text())
    }
}

fn keep<T>(kept: &mut Vec<T>, value: T) {
    if kept.len() < MOST_ELEMENTS {
        kept.push(value);
    }
}

fn is_property(element: &Element) -> bool {
    element.attr("itemprop").is_some()
}

fn is_link(element: &Element) -> bool {
    element.name() == "a" && element.attr("href").is_some()
}

fn is_hidden(element: &Element) -> bool {
    if is_unseen(element.name()) || element.attr("hidden").is_some() {
        return true;
    }
    element.attr("style").is_some_and(|style| {
        let style: String = style.chars().take(400).filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    })
}
