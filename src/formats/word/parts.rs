//! The parts of a Word document, found by the relationships between them.

use std::collections::HashMap;

use crate::formats::zip_xml::{Package, PartError, Tree, resolved};

/// Where parts lie, and what was the matter with them.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The part that holds the text.
    pub main: String,
    /// What is the matter with which part.
    pub defects: Vec<(String, PartError)>,
    /// What the main part is related to: the last step of the relationship's type, and the part.
    related: Vec<(String, String)>,
}

/// A part that holds text, such as the footnotes.
#[derive(Debug, Clone, Default)]
pub struct Story {
    /// The name of the part.
    pub name: String,
    /// Its text, which is XML; empty where it cannot be read.
    pub text: String,
}

/// Where the relationships of one part lead, by their ids.
pub type Relationships = HashMap<String, String>;

struct Relationship {
    id: String,
    /// The last step of its type, which Strict and Transitional documents share.
    kind: String,
    target: String,
    external: bool,
}

impl Parts {
    /// Finds the main part and what it is related to; by their usual names where the relationships do not say.
    pub fn find(package: &mut Package<'_>) -> Self {
        let root = relationships(package, "");
        let document = root.into_iter().find(|relationship| relationship.kind == "officeDocument");
        let main = document.map(|relationship| resolve("", &relationship.target)).filter(|main| package.has(main));
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        let own = relationships(package, &main).into_iter().filter(|relationship| !relationship.external);
        let related = own.map(|own| (own.kind, resolve(&main, &own.target))).collect();
        Self { main, defects: Vec::new(), related }
    }

    /// Notes that something is the matter with a part.
    pub fn defect(&mut self, part: &str, error: impl Into<PartError>) {
        if !self.defects.iter().any(|(known, _)| known == part) {
            self.defects.push((part.to_owned(), error.into()));
        }
    }

    /// Whether something is the matter with a part.
    pub fn is_damaged(&self, part: &str) -> bool {
        self.defects.iter().any(|(known, _)| known == part)
    }

    /// A part by the kind of its relationship; empty where there is none.
    pub fn story(&mut self, package: &mut Package<'_>, kind: &str) -> Story {
        let name = self.named(kind);
        let named = self.related.iter().any(|(known, _)| known == kind);
        let text = self.read(package, &name, named);
        Story { name, text }
    }

    /// The text of a part that the document can do without; empty where there is none.
    pub fn text(&mut self, package: &mut Package<'_>, kind: &str) -> String {
        let name = self.named(kind);
        self.read(package, &name, false)
    }

    /// The name of a part by the kind of its relationship, if there is one of the kind.
    pub fn related(&self, kind: &str) -> Option<&str> {
        self.related.iter().find(|(known, _)| known == kind).map(|(_, part)| part.as_str())
    }

    /// The name of a part by the kind of its relationship; the usual one where the relationships do not say.
    pub(super) fn named(&self, kind: &str) -> String {
        let related = self.related.iter().find(|(known, _)| known == kind).map(|(_, part)| part.clone());
        related.unwrap_or_else(|| resolve(&self.main, &format!("{kind}.xml")))
    }

    /// The headers and footers.
    pub fn edges(&mut self, package: &mut Package<'_>) -> Vec<Story> {
        let edge = |(kind, _): &&(String, String)| kind == "header" || kind == "footer";
        let names: Vec<String> = self.related.iter().filter(edge).map(|(_, part)| part.clone()).collect();
        names.into_iter().map(|name| Story { text: self.read(package, &name, true), name }).collect()
    }

    /// Where the relationships of a part lead, the external ones only.
    pub fn relationships(package: &mut Package<'_>, part: &str) -> Relationships {
        let external = relationships(package, part).into_iter().filter(|relationship| relationship.external);
        external.map(|relationship| (relationship.id, relationship.target)).collect()
    }

    fn read(&mut self, package: &mut Package<'_>, name: &str, expected: bool) -> String {
        match package.part(name) {
            Ok(part) => {
                if let Some(damage) = &part.damage {
                    self.defect(name, damage.clone());
                }
                part.text().into_owned()
            }
            Err(PartError::Missing) if !expected => String::new(),
            Err(error) => {
                self.defect(name, error);
                String::new()
            }
        }
    }
}

/// Where the relationships of a part stand.
pub(super) fn relationships_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned()
}

/// The relationships of a part; those of the container for the empty name. What cannot be read has none.
fn relationships(package: &mut Package<'_>, part: &str) -> Vec<Relationship> {
    let Ok(part) = package.part(&relationships_of(part)) else { return Vec::new() };
    let text = part.text();
    let tree = Tree::parse(&text);
    let all = tree.root().descendants().filter(|node| node.is("Relationship"));
    all.filter_map(|node| {
        let kind = node.attribute("Type")?;
        Some(Relationship {
            id: node.attribute("Id")?.into_owned(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: node.attribute("Target")?.trim().to_owned(),
            external: node.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external")),
        })
    })
    .collect()
}

/// The name of a part that another refers to; as it is written where it leads out of the container.
fn resolve(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    resolved(&path).unwrap_or(path)
}
