//! Glyphs to clusters: the smallest pieces that may change places when a line is put into the order of reading.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::formats::pdf::{Glyph, Page};
use crate::text::{bidi, digits};

/// A piece of text that stays together: a letter with its marks, or what a file says a group of glyphs stands for.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    /// Its text, in logical order: bytes of the sheet's text.
    pub(super) text: Range<u32>,
    /// How it behaves when a line is ordered.
    pub(super) kind: Kind,
    /// Its left edge.
    pub(super) x0: f32,
    /// Its right edge.
    pub(super) x1: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// Its font size.
    pub(super) size: f32,
    /// The operation that painted it.
    pub(super) run: u32,
    /// The index of the link that covers it, among those of its page.
    pub(super) link: Option<u16>,
    /// The number of its marked content.
    pub(super) marked: Option<i32>,
    /// Whether it is an artifact of the page.
    pub(super) artifact: bool,
    /// Whether it is raised above its line.
    pub(super) raised: bool,
}

impl Cluster {
    /// The middle of its width.
    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    /// Whether it is white space.
    pub(super) fn is_blank(&self) -> bool {
        self.kind == Kind::Blank
    }
}

/// How a cluster behaves when a line is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter written from left to right.
    Ltr,
    /// A letter written from right to left.
    Rtl,
    /// A digit.
    Digit,
    /// A sign that joins digits: `.`, `,`, `:`, `/`.
    Joint,
    /// White space.
    Blank,
    /// Anything else.
    Other,
}

/// The kind of a text, by its first character that has one.
pub(super) fn kind(text: &str) -> Kind {
    for character in text.chars() {
        return match character {
            // Most are these.
            'A'..='Z' | 'a'..='z' => Kind::Ltr,
            'א'..='ת' | 'ء'..='ي' => Kind::Rtl,
            _ if bidi::is_control(character) || is_combining_mark(character) => continue,
            _ if character.is_whitespace() => Kind::Blank,
            // What joins and parts the letters of a word stands among those of Arabic.
            '\u{200C}' | '\u{200D}' => Kind::Rtl,
            '.' | ',' | ':' | '/' | '٫' | '٬' => Kind::Joint,
            _ if digits::is_digit(character) => Kind::Digit,
            _ if bidi::is_rtl(character) && character.is_alphabetic() || character == TATWEEL => Kind::Rtl,
            _ if character.is_alphabetic() => Kind::Ltr,
            _ => Kind::Other,
        };
    }
    Kind::Other
}

/// The letter that fills a word up; painted by fillers that stand for nothing, and dropped in the end.
pub(super) const TATWEEL: char = '\u{640}';

/// What stands for a glyph of which nothing is known.
pub(super) const UNKNOWN: char = '\u{FFFD}';

/// Writes what a glyph stands for: presentation forms and ligatures undone, controls left out.
fn push_folded(text: &str, folded: &mut String) {
    for character in text.chars() {
        match character {
            ' '..='~' => folded.push(character),
            '\0' => {}
            // Noncharacters stand for nothing, and those of private use for what only their font knows.
            '\u{FFFE}' | '\u{FFFF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => {
                folded.push(UNKNOWN);
            }
            '\u{A0}' | '\u{2007}' | '\u{202F}' | '\t' | '\n' | '\r' => folded.push(' '),
            '\u{FB00}'..='\u{FB06}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                // The forms of marks alone decompose to a space and the mark.
                folded.extend(std::iter::once(character).nfkc().filter(|c| !c.is_whitespace()));
            }
            _ if bidi::is_control(character) || character == '\u{FEFF}' || character == '\u{200B}' => {}
            _ if character.is_control() => {}
            _ => folded.push(character),
        }
    }
}

/// A page's clusters, its text, and how many of its glyphs are known.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    /// The clusters, in the order painted.
    pub(super) list: Vec<Cluster>,
    /// Their text.
    pub(super) text: String,
    /// How many glyphs were seen that are no white space, and how many of them stand for nothing known.
    pub(super) seen: usize,
    /// See `seen`.
    pub(super) unknown: usize,
}

