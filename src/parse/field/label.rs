//! The link label of a work.

use crate::text::label::LabelKind;
use crate::text::line::one_line;

use super::works::Work;

/// The label a work prints: the word that carries the link rather than the phrase before a URL.
pub fn find(work: &Work) -> Option<String> {
    let mut labels = work.labels().peekable();
    let first = labels.peek().map(|label| label.label.clone());
    labels
        .find(|label| label.kind == LabelKind::Link)
        .map(|label| label.label.clone())
        .or(first)
        .map(|label| one_line(&label))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn labels_go_to_their_works() {
        let label = |citation: &crate::model::Citation| {
            citation.expects_link.then(|| citation.label.as_deref().unwrap_or("access").to_owned())
        };
        check(
            label,
            &[
                ("River levels fall, the Courier,5/11/2021, Link.", "Link"),
                ("“Rivers,” Delta Review, 3 May 2021, https://delta.example/a.", "-"),
                ("“Rivers,” Delta Review, https://delta.example/a (accessed 4 May 2024).", "access"),
                (
                    "جفاف النهر، صحيفة الضفة، 2021، الرابط؛ وانظر أيضًا: سدود بلا ماء، قناة الدلتا، 2022، رابط المقال.",
                    "الرابط | رابط المقال",
                ),
                (
                    "A. B., The Long River and the Many Cities and Villages that Live by It and on It (Rome: House, 2022) ,؛ وانظر أيضًا: محمد مثال، الرابط\n.رابط المقال، 21–7(، ص 2022 )أيلول/سبتمبر 58\"مؤشرات المياه\"، مجلة الضفة، العدد ",
                    "الرابط | رابط المقال",
                ),
                ("Interview with a county officer, 14 March 2023.", "-"),
            ],
        );
    }
}
