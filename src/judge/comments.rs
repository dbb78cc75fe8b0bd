//! What editors decided in the comments that isnad left in a document: what one says that is resolved is accepted.

use std::ops::Range;

use crate::model::{Audit, Decision, Finding, Note, Suppressed, SuppressedBy};
use crate::text::remark::names;

/// Whether a comment of an earlier run that was marked as resolved accepts a finding; the last reply is the reason.
///
/// A comment speaks of a finding if it names its rule and its URL, and does not stand where another note is called. It
/// holds no longer once the URL in the note is another. Fingerprints would
/// not do: they hold the path, and comments are read from a copy of the file that they were written about.
pub(super) fn accepted(finding: &Finding, audits: &[Audit]) -> Option<Suppressed> {
    let audit = audits.get(finding.document)?;
    let mut resolved = audit.document.decisions.iter().filter(|decision| decision.resolved);
    let decision = resolved.find(|decision| speaks_of(decision, finding, audit))?;
    let reason = decision.replies.last().map(|reply| reply.text.trim().to_owned()).unwrap_or_default();
    Some(Suppressed { by: SuppressedBy::Comment, reason, until: None })
}

fn speaks_of(decision: &Decision, finding: &Finding, audit: &Audit) -> bool {
    if !names(&decision.text, finding.rule, finding.url.as_deref()) {
        return false;
    }
    let note = finding.note.as_ref().and_then(|(_, id)| audit.notes.iter().find(|note| note.id == *id));
    let stands_at = |note: &Note| note.callouts.iter().any(|callout| meet(&decision.range, &callout.range));
    // Comments on what is called in a text box stand beside the box, where nothing is called.
    note.is_none_or(|note| stands_at(note) || !audit.notes.iter().any(stands_at))
}

/// Whether two ranges have something in common; a point has what it lies at the edge of.
fn meet(comment: &Range<usize>, callout: &Range<usize>) -> bool {
    if comment.is_empty() {
        callout.start <= comment.start && comment.start <= callout.end
    } else {
        comment.start < callout.end && callout.start < comment.end
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::builder::{Sample, Saying, cite, status};
    use crate::model::{Decision, Reply, Suppressed, SuppressedBy};

    const URL: &str = "https://herald.example/dam";

    fn sample() -> Sample {
        let mut sample = Sample::declared();
        for (number, callout) in [("1", 10..13), ("2", 13..16)] {
            sample.note(number, vec![cite("The dam").at(URL)]).callouts[0].range = callout;
        }
        sample.web(URL, status(404));
        sample
    }

    fn suppressed(decision: Decision) -> Vec<Option<String>> {
        let mut sample = sample();
        sample.audit.document.decisions = vec![decision];
        let reason = |suppressed: &Suppressed| {
            assert_eq!(suppressed.by, SuppressedBy::Comment);
            suppressed.reason.clone()
        };
        sample.judged().iter().map(|finding| finding.suppressed.as_ref().map(reason)).collect()
    }

    #[test]
    fn a_resolved_comment_accepts_what_it_names_where_it_stands() {
        let callout = 13..16;
        let text = format!("dead-link: the page is gone\n{URL}\nlook elsewhere");
        let replies = vec![
            Reply { author: "A".into(), text: "why?".into() },
            Reply { author: "B".into(), text: " cited as it was ".into() },
        ];
        let decision = Decision { text, range: callout.clone(), resolved: true, replies };
        let accepted = Some("cited as it was".to_owned());
        assert_eq!(suppressed(decision.clone()), [None, accepted.clone()]);
        assert_eq!(suppressed(Decision { range: 16..16, ..decision.clone() }), [None, accepted]);
        assert_eq!(suppressed(Decision { replies: Vec::new(), ..decision.clone() }), [None, Some(String::new())]);
        let beside = Decision { range: 17..18, replies: Vec::new(), ..decision.clone() };
        assert_eq!(suppressed(beside), [Some(String::new()), Some(String::new())]);
        for left in [
            Decision { resolved: false, ..decision.clone() },
            Decision { text: format!("title-mismatch: another page\n{URL}"), ..decision.clone() },
            Decision { text: format!("dead-link: the page is gone\n{URL}/2"), ..decision },
        ] {
            assert_eq!(suppressed(left.clone()), [None, None], "{left:?}");
        }
    }
}
