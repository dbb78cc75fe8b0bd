//! The one pass over a page's tags and texts, which gathers all that may be a fact. No tree is made of them: what is
//! open is kept on a stack, which follows the ends that authors leave out where they matter.

use super::text::Collapsed;
use crate::formats::html::{Raw, Sink, Tag, ends_paragraph, is_inline, is_unseen, is_void, raw_text, tokenize};

/// Characters of a link from which it is the headline of another page; those of one that is, or is in, a heading.
const HEADLINE: usize = 25;
const HEADLINE_IN_HEADING: usize = 8;
/// Open elements around a link among which it is in a heading.
const AROUND_LINK: usize = 4;
/// Bytes beside it up to which they are its date, its section and the like.
const BESIDE_HEADLINE: usize = 80;
/// How much visible text is kept, in bytes.
pub(super) const MOST_TEXT: usize = 64 * 1024;

/// How many elements of one sort are gathered.
const MOST_ELEMENTS: usize = 256;

/// How much text of one element is gathered, in bytes.
const MOST_CAPTURED: usize = 4 * 1024;

/// The most JSON-LD read, in bytes.
const MOST_JSON: usize = 1024 * 1024;

/// How many open elements are kept on the stack; deeper ones are taken for part of the last.
const DEEPEST: usize = 256;

/// How many elements gather their text at once.
const MOST_CAPTURES: usize = 8;

/// The properties of microdata that are facts.
const PROPERTIES: &[&str] =
    &["headline", "name", "author", "publisher", "datePublished", "dateCreated", "dateModified", "isAccessibleForFree"];

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
    /// The `hreflang` and the `href` of alternates.
    pub alternates: Vec<(String, String)>,
    /// The visible text outside links.
    pub text: String,
    /// How long it is in all.
    pub text_length: usize,
    /// How many links are headlines of other pages.
    pub headlines: usize,
    /// Whether there is a field for a password.
    pub asks_password: bool,
    /// Whether there is any script.
    pub has_script: bool,
    /// Whether there is any paragraph, heading, list or table.
    pub has_content: bool,
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
    pub(super) fn metas_of<'a, 'k>(&'a self, key: &'k str) -> impl Iterator<Item = &'a str> + use<'a, 'k> {
        self.metas.iter().filter(move |(known, _)| known == key).map(|(_, content)| content.as_str())
    }

    /// The first of them that is not empty.
    pub(super) fn meta(&self, key: &str) -> Option<&str> {
        self.metas_of(key).find(|content| !content.trim().is_empty())
    }
}

/// Gathers a page, or the beginning of one.
pub(super) fn gather(source: &str) -> Gathered {
    let mut walk = Walk { text: Collapsed::new(MOST_TEXT), ..Walk::default() };
    tokenize(source, &mut walk);
    walk.close_down_to(0);
    walk.gathered.text_length = walk.text.length();
    walk.gathered.text = walk.text.into_text();
    walk.gathered
}

/// An element that is open.
struct Open {
    name: Box<str>,
    hidden: bool,
    link: bool,
    /// Whether its text is being gathered, and what for.
    captures: Option<Box<Capture>>,
}

/// An element whose text is being gathered.
struct Capture {
    /// What it says in attributes, which counts before its text.
    value: Option<String>,
    /// Its `itemprop`.
    properties: String,
    /// Whether it says of itself that it is of a later change.
    modified: bool,
}

/// An open item of a list.
struct Item {
    /// How much text and how many `time` elements stood before it.
    text: usize,
    times: usize,
    /// The characters of the links within.
    linked: usize,
}

/// The state of the pass.
#[derive(Default)]
struct Walk {
    gathered: Gathered,
    text: Collapsed,
    stack: Vec<Open>,
    /// How many elements are open beyond the stack.
    beyond: usize,
    hidden: usize,
    links: usize,
    /// The characters of the open link, and whether it is, or is in, a heading.
    linked: (usize, bool),
    drawn: usize,
    json_ld: bool,
    json_size: usize,
    /// The texts that are being gathered, the innermost last.
    captured: Vec<Collapsed>,
    /// The items of lists that are open, the innermost last.
    items: Vec<Item>,
}

