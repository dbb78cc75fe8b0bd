//! The parts of a Word document that change when it gets comments.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Display;

use super::parts::{Parts, relationships_of};
use super::style::Style;
use super::threads::Thread;
use crate::formats::margin::{Edits, Refusal, encoded, exact};
use crate::formats::zip_xml::{Node, Package, Tree, rewritten};

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES: &str = "[Content_Types].xml";
const NO_RELATIONSHIPS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// A document that is being copied.
pub(super) struct Copy {
    /// The name of the part that holds the text.
    pub(super) main: String,
    pub(super) body: String,
    pub(super) comments: String,
    /// What became of the comments; empty where there is no such part.
    pub(super) extended: String,
    /// The name of the part of comments, and whether it is there already.
    part: (String, bool),
    types: String,
    relationships: String,
    /// The parts that say something of each comment: by paragraph, by paragraph with another id, by that id.
    states: [Option<(String, String)>; 3],
    changed: BTreeMap<String, Vec<u8>>,
}

/// The refusal of a document that is damaged.
pub(super) fn damaged(cause: &impl Display) -> Refusal {
    Refusal::Damaged(cause.to_string())
}

impl Copy {
    /// Reads the parts.
    pub(super) fn open(mut package: Package<'_>) -> Result<Self, Refusal> {
        let parts = Parts::find(&mut package);
        let related = package.has(&relationships_of(&parts.main));
        let mut read = |name: &str| {
            let part = package.part(name).map_err(|error| Refusal::Damaged(format!("{name} {error}")))?;
            match &part.damage {
                Some(damage) => Err(Refusal::Damaged(format!("{name}: {damage}"))),
                None => exact(&part).ok_or_else(|| Refusal::Damaged(format!("{name} is not written in its encoding"))),
            }
        };
        let main = parts.main.clone();
        let (body, types) = (read(&main)?, read(TYPES)?);
        let relationships = match read(&relationships_of(&main)) {
            Err(_) if !related => NO_RELATIONSHIPS.to_owned(),
            relationships => relationships?,
        };
        let mut state = |kind: &str| {
            let name = parts.named(kind);
            read(&name).ok().map(|text| (name, text))
        };
        let states = [state("commentsExtended"), state("commentsIds"), state("commentsExtensible")];
        let comments = match parts.related("comments").map(str::to_owned) {
            Some(name) => Some((read(&name)?, name)),
            None => None,
        };
        let extended = states.first().and_then(Option::as_ref).map(|(_, text)| text.clone()).unwrap_or_default();
        let (part, comments) = match comments {
            Some((text, name)) => ((name, true), text),
            None => ((free_name(&package, &main), false), String::new()),
        };
        let changed = BTreeMap::new();
        Ok(Self { main, body, comments, extended, part, types, relationships, states, changed })
    }

    /// Has the body be this.
    pub(super) fn change_body(&mut self, body: String) {
        if body != self.body {
            self.changed.insert(self.main.clone(), encoded(body));
        }
    }

    /// Changes the comments and adds others at their end.
    pub(super) fn change_comments(
        &mut self,
        tree: &Tree<'_>,
        mut edits: Edits,
        written: &str,
        style: &Style,
    ) -> Result<(), Refusal> {
        let (name, there) = self.part.clone();
        let comments = if there {
            if !written.is_empty() {
                append(tree, &mut edits, written, &name)?;
            }
            edits.apply(&self.comments)
        } else {
            style.empty_part().replace("</w:comments>", &format!("{written}</w:comments>"))
        };
        if there && comments == self.comments || !there && written.is_empty() {
            return Ok(());
        }
        self.changed.insert(name.clone(), encoded(comments));
        if !there {
            let element = format!("<Override PartName=\"/{name}\" ContentType=\"{CONTENT_TYPE}\"/>");
            self.changed.insert(TYPES.to_owned(), encoded(with(&self.types, &element, TYPES)?));
            let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = name.strip_prefix(folder).map_or(name.as_str(), |rest| rest.trim_start_matches('/'));
            let mut id = "rIdIsnad".to_owned();
            while self.relationships.contains(&format!("\"{id}\"")) {
                id.push('1');
            }
            let kind = style.relationship();
            let element = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
            let part = relationships_of(&self.main);
            let relationships = with(&self.relationships, &element, &part)?;
            self.changed.insert(part, encoded(relationships));
        }
        Ok(())
    }

    /// Takes out what other parts say of comments that are gone.
    pub(super) fn change_states(&mut self, gone: &[Thread]) {
        let gone: HashSet<&str> = gone.iter().filter_map(|thread| thread.paragraph.as_deref()).collect();
        let mut durable: HashSet<String> = HashSet::new();
        for (name, text) in self.states.iter().flatten() {
            let tree = Tree::parse(text);
            let mut edits = Edits::default();
            let of = |node: &Node<'_>| {
                let by_paragraph = node.attribute("paraId").is_some_and(|id| gone.contains(&*id));
                by_paragraph || node.attribute("durableId").is_some_and(|id| durable.contains(&*id))
            };
            let mut further = Vec::new();
            for node in tree.root().descendants().filter(of) {
                further.extend(node.attribute("durableId"));
                edits.replace(node.span(), "");
            }
            let further: Vec<String> = further.into_iter().map(std::borrow::Cow::into_owned).collect();
            durable.extend(further);
            let without = edits.apply(text);
            if without != *text {
                self.changed.insert(name.clone(), encoded(without));
            }
        }
    }

    /// The copy.
    pub(super) fn write(self, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
        rewritten(bytes, self.changed).map_err(|error| damaged(&error))
    }
}

/// A name for the part of comments that no part has.
fn free_name(package: &Package<'_>, main: &str) -> String {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let names = ["comments.xml".to_owned()].into_iter().chain((2..).map(|n| format!("comments{n}.xml")));
    let mut names = names.map(|name| if folder.is_empty() { name } else { format!("{folder}/{name}") });
    names.find(|name| !package.has(name)).unwrap_or_default()
}

/// XML with an element more at the end of its outermost one.
fn with(source: &str, element: &str, part: &str) -> Result<String, Refusal> {
    let mut edits = Edits::default();
    append(&Tree::parse(source), &mut edits, element, part)?;
    Ok(edits.apply(source))
}

/// Adds elements at the end of the outermost one. Those without a prefix take that of the outermost one, which has the
/// same namespace.
fn append(tree: &Tree<'_>, edits: &mut Edits, elements: &str, part: &str) -> Result<(), Refusal> {
    let root = tree.root().children().find(|node| !node.is_text()).filter(|_| tree.damage.is_none());
    let root = root.ok_or_else(|| Refusal::Damaged(format!("{part} is no XML")))?;
    // Comments declare the prefix that they are written with.
    let elements = match root.prefix() {
        prefix if !prefix.is_empty() && !elements.starts_with("<w:") => {
            elements.replacen('<', &format!("<{prefix}:"), 1)
        }
        _ => elements.to_owned(),
    };
    let (span, inside) = (root.span(), root.inside());
    if inside.start == span.end {
        let name = if root.prefix().is_empty() {
            root.name().to_owned()
        } else {
            format!("{}:{}", root.prefix(), root.name())
        };
        edits.replace(span.end - 2..span.end, format!(">{elements}</{name}>"));
    } else {
        edits.insert(inside.end, elements);
    }
    Ok(())
}
