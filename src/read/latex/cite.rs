//! Works cited by key: where they are cited, and the list of them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::commands::Cite;
use super::macros::Piece;
use super::walk::{Cited, Held, Walk};
use crate::formats::tex;
use crate::model::Message;
use crate::read::bibliography::{self, Work, bibtex};
use crate::read::canvas::Break;

/// What is known of the works cited. It is gathered in a first reading and used in a second: what number a work has
/// depends on all that is cited.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is told by another command")]
pub(super) struct Cites {
    /// The keys cited, in the order of their first citation; `*` for all.
    order: Vec<String>,
    cited: HashSet<String>,
    /// The bibliographies named: command and file.
    resources: Vec<(&'static str, String)>,
    /// Bibliographies that stand in the document itself.
    embedded: HashMap<String, Range<usize>>,
    /// Whether a bibliography that is named is not there.
    incomplete: bool,
    /// Whether the works are printed in the order of their citation.
    unsorted: bool,
    /// Whether citations in notes are printed in whole.
    pub(super) full_in_notes: bool,
    /// Whether the list of works is printed somewhere.
    pub(super) listed: bool,
    /// The entries of `thebibliography` by key: number and marker.
    items: HashMap<String, (usize, String)>,
    item_count: usize,
    /// The works to be printed, in the order printed.
    works: Vec<Work>,
    by_key: HashMap<String, usize>,
    /// Which of the works of [`Cites::works`] is cited, so that it has a number.
    numbers: HashMap<String, usize>,
    /// Works that have been printed as notes, by key.
    notes: HashMap<String, usize>,
}

impl Cites {
    /// Takes note of keys cited.
    pub(super) fn cite<'k>(&mut self, keys: impl Iterator<Item = &'k str>) {
        for key in keys.filter(|key| !key.is_empty()) {
            if self.cited.insert(key.to_owned()) {
                self.order.push(key.to_owned());
            }
        }
    }

    /// Takes note of a bibliography.
    pub(super) fn resource(&mut self, command: &'static str, file: &str) {
        let known = self.resources.iter().any(|(_, known)| known == file.trim());
        if !known {
            self.resources.push((command, file.trim().to_owned()));
        }
    }

    /// Takes note of a bibliography that stands in the document.
    pub(super) fn embed(&mut self, file: &str, range: Range<usize>) {
        self.embedded.insert(file.to_owned(), range);
    }

    /// Takes note of the style of the list.
    pub(super) fn set_style(&mut self, style: &str) {
        /// Styles of `BibTeX` that list works in the order of their citation.
        const UNSORTED: [&str; 8] =
            ["unsrt", "ieeetr", "IEEEtran", "vancouver", "elsarticle-num", "naturemag", "achemso", "spphys"];
        self.unsorted = UNSORTED.iter().any(|known| style.trim().starts_with(known));
    }

    /// Takes note of a package and its options.
    pub(super) fn package(&mut self, package: &str, options: &str) {
        /// Styles of biblatex that list works in the order of their citation.
        const UNSORTED: [&str; 7] = [
            "sorting=none",
            "style=ieee",
            "style=nature",
            "style=science",
            "style=phys",
            "style=chem-",
            "style=vancouver",
        ];
        /// Styles that print a work in whole where a note cites it.
        const FULL: [&str; 10] = [
            "verbose",
            "chicago-notes",
            "footnote-dw",
            "authortitle-dw",
            "oscola",
            "windycity",
            "sbl",
            "historian",
            "enc",
            "mla-footnotes",
        ];
        let named = package.split(',').map(str::trim).collect::<Vec<_>>();
        let options: String = options.chars().filter(|c| !c.is_whitespace()).collect();
        if named.contains(&"biblatex") {
            self.unsorted |= UNSORTED.iter().any(|option| options.contains(option));
            let style = |style: &&str| {
                options.contains(&format!("style={style}")) || options.contains(&format!("style={{{style}"))
            };
            self.full_in_notes |= FULL.iter().any(style);
        }
        self.full_in_notes |= named.contains(&"biblatex-chicago") && !options.contains("authordate");
    }

    /// What a second reading has to know of the first.
    pub(super) fn second(self, walk: &mut Self) {
        let Self { order, cited, resources, embedded, unsorted, full_in_notes, items, .. } = self;
        *walk = Self { order, cited, resources, embedded, unsorted, full_in_notes, items, ..Self::default() };
    }

    /// Whether anything is cited by key.
    pub(super) fn any(&self) -> bool {
        !self.order.is_empty() || !self.items.is_empty()
    }

    /// Puts the works in the order printed, and numbers them.
    fn arrange(&mut self, mut works: Vec<Work>) {
        let all = self.cited.contains("*");
        works.retain(|work| all || self.cited.contains(&work.key));
        let places: HashMap<&str, usize> = self.order.iter().enumerate().map(|(at, key)| (key.as_str(), at)).collect();
        if self.unsorted {
            works.sort_by_key(|work| places.get(work.key.as_str()).copied().unwrap_or(usize::MAX));
        } else {
            works.sort_by_cached_key(sort_key);
        }
        self.by_key = works.iter().enumerate().map(|(index, work)| (work.key.clone(), index)).collect();
        self.numbers = self.by_key.iter().map(|(key, index)| (key.clone(), index + 1)).collect();
        self.works = works;
    }
}

