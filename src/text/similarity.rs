//! The subject of similarity.
