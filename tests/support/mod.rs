//! What the tests share.

pub(crate) mod chromium;
pub(crate) mod damage;
pub(crate) mod golden;
pub(crate) mod isnad;
pub(crate) mod many;
pub(crate) mod paper;
pub(crate) mod sample;
pub(crate) mod web;
pub(crate) mod zipped;