impl Clusters {
    /// The clusters of the upright glyphs of a page.
    pub(super) fn of(page: &Page) -> Self {
        let glyphs: Vec<&Glyph> = page.glyphs.iter().filter(|glyph| glyph.upright).collect();
        let mut clusters = Self {
            list: Vec::with_capacity(glyphs.len()),
            text: String::with_capacity(page.text.len()),
            ..Self::default()
        };
        let mut at = 0;
        while let Some(glyph) = glyphs.get(at) {
            let end = group_end(&glyphs, at);
            let group = glyphs.get(at..end).unwrap_or_default();
            let start = clusters.text.len() as u32;
            let continued = at > 0
                && glyph.replaced.is_some()
                && glyphs.get(at - 1).is_some_and(|before| before.replaced == glyph.replaced);
            match glyph.replaced.and_then(|index| page.replacements.get(index as usize)) {
                Some(_) if continued => {}
                Some(text) => push_folded(text, &mut clusters.text),
                None => push_folded(
                    page.text.get(glyph.text.start as usize..glyph.text.end as usize).unwrap_or_default(),
                    &mut clusters.text,
                ),
            }
            let written = clusters.text.get(start as usize..).unwrap_or_default();
            let unknown = glyph.replaced.is_none() && (written.is_empty() || written.contains(UNKNOWN));
            if unknown {
                clusters.text.truncate(start as usize);
                clusters.text.push(if is_filler(page, &glyphs, at) { TATWEEL } else { UNKNOWN });
            }
            let written = clusters.text.get(start as usize..).unwrap_or_default();
            let kind = kind(written);
            clusters.seen += usize::from(kind != Kind::Blank);
            clusters.unknown += usize::from(written.starts_with(UNKNOWN));
            if !written.is_empty() || continued {
                let power = matches!(written, "²" | "³") && clusters.ends_in_unit();
                let numerator = is_superscript(written).then(|| numerator(page, &glyphs, at)).flatten();
                let raised = is_superscript(written) && !power && numerator.is_none();
                if let Some(Numerator::Alone) = numerator {
                    let plain = digits::to_ascii(written);
                    clusters.text.truncate(start as usize);
                    clusters.text.push_str(&plain);
                }
                let text = start..clusters.text.len() as u32;
                clusters.list.push(Cluster { raised, ..cluster(group, text, kind) });
            }
            at = end;
        }
        clusters.drop_doubled();
        clusters.join_marks();
        clusters.join_numbers();
        clusters.list.retain(|cluster| !cluster.text.is_empty());
        clusters
    }

    /// The text of a cluster.
    pub(super) fn slice(&self, cluster: &Cluster) -> &str {
        self.text.get(cluster.text.start as usize..cluster.text.end as usize).unwrap_or_default()
    }

    /// Whether what was read last is a unit of length, so that a digit raised over it makes it one of area or volume.
    fn ends_in_unit(&self) -> bool {
        let letters = self.list.iter().rev().take_while(|one| one.kind == Kind::Ltr).take(3);
        let mut word: Vec<&str> = letters.map(|one| self.slice(one)).collect();
        word.reverse();
        digits::is_unit_of_length(&word.concat())
    }

    /// Drops marks that stand for a whole letter with its mark beside one that does so too: what is painted at another
    /// height than its letter is told of the same text by some files.
    fn drop_doubled(&mut self) {
        let thin = |mark: &Cluster| mark.x1 - mark.x0 < mark.size * 0.05;
        let doubled = |clusters: &Self, mark: &Cluster, other: Option<usize>| {
            let letter = other.and_then(|other| clusters.list.get(other)).filter(|letter| mark.run != letter.run);
            letter.is_some_and(|letter| {
                let text = clusters.slice(mark);
                let marked = text.chars().count() > 1 && text.chars().any(is_combining_mark);
                let within = mark.middle() > letter.x0 - mark.size * 0.4 && mark.middle() < letter.x1 + mark.size * 0.4;
                marked && text == clusters.slice(letter) && within && (mark.y - letter.y).abs() < mark.size * 0.7
            })
        };
        for at in 0..self.list.len() {
            let twice = self
                .list
                .get(at)
                .filter(|mark| thin(mark))
                .is_some_and(|mark| doubled(self, mark, at.checked_sub(1)) || doubled(self, mark, Some(at + 1)));
            if let Some(mark) = self.list.get_mut(at).filter(|_| twice) {
                mark.text = 0..0;
            }
        }
        self.list.retain(|cluster| !cluster.text.is_empty());
    }

