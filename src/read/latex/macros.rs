//! Commands that the document itself defines, and stretches of source with what their parameters stand for.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::commands::action;
use super::scan::Shape;
use crate::formats::tex;

/// A stretch of the source, with what `#1` and its like mean in it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// The arguments of the command whose body it is.
    pub(super) arguments: Option<Rc<Vec<Piece>>>,
    /// Where it stands in the source: a body stands where its command is used.
    pub(super) at: Option<usize>,
    /// The body that it is written in, which arguments take with them from where they are given.
    body: Option<Rc<Body>>,
}

/// The body of a command, and the one in which the command is used.
#[derive(Debug)]
struct Body {
    range: Range<usize>,
    within: Option<Rc<Body>>,
}

/// A command that the document defines.
#[derive(Debug, Clone)]
pub(super) struct Macro {
    parameters: Vec<Parameter>,
    pub(super) body: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Parameter {
    Mandatory,
    /// With what it is where it is not given.
    Optional(Range<usize>),
    Star,
}

/// The commands defined so far.
#[derive(Debug, Default)]
pub(super) struct Macros {
    known: HashMap<String, Macro>,
}

impl Piece {
    /// A stretch of the document itself.
    pub(super) fn new(range: Range<usize>, at: Option<usize>) -> Self {
        Self { range, arguments: None, at, body: None }
    }

    /// Whether it is written in a body, or in one of a command that is used there, and so on.
    pub(super) fn comes_from(&self, body: &Range<usize>) -> bool {
        let bodies = std::iter::successors(self.body.as_deref(), |body| body.within.as_deref());
        bodies.into_iter().any(|open| open.range == *body)
    }

    /// A stretch within this one.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        Self { range, ..self.clone() }
    }
}

impl Macros {
    pub(super) fn get(&self, name: &str) -> Option<&Macro> {
        self.known.get(name)
    }

    /// Reads a definition whose command ends at a byte: the name defined, and the byte after it all. What the reader
    /// itself knows is not defined anew.
    pub(super) fn define(&mut self, how: &str, shape: &Shape<'_>, source: &str, mut at: usize) -> (String, usize) {
        at += usize::from(source.as_bytes().get(at) == Some(&b'*'));
        let Some((name, after)) = defined_name(shape, source, at) else { return (String::new(), at) };
        at = after;
        if how == "let" {
            let rest = source.get(at..).unwrap_or_default();
            let sign = rest.trim_start_matches([' ', '=']);
            at += rest.len() - sign.len();
            if sign.starts_with('\\') {
                let other = word(sign.get(1..).unwrap_or_default());
                if let Some(same) = self.known.get(other).cloned().filter(|_| is_free(&name)) {
                    self.known.insert(name.clone(), same);
                }
                at += 1 + other.len();
            } else {
                at += sign.chars().next().map_or(0, char::len_utf8);
            }
            return (name, at);
        }
        let mut parameters = Vec::new();
        match how {
            "def" => {
                let rest = source.get(at..).unwrap_or_default();
                let head = rest.get(..rest.find(['{', '\n']).unwrap_or(rest.len())).unwrap_or_default();
                parameters = vec![Parameter::Mandatory; head.matches('#').count().min(9)];
                at += head.len();
            }
            "xparse" => {
                if let Some(list) = shape.group(at) {
                    at = list.end + 1;
                    parameters = signature(shape, source, list);
                }
            }
            _ => {
                if let Some(count) = shape.optional(at) {
                    at = count.end + 1;
                    let count = source.get(count).and_then(|count| count.trim().parse().ok()).unwrap_or(0_usize);
                    parameters = vec![Parameter::Mandatory; count.min(9)];
                    if let Some(default) = shape.optional(at) {
                        at = default.end + 1;
                        if let Some(first) = parameters.first_mut() {
                            *first = Parameter::Optional(default);
                        }
                    }
                }
            }
        }
        let Some(body) = shape.group(at) else { return (name, at) };
        at = body.end + 1;
        if is_free(&name) {
            self.known.insert(name.clone(), Macro { parameters, body });
        }
        (name, at)
    }
}

