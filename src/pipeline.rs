//! The thread: read → parse → pair → observe → judge → [`Report`]. It ties the stages together and decides nothing.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::thread;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use url::Url;

use crate::error::Error;
use crate::judge::{self, Claim};
use crate::model::{Audit, Cause, Mode, NetworkUse, Observation, Page, Report, Run, Source, SourceId, Sources};
use crate::observe::{self, ArchiveSettings, Cache, CacheSettings, Evidence, Observed, Progress, Recorder, Replay};
use crate::pair;
use crate::parse;
use crate::read::{self, Beside};
use crate::threads::side_by_side;

/// A file to audit.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its path as given, with `/`; `-` for stdin.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The files beside it.
    pub beside: Beside,
    /// Whether it was met in a directory, rather than asked for by its name.
    pub walked: bool,
}

/// What can be set of a run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How documents are read.
    pub read: read::Settings,
    /// How notes and citations are found in them.
    pub parse: parse::Settings,
    /// How citations get their URLs.
    pub pair: pair::Settings,
    /// Where answers come from.
    pub mode: Mode,
    /// Whether the URLs of running text stay unasked.
    pub notes_only: bool,
    /// How the web is asked.
    pub observe: observe::Settings,
    /// How evidence is judged.
    pub judge: judge::Settings,
    /// The day that the reader says is today.
    pub today: Option<Date>,
    /// The record that answers in place of the web.
    pub replay: Option<PathBuf>,
    /// Where everything is recorded that is exchanged.
    pub record: Option<PathBuf>,
    /// What earlier runs saw, and how that is used.
    pub cache: Option<CacheSettings>,
    /// Where DOIs are resolved, if their register is to be asked.
    pub doi: Option<Url>,
    /// How an archive is asked, if one is to be.
    pub archive: Option<ArchiveSettings>,
}

/// Takes the inputs through all stages. An input that cannot be read becomes one of `errors`. The exit code is left
/// to the caller.
///
/// # Errors
///
/// When nothing can be asked with these settings.
pub fn check(
    inputs: Vec<Input>,
    settings: &Settings,
    progress: &dyn Progress,
    errors: &mut Vec<Error>,
) -> Result<Report, Error> {
    let started = now();
    let mut evidence = evidence(settings)?;
    let mut judging = settings.judge.clone();
    if let Some(replay) = &evidence.replay {
        judging.record = true;
        judging.now = settings.today.or(replay.day()).unwrap_or(judging.now);
        let damaged = replay.damaged();
        if damaged > 0 {
            progress.warn(&format!("{damaged} records of the web are damaged; what they alone hold is unchecked"));
        }
    }
    let (mut audits, mut sources) = pairs(inputs, (&settings.read, &settings.parse, &settings.pair), errors);
    if let (Some(cache), false) = (&settings.cache, sources.as_slice().is_empty()) {
        evidence.cache = Some(Cache::open(cache.clone()));
    }
    let Observed { network, complete } = look(&audits, &mut sources, (settings, &judging), progress, &evidence)?;
    // An interrupted run asks no more.
    let complete =
        complete && look_with_full_stops(&mut audits, &mut sources, (settings, &judging), progress, &evidence)?;
    let complete = find_copies(&audits, &mut sources, settings, &judging, progress, &evidence)? && complete;
    if let Some(trouble) = evidence.cache.as_ref().and_then(Cache::trouble) {
        progress.warn(&trouble.to_string());
    }
    if let (Some(recorder), Some(path)) = (&evidence.record, &settings.record) {
        errors.extend(recorder.error().map(|cause| Error::Write { path: path.display().to_string(), cause }));
    }
    let findings = judge::judge(&mut audits, &sources, &judging);
    let now_taken = judging.now.to_string();
    let run =
        Run { version: version(), started, finished: now(), mode: settings.mode, now: now_taken, complete, network };
    Ok(Report { run, audits, sources, findings, exit_code: None })
}

/// Looks at the sources, unless the run is offline.
fn look(
    audits: &[Audit],
    sources: &mut Sources,
    (settings, judging): (&Settings, &judge::Settings),
    progress: &dyn Progress,
    evidence: &Evidence,
) -> Result<Observed, Error> {
    let sources = sources.as_mut_slice();
    if settings.mode == Mode::Offline {
        for source in sources {
            source.observation.get_or_insert_with(|| Box::new(Observation::not_asked(Cause::Offline)));
        }
        return Ok(Observed { network: NetworkUse::Unused, complete: true });
    }
    let wanted = |source: &Source| source.cited || !settings.notes_only;
    let claims = claims(audits);
    let settled = |source: usize, url: &str, page: &Page| {
        let first = claims.partition_point(|&(claimed, _)| claimed < source);
        let of_source = claims.iter().skip(first).take_while(|(claimed, _)| *claimed == source);
        let of_source: Vec<_> = of_source.map(|(_, claim)| *claim).collect();
        judge::settles(&of_source, url, page, judging)
    };
    let observed = observe::observe_with(sources, &wanted, &settled, &settings.observe, progress, evidence)
        .map_err(|cause| Error::Observe { cause })?;
    for source in sources {
        source.observation.get_or_insert_with(|| Box::new(Observation::not_asked(Cause::Excluded)));
    }
    Ok(observed)
}

