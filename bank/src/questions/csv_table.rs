//! Question sets in text tables.

use super::table::{self, Cell, Found, Line, Meter, Table};
use crate::ReadError;
use crate::text_table::{self, Record};

/// The table of a text file, by the first separator under which its column names are found.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Table>, ReadError> {
    let mut failure = None;
    for separator in text_table::SEPARATORS {
        let lines = text_table::records(bytes, separator).map(|record| record.map(line));
        match table::find(lines, &mut Meter::default()) {
            Ok(Found::Table(table)) => return Ok(Some(Table { strict_width: true, ..*table })),
            Ok(Found::NoHeader | Found::Blank) => {}
            // Under the wrong separator anything may look too wide.
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    failure.map_or(Ok(None), Err)
}

fn line(record: Record) -> Line {
    let cells = record.cells.into_iter().map(|cell| if cell.is_empty() { Cell::Empty } else { Cell::Text(cell) });
    Line { place: record.place, cells: cells.collect() }
}
