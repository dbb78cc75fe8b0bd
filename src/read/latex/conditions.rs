//! Conditions of TeX: which of their branches are read.
//!
//! Whether a condition holds is seldom known without running TeX. Its first branch is read, and another only where the
//! first prints nothing; so what is printed once does not count twice.

use std::collections::{HashMap, HashSet};

use super::macros::{Piece, argument, word};
use super::walk::Walk;
use crate::formats::tex;

/// Where the branches of each condition of a source stand, by the bytes of their backslashes.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    /// Those that nothing ends yet, the innermost last.
    open: Vec<Open>,
    /// Names that the document itself makes conditions of.
    switches: HashSet<String>,
    /// The byte up to which names are defined, not used.
    defined: usize,
    /// Where the first branch ends: after its `\else`, `\or` or `\fi`; `None` where nothing ends it.
    begins: HashMap<usize, Option<usize>>,
    /// The condition of each `\else` and `\or`, and the byte after its `\fi`.
    others: HashMap<usize, (usize, usize)>,
}

#[derive(Debug)]
struct Open {
    at: usize,
    never: bool,
    others: Vec<usize>,
}

impl Conditions {
    /// How many conditions are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Forgets those that a group leaves open.
    pub(super) fn leave(&mut self, depth: usize) {
        self.open.truncate(depth);
    }

    /// Takes note of a command in a group that began with so many conditions open.
    pub(super) fn meet(&mut self, name: &str, at: usize, rest: &str, outer: usize) {
        let end = at + 1 + name.len();
        match name {
            "newif" | "def" | "gdef" | "edef" | "xdef" => {
                let switch = next_command(rest);
                if name == "newif" {
                    self.switches.extend(switch.map(str::to_owned));
                }
                self.defined = end + switch.map_or(0, |switch| 1 + switch.len());
            }
            "let" => {
                let first = next_command(rest).map_or(0, |name| 1 + name.len());
                let sign = rest.get(first..).unwrap_or_default();
                let blanks = sign.len() - sign.trim_start_matches([' ', '=']).len();
                let second = next_command(sign.get(blanks..).unwrap_or_default()).map_or(0, |name| 1 + name.len());
                self.defined = end + first + blanks + second;
            }
            _ if at < self.defined => {}
            "else" | "or" => {
                let Some(open) = self.open.last_mut() else { return };
                open.others.push(at);
                self.begins.entry(open.at).and_modify(|first| *first = first.or(Some(end)));
            }
            "fi" => {
                // A group ends what began in it, but nothing in what is never read is a group.
                let inner = self.open.len() > outer;
                if let Some(open) = self.open.pop_if(|open| inner || open.never) {
                    self.begins.entry(open.at).and_modify(|first| *first = first.or(Some(end)));
                    self.others.extend(open.others.into_iter().map(|other| (other, (open.at, end))));
                }
            }
            _ if self.is_condition(name, rest) => {
                self.begins.insert(at, None);
                self.open.push(Open { at, never: name == "iffalse", others: Vec::new() });
            }
            _ => {}
        }
    }

    /// Whether a command begins a condition. Those of packages such as etoolbox take their branches in braces.
    fn is_condition(&self, name: &str, rest: &str) -> bool {
        let taking = name == "iff" || name == "ifthenelse" || name.starts_with("ifundef");
        let taking = taking || name.starts_with("ifdef") && name != "ifdefined";
        let bare = matches!(name, "iftrue" | "iffalse" | "ifmmode" | "ifvmode" | "ifhmode" | "ifinner");
        name.starts_with("if")
            && !taking
            && match rest.trim_start_matches(' ').bytes().next() {
                Some(b'{') => bare || self.switches.contains(name),
                // It is the name that is defined.
                Some(b'}') => false,
                _ => true,
            }
    }

    /// Whether a condition begins at a byte.
    pub(super) fn begins_at(&self, at: usize) -> bool {
        self.begins.contains_key(&at)
    }
}

/// The name of the command that stands right here.
fn next_command(rest: &str) -> Option<&str> {
    rest.strip_prefix('\\').map(tex::command)
}

