//! What sort of citation a work is.

use crate::model::CitationKind;
use crate::text::phrases::Phrases;

use super::works::Work;

/// Phrases that send back to an earlier note, in Arabic, Turkish, English and Latin, French, German and Persian.
static BACK: Phrases = Phrases::pattern(
    &[],
    r"(?ix)
    (?: المرجع | المصدر | مرجع | مصدر ) \s+ (?: نفسه | ذاته | السابق | سابق | سبق \s+ ذكره )
    | (?: ^ | <edge> ) (?: (?: ibid | ibidem | op\.? \s* cit | loc\.? \s* cit | idem | ebd | ebenda | a\.? \s* a\.? \s* o | a\.? g\.? [emkty] ) (?: <edge> | $ )
        | ayn[ıi] \s+ (?: eser | makale | yer | kaynak ) | ad[ıi] \s+ ge[çc]en )
    | همان ،? (?: \s* ص | \s* $ | \. ) | همان \s+ (?: منبع | مأخذ )
    ",
);

/// Conversations: what nobody else can look up.
static TALK: Phrases = Phrases::pattern(
    &[
        "مقابل",
        "لقاء",
        "حوار",
        "تصال",
        "مكالمة",
        "محادثة",
        "مراسلة",
        "interview",
        "conversation",
        "correspondence",
        "communication",
        "şme",
        "Şme",
        "sme",
        "lakat",
        "portaj",
        "entretien",
        "gespr",
        "مصاحبه",
    ],
    r"(?ix)
    (?: مقابلة | مقابلات | لقاء | حوار ) \s+ (?: أجراها | أجراه | أجرتها | أجريت | أجري | شخصية | شخصي | خاصة | خاص | هاتفية | ميدانية | للباحث | للباحثة | الباحث | المؤلف | الكاتب | مع )
    | (?: اتصال | مكالمة | محادثة | مراسلة ) \s+ (?: هاتفي | هاتفية | شخصية | مع | إلكترونية )
    | \b (?: interview | interviewed | conversation | correspondence ) \s+ (?: with | by | conducted )
    | \b (?: author['’]?s? | personal | telephone | phone | field ) \s+ (?: interview | communication | correspondence | conversation )
    | \b (?: ki[şs]isel | y[üu]z \s+ y[üu]ze | telefonla | saha ) \s+ (?: g[öo]r[üu][şs]me | m[üu]lakat )
    | (?: y?l[ae] ) \s+ (?: g[öo]r[üu][şs]me | m[üu]lakat ) \s* (?: [,.;] | $ )
    | \b (?: ile | yap[ıi]lan | yapt[ıi][ğg][ıi] ) \s+ (?: g[öo]r[üu][şs]me | m[üu]lakat | r[öo]portaj )
    | \b entretien \s+ (?: avec | de ) | \b interview \s+ mit | \b gespr[äa]ch \s+ mit
    | مصاحبه \s+ با
    ",
);

/// The longest text, in words, that a phrase sending back makes a back-reference wherever it stands.
const SHORT: usize = 14;

/// Tells the kind of a work. `has_shape` says whether its text has the shape of a citation.
pub fn tell(work: &Work, has_shape: bool) -> CitationKind {
    let text = work.text();
    let linked = work.urls().next().is_some() || work.links().next().is_some();
    let expects = work.labels().next().is_some() || super::date::names_access(work);
    if !linked && sends_back(text) {
        return CitationKind::BackReference;
    }
    if linked || expects {
        return CitationKind::Web;
    }
    if talks(work) {
        return CitationKind::Interview;
    }
    if has_shape { CitationKind::Print } else { CitationKind::Comment }
}

/// Whether a text sends back to an earlier note.
pub fn sends_back(text: &str) -> bool {
    BACK.within(text).and_then(|back| back.find(text)).is_some_and(|found| {
        let before = text.get(..found.start()).unwrap_or_default();
        before.split_whitespace().count() <= 1 || text.split_whitespace().count() <= SHORT
    })
}

/// Whether a conversation is cited: named at the start of a segment, or anywhere in a short or displaced text.
fn talks(work: &Work) -> bool {
    let text = work.text();
    TALK.within(text).into_iter().flat_map(|talk| talk.find_iter(text)).any(|found| {
        let before = text.get(..found.start()).unwrap_or_default().trim_end();
        let opens = before.is_empty() || before.ends_with([',', '،', ':', ';', '؛', '.', '(']);
        opens || before.split_whitespace().count() <= 6 || work.note.displaced
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn every_phrase_is_guarded() {
        crate::text::phrases::tests::assert_guarded(&TALK);
    }

    #[test]
    fn kinds_are_told() {
        check(
            |citation| Some(format!("{:?}", citation.kind)),
            &[
                ("Ibid., 17.", "BackReference"),
                (
                    "Bkz. a.g.e., s. 41; ayrıca Ali Nehir, Su ve Kent (Ankara: Delta Kitap, 2022), ss. 88–91, link.",
                    "BackReference | Web",
                ),
                ("المرجع نفسه، ص 12.", "BackReference"),
                (".12المرجع نفسه، ص ", "BackReference"),
                ("سعاد مثال، مرجع سابق، ص 12.", "BackReference"),
                ("Ebd., S. 12.", "BackReference"),
                ("همان، ص ۱۲.", "BackReference"),
                ("مقابلة أجراها الباحث مع خبير في المياه، البصرة، 3 أيلول/سبتمبر 2023.", "Interview"),
                (".2023 أيلول/سبتمبر 3مقابلة أجراها الباحث مع خبير في المياه، البصرة، ", "Interview"),
                (" .2022/ 12/ 7قسم المياه في الشبكة، مقابلة أجراها الباحث مع ليلى مثال، مسؤولة ", "Interview"),
                ("Author's interview with a water engineer, Basra, 3 May 2021.", "Interview"),
                ("Personal communication, 3 May 2021.", "Interview"),
                ("Bir mühendis ile görüşme, Ankara, 3 Mayıs 2021.", "Interview"),
                ("Değirmen sahibiyle görüşme, 12 Temmuz 2021.", "Interview"),
                ("مقابلة مع وزير المياه، قناة الضفة، 3/05/2021، الرابط.", "Web"),
                ("Interview with the minister, https://delta.example/interview.", "Web"),
                ("سعاد مثال، تاريخ الأنهار في المشرق (عمّان: دار الضفة، 2019)، ص 33.", "Print"),
                ("The point is contested, and the data are not public.", "Comment"),
                ("“Rivers,” Delta Update (accessed 3 May 2021).", "Web"),
                ("National Archives, FO 371/12, “Letter on rivers,” consulted on 3 May 2019.", "Print"),
                ("The accounts were checked on 5 June 2020 and found in order.", "Comment"),
                ("تمت الزيارة في 5/6/2021 بحضور الوزير ووفد من الهيئة.", "Comment"),
                ("المقصود هنا ضفاف النهر كلها.", "Comment"),
            ],
        );
    }
}