impl Sink for Walk {
    fn open(&mut self, tag: &Tag) -> Option<Raw> {
        let name = tag.name();
        self.close_before(name);
        match name {
            "html" => {
                let language = tag.attribute("lang").or_else(|| tag.attribute("xml:lang"));
                self.gathered.language = self.gathered.language.take().or(language.map(str::to_owned));
            }
            "meta" => self.meta(tag),
            "link" => self.link(tag),
            "input" => {
                let kind = tag.attribute("type").unwrap_or_default();
                self.gathered.asks_password |= kind.eq_ignore_ascii_case("password");
            }
            "script" => {
                let kind = tag.attribute("type").unwrap_or_default().trim();
                self.json_ld = kind.get(..19).is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
                self.gathered.has_script = true;
                if self.json_ld && self.json_size < MOST_JSON {
                    self.gathered.json_ld.push(String::new());
                }
            }
            "h2" | "h3" | "h4" => {
                self.gathered.has_content = true;
                self.linked.1 = true;
            }
            "p" | "h1" | "h5" | "h6" | "article" | "li" | "td" => self.gathered.has_content = true,
            _ => {}
        }
        if !is_inline(name) {
            self.end_word();
        }
        let raw = raw_text(name);
        let closed = is_void(name) || tag.self_closing && (self.drawn > 0 || matches!(name, "svg" | "math"));
        if closed {
            self.json_ld = false;
        } else {
            self.push(tag);
        }
        raw.filter(|_| !closed)
    }

    fn close(&mut self, name: &str) {
        let holds_text = |open: &Open| *open.name == *name && raw_text(name).is_some();
        if self.beyond > 0 && !self.stack.last().is_some_and(holds_text) {
            self.beyond -= 1;
        } else if let Some(at) = self.stack.iter().rposition(|open| &*open.name == name) {
            self.close_down_to(at);
        }
        if matches!(name, "p" | "br") {
            self.end_word();
        }
    }

    fn text(&mut self, text: &str) {
        if self.json_ld {
            if let Some(script) = self.gathered.json_ld.last_mut()
                && self.json_size + text.len() <= MOST_JSON
            {
                self.json_size += text.len();
                script.push_str(text);
            }
            return;
        }
        if self.stack.last().is_some_and(|open| &*open.name == "head") && !text.trim().is_empty() {
            self.close_down_to(self.stack.len() - 1);
        }
        for captured in &mut self.captured {
            captured.push(text);
        }
        if self.hidden == 0 && self.links == 0 {
            self.text.push(text);
        } else if self.links > 0 {
            // A line of a page may be set far in: blanks count once, as they are shown.
            let words = text.split_whitespace().map(|word| word.chars().count() + 1);
            let letters = words.sum::<usize>().saturating_sub(1);
            self.linked.0 += if self.hidden == 0 { letters } else { 0 };
            if let Some(item) = self.items.last_mut() {
                item.linked += letters;
            }
        }
    }
}

impl Walk {
    fn push(&mut self, tag: &Tag) {
        // What holds text alone ends before anything else begins.
        if self.stack.len() >= DEEPEST && raw_text(tag.name()).is_none() {
            self.beyond += 1;
            return;
        }
        let name = tag.name();
        let hidden = is_hidden(tag) || name == "title";
        let link = name == "a" && tag.attribute("href").is_some();
        let properties = tag.attribute("itemprop").unwrap_or_default();
        let is_property = properties.split_ascii_whitespace().any(|name| PROPERTIES.contains(&name));
        let wanted = match name {
            "title" => self.drawn == 0 && self.gathered.title.is_none(),
            "h1" => self.hidden == 0 && !hidden,
            "time" => self.links == 0,
            _ => is_property,
        };
        let captures = (wanted && self.captured.len() < MOST_CAPTURES).then(|| {
            self.captured.push(Collapsed::new(MOST_CAPTURED));
            let says = |name: &str| {
                let value = tag.attribute(name).unwrap_or_default().to_ascii_lowercase();
                value.contains("modified") || value.contains("updated")
            };
            Box::new(Capture {
                value: tag.attribute("content").or_else(|| tag.attribute("datetime")).map(str::to_owned),
                properties: properties.to_owned(),
                modified: says("class") || says("itemprop"),
            })
        });
        if name == "li" {
            self.items.push(Item { text: self.text.kept(), times: self.gathered.times.len(), linked: 0 });
        }
        if link && self.links == 0 {
            let mut around = self.stack.iter().rev().take(AROUND_LINK);
            self.linked = (0, around.any(|open| matches!(&*open.name, "h2" | "h3" | "h4")));
        }
        self.hidden += usize::from(hidden);
        self.links += usize::from(link);
        self.drawn += usize::from(name == "svg");
        self.stack.push(Open { name: name.into(), hidden, link, captures });
    }

    /// Closes what the start of an element ends without saying so.
    fn close_before(&mut self, name: &str) {
        match name {
            "meta" | "link" | "base" | "title" | "style" | "script" | "noscript" | "template" => {}
            _ if self.stack.last().is_some_and(|open| &*open.name == "head") => {
                self.close_down_to(self.stack.len() - 1);
            }
            _ => {}
        }
        if name == "a" && self.links > 0 {
            self.close("a");
        } else if matches!(name, "li" | "option" | "dt" | "dd" | "tr" | "td" | "th") {
            self.close_within(name, &["ul", "ol", "table", "select", "dl"]);
        } else if ends_paragraph(name) {
            self.close_within("p", &["div", "section", "article", "td", "li", "main", "body", "button", "object"]);
        }
    }

