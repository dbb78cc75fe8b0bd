//! A document's file and those it draws in, in one source.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use crate::formats::charset;
use crate::formats::tex::{command, spaces};
use crate::model::{Anchor, Place};
use crate::read::Beside;

/// Blank lines between files keep a place at the end of one from being taken for the start of the next.
const BETWEEN: &str = "\n\n\n";
/// How many files are drawn in at most.
const MOST: usize = 400;
/// How many bytes of files are drawn in at most.
const LARGEST: usize = 32 * 1024 * 1024;
/// Commands that draw in a file, with what its name ends in where nothing is said.
const DRAWING: [(&str, &str); 9] = [
    ("input", ".tex"),
    ("include", ".tex"),
    ("subfile", ".tex"),
    ("subfileinclude", ".tex"),
    ("bibliography", ".bib"),
    ("addbibresource", ".bib"),
    ("addglobalbib", ".bib"),
    ("import", ".tex"),
    ("subimport", ".tex"),
];

/// The sources of a document, one after the other.
pub(super) struct Files {
    /// All of them, each beginning a line of its own.
    pub(super) source: String,
    all: Vec<File>,
    by_name: HashMap<String, usize>,
    /// The line that the next file begins on.
    line: u32,
    /// Files that are named but not there, with where.
    pub(super) absent: Vec<(String, usize)>,
}

struct File {
    name: String,
    range: Range<usize>,
    /// The line of the source that it begins on, from 1.
    line: u32,
}

impl Files {
    /// Reads all that a file draws in from the folder it lies in.
    pub(super) fn gather(main: &str, beside: &Beside) -> Self {
        let mut files =
            Self { source: String::new(), all: Vec::new(), by_name: HashMap::new(), line: 1, absent: Vec::new() };
        files.add(String::new(), main);
        let mut next = 0;
        while let Some(range) = files.all.get(next).map(|file| file.range.clone()) {
            for (name, at) in drawn(files.source.get(range.clone()).unwrap_or_default()) {
                let at = range.start + at;
                if files.by_name.contains_key(&name) {
                    continue;
                }
                let full = files.all.len() >= MOST || files.source.len() >= LARGEST;
                match beside.read(&name).filter(|_| !full) {
                    Some(bytes) => {
                        let text = charset::decode(&bytes, None).text;
                        files.by_name.insert(name.clone(), files.all.len());
                        files.add(name, &text);
                    }
                    None => files.absent.push((name, at)),
                }
            }
            next += 1;
        }
        files
    }

    fn add(&mut self, name: String, text: &str) {
        if !self.source.is_empty() {
            self.source.push_str(BETWEEN);
            self.line += BETWEEN.len() as u32;
        }
        let start = self.source.len();
        self.source.push_str(text);
        self.all.push(File { name, range: start..self.source.len(), line: self.line });
        self.line += text.bytes().filter(|byte| *byte == b'\n').count() as u32;
    }

    /// The range of the document's own file.
    pub(super) fn main(&self) -> Range<usize> {
        self.all.first().map_or(0..0, |file| file.range.clone())
    }

    /// The range of a file as a command names it.
    pub(super) fn named(&self, command: &str, name: &str) -> Option<Range<usize>> {
        let index = self.by_name.get(&full_name(command, name))?;
        self.all.get(*index).map(|file| file.range.clone())
    }

    /// Whether a file is named at one of the places given that is not there.
    pub(super) fn is_absent(&self, command: &str, name: &str) -> bool {
        let name = full_name(command, name);
        self.absent.iter().any(|(absent, _)| *absent == name)
    }

    /// The names of the files drawn in, and the anchors as lines of each.
    pub(super) fn places(&self, anchors: Vec<Anchor>) -> (Vec<String>, Vec<Anchor>) {
        let place = |anchor: Anchor| {
            let index = self.all.partition_point(|file| file.line <= anchor.line).saturating_sub(1);
            let first = self.all.get(index).map_or(1, |file| file.line);
            Anchor { line: anchor.line.saturating_sub(first) + 1, part: index as u32, ..anchor }
        };
        let parts = self.all.iter().skip(1).map(|file| file.name.as_str().into()).collect();
        (parts, anchors.into_iter().map(place).collect())
    }
}

impl Files {
    /// The place of a line and column of the source.
    pub(super) fn place(&self, line: u32, column: u32) -> Place {
        let index = self.all.partition_point(|file| file.line <= line).saturating_sub(1);
        let file = self.all.get(index);
        Place {
            line: Some(line.saturating_sub(file.map_or(1, |file| file.line)) + 1),
            column: Some(column),
            part: file.filter(|_| index > 0).map(|file| file.name.as_str().into()),
            ..Place::default()
        }
    }
}

/// The name of a file as it lies in the folder.
fn full_name(command: &str, name: &str) -> String {
    let name = name.trim().trim_matches('"').trim_start_matches("./");
    let ending = DRAWING.iter().find(|(drawing, _)| *drawing == command).map_or(".tex", |(_, ending)| *ending);
    let last = name.rsplit('/').next().unwrap_or_default();
    if last.contains('.')
        && (ending != ".bib" || Path::new(last).extension().is_some_and(|extension| extension == "bib"))
    {
        name.to_owned()
    } else {
        format!("{name}{ending}")
    }
}

/// The names of the files that a source draws in, with where it does.
fn drawn(source: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = source.get(at..).and_then(|rest| rest.find(['\\', '%'])) {
        at += next;
        if source.as_bytes().get(at) == Some(&b'%') {
            at = super::scan::line_end(source, at);
            continue;
        }
        let name = command(source.get(at + 1..).unwrap_or_default());
        let end = at + 1 + name.len();
        if let Some((drawing, _)) = DRAWING.iter().find(|(drawing, _)| *drawing == name)
            && let Some(argument) = argument(source, end, name.ends_with("import"))
        {
            let names = argument.split(',').filter(|_| name == "bibliography");
            let one = (name != "bibliography").then_some(argument.as_str());
            found.extend(names.chain(one).map(|argument| (full_name(drawing, argument), at)));
        }
        // The file may end with the backslash.
        at = end.max(at + 2).min(source.len());
        while !source.is_char_boundary(at) {
            at += 1;
        }
    }
    found.retain(|(name, _)| !name.contains(['#', '\\', '\0']) && name.len() < 1000);
    found
}

/// The argument of a command whose name ends here: in braces, or a word; two joined for `\import{folder}{file}`.
fn argument(source: &str, end: usize, two: bool) -> Option<String> {
    let mut rest = source.get(end..)?.trim_start_matches('*');
    if rest.starts_with('[') {
        rest = rest.get(rest.find(']')? + 1..)?;
    }
    rest = rest.get(spaces(rest)..)?;
    let Some(inner) = rest.strip_prefix('{') else {
        let word = rest.get(..rest.find(|c: char| c.is_whitespace() || "\\{}%".contains(c)).unwrap_or(rest.len()))?;
        return (!word.is_empty() && !two).then(|| word.to_owned());
    };
    let line = inner.get(..inner.find('}')?)?;
    if !two {
        return Some(line.to_owned());
    }
    let second = inner.get(line.len() + 1..)?.strip_prefix('{')?;
    Some(format!("{}/{}", line.trim_end_matches('/'), second.get(..second.find('}')?)?))
}
