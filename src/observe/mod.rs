//! Sources to observations: the only async and only network code.
