//! Message catalogues: every sentence isnad says, by language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::model::{Argument, Direction, Message};

/// As deep may messages stand in messages: a finding says a defect, and that its cause.
const DEEPEST: usize = 2;

/// A language isnad speaks.
#[derive(Debug)]
pub struct Language {
    /// Its tag: the value of `--lang`.
    pub tag: &'static str,
    /// The direction in which it is written.
    direction: Direction,
    /// What the program says of itself.
    interface: &'static str,
    /// What readers say of what they could not read.
    defects: &'static str,
    /// What the rules say.
    rules: &'static str,
    /// What is said of the rules, each under its name: the summary, then sections under headings (Markdown).
    explanations: &'static str,
}

/// The languages isnad speaks; the first is the default.
pub static LANGUAGES: [Language; 3] = [
    Language {
        tag: "en",
        direction: Direction::Ltr,
        interface: include_str!("en/interface.ftl"),
        defects: include_str!("en/defects.ftl"),
        rules: include_str!("en/rules.ftl"),
        explanations: include_str!("en/rules.md"),
    },
    Language {
        tag: "ar",
        direction: Direction::Rtl,
        interface: include_str!("ar/interface.ftl"),
        defects: include_str!("ar/defects.ftl"),
        rules: include_str!("ar/rules.ftl"),
        explanations: include_str!("ar/rules.md"),
    },
    Language {
        tag: "tr",
        direction: Direction::Ltr,
        interface: include_str!("tr/interface.ftl"),
        defects: include_str!("tr/defects.ftl"),
        rules: include_str!("tr/rules.ftl"),
        explanations: include_str!("tr/rules.md"),
    },
];

impl Language {
    /// Its catalogues, in which no two messages have one id.
    fn sources(&self) -> [&'static str; 3] {
        [self.interface, self.defects, self.rules]
    }
}

/// The language of a tag or of a locale such as `ar_EG.UTF-8`, if isnad speaks it.
pub fn spoken(locale: &str) -> Option<&'static Language> {
    let tag = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(tag))
}

/// The language that the environment chooses: English in CI, where what is printed is read by strangers and by programs;
/// else that of the locale for messages (POSIX: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set), and English
/// where isnad does not speak it.
pub fn chosen(variable: impl Fn(&str) -> Option<String>) -> &'static Language {
    let [default, ..] = &LANGUAGES;
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("CI").is_some_and(|value| !matches!(value.as_str(), "false" | "0")) {
        return default;
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    locale.and_then(|locale| spoken(&locale)).unwrap_or(default)
}

/// What is said of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What it finds, in half a line.
    pub summary: &'static str,
    /// What it finds, why that matters, an example, and what to do, each under its heading (Markdown).
    pub text: &'static str,
}

