//! Word documents: notes as declared and numbered as displayed, links by relationship and by field code.

mod lists;
mod styles;
mod walk;

use super::{Given, ReadError, Reader, defect, office};
use crate::formats::word::{self, Parts, threads};
use crate::formats::zip_xml::{Package, Tree};
use crate::model::{Decision, Document, NoteKind};
use walk::Walk;

/// The Word reader.
pub static READER: Reader = Reader {
    name: "docx",
    extensions: &["docx", "docm", "dotx", "dotm"],
    about: "footnotes and endnotes under the numbers displayed, links, fields of reference managers",
    sniff: |bytes| office::kind(bytes) == Some(office::Kind::Word),
    read,
};

fn read(given: &Given<'_>) -> Result<Document, ReadError> {
    let mut package = Package::open(given.bytes).map_err(|cause| office::unreadable("Word", &cause))?;
    let mut parts = Parts::find(&mut package);
    let main = parts.main.clone();
    let body = package.part(&main).map_err(|cause| office::unreadable("Word", &cause))?;
    if let Some(damage) = &body.damage {
        parts.defect(&main, damage.clone());
    }
    let (settings, styles) = (parts.text(&mut package, "settings"), parts.text(&mut package, "styles"));
    let numbering = parts.text(&mut package, "numbering");
    let notes = [
        (NoteKind::Footnote, parts.story(&mut package, "footnotes")),
        (NoteKind::Endnote, parts.story(&mut package, "endnotes")),
    ];
    let (comments, extended) = (parts.text(&mut package, "comments"), parts.text(&mut package, "commentsExtended"));
    let edges = parts.edges(&mut package);
    let sources = office::word_sources(&mut package);

    let text = body.text();
    let tree = Tree::parse(&text);
    if let Some(damage) = &tree.damage {
        parts.defect(&main, damage.clone());
    }
    let settings = Tree::parse(&settings);
    let styles = styles::Styles::read(Tree::parse(&styles).root());
    let lists = lists::Lists::read(Tree::parse(&numbering).root());
    let note_trees: Vec<Tree<'_>> = notes.iter().map(|(_, story)| Tree::parse(&story.text)).collect();
    let edge_trees: Vec<Tree<'_>> = edges.iter().map(|edge| Tree::parse(&edge.text)).collect();

    let mut walk = Walk::new(&styles, lists, settings.root(), tree.root(), sources);
    walk.story(tree.root(), Parts::relationships(&mut package, &main));
    let incomplete = parts.is_damaged(&main);
    for ((kind, story), tree) in notes.iter().zip(&note_trees) {
        if let Some(damage) = &tree.damage {
            parts.defect(&story.name, damage.clone());
        }
        let relationships = Parts::relationships(&mut package, &story.name);
        walk.notes(*kind, tree.root(), relationships, &story.name, incomplete);
    }
    for (edge, tree) in edges.iter().zip(&edge_trees) {
        let relationships = Parts::relationships(&mut package, &edge.name);
        walk.edge(tree.root(), relationships, &edge.name);
    }
    let lost = notes.iter().any(|(_, story)| parts.is_damaged(&story.name));
    let ranges = std::mem::take(&mut walk.comments);
    let mut document = std::mem::take(&mut walk.flow).finish(lost);
    let threads = threads(Tree::parse(&comments).root(), Tree::parse(&extended).root());
    let decision = |thread: word::Thread| {
        let range = ranges.get(&thread.id).cloned().unwrap_or_default();
        Decision { range, ..thread.decision }
    };
    document.decisions = threads.into_iter().map(decision).collect();
    document.defects = parts.defects.iter().map(|(part, error)| defect::of_part(part, error)).collect();
    Ok(document)
}