/// Looks whether what leads nowhere leads somewhere with the full stop that stands after it; what does is proposed.
fn look_with_full_stops(
    audits: &mut [Audit],
    sources: &mut Sources,
    (settings, judging): (&Settings, &judge::Settings),
    progress: &dyn Progress,
    evidence: &Evidence,
) -> Result<bool, Error> {
    let nowhere: Vec<bool> =
        sources.as_slice().iter().map(|source| judge::leads_nowhere(source.observation.as_deref(), judging)).collect();
    let readings = pair::with_full_stops(audits, &|source| nowhere.get(source.0) == Some(&true));
    let mut tried = Sources::default();
    let ids: Vec<SourceId> = readings.iter().map(|reading| tried.intern(reading.request(), true)).collect();
    let all = tried.as_mut_slice();
    let observed = observe::observe_with(all, &|_| true, &|_, _, _| false, &settings.observe, progress, evidence)
        .map_err(|cause| Error::Observe { cause })?;
    for (reading, id) in readings.into_iter().zip(ids) {
        let seen = tried.get(id).and_then(|source| source.observation.clone());
        if judge::leads_somewhere(seen.as_deref(), judging) {
            let source = sources.intern(reading.request(), true);
            if let Some(slot) = sources.as_mut_slice().get_mut(source.0) {
                slot.observation = slot.observation.take().or(seen);
            }
            reading.propose(audits, source);
        }
    }
    Ok(observed.complete)
}

/// Looks for archived copies of what is gone or is something else. That takes a judgement of what was seen so far.
fn find_copies(
    audits: &[Audit],
    sources: &mut Sources,
    settings: &Settings,
    judging: &judge::Settings,
    progress: &dyn Progress,
    evidence: &Evidence,
) -> Result<bool, Error> {
    if evidence.archive.is_none() || settings.mode == Mode::Offline {
        return Ok(true);
    }
    let mut draft = audits.to_vec();
    let findings = judge::judge(&mut draft, sources, judging);
    let doubtful = judge::doubtful(&draft, &findings);
    let cited: HashMap<usize, _> = doubtful.iter().map(|doubtful| (doubtful.source.0, doubtful.cited)).collect();
    let all = sources.as_mut_slice().iter_mut().enumerate();
    let wanted = all.filter_map(|(index, source)| Some((source, *cited.get(&index)?))).collect();
    observe::look_for_copies(wanted, &settings.observe, progress, evidence).map_err(|cause| Error::Observe { cause })
}

fn evidence(settings: &Settings) -> Result<Evidence, Error> {
    let replay = match &settings.replay {
        Some(path) => {
            Some(Replay::open(path).map_err(|cause| Error::Replay { path: path.display().to_string(), cause })?)
        }
        None => None,
    };
    let record = match &settings.record {
        Some(path) => {
            Some(Recorder::create(path).map_err(|cause| Error::Write { path: path.display().to_string(), cause })?)
        }
        None => None,
    };
    Ok(Evidence { replay, record, cache: None, doi: settings.doi.clone(), archive: settings.archive.clone() })
}

/// Takes the inputs through the stages that need neither the web nor a judgement. An input that cannot be read
/// becomes one of `errors`.
pub fn extract(inputs: Vec<Input>, settings: &read::Settings, errors: &mut Vec<Error>) -> Report {
    let started = now();
    let (parse, pair) = (parse::Settings::default(), pair::Settings::default());
    let (audits, sources) = pairs(inputs, (settings, &parse, &pair), errors);
    let (mode, network) = (Mode::Offline, NetworkUse::Unused);
    let run =
        Run { version: version(), started, finished: now(), mode, now: today().to_string(), complete: true, network };
    Report { run, audits, sources, findings: Vec::new(), exit_code: None }
}

/// Today, in UTC.
pub fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

fn pairs(
    inputs: Vec<Input>,
    (reading, parsing, pairing): (&read::Settings, &parse::Settings, &pair::Settings),
    errors: &mut Vec<Error>,
) -> (Vec<Audit>, Sources) {
    let (mut audits, mut sources) = (Vec::new(), Sources::default());
    let walked: HashSet<String> = inputs.iter().filter(|input| input.walked).map(|input| input.path.clone()).collect();
    // Without a thread, parsing makes what it needs when it needs it.
    if thread::available_parallelism().is_ok_and(|processors| processors.get() > 1) {
        let _ = thread::Builder::new().spawn(parse::prepare);
    }
    let parsed =
        side_by_side(inputs, |Input { path, bytes, beside, .. }| match read::read(&path, &bytes, &beside, reading) {
            Ok(document) => Ok(parse::parse_with(document, parsing)),
            Err(cause) => Err(Error::Read { path, cause }),
        });
    let drawn = read::drawn_in(parsed.iter().flatten().map(|audit| &audit.document));
    for result in parsed {
        match result {
            Ok(audit) if walked.contains(&audit.document.path) && drawn.contains(&audit.document.path) => {}
            Ok(mut audit) => {
                pair::pair_with(&mut audit, &mut sources, pairing);
                audits.push(audit);
            }
            Err(error) => errors.push(error),
        }
    }
    sources.shrink_to_fit();
    (audits, sources)
}

