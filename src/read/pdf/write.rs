//! Lines, notes and links to a [`Document`].

use std::collections::{HashMap, HashSet};
use std::mem;
use std::ops::Range;

use super::cluster::{Cluster, Kind, TATWEEL};
use super::layout::Layout;
use super::line::Line;
use super::notes::{Part, Plan};
use super::order::Piece;
use super::sheet::Sheet;
use crate::formats::pdf::Area;
use crate::model::{DeclaredNote, Document, Hyperlink, Place, Rect, TextBox};
use crate::text::digits::to_superscript;

/// Writes the document.
pub(super) fn write(sheets: &[Sheet], layout: &Layout, plan: &Plan) -> Document {
    let mut writer = Writer::new(layout, plan);
    for page in 0..sheets.len() {
        writer.page(page, sheets);
    }
    writer.finish()
}

/// A link whose text is being written.
struct Open {
    start: usize,
    uri: String,
}

struct Writer<'a> {
    layout: &'a Layout,
    plan: &'a Plan,
    document: Document,
    bodies: Vec<Vec<Range<usize>>>,
    callouts: Vec<Vec<Range<usize>>>,
    link: Option<Open>,
    /// The box of the word being written: its first byte, its area.
    word: Option<(usize, Area)>,
    page: u32,
    /// The line written last on this page: its index and part.
    last: Option<(usize, Part)>,
    /// Where links lead that were met before.
    met: HashSet<String>,
    /// Lines, by page, that were written with a page before.
    carried: HashSet<(usize, usize)>,
}

impl<'a> Writer<'a> {
    fn new(layout: &'a Layout, plan: &'a Plan) -> Self {
        Self {
            layout,
            plan,
            document: Document::default(),
            bodies: vec![Vec::new(); plan.notes.len()],
            callouts: vec![Vec::new(); plan.notes.len()],
            link: None,
            word: None,
            page: 0,
            last: None,
            met: HashSet::new(),
            carried: HashSet::new(),
        }
    }

    fn page(&mut self, index: usize, sheets: &[Sheet]) {
        let Some(sheet) = sheets.get(index) else { return };
        let start = self.document.text.len();
        self.page = index as u32 + 1;
        self.last = None;
        if sheet.legible {
            let parts = self.plan.parts.get(index).map_or(&[] as &[Part], Vec::as_slice);
            for (line, part) in parts.iter().enumerate() {
                if *part != Part::Running && !self.carried.contains(&(index, line)) {
                    self.line(index, sheet, line, *part);
                }
            }
            self.carry(index, sheets);
            // A footer's links are sources too, once.
            for (line, _) in parts.iter().enumerate().filter(|(_, part)| **part == Part::Running) {
                if self.leads_anew(sheet, line) {
                    self.line(index, sheet, line, Part::Running);
                }
            }
        }
        self.close_link();
        self.uncovered(sheet, start);
        if self.document.text.len() > start {
            self.document.text.push_str("\n\n");
        }
        self.document.pages.push(start..self.document.text.len());
    }

    /// Writes what of the last note of a page stands on the pages after it, so that its text is in one piece.
    fn carry(&mut self, index: usize, sheets: &[Sheet]) {
        let Some((_, part @ Part::Note(_))) = self.last else { return };
        for (page, sheet) in sheets.iter().enumerate().skip(index + 1) {
            let parts = self.plan.parts.get(page).map_or(&[] as &[Part], Vec::as_slice);
            let lines: Vec<usize> = (0..parts.len()).filter(|&line| parts.get(line) == Some(&part)).collect();
            if lines.is_empty() || !sheet.legible {
                break;
            }
            self.page = page as u32 + 1;
            self.last = Some((usize::MAX, part));
            for line in lines {
                self.line(page, sheet, line, part);
                self.carried.insert((page, line));
            }
        }
        self.page = index as u32 + 1;
    }

