//! The best assignment that keeps the order of notes and URLs, with gaps on both sides.

use super::{Choice, MARGIN, Sheet, confidence};

/// The best choice for each row, with its margin over the best alignment that chooses otherwise.
pub(super) fn best(sheet: &Sheet) -> Vec<Choice> {
    let (rows, columns) = (sheet.rows.len(), sheet.columns.len());
    let forward = table(rows, columns, |row, column| sheet.gain(row, column));
    let backward = table(rows, columns, |row, column| sheet.gain(rows - 1 - row, columns - 1 - column));
    // The best total of an alignment of the rows before `row` with the columns before `column`, and of those from on.
    let before = |row: usize, column: usize| forward[row][column];
    let after = |row: usize, column: usize| backward[rows - row][columns - column];
    (0..rows)
        .map(|row| {
            let with = |column: usize| before(row, column) + sheet.gain(row, column) + after(row + 1, column + 1);
            let without = (0..=columns).map(|cut| before(row, cut) + after(row + 1, cut)).fold(f64::MIN, f64::max);
            choose(sheet, without, (0..columns).map(with))
        })
        .collect()
}

/// The best total for each number of rows and columns from the start. Shape: rows + 1 by columns + 1.
fn table(rows: usize, columns: usize, gain: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    let mut table = vec![vec![0.0; columns + 1]; rows + 1];
    for row in 0..rows {
        for column in 0..columns {
            // In bounds: the table has one row and one column more than there are.
            let paired = table[row][column] + gain(row, column);
            table[row + 1][column + 1] = paired.max(table[row][column + 1]).max(table[row + 1][column]);
        }
    }
    table
}

/// Chooses by the best total that each choice allows.
pub(super) fn choose(sheet: &Sheet, without: f64, with: impl Iterator<Item = f64>) -> Choice {
    let mut options: Vec<(Option<usize>, f64)> =
        with.enumerate().map(|(column, total)| (Some(column), total)).collect();
    options.push((None, without));
    options.sort_by(|a, b| b.1.total_cmp(&a.1));
    let Some(&(column, best)) = options.first() else {
        return Choice { column: None, confidence: 0.0, others: Vec::new() };
    };
    let url = |option: Option<usize>| option.and_then(|column| sheet.columns.get(column)).map(|column| column.url);
    let differs = |option: &&(Option<usize>, f64)| url(option.0) != url(column);
    let rival = options.iter().filter(differs).map(|(_, total)| *total).next();
    let margin = rival.map_or(f64::INFINITY, |total| best - total);
    let others = options.iter().filter(differs).filter(|(_, total)| best - total < MARGIN);
    let others = others.filter_map(|&(option, total)| Some((option?, 1.0 - confidence(best - total)))).collect();
    Choice { column, confidence: confidence(margin), others }
}
