//! Ignores: comments in documents and entries of the settings that say that findings do not count.

use jiff::civil::Date;
use url::Url;

use super::case::Spot;
use super::decided::Ignore;
use super::findings::Draft;
use super::{RULES, Settings, rule, settle};
use crate::model::{Audit, Directive, Outcome, SourceId, Sources, Suppressed, SuppressedBy};
use crate::text::spelling::meant;

/// An ignore that does not do what it is there for.
#[derive(Debug, Clone)]
pub struct Idle {
    /// Where it stands; for one of the settings the first document.
    pub spot: Spot,
    /// The file and the line, for one of the settings.
    pub file: Option<(String, usize)>,
    /// The rules it names, as it names them.
    pub rules: String,
    /// Why it is idle.
    pub why: Why,
}

/// Why an ignore is idle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It fits a document or a URL that was looked at, and nothing was found there.
    Nothing,
    /// It fits neither a document nor a URL of this run.
    Elsewhere,
    /// Its last day is over.
    Expired(Date),
    /// It gives no reason.
    NoReason,
    /// It names a rule that there is not, perhaps for this one.
    UnknownRule(String, Option<&'static str>),
    /// It is not written as an ignore is.
    Unreadable,
}

/// Suppresses what ignores cover, and returns those that do not do what they are there for: of the settings first, then
/// of the documents in their order.
pub(super) fn apply(drafts: &mut [Draft], audits: &[Audit], sources: &Sources, settings: &Settings) -> Vec<Idle> {
    let mut idle = Vec::new();
    for ignore in &settings.decided.ignores {
        idle.extend(of_settings(ignore, drafts, audits, sources, settings));
    }
    for (document, audit) in audits.iter().enumerate() {
        for directive in &audit.document.directives {
            let why = of_document(directive, document, audit, drafts, sources, settings);
            idle.extend(why.map(|(why, rules)| {
                let path = settings.decided.name(&audit.document.path).to_owned();
                let at = at_line(audit, directive);
                let words = directive.text.clone();
                let spot = Spot { document, path, at, place: directive.place.clone(), words, ..Spot::default() };
                Idle { spot, file: None, rules, why }
            }));
        }
    }
    idle
}

/// Where in the text a directive stands, which is not of the text: before what comes after it.
fn at_line(audit: &Audit, directive: &Directive) -> usize {
    let after = audit.document.anchors.iter().find(|anchor| Some(anchor.line) >= directive.place.line);
    after.map_or(audit.document.text.len(), |anchor| anchor.start)
}

fn suppress<'a>(drafts: impl Iterator<Item = &'a mut Draft>, suppressed: &Suppressed) -> bool {
    let mut any = false;
    for draft in drafts {
        draft.finding.suppressed.get_or_insert_with(|| suppressed.clone());
        any = true;
    }
    any
}

fn of_settings(
    ignore: &Ignore,
    drafts: &mut [Draft],
    audits: &[Audit],
    sources: &Sources,
    settings: &Settings,
) -> Option<Idle> {
    let Ignore { rules, until, .. } = ignore;
    let idle = |why| {
        let path = audits.first().map_or("", |audit| &audit.document.path);
        let path = settings.decided.name(path).to_owned();
        let words = format!("{} {:?} {:?} {:?}", rules.join(","), ignore.url, ignore.host, ignore.documents);
        let spot = Spot { path, words, ..Spot::default() };
        Some(Idle { spot, file: Some((ignore.file.clone(), ignore.line)), rules: rules.join(", "), why })
    };
    if audits.is_empty() {
        return None;
    }
    if let Some(day) = until.filter(|day| *day < settings.now) {
        return idle(Why::Expired(day));
    }
    let path = |document: usize| audits.get(document).map_or("", |audit| audit.document.path.as_str());
    let covers = |draft: &&mut Draft| {
        let finding = &draft.finding;
        rules.iter().any(|rule| rule == finding.rule)
            && ignore.is_of(path(finding.document))
            && ignore.is_at(finding.url.as_deref())
    };
    let until = until.map(|day| day.to_string());
    let suppressed = Suppressed { by: SuppressedBy::Ignore, reason: ignore.reason.clone(), until };
    if suppress(drafts.iter_mut().filter(covers), &suppressed) {
        return None;
    }
    let documents = || audits.iter().filter(|audit| ignore.is_of(&audit.document.path));
    let at: Vec<SourceId> = documents()
        .flat_map(|audit| links(audit).map(|(source, _)| source))
        .filter(|source| ignore.is_at(sources.get(*source).map(|source| source.url.as_str())))
        .collect();
    let fits =
        if ignore.url.is_some() || ignore.host.is_some() { !at.is_empty() } else { documents().next().is_some() };
    if !fits {
        // What is not looked at may be what it is there for.
        let elsewhere = settings.decided.partial || ignore.documents.is_some() && documents().next().is_none();
        return if elsewhere { None } else { idle(Why::Elsewhere) };
    }
    let told = documents().any(|audit| could_be_told(rules, &audit.document.path, &at, sources, settings));
    if told { idle(Why::Nothing) } else { None }
}

