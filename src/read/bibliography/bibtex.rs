//! Bib(La)TeX files: entries with their fields as they stand.

use std::collections::HashMap;
use std::ops::Range;

use crate::formats::tex;
use crate::model::Message;

use super::{Field, Work, kind};

/// An entry with its fields as written.
struct Entry {
    key: String,
    at: usize,
    sort: String,
    fields: HashMap<String, Value>,
}

/// A value as written, several pieces joined.
#[derive(Debug, Clone)]
struct Value {
    text: String,
    at: usize,
}

/// How deep entries inherit from others.
const DEEPEST: usize = 4;
/// The longest value that is inherited, in bytes: many entries may inherit one.
const LONGEST_INHERITED: usize = 2000;
/// How many bytes abbreviations put in for each byte of the file.
const ROOM: usize = 8;

/// The works of a file, in its order, and what of it could not be read, with where. An entry that is broken costs no
/// other. Later entries of one key are left out, as BibTeX does.
pub(in crate::read) fn works(source: &str, base: usize) -> (Vec<Work>, Vec<(usize, Message)>) {
    let (entries, mut defects) = entries(source);
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if *by_key.entry(entry.key.to_lowercase()).or_insert(index) != index {
            defects.push((entry.at, Message::new("defect-entry-twice").with("key", entry.key.as_str())));
        }
    }
    let own = |(index, entry): &(usize, &Entry)| {
        by_key.get(&entry.key.to_lowercase()) == Some(index) && !matches!(entry.sort.as_str(), "xdata" | "set")
    };
    let works = entries.iter().enumerate().filter(own).map(|(_, entry)| work(entry, &entries, &by_key, base)).collect();
    (works, defects.into_iter().map(|(at, message)| (at + base, message)).collect())
}

/// The value of a field, or of what the entry inherits from.
fn inherited<'e>(
    entry: &'e Entry,
    names: &[&str],
    entries: &'e [Entry],
    by_key: &HashMap<String, usize>,
    depth: usize,
) -> Option<&'e Value> {
    let own = names.iter().find_map(|name| entry.fields.get(*name)).filter(|value| !value.text.trim().is_empty());
    if own.is_some() || depth >= DEEPEST {
        return own;
    }
    let short = |value: &&Value| value.text.len() <= LONGEST_INHERITED;
    let parents = ["crossref", "xdata"].into_iter().filter_map(|name| entry.fields.get(name));
    let mut parents = parents.flat_map(|value| value.text.split(','));
    parents.find_map(|parent| {
        let parent = entries.get(*by_key.get(&parent.trim().to_lowercase())?)?;
        inherited(parent, names, entries, by_key, depth + 1).filter(short)
    })
}

fn work(entry: &Entry, entries: &[Entry], by_key: &HashMap<String, usize>, base: usize) -> Work {
    let value = |names: &[&str]| inherited(entry, names, entries, by_key, 0);
    let own = |names: &[&str]| inherited(entry, names, entries, by_key, DEEPEST);
    let field = |value: &Value, text: String| (!text.is_empty()).then(|| Field { text, at: base + value.at });
    let title = own(&["title", "maintitle"]).map(|title| {
        let subtitle = own(&["subtitle"]).map(|subtitle| format!(": {}", tex::plain(&subtitle.text)));
        (title, tex::plain(&title.text) + &subtitle.unwrap_or_default())
    });
    let people = value(&["author"]).or_else(|| value(&["editor"]));
    let container = value(&["journaltitle", "journal", "booktitle", "maintitle", "eventtitle", "website"]);
    let house = value(&["publisher", "institution", "school", "organization"]);
    let date = match (value(&["date"]), value(&["year"])) {
        (Some(date), _) => Some((date, tex::plain(&date.text))),
        (None, Some(year)) => Some((year, dated(&tex::plain(&year.text), value(&["month"]), value(&["day"])))),
        (None, None) => None,
    };
    let accessed = value(&["urldate", "lastchecked", "lastaccessed", "accessed", "access", "timestamp-access"]);
    let hidden = value(&["howpublished", "note", "addendum"]);
    let url = value(&["url", "bdsk-url-1", "link"]).and_then(|value| field(value, address(&value.text)));
    let url = url.or_else(|| hidden.and_then(|value| field(value, first_url(&value.text)?)));
    let doi = value(&["doi"]).and_then(|value| field(value, address(&value.text)));
    let arxiv = || {
        let archive = value(&["archiveprefix", "eprinttype"])?;
        let eprint = value(&["eprint"]).filter(|_| archive.text.trim().eq_ignore_ascii_case("arxiv"))?;
        field(eprint, format!("https://arxiv.org/abs/{}", eprint.text.trim()))
    };
    let names = people.map(|people| super::names::people(&people.text)).unwrap_or_default();
    Work {
        key: entry.key.clone(),
        at: base + entry.at,
        kind: kind(&entry.sort),
        last_names: names.iter().map(|name| name.last.clone()).collect(),
        author: people.and_then(|value| field(value, super::names::list(&names))),
        title: title.and_then(|(value, text)| field(value, text)),
        container: container.and_then(|value| field(value, tex::plain(&value.text))),
        house: house.and_then(|value| field(value, tex::plain(&value.text))),
        date: date.and_then(|(value, text)| field(value, text)),
        accessed: accessed.and_then(|value| field(value, tex::plain(&value.text))),
        url: url.or_else(arxiv),
        doi,
    }
}

