//! The subject of publisher.
