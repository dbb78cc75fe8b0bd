//! Reports in Arabic.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Sentence, Speakers, set};
use crate::text::arabic::{is_arabic, stem};

/// Who speaks: people by their office, publications and bodies, and what they publish.
static SPEAKERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let words = set(&[
        "رئيس رئيسة وزير وزيرة وزراء وزارة مبعوث مبعوثة متحدث متحدثة ناطق ناطقة مسؤول مسؤولة مسؤولون مسؤولين مسؤولو",
        "مصدر مصادر خبير خبيرة خبراء باحث باحثة باحثون باحثين محلل محللة محللون محللين مراقبون مراقبين متابعون متابعين",
        "متابع كاتب كاتبة صحفي صحفية صحافي صحافية صحفيون صحافيون أستاذ أستاذة دكتور دكتورة مدير مديرة زعيم قائد عميد لواء",
        "عقيد جنرال أمين ناشط ناشطة ناشطون ناشطين شهود نائب سفير سفيرة محافظ مندوب مندوبة مستشار مستشارة ملك أمير بابا",
        "منظمة منظمات معهد صحيفة صحف جريدة وكالة وكالات قناة موقع مجلة إذاعة تلفزيون تقرير تقارير دراسة دراسات بيان",
        "تصريح تصريحات إحصاءات إحصائيات إحصائية أرقام تقديرات استطلاع استطلاعات وسائل إعلام حكومة خارجية داخلية بيت أمم",
        "يونيسف بنك لجنة هيئة مجلس اتحاد نقابة مفوضية محكمة نيابة شرطة مرصد شبكة جامعة مركز رويترز وثائق تسريبات",
    ]);
    words.iter().map(|word| stem(word).to_owned()).chain(words.iter().cloned()).collect()
});

/// Verbs and participles that are said of nothing but speech.
static SPEECH: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "قال قالت قالوا قائلا قائلة يقول تقول يقولون صرح صرحت مصرحا أعلن أعلنت أعلنوا أفاد أفادت أفادوا ذكر ذكرت ذكروا",
        "أضاف أضافت مضيفا مضيفة يضيف تضيف أوضح أوضحت موضحا موضحة علق علقت معلقا زعم زعمت ادعى ادعت كتب كتبت",
        "بقوله بقولها بقولهم بالقول",
    ])
});

/// Verbs that are said of much else besides speech. The perfect tense, with which a report begins.
static PERFECT: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "أكد أكدت مؤكدا مؤكدة أشار أشارت مشيرا مشيرة اعتبر اعتبرت معتبرا معتبرة رأى رأت شدد شددت مشددا مشددة حذر حذرت محذرا",
        "كشف كشفت لفت لفتت لافتا لافتة نفى نفت اتهم اتهمت دعا دعت طالب طالبت هدد هددت اقترح اقترحت توقع توقعت وصف وصفت",
        "رجح رجحت خلص خلصت نوه نوهت اعترف اعترفت أقر أقرت انتقد انتقدت أبلغ أبلغت عبر عبرت نقل نقلت",
    ])
});

/// The same in the imperfect, in which analyses and generalities are written too.
static IMPERFECT: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&[
        "يؤكد تؤكد يؤكدون يشير تشير يشيرون يعتبر تعتبر يعتبرون يرى ترى يرون يشدد تشدد يحذر تحذر يكشف تكشف يلفت تلفت ينفي",
        "يوضح توضح تنفي يتهم تتهم يدعو يطالب تطالب يتوقع تتوقع يصف تصف يرجح ترجح يجادل تجادل يزعم تزعم يدعي تدعي نشر نشرت",
    ])
});

/// Those that need nothing behind them.
static COMPLETE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    set(&["حذر حذرت نفى نفت اتهم اتهمت دعا دعت طالب طالبت هدد هددت اقترح اقترحت وصف وصفت أعلن أعلنت"])
});

/// What follows a verb of speech: that, and its joined forms.
static THAT: LazyLock<HashSet<String>> =
    LazyLock::new(|| set(&["أن أنه أنها أنهم أنهما أنني أننا إن إنه إنها إنهم إنني إننا بأن بأنه بأنها بأنهم"]));

/// Words that lead into who said it.
static BY: LazyLock<HashSet<String>> = LazyLock::new(|| set(&["حسب بحسب وفق وفقا طبقا نقلا حسبما وفقما"]));

/// Subjects that speak to nobody: where one follows the verb, nothing is reported.
static MUTE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let words = set(&[
        "نتيجة نتائج تجربة تجارب حدث أحداث تطور تطورات مؤشر مؤشرات تاريخ واقع وقائع تحول تحولات مآلات معطيات ظروف مرحلة",
        "موقف مواقف سياسة سياسات تحرك تحركات خطوة خطوات قرار قرارات مشهد أزمة أزمات حرب حروب انتخابات عملية عمليات",
    ]);
    words.iter().map(|word| stem(word).to_owned()).chain(words.iter().cloned()).collect()
});

/// So many words behind the verb the subject begins at the latest.
const NEAR: usize = 3;

pub(super) fn report(sentence: &Sentence<'_>, speakers: &mut Speakers) -> Option<Range<usize>> {
    let found = sentence.words.iter().enumerate().filter(|(_, word)| !word.quoted).find_map(|(index, _)| {
        let ends = by(sentence, index, speakers).or_else(|| verb(sentence, index, speakers))?;
        Some((index, ends))
    });
    let (index, ends) = found?;
    learn(sentence, index, speakers);
    Some(sentence.range(index..ends))
}

