//! The subject of language.
