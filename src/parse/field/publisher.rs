//! The publisher of a work.

use crate::text::publisher::Publishers;
use crate::text::similarity::fold;

use super::segment::Segment;
use super::title::TitleFound;

/// Words that begin the names of those who publish; folded.
const HEADS: &[&str] = &[
    "صحيفه",
    "جريده",
    "وكاله",
    "قناه",
    "موقع",
    "مركز",
    "المركز",
    "مجله",
    "شبكه",
    "الشبكه",
    "اذاعه",
    "تلفزيون",
    "صفحه",
    "منصه",
    "معهد",
    "موسسه",
    "وزاره",
    "منظمه",
    "اللجنه",
    "لجنه",
    "هييه",
    "دار",
    "جامعه",
    "حساب",
    "مبادره",
    "مرصد",
    "المرصد",
    "حساب",
    "انستغرام",
    "the",
    "journal",
    "institute",
    "ministry",
    "university",
    "center",
    "centre",
    "radio",
];

/// Words that end such names; folded.
const TAILS: &[&str] = &[
    "نيوز",
    "برس",
    "نت",
    "بوست",
    "اونلاين",
    "تايمز",
    "للدراسات",
    "للانباء",
    "gazetesi",
    "haber",
    "ajansi",
    "dergisi",
    "tv",
    "vakfi",
    "universitesi",
    "merkezi",
    "enstitusu",
    "yayinlari",
    "kitabevi",
    "news",
    "times",
    "post",
    "press",
    "agency",
    "journal",
    "institute",
    "center",
    "centre",
    "university",
    "magazine",
    "foundation",
    "review",
    "gazette",
    "herald",
    "tribune",
    "courier",
    "bank",
    "organization",
    "organisation",
    "ministry",
    "council",
    "office",
];

/// The publisher found, with the index of its segment where it has one of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublisherFound {
    /// Its name as printed.
    pub text: String,
    /// The index of the segment that it is.
    pub segment: Option<usize>,
}

/// Whether a word begins publishers' names.
pub fn is_head(word: &str) -> bool {
    HEADS.contains(&fold(word).as_str())
}

/// Whether a text begins with a publisher's name: a word such as `صحيفة`, or a known one.
pub fn begins(text: &str, known: &Publishers) -> bool {
    let window: String = text.chars().take(60).take_while(|c| !",،\n".contains(*c)).collect();
    let first = window.split_whitespace().next().unwrap_or_default();
    is_head(first) && fold(first) != "the" || known.known_in(&window).first().is_some_and(|name| name.start == 0)
}

/// Whether a segment looks like a publisher's name.
pub fn is_like(text: &str, known: &Publishers) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let count = words.clone().take(9).count();
    let head = words.next().is_some_and(|word| HEADS.contains(&word) && (word != "the" || count <= 4));
    let tail = words.next_back().is_some_and(|word| TAILS.contains(&word));
    let is_known = || 2 * known.known_in(text).iter().map(std::ops::Range::len).sum::<usize>() > text.len();
    (count <= 8 && (head || tail)) || is_known()
}

/// How many bytes of a text are a publisher's name that a title follows with no sign between.
pub fn prefix(text: &str, known: &Publishers) -> Option<usize> {
    if let Some(name) = known.known_in(text).into_iter().find(|name| text.get(..name.start).is_some_and(is_generic)) {
        return Some(name.end);
    }
    let mut end = 0;
    for (index, word) in text.split(' ').take(4).enumerate() {
        end += word.len() + usize::from(index > 0);
        if index > 0 && TAILS.contains(&fold(word).as_str()) {
            return Some(end);
        }
    }
    // صحيفة الغد, وكالة سانا: the word and one more.
    let mut words = text.split(' ');
    let head = words.next().filter(|word| is_head(word))?;
    words.next().map(|name| head.len() + 1 + name.len())
}

fn is_generic(before: &str) -> bool {
    before.split_whitespace().all(is_head)
}

