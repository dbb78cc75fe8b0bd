//! HTML: what pages and documents share.