    /// What is twice not known between digits joins them: the strokes of a date that a font draws of its own.
    fn join_numbers(&mut self) {
        let unknown = |at: usize| self.list.get(at).is_some_and(|one| self.slice(one).starts_with(UNKNOWN));
        let digits = |at: usize| {
            let rest = self.list.get(at..).unwrap_or_default();
            rest.iter().take_while(|one| one.kind == Kind::Digit).count()
        };
        let mut joints: Vec<usize> = Vec::new();
        let mut at = 0;
        while at < self.list.len() {
            let first = at + digits(at);
            let second = first + 1 + digits(first + 1);
            let third = second + 1 + digits(second + 1);
            let date = first > at && second > first + 1 && third > second + 1;
            if date && unknown(first) && unknown(second) {
                joints.extend([first, second]);
            }
            at = first + 1;
        }
        for at in joints {
            if let Some(joint) = self.list.get_mut(at) {
                joint.kind = Kind::Joint;
            }
        }
    }

    /// Joins combining marks, which have baselines of their own, to their letters. Streams that run with the letters
    /// of right-to-left text put the mark before its letter where they run from left to right, and after it else.
    fn join_marks(&mut self) {
        let is_mark = |one: &Cluster| one.kind == Kind::Other && marks_only(self.slice(one));
        let is_mark: Vec<bool> = self.list.iter().map(is_mark).collect();
        for at in 0..self.list.len() {
            if is_mark.get(at) != Some(&true) {
                continue;
            }
            let letter =
                |index: &usize| self.list.get(*index).is_some_and(|one| matches!(one.kind, Kind::Rtl | Kind::Ltr));
            let is_base = |index: &usize| is_mark.get(*index) == Some(&false) && letter(index);
            let after = (at + 1..self.list.len().min(at + 4)).find(is_base);
            let before = (at.saturating_sub(3)..at).rev().find(is_base);
            let Some(base) = self.base_of(at, before, after).or_else(|| self.letter_at(at, is_base)) else { continue };
            let mut text = self.list.get(base).map(|base| self.slice(base).to_owned()).unwrap_or_default();
            text.extend(self.list.get(at).map(|mark| self.slice(mark)));
            let start = self.text.len() as u32;
            self.text.push_str(&text);
            let range = start..self.text.len() as u32;
            if let Some(base) = self.list.get_mut(base) {
                base.text = range;
            }
            if let Some(mark) = self.list.get_mut(at) {
                mark.text = 0..0;
            }
        }
    }

    /// The letter over or under which a mark stands that is painted apart from its neighbours.
    fn letter_at(&self, at: usize, is_base: impl Fn(&usize) -> bool) -> Option<usize> {
        /// How far from the mark it may be painted.
        const FAR: usize = 80;
        let mark = self.list.get(at)?;
        let holds = |index: &usize| {
            let letter = self.list.get(*index);
            letter.is_some_and(|one| {
                (one.x0 - 0.3..one.x1 + 0.3).contains(&mark.middle()) && (one.y - mark.y).abs() <= mark.size * 0.6
            })
        };
        let around = at.saturating_sub(FAR)..self.list.len().min(at + FAR);
        around.filter(is_base).filter(holds).min_by_key(|index| index.abs_diff(at))
    }

    fn base_of(&self, at: usize, before: Option<usize>, after: Option<usize>) -> Option<usize> {
        let mark = self.list.get(at)?;
        // How far the mark lies from a letter; none where that is on another line.
        let distance = |index: Option<usize>| {
            let letter = self.list.get(index?)?;
            let near = (letter.y - mark.y).abs() <= mark.size * 0.6;
            let middle = mark.middle();
            let within = middle >= letter.x0 - 0.3 && middle <= letter.x1 + 0.3;
            let away = (letter.x0 - middle).abs().min((letter.x1 - middle).abs());
            (near && (within || away < mark.size)).then_some(if within { 0.0 } else { away })
        };
        let kind = |index: Option<usize>| index.and_then(|index| self.list.get(index)).map(|letter| letter.kind);
        let (to_after, to_before) = (distance(after), distance(before));
        let rtl = to_after.is_some() && kind(after) == Some(Kind::Rtl)
            || to_before.is_some() && kind(before) == Some(Kind::Rtl);
        let ascending = match (to_before, to_after) {
            (Some(_), Some(_)) => {
                let middle = |index: Option<usize>| index.and_then(|i| self.list.get(i)).map_or(0.0, Cluster::middle);
                middle(after) > middle(before)
            }
            (_, to_after) => to_after.is_some(),
        };
        match (to_before, to_after) {
            (_, Some(_)) if rtl && ascending => after,
            (Some(_), _) => before,
            (None, Some(_)) => after,
            (None, None) => None,
        }
    }
}