/// The publisher of a work: named in the imprint, else the segment that follows the title or stands by the date.
pub fn find(segments: &[Segment], title: &TitleFound, displaced: bool, known: &Publishers) -> Option<PublisherFound> {
    if let Some(name) = &title.imprint {
        return Some(PublisherFound { text: name.clone(), segment: None });
    }
    let others = |index: &usize| !title.segments.contains(index);
    let indices: Vec<usize> = (0..segments.len()).filter(others).collect();
    let usable = |index: &usize| segments.get(*index).is_some_and(|segment| !segment.quoted && segment.words() <= 12);
    let like = |index: &&usize| segments.get(**index).is_some_and(|segment| is_like(&segment.text, known));
    let indices: Vec<usize> = indices.into_iter().filter(usable).collect();
    let after: Vec<usize> = indices.iter().copied().filter(|index| *index >= title.segments.end).collect();
    let chosen = if displaced {
        indices.iter().find(like).or(after.first()).or(indices.first()).copied()
    } else {
        let by_date = segments.iter().filter(|segment| segment.leads).count().checked_sub(1);
        let named = after.iter().find(like).or_else(|| indices.iter().rev().find(like));
        named
            .or(after.first())
            .copied()
            .or_else(|| by_date.filter(|last| !title.segments.contains(last) && *last > title.segments.start))
    }?;
    let text = without_issue(&segments.get(chosen)?.text);
    (!text.is_empty()).then(|| PublisherFound { text: text.to_owned(), segment: Some(chosen) })
}

/// A journal's name without the volume after it, and without "in".
fn without_issue(text: &str) -> &str {
    let within = ["in: ", "in ", "In: ", "In ", "في: ", "içinde: "];
    let text = within.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let bracket = text.find(" (").and_then(|at| text.get(..at)).filter(|head| head.chars().any(char::is_alphabetic));
    bracket.unwrap_or(text).trim_end_matches(|c: char| c.is_numeric() || c == ' ' || c == '/')
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn publishers_stand_by_the_date_or_in_the_imprint() {
        check(
            |citation| citation.publisher.clone().map(String::from),
            &[
                ("River levels fall again, the Courier,7/05/2021. \nLink. ", "the Courier"),
                ("Nehir taştı, Delta Gazetesi, 4/09/2021.Link. ", "Delta Gazetesi"),
                ("وكالة الضفة، ارتفاع منسوب النهر إلى مستوى قياسي، 12/03/2021، الرابط.", "وكالة الضفة"),
                (
                    "“Rivers and Law,” Journal of Rivers 42, no. 3 (2022): 311–329, https://doi.org/10.1000/x1.",
                    "Journal of Rivers",
                ),
                ("سعاد مثال، تاريخ الأنهار في المشرق (عمّان: دار الضفة، 2019)، ص 33.", "دار الضفة"),
                (
                    "Anna Beispiel, „Der Fluss“, in: Delta Zeitung, 5. März 2020, abrufbar unter: https://d.example/f",
                    "Delta Zeitung",
                ),
                ("أنهار تختفي من الخريطة. موقع وزارة المياه، 17/08/2022، الرابط.", "موقع وزارة المياه"),
                (
                    " . الرابط ،  15/05/2022صحيفة الضفة، ،  مثال: سفن غير منضبطة تدخل الميناء على حدودنا  ",
                    "صحيفة الضفة",
                ),
                (" .الرابط، 2022/ 06/ 24، ، ضفاف نيوز وزارة تشارك في مؤتمر دولي حول المياه", "ضفاف نيوز"),
                (
                    "، ضفة  عرض جديد للمدينة بشأن المياه وشرط من الميناء لعودة السفن\n . الرابط، 05/2023/ 10بوست، ",
                    "ضفة بوست",
                ),
                (
                    "، راديو الضفة،  سفن عائدة مرتبطة بتراجع منسوب المياه في الميناء\n .الرابط، 2022/11/ 11",
                    "راديو الضفة",
                ),
                (
                    "وزارة  . موقع المدينة تنفي أن يكون الماء قد انقطع عن أحيائها  \n .الرابط، 2022/ 08/ 17المياه، ",
                    "موقع وزارة المياه",
                ),
                (
                    "الرابط ،  2022كانون الأول/ ديسبمر  13المدينة: مستعدون للتعاون مع الميناء لمواجهة الجفاف، ضفة برس، ",
                    "ضفة برس",
                ),
                ("Interview with a water officer, 14 March 2023.", "-"),
            ],
        );
    }
}
