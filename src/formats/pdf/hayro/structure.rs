//! The structure tree of a tagged file.

use std::collections::{HashMap, HashSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier};

use super::super::{Element, Structure};

/// The most elements that are read.
const MOST: usize = 400_000;

/// How deeply elements may nest.
const DEEPEST: usize = 128;

/// The tree; `None` where the file has none.
pub(super) fn read(pdf: &Pdf) -> Option<Structure> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let tree = root.get::<Dict<'_>>(b"StructTreeRoot".as_slice())?;
    let pages: HashMap<ObjectIdentifier, u32> =
        (0..).zip(pdf.pages().iter()).filter_map(|(index, page)| Some((page.raw().obj_id()?, index))).collect();
    let roles = tree.get::<Dict<'_>>(b"RoleMap".as_slice());
    let mut walk = Walk { pages, roles, seen: HashSet::new(), structure: Structure::default() };
    walk.children(&tree, None, None, 0);
    (!walk.structure.elements.is_empty()).then_some(walk.structure)
}

struct Walk<'a> {
    pages: HashMap<ObjectIdentifier, u32>,
    roles: Option<Dict<'a>>,
    seen: HashSet<ObjectIdentifier>,
    structure: Structure,
}

impl<'a> Walk<'a> {
    /// Walks over what an element holds. The depth is bounded, and no element is entered twice.
    fn children(&mut self, element: &Dict<'a>, index: Option<usize>, page: Option<u32>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let children: Vec<Object<'a>> = match element.get::<Object<'a>>(b"K".as_slice()) {
            Some(Object::Array(array)) => array.iter::<Object<'a>>().collect(),
            Some(only) => vec![only],
            None => return,
        };
        for child in children {
            match child {
                Object::Number(number) => self.content(index, page, number.as_f64() as i32),
                Object::Dict(child) => {
                    let page = self.page(&child).or(page);
                    let kind = child.get::<Name<'a>>(b"Type".as_slice());
                    match kind.as_ref().map(Name::as_str) {
                        Some("MCR") => {
                            if let Some(id) = child.get::<i32>(b"MCID".as_slice()) {
                                self.content(index, page, id);
                            }
                        }
                        Some("OBJR") => {}
                        _ => self.element(&child, index, page, depth),
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, dict: &Dict<'a>, parent: Option<usize>, page: Option<u32>, depth: usize) {
        let known = dict.obj_id().is_some_and(|id| !self.seen.insert(id));
        if known || self.structure.elements.len() >= MOST {
            return;
        }
        let role = dict.get::<Name<'a>>(b"S".as_slice()).map(|role| self.standard(&role)).unwrap_or_default();
        let index = self.structure.elements.len();
        self.structure.elements.push(Element { role, parent, marked: Vec::new() });
        self.children(dict, Some(index), page, depth + 1);
    }

    fn content(&mut self, element: Option<usize>, page: Option<u32>, id: i32) {
        if let (Some(element), Some(page)) = (element.and_then(|at| self.structure.elements.get_mut(at)), page) {
            element.marked.push((page, id));
        }
    }

    fn page(&self, dict: &Dict<'a>) -> Option<u32> {
        match dict.get_raw::<Object<'a>>(b"Pg".as_slice()) {
            Some(MaybeRef::Ref(reference)) => self.pages.get(&reference.into()).copied(),
            _ => None,
        }
    }

    /// A type as the role map (14.8.4) has it; a few steps, since maps may go in circles.
    fn standard(&self, role: &Name<'a>) -> String {
        let mut role = role.as_str().to_owned();
        for _ in 0..4 {
            let mapped = self.roles.as_ref().and_then(|roles| roles.get::<Name<'a>>(role.as_bytes()));
            match mapped {
                Some(mapped) if mapped.as_str() != role => mapped.as_str().clone_into(&mut role),
                _ => break,
            }
        }
        role
    }
}
