//! What each command does.

use super::commands::{Action, Cite, action};
use super::macros::{Piece, argument, word};
use super::notes::Notes;
use super::walk::{Held, Walk};
use crate::formats::tex;
use crate::model::Message;
use crate::read::bibliography::bibtex::address;
use crate::read::canvas::Break;
use crate::text::label;

impl Walk<'_> {
    /// Reads the command whose backslash stands here, and its arguments; the byte after.
    pub(super) fn command(&mut self, at: usize, piece: &Piece) -> usize {
        let limit = piece.range.end;
        let rest = self.source.get(at + 1..limit).unwrap_or_default();
        let name = if self.at_letter || piece.arguments.is_some() { word(rest) } else { tex::command(rest) };
        let end = at + 1 + name.len();
        if name.is_empty() {
            return end;
        }
        if let Some(own) = self.macros.get(name).cloned() {
            let (body, after) = own.expand(&self.shape, self.source, piece, at, end);
            // A body that comes to its own command again, by itself or by way of others, does so on a condition, which
            // is not known here. A use in what a command is given is none of its body.
            if !piece.comes_from(&body.range) {
                self.run(&body);
            }
            return if after == end { self.after_name(name, end, piece) } else { after };
        }
        if let Some(accent) = tex::accent(name).filter(|_| !self.math) {
            return self.accent(accent, at, end, piece);
        }
        if let Some(symbol) = tex::symbol(name) {
            if symbol == " " {
                self.space(at, piece);
            } else {
                self.put(symbol, at, piece);
            }
            return self.after_name(name, end, piece);
        }
        match action(name) {
            Some(action) => self.act(action, name, at, end, piece),
            None if self.shape.conditions.begins_at(at) => self.condition(name, at, end, piece),
            None => self.unknown(name, end, piece),
        }
    }

    /// The byte after the blanks that a name of letters takes with it.
    pub(super) fn after_name(&self, name: &str, end: usize, piece: &Piece) -> usize {
        let rest = self.source.get(end..piece.range.end).unwrap_or_default();
        // After a group nothing is taken; `{}` ends a name without its blank.
        end + if name.starts_with(|c: char| c.is_ascii_alphabetic()) { tex::spaces(rest) } else { 0 }
    }

    /// A command that nothing is known of: its options are left out, and the text of its arguments is read.
    fn unknown(&mut self, name: &str, end: usize, piece: &Piece) -> usize {
        let mut at = end;
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at += usize::from(self.source.as_bytes().get(at) == Some(&b'*') && at < piece.range.end);
            // An option stands right after the name, as does what a command is given.
            if self.source.as_bytes().get(at) == Some(&b'[') && !self.math {
                let given = self
                    .optional(at, piece)
                    .filter(|given| matches!(self.source.as_bytes().get(given.range.end + 1), Some(b'{' | b'[')));
                at = given.map_or(at, |given| given.range.end + 1);
            }
            return if at == end { self.after_name(name, end, piece) } else { at };
        }
        at
    }

    fn accent(&mut self, accent: char, at: usize, end: usize, piece: &Piece) -> usize {
        let (range, after) = argument(&self.shape, self.source, end, piece.range.end);
        let base = tex::plain(self.source.get(range).unwrap_or_default());
        self.put(&tex::accented(&base, accent), at, piece);
        after
    }

    #[expect(clippy::too_many_lines, reason = "one line for each command")]
    fn act(&mut self, action: Action, name: &str, at: usize, end: usize, piece: &Piece) -> usize {
        match action {
            Action::Arguments(described) => self.arguments(described, end, piece),
            Action::Block(described) => self.block(described, end, piece),
            Action::Quoted(described) => {
                self.put("“", at, piece);
                let after = self.arguments(described, end, piece);
                self.put("”", after.saturating_sub(1), piece);
                after
            }
            Action::Break(width) => {
                self.break_off(width);
                let after = if width == Break::Line { self.arguments("so", end, piece) } else { end };
                self.after_name("par", after, piece)
            }
            Action::Note => self.footnote(at, end, piece, Notes::footnote_said),
            Action::Endnote => self.footnote(at, end, piece, Notes::endnote),
            Action::Title => {
                let outer = std::mem::replace(&mut self.in_title, true);
                let after = self.block("ot", end, piece);
                self.in_title = outer;
                after
            }
            Action::Thanks => self.footnote(at, end, piece, |notes, _| notes.thanks()),
            Action::Mark => self.mark(at, end, piece),
            Action::Text => self.text_of_note(end, piece),
            Action::NoteRef | Action::Ref => self.reference(at, end, piece),
            Action::Href => self.href(end, piece),
            Action::Url => self.url(name, at, end, piece),
            Action::Cite(how) => self.cite(how, name, at, end, piece),
            Action::Item => self.bib_item(at, end, piece),
            Action::Bibliography => self.list_works(name, end, piece),
            Action::Resource => self.with_group(end, piece, |walk, file| {
                let file = walk.raw(&file);
                walk.cites.resource("addbibresource", &file);
            }),
            Action::NoCite => self.with_group(end, piece, |walk, keys| {
                let keys = walk.raw(&keys);
                walk.cites.cite(keys.split(',').map(str::trim));
            }),
            Action::Style => self.with_group(end, piece, |walk, style| {
                let style = walk.raw(&style);
                walk.cites.set_style(&style);
            }),
            Action::Package => {
                let options = self.optional(end, piece);
                let after = options.as_ref().map_or(end, |options| options.range.end + 1);
                let options = options.map(|options| self.raw(&options)).unwrap_or_default();
                self.with_group(after, piece, |walk, package| {
                    let package = walk.raw(&package);
                    walk.cites.package(&package, &options);
                })
            }
            Action::Input => self.input(name, at, end, piece),
            Action::Label => self.with_group(end, piece, |walk, label| {
                if let Some(note) = walk.inside {
                    let label = walk.raw(&label);
                    walk.notes.label(label.trim(), note);
                }
            }),
            Action::Counter(how) => self.counter(how, end, piece),
            Action::Within(how) => self.with_group(end, piece, |walk, counter| {
                let (first, second) = (walk.raw(&counter), walk.group(counter.range.end + 1, piece));
                let second = second.map(|second| walk.raw(&second)).unwrap_or_default();
                let footnotes = [first.as_str(), second.as_str()].iter().any(|counter| counter.trim() == "footnote");
                if footnotes && [first, second].iter().any(|counter| counter.trim() == "section") {
                    walk.sections_restart = how == "in";
                }
            }),
            Action::Chapter => {
                if self.source.as_bytes().get(end) != Some(&b'*') {
                    self.break_off(Break::Block);
                    self.notes.restart();
                }
                self.block("sot", end, piece)
            }
            Action::Section => {
                if self.sections_restart && self.source.as_bytes().get(end) != Some(&b'*') {
                    self.break_off(Break::Block);
                    self.notes.restart();
                }
                self.block("sot", end, piece)
            }
            Action::Define(how) => {
                let (defined, after) = self.macros.define(how, &self.shape, self.source, end);
                if defined == "thefootnote" {
                    self.notes.set_style(self.source.get(end..after).unwrap_or_default());
                }
                after
            }
            Action::Begin => self.begin(end, piece),
            Action::End => self.end(end, piece),
            Action::Verb => match self.shape.verb(name, end) {
                Some(range) => {
                    self.verbatim(range.start, range.end, piece);
                    range.end + 1
                }
                None => self.unknown(name, end, piece),
            },
            Action::AtLetter(letter) => {
                self.at_letter = letter;
                end
            }
            Action::If => self.condition(name, at, end, piece),
            Action::Else => self.other_branch(name, at, end, piece),
            Action::ListItem => {
                self.break_off(Break::Block);
                match self.optional(end, piece) {
                    Some(label) => {
                        self.run(&label);
                        self.space(label.range.end, piece);
                        label.range.end + 1
                    }
                    None => self.after_name(name, end, piece),
                }
            }
            Action::Char => {
                let rest = self.source.get(end..piece.range.end).unwrap_or_default();
                let sign = rest.strip_prefix("`\\").or(rest.strip_prefix('`'));
                let Some(sign) = sign.and_then(|sign| sign.chars().next()) else { return end };
                self.put(sign.encode_utf8(&mut [0; 4]), at, piece);
                end + rest.find(sign).unwrap_or(0) + sign.len_utf8()
            }
            Action::Math(math) => {
                self.math = math;
                end
            }
        }
    }

    /// Does something with the group that stands here; the byte after it.
    fn with_group(&mut self, at: usize, piece: &Piece, with: impl FnOnce(&mut Self, Piece)) -> usize {
        let at = self.arguments("so", at, piece);
        let Some(group) = self.group(at, piece) else { return at };
        let after = group.range.end + 1;
        with(self, group);
        after
    }

    fn block(&mut self, described: &str, end: usize, piece: &Piece) -> usize {
        let mute = std::mem::replace(&mut self.mute, false);
        self.break_off(Break::Block);
        self.inline += 1;
        let after = self.arguments(described, end, piece);
        self.inline -= 1;
        self.break_off(Break::Block);
        self.mute = mute;
        after
    }

    /// The number in an option.
    fn said(&mut self, option: Option<&Piece>) -> Option<u32> {
        self.raw(option?).trim().parse().ok()
    }

    fn footnote(
        &mut self,
        at: usize,
        end: usize,
        piece: &Piece,
        add: impl FnOnce(&mut Notes, Option<u32>) -> usize,
    ) -> usize {
        let option = self.optional(end, piece);
        let start = option.as_ref().map_or(end, |option| option.range.end + 1);
        let Some(text) = self.group(start, piece) else { return end };
        let after = text.range.end + 1;
        if self.mute {
            return after;
        }
        let said = self.said(option.as_ref());
        let note = add(&mut self.notes, said);
        self.call(note, at, piece);
        self.canvas.anchor(piece.at.unwrap_or(after));
        // A label in its text may be referred to before that is written.
        let raw = self.raw(&text);
        let label =
            raw.split_once("\\label{").and_then(|(_, rest)| rest.split_once('}')).map(|(label, _)| label.trim());
        if let Some(label) = label {
            self.notes.label(label, note);
        }
        self.held.push_back((note, Held::Piece(text)));
        after
    }

    /// Writes the callout of a note.
    pub(super) fn call(&mut self, note: usize, at: usize, piece: &Piece) {
        let marker = self.notes.marker(note);
        let range = self.callout(&marker, at, piece);
        self.notes.call(note, range);
    }

    fn mark(&mut self, at: usize, end: usize, piece: &Piece) -> usize {
        let option = self.optional(end, piece);
        let after = option.as_ref().map_or(end, |option| option.range.end + 1);
        if self.mute {
            return after;
        }
        let said = self.said(option.as_ref());
        let note = if let Some(number) = said.filter(|_| self.in_title) {
            self.notes.marked_in_title(number)
        } else {
            let number = self.notes.next_footnote(said);
            self.notes.marked(number)
        };
        self.call(note, at, piece);
        self.canvas.anchor(piece.at.unwrap_or(after));
        after
    }

    fn text_of_note(&mut self, end: usize, piece: &Piece) -> usize {
        let option = self.optional(end, piece);
        let start = option.as_ref().map_or(end, |option| option.range.end + 1);
        let Some(text) = self.group(start, piece) else { return end };
        let after = text.range.end + 1;
        if !self.mute {
            let said = self.said(option.as_ref());
            let note = self.notes.text_of(said);
            // Its place is taken at once: a second text under the number is a note of its own.
            let here = self.canvas.text.len();
            self.notes.set_body(note, here..here);
            self.held.push_back((note, Held::Piece(text)));
            if self.inline == 0 && self.inside.is_none() && self.blank_here() {
                self.release();
            }
        }
        after
    }

    fn blank_here(&self) -> bool {
        self.canvas.text.is_empty() || self.canvas.text.ends_with('\n')
    }

    /// A reference by label: to a note its callout, else the label.
    fn reference(&mut self, at: usize, end: usize, piece: &Piece) -> usize {
        self.with_group(end, piece, |walk, label| {
            let label = walk.raw(&label);
            let label = label.trim();
            if let Some(note) = walk.notes.labelled(label) {
                walk.call(note, at, piece);
                return;
            }
            // `fig:the_link` is no label of a link; as one word it is not taken for one.
            let as_word = || label.chars().filter(|c| c.is_alphanumeric()).collect();
            let printed = format!("[{label}]");
            let printed = if label::find(&printed).is_empty() { printed } else { as_word() };
            walk.put(&printed, at, piece);
        })
    }

    fn href(&mut self, end: usize, piece: &Piece) -> usize {
        let start = self.arguments("so", end, piece);
        let Some(url) = self.shape.url(start).filter(|url| url.end <= piece.range.end) else { return end };
        let (text, after) = argument(&self.shape, self.source, url.end + 1, piece.range.end);
        let (url, text) = (self.address(&piece.part(url)), piece.part(text));
        self.link(url, |walk| walk.run(&text));
        after
    }

    fn url(&mut self, name: &str, at: usize, end: usize, piece: &Piece) -> usize {
        let (url, after) = match self.shape.verb(name, end).filter(|url| url.end <= piece.range.end) {
            Some(url) => (url.clone(), url.end + 1),
            None => match self.shape.url(end).filter(|url| url.end <= piece.range.end) {
                Some(url) => (url.clone(), url.end + 1),
                None => return end,
            },
        };
        let stands = url.start;
        let url = self.address(&piece.part(url));
        let link = if name == "url" || name == "burl" { url.clone() } else { String::new() };
        self.link(link, |walk| walk.put(&url, if piece.at.is_some() { at } else { stands }, piece));
        after
    }

    /// The URL that a piece holds, the document's own commands in it put in.
    fn address(&mut self, piece: &Piece) -> String {
        let mut raw = self.raw(piece);
        for _ in 0..4 {
            let Some((start, name)) = raw.match_indices('\\').find_map(|(start, _)| {
                let name = tex::command(raw.get(start + 1..)?);
                Some((start, self.macros.get(name)?)).map(|(start, own)| (start, (name.len(), own.body.clone())))
            }) else {
                break;
            };
            let body = self.source.get(name.1).unwrap_or_default().to_owned();
            let end = start + 1 + name.0;
            let blanks = tex::spaces(raw.get(end..).unwrap_or_default());
            raw.replace_range(start..end + blanks, &body);
        }
        address(&raw)
    }

    pub(super) fn verbatim(&mut self, from: usize, to: usize, piece: &Piece) {
        if self.mute {
            return;
        }
        self.settle();
        let start = self.canvas.text.len();
        self.put(self.source.get(from..to.min(self.source.len())).unwrap_or_default(), from, piece);
        self.verbatim.push(start..self.canvas.text.len());
    }

    fn counter(&mut self, how: &'static str, end: usize, piece: &Piece) -> usize {
        let Some(name) = self.group(end, piece) else { return end };
        let after = name.range.end + 1;
        let name = self.raw(&name);
        if how == "step" {
            self.notes.set_counter(name.trim(), "add", 1);
            return after;
        }
        let Some(value) = self.group(after, piece) else { return after };
        if let Ok(value) = self.raw(&value).trim().parse() {
            self.notes.set_counter(name.trim(), how, value);
        }
        self.group(after, piece).map_or(after, |value| value.range.end + 1)
    }

    fn input(&mut self, name: &str, at: usize, end: usize, piece: &Piece) -> usize {
        let (file, mut after) = if let Some(group) = self.group(end, piece) {
            (self.raw(&group), group.range.end + 1)
        } else {
            let rest = self.source.get(end..piece.range.end).unwrap_or_default();
            let start = tex::spaces(rest);
            let rest = rest.get(start..).unwrap_or_default();
            let length = rest.find(|c: char| c.is_whitespace() || "\\{}%".contains(c)).unwrap_or(rest.len());
            (rest.get(..length).unwrap_or_default().to_owned(), end + start + length)
        };
        let mut file = file.trim().to_owned();
        if name.ends_with("import")
            && let Some(second) = self.group(after, piece)
        {
            file = format!("{}/{}", file.trim_end_matches('/'), self.raw(&second).trim());
            after = second.range.end + 1;
        }
        match self.files.named(name, &file) {
            Some(range) => self.draw_in(range),
            None if self.files.is_absent(name, &file) && !self.mute => {
                self.defect(at, Message::new("defect-file-absent").with("file", file));
            }
            None => {}
        }
        after
    }

    fn draw_in(&mut self, range: std::ops::Range<usize>) {
        // A part that can be set by itself has a preamble and an end of its own.
        let own = self.source.get(range.clone()).unwrap_or_default().contains("\\begin{document}");
        let mute = self.mute;
        self.mute |= own;
        self.file(range);
        self.ended = false;
        self.mute = mute;
    }

    /// Whether a command of citation prints a footnote.
    pub(super) fn in_footnote(&self, how: Cite) -> bool {
        match how {
            Cite::Foot => true,
            Cite::Auto => self.cites.full_in_notes && self.inside.is_none(),
            Cite::Plain | Cite::Full | Cite::Part => false,
        }
    }
}
