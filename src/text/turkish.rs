//! The subject of turkish.
