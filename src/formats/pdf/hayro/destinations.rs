//! Where links within the file lead (ISO 32000-1, 12.3.2).

use std::collections::{HashMap, HashSet};

use hayro_interpret::TransformExt;
use hayro_interpret::kurbo::Point;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier};
use hayro_syntax::page::Page as RawPage;

use super::super::Target;

/// The most named destinations that are kept; a manual of a thousand pages has some ten thousand.
const MOST: usize = 200_000;

/// How deeply the tree of names may nest.
const DEEPEST: usize = 32;

/// How hyperref names the places of footnotes, a number after it (hyperref.sty, `\hyper@anchor` of `\@footnotetext`).
const FOOTNOTE: &[u8] = b"Hfootnote.";

/// The pages and the named destinations of a file.
#[derive(Default)]
pub(super) struct Destinations<'a> {
    pages: HashMap<ObjectIdentifier, (u32, &'a RawPage<'a>)>,
    named: HashMap<Vec<u8>, Array<'a>>,
    /// The nodes of the tree of names that were entered.
    seen: HashSet<ObjectIdentifier>,
}

impl<'a> Destinations<'a> {
    pub(super) fn of(pdf: &'a Pdf) -> Self {
        let pages = (0..).zip(pdf.pages().iter());
        let pages = pages.filter_map(|(index, page)| Some((page.raw().obj_id()?, (index, page)))).collect();
        let mut destinations = Self { pages, named: HashMap::new(), seen: HashSet::new() };
        let Some(root) = pdf.xref().get::<Dict<'a>>(pdf.xref().root_id()) else { return destinations };
        if let Some(old) = root.get::<Dict<'a>>(b"Dests".as_slice()) {
            for (name, _) in old.entries().take(MOST) {
                destinations.name(name.as_str().as_bytes().to_vec(), old.get(name.as_str().as_bytes()));
            }
        }
        let names = root.get::<Dict<'a>>(b"Names".as_slice());
        if let Some(tree) = names.and_then(|names| names.get::<Dict<'a>>(b"Dests".as_slice())) {
            destinations.branch(&tree, 0);
        }
        destinations
    }

    /// The names of a node of the tree (7.9.6). The depth is bounded, and no node is entered twice.
    fn branch(&mut self, node: &Dict<'a>, depth: usize) {
        let known = node.obj_id().is_some_and(|id| !self.seen.insert(id));
        if known || depth > DEEPEST || self.named.len() >= MOST {
            return;
        }
        if let Some(pairs) = node.get::<Array<'a>>(b"Names".as_slice()) {
            let mut name = None;
            for object in pairs.iter::<Object<'a>>() {
                match (name.take(), object) {
                    (None, Object::String(text)) => name = Some(text.as_bytes().to_vec()),
                    (Some(name), object) => self.name(name, Some(object)),
                    (None, _) => {}
                }
            }
        }
        if let Some(children) = node.get::<Array<'a>>(b"Kids".as_slice()) {
            for child in children.iter::<Dict<'a>>() {
                self.branch(&child, depth + 1);
            }
        }
    }

    fn name(&mut self, name: Vec<u8>, value: Option<Object<'a>>) {
        let place = match value {
            Some(Object::Array(place)) => Some(place),
            Some(Object::Dict(dict)) => dict.get::<Array<'a>>(b"D".as_slice()),
            _ => None,
        };
        if let Some(place) = place
            && self.named.len() < MOST
        {
            self.named.insert(name, place);
        }
    }

    /// The place in the file that a link annotation leads to, where it says which.
    pub(super) fn target(&self, annotation: &Dict<'a>) -> Option<Target> {
        let action = || annotation.get::<Dict<'a>>(b"A".as_slice());
        let object = annotation.get::<Object<'a>>(b"Dest".as_slice());
        match object.or_else(|| action()?.get::<Object<'a>>(b"D".as_slice()))? {
            Object::Array(place) => self.place(&place),
            Object::String(name) => self.named(name.as_bytes().as_ref()),
            Object::Name(name) => self.named(name.as_str().as_bytes()),
            _ => None,
        }
    }

    fn named(&self, name: &[u8]) -> Option<Target> {
        let place = self.place(self.named.get(name)?)?;
        Some(Target { footnote: name.starts_with(FOOTNOTE), ..place })
    }

    /// The place that a destination names by page and coordinates (table 151).
    fn place(&self, destination: &Array<'a>) -> Option<Target> {
        // A page that is being read cannot be looked up, so that only what follows it is.
        let mut parts = destination.raw_iter();
        let MaybeRef::Ref(page) = parts.next()? else { return None };
        let (page, raw) = self.pages.get(&page.into())?;
        let mut told = || match parts.next()? {
            MaybeRef::NotRef(object) => Some(object),
            MaybeRef::Ref(_) => None,
        };
        let fit = told()?.into_name()?;
        let mut number = || told()?.into_number().map(|number| number.as_f64());
        let (x, y) = match fit.as_str() {
            "XYZ" => (number().unwrap_or_default(), number()?),
            "FitH" | "FitBH" => (0.0, number()?),
            _ => return None,
        };
        let shown = raw.initial_transform(true).to_kurbo() * Point::new(x, y);
        Some(Target { page: *page, x: shown.x as f32, y: shown.y as f32, footnote: false })
    }
}
