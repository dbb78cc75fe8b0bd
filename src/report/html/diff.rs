//! What differs between two titles, word by word.

use maud::{Markup, html};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::foreign;
use crate::text::sanitize::visible;
use crate::text::similarity::fold;

/// As many words of either side are compared.
const WORDS: usize = 200;

/// The cited text and the one found, each with the words that the other does not have marked. Words are the same that
/// differ in nothing but marks, case and punctuation.
pub(super) fn diff(cited: &str, found: &str) -> (Markup, Markup) {
    let (cited, found) = (visible(cited), visible(found));
    let (old, new) = (words(&cited), words(&found));
    let folded = |words: &[&str]| words.iter().map(|word| fold(word)).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Patience, &folded(&old), &folded(&new));
    let side = |words: &[&str], old: bool| {
        html! {
            @for op in &ops {
                @let range = if old { op.old_range() } else { op.new_range() };
                @let part = words.get(range).unwrap_or_default().join(" ");
                @if !part.is_empty() {
                    @match (op.tag(), old) {
                        (DiffTag::Equal, _) => (part),
                        (_, true) => del { (part) },
                        (_, false) => ins { (part) },
                    }
                    " "
                }
            }
        }
    };
    (
        html! { bdi dir=(foreign::dir(&cited)) { (side(&old, true)) } },
        html! { bdi dir=(foreign::dir(&found)) { (side(&new, false)) } },
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
        let (cited, found) = diff("ازمة المياه فى الحوض", "أزمة المياه في <السدير>");
        assert_eq!(cited.0, "<bdi dir=\"rtl\">ازمة المياه فى <del>الحوض</del> </bdi>");
        assert_eq!(found.0, "<bdi dir=\"rtl\">أزمة المياه في <ins>&lt;السدير&gt;</ins> </bdi>");
    }
}
