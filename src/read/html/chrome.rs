//! What of a page is its frame rather than its text: navigation, headers and footers of the site, lists of its own pages.

use super::page::{Page, Target};
use crate::formats::html;

/// Classes and ids of parts of pages that are never their text.
const FRAME: [&str; 20] = [
    "navbox",
    "mw-editsection",
    "catlinks",
    "printfooter",
    "mw-jump-link",
    "sphinxsidebar",
    "headerlink",
    "breadcrumb",
    "breadcrumbs",
    "mw-navigation",
    "mw-head",
    "mw-panel",
    "mw-indicators",
    "contentsub",
    "sitesub",
    "jump-to-nav",
    "skip-link",
    "screen-reader-text",
    "cookie-notice",
    "margin-toggle",
];

/// How many links of a block must lead to the site's own pages, with next to no other text, before it is a menu.
const MENU: usize = 5;

/// Marks the elements whose text and links are not the document's. `kept` says whether a node holds notes or callouts:
/// what does is never taken for frame.
pub(super) fn mark(page: &Page<'_>, kept: &dyn Fn(usize) -> bool) -> Vec<bool> {
    let mut frame = vec![false; page.tree.len()];
    let mut node = 0;
    while node < page.tree.len() {
        if page.tree.piece(node).is_none() && is_frame(page, node) && !kept(node) {
            let end = page.tree.end(node);
            frame.iter_mut().take(end).skip(node).for_each(|flag| *flag = true);
            node = end;
        } else {
            node += 1;
        }
    }
    frame
}

fn is_frame(page: &Page<'_>, node: usize) -> bool {
    let name = page.tree.name(node);
    let role = page.tree.attribute(node, "role").unwrap_or_default();
    let named = page
        .words(node, "class")
        .chain(page.words(node, "id"))
        .any(|word| FRAME.contains(&word.to_ascii_lowercase().as_str()));
    if name == "nav" || named || matches!(role, "navigation" | "banner" | "contentinfo" | "search" | "menu" | "menubar")
    {
        return !matches!(name, "body" | "html" | "main" | "article");
    }
    match name {
        "header" | "footer" | "aside" => {
            let in_text = |outer: usize| matches!(page.tree.name(outer), "article" | "main" | "blockquote" | "section");
            !page.tree.ancestors(node).any(in_text)
        }
        "ul" | "ol" | "table" | "div" => is_menu(page, node),
        _ => false,
    }
}

/// Whether a block is next to nothing but links to pages of the same site.
fn is_menu(page: &Page<'_>, node: usize) -> bool {
    let links = page.links_in(page.tree.span(node));
    let host = page.site.base.as_ref().and_then(|base| base.host_str());
    let own = |target: &Target| match target {
        Target::Out(url) => url::Url::parse(url).map_or(true, |url| url.host_str().is_some() && url.host_str() == host),
        Target::Node(_) | Target::Missing => true,
        Target::Nowhere => false,
    };
    // The first few tell, so that a page is not counted again for each block around.
    let sample: Vec<_> = links.iter().take(40).collect();
    if sample.len() < MENU || sample.iter().filter(|link| own(&link.target)).count() * 10 < sample.len() * 9 {
        return false;
    }
    let (mut linked, mut other) = (0_usize, 0_usize);
    let mut at = node;
    let end = page.tree.end(node).min(node + 1_200);
    while at < end {
        let in_link = page.tree.name(at) == "a" && page.tree.attribute(at, "href").is_some();
        let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).count();
        if in_link {
            let next = page.tree.end(at);
            linked += (at..next).filter_map(|inner| page.tree.piece(inner)).map(letters).sum::<usize>();
            at = next;
        } else {
            other += page.tree.piece(at).filter(|_| page.is_seen(at)).map_or(0, letters);
            at += 1;
        }
        if html::is_void(page.tree.name(at)) {
            at += 1;
        }
    }
    linked > other * 4
}
