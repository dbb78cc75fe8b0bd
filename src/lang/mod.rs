//! Message catalogues: every sentence isnad says, by language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::model::{Argument, Direction, Message};

/// A language isnad speaks.
#[derive(Debug)]
pub struct Language {
    /// Its tag: the value of `--lang`.
    pub tag: &'static str,
    /// The direction in which it is written.
    direction: Direction,
    /// What the program says of itself.
    interface: &'static str,
    /// What the rules say.
    rules: &'static str,
}

/// The languages isnad speaks; the first is the default.
pub static LANGUAGES: [Language; 1] = [Language {
    tag: "en",
    direction: Direction::Ltr,
    interface: include_str!("en/interface.ftl"),
    rules: include_str!("en/rules.ftl"),
}];

/// The messages of one language.
pub struct Catalogue {
    language: &'static Language,
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
        for source in [language.interface, language.rules] {
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

    /// A message with its arguments as they are.
    pub fn render(&self, message: &Message) -> String {
        self.render_with(message, str::to_owned)
    }

    /// A message with each text argument passed through `foreign`, which makes it fit for where it is going.
    ///
    /// An id may name an attribute: `x.help` is the attribute `help` of the message `x`. One that the catalogue does
    /// not hold is rendered as the id itself.
    pub fn render_with(&self, message: &Message, foreign: impl Fn(&str) -> String) -> String {
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, value) in &message.args {
            match value {
                Argument::Text(text) => args.set(*name, foreign(text)),
                Argument::Number(number) => args.set(*name, *number),
            }
        }
        // What could not be resolved is shown as its placeholder, which says more than nothing.
        self.format(message.id, &args).map_or_else(|| message.id.to_owned(), |(text, _)| text)
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

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

    use std::collections::BTreeSet;

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
            for source in [language.interface, language.rules] {
                let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors).unwrap();
                bundle.add_resource(resource).unwrap();
            }
        }
    }

    #[test]
    fn every_message_renders_with_words_and_with_numbers() {
        for language in &LANGUAGES {
            let catalogue = Catalogue::new(language.tag);
            for (id, arguments) in [language.interface, language.rules].into_iter().flat_map(patterns) {
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
    fn every_language_says_everything() {
        let ids = |language: &Language| -> BTreeSet<String> {
            [language.interface, language.rules].into_iter().flat_map(patterns).map(|(id, _)| id).collect()
        };
        for language in &LANGUAGES[1..] {
            assert_eq!(ids(language), ids(&LANGUAGES[0]), "{}", language.tag);
        }
    }
}
