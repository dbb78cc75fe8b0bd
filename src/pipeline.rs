//! The thread through all stages.