    /// Whether a line holds a link to where none led before.
    fn leads_anew(&self, sheet: &Sheet, line: usize) -> bool {
        let clusters = sheet.lines.get(line).map_or(&[] as &[Cluster], |line| sheet.clusters_of(line));
        clusters.iter().filter_map(|one| sheet.uri(one.link)).any(|uri| !self.met.contains(uri))
    }

    /// Links that cover no text, as those over a picture, stand at the end of their page.
    fn uncovered(&mut self, sheet: &Sheet, start: usize) {
        let here: HashSet<&str> = self
            .document
            .links
            .iter()
            .rev()
            .take_while(|link| link.range.start >= start)
            .map(|link| link.url.as_str())
            .collect();
        let fresh: Vec<String> = sheet
            .uris
            .iter()
            .flatten()
            .filter(|uri| !here.contains(uri.as_str()) && !self.met.contains(uri.as_str()))
            .cloned()
            .collect();
        for uri in fresh {
            if self.met.insert(uri.clone()) {
                let end = self.document.text.len();
                self.document.links.push(Hyperlink { range: end..end, url: uri, place: Place::default() });
            }
        }
    }

    fn line(&mut self, page: usize, sheet: &Sheet, index: usize, part: Part) {
        let Some(line) = sheet.lines.get(index) else { return };
        let note = match part {
            Part::Note(note) => self.plan.notes.get(note).map(|found| (note, found)),
            _ => None,
        };
        let begins = note.filter(|(_, found)| (found.page, found.line) == (page, index)).map(|(_, found)| found);
        let label: &[usize] = begins.map_or(&[], |found| &found.label);
        let right = note.and_then(|(_, found)| found.right);
        let way = self.layout.way(sheet, line, right);
        let pieces = trimmed(sheet.ordered(line, way, label), sheet);
        if pieces.is_empty() && begins.is_none() {
            return;
        }
        let first = pieces.first().and_then(|piece| sheet.uri(piece.link));
        self.break_before(sheet, line, part, begins.is_some(), first, &pieces);
        if let Some(found) = begins {
            self.label(sheet, found.marker.as_str(), label);
        }
        let start = self.document.text.len();
        let calls = self.calls(page, index, sheet);
        for piece in &pieces {
            self.piece(sheet, piece, &calls);
        }
        self.close_word();
        if let Some((note, _)) = note {
            let end = self.document.text.len();
            let goes_on = self.last.is_some_and(|(_, last)| last == part) && begins.is_none();
            if let Some(bodies) = self.bodies.get_mut(note) {
                match bodies.last_mut().filter(|_| goes_on) {
                    Some(body) => body.end = end,
                    None => bodies.push(start..end),
                }
            }
        }
        self.last = Some((index, part));
    }

    /// Writes a note's marker, and a blank.
    fn label(&mut self, sheet: &Sheet, marker: &str, label: &[usize]) {
        let start = self.document.text.len();
        self.document.text.push_str(marker);
        let clusters = label.iter().filter_map(|&at| sheet.clusters.get(at));
        if let Some(area) = clusters.map(area_of).reduce(|all, one| all.union(&one)) {
            self.boxed(start, area);
        }
        self.document.text.push(' ');
    }

    /// For the first bytes of clusters that call notes, those notes and whether the callout goes on in the next cluster.
    fn calls(&self, page: usize, line: usize, sheet: &Sheet) -> HashMap<u32, (usize, usize)> {
        let mut starts = HashMap::new();
        for (number, call) in self.plan.calls.get(&(page, line)).into_iter().flatten().enumerate() {
            for cluster in call.clusters.iter().filter_map(|&at| sheet.clusters.get(at)) {
                starts.insert(cluster.text.start, (number, call.note));
            }
        }
        starts
    }

