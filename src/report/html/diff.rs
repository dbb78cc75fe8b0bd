//! What differs between two titles, word by word.

use maud::{Markup, html};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::foreign;
use crate::text::sanitize::visible;
use crate::text::similarity::fold;

/// As many words of either side are compared.
const WORDS: usize = 200;
/// The share of words that two titles must have in common to be worth comparing word by word: where they have next to
/// nothing, every word would be marked, which tells nothing and is hard to read.
const ALIKE: f64 = 0.25;

/// The cited text and the one found, each in a block that runs as it does, with the words that the other does not have
/// marked. Words are the same that differ in nothing but marks, case and punctuation. Titles that have next to nothing
/// in common are left unmarked. Each comes with its language, where that is known.
pub(super) fn diff(cited: (&str, Option<&str>), found: (&str, Option<&str>)) -> (Markup, Markup) {
    let ((cited, of_cited), (found, of_found)) = (cited, found);
    let (cited, found) = (visible(cited), visible(found));
    let (old, new) = (words(&cited), words(&found));
    let folded = |words: &[&str]| words.iter().map(|word| fold(word)).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Patience, &folded(&old), &folded(&new));
    let common: usize = ops.iter().filter(|op| op.tag() == DiffTag::Equal).map(|op| op.old_range().len()).sum();
    let alike = common as f64 >= ALIKE * old.len().min(new.len()) as f64;
    let side = |words: &[&str], old: bool| {
        html! {
            @for op in &ops {
                @let range = if old { op.old_range() } else { op.new_range() };
                @let part = words.get(range.clone()).unwrap_or_default().join(" ");
                @if !part.is_empty() {
                    // A blank stands between two words, and none after the last.
                    @if range.start > 0 { " " }
                    @match (op.tag(), old) {
                        (DiffTag::Equal, _) => (part),
                        _ if !alike => (part),
                        (_, true) => del { (part) },
                        (_, false) => ins { (part) },
                    }
                }
            }
        }
    };
    (
        html! { div dir=(foreign::dir(&cited)) lang=[of_cited] { (side(&old, true)) } },
        html! { div dir=(foreign::dir(&found)) lang=[of_found] { (side(&new, false)) } },
    )
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().take(WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_are_marked() {
        let (cited, found) = diff(("ازمة المياه فى الحوض", Some("ar")), ("أزمة المياه في <السدير>", None));
        assert_eq!(cited.0, "<div dir=\"rtl\" lang=\"ar\">ازمة المياه فى <del>الحوض</del></div>");
        assert_eq!(found.0, "<div dir=\"rtl\">أزمة المياه في <ins>&lt;السدير&gt;</ins></div>");
        let (cited, found) = diff(("Where the river ends", None), ("Ten recipes for lamb", None));
        assert_eq!(
            cited.0 + &found.0,
            "<div dir=\"ltr\">Where the river ends</div><div dir=\"ltr\">Ten recipes for lamb</div>"
        );
    }
}
