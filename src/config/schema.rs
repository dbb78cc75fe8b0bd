//! The JSON Schema of the file of settings: for editors that check and complete TOML.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, Command};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::options;
use super::tables::{ForPaths, Host, Ignored};
use crate::judge::RULES;
use crate::text::publisher::Publisher;

/// The schema. `root` is the whole command.
pub fn schema(root: &Command) -> Value {
    let mut properties = Map::new();
    for arg in root.find_subcommand("check").into_iter().flat_map(options::settable).filter(|arg| !arg.is_hide_set()) {
        properties.insert(arg.get_long().unwrap_or_default().to_owned(), option(arg));
    }
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    properties.insert("hosts".to_owned(), generator.subschema_for::<BTreeMap<String, Host>>().to_value());
    properties.insert("publishers".to_owned(), generator.subschema_for::<BTreeMap<String, Publisher>>().to_value());
    properties.insert("paths".to_owned(), generator.subschema_for::<Vec<ForPaths>>().to_value());
    let ignored = generator.subschema_for::<Vec<Ignored>>().to_value();
    // `ignore` is both: the rules not to run, and the findings that do not count.
    let rules = properties.remove("ignore").unwrap_or_default();
    properties.insert("ignore".to_owned(), json!({ "anyOf": [rules, ignored] }));
    let severity = json!({ "enum": ["error", "warning", "info", "off"] });
    let by_rule: Map<String, Value> = RULES.iter().map(|rule| (rule.name.to_owned(), severity.clone())).collect();
    let severities = json!({ "type": "object", "properties": by_rule, "additionalProperties": false });
    properties.insert("severity".to_owned(), severities);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "isnad.toml",
        "description": "Settings of isnad; in pyproject.toml under [tool.isnad]",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": generator.take_definitions(true),
    })
}

/// The schema of an option.
fn option(arg: &Arg) -> Value {
    let about = arg.get_help().map(ToString::to_string).unwrap_or_default().replace('\n', " ");
    let possible: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let one = if arg.get_long().is_some_and(|long| ["select", "extend-select", "ignore"].contains(&long)) {
        json!({ "enum": RULES.iter().map(|rule| rule.name).collect::<Vec<_>>() })
    } else if possible.is_empty() {
        json!({ "type": ["string", "integer"] })
    } else {
        json!({ "enum": possible })
    };
    match arg.get_action() {
        ArgAction::Append => json!({ "description": about, "anyOf": [{ "type": "array", "items": one }, one] }),
        action if action.takes_values() => {
            let mut schema = one;
            if let Some(object) = schema.as_object_mut() {
                object.insert("description".to_owned(), about.into());
            }
            schema
        }
        _ => json!({ "description": about, "type": "boolean" }),
    }
}