    fn piece(&mut self, sheet: &Sheet, piece: &Piece<'_>, calls: &HashMap<u32, (usize, usize)>) {
        let uri = sheet.uri(piece.link);
        if self.link.as_ref().map(|open| open.uri.as_str()) != uri {
            self.close_link();
            if let Some(uri) = uri.filter(|_| !piece.cluster.is_none_or(Cluster::is_blank)) {
                self.link = Some(Open { start: self.document.text.len(), uri: uri.to_owned() });
            }
        }
        let Some(cluster) = piece.cluster.filter(|cluster| !cluster.is_blank()) else {
            self.close_word();
            if !self.document.text.ends_with([' ', '\n']) {
                self.document.text.push(' ');
            }
            return;
        };
        let called = calls.get(&cluster.text.start).copied();
        if called.is_some() {
            self.close_word();
        }
        let start = self.document.text.len();
        self.push(sheet.slice(cluster), piece.mirrored, cluster);
        let end = self.document.text.len();
        if end == start {
            return;
        }
        let area = area_of(cluster);
        if let Some((call, note)) = called {
            self.boxed(start, area);
            let same = calls.values().filter(|(other, _)| *other == call).count() > 1;
            if let Some(callouts) = self.callouts.get_mut(note) {
                match callouts.last_mut().filter(|last| same && last.end == start) {
                    Some(last) => last.end = end,
                    None => callouts.push(start..end),
                }
            }
            return;
        }
        match &mut self.word {
            Some((_, word)) => *word = word.union(&area),
            None => self.word = Some((start, area)),
        }
    }

    /// Writes what a cluster stands for.
    fn push(&mut self, text: &str, mirrored: bool, cluster: &Cluster) {
        for character in text.chars() {
            let character = match character {
                TATWEEL | '\u{AD}' => continue,
                // What leads back to the callout.
                '\u{21A9}' | '\u{FE0E}' if cluster.kind == Kind::Other => continue,
                _ if mirrored => self.layout.mirrored.meant(character),
                // So that a marker is not taken for the end of a number.
                _ if cluster.raised => to_superscript(character),
                _ => character,
            };
            self.document.text.push(character);
        }
    }

