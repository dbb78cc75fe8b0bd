//! The author of a work.

use super::publisher::{self, PublisherFound};
use super::segment::Segment;
use super::title::TitleFound;
use crate::text::phrases::Phrases;
use crate::text::publisher::Publishers;

/// The longest list of authors, in words.
const LONGEST: usize = 14;

/// Whether a text looks like a person's name: two to four words, capitalised where the script has capitals.
pub fn is_name(text: &str, known: &Publishers) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || ".'’-\u{64b}\u{651}".contains(c));
    let latin = text.chars().any(char::is_lowercase);
    let particle =
        |word: &str| matches!(word, "and" | "ve" | "et" | "de" | "van" | "von" | "al" | "bin" | "ibn" | "und");
    let capitalised = words.iter().all(|word| word.starts_with(char::is_uppercase) || particle(word));
    plain
        && !publisher::is_like(text, known)
        && (2..=if latin { 6 } else { 3 }).contains(&words.len())
        && (!latin || capitalised)
}

/// What stands in brackets behind the name of whoever edits a work: `(Hrsg.)`, `(eds.)`, `(محررة)`.
static ROLE: Phrases = Phrases::pattern(
    &[
        "hrsg",
        "hg",
        "ed",
        "éd",
        "Éd",
        "dir",
        "coord",
        "comp",
        "haz",
        "ед",
        "ЕД",
        "ост",
        "ОСТ",
        "محرر",
        "تحرير",
        "شراف",
        "عداد",
        "گردآورنده",
        "עור",
    ],
    r"(?ix) \s* \( \s*
    (?: hrsg | hgg? | eds? | éds? | dirs? | coords? | comps? | (?: yay\.? \s* )? haz | (?: отв\.? \s* )? ред | сост
      | محرر (?: ة | ان | ون | ين )? | تحرير | [إا]شراف | [إا]عداد | گردآورنده | עורך | עורכת | עורכים )
    \.? \s* \) \s* $",
);

/// Whether a text ends with the role of whoever edits a work.
pub fn edits(text: &str) -> bool {
    role(text).is_some()
}

/// A name without the role behind it.
fn without_role(text: &str) -> &str {
    role(text).and_then(|start| text.get(..start)).unwrap_or(text)
}

/// Where the role begins that a text ends with.
fn role(text: &str) -> Option<usize> {
    let bracketed = text.trim_end().ends_with(')');
    let found = if bracketed { ROLE.within(text)?.find(text) } else { None };
    found.map(|role| role.start())
}

/// The author of a work: what stands before its title, unless that is the publisher.
pub fn find(segments: &[Segment], title: &TitleFound, publisher: Option<&PublisherFound>) -> Option<String> {
    let before = segments.get(..title.segments.start)?.iter().enumerate();
    let own = publisher.and_then(|publisher| publisher.segment);
    let names: Vec<&str> =
        before.filter(|(index, _)| own != Some(*index)).map(|(_, segment)| without_role(&segment.text)).collect();
    // An office that publishes what it wrote is its publisher.
    if let ([name], Some(publisher)) = (names.as_slice(), publisher)
        && *name == publisher.text
    {
        return None;
    }
    let joined = names.join(", ");
    let words = joined.split_whitespace().count();
    (words > 0 && words <= LONGEST && joined.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::tests::check;

    #[test]
    fn every_phrase_is_guarded() {
        crate::text::phrases::tests::assert_guarded(&ROLE);
    }

    #[test]
    fn authors_stand_before_titles() {
        check(
            |citation| citation.author.clone().map(String::from),
            &[
                (
                    "A. Example and B. Sample, “Rivers and Law,” Delta Review, 3 May 2021, link.",
                    "A. Example and B. Sample",
                ),
                ("ليلى مثال، \"حين يجف النهر\"، صحيفة الضفة، 12/03/2021، الرابط.", "ليلى مثال"),
                ("ليلى مثال، حين يجف النهر في الصيف، صحيفة الضفة، 12/03/2021، الرابط.", "ليلى مثال"),
                (
                    "Ayşe Deniz ve Ali Nehir, “Su ve Kent,” Delta Dergisi 7, sy. 2 (2022): 23–58, bağlantı.",
                    "Ayşe Deniz ve Ali Nehir",
                ),
                ("Jean Martin, « Le fleuve à sec », Le Delta, 3 août 2020, lien.", "Jean Martin"),
                ("Smith, J. (2021). The long history of rivers. Harbour House. https://site.example/a", "Smith, J"),
                ("بشأن المياه ينظر: ليلى مثال، \"حين يجف النهر\"، صحيفة الضفة، 12/03/2021، الرابط.", "ليلى مثال"),
                (".الرابط، 2024 مارس 12ليلى مثال، \"حين يجف النهر\"، المركز المائي للأبحاث، ", "ليلى مثال"),
                ("River levels fall again, citizens wait, the Courier, 5/11/2021, Link.", "-"),
                ("Delta News: “The river rises,” 3 May 2021, link", "-"),
                ("Institut für Wasser (Hrsg.): Der Fluss im Wandel. Bericht 2014, Link", "Institut für Wasser"),
                ("سعاد مثال (محررة)، القرى العطشى: شهادات من الوادي، مركز الضفة، 2020، الرابط.", "سعاد مثال"),
            ],
        );
    }
}
