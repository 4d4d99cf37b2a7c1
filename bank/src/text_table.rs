//! Tables in text files: csv in UTF-8, with commas, semicolons or tabs.

use csv::{ByteRecord, ReaderBuilder};

use crate::limits::{MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS};
use crate::package::without_bom;
use crate::{Place, ReadError};

/// What may stand between cells; Excel in Vietnamese writes semicolons.
pub(crate) const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// One row of a text table.
pub(crate) struct Record {
    /// The line it begins on.
    pub(crate) place: Place,
    pub(crate) cells: Vec<String>,
}

/// The rows of a text table, empty lines left out; takes text that is known to be UTF-8.
pub(crate) fn records(bytes: &[u8], separator: u8) -> impl Iterator<Item = Result<Record, ReadError>> {
    let bytes = without_bom(bytes);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes);
    let mut lines = Lines { bytes, at: 0, line: 1 };
    let mut rows = 0;
    std::iter::from_fn(move || {
        let mut record = ByteRecord::new();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {
                rows += 1;
                let start = record.position().map_or(0, |position| position.byte() as usize);
                let place = Place::Line(lines.line_of_record(start));
                Some(if rows > MAX_ROWS { Err(ReadError::TooManyRows(Place::File)) } else { checked(&record, place) })
            }
            Ok(false) => None,
            Err(_) => Some(Err(ReadError::Damaged)),
        }
    })
}

/// Counts lines as an editor does. The reader's own count stands before the empty lines and the
/// line feed of `\r\n` that it passes over at the start of a record.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the record that begins at `start` or at the first character behind it.
    fn line_of_record(&mut self, start: usize) -> u32 {
        while let Some(&byte) = self.bytes.get(self.at) {
            if self.at >= start && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line += u32::from(byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

fn checked(record: &ByteRecord, place: Place) -> Result<Record, ReadError> {
    if record.len() > MAX_COLUMNS {
        return Err(ReadError::TooManyColumns(place));
    }
    let cells: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    if cells.iter().any(|cell| cell.chars().nth(MAX_CELL_CHARS).is_some()) {
        return Err(ReadError::LongCell(place));
    }
    Ok(Record { place, cells })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        for text in ["a,b\n\n\"c\nd\",e\n\nf,g", "\u{FEFF}a,b\r\n\r\n\"c\r\nd\",e\r\n\r\nf,g\r\n"] {
            let places: Vec<Place> = records(text.as_bytes(), b',').map(|record| record.unwrap().place).collect();
            assert_eq!(places, [Place::Line(1), Place::Line(3), Place::Line(6)]);
        }
    }
}
