//! The numbers that ordered lists print before their items.

use std::collections::HashMap;

use crate::formats::markup::Tree;

/// The numbers of the items of all ordered lists, as printed, without the sign after them: `start`, `value`, `reversed`
/// and the type of the list counted in, as the HTML standard has it.
pub(super) fn numbers(tree: &Tree<'_>) -> HashMap<usize, String> {
    let mut numbers = HashMap::new();
    for list in tree.elements().filter(|&node| tree.name(node) == "ol") {
        let items: Vec<usize> = tree.children(list).filter(|&child| tree.name(child) == "li").collect();
        let reversed = tree.attribute(list, "reversed").is_some();
        let first = if reversed { i64::try_from(items.len()).unwrap_or(i64::MAX) } else { 1 };
        let mut number = integer(tree.attribute(list, "start")).unwrap_or(first);
        let style = style(tree, list);
        for item in items {
            number = integer(tree.attribute(item, "value")).unwrap_or(number);
            numbers.insert(item, printed(number, style));
            number = number.saturating_add(if reversed { -1 } else { 1 });
        }
    }
    numbers
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Decimal,
    Letters,
    Roman,
}

fn style(tree: &Tree<'_>, list: usize) -> Style {
    match tree.attribute(list, "type").map(str::trim) {
        Some("a" | "A") => return Style::Letters,
        Some("i" | "I") => return Style::Roman,
        _ => {}
    }
    let names = |node: usize| {
        let named = |attribute| tree.attribute(node, attribute).unwrap_or_default().to_ascii_lowercase();
        named("class") + &named("style")
    };
    let around = names(list) + &tree.parent(list).map(names).unwrap_or_default();
    match () {
        () if around.contains("lower-alpha") || around.contains("lower-latin") || around.contains("upper-alpha") => {
            Style::Letters
        }
        () if around.contains("lower-roman") || around.contains("upper-roman") => Style::Roman,
        () => Style::Decimal,
    }
}

fn integer(attribute: Option<&str>) -> Option<i64> {
    attribute?.trim().parse().ok()
}

fn printed(number: i64, style: Style) -> String {
    match style {
        Style::Letters if (1..=26).contains(&number) => {
            char::from(b'a' + u8::try_from(number - 1).unwrap_or(0)).to_string()
        }
        Style::Roman if (1..=99).contains(&number) => {
            const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
            const TENS: [&str; 10] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"];
            let sign = |signs: [&'static str; 10], digit: i64| signs.get(digit as usize).copied().unwrap_or_default();
            format!("{}{}", sign(TENS, number / 10), sign(ONES, number % 10))
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::markup::parse;

    #[test]
    fn items_are_counted_as_they_are_printed() {
        for (source, expected) in [
            ("<ol><li>a<li>b</ol>", vec!["1", "2"]),
            ("<ol start=5><li>a<li value=9>b<li>c</ol>", vec!["5", "9", "10"]),
            ("<ol reversed><li>a<li>b<li>c</ol>", vec!["3", "2", "1"]),
            ("<ol type=i start=9><li>a<li>b</ol>", vec!["ix", "x"]),
            ("<div class='reflist reflist-lower-alpha'><ol><li>a<li>b</ol></div>", vec!["a", "b"]),
            ("<ol start=9223372036854775807><li>a<li>b</ol>", vec!["9223372036854775807", "9223372036854775807"]),
            ("<ul><li>a</ul>", vec![]),
        ] {
            let tree = parse(source, &[], false);
            let numbers = numbers(&tree);
            let mut found: Vec<_> = numbers.into_iter().collect();
            found.sort();
            assert_eq!(found.into_iter().map(|(_, number)| number).collect::<Vec<_>>(), expected, "{source}");
        }
    }
}
