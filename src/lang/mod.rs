//! Message catalogues.
