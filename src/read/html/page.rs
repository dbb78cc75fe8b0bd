//! What is asked of a page: which element an address means, which block holds a node, what is seen.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::formats::html;
use crate::formats::markup::Tree;
use crate::text::url::leads_out;

/// The longest text of a link that is looked at as a marker, in characters.
const LABEL: usize = 32;

/// How relative links are resolved, and what the parts are called.
#[derive(Debug, Default)]
pub(in crate::read) struct Site {
    /// What relative links are relative to.
    pub(in crate::read) base: Option<Url>,
    /// The addresses of the page itself, without fragments.
    pub(in crate::read) own: Vec<String>,
    /// The names of a container's parts, in the order of the tree's roots; none for a page alone.
    pub(in crate::read) parts: Vec<String>,
    /// Whether relative links lead to other entries of a wiki, and so to no source.
    pub(in crate::read) wiki: bool,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// To an element of the document.
    Node(usize),
    /// To a place of the document that is not there.
    Missing,
    /// Out of the document.
    Out(String),
    /// To no page, or to a place of the document that is no element.
    Nowhere,
}

/// A link.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) node: usize,
    pub(super) target: Target,
}

/// A page, or the pages of a container.
pub(super) struct Page<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) site: &'t Site,
    /// Element by part and id.
    ids: HashMap<(usize, Cow<'t, str>), usize>,
    /// Part by name.
    named: HashMap<&'t str, usize>,
    roots: Vec<usize>,
    /// The links, in document order.
    pub(super) links: Vec<Link>,
    /// The numbers of the items of ordered lists.
    pub(super) items: HashMap<usize, String>,
    /// The nodes that hold no running text: scripts and their like.
    unseen: Vec<bool>,
    /// The nodes that are hidden by their style or an attribute.
    pub(super) hidden: Vec<bool>,
}

impl<'t> Page<'t> {
    pub(super) fn new(tree: &'t Tree<'t>, site: &'t Site) -> Self {
        let roots: Vec<usize> = tree.elements().filter(|&node| tree.parent(node).is_none()).collect();
        let (mut unseen, mut hidden) = (vec![false; tree.len()], vec![false; tree.len()]);
        for node in 0..tree.len() {
            let parent = tree.parent(node).unwrap_or(node);
            let of_parent = |flags: &[bool]| parent < node && flags.get(parent).copied().unwrap_or(false);
            let (not_text, not_shown) = (of_parent(&unseen), of_parent(&hidden));
            unseen[node] = not_text || is_unseen(tree.name(node));
            hidden[node] = not_shown || is_hidden(tree, node);
        }
        let named = site.parts.iter().enumerate().map(|(part, name)| (name.as_str(), part)).collect();
        let mut page = Self {
            tree,
            site,
            ids: HashMap::new(),
            named,
            roots,
            links: Vec::new(),
            items: super::items::numbers(tree),
            unseen,
            hidden,
        };
        for node in tree.elements() {
            let name = tree.attribute(node, "name").filter(|_| tree.name(node) == "a");
            for id in [tree.attribute(node, "id"), name].into_iter().flatten() {
                page.ids.entry((page.part(node), Cow::Borrowed(id.trim()))).or_insert(node);
            }
        }
        page.links = tree.elements().filter_map(|node| page.link(node)).collect();
        page
    }

    /// The index of the part that a node is of.
    pub(super) fn part(&self, node: usize) -> usize {
        self.roots.partition_point(|&root| root <= node).saturating_sub(1)
    }

    /// Whether a node is running text or holds some.
    pub(super) fn is_seen(&self, node: usize) -> bool {
        !self.unseen.get(node).copied().unwrap_or(true)
    }

    /// Whether a node is hidden.
    pub(super) fn is_hidden(&self, node: usize) -> bool {
        self.hidden.get(node).copied().unwrap_or(false)
    }

    fn link(&self, node: usize) -> Option<Link> {
        if self.tree.name(node) == "a"
            && let Some(href) = self.tree.attribute(node, "href")
            && let target = self.target(node, href)
            && target != Target::Nowhere
        {
            return Some(Link { node, target });
        }
        // A plugin's callouts are linked by script, under ids that mirror those of the notes.
        let id = self.tree.attribute(node, "id")?;
        let mirrored = id.starts_with("footnote_plugin_tooltip_") && !id.contains("_text");
        let target = self.by_id(self.part(node), &id.replacen("tooltip", "reference", 1)).filter(|_| mirrored)?;
        Some(Link { node, target: Target::Node(target) })
    }

    /// The element of a part with this id.
    pub(super) fn by_id(&self, part: usize, id: &str) -> Option<usize> {
        let find = |id: &str| self.ids.get(&(part, Cow::Borrowed(id))).copied();
        // Slides of reveal.js go by `#/id`.
        let id = if id.len() > 1 { id.strip_prefix('/').unwrap_or(id) } else { id };
        find(id).or_else(|| find(&percent_decode_str(id).decode_utf8_lossy()))
    }

    fn target(&self, node: usize, href: &str) -> Target {
        let href: String = href.trim().chars().filter(|character| !matches!(character, '\n' | '\r' | '\t')).collect();
        let (before, fragment) = href.split_once('#').map_or((href.as_str(), None), |(before, at)| (before, Some(at)));
        let part = if before.is_empty() { Some(self.part(node)) } else { self.part_named(node, before) };
        if let Some(part) = part {
            return match fragment {
                None | Some("" | "top") => Target::Nowhere,
                Some(id) => self.by_id(part, id).map_or(Target::Missing, Target::Node),
            };
        }
        // A page saved to a file calls itself by the address it had or by the file's name.
        if let Some(id) = fragment
            && self.site.parts.is_empty()
            && let Some(found) = self.by_id(0, id)
            && (super::marker::names_note(id) || self.site.own.iter().any(|own| own == before))
        {
            return Target::Node(found);
        }
        self.outward(&href).map_or(Target::Nowhere, Target::Out)
    }

