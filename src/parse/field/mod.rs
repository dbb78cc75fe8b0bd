//! Where a field stands in a note, one field a file.