/// Why a directive of a document is idle, if it is, and the rules it names.
fn of_document(
    directive: &Directive,
    document: usize,
    audit: &Audit,
    drafts: &mut [Draft],
    sources: &Sources,
    settings: &Settings,
) -> Option<(Why, String)> {
    let Some(Read { whole, rules, reason }) = read(&directive.text) else {
        return Some((Why::Unreadable, directive.text.clone()));
    };
    let named = rules.join(", ");
    if let Some(unknown) = rules.iter().find(|name| rule(name).is_none()) {
        return Some((
            Why::UnknownRule((*unknown).to_owned(), meant(unknown, RULES.iter().map(|rule| rule.name))),
            named,
        ));
    }
    if reason.is_empty() {
        return Some((Why::NoReason, named));
    }
    let covers = |draft: &&mut Draft| {
        draft.finding.document == document
            && rules.contains(&draft.finding.rule)
            && (whole || is_on(directive, draft, audit))
    };
    let suppressed = Suppressed { by: SuppressedBy::Ignore, reason: reason.to_owned(), until: None };
    if suppress(drafts.iter_mut().filter(covers), &suppressed) {
        return None;
    }
    let near = |line: Option<u32>| whole || line == Some(directive.line);
    let at: Vec<SourceId> = links(audit).filter(|(_, line)| near(*line)).map(|(source, _)| source).collect();
    let rules: Vec<String> = rules.into_iter().map(str::to_owned).collect();
    could_be_told(&rules, &audit.document.path, &at, sources, settings).then_some((Why::Nothing, named))
}

/// Whether one of the rules was asked of a document, and had what it needs: rules that need the web need an answer of
/// each of these sources.
fn could_be_told(rules: &[String], path: &str, at: &[SourceId], sources: &Sources, settings: &Settings) -> bool {
    let answered = |source: &SourceId| {
        let seen = sources.get(*source).and_then(|source| source.observation.as_deref());
        seen.is_some_and(|seen| matches!(seen.outcome, Outcome::Answered | Outcome::Refused))
    };
    let network = |name: &str| rule(name).is_some_and(|rule| rule.network);
    rules.iter().any(|name| settle::is_reported(name, path, settings) && (!network(name) || at.iter().all(answered)))
}

/// Whether a finding stands on the line that a directive speaks of, or in a note that begins there.
fn is_on(directive: &Directive, draft: &Draft, audit: &Audit) -> bool {
    let (place, line) = (&draft.finding.place, directive.line);
    let own = place.line.is_some_and(|from| (from..=place.end_line.unwrap_or(from)).contains(&line));
    let id = draft.finding.note.as_ref().map(|(_, id)| id);
    let note = audit.notes.iter().find(|note| Some(&note.id) == id);
    let begins = note.is_some_and(|note| note.place.line == Some(line));
    place.part == directive.place.part && (own || begins)
}

/// The sources of a document, with the line on which each is cited or its note begins.
fn links(audit: &Audit) -> impl Iterator<Item = (SourceId, Option<u32>)> {
    let cited = audit.notes.iter().flat_map(|note| note.citations.iter().map(move |citation| (note, citation)));
    let cited = cited.filter_map(|(note, citation)| Some((citation.source?, note.place.line)));
    let loose = audit.unpaired.iter().chain(&audit.unnoted);
    cited.chain(loose.filter_map(|url| Some((url.source?, url.place.line))))
}

/// An ignore as it is written in a document.
struct Read<'a> {
    /// Whether it is one of the whole document.
    whole: bool,
    rules: Vec<&'a str>,
    reason: &'a str,
}

/// Reads `ignore[rule, rule] reason` or `ignore-file[rule, rule] reason`.
fn read(text: &str) -> Option<Read<'_>> {
    let rest = text.strip_prefix("ignore")?;
    let (whole, rest) = rest.strip_prefix("-file").map_or((false, rest), |rest| (true, rest));
    let (rules, reason) = rest.strip_prefix('[')?.split_once(']')?;
    let rules: Vec<_> = rules.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    (!rules.is_empty()).then(|| Read { whole, rules, reason: reason.trim_start_matches([':', ' ', '\t']).trim() })
}

impl Ignore {
    fn is_of(&self, path: &str) -> bool {
        self.documents.as_ref().is_none_or(|documents| documents.iter().any(|document| document == path))
    }

    fn is_at(&self, url: Option<&str>) -> bool {
        let Some(url) = url else { return self.url.is_none() && self.host.is_none() };
        let parsed = Url::parse(url).ok();
        let host = parsed.as_ref().and_then(Url::host_str).unwrap_or_default();
        let normal = parsed.as_ref().map_or(url, Url::as_str);
        let same = |pattern: &str| {
            let written = Url::parse(pattern).map(String::from);
            fits(pattern, url) || fits(pattern, normal) || written.is_ok_and(|pattern| fits(&pattern, normal))
        };
        self.url.as_deref().is_none_or(same) && self.host.as_deref().is_none_or(|pattern| fits(pattern, host))
    }
}

/// Whether a text fits a pattern in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        match text.split_once(piece) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, expected) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("a*", "abc", true),
            ("*c", "abc", true),
            ("a*b*c", "a--b--c", true),
            ("a*b*c", "a--c--b", false),
            ("ab*bc", "abc", false),
            ("*", "", true),
            ("*.example", "a.b.example", true),
            ("*.example", "example", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn directives_are_read() {
        let read = |text| super::read(text).map(|read| (read.whole, read.rules, read.reason));
        assert_eq!(read("ignore[dead-link] gone"), Some((false, vec!["dead-link"], "gone")));
        assert_eq!(read("ignore-file[a, b]: a reason"), Some((true, vec!["a", "b"], "a reason")));
        assert_eq!(read("ignore[a]"), Some((false, vec!["a"], "")));
        for wrong in ["ignore dead-link gone", "ignore[] gone", "ignore[a gone", "ingore[a] gone", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