/// The messages of one language.
pub struct Catalogue {
    language: &'static Language,
    /// Its messages over those of the default language, which stand in where one is missing.
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// The catalogue of a language by its tag; the default one where isnad does not speak it.
    ///
    /// A line of the catalogue that does not parse is left out; the tests see to it that there is none.
    pub fn new(tag: &str) -> Self {
        let [default, ..] = &LANGUAGES;
        let language = LANGUAGES.iter().find(|language| language.tag == tag).unwrap_or(default);
        let identifier: LanguageIdentifier = language.tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Where isolates belong is for each reporter to say: a terminal needs them, JSON does not.
        bundle.set_use_isolating(false);
        // Registering fails where a name is taken already, and none is.
        let _ = bundle.add_function("CARDINAL", cardinal);
        for source in default.sources().into_iter().chain(language.sources()) {
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The tag of its language.
    pub fn tag(&self) -> &'static str {
        self.language.tag
    }

    /// The direction in which its language is written.
    pub fn direction(&self) -> Direction {
        self.language.direction
    }

    /// What is said of a rule; empty where there is none of this name.
    pub fn rule(&self, name: &str) -> Explanation {
        let section = sections(self.language.explanations).find(|(known, _)| *known == name);
        let (summary, text) = section.and_then(|(_, said)| said.split_once("\n\n")).unwrap_or_default();
        Explanation { summary: summary.trim(), text: text.trim() }
    }

    /// A message with its arguments as they are.
    pub fn render(&self, message: &Message) -> String {
        self.render_with(message, str::to_owned)
    }

    /// A message with each text argument passed through `foreign`, which makes it fit for where it is going.
    ///
    /// An id may name an attribute: `x.help` is the attribute `help` of the message `x`. One that the catalogue does
    /// not hold is rendered as the id itself.
    pub fn render_with(&self, message: &Message, foreign: impl Fn(&str) -> String) -> String {
        // What could not be resolved is shown as its placeholder, which says more than nothing.
        let said =
            |id: &str, args: &FluentArgs<'_>| self.format(id, args).map_or_else(|| id.to_owned(), |(text, _)| text);
        let mut args = FluentArgs::with_capacity(message.args.len());
        let mut messages = Vec::new();
        for (name, value) in &message.args {
            match value {
                Argument::Text(text) => args.set(*name, foreign(text)),
                Argument::Number(number) => args.set(*name, *number),
                Argument::Said(id) => messages.push((*name, *id)),
            }
        }
        for _ in 0..DEEPEST.min(messages.len()) {
            let texts: Vec<_> = messages.iter().map(|(name, id)| (*name, said(id, &args))).collect();
            for (name, text) in texts {
                args.set(name, text);
            }
        }
        said(message.id, &args)
    }

    /// A message without arguments.
    pub fn text(&self, id: &str) -> String {
        self.format(id, &FluentArgs::new()).map_or_else(|| id.to_owned(), |(text, _)| text)
    }

    /// Whether the catalogue holds a message, or an attribute of one, by this id.
    pub fn holds(&self, id: &str) -> bool {
        self.format(id, &FluentArgs::new()).is_some()
    }

    /// The text of a message or an attribute, with what could not be resolved in it.
    fn format(&self, id: &str, args: &FluentArgs<'_>) -> Option<(String, Vec<FluentError>)> {
        let pattern = match id.split_once('.') {
            Some((message, attribute)) => self.bundle.get_message(message)?.get_attribute(attribute)?.value(),
            None => self.bundle.get_message(id)?.value()?,
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        Some((text, errors))
    }
}

/// `CARDINAL($count)`: the number whose plural form is that of a count, for Arabic to select by. CLDR 44 has it depend on
/// the last two digits, of which `intl_pluralrules` 7.0 takes no notice: 103 is like 3, 111 like 11, 100 to 102 like none.
fn cardinal<'a>(values: &[FluentValue<'a>], _: &FluentArgs<'_>) -> FluentValue<'a> {
    match values {
        [FluentValue::Number(number)] => {
            let digits = number.value % 100.0;
            FluentValue::from(if number.value > 100.0 && digits >= 3.0 { digits } else { number.value })
        }
        _ => FluentValue::Error,
    }
}

/// The parts of a text under headings of the first level, which are names.
fn sections(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = text.strip_prefix("# ").unwrap_or_default().split("\n# ");
    parts.filter_map(|part| part.split_once('\n')).map(|(name, said)| (name.trim(), said.trim()))
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use std::collections::{BTreeMap, BTreeSet};

    use regex::Regex;

    use super::*;

    /// Every pattern of a catalogue, with the arguments it names.
    fn patterns(source: &str) -> Vec<(String, BTreeSet<String>)> {
        let entry = Regex::new(r"(?m)^(?:([a-z][a-z0-9-]*) =|[ ]+\.([a-z][a-z0-9-]*) =)").unwrap();
        let variable = Regex::new(r"\$([a-z][a-z_]*)").unwrap();
        let starts: Vec<_> = entry.captures_iter(source).collect();
        let mut message = String::new();
        let mut found = Vec::new();
        for (index, captures) in starts.iter().enumerate() {
            let start = captures.get(0).unwrap().end();
            let end = starts.get(index + 1).map_or(source.len(), |next| next.get(0).unwrap().start());
            let id = if let Some(id) = captures.get(1) {
                id.as_str().clone_into(&mut message);
                message.clone()
            } else {
                format!("{message}.{}", &captures[2])
            };
            let body = &source[start..end];
            if body.split('.').next().is_some_and(|own| !own.trim().is_empty()) {
                found.push((id, variable.captures_iter(body).map(|captures| captures[1].to_owned()).collect()));
            }
        }
        found
    }

    #[test]
    fn every_catalogue_parses_and_names_nothing_twice() {
        for language in &LANGUAGES {
            let mut bundle = FluentBundle::new_concurrent(vec![language.tag.parse().unwrap()]);
            for source in language.sources() {
                let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors).unwrap();
                bundle.add_resource(resource).unwrap();
            }
        }
    }

