//! The numbers of lists, which Word does not keep in the text.

use std::collections::HashMap;

use super::styles::value;
use crate::formats::zip_xml::Node;
use crate::read::flow::Format;

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Lists {
    /// The levels of the abstract lists.
    levels: HashMap<String, Vec<Level>>,
    /// For each list its abstract one, and the numbers its levels start from where they differ.
    numbered: HashMap<String, (String, HashMap<usize, u32>)>,
    /// The numbers given last, by abstract list.
    counts: HashMap<String, Vec<Option<u32>>>,
    /// The lists that have begun.
    begun: std::collections::HashSet<String>,
}

#[derive(Clone, Default)]
struct Level {
    format: Option<Format>,
    /// Such as `%1.%2)`.
    text: String,
    start: u32,
}

/// Word has nine levels.
const LEVELS: usize = 9;

impl Lists {
    /// Reads the part `numbering.xml`.
    pub(super) fn read(root: Node<'_>) -> Self {
        let mut lists = Self::default();
        for node in root.descendants() {
            match node.name() {
                "abstractNum" => {
                    let Some(id) = node.attribute("abstractNumId") else { continue };
                    let levels = node.children().filter(|child| child.is("lvl")).take(LEVELS).map(level).collect();
                    lists.levels.insert(id.into_owned(), levels);
                }
                "num" => {
                    let (Some(id), Some(of)) = (node.attribute("numId"), node.child("abstractNumId").and_then(value))
                    else {
                        continue;
                    };
                    let overrides = node.children().filter(|child| child.is("lvlOverride"));
                    let start = |node: Node<'_>| {
                        let start = node.child("startOverride").and_then(value)?.parse().ok()?;
                        Some((node.attribute("ilvl")?.parse().ok()?, start))
                    };
                    lists.numbered.insert(id.into_owned(), (of, overrides.filter_map(start).collect()));
                }
                _ => {}
            }
        }
        lists
    }

    /// What is printed before the next paragraph of a list at a level, counted from 0; `None` where that is no number.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<String> {
        let (of, starts) = self.numbered.get(id)?;
        let levels = self.levels.get(of)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(of.clone()).or_insert_with(|| vec![None; LEVELS]);
        if self.begun.insert(id.to_owned()) {
            for (level, start) in starts {
                if let Some(count) = counts.get_mut(*level) {
                    *count = start.checked_sub(1);
                }
            }
        }
        for deeper in counts.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        let count = counts.get_mut(level)?;
        *count = Some(count.map_or(own.start, |last| last.saturating_add(1)));
        own.format?;
        let mut text = own.text.clone();
        for (index, level) in levels.iter().enumerate().take(level + 1) {
            let number = counts.get(index).copied().flatten().unwrap_or(level.start);
            text = text.replace(&format!("%{}", index + 1), &level.format.unwrap_or_default().print(number));
        }
        (!text.trim().is_empty()).then_some(text)
    }
}

fn level(node: Node<'_>) -> Level {
    Level {
        format: node.child("numFmt").and_then(value).and_then(|name| format(&name)),
        text: node.child("lvlText").and_then(value).unwrap_or_default(),
        start: node.child("start").and_then(value).and_then(|start| start.parse().ok()).unwrap_or(1),
    }
}

/// A number format by its name in ECMA-376, 17.18.59; `None` for bullets and no number. Those that count in words or
/// in scripts not listed here are taken as decimal.
pub(super) fn format(name: &str) -> Option<Format> {
    Some(match name {
        "none" | "bullet" => return None,
        "lowerRoman" => Format::LowerRoman,
        "upperRoman" => Format::UpperRoman,
        "lowerLetter" => Format::LowerLetter,
        "upperLetter" => Format::UpperLetter,
        "chicago" => Format::Signs,
        "arabicAlpha" => Format::ArabicAlphabet,
        "arabicAbjad" => Format::ArabicAbjad,
        "hindiNumbers" => Format::Digits('०'),
        "thaiNumbers" => Format::Digits('๐'),
        "decimalFullWidth" | "decimalFullWidth2" => Format::Digits('０'),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Format::Circled,
        "numberInDash" => Format::Dashes,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseCounting" => Format::Chinese,
        _ => Format::Decimal,
    })
}
