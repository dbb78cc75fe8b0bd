//! The subject of digits.
