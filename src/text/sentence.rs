//! The subject of sentence.
