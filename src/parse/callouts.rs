//! The places in running text that call notes.
