//! How far asking a source got: what its answer, or the lack of one, amounts to.

use super::Settings;
use crate::model::{Cause, DnsAnswer, Mark, Observation, Outcome};

/// How far asking a source got.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach<'a> {
    /// It was not asked; why, if that is known.
    NotAsked(Option<Cause>),
    /// It is conclusively gone.
    Gone(Gone, &'a Observation),
    /// The site refuses automated readers.
    Blocked(&'a Observation),
    /// No conclusive answer came.
    Unreachable(&'a Observation),
    /// It answered with a page, or with something else that is there.
    Answered(&'a Observation),
}

/// How a source is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// It answered 404 or 410.
    Status(u16),
    /// Its host has no such name.
    NoSuchName,
}

/// Marks of bot walls, by the names under which they are observed. With any of them the answer is not the page's.
const WALLS: [&str; 20] = [
    "cf-challenge",
    "cf-denied",
    "vercel-challenge",
    "aws-waf-challenge",
    "aws-waf-captcha",
    "sg-captcha",
    "datadome",
    "kasada",
    "akamai-denied",
    "request-denied",
    "perimeterx",
    "imperva",
    "anubis",
    "sucuri",
    "bloomberg",
    "radware",
    "haproxy",
    "client-challenge",
    "shieldsquare",
    "checking-browser",
];

/// What an observation amounts to.
///
/// Gone is only what a second look confirmed; in a record, where none can be had, the one answer counts.
pub(super) fn reach<'a>(observation: Option<&'a Observation>, settings: &Settings) -> Reach<'a> {
    let Some(observation) = observation else { return Reach::NotAsked(None) };
    match observation.outcome {
        Outcome::NotAsked => Reach::NotAsked(observation.cause),
        Outcome::Answered | Outcome::Unreachable if wall(observation).is_some() => Reach::Blocked(observation),
        Outcome::Answered => match observation.status.unwrap_or_default() {
            200..=299 => Reach::Answered(observation),
            status @ (404 | 410) if is_confirmed(observation, settings) => {
                Reach::Gone(Gone::Status(status), observation)
            }
            401 | 403 | 407 | 429 | 451 | 999 => Reach::Blocked(observation),
            _ => Reach::Unreachable(observation),
        },
        Outcome::Unreachable
            if observation.dns == Some(DnsAnswer::NoSuchName) && is_confirmed(observation, settings) =>
        {
            Reach::Gone(Gone::NoSuchName, observation)
        }
        Outcome::Unreachable | Outcome::Refused => Reach::Unreachable(observation),
    }
}

/// The mark of a bot wall, where there is one.
pub(super) fn wall(observation: &Observation) -> Option<&Mark> {
    observation.marks.iter().find(|mark| WALLS.contains(&mark.mark))
}

/// Whether every look agrees that the source is gone, and there was more than one where more can be had.
fn is_confirmed(observation: &Observation, settings: &Settings) -> bool {
    let gone = observation
        .looks
        .iter()
        .all(|look| matches!((look.status, look.cause), (Some(404 | 410), _) | (_, Some(Cause::Dns))));
    gone && (settings.record || observation.looks.len() >= 2)
}