    /// The part of a container that a relative address means.
    fn part_named(&self, node: usize, address: &str) -> Option<usize> {
        let own = self.site.parts.get(self.part(node))?;
        if leads_out(address) {
            return None;
        }
        let decoded = percent_decode_str(address).decode_utf8_lossy();
        let path = beside(own, &decoded);
        self.named.get(path.as_str()).copied()
    }

    fn outward(&self, href: &str) -> Option<String> {
        let base = self.site.base.as_ref();
        if leads_out(href) {
            // A link to share the page is none to a source.
            let shares = |own: &String| {
                let query = href.split_once('?').map_or("", |(_, query)| query);
                query.contains(own.as_str()) || percent_decode_str(query).decode_utf8_lossy().contains(own.as_str())
            };
            if self.site.own.iter().any(shares) {
                return None;
            }
            if let Some(meant) = exported(href) {
                return Some(meant);
            }
            let scheme = href.starts_with("//").then(|| base.map_or("https", Url::scheme));
            return Some(scheme.map_or_else(|| href.to_owned(), |scheme| format!("{scheme}:{href}")));
        }
        let pageless = href.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.chars().all(|character| character.is_ascii_alphanumeric())
        });
        if href.is_empty() || pageless || self.site.wiki {
            return None;
        }
        match base {
            Some(base) => base.join(href).ok().filter(|url| matches!(url.scheme(), "http" | "https")).map(String::from),
            // A file of the container, or of a folder that nobody named.
            None => self.site.parts.is_empty().then(|| href.to_owned()),
        }
    }

    /// The text of a link or another short element, on one line; `None` where it is long.
    pub(super) fn label(&self, node: usize) -> Option<String> {
        let mut label = String::new();
        let mut length = 0;
        let mut at = node;
        while at < self.tree.end(node) {
            if !self.is_seen(at) {
                at = self.tree.end(at);
                continue;
            }
            for character in self.tree.piece(at).unwrap_or_default().chars() {
                let blank = character.is_whitespace();
                if !blank || !label.is_empty() && !label.ends_with(' ') {
                    label.push(if blank { ' ' } else { character });
                    length += 1;
                }
            }
            if length > LABEL {
                return None;
            }
            at += 1;
        }
        label.truncate(label.trim_end().len());
        Some(label)
    }

    /// The innermost block that is or holds a node.
    pub(super) fn block(&self, node: usize) -> usize {
        let is_block = |&node: &usize| self.tree.piece(node).is_none() && is_block(self.tree.name(node));
        std::iter::once(node).chain(self.tree.ancestors(node)).find(is_block).unwrap_or(0)
    }

    /// The words of an attribute.
    pub(super) fn words(&self, node: usize, attribute: &str) -> impl Iterator<Item = &'t str> {
        self.tree.attribute(node, attribute).unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether an element has one of these roles, as ARIA or as EPUB write them.
    pub(super) fn has_role(&self, node: usize, roles: &[&str]) -> bool {
        let bare = |word: &'t str| word.strip_prefix("doc-").unwrap_or(word);
        let mut all =
            self.words(node, "role").filter(|word| word.starts_with("doc-")).chain(self.words(node, "epub:type"));
        all.any(|word| roles.contains(&bare(word)))
    }

    /// The links within a stretch of nodes.
    pub(super) fn links_in(&self, nodes: Range<usize>) -> &[Link] {
        let from = self.links.partition_point(|link| link.node < nodes.start);
        let to = self.links.partition_point(|link| link.node < nodes.end);
        self.links.get(from..to).unwrap_or_default()
    }

    /// The sibling element after a node, texts of white space passed over.
    pub(super) fn next_element(&self, node: usize) -> Option<usize> {
        let mut next = self.tree.next_sibling(node)?;
        loop {
            match self.tree.piece(next) {
                None => return Some(next),
                Some(text) if text.trim().is_empty() => next = self.tree.next_sibling(next)?,
                Some(_) => return None,
            }
        }
    }
}

/// What was linked in a document of Google Docs: its exported pages lead through the site's own redirector, which lets
/// only browsers pass.
fn exported(href: &str) -> Option<String> {
    let url = Url::parse(href).ok().filter(|url| url.path() == "/url")?;
    let named = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let google = url.host_str() == Some("www.google.com") && named("sa").as_deref() == Some("D");
    named("q").filter(|meant| google && (meant.starts_with("http://") || meant.starts_with("https://")))
}

/// A path as seen from a file of the same container; steps above the container stay within.
pub(in crate::read) fn beside(own: &str, path: &str) -> String {
    let mut steps: Vec<&str> = if path.starts_with('/') { Vec::new() } else { own.split('/').collect() };
    steps.pop();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn is_unseen(name: &str) -> bool {
    // A formula is text; what software notes down beside it is not.
    html::is_unseen(name) && name != "math"
        || matches!(name, "annotation" | "annotation-xml" | "title" | "input" | "xml" | "dialog" | "rp")
}

fn is_hidden(tree: &Tree<'_>, node: usize) -> bool {
    let Some(style) = tree.attribute(node, "style") else {
        return tree.attribute(node, "hidden").is_some() || tree.attribute(node, "aria-hidden") == Some("true");
    };
    let style: String = style.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_lowercase();
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("mso-hide:all")
        || style.contains("mso-element:comment")
        || tree.attribute(node, "hidden").is_some()
        || tree.attribute(node, "aria-hidden") == Some("true")
}

/// Whether an element is a block of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "" | "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