    /// What stands between the line before and this one.
    fn break_before(
        &mut self,
        sheet: &Sheet,
        line: &Line,
        part: Part,
        begins: bool,
        uri: Option<&str>,
        pieces: &[Piece<'_>],
    ) {
        let Some((before, last)) = self.last else { return };
        let goes_on = last == part && !begins;
        let same_link = goes_on && uri.is_some() && self.link.as_ref().map(|open| open.uri.as_str()) == uri;
        if same_link && self.is_inside_url() {
            return;
        }
        if !same_link {
            self.close_link();
        }
        if goes_on && !same_link && self.join_hyphenated(sheet, pieces) {
            return;
        }
        while self.document.text.ends_with(' ') {
            self.document.text.pop();
        }
        let near = sheet.lines.get(before).is_none_or(|before| {
            let step = line.y - before.y;
            let alike = (line.size - before.size).abs() < before.size * 0.1;
            alike && (before.region != line.region || step < before.size * 2.1)
        });
        self.document.text.push_str(if goes_on && near { "\n" } else { "\n\n" });
    }

    /// Whether what is written of the open link is the beginning of its URL, so that the next line goes on with it.
    fn is_inside_url(&self) -> bool {
        let Some(open) = &self.link else { return false };
        let written = self.document.text.get(open.start..).unwrap_or_default();
        let web = written.contains("://") || written.starts_with("www.") || open.uri.contains(written.trim());
        web && !written.is_empty() && !written.contains(char::is_whitespace)
    }

    /// Takes away the hyphen that a word is divided with at the end of a line.
    fn join_hyphenated(&mut self, sheet: &Sheet, pieces: &[Piece<'_>]) -> bool {
        let text = &self.document.text;
        let Some(stem) = text.strip_suffix(['-', '\u{2010}']) else { return false };
        let word = stem.rsplit(char::is_whitespace).next().unwrap_or_default();
        let divided =
            word.chars().count() >= 2 && word.chars().all(char::is_alphabetic) && !word.chars().all(char::is_uppercase);
        let next = pieces.first().and_then(|piece| piece.cluster).map_or("", |cluster| sheet.slice(cluster));
        if divided && next.starts_with(char::is_lowercase) {
            let length = stem.len();
            self.document.text.truncate(length);
            return true;
        }
        false
    }

    fn close_link(&mut self) {
        let Some(Open { start, uri }) = self.link.take() else { return };
        let written = self.document.text.get(start..).unwrap_or_default();
        let range = start..start + written.trim_end().len();
        if range.is_empty() {
            return;
        }
        let range = narrowed(&self.document.text, range, &uri);
        self.met.insert(uri.clone());
        self.document.links.push(Hyperlink { range, url: uri, place: Place::default() });
    }

    fn close_word(&mut self) {
        if let Some((start, area)) = self.word.take() {
            self.boxed(start, area);
        }
    }

    fn boxed(&mut self, start: usize, area: Area) {
        let rect = Rect { x0: round(area.x0), y0: round(area.y0), x1: round(area.x1), y1: round(area.y1) };
        let range = start..self.document.text.len();
        self.document.boxes.push(TextBox { range, page: self.page, rect });
    }

    fn finish(mut self) -> Document {
        self.document.boxes.sort_by_key(|one| one.range.start);
        let mut notes: Vec<DeclaredNote> = Vec::with_capacity(self.plan.notes.len());
        let found = self.plan.notes.iter().zip(mem::take(&mut self.bodies)).zip(mem::take(&mut self.callouts));
        for ((found, mut body), mut callouts) in found {
            for range in &mut body {
                let text = self.document.text.get(range.clone()).unwrap_or_default();
                let lead = text.len() - text.trim_start().len();
                let length = text.trim().len();
                *range = range.start + lead..range.start + lead + length;
            }
            callouts.sort_by_key(|range| range.start);
            notes.push(DeclaredNote {
                marker: found.marker.clone(),
                number: found.number.clone(),
                kind: found.kind,
                sequence: found.sequence,
                body,
                callouts,
            });
        }
        self.document.notes = (!notes.is_empty()).then_some(notes);
        self.document.inferred = self.document.notes.is_some() && self.plan.inferred;
        let mut links = mem::take(&mut self.document.links);
        links.sort_by_key(|link| (link.range.start, link.range.end));
        for link in &mut links {
            link.place = self.document.place(&link.range);
        }
        self.document.links = links;
        self.document
    }
}

/// The pieces without the blanks at both ends.
fn trimmed<'a>(mut pieces: Vec<Piece<'a>>, sheet: &Sheet) -> Vec<Piece<'a>> {
    let blank = |piece: &Piece<'_>| piece.cluster.is_none_or(|one| sheet.slice(one).trim().is_empty());
    while pieces.last().is_some_and(blank) {
        pieces.pop();
    }
    let lead = pieces.iter().take_while(|piece| blank(piece)).count();
    pieces.drain(..lead);
    pieces
}

/// Where the area of a link covers more of its line than its URL, the URL alone.
fn narrowed(text: &str, range: Range<usize>, uri: &str) -> Range<usize> {
    let covered = text.get(range.clone()).unwrap_or_default();
    if !covered.contains(char::is_whitespace) {
        return range;
    }
    let bare = uri.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let whole =
        [uri, bare].into_iter().filter(|part| part.len() > 3).find_map(|part| Some((covered.find(part)?, part.len())));
    whole.map_or(range.clone(), |(at, length)| range.start + at..range.start + at + length)
}

fn area_of(cluster: &Cluster) -> Area {
    // Letters reach about this far over and under their baseline.
    Area { x0: cluster.x0, y0: cluster.y - cluster.size * 0.8, x1: cluster.x1, y1: cluster.y + cluster.size * 0.25 }
}

fn round(length: f32) -> f64 {
    (f64::from(length) * 10.0).round() / 10.0
}
