//! The bibliographies that a document's front matter names.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use crate::formats::charset;
use crate::model::{Defect, Message, Place};
use crate::read::bibliography::{Work, bibtex, csl};
use crate::read::{Beside, defect};

/// The works that a document may cite by key.
#[derive(Default)]
pub(super) struct Library {
    /// The files read, by their paths from the document's folder.
    pub(super) files: Vec<String>,
    works: HashMap<String, Entry>,
    /// Whether every work that can be cited is in it.
    complete: bool,
    pub(super) defects: Vec<Defect>,
}

/// A work, and where it stands.
pub(super) struct Entry {
    pub(super) work: Work,
    /// The index of its file.
    pub(super) file: usize,
    /// Its line, from 1.
    pub(super) line: u32,
}

impl Library {
    /// Reads what the front matter names, of the document's folder only.
    pub(super) fn of(front_matter: &str, beside: &Beside) -> Self {
        let mut library = Self::default();
        let (names, here) = named(front_matter);
        library.complete = !names.is_empty() && !here;
        for (name, line) in names {
            let read = beside.read(&name).map(|bytes| (name.clone(), bytes)).or_else(|| {
                let name = format!("{name}.bib");
                beside.read(&name).map(|bytes| (name, bytes))
            });
            let message = match read {
                Some((name, bytes)) if is(&name, &["bib", "bibtex", "biblatex", "json", "csljson"]) => {
                    library.add(name, &charset::decode(&bytes, None).text);
                    continue;
                }
                Some(_) => Message::new("defect-bibliography-unknown"),
                None => Message::new("defect-bibliography-absent"),
            };
            library.complete = false;
            library.defects.push(defect::at((line, 1), message.with("file", name)));
        }
        library
    }

    fn add(&mut self, name: String, text: &str) {
        let (works, defects) = if is(&name, &["json", "csljson"]) { csl::works(text) } else { bibtex::works(text, 0) };
        let mut lines = Lines { text, at: 0, line: 1 };
        for work in works {
            let entry = Entry { line: lines.of(work.at), file: self.files.len(), work };
            self.works.entry(entry.work.key.clone()).or_insert(entry);
        }
        let mut lines = Lines { text, at: 0, line: 1 };
        for (at, message) in defects {
            let place = Place {
                line: Some(lines.of(at)),
                column: Some(1),
                part: Some(name.as_str().into()),
                ..Place::default()
            };
            self.defects.push(Defect { place, message });
        }
        self.files.push(name);
    }

    /// The work of a key.
    pub(super) fn work(&self, key: &str) -> Option<&Entry> {
        self.works.get(key)
    }

    /// Whether a key that no work has is a mistake of the document.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }
}

/// Counts lines to bytes that are asked for in ascending order.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> u32 {
        if at >= self.at {
            let between = self.text.get(self.at..at).unwrap_or_default();
            self.line += between.matches('\n').count() as u32;
            self.at = at;
        }
        self.line
    }
}

