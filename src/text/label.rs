//! The subject of label.