/// Whether a name means nothing to the reader yet.
fn is_free(name: &str) -> bool {
    action(name).is_none() && tex::symbol(name).is_none() && tex::accent(name).is_none()
}

impl Macro {
    /// The body of the macro with the arguments that stand after its name, and the byte after them.
    pub(super) fn expand(
        &self,
        shape: &Shape<'_>,
        source: &str,
        within: &Piece,
        name: usize,
        end: usize,
    ) -> (Piece, usize) {
        let mut at = end;
        let mut arguments = Vec::new();
        let here = |range: Range<usize>| within.part(range);
        for parameter in &self.parameters {
            let argument = match parameter {
                Parameter::Star => {
                    let star = source.as_bytes().get(at) == Some(&b'*');
                    at += usize::from(star);
                    here(at - usize::from(star)..at)
                }
                Parameter::Optional(default) => {
                    let given = shape.optional(at).filter(|given| given.end < within.range.end.max(given.start));
                    at = given.as_ref().map_or(at, |given| given.end + 1);
                    // What is not given is the definition's, and stands where the command is used.
                    let default = || Piece { at: Some(within.at.unwrap_or(name)), ..here(default.clone()) };
                    given.map_or_else(default, here)
                }
                Parameter::Mandatory => {
                    let argument = argument(shape, source, at, within.range.end);
                    at = argument.1;
                    here(argument.0)
                }
            };
            arguments.push(argument);
        }
        let at_use = within.at.unwrap_or(name);
        let body = Rc::new(Body { range: self.body.clone(), within: within.body.clone() });
        let arguments = Some(Rc::new(arguments));
        (Piece { range: self.body.clone(), arguments, at: Some(at_use), body: Some(body) }, at)
    }
}

/// The argument that stands here: in braces, or one character or command; and the byte after it.
pub(super) fn argument(shape: &Shape<'_>, source: &str, at: usize, limit: usize) -> (Range<usize>, usize) {
    if at >= limit {
        return (at..at, at);
    }
    if let Some(group) = shape.group(at) {
        let after = group.end + 1;
        return (group, after);
    }
    let rest = source.get(at..limit).unwrap_or_default();
    let start = at + tex::spaces(rest);
    let rest = source.get(start..limit).unwrap_or_default();
    let length = match rest.chars().next() {
        Some('\\') => 1 + word(rest.get(1..).unwrap_or_default()).len(),
        // A parameter is its number, too.
        Some('#') => 2.min(rest.len()),
        Some('}') | None => 0,
        Some(character) => character.len_utf8(),
    };
    let end = (start..=start + length).rev().find(|end| source.is_char_boundary(*end)).unwrap_or(start);
    (start..end, end)
}

/// The name of a command as one that packages define: with `@`.
pub(super) fn word(rest: &str) -> &str {
    let letters = rest.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'@').count();
    if letters > 0 { rest.get(..letters).unwrap_or_default() } else { tex::command(rest) }
}

/// The name that is defined here, in braces or not, and the byte after it.
fn defined_name(shape: &Shape<'_>, source: &str, at: usize) -> Option<(String, usize)> {
    let (range, after) = match shape.group(at) {
        Some(group) => (group.clone(), group.end + 1),
        None => argument(shape, source, at, source.len()),
    };
    let name = source.get(range)?.trim().strip_prefix('\\')?;
    let name = word(name);
    (!name.is_empty()).then(|| (name.to_owned(), after))
}

/// The parameters that `xparse` describes as `m O{} s`.
fn signature(shape: &Shape<'_>, source: &str, list: Range<usize>) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    let mut at = list.start;
    while at < list.end && parameters.len() < 9 {
        match source.as_bytes().get(at) {
            Some(b'm' | b'v' | b'b') => parameters.push(Parameter::Mandatory),
            Some(b'o') => parameters.push(Parameter::Optional(at..at)),
            Some(b'O') => {
                let default = shape.group(at + 1).unwrap_or(at..at);
                at = default.end.max(at);
                parameters.push(Parameter::Optional(default));
            }
            Some(b's') => parameters.push(Parameter::Star),
            _ => {}
        }
        at += 1;
    }
    parameters
}
