//! What several readers say of what they could not read.

use crate::formats::zip_xml::PartError;
use crate::model::{Defect, Message, Place};

/// Something is the matter with the whole document.
pub(super) fn of_all(message: Message) -> Defect {
    Defect { place: Place::default(), message }
}

/// Something is the matter at a line and a column, from 1.
pub(super) fn at((line, column): (u32, u32), message: Message) -> Defect {
    Defect { place: Place { line: Some(line), column: Some(column), ..Place::default() }, message }
}

/// Something is the matter with a part of a container.
pub(super) fn in_part(part: &str, message: Message) -> Defect {
    Defect { place: Place { part: Some(part.into()), ..Place::default() }, message }
}

/// A part of a container cannot be read as it should.
pub(super) fn of_part(part: &str, error: &PartError) -> Defect {
    in_part(part, error.message(part))
}

/// Bytes were met that the encoding does not have.
pub(super) fn replaced(encoding: &str) -> Defect {
    of_all(Message::new("defect-bytes-replaced").with("encoding", encoding))
}
