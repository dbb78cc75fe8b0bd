//! Settings of all stages.
