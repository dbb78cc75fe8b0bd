//! The subject of date.
