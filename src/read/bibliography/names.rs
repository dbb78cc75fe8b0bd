//! The people of a work, as `BibTeX` writes them.

use crate::formats::tex;

/// A person or a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is shown.
    pub(super) shown: String,
    /// What it is sorted by.
    pub(super) last: String,
}

/// The names of a list such as `Last, First and {A Body} and others`.
pub(super) fn people(source: &str) -> Vec<Name> {
    let mut names = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    let mut parts: Vec<&str> = Vec::new();
    for (at, character) in source.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if character.is_whitespace() && depth <= 0 => {
                let and = source.get(at + character.len_utf8()..).unwrap_or_default();
                let after = and.get(..3).is_some_and(|and| and.eq_ignore_ascii_case("and"))
                    && and.get(3..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
                if after && at >= start {
                    parts.extend(source.get(start..at));
                    start = at + character.len_utf8() + 3;
                }
            }
            _ => {}
        }
    }
    parts.extend(source.get(start..));
    for part in parts {
        names.extend(one(part.trim()));
    }
    names
}

fn one(source: &str) -> Option<Name> {
    let whole = tex::plain(source);
    if whole.is_empty() {
        return None;
    }
    if whole == "others" {
        return Some(Name { shown: "et al.".to_owned(), last: String::new() });
    }
    if source.starts_with('{') && source.ends_with('}') {
        return Some(Name { last: whole.clone(), shown: whole });
    }
    let pieces: Vec<&str> = whole.split(',').map(str::trim).collect();
    Some(match pieces.as_slice() {
        [last, first] => Name { shown: format!("{first} {last}").trim().to_owned(), last: (*last).to_owned() },
        [last, junior, first] => Name { shown: format!("{first} {last} {junior}"), last: (*last).to_owned() },
        _ => Name { last: whole.rsplit(' ').next().unwrap_or_default().to_owned(), shown: whole },
    })
}

/// A list of names as it is shown.
pub(super) fn list(names: &[Name]) -> String {
    names.iter().map(|name| name.shown.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_given_name_first() {
        for (source, expected) in [
            ("Sample, Lena and Max Muster", "Lena Sample, Max Muster"),
            ("{Water and Law Office} and others", "Water and Law Office, et al."),
            ("von Muster, Jr., Max", "Max von Muster Jr."),
            ("سلوى النجار", "سلوى النجار"),
            ("", ""),
        ] {
            assert_eq!(list(&people(source)), expected, "{source}");
        }
    }
}
