//! The thread: read → parse → pair → observe → judge → [`Report`]. It ties the stages together and decides nothing.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

use crate::error::Error;
use crate::judge::{self, Claim};
use crate::model::{Audit, Cause, Mode, NetworkUse, Observation, Page, Report, Run, Source, Sources};
use crate::observe::{self, Observed, Progress};
use crate::pair;
use crate::parse;
use crate::read::{self, Reader};

/// A file to audit.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its path as given, with `/`; `-` for stdin.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What can be set of a run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The format of every input; `None` where each is looked at.
    pub format: Option<&'static Reader>,
    /// Where answers come from.
    pub mode: Mode,
    /// Whether the URLs of running text stay unasked.
    pub notes_only: bool,
    /// How the web is asked.
    pub observe: observe::Settings,
    /// How evidence is judged.
    pub judge: judge::Settings,
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
    let (mut audits, mut sources) = pairs(inputs, settings.format, errors);
    let (Observed { network, complete }, unasked) = match settings.mode {
        Mode::Offline | Mode::Replay => (Observed { network: NetworkUse::Unused, complete: true }, Cause::Offline),
        Mode::Online => {
            let wanted = |source: &Source| source.cited || !settings.notes_only;
            let claims = claims(&audits);
            let settled = |source: usize, url: &str, page: &Page| {
                let from = claims.partition_point(|&(claimed, _)| claimed < source);
                let of_source = claims.iter().skip(from).take_while(|(claimed, _)| *claimed == source);
                let of_source: Vec<_> = of_source.map(|(_, claim)| *claim).collect();
                judge::settles(&of_source, url, page, &settings.judge)
            };
            let observed = observe::observe(sources.as_mut_slice(), &wanted, &settled, &settings.observe, progress)
                .map_err(|cause| Error::Observe { cause })?;
            (observed, Cause::Excluded)
        }
    };
    for source in sources.as_mut_slice() {
        source.observation.get_or_insert_with(|| Box::new(Observation::not_asked(unasked)));
    }
    let findings = judge::judge(&mut audits, &sources, &settings.judge);
    let today = settings.judge.now;
    let run = Run { started, finished: now(), mode: settings.mode, now: today.to_string(), complete, network };
    Ok(Report { run, audits, sources, findings, exit_code: None })
}

/// Takes the inputs through the stages that need neither the web nor a judgement. An input that cannot be read
/// becomes one of `errors`.
pub fn extract(inputs: Vec<Input>, format: Option<&'static Reader>, errors: &mut Vec<Error>) -> Report {
    let started = now();
    let (audits, sources) = pairs(inputs, format, errors);
    let (mode, network) = (Mode::Offline, NetworkUse::Unused);
    let run = Run { started, finished: now(), mode, now: today().to_string(), complete: true, network };
    Report { run, audits, sources, findings: Vec::new(), exit_code: None }
}

/// Today, in UTC.
pub fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

fn pairs(inputs: Vec<Input>, format: Option<&'static Reader>, errors: &mut Vec<Error>) -> (Vec<Audit>, Sources) {
    let (mut audits, mut sources) = (Vec::new(), Sources::default());
    for Input { path, bytes } in inputs {
        match read::read(&path, &bytes, format) {
            Ok(document) => {
                let mut audit = parse::parse(document);
                pair::pair(&mut audit, &mut sources);
                audits.push(audit);
            }
            Err(cause) => errors.push(Error::Read { path, cause }),
        }
    }
    (audits, sources)
}

/// The citations that claim a source, for certain or perhaps, in the order of the sources.
fn claims(audits: &[Audit]) -> Vec<(usize, Claim<'_>)> {
    let mut claims = Vec::new();
    for audit in audits {
        for note in &audit.notes {
            for citation in &note.citations {
                let candidates = citation.pairing.iter().flat_map(|pairing| &pairing.candidates);
                let sources = citation.source.into_iter().chain(candidates.map(|candidate| candidate.source));
                claims.extend(sources.map(|source| (source.0, Claim { audit, note, citation })));
            }
        }
    }
    claims.sort_by_key(|(source, _)| *source);
    claims
}

/// This moment to the second, in UTC.
fn now() -> String {
    let now = Timestamp::now();
    let to_the_second = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Trunc);
    now.round(to_the_second).unwrap_or(now).to_string()
}
