//! The rules, one a file.

mod blocked;
mod callout_without_note;
mod credentials_in_url;
mod damaged_document;
mod date_mismatch;
mod dead_link;
mod duplicate_number;
mod future_date;
mod hidden_direction_control;
mod home_page_only;
mod inconsistent_citation;
mod insecure_url;
pub(super) mod links_lost;
mod malformed_date;
mod malformed_url;
mod missing_source;
mod moved_link;
mod no_sources;
mod note_without_callout;
mod number_gap;
mod shortened_url;
mod title_mismatch;
mod tracking_parameters;
mod uncertain_pairing;
mod unpaired_url;
mod unreachable;

use super::Rule;

/// The rules: sources that are missing, structure, the document, citations and their URLs as written, then what the web
/// says of them. Findings at one place are reported in this order.
pub static RULES: [&Rule; 26] = [
    &missing_source::RULE,
    &links_lost::RULE,
    &callout_without_note::RULE,
    &duplicate_number::RULE,
    &number_gap::RULE,
    &note_without_callout::RULE,
    &unpaired_url::RULE,
    &uncertain_pairing::RULE,
    &no_sources::RULE,
    &damaged_document::RULE,
    &malformed_url::RULE,
    &malformed_date::RULE,
    &future_date::RULE,
    &credentials_in_url::RULE,
    &hidden_direction_control::RULE,
    &home_page_only::RULE,
    &shortened_url::RULE,
    &tracking_parameters::RULE,
    &insecure_url::RULE,
    &inconsistent_citation::RULE,
    &dead_link::RULE,
    &title_mismatch::RULE,
    &date_mismatch::RULE,
    &moved_link::RULE,
    &blocked::RULE,
    &unreachable::RULE,
];
