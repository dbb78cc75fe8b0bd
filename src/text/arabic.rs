//! The subject of arabic.
