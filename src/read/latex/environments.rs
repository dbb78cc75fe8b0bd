//! What environments do where they begin and end.

use super::commands::{MATHEMATICS, PICTURES, environment};
use super::macros::Piece;
use super::scan::VERBATIM;
use super::walk::Walk;
use crate::read::canvas::Break;

impl Walk<'_> {
    pub(super) fn begin(&mut self, end: usize, piece: &Piece) -> usize {
        let Some(name) = self.group(end, piece) else { return end };
        let inside = name.range.end + 1;
        let name = self.raw(&name);
        let name = name.trim();
        if VERBATIM.contains(&name) {
            return self.verbatim_environment(name, inside, piece);
        }
        if PICTURES.contains(&name) {
            return self.shape.end_of(name, inside).end.min(piece.range.end);
        }
        match name {
            "document" => {
                self.mute = false;
                return inside;
            }
            "thebibliography" => {
                self.cites.listed = true;
                self.break_off(Break::Block);
            }
            "frame" => {
                self.break_off(Break::Block);
                self.notes.turn_page();
            }
            _ if MATHEMATICS.contains(&name) => {
                self.space(inside, piece);
                self.math = true;
            }
            _ => self.break_off(Break::Block),
        }
        let after = self.arguments(environment(name), inside, piece);
        // The title of a slide is no part of its first paragraph.
        if name == "frame" {
            self.break_off(Break::Block);
        }
        after
    }

    fn verbatim_environment(&mut self, name: &str, inside: usize, piece: &Piece) -> usize {
        let end = self.shape.end_of(name, inside);
        let after = end.end.min(piece.range.end);
        if name == "comment" || name.starts_with("filecontents") {
            if name.starts_with("filecontents") {
                let start = self.arguments("o", inside, piece);
                if let Some(file) = self.group(start, piece) {
                    let (file, from) = (self.raw(&file), file.range.end + 1);
                    self.cites.embed(file.trim(), from..end.start.max(from));
                }
            }
            return after;
        }
        self.break_off(Break::Block);
        let start = match name {
            "minted" => self.arguments("om", inside, piece),
            _ => self.arguments("o", inside, piece),
        };
        // The line that the environment opens on is not of it.
        let start = start + usize::from(self.source.as_bytes().get(start) == Some(&b'\n'));
        self.verbatim(start, end.start.max(start), piece);
        self.break_off(Break::Block);
        after
    }

    pub(super) fn end(&mut self, end: usize, piece: &Piece) -> usize {
        let Some(name) = self.group(end, piece) else { return end };
        let after = name.range.end + 1;
        match self.raw(&name).trim() {
            "document" => {
                self.break_off(Break::Block);
                self.ended = true;
            }
            "thebibliography" => {
                self.end_item();
                self.break_off(Break::Block);
            }
            name if MATHEMATICS.contains(&name) => self.math = false,
            _ => self.break_off(Break::Block),
        }
        after
    }
}
