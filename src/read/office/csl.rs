//! Zotero and Mendeley: citations as CSL JSON in field codes.

use serde_json::Value;

use crate::model::StatedWork;
use crate::read::bibliography::csl;

/// The works of a field code that holds CSL JSON.
pub(super) fn works(code: &str) -> Vec<StatedWork> {
    let Some(json) = code.find('{').and_then(|at| code.get(at..)) else { return Vec::new() };
    // What follows the object, such as a switch, is not looked at.
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<Value>();
    let Some(Ok(citation)) = values.next() else { return Vec::new() };
    let items = citation.get("citationItems").and_then(Value::as_array);
    let data = items.into_iter().flatten().filter_map(|item| item.get("itemData")?.as_object());
    data.map(|item| csl::work(item, 0).stated()).collect()
}
