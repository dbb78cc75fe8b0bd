//! Notes of a list that no link leads to.

use std::collections::HashSet;

use super::target::is_list;
use super::{Draft, Notes, kind};
use crate::read::html::page::Page;

/// Adds the items of note lists that nothing calls: the neighbours of notes that are called, and the items of lists that
/// say what they are.
pub(super) fn add(page: &Page<'_>, notes: &mut Notes) {
    let known: HashSet<usize> = notes.drafts.iter().map(Draft::start).collect();
    let mut lists: Vec<usize> =
        page.tree.elements().filter(|&node| page.tree.name(node) == "ol" && is_said(page, node)).collect();
    for &root in &known {
        if page.tree.name(root) == "li"
            && let Some(list) = page.tree.parent(root)
        {
            lists.push(list);
        }
    }
    lists.sort_unstable();
    lists.dedup();
    for list in lists {
        let items: Vec<usize> = page.tree.children(list).filter(|&child| page.tree.name(child) == "li").collect();
        let called = items.iter().filter(|item| known.contains(item)).count();
        if !is_said(page, list) && called * 2 < items.len() {
            continue;
        }
        // The note that an item holds may be known already.
        let within = |item: usize| (item + 1..page.tree.end(item)).any(|node| known.contains(&node));
        for &item in items.iter().filter(|&&item| !known.contains(&item) && !within(item)) {
            if page.label(item).is_some_and(|label| label.is_empty()) {
                continue;
            }
            notes.drafts.push(Draft {
                marker: String::new(),
                number: String::new(),
                kind: kind(page, item),
                roots: vec![page.tree.span(item)],
                calls: Vec::new(),
                inline: false,
                printed: false,
            });
        }
    }
}

/// Whether a list, or what stands directly around it, says that it holds notes.
fn is_said(page: &Page<'_>, list: usize) -> bool {
    std::iter::once(list).chain(page.tree.ancestors(list).take(2)).any(|node| is_list(page, node))
}
