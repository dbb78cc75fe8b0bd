//! Link annotations (ISO 32000-1, 12.5.6.5).

use hayro_interpret::kurbo::{Affine, Point};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as PdfString};
use hayro_syntax::page::Page as RawPage;

use super::super::strings::decoded;
use super::super::{Area, Link, MOST_LINKS};
use super::destinations::Destinations;

/// The links of a page, in the order of its annotations.
pub(super) fn of<'a>(
    pdf: &'a Pdf,
    page: &RawPage<'a>,
    transform: Affine,
    destinations: &Destinations<'a>,
) -> Vec<Link> {
    let Some(annotations) = page.raw().get::<Array<'a>>(b"Annots".as_slice()) else { return Vec::new() };
    let base = base(pdf);
    let links = annotations.iter::<Dict<'a>>().filter_map(|annotation| {
        let link = link(&annotation, transform, base.as_deref())?;
        let target = if link.uri.is_none() { destinations.target(&annotation) } else { None };
        Some(Link { target, ..link })
    });
    links.take(MOST_LINKS).collect()
}

/// What relative URIs are relative to (12.6.4.7).
fn base(pdf: &Pdf) -> Option<String> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let uri = root.get::<Dict<'_>>(b"URI".as_slice())?;
    uri.get::<PdfString<'_>>(b"Base".as_slice()).map(|base| decoded(base.as_bytes()))
}

fn link(annotation: &Dict<'_>, transform: Affine, base: Option<&str>) -> Option<Link> {
    let subtype = annotation.get::<Name<'_>>(b"Subtype".as_slice())?;
    if subtype.as_str() != "Link" {
        return None;
    }
    let areas = areas(annotation, transform);
    if areas.is_empty() {
        return None;
    }
    let action = annotation.get::<Dict<'_>>(b"A".as_slice());
    let uri = action.as_ref().and_then(|action| action.get::<PdfString<'_>>(b"URI".as_slice()));
    let uri = uri.map(|uri| decoded(uri.as_bytes()).trim().to_owned()).filter(|uri| !uri.is_empty());
    Some(Link { areas, uri: uri.map(|uri| absolute(uri, base)), target: None })
}

fn absolute(uri: String, base: Option<&str>) -> String {
    let joined = base.filter(|_| !uri.contains(':')).and_then(|base| url::Url::parse(base).ok()?.join(&uri).ok());
    joined.map_or(uri, String::from)
}

fn areas(annotation: &Dict<'_>, transform: Affine) -> Vec<Area> {
    let mut areas = Vec::new();
    if let Some(quads) = annotation.get::<Array<'_>>(b"QuadPoints".as_slice()) {
        let numbers: Vec<f64> = quads.iter::<Object<'_>>().map_while(|o| Some(o.into_number()?.as_f64())).collect();
        for quad in numbers.chunks_exact(8).take(64) {
            let points = quad.chunks_exact(2).filter_map(|xy| Some(Point::new(*xy.first()?, *xy.get(1)?)));
            areas.extend(area(points, transform));
        }
    }
    if areas.is_empty()
        && let Some(rect) = annotation.get::<Rect>(b"Rect".as_slice())
    {
        areas.extend(area([Point::new(rect.x0, rect.y0), Point::new(rect.x1, rect.y1)], transform));
    }
    areas
}

/// The area around points of the page's own space.
fn area(points: impl IntoIterator<Item = Point>, transform: Affine) -> Option<Area> {
    let around = points.into_iter().map(|point| transform * point).map(|point| {
        let (x, y) = (point.x as f32, point.y as f32);
        Area { x0: x, y0: y, x1: x, y1: y }
    });
    around.reduce(|all, one| all.union(&one)).filter(|area| area.x0.is_finite() && area.y1.is_finite())
}
