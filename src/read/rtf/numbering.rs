//! How RTF says that notes are numbered.

use crate::model::NoteKind;
use crate::read::flow::{Format, Numbering, Restart};

/// The numbering of footnotes and endnotes.
pub(super) struct Numberings([Numbering; 2]);

impl Default for Numberings {
    fn default() -> Self {
        Self([Numbering { format: Format::Decimal, start: 1, restart: Restart::Never }; 2])
    }
}

impl Numberings {
    pub(super) fn of(&self, kind: NoteKind) -> Numbering {
        let [footnotes, endnotes] = self.0;
        if kind == NoteKind::Endnote { endnotes } else { footnotes }
    }

    /// Takes a control word such as `ftnnalc`, `saftnstart` or `ftnrestart`, of the document or the section.
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) {
        let word = word.strip_prefix('s').unwrap_or(word);
        let [footnotes, endnotes] = &mut self.0;
        let (numbering, setting) = match (word.strip_prefix("ftn"), word.strip_prefix("aftn")) {
            (Some(setting), _) => (footnotes, setting),
            (_, Some(setting)) => (endnotes, setting),
            _ => return,
        };
        match setting {
            "start" => numbering.start = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(1),
            "restart" => numbering.restart = Restart::Section,
            "rstpg" => numbering.restart = Restart::Page,
            "rstcont" => numbering.restart = Restart::Never,
            "nar" => numbering.format = Format::Decimal,
            "nalc" => numbering.format = Format::LowerLetter,
            "nauc" => numbering.format = Format::UpperLetter,
            "nrlc" => numbering.format = Format::LowerRoman,
            "nruc" => numbering.format = Format::UpperRoman,
            "nchi" => numbering.format = Format::Signs,
            "ncnum" => numbering.format = Format::Circled,
            _ => {}
        }
    }
}