/// As many of the URLs left over on a page may be that of a citation that lacks one. It bounds the work.
const MOST_LEFT: usize = 12;

/// The citations that claim a source, for certain or perhaps, in the order of the sources. One that lacks a URL may have
/// any that is left over on its page.
fn claims(audits: &[Audit]) -> Vec<(usize, Claim<'_>)> {
    let mut claims = Vec::new();
    for audit in audits {
        let page = |at: usize| audit.document.page_at(at);
        let mut left: HashMap<Option<usize>, Vec<SourceId>> = HashMap::new();
        for url in &audit.unpaired {
            left.entry(page(url.range.start)).or_default().extend(url.source);
        }
        for note in &audit.notes {
            for citation in &note.citations {
                let candidates = citation.pairing.iter().flat_map(|pairing| &pairing.candidates);
                let sources = citation.source.into_iter().chain(candidates.map(|candidate| candidate.source));
                let lacks = citation.source.is_none() && citation.expects_link && !left.is_empty();
                let left = lacks.then(|| left.get(&page(note.range.start))).flatten();
                let sources = sources.chain(left.into_iter().flatten().take(MOST_LEFT).copied());
                claims.extend(sources.map(|source| (source.0, Claim { audit, note, citation })));
            }
        }
    }
    claims.shrink_to_fit();
    claims.sort_by_key(|(source, _)| *source);
    claims
}

fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// This moment to the second, in UTC.
fn now() -> String {
    let now = Timestamp::now();
    let to_the_second = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Trunc);
    now.round(to_the_second).unwrap_or(now).to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use std::fs;
    use std::ops::Range;

    use super::*;
    use crate::model::{Citation, Document, LooseUrl, Note, NoteKind, Place};

    /// A note on a page, with one citation.
    fn note(range: Range<usize>, citation: Citation) -> Note {
        Note {
            id: "".into(),
            number: "1".into(),
            marker: "1".into(),
            kind: NoteKind::Footnote,
            sequence: 0,
            place: Place::default(),
            range,
            text: "".into(),
            callouts: Vec::new(),
            citations: vec![citation],
        }
    }

    /// Else the page of such a URL would be read to its head only, for nothing seemed to be cited of it, and its head
    /// would then settle what the rest of it contradicts.
    #[test]
    fn a_citation_that_lacks_its_url_claims_those_left_over_on_its_page() {
        let left = |start: usize, source: usize| LooseUrl {
            url: "".into(),
            text: "".into(),
            range: start..start + 1,
            place: Place::default(),
            source: Some(SourceId(source)),
        };
        let lacking = Citation { expects_link: true, ..Citation::default() };
        let having = Citation { source: Some(SourceId(3)), ..lacking.clone() };
        let audit = Audit {
            document: Document { pages: vec![0..10, 10..20], ..Document::default() },
            notes: vec![note(0..2, having), note(2..4, lacking), note(12..14, Citation::default())],
            unpaired: vec![left(8, 5), left(18, 4), left(9, 1)],
            ..Audit::default()
        };
        let audits = [audit];
        let claimed: Vec<_> =
            claims(&audits).into_iter().map(|(source, claim)| (source, claim.note.range.start)).collect();
        assert_eq!(claimed, [(1, 2), (3, 0), (5, 2)]);
    }

    #[test]
    fn a_chapter_met_on_the_way_is_audited_where_it_is_drawn_in() {
        let directory = tempfile::tempdir().unwrap();
        let files = [
            ("chapter.tex", "One\\footnote{See \\url{https://a.example/}.}"),
            ("main.tex", "\\documentclass{book}\\begin{document}\\input{chapter}\\end{document}"),
        ];
        for (name, text) in files {
            fs::write(directory.path().join(name), text).unwrap();
        }
        for (walked, expected) in [(true, &["main.tex"][..]), (false, &["chapter.tex", "main.tex"])] {
            let input = |(name, text): (&str, &str)| Input {
                path: name.to_owned(),
                bytes: text.into(),
                beside: Beside::of(&directory.path().join(name)),
                walked,
            };
            let mut errors = Vec::new();
            let report = extract(files.into_iter().map(input).collect(), &read::Settings::default(), &mut errors);
            let paths: Vec<_> = report.audits.iter().map(|audit| audit.document.path.as_str()).collect();
            assert_eq!(paths, expected);
            assert!(errors.is_empty() && report.audits.iter().all(|audit| audit.notes.len() == 1));
        }
    }
}
