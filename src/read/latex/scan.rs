//! The shape of a source: which brace closes which, where arguments, comments and verbatim stretches end.

use std::collections::HashMap;
use std::ops::Range;

use super::conditions::Conditions;
use crate::formats::tex::{command, spaces};

/// Environments whose content is not read as TeX.
pub(super) const VERBATIM: [&str; 13] = [
    "verbatim",
    "verbatim*",
    "Verbatim",
    "Verbatim*",
    "BVerbatim",
    "LVerbatim",
    "lstlisting",
    "minted",
    "alltt",
    "comment",
    "filecontents",
    "filecontents*",
    "code",
];

/// Commands whose first argument is a URL or a path, which may hold bare per cent signs.
pub(super) const URLS: [&str; 6] = ["url", "href", "nolinkurl", "path", "hyperbaseurl", "burl"];

/// Commands whose argument stands between two equal characters.
pub(super) const VERBS: [&str; 7] = ["verb", "verb*", "Verb", "lstinline", "mintinline", "path", "url"];

/// No URL is longer, nor an argument that nothing closes; the bound keeps a text of opening braces linear.
const LONGEST: usize = 4096;

/// A source with its braces matched.
pub(super) struct Shape<'a> {
    source: &'a str,
    /// Each opening brace with the one that closes it, ascending.
    braces: Vec<(usize, usize)>,
    /// How many opening braces nothing closes.
    pub(super) unclosed: usize,
    pub(super) conditions: Conditions,
    ends: HashMap<String, Vec<usize>>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(source: &'a str) -> Self {
        let mut shape =
            Self { source, braces: Vec::new(), unclosed: 0, conditions: Conditions::default(), ends: HashMap::new() };
        // Each with how many conditions are open where it stands.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while let Some(byte) = source.as_bytes().get(at) {
            at += match byte {
                b'{' => {
                    open.push((at, shape.conditions.depth()));
                    1
                }
                b'}' => {
                    if let Some((start, depth)) = open.pop() {
                        shape.braces.push((start, at));
                        shape.conditions.leave(depth);
                    }
                    1
                }
                b'%' => line_end(source, at) - at,
                b'\\' => shape.command(at, open.last().map_or(0, |(_, depth)| *depth)),
                _ => 1,
            };
        }
        shape.unclosed = open.len();
        shape.braces.sort_unstable();
        shape
    }

    /// How long a command is with all of it that is not read as TeX. Its URL's braces are matched here. `conditions`
    /// were open where the group began that it stands in.
    fn command(&mut self, at: usize, conditions: usize) -> usize {
        let rest = self.source.get(at + 1..).unwrap_or_default();
        let name = command(rest);
        let end = at + 1 + name.len();
        self.conditions.meet(name, at, rest.get(name.len()..).unwrap_or_default(), conditions);
        if name == "begin" {
            let environment = rest.get(name.len()..).and_then(|rest| rest.strip_prefix('{')).unwrap_or_default();
            let environment = environment.get(..environment.find('}').unwrap_or(0)).unwrap_or_default();
            if VERBATIM.contains(&environment) {
                self.braces.push((end, end + environment.len() + 1));
                let inside = end + environment.len() + 2;
                if environment == "minted" || environment.starts_with("filecontents") {
                    self.braces.extend(self.first_argument(inside));
                }
                return self.end_of(environment, inside).start - at;
            }
        }
        if URLS.contains(&name)
            && let Some(url) = self.url(end)
        {
            if self.source.as_bytes().get(url.end) == Some(&b'}') {
                self.braces.push((url.start - 1, url.end));
            }
            return url.end + 1 - at;
        }
        if let Some(range) = self.verb(name, end) {
            return range.end + 1 - at;
        }
        1 + name.len().max(1)
    }

    /// The braces of the argument of an environment that is not read as TeX; they stand on the line it opens on.
    fn first_argument(&self, inside: usize) -> Option<(usize, usize)> {
        let line = self.source.get(inside..line_end(self.source, inside))?;
        let option = line.strip_prefix('[').and_then(|option| option.find(']')).map_or(0, |end| end + 2);
        let argument = line.get(option..)?.strip_prefix('{')?;
        Some((inside + option, inside + option + 1 + argument.find('}')?))
    }

    /// The stretch between two equal characters that a command such as `\verb` takes, whose name ends here.
    pub(super) fn verb(&self, name: &str, end: usize) -> Option<Range<usize>> {
        if !VERBS.contains(&name) {
            return None;
        }
        let mut at = end + usize::from(self.source.as_bytes().get(end) == Some(&b'*'));
        if matches!(name, "lstinline" | "mintinline") {
            at = self.optional(at).map_or(at, |inner| inner.end + 1);
            if name == "mintinline" {
                at = self.group(at).map_or(at, |inner| inner.end + 1);
            }
        }
        let rest = self.source.get(at..)?;
        let sign = rest.chars().next().filter(|sign| !sign.is_alphanumeric() && !"{ *\n\r\t".contains(*sign))?;
        let start = at + sign.len_utf8();
        let line = self.source.get(start..line_end(self.source, start))?;
        Some(start..start + line.find(sign)?)
    }

    /// The URL that a group holds which opens here: per cent signs in it are no comments unless they end a line.
    pub(super) fn url(&self, at: usize) -> Option<Range<usize>> {
        let at = self.optional(at).map_or(at, |inner| inner.end + 1);
        let at = at + spaces(self.source.get(at..)?);
        let inner = self.source.get(at..)?.strip_prefix('{')?;
        let mut depth = 0_usize;
        let mut escaped = false;
        for (offset, byte) in inner.bytes().take(LONGEST).enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'{' => depth += 1,
                b'}' if depth == 0 => return Some(at + 1..at + 1 + offset),
                b'}' => depth -= 1,
                // No URL has an empty line in it: this brace is not closed.
                b'\n'
                    if inner
                        .get(offset + 1..)
                        .is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')) =>
                {
                    return Some(at + 1..at + 1 + offset);
                }
                _ => {}
            }
        }
        None
    }

    /// The `\end{…}` of an environment from a place within it on; the end of the source where there is none.
    pub(super) fn end_of(&mut self, environment: &str, from: usize) -> Range<usize> {
        let mark = format!("\\end{{{environment}}}");
        let source = self.source;
        let find = || source.match_indices(&mark).map(|(at, _)| at).collect();
        let ends: &Vec<usize> = self.ends.entry(environment.to_owned()).or_insert_with(find);
        let next = ends.get(ends.partition_point(|end| *end < from));
        next.map_or(self.source.len()..self.source.len(), |at| *at..at + mark.len())
    }

    /// What stands in the braces that open here, after white space; up to the end of the paragraph where nothing closes
    /// them.
    pub(super) fn group(&self, at: usize) -> Option<Range<usize>> {
        let rest = self.source.get(at..)?;
        let open = at + spaces(rest);
        if self.source.as_bytes().get(open) != Some(&b'{') {
            return None;
        }
        let known = self.braces.binary_search_by_key(&open, |(open, _)| *open).ok();
        if let Some((_, close)) = known.and_then(|index| self.braces.get(index)) {
            return Some(open + 1..*close);
        }
        let rest = self.source.get(open + 1..)?;
        let rest = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or_default();
        Some(open + 1..open + 1 + rest.find("\n\n").unwrap_or(rest.len()))
    }

    /// What stands in the square brackets that open right here.
    pub(super) fn optional(&self, at: usize) -> Option<Range<usize>> {
        /// An option is a few words; the bound keeps a text of opening brackets linear.
        const LONGEST: usize = 2000;
        let start = at + spaces(self.source.get(at..)?);
        let rest = self.source.get(start..)?.strip_prefix('[')?;
        let (mut offset, mut depth) = (0, 0_usize);
        while let Some(&byte) = rest.as_bytes().get(offset).filter(|_| offset < LONGEST) {
            match byte {
                b'{' => match self.group(start + 1 + offset) {
                    Some(inner) => offset = inner.end - start - 1,
                    None => return None,
                },
                b'\\' => offset += 1,
                b'[' => depth += 1,
                b']' if depth == 0 => return Some(start + 1..start + 1 + offset),
                b']' => depth -= 1,
                b'\n' if rest.get(offset + 1..).is_some_and(|rest| rest.starts_with('\n')) => return None,
                _ => {}
            }
            offset += 1;
        }
        None
    }
}

/// Where the line that holds this byte ends: at its line feed.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    source.get(at..).and_then(|rest| rest.find('\n')).map_or(source.len(), |end| at + end)
}