    /// Closes the innermost open element of a name, if none of `walls` stands before it.
    fn close_within(&mut self, name: &str, walls: &[&str]) {
        let found = self.stack.iter().enumerate().rev().take(32).find(|(_, open)| {
            let open: &str = &open.name;
            open == name || walls.contains(&open)
        });
        if let Some((at, open)) = found
            && &*open.name == name
        {
            self.close_down_to(at);
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.stack.len() > depth
            && let Some(open) = self.stack.pop()
        {
            self.leave(open);
        }
    }

    fn leave(&mut self, open: Open) {
        let name: &str = &open.name;
        if !is_inline(name) {
            self.end_word();
        }
        self.hidden -= usize::from(open.hidden);
        self.links -= usize::from(open.link);
        if open.link && self.links == 0 {
            let (letters, heading) = self.linked;
            let is_headline = letters >= HEADLINE || heading && letters >= HEADLINE_IN_HEADING;
            self.gathered.headlines += usize::from(is_headline);
        }
        match name {
            "svg" => self.drawn -= 1,
            "script" => self.json_ld = false,
            "li" => self.close_item(),
            _ => {}
        }
        let Some(capture) = open.captures else { return };
        let text = self.captured.pop().map(Collapsed::into_text).unwrap_or_default();
        let Capture { value, properties, modified } = *capture;
        match name {
            "title" => self.gathered.title = Some(text),
            "h1" => {
                self.properties(&properties, value.as_deref().unwrap_or(&text));
                keep(&mut self.gathered.headings, text);
            }
            "time" => {
                let value = value.unwrap_or(text);
                self.properties(&properties, &value);
                keep(&mut self.gathered.times, Time { value, modified });
            }
            _ => {
                let value = value.unwrap_or(text);
                self.name_owner(&properties, &value);
                self.properties(&properties, &value);
            }
        }
    }

    /// Takes back what stands beside the headline of another page, such as its date.
    fn close_item(&mut self) {
        let Some(item) = self.items.pop() else { return };
        if item.linked >= HEADLINE && self.text.kept().saturating_sub(item.text) <= BESIDE_HEADLINE {
            self.text.take_back(item.text);
            self.gathered.times.truncate(item.times);
        }
    }

    /// Gives the author or the publisher that a `name` stands in that name, in place of all its text.
    fn name_owner(&mut self, properties: &str, value: &str) {
        let has = |properties: &str, wanted: &[&str]| {
            properties.split_ascii_whitespace().any(|property| wanted.contains(&property))
        };
        if has(properties, &["name"])
            && let Some(owner) = self.stack.iter_mut().rev().find_map(|open| open.captures.as_mut())
            && owner.value.is_none()
            && has(&owner.properties, &["author", "publisher"])
        {
            owner.value = Some(value.to_owned());
        }
    }

    fn end_word(&mut self) {
        for captured in &mut self.captured {
            captured.end_word();
        }
        self.text.end_word();
    }

    fn meta(&mut self, tag: &Tag) {
        let Some(content) = tag.attribute("content") else { return };
        for name in ["property", "name", "http-equiv"] {
            if let Some(key) = tag.attribute(name) {
                keep(&mut self.gathered.metas, (key.trim().to_ascii_lowercase(), content.to_owned()));
            }
        }
        let properties = tag.attribute("itemprop").unwrap_or_default();
        self.name_owner(properties, content);
        self.properties(properties, content);
    }

    fn link(&mut self, tag: &Tag) {
        let relations = tag.attribute("rel").unwrap_or_default();
        let is = |name: &str| relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case(name));
        let Some(href) = tag.attribute("href") else { return };
        if self.gathered.canonical.is_none() && is("canonical") {
            self.gathered.canonical = Some(href.to_owned());
        }
        if let Some(language) = tag.attribute("hreflang")
            && is("alternate")
        {
            keep(&mut self.gathered.alternates, (language.to_owned(), href.to_owned()));
        }
    }

    fn properties(&mut self, names: &str, value: &str) {
        for name in names.split_ascii_whitespace().take(4).filter(|name| PROPERTIES.contains(name)) {
            keep(&mut self.gathered.properties, (name.to_owned(), value.to_owned()));
        }
    }
}

fn keep<T>(kept: &mut Vec<T>, value: T) {
    if kept.len() < MOST_ELEMENTS {
        kept.push(value);
    }
}

fn is_hidden(tag: &Tag) -> bool {
    if is_unseen(tag.name()) || tag.attribute("hidden").is_some() {
        return true;
    }
    tag.attribute("style").is_some_and(|style| {
        let style: String = style.chars().take(400).filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    })
}
