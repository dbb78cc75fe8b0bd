//! The rules, one a file.

pub mod blocked;
pub mod callout_without_note;
pub mod content_drifted;
pub mod credentials_in_url;
pub mod damaged_document;
pub mod date_mismatch;
pub mod dead_link;
pub mod duplicate_number;
pub mod future_date;
pub mod hidden_direction_control;
pub mod home_page_only;
pub mod inconsistent_citation;
pub mod insecure_url;
pub mod link_target_differs;
pub mod links_lost;
pub mod malformed_date;
pub mod malformed_url;
pub mod missing_source;
pub mod moved_link;
pub mod no_sources;
pub mod note_without_callout;
pub mod number_gap;
pub mod parked_domain;
pub mod publisher_mismatch;
pub mod redirected_home;
pub mod shortened_url;
pub mod soft_404;
pub mod title_mismatch;
pub mod tls_error;
pub mod tracking_parameters;
pub mod uncertain_pairing;
pub mod unpaired_url;
pub mod unreachable;
pub mod unsourced_attribution;
pub mod unused_ignore;

use super::Rule;

/// The rules: sources that are missing, structure, the document, citations and their URLs as written, then what the web
/// says of them. Findings at one place are reported in this order.
pub static RULES: [&Rule; 35] = [
    &missing_source::RULE,
    &links_lost::RULE,
    &callout_without_note::RULE,
    &duplicate_number::RULE,
    &number_gap::RULE,
    &note_without_callout::RULE,
    &unpaired_url::RULE,
    &uncertain_pairing::RULE,
    &link_target_differs::RULE,
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
    &unsourced_attribution::RULE,
    &dead_link::RULE,
    &soft_404::RULE,
    &parked_domain::RULE,
    &redirected_home::RULE,
    &title_mismatch::RULE,
    &content_drifted::RULE,
    &date_mismatch::RULE,
    &publisher_mismatch::RULE,
    &moved_link::RULE,
    &blocked::RULE,
    &unreachable::RULE,
    &tls_error::RULE,
    &unused_ignore::RULE,
];
