//! [`crate::model::Report`] to bytes: one module per format.
