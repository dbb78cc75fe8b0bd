//! The subject of bidi.
