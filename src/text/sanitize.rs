//! The subject of sanitize.