    #[test]
    fn every_message_renders_with_words_and_with_numbers() {
        for language in &LANGUAGES {
            let catalogue = Catalogue::new(language.tag);
            for (id, arguments) in language.sources().into_iter().flat_map(patterns) {
                for number in [0, 1, 2, 11] {
                    let mut args = FluentArgs::new();
                    for argument in &arguments {
                        args.set(argument.as_str(), number);
                    }
                    let (text, errors) = catalogue.format(&id, &args).unwrap();
                    assert!(errors.is_empty(), "{}: {id}: {errors:?}", language.tag);
                    assert!(!text.trim().is_empty(), "{}: {id} says nothing", language.tag);
                }
            }
        }
    }

    #[test]
    fn foreign_text_goes_through_the_sink_and_ids_reach_attributes() {
        let catalogue = Catalogue::new("en");
        let message = Message::new("summary-documents").with("count", 2usize);
        assert_eq!(catalogue.render(&message), "2 documents");
        let shouted = catalogue.render_with(&Message::new("place-part").with("part", "a.xhtml"), str::to_uppercase);
        assert_eq!(shouted, "part A.XHTML");
        assert_eq!(catalogue.text("no-such-message"), "no-such-message");
        assert!(!catalogue.holds("summary-documents.help"));
    }

    #[test]
    fn a_message_in_a_message_is_in_the_same_language_and_what_it_names_is_foreign() {
        let cause = Message::new("damage-too-deep").with("depth", 200usize);
        let defect = Message::new("defect-part-damaged").saying("cause", cause).with("part", "a.xml");
        let mut finding = Message::new("damaged-document").saying("defect", defect);
        let cases = [
            (
                "en",
                "a part of the document could not be read: A.XML is damaged: what nests deeper than 200 elements is left out",
            ),
            ("ar", "تعذّرت قراءة جزء من المستند: الجزء A.XML معطوب: لم يُقرأ ما زاد عدد مستويات تداخله على 200"),
            ("tr", "belgenin bir bölümü okunamadı: A.XML bölümü bozuk: 200 düzeyden daha derindeki öğeler atlandı"),
        ];
        for (tag, expected) in cases {
            let catalogue = Catalogue::new(tag);
            assert_eq!(catalogue.render_with(&finding, str::to_uppercase), expected);
            // A report that was read back may have them in any order.
            finding.args.reverse();
            assert_eq!(catalogue.render_with(&finding, str::to_uppercase), expected);
        }
        let unknown = Message::new("damaged-document").saying("defect", Message::new("of-another-version"));
        let said = Catalogue::new("en").render(&unknown);
        assert_eq!(said, "a part of the document could not be read: of-another-version");
    }

    #[test]
    fn every_language_says_everything_with_the_same_arguments() {
        let said = |language: &Language| -> BTreeMap<String, BTreeSet<String>> {
            language.sources().into_iter().flat_map(patterns).collect()
        };
        let english = said(&LANGUAGES[0]);
        for language in &LANGUAGES[1..] {
            let own = said(language);
            let missing: Vec<_> = english.keys().filter(|id| !own.contains_key(*id)).collect();
            let idle: Vec<_> = own.keys().filter(|id| !english.contains_key(*id)).collect();
            assert!(missing.is_empty() && idle.is_empty(), "{}: missing {missing:?}, idle {idle:?}", language.tag);
            for (id, arguments) in &english {
                assert_eq!(own[id], *arguments, "{}: {id}", language.tag);
            }
        }
    }

