//! The best assignment by evidence alone, in any order, with gaps on both sides.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use super::align::choose;
use super::{Choice, Sheet};

/// The algorithm counts in whole numbers: thousandths of a point.
const SCALE: f64 = 1000.0;

/// The best choice for each row, with its margin over the best that differs by one exchange.
pub(super) fn best(sheet: &Sheet) -> Vec<Choice> {
    let (rows, columns) = (sheet.rows.len(), sheet.columns.len());
    // Every row may also take a column of its own that stands for no URL.
    let cell =
        |(row, column): (usize, usize)| if column < columns { (sheet.gain(row, column) * SCALE) as i64 } else { 0 };
    let weights = Matrix::from_fn(rows, columns + rows, cell);
    let (_, chosen) = kuhn_munkres(&weights);
    let column_of: Vec<Option<usize>> = chosen.iter().map(|&column| (column < columns).then_some(column)).collect();
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    for (row, column) in column_of.iter().enumerate() {
        if let Some(slot) = column.and_then(|column| row_of.get_mut(column)) {
            *slot = Some(row);
        }
    }
    let gain = |row: usize, column: Option<usize>| column.map_or(0.0, |column| sheet.gain(row, column));
    // The best that a row can have when it loses its column: nothing, or a column nobody has.
    let fallback = |row: usize| {
        let free = (0..columns).filter(|&column| row_of.get(column) == Some(&None));
        free.map(|column| sheet.gain(row, column)).fold(0.0, f64::max)
    };
    let fallbacks: Vec<f64> = (0..rows).map(fallback).collect();
    let fall = |row: usize| fallbacks.get(row).copied().unwrap_or_default();
    (0..rows)
        .map(|row| {
            let own = column_of.get(row).copied().flatten();
            // What the others gain if this row's column is free.
            let heir = own.map_or(0.0, |own| {
                let wish = |other: usize| sheet.gain(other, own) - gain(other, column_of.get(other).copied().flatten());
                (0..rows).filter(|&other| other != row).map(wish).fold(0.0, f64::max)
            });
            let without = heir;
            let with = |column: usize| match row_of.get(column).copied().flatten() {
                _ if Some(column) == own => gain(row, own),
                None => sheet.gain(row, column) + heir,
                Some(owner) => {
                    let swapped = own.map_or(f64::MIN, |own| sheet.gain(owner, own));
                    sheet.gain(row, column) + swapped.max(fall(owner)) - sheet.gain(owner, column)
                }
            };
            choose(sheet, without, (0..columns).map(with))
        })
        .collect()
}