impl Walk<'_> {
    /// Begins a condition: the byte at which its branch that is read begins.
    pub(super) fn condition(&mut self, name: &str, at: usize, end: usize, piece: &Piece) -> usize {
        let limit = piece.range.end;
        let holds = match name {
            "iftrue" => Some(true),
            "iffalse" => Some(false),
            "if" | "ifx" | "ifcat" => self.is_empty(end, piece),
            _ => None,
        };
        if holds == Some(false) {
            return self.shape.conditions.begins.get(&at).copied().flatten().unwrap_or(limit).min(limit);
        }
        let written = holds.is_none().then_some(self.canvas.text.len());
        self.conditions.insert(at, written);
        let after = self.after_test(name, end, limit);
        if after == end { self.after_name(name, end, piece) } else { after }
    }

    /// Goes on after `\else` or `\or`: the byte after the condition where a branch of it was read.
    pub(super) fn other_branch(&self, name: &str, at: usize, end: usize, piece: &Piece) -> usize {
        let condition = self.shape.conditions.others.get(&at).filter(|(_, after)| *after <= piece.range.end);
        let read = condition.and_then(|(begin, after)| {
            let written = self.conditions.get(begin)?;
            written.is_none_or(|written| self.canvas.text.len() > written).then_some(*after)
        });
        match read {
            Some(after) => self.after_name("fi", after, piece),
            None => self.after_name(name, end, piece),
        }
    }

    /// Whether the argument is empty that is asked for as in `\ifx&#1&`, where a sign before it meets the same after it.
    fn is_empty(&mut self, at: usize, piece: &Piece) -> Option<bool> {
        let limit = piece.range.end;
        let first = self.token(at, limit);
        let second = self.token(first, limit);
        let third = self.token(second, limit);
        let text = |from: usize, to: usize| self.source.get(from..to).unwrap_or_default().trim();
        let argument = text(first, second).strip_prefix('#').filter(|_| text(at, first) == text(second, third))?;
        let index = argument.parse::<usize>().ok()?.checked_sub(1)?;
        let argument = piece.arguments.as_ref()?.get(index)?.clone();
        Some(self.raw(&argument).trim().is_empty())
    }

    /// The byte after what a condition of TeX itself compares, which is not printed.
    fn after_test(&self, name: &str, at: usize, limit: usize) -> usize {
        let near = self.near(at, limit);
        match name {
            "if" | "ifx" | "ifcat" => {
                let first = self.token(at, limit);
                let second = self.token(first, limit);
                // An argument is compared by what stands around it: `\ifx&#1&`.
                let third = self.token(second, limit);
                let text = |from: usize, to: usize| self.source.get(from..to).unwrap_or_default().trim();
                let argument = text(first, second).contains(['#', '{']);
                if argument && text(second, third) == text(at, first) { third } else { second }
            }
            "ifnum" | "ifdim" => {
                let line = near.split('\n').next().unwrap_or_default();
                line.find(['<', '=', '>']).map_or(at, |sign| self.number(at + sign + 1, limit, name == "ifdim"))
            }
            "ifodd" | "ifcase" => self.number(at, limit, false),
            "ifdefined" => self.token(at, limit),
            "ifcsname" => near.find("\\endcsname").map_or(at, |name| at + name + "\\endcsname".len()),
            _ => at,
        }
    }

    /// What stands here, as far as something compared may reach.
    fn near(&self, at: usize, limit: usize) -> &str {
        /// What is compared is short; the bound keeps a text of conditions linear.
        const LONGEST: usize = 200;
        let rest = self.source.get(at..limit).unwrap_or_default();
        rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or_default()
    }

    /// The byte after a token, with what it is given in braces.
    fn token(&self, at: usize, limit: usize) -> usize {
        let (range, after) = argument(&self.shape, self.source, at, limit);
        let token = self.source.get(range).unwrap_or_default();
        let rest = self.near(after, limit);
        match token.strip_prefix('\\') {
            Some("csname") => rest.find("\\endcsname").map_or(after, |name| after + name + "\\endcsname".len()),
            Some(name) if name == word(name) && rest.starts_with('{') => {
                self.shape.group(after).map_or(after, |group| (group.end + 1).min(limit))
            }
            _ => after,
        }
    }

    /// The byte after a number or a length, and the blank that ends it.
    fn number(&self, at: usize, limit: usize, length: bool) -> usize {
        const UNITS: [&str; 6] = ["pt", "cm", "mm", "in", "em", "ex"];
        let rest = self.source.get(at..limit).unwrap_or_default();
        let start = tex::spaces(rest);
        let typed = rest.get(start..).unwrap_or_default();
        let digits = typed.bytes().take_while(|byte| byte.is_ascii_digit() || b"+-.".contains(byte)).count();
        let unit = typed.get(digits..digits + 2).filter(|unit| length && digits > 0 && UNITS.contains(unit));
        let digits = digits + unit.map_or(0, str::len);
        let end = if digits > 0 { at + start + digits } else { self.token(at, limit) };
        end + usize::from(
            self.source.as_bytes().get(end).is_some_and(|byte| matches!(byte, b' ' | b'\n')) && end < limit,
        )
    }
}
