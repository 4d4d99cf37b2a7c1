//! Question sets in text tables.

use super::table::{self, Cell, Found, Line, Meter, Table};
use super::tables::Script;
use crate::ReadError;
use crate::limits::HEADER_SEARCH_ROWS;
use crate::text_table::{self, Record};

/// The table of a text file, by the first separator under which its column names are found.
pub(super) fn read(bytes: &[u8], script: &mut Script) -> Result<Option<Table>, ReadError> {
    let mut failure = None;
    for separator in text_table::SEPARATORS {
        let mut seen = script.anew();
        let lines = lines(bytes, separator).map(|line| line.map(|line| seen.line(line)));
        let found = table::find(lines, &mut Meter::default());
        // What one separator runs together says no less of the letters than what another splits.
        *script = seen;
        match found {
            Ok(Found::Table(table)) => return Ok(Some(Table { strict_width: true, ..*table })),
            Ok(Found::NoHeader | Found::Blank) => {}
            // Under the wrong separator anything may look too wide.
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    failure.map_or(Ok(None), Err)
}

/// The separator that splits the most rows into the same number of cells, more than one.
pub(super) fn separator(bytes: &[u8]) -> u8 {
    let even = |separator: &u8| {
        let mut counts = [0_usize; crate::limits::MAX_COLUMNS + 1];
        for line in lines(bytes, *separator).take(HEADER_SEARCH_ROWS).flatten() {
            let width = line.cells.len();
            if let Some(count) = counts.get_mut(width).filter(|_| width > 1) {
                *count += 1;
            }
        }
        counts.into_iter().max().unwrap_or_default()
    };
    // Of equals the last counts, so the usual ones come last.
    text_table::SEPARATORS.into_iter().rev().max_by_key(even).unwrap_or(b',')
}

/// The rows under a separator.
pub(super) fn lines(bytes: &[u8], separator: u8) -> impl Iterator<Item = Result<Line, ReadError>> {
    text_table::records(bytes, separator).map(|record| record.map(line))
}

fn line(record: Record) -> Line {
    let cells = record.cells.into_iter().map(|cell| if cell.is_empty() { Cell::Empty } else { Cell::Text(cell) });
    Line { place: record.place, cells: cells.collect() }
}
