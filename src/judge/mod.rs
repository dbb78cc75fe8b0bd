//! Evidence to findings and verdicts; pure and synchronous.

pub mod rules;