fn marks_only(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_combining_mark)
}

/// Where the glyphs end that one replaced text stands for; those of one line only.
fn group_end(glyphs: &[&Glyph], at: usize) -> usize {
    let Some(first) = glyphs.get(at) else { return at + 1 };
    if first.replaced.is_none() {
        return at + 1;
    }
    let together = |glyph: &&&Glyph| glyph.replaced == first.replaced && (glyph.y - first.y).abs() < first.size * 0.7;
    at + glyphs.get(at..).unwrap_or_default().iter().take_while(together).count().max(1)
}

/// A raised digit that is the numerator of a fraction, or part of one, and calls no note.
enum Numerator {
    /// It can be read as if it stood on the line: `1/2`.
    Alone,
    /// On the line it would be read as the end of the number before it: `2¹/2`.
    AfterWhole,
}

/// What a raised digit is to the fraction that it is part of, if it is: fonts set those of their own accord.
fn numerator(page: &Page, glyphs: &[&Glyph], at: usize) -> Option<Numerator> {
    /// The longest number that a fraction is added to; longer ones are years, and called from.
    const LONGEST_WHOLE: usize = 3;
    /// The longest numerator.
    const LONGEST: usize = 4;
    let text = |glyph: &&Glyph| {
        if glyph.replaced.is_some() {
            return "";
        }
        page.text.get(glyph.text.start as usize..glyph.text.end as usize).unwrap_or_default()
    };
    let digit =
        |text: &str| !text.is_empty() && !is_superscript(text) && text.chars().all(|one| digits::value(one).is_some());
    let mut after = glyphs.get(at..)?.iter().take(LONGEST + 2).map(text).skip_while(|text| is_superscript(text));
    if !matches!(after.next(), Some("/" | "\u{2044}" | "\u{2215}")) || !after.next().is_some_and(digit) {
        return None;
    }
    let before = glyphs.get(..at)?.iter().rev().take(LONGEST + LONGEST_WHOLE + 1).map(text);
    let whole = before.skip_while(|text| is_superscript(text)).take_while(|text| digit(text)).count();
    match whole {
        0 => Some(Numerator::Alone),
        1..=LONGEST_WHOLE => Some(Numerator::AfterWhole),
        _ => None,
    }
}

/// A glyph without a meaning, squeezed between Arabic letters or other such glyphs of its line, only makes a word longer.
fn is_filler(page: &Page, glyphs: &[&Glyph], at: usize) -> bool {
    let Some(glyph) = glyphs.get(at) else { return false };
    let touches = |index: Option<usize>| {
        let Some(other) = index.and_then(|index| glyphs.get(index)) else { return false };
        let text = page.text.get(other.text.start as usize..other.text.end as usize).unwrap_or_default();
        let arabic = other.replaced.is_some() || text.is_empty() || text.contains(UNKNOWN) || kind(text) == Kind::Rtl;
        let gap = (other.x0 - glyph.x1).max(glyph.x0 - other.x1);
        arabic && (other.y - glyph.y).abs() < 0.5 && gap < glyph.size * 0.12
    };
    touches(at.checked_sub(1)) && touches(Some(at + 1))
}

fn cluster(group: &[&Glyph], text: Range<u32>, kind: Kind) -> Cluster {
    // The widest glyph stands on the line: marks are set off from it.
    let widest = group.iter().max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0)));
    let (y, size, run, marked, artifact) = widest
        .map_or((0.0, 0.0, 0, None, false), |glyph| (glyph.y, glyph.size, glyph.run, glyph.marked, glyph.artifact));
    Cluster {
        text,
        kind,
        x0: group.iter().map(|glyph| glyph.x0).fold(f32::MAX, f32::min),
        x1: group.iter().map(|glyph| glyph.x1).fold(f32::MIN, f32::max),
        y,
        size,
        run,
        link: None,
        marked,
        artifact,
        raised: false,
    }
}

/// Whether a text is a digit that is raised by itself.
pub(super) fn is_superscript(text: &str) -> bool {
    let mut characters = text.chars();
    matches!((characters.next(), characters.next()), (Some('¹' | '²' | '³' | '⁰' | '⁴'..='⁹'), None))
}
