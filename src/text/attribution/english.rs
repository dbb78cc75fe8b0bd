//! Reports in English.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Sentence, set};

/// Who speaks: people by their office, publications and bodies, and what they publish.
static SPEAKERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "he she they who official officials minister ministers ministry president spokesman spokeswoman spokesperson",
        "spokespeople ambassador envoy governor mayor senator lawmaker lawmakers general commander secretary chairman",
        "chairwoman chair director head chief researcher researchers expert experts analyst analysts economist economists",
        "scholar scholars scientist scientists historian historians critic critics observer observers activist activists",
        "witness witnesses resident residents police authorities government agency agencies bank court union newspaper",
        "newspapers magazine media press report reports study studies survey surveys poll polls research data figures",
        "statistics estimate estimates sources source statement document documents records author authors editor editors",
        "reporter reporters journalist journalists correspondent lawyer lawyers doctor doctors commission committee council",
        "organisation organization organisations organizations charity ngo think",
    ])
});

/// Verbs of nothing but speech.
static SPEECH: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "said says told tells stated announced claimed claims declared insisted insists wrote writes tweeted testified",
        "asserted asserts alleged",
    ])
});

/// Verbs that report only with `that` or with a quotation.
static REPORTING: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "reported reports argued argues warned warns noted notes added adds confirmed confirms explained explains",
        "denied denies revealed reveals acknowledged acknowledges found finds concluded concludes suggested suggests",
        "estimated estimates showed shows indicated indicates stressed stresses believes predicted predicts admitted",
    ])
});

/// What shows without speaking, what one is according to without anybody saying so, and what is the writer's own.
static MUTE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "table figure fig section article articles chapter annex appendix law decree regulation resolution act plan",
        "schedule our my these this following above whether which type size age",
    ])
});

/// Words with a capital because they begin a sentence.
static FUNCTION: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "the a an this that these those it its we i our my in on at for from by with as but and or if when while where",
        "after before since there here however although though most many some several all no not one two to of what",
    ])
});

/// So many words before its verb the subject begins at the earliest.
const NEAR: usize = 6;

pub(super) fn report(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    let words = sentence.words.iter().enumerate().filter(|(_, word)| !word.quoted);
    words.map(|(index, _)| index).find_map(|index| {
        let words = according(sentence, index).or_else(|| verb(sentence, index))?;
        Some(sentence.range(words))
    })
}

/// `according to officials`, `as reported by Reuters`.
fn according(sentence: &Sentence<'_>, index: usize) -> Option<Range<usize>> {
    let is = |offset: usize, word: &str| sentence.folded(index + offset) == word;
    let from = match sentence.folded(index) {
        "according" if is(1, "to") => index + 2,
        "as" if is(2, "by") && matches!(sentence.folded(index + 1), "reported" | "cited" | "quoted") => index + 3,
        "quoted" | "cited" if is(1, "by") => index + 2,
        _ => return None,
    };
    let behind = from..from + 5;
    let first = behind.clone().find(|&at| {
        is_name(sentence, at) || MUTE.contains(sentence.folded(at)) || SPEAKERS.contains(sentence.folded(at))
    })?;
    (!MUTE.contains(sentence.folded(first))).then_some(index..first + 1)
}

fn verb(sentence: &Sentence<'_>, index: usize) -> Option<Range<usize>> {
    let word = sentence.folded(index);
    let speech = SPEECH.contains(word);
    if !speech && !REPORTING.contains(word) {
        return None;
    }
    let near = index.saturating_sub(NEAR)..index;
    let own = near.clone().any(|at| {
        matches!(sentence.folded(at), "i" | "we" | "our")
            || sentence.folded(at) == "this"
                && at + 3 > index.saturating_sub(1)
                && SPEAKERS.contains(sentence.folded(at + 1))
    });
    // `is said to`, `the reported cases`, `that said`.
    let before = index.checked_sub(1).map_or("", |at| sentence.folded(at));
    let passive = matches!(
        before,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "the"
            | "that"
            | "having"
            | "no"
            | "once"
            | "as"
            | "so"
    );
    if own || passive {
        return None;
    }
    // Whoever `the engineer` is, what an engineer said is reported.
    let somebody = || {
        let article =
            |at: usize| matches!(sentence.folded(at), "the" | "a" | "an" | "his" | "her" | "their" | "one" | "another");
        (index.saturating_sub(4)..index.saturating_sub(1)).rev().find(|&at| article(at)).filter(|_| speech)
    };
    let quoted_before = index.checked_sub(1).and_then(|at| sentence.words.get(at)).is_some_and(|word| word.quoted);
    let subject = near.rev().find(|&at| {
        let word = sentence.folded(at);
        SPEAKERS.contains(word)
            || is_name(sentence, at)
            || at == 0 && index == 1 && !FUNCTION.contains(word) && !MUTE.contains(word)
    });
    let that = (index + 1..index + 5).any(|at| sentence.folded(at) == "that") || sentence.quotes();
    match subject.or_else(somebody) {
        Some(subject) if speech || that => Some(subject..index + 1),
        None if speech && quoted_before && sentence.quotes() => Some(index..index + 2),
        _ => None,
    }
}

/// Whether a word is a name: a capital within a sentence, or a first word that a second capital follows.
fn is_name(sentence: &Sentence<'_>, index: usize) -> bool {
    let Some(word) = sentence.words.get(index).filter(|word| word.capital && !word.quoted) else { return false };
    if FUNCTION.contains(&word.folded) {
        return false;
    }
    index > 0 || sentence.words.get(1).is_some_and(|next| next.capital)
}