/// A year with its month and day where they are told: ISO 8601.
fn dated(year: &str, month: Option<&Value>, day: Option<&Value>) -> String {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let Some(month) = month.map(|month| tex::plain(&month.text)) else { return year.to_owned() };
    let lower = month.to_lowercase();
    let named = MONTHS.iter().position(|name| lower.starts_with(name)).map(|index| index + 1);
    let number = named.or_else(|| month.parse().ok().filter(|month| (1..=12).contains(month)));
    let within = || month.split(|c: char| !c.is_ascii_digit()).find_map(|word| word.parse::<u8>().ok());
    let day = day.and_then(|day| tex::plain(&day.text).parse::<u8>().ok()).or_else(|| named.and_then(|_| within()));
    match (number, day) {
        (Some(month), Some(day @ 1..=31)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), _) => format!("{year}-{month:02}"),
        _ => year.to_owned(),
    }
}

/// A URL or an identifier as written in a field: the escapes of TeX undone, all else as it is.
pub(in crate::read) fn address(source: &str) -> String {
    let source = source.trim();
    let source = ["\\url{", "\\href{", "\\path{"].iter().find_map(|start| source.strip_prefix(start)).unwrap_or(source);
    let mut url = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        match character {
            '\\' => {
                let name = tex::command(rest.get(1..).unwrap_or_default());
                length += name.len();
                match name {
                    "_" | "%" | "#" | "&" | "$" | "{" | "}" => url.push_str(name),
                    "~" | "textasciitilde" | "sim" => url.push('~'),
                    _ => url.push_str(tex::symbol(name).unwrap_or_default()),
                }
            }
            '{' | '}' | '$' => {}
            // A per cent sign that ends a line joins it to the next.
            '%' if rest.get(1..).is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')) => {}
            _ if character.is_whitespace() => {}
            _ => url.push(character),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    url
}

/// The first URL in a field that is not made for one.
fn first_url(source: &str) -> Option<String> {
    let start = source.find("http://").or_else(|| source.find("https://"))?;
    let rest = source.get(start..)?;
    let end = rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(rest.len());
    Some(address(rest.get(..end)?).trim_end_matches([',', '.', ';', ')']).to_owned())
}

/// The entries of a file, in its order, and what could not be read.
fn entries(source: &str) -> (Vec<Entry>, Vec<(usize, Message)>) {
    let (mut entries, mut defects) = (Vec::new(), Vec::new());
    let mut strings: HashMap<String, String> = HashMap::new();
    // Abbreviations of abbreviations double at every step.
    let mut room = source.len().saturating_mul(ROOM) + 10_000;
    let mut at = 0;
    while let Some(next) = source.get(at..).and_then(|rest| rest.find('@')) {
        let start = at + next;
        at = start + 1;
        let rest = source.get(at..).unwrap_or_default();
        let sort = rest.get(..rest.bytes().take_while(u8::is_ascii_alphabetic).count()).unwrap_or_default();
        let open = at + sort.len() + tex::spaces(rest.get(sort.len()..).unwrap_or_default());
        if sort.is_empty() || !matches!(source.as_bytes().get(open), Some(b'{' | b'(')) {
            continue;
        }
        let sort = sort.to_lowercase();
        if sort == "comment" || sort == "preamble" {
            at = closing(source, open).unwrap_or(open + 1);
            continue;
        }
        let mut scan = Scan { source, at: open + 1, strings: &strings, room: &mut room };
        let key = if sort == "string" { String::new() } else { scan.key() };
        let (fields, whole) = scan.fields();
        at = scan.at.max(open + 1);
        if !whole {
            let message = match key.as_str() {
                "" => Message::new("defect-entry-broken-unnamed"),
                key => Message::new("defect-entry-broken").with("key", key),
            };
            defects.push((start, message));
        }
        if sort == "string" {
            strings.extend(fields.into_iter().map(|(name, value)| (name, value.text)));
        } else if !key.is_empty() || !fields.is_empty() {
            entries.push(Entry { key, at: start, sort, fields: fields.into_iter().collect() });
        }
    }
    (entries, defects)
}

/// The byte after what closes the bracket that stands here, unless another entry begins a line before.
fn closing(source: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let rest = source.get(open..)?;
    let mut line = false;
    for (offset, byte) in rest.bytes().enumerate() {
        match byte {
            b'{' | b'(' => depth += 1,
            b'}' | b')' if depth <= 1 => return Some(open + offset + 1),
            b'}' | b')' => depth -= 1,
            b'@' if line => return None,
            _ => {}
        }
        line = byte == b'\n';
    }
    None
}

struct Scan<'s> {
    source: &'s str,
    at: usize,
    strings: &'s HashMap<String, String>,
    /// How many bytes abbreviations may still put in, in this entry and all after it.
    room: &'s mut usize,
}

