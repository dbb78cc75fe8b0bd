//! Which language is spoken.

use super::Stop;
use crate::lang::{LANGUAGES, chosen, spoken};

/// The variable of the environment that says so.
const VARIABLE: &str = "ISNAD_LANG";

/// The tag of the language to speak: the one asked for, else what the environment says.
pub(super) fn language(subcommand: &str, asked: Option<&str>) -> Result<&'static str, Stop> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let asked = asked.map(str::to_owned).or_else(|| variable(VARIABLE));
    match &asked {
        Some(tag) => spoken(tag).map(|language| language.tag).ok_or_else(|| {
            let known: Vec<_> = LANGUAGES.iter().map(|language| language.tag).collect();
            let tag = crate::text::sanitize::visible(tag);
            Stop::usage(subcommand, format!("{VARIABLE} is `{tag}`; isnad speaks {}", known.join(", ")))
        }),
        None => Ok(chosen(variable).tag),
    }
}