    #[test]
    fn every_language_explains_every_rule_in_four_sections_with_the_same_code() {
        let code = Regex::new("(?m)`[^`]+`|^    .*$").unwrap();
        let codes = |text: &str| -> Vec<String> {
            let mut codes: Vec<_> = code.find_iter(text).map(|found| found.as_str().to_owned()).collect();
            codes.sort();
            codes
        };
        let headings = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.starts_with("## ")).map(str::to_owned).collect()
        };
        let english = Catalogue::new("en");
        for language in &LANGUAGES {
            let catalogue = Catalogue::new(language.tag);
            let names: Vec<_> = sections(language.explanations).map(|(name, _)| name).collect();
            let expected: Vec<_> = sections(LANGUAGES[0].explanations).map(|(name, _)| name).collect();
            assert_eq!(names, expected, "{}", language.tag);
            let first = headings(catalogue.rule(names[0]).text);
            assert_eq!(first.len(), 4, "{}", language.tag);
            for name in names {
                let Explanation { summary, text } = catalogue.rule(name);
                assert!(!summary.is_empty() && !summary.ends_with('.') && !summary.contains('\n'), "{name}: {summary}");
                assert_eq!(headings(text), first, "{}: {name}", language.tag);
                assert_eq!(codes(text), codes(english.rule(name).text), "{}: {name}", language.tag);
            }
        }
        assert_eq!(english.rule("no-such-rule"), Explanation { summary: "", text: "" });
    }

    #[test]
    fn plurals_are_those_of_the_language() {
        let cases = [
            ("ar", "summary-documents", 0, "لا مستندات"),
            ("ar", "summary-documents", 1, "مستند واحد"),
            ("ar", "summary-documents", 2, "مستندان"),
            ("ar", "summary-documents", 3, "3 مستندات"),
            ("ar", "summary-documents", 10, "10 مستندات"),
            ("ar", "summary-documents", 11, "11 مستندًا"),
            ("ar", "summary-documents", 99, "99 مستندًا"),
            ("ar", "summary-documents", 100, "100 مستند"),
            ("ar", "summary-documents", 102, "102 مستند"),
            ("ar", "summary-documents", 103, "103 مستندات"),
            ("ar", "summary-documents", 111, "111 مستندًا"),
            ("ar", "summary-documents", 1002, "1002 مستند"),
            ("ar", "summary-documents", 1010, "1010 مستندات"),
            ("ar", "count-errors", 2, "خطآن"),
            ("ar", "summary-notes", 26, "26 حاشية"),
            ("tr", "summary-notes", 1, "1 dipnot"),
            ("tr", "summary-notes", 26, "26 dipnot"),
            ("en", "summary-notes", 1, "1 note"),
            ("en", "summary-notes", 26, "26 notes"),
        ];
        for (tag, id, count, expected) in cases {
            let message = Message::new(id).with("count", count as usize);
            assert_eq!(Catalogue::new(tag).render(&message), expected, "{tag} {id} {count}");
        }
    }

    #[test]
    fn the_environment_chooses_the_language() {
        let cases: [(&[(&str, &str)], &str); 11] = [
            (&[], "en"),
            (&[("LANG", "ar_EG.UTF-8")], "ar"),
            (&[("LANG", "tr")], "tr"),
            (&[("LANG", "tr_TR@euro")], "tr"),
            (&[("LANG", "de_DE.UTF-8")], "en"),
            (&[("LANG", "ar"), ("LC_MESSAGES", "tr_TR.UTF-8")], "tr"),
            (&[("LANG", "ar"), ("LC_ALL", "C.UTF-8"), ("LC_MESSAGES", "tr")], "en"),
            (&[("LANG", "ar"), ("LC_ALL", "")], "ar"),
            (&[("LANG", "ar"), ("CI", "true")], "en"),
            (&[("LANG", "ar"), ("CI", "false")], "ar"),
            (&[("LANG", "arz")], "en"),
        ];
        for (variables, expected) in cases {
            let variable =
                |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(chosen(variable).tag, expected, "{variables:?}");
        }
    }
}
