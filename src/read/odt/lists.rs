//! The numbers of lists, which the text does not hold.

use std::collections::HashMap;

use crate::formats::zip_xml::Node;
use crate::read::flow::Format;

/// The styles of lists, and the lists that are open.
#[derive(Default)]
pub(super) struct Lists {
    styles: HashMap<String, Vec<Level>>,
    /// The open lists from the outermost: style and last number.
    open: Vec<(String, u32)>,
    /// The last numbers of the outermost lists that have ended, by style.
    ended: HashMap<String, u32>,
}

#[derive(Clone)]
struct Level {
    format: Option<Format>,
    prefix: String,
    suffix: String,
    start: u32,
}

/// `OpenDocument` has ten levels.
const LEVELS: usize = 10;

impl Lists {
    /// Reads the styles of lists.
    pub(super) fn read<'t>(roots: impl IntoIterator<Item = Node<'t>>) -> Self {
        let styles = roots.into_iter().flat_map(Node::descendants).filter(|node| node.is("list-style"));
        let style = |node: Node<'t>| {
            let levels = node.children().filter(|level| level.name().starts_with("list-level-style")).take(LEVELS);
            Some((node.attribute("name")?.into_owned(), levels.map(level).collect()))
        };
        Self { styles: styles.filter_map(style).collect(), ..Self::default() }
    }

    /// Begins a list.
    pub(super) fn open(&mut self, node: Node<'_>) {
        let inherited = self.open.last().map(|(style, _)| style.clone());
        let style = node.attribute("style-name").map(std::borrow::Cow::into_owned).or(inherited).unwrap_or_default();
        let goes_on = node.attribute("continue-numbering").is_some_and(|goes_on| goes_on == "true")
            || node.attribute("continue-list").is_some();
        let start = self.level(&style, self.open.len()).map_or(1, |level| level.start).saturating_sub(1);
        let last = self.ended.get(&style).copied().filter(|_| goes_on).unwrap_or(start);
        self.open.push((style, last));
    }

    /// Ends it.
    pub(super) fn close(&mut self) {
        let ended = self.open.pop();
        if let Some((style, last)) = ended.filter(|_| self.open.is_empty()) {
            self.ended.insert(style, last);
        }
    }

    /// What is printed before the next item; `None` where that is no number.
    pub(super) fn next(&mut self, item: Node<'_>) -> Option<String> {
        let start = item.attribute("start-value").and_then(|start| start.parse::<u32>().ok());
        let depth = self.open.len().checked_sub(1)?;
        let (style, last) = self.open.last_mut()?;
        *last = start.unwrap_or(last.saturating_add(1));
        let (style, number) = (style.clone(), *last);
        let level = self.level(&style, depth)?;
        Some(format!("{}{}{}", level.prefix, level.format?.print(number), level.suffix))
    }

    fn level(&self, style: &str, depth: usize) -> Option<&Level> {
        self.styles.get(style)?.get(depth)
    }
}

fn level(node: Node<'_>) -> Level {
    let attribute = |name: &str| node.attribute(name).map(std::borrow::Cow::into_owned);
    Level {
        format: attribute("num-format").filter(|_| node.is("list-level-style-number")).and_then(|name| format(&name)),
        prefix: attribute("num-prefix").unwrap_or_default(),
        suffix: attribute("num-suffix").unwrap_or_default(),
        start: attribute("start-value").and_then(|start| start.parse().ok()).unwrap_or(1),
    }
}

/// A number format by its example; the scripts not listed here are taken as decimal.
pub(super) fn format(example: &str) -> Option<Format> {
    let first = example.chars().next()?;
    Some(match first {
        'i' => Format::LowerRoman,
        'I' => Format::UpperRoman,
        'a' => Format::LowerLetter,
        'A' => Format::UpperLetter,
        'أ' if example.contains('ج') => Format::ArabicAbjad,
        'أ' | 'ا' => Format::ArabicAlphabet,
        '١' | '٠' => Format::Digits('٠'),
        '۱' | '۰' => Format::Digits('۰'),
        '①' => Format::Circled,
        '一' => Format::Chinese,
        _ => Format::Decimal,
    })
}
