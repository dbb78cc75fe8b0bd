//! The subject of url.