impl<'s> Scan<'s> {
    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn key(&mut self) -> String {
        self.skip_blanks();
        let rest = self.rest();
        let end = rest.find([',', '}', '\n', '=']).unwrap_or(rest.len());
        if rest.get(end..).is_some_and(|rest| rest.starts_with('=')) {
            // A field at once: the key was left out.
            return String::new();
        }
        let key = rest.get(..end).unwrap_or_default().trim().to_owned();
        self.at += end;
        key
    }

    /// The fields up to the end of the entry, and whether that was met.
    fn fields(&mut self) -> (Vec<(String, Value)>, bool) {
        let mut fields = Vec::new();
        loop {
            self.skip_blanks();
            let rest = self.rest();
            match rest.bytes().next() {
                // The file's end or the next entry: this one was never closed.
                None | Some(b'@') => return (fields, false),
                Some(b'}' | b')') => {
                    self.at += 1;
                    return (fields, true);
                }
                Some(b',') => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            let word = rest.find(|c: char| !(c.is_alphanumeric() || "_-+.:".contains(c))).unwrap_or(rest.len());
            let name = rest.get(..word).unwrap_or_default().to_lowercase();
            self.at += word;
            self.skip_blanks();
            if name.is_empty() || !self.rest().starts_with('=') {
                // Nothing that a field begins with: on to the next comma or the end.
                let rest = self.rest();
                let Some(end) = rest.find([',', '}', '@']) else {
                    self.at = self.source.len();
                    return (fields, false);
                };
                self.at += end;
                continue;
            }
            self.at += 1;
            let (value, whole) = self.value();
            fields.push((name, value));
            if !whole {
                return (fields, false);
            }
        }
    }

    /// A value: pieces in braces or quotation marks, numbers and abbreviations, joined by `#`.
    fn value(&mut self) -> (Value, bool) {
        let mut text = String::new();
        let mut place = None;
        loop {
            self.skip_blanks();
            let (piece, whole) = match self.rest().bytes().next() {
                Some(b'{') => self.delimited(b'}'),
                Some(b'"') => self.delimited(b'"'),
                _ => {
                    let rest = self.rest();
                    let end = rest.find(|c: char| c.is_whitespace() || ",#}{\"".contains(c)).unwrap_or(rest.len());
                    let word = rest.get(..end).unwrap_or_default();
                    let known = self.strings.get(&word.to_lowercase()).filter(|known| known.len() <= *self.room);
                    *self.room = self.room.saturating_sub(known.map_or(0, String::len));
                    text.push_str(known.map_or(word, String::as_str));
                    (self.at..self.at + end, true)
                }
            };
            place.get_or_insert(piece.start);
            let bare = !matches!(self.source.as_bytes().get(self.at), Some(b'{' | b'"'));
            if !bare {
                text.push_str(self.source.get(piece.clone()).unwrap_or_default());
            }
            self.at = if bare { piece.end } else { (piece.end + usize::from(whole)).min(self.source.len()) };
            self.skip_blanks();
            if whole && self.rest().starts_with('#') {
                self.at += 1;
                continue;
            }
            return (Value { text, at: place.unwrap_or(self.at) }, whole);
        }
    }

    /// What stands between the braces or quotation marks that open here, and whether they are closed. Those that are not
    /// end with their line.
    fn delimited(&self, close: u8) -> (Range<usize>, bool) {
        /// No field is longer; the bound keeps a file of opening braces linear.
        const LONGEST: usize = 32 * 1024;
        let start = self.at + 1;
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        let (mut depth, mut escaped, mut line) = (0_usize, false, false);
        for (offset, &byte) in rest.iter().take(LONGEST).enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                _ if byte == close && depth == 0 => return (start..start + offset, true),
                b'{' => depth += 1,
                b'}' if depth == 0 => break,
                b'}' => depth -= 1,
                // An entry at the start of a line: this one was never closed.
                b'@' if line => break,
                _ => {}
            }
            line = byte == b'\n' || line && matches!(byte, b' ' | b'\t');
        }
        (start..super::line_end(self.source, start), false)
    }
}