fn is(name: &str, endings: &[&str]) -> bool {
    Path::new(name).extension().is_some_and(|end| endings.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// The bibliographies that YAML or TOML front matter names, each with its line; whether works stand in it itself.
fn named(front_matter: &str) -> (Vec<(String, u32)>, bool) {
    let mut names = Vec::new();
    let (mut listing, mut here) = (false, false);
    for (line, text) in (1..).zip(front_matter.lines()) {
        let bare = text.trim();
        let indented = text.starts_with([' ', '\t']);
        if !indented && !bare.starts_with('-') && !bare.starts_with(']') {
            listing = false;
            let (name, value) = bare.split_once([':', '=']).unwrap_or((bare, ""));
            here |= name.trim() == "references";
            if name.trim() == "bibliography" {
                listing = true;
                names.extend(values(value).map(|value| (value, line)));
            }
        } else if listing && bare != "---" {
            names.extend(values(bare.strip_prefix('-').unwrap_or(bare)).map(|value| (value, line)));
        }
    }
    (names, here)
}

/// The values of a list in brackets, or the one that is given, without quotation marks.
fn values(text: &str) -> impl Iterator<Item = String> {
    let text = text.split(" #").next().unwrap_or_default();
    let values = text.trim().trim_start_matches('[').trim_end_matches(']').split(',');
    values.map(|value| value.trim().trim_matches(['"', '\'']).trim().to_owned()).filter(|value| !value.is_empty())
}

/// Where a work cited stands in the text, and the places that cite it.
#[derive(Default)]
pub(super) struct Cited {
    /// The keys in the order of their first citation, each with the byte of the source of that.
    order: Vec<(String, usize)>,
    calls: HashMap<String, Vec<Range<usize>>>,
}

impl Cited {
    /// Takes note of a citation: its key, where the key stands in the text and in the source.
    pub(super) fn call(&mut self, key: &str, range: Range<usize>, at: usize) {
        let calls = self.calls.entry(key.to_owned()).or_default();
        if calls.is_empty() {
            self.order.push((key.to_owned(), at));
        }
        calls.push(range);
    }

    /// The keys cited, in the order of their first citation: with where that stands in the source, and all citations.
    pub(super) fn into_keys(mut self) -> impl Iterator<Item = (String, usize, Vec<Range<usize>>)> {
        self.order.into_iter().map(move |(key, at)| {
            let calls = self.calls.remove(&key).unwrap_or_default();
            (key, at, calls)
        })
    }
}

/// Where works are cited by key in a stretch of the source, as Pandoc reads it: the bytes of each key. In the line,
/// `@key`, only keys that are `known` are; in brackets, `[@key, p. 3; -@other]`, all are.
pub(super) fn citations<'s>(
    source: &'s str,
    range: &Range<usize>,
    known: impl Fn(&str) -> bool,
) -> Vec<(Range<usize>, &'s str)> {
    let mut found = Vec::new();
    for (at, _) in source.get(range.clone()).unwrap_or_default().match_indices('@') {
        let at = range.start + at;
        let before = source.get(..at).unwrap_or_default();
        if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\\' | '@' | '/' | '.' | '_' | '`' | ':')) {
            continue;
        }
        let start = at + "@".len();
        let rest = source.get(start..range.end).unwrap_or_default();
        let key = match rest.strip_prefix('{') {
            Some(braced) => braced.split_once('}').map_or("", |(key, _)| key),
            None => key(rest),
        };
        let start = start + usize::from(rest.starts_with('{'));
        if !key.is_empty() && !key.contains(char::is_whitespace) && (known(key) || in_brackets(source, at, key)) {
            found.push((start..start + key.len(), key));
        }
    }
    found
}

/// The key at the start of a text: letters, digits and `_`, and single signs between them (Pandoc's manual, "Citation
/// syntax").
fn key(text: &str) -> &str {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    if !text.starts_with(word) {
        return "";
    }
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let sign = ":.#$%&-+?<>~/".contains(character);
        if word(character) {
            end = at + character.len_utf8();
        } else if !(sign && characters.peek().is_some_and(|(_, next)| word(*next))) {
            break;
        }
    }
    text.get(..end).unwrap_or_default()
}

/// Whether the `@` at a byte of the source stands in brackets that begin with a citation, and not with a reference to
/// a figure or section, as Quarto and pandoc-crossref write it.
fn in_brackets(source: &str, at: usize, key: &str) -> bool {
    /// Longer brackets are none.
    const LONGEST: usize = 400;
    const PARTS: [&str; 14] =
        ["fig", "tbl", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "tab"];
    let part = key.split_once(['-', ':']).is_some_and(|(kind, _)| PARTS.contains(&kind));
    let before = source.get(source.floor_char_boundary(at.saturating_sub(LONGEST))..at).unwrap_or_default();
    let Some((outer, inner)) = before.rsplit_once('[') else { return false };
    let after = source.get(at..source.floor_char_boundary(at.saturating_add(LONGEST))).unwrap_or_default();
    let closed = after.split_once(']').filter(|(inner, _)| !inner.contains('[') && !inner.contains("\n\n"));
    let open = !inner.contains(']') && !inner.contains("\n\n") && !outer.ends_with(['^', '!', '\\']);
    let first = inner.is_empty() || inner.trim() == "-" || inner.trim_start_matches('-').starts_with('@');
    !part && open && first && closed.is_some_and(|(_, next)| !next.starts_with(['(', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bibliographies_are_named_in_several_ways() {
        for (front_matter, expected) in [
            ("---\nbibliography: refs.bib\n---\n", &[("refs.bib", 2)][..]),
            ("---\nbibliography: \"my refs.bib\" # all\ntitle: x\n---\n", &[("my refs.bib", 2)]),
            ("---\nbibliography: [a.bib, 'b.json']\n---\n", &[("a.bib", 2), ("b.json", 2)]),
            ("---\nbibliography:\n  - a.bib\n- b.json\ncsl: x.csl\n---\n", &[("a.bib", 3), ("b.json", 4)]),
            ("+++\nbibliography = \"a.bib\"\n+++\n", &[("a.bib", 2)]),
            ("---\ntitle: bibliography\n---\n", &[]),
        ] {
            let (found, _) = named(front_matter);
            let found: Vec<_> = found.iter().map(|(name, line)| (name.as_str(), *line)).collect();
            assert_eq!(found, expected, "{front_matter}");
        }
        assert!(named("---\nreferences:\n- id: doe\n---\n").1);
    }

    #[test]
    fn citations_are_told_from_other_signs() {
        for (source, expected) in [
            ("as shown [@doe99].", &["doe99"][..]),
            ("[@doe99, pp. 33-35; @roe_a:2000b.; -@poe]", &["doe99", "roe_a:2000b", "poe"]),
            ("[-@doe99] [@{https://a.example/x}]", &["doe99", "https://a.example/x"]),
            ("@known says, @unknown does not (@known)", &["known", "known"]),
            ("[see @known, p. 3] [see @unknown]", &["known"]),
            ("[@a.b..c]", &["a.b"]),
            ("[@ماء2020]", &["ماء2020"]),
            ("mail me@known.example, \\@known, \\[@a], ![@a], ^[@b], [@fig-plot] [@sec:intro]", &[]),
            ("[@a](https://a.example) [@b]: https://b.example", &[]),
            ("[@open", &[]),
        ] {
            let found = citations(source, &(0..source.len()), |key| key == "known");
            let found: Vec<_> = found.into_iter().map(|(_, key)| key).collect();
            assert_eq!(found, expected, "{source}");
        }
    }
}
