//! Places on the wire.

use std::borrow::Cow;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model;

/// A place; what the format of the document has none of is null. Everything counts from 1; columns are Unicode scalar
/// values, and ends are exclusive.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct Place<'a> {
    page: Option<u32>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    paragraph: Option<u32>,
    /// The file of an EPUB.
    part: Option<Cow<'a, str>>,
    /// How many elements begin in the part up to this one, which is counted: `XPath` `(//*)[n]`. Of Word and `OpenDocument`.
    element: Option<u32>,
    rects: Option<Vec<Rect>>,
}

/// A rectangle in PDF points.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Rect {
    x0: f64,
    y0: f64,
    x1: f64,
    y1: f64,
}

impl<'a> Place<'a> {
    pub(super) fn new(place: &'a model::Place) -> Self {
        let rect = |&model::Rect { x0, y0, x1, y1 }: &model::Rect| Rect { x0, y0, x1, y1 };
        Self {
            page: place.page,
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
            paragraph: place.paragraph,
            part: place.part.as_deref().map(Cow::from),
            element: place.element,
            rects: (!place.rects.is_empty()).then(|| place.rects.iter().map(rect).collect()),
        }
    }

    pub(super) fn read(self) -> model::Place {
        let rect = |Rect { x0, y0, x1, y1 }| model::Rect { x0, y0, x1, y1 };
        model::Place {
            page: self.page,
            line: self.line,
            column: self.column,
            end_line: self.end_line,
            end_column: self.end_column,
            paragraph: self.paragraph,
            part: self.part.map(Arc::from),
            element: self.element,
            rects: self.rects.unwrap_or_default().into_iter().map(rect).collect(),
        }
    }
}