/// What the usual styles sort by: name, title and year, or name, year and title; here by name, then year, then title.
fn sort_key(work: &Work) -> (String, String, String) {
    let text = |field: &Option<bibliography::Field>| {
        field.as_ref().map(|field| crate::text::similarity::fold(&field.text)).unwrap_or_default()
    };
    let names = crate::text::similarity::fold(&work.last_names.join(" "));
    let names = if names.is_empty() { text(&work.title) } else { names };
    (names, text(&work.date), text(&work.title))
}

impl Walk<'_> {
    /// Reads the bibliographies that the first reading met. `reading` is what it knew.
    pub(super) fn read_works(&mut self) {
        let mut works: Vec<Work> = Vec::new();
        let mut seen: HashSet<String> = HashSet::new();
        for (command, file) in self.cites.resources.clone() {
            let embedded = self.cites.embedded.get(&file).or_else(|| self.cites.embedded.get(&format!("{file}.bib")));
            let range = embedded.cloned().or_else(|| self.files.named(command, &file));
            let Some(range) = range else {
                self.cites.incomplete = true;
                self.defect(0, Message::new("defect-bibliography-absent").with("file", file));
                continue;
            };
            let (found, defects) = bibtex::works(self.source.get(range.clone()).unwrap_or_default(), range.start);
            works.extend(found.into_iter().filter(|work| seen.insert(work.key.clone())));
            for (at, message) in defects {
                self.defect(at, message);
            }
        }
        self.cites.arrange(works);
    }

    /// Reads a command of citation.
    pub(super) fn cite(&mut self, how: Cite, name: &str, at: usize, end: usize, piece: &Piece) -> usize {
        let many = name.ends_with("cites");
        let mut after = end + usize::from(self.source.as_bytes().get(end) == Some(&b'*') && end < piece.range.end);
        let mut cited: Vec<Cited> = Vec::new();
        loop {
            // `\cites(before)(after)[…]{…}`.
            while many && cited.is_empty() && self.source.as_bytes().get(after) == Some(&b'(') {
                let rest = self.source.get(after..piece.range.end).unwrap_or_default();
                let Some(close) = rest.find(')') else { break };
                after += close + 1;
            }
            let mut options = Vec::new();
            let mut next = after;
            while let Some(option) = self.optional(next, piece).filter(|_| options.len() < 2) {
                next = option.range.end + 1;
                options.push(option);
            }
            let Some(keys) = self.group(next, piece) else { break };
            after = keys.range.end + 1;
            let note_after = options.pop();
            let before = options.pop();
            let keys = self.raw(&keys);
            let keys: Vec<&str> = keys.split(',').map(str::trim).filter(|key| !key.is_empty()).collect();
            for (index, key) in keys.iter().enumerate() {
                cited.push(Cited {
                    before: before.clone().filter(|_| index == 0),
                    key: (*key).to_owned(),
                    after: note_after.clone().filter(|_| index + 1 == keys.len()),
                    at: piece.at.unwrap_or(at),
                });
            }
            if !many {
                break;
            }
        }
        if cited.is_empty() || self.mute {
            return after;
        }
        self.cites.cite(cited.iter().map(|cited| cited.key.as_str()));
        let full = how == Cite::Full || self.cites.full_in_notes && self.inside.is_some() && how != Cite::Part;
        if self.in_footnote(how) && self.inside.is_none() {
            let number = self.notes.next_footnote(None);
            let note = self.notes.footnote(number);
            self.call(note, at, piece);
            self.held.push_back((note, Held::Works(cited)));
        } else if full || how == Cite::Foot {
            self.write_works(&cited);
        } else {
            self.write_cites(&cited, how, piece);
        }
        self.canvas.anchor(piece.at.unwrap_or(after));
        after
    }

    /// Writes the callouts of works cited.
    fn write_cites(&mut self, cited: &[Cited], how: Cite, piece: &Piece) {
        for Cited { before, key, after, at } in cited {
            if let Some(before) = before.as_ref().filter(|before| !before.range.is_empty()) {
                self.run(before);
                self.space(*at, piece);
            }
            let number = self.cites.numbers.get(key).map(ToString::to_string);
            let marker = self.cites.items.get(key).map(|(_, marker)| marker.clone()).or(number);
            match (marker, how) {
                (Some(marker), Cite::Plain | Cite::Auto) => {
                    let range = self.callout(&marker, *at, piece);
                    self.cites_called(key, range);
                }
                (_, Cite::Part) => self.write_part(key, *at, piece),
                _ => {
                    let range = self.callout(key, *at, piece);
                    self.unknown_work(key, range);
                }
            }
            if let Some(after) = after.as_ref().filter(|after| !after.range.is_empty()) {
                self.put(", ", *at, piece);
                self.run(after);
            }
        }
    }

    /// Takes note of a citation of what no bibliography has. Where one is not there, nothing can be said of it.
    fn unknown_work(&mut self, key: &str, range: Range<usize>) {
        let known = !self.cites.works.is_empty() || !self.cites.items.is_empty();
        if known && !self.cites.incomplete && !self.cites.by_key.contains_key(key) && !range.is_empty() {
            self.undefined.push((key.to_owned(), range));
        }
    }

    /// The callout of a work belongs to its entry, whenever that is read.
    fn cites_called(&mut self, key: &str, range: Range<usize>) {
        self.pending_callouts.push((key.to_owned(), range));
    }

    fn write_part(&mut self, key: &str, at: usize, piece: &Piece) {
        let work = self.cites.by_key.get(key).and_then(|index| self.cites.works.get(*index));
        let names = work.map(|work| work.last_names.join(", ")).filter(|names| !names.is_empty());
        self.put(&names.unwrap_or_else(|| format!("[{key}]")), at, piece);
    }

    /// Writes works in whole, as a note that cites them prints them.
    pub(super) fn write_works(&mut self, cited: &[Cited]) {
        for (index, Cited { before, key, after, at }) in cited.iter().enumerate() {
            let here = Piece::new(*at..*at, Some(*at));
            if index > 0 {
                self.put("; ", *at, &here);
            }
            if let Some(before) = before.as_ref().filter(|before| !before.range.is_empty()) {
                self.run(before);
                self.space(*at, &here);
            }
            let work = self.cites.by_key.get(key).and_then(|index| self.cites.works.get(*index)).cloned();
            match work {
                Some(work) if !self.mute => {
                    self.settle();
                    let stated = bibliography::write(&mut self.canvas, &work, Some(*at));
                    self.works.push(stated);
                    self.written();
                }
                _ => {
                    let range = self.callout(key, *at, &here);
                    self.unknown_work(key, range);
                }
            }
            if let Some(after) = after.as_ref().filter(|after| !after.range.is_empty()) {
                self.put(" ", *at, &here);
                self.run(after);
            }
        }
    }

    /// Begins an entry of `thebibliography`.
    pub(super) fn bib_item(&mut self, at: usize, end: usize, piece: &Piece) -> usize {
        let label = self.optional(end, piece);
        let start = label.as_ref().map_or(end, |label| label.range.end + 1);
        let Some(key) = self.group(start, piece) else { return end };
        let after = key.range.end + 1;
        self.end_item();
        self.break_off(Break::Block);
        if self.mute {
            return after;
        }
        let key = self.raw(&key).trim().to_owned();
        self.cites.item_count += usize::from(label.is_none());
        let number = self.cites.item_count;
        let marker = label.map_or_else(|| number.to_string(), |label| tex::plain(&self.raw(&label)));
        let note = self.notes.reference(&marker, &marker);
        self.cites.items.insert(key.clone(), (number, marker));
        self.cites.notes.insert(key, note);
        self.canvas.settle();
        self.canvas.anchor(piece.at.unwrap_or(at));
        self.item = Some((note, self.canvas.text.len()));
        after + tex::spaces(self.source.get(after..piece.range.end).unwrap_or_default())
    }

    /// Ends the entry that is open.
    pub(super) fn end_item(&mut self) {
        let Some((note, start)) = self.item.take() else { return };
        let body = self.canvas.text.get(start..).unwrap_or_default();
        let lead = body.len() - body.trim_start().len();
        let body = start + lead..(start + body.trim_end().len()).max(start + lead);
        if body.is_empty() {
            self.canvas.hold();
        }
        self.notes.set_body(note, body);
    }

    /// Lists the works where the document does.
    pub(super) fn list_works(&mut self, name: &str, end: usize, piece: &Piece) -> usize {
        let after = self.arguments("so", end, piece);
        let mut last = after;
        if name == "bibliography" {
            let Some(files) = self.group(after, piece) else { return after };
            last = files.range.end + 1;
            for file in self.raw(&files).split(',') {
                self.cites.resource("bibliography", file);
            }
        }
        if !self.mute {
            self.break_off(Break::Block);
            self.bibliography();
        }
        last
    }

    /// Writes the works cited as the entries of a list, once.
    pub(super) fn bibliography(&mut self) {
        self.cites.listed = true;
        let first = self.cites.notes.is_empty()
            || self.cites.works.iter().any(|work| !self.cites.notes.contains_key(&work.key));
        // A style that prints whole citations in notes lists them again; they are the same works.
        if !first || self.cites.full_in_notes {
            return;
        }
        for (index, work) in self.cites.works.clone().into_iter().enumerate() {
            if self.cites.notes.contains_key(&work.key) {
                continue;
            }
            let number = (index + 1).to_string();
            let note = self.notes.reference(&number, &number);
            let (range, stated) = bibliography::write_block(&mut self.canvas, &work);
            self.notes.set_body(note, range);
            self.works.push(stated);
            self.cites.notes.insert(work.key, note);
        }
        self.break_off(Break::Block);
    }

    /// Gives the entries the places that call them.
    pub(super) fn settle_callouts(&mut self) {
        for (key, range) in std::mem::take(&mut self.pending_callouts) {
            if let Some(note) = self.cites.notes.get(&key) {
                self.notes.call(*note, range);
            }
        }
    }
}