/// `بحسب الوزارة`, `وفق ما أكد`, `على لسان`, `كما ذكرت`.
fn by(sentence: &Sentence<'_>, index: usize, speakers: &Speakers) -> Option<usize> {
    let word = bare(sentence.folded(index));
    let next = bare(sentence.folded(index + 1));
    if word == "علي" && matches!(next, "لسان" | "ذمه") {
        return Some(index + 3);
    }
    if !BY.contains(word) {
        return None;
    }
    let from = if next == "عن" || next == "ل" { index + 2 } else { index + 1 };
    if bare(sentence.folded(from)) == "ما" || word.ends_with("ما") {
        let verb = from + usize::from(!word.ends_with("ما"));
        return (verb..verb + 2).find(|&at| spoken(sentence, at).is_some()).map(|at| at + 1);
    }
    (from..from + NEAR).find(|&at| is_speaker(sentence, at, speakers)).map(|at| at + 1)
}

/// A verb of speech with who speaks or what is said.
fn verb(sentence: &Sentence<'_>, index: usize, speakers: &Speakers) -> Option<usize> {
    let word = spoken(sentence, index)?;
    let (speech, perfect) = (SPEECH.contains(word), PERFECT.contains(word));
    let complement = sentence.quotes()
        || sentence.words.iter().skip(index + 1).any(|word| !word.quoted && THAT.contains(&word.folded))
        || speech && (index..index + 5).any(|at| sentence.behind(at).contains(':'));
    let speaker = (index + 1..=index + NEAR).find(|&at| is_speaker(sentence, at, speakers));
    let complete = COMPLETE.contains(word);
    let opens = perfect && is_opening(sentence, index) && !is_mute(sentence, index + 1);
    // Where `أن` follows at once, who speaks stands before the verb: `وكانت الوزارة قد أكدت أن`.
    let named = THAT.contains(sentence.folded(index + 1))
        && (index.saturating_sub(NEAR + 1)..index).any(|at| is_speaker(sentence, at, speakers));
    if (complement || complete) && speaker.is_some() || complement && (speech || opens || named) {
        return Some(speaker.unwrap_or(index + 1) + 1);
    }
    None
}

/// Whether a verb begins its clause: the sentence, or what stands behind a comma.
fn is_opening(sentence: &Sentence<'_>, index: usize) -> bool {
    index == 0 || sentence.behind(index - 1).contains(['،', ',', '؛']) || bare(sentence.folded(index - 1)) == "قد"
}

fn is_mute(sentence: &Sentence<'_>, index: usize) -> bool {
    let word = sentence.folded(index);
    MUTE.contains(word) || MUTE.contains(stem(word)) || THAT.contains(word)
}

fn is_speaker(sentence: &Sentence<'_>, index: usize, speakers: &Speakers) -> bool {
    let Some(word) = sentence.words.get(index).filter(|word| !word.quoted) else { return false };
    let folded = word.folded.as_str();
    // A name in Latin letters, in an Arabic sentence.
    let foreign = word.capital && folded.chars().count() > 1 && !folded.chars().any(is_arabic);
    SPEAKERS.contains(folded) || SPEAKERS.contains(stem(folded)) || speakers.names.contains(folded) || foreign
}

/// A word without what is joined to its front: `و`, `ف`.
fn bare(word: &str) -> &str {
    let rest = word.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() >= 2);
    rest.filter(|_| !BY.contains(word)).unwrap_or(word)
}

/// The verb of speech that a word is, without what is joined to it: `وأكد`, `أكده`, `وصفتها`.
fn spoken<'s>(sentence: &'s Sentence<'_>, index: usize) -> Option<&'s str> {
    let word = sentence.words.get(index)?;
    let verb = |word: &str| SPEECH.contains(word) || PERFECT.contains(word) || IMPERFECT.contains(word);
    // Folding makes the ending of nouns, as in `إضافة`, the same as that of an object.
    let noun = sentence.text.get(word.range.clone()).is_some_and(|written| written.ends_with('ة'));
    let objects: &[&str] = if noun { &[""] } else { &["", "ها", "هم", "هما", "ه"] };
    let whole = [word.folded.as_str(), bare(&word.folded)];
    whole
        .into_iter()
        .flat_map(|word| objects.iter().filter_map(|object| word.strip_suffix(object)))
        .find(|word| verb(word))
}

/// Keeps the name that stands before `أن` in a sentence whose speaker has an office: it may stand alone later.
fn learn(sentence: &Sentence<'_>, index: usize, speakers: &mut Speakers) {
    let Some(that) = sentence.words.iter().skip(index).position(|word| !word.quoted && THAT.contains(&word.folded))
    else {
        return;
    };
    let that = index + that;
    let office = (index + 1..that).any(|at| is_speaker(sentence, at, speakers));
    let name = that.checked_sub(1).and_then(|at| sentence.words.get(at)).filter(|word| !word.quoted);
    if let Some(name) = name.filter(|name| office && is_name(&name.folded)) {
        speakers.names.insert(name.folded.clone());
    }
}

/// Whether a word that stands where a name is expected may be one: not an adjective such as `السوري`.
fn is_name(word: &str) -> bool {
    word.starts_with(['ا', 'ل']) && word.chars().count() >= 4 && !word.ends_with('ي') && !word.ends_with("يه")
}
