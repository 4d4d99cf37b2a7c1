//! A file of attempts, read line by line.

use std::{
    fmt,
    io::{self, Read},
    str,
};

use contest::{
    results::field::{EntryColumns, EntryRow, EntryTwice, Field, FieldBuilder, HeaderError, RowError},
    text::group,
};
use csv::{ByteRecord, ReaderBuilder};

/// Why a file of attempts was not read.
#[derive(Debug, thiserror::Error)]
pub enum EntriesError {
    /// The first line does not name the columns.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// Lines that cannot be read: the first of them, and how many there are.
    #[error("{}", TellLines(first, *count))]
    Lines {
        /// At most [`EntriesError::TOLD`].
        first: Vec<LineError>,
        /// All of them.
        count: u64,
    },
    /// The file itself cannot be read.
    #[error("Không đọc được tệp lượt thi: {0}.")]
    File(#[from] io::Error),
}

impl EntriesError {
    /// How many lines are told; whoever mends them runs the command again.
    pub const TOLD: usize = 20;
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// A field that cannot be read.
    #[error(transparent)]
    Row(#[from] RowError),
    /// An identifier that an earlier line has.
    #[error("Dòng {0}: {1}")]
    Twice(u64, EntryTwice),
    /// More fields or fewer than the first line has.
    #[error("Dòng {line}: có {found} trường, dòng đầu có {expected}. Hãy xem lại dấu phẩy và dấu nháy kép.")]
    Fields {
        /// The line in the file, from 1.
        line: u64,
        /// Its fields.
        found: usize,
        /// Those of the first line.
        expected: usize,
    },
    /// Bytes that are no text.
    #[error("Dòng {0}, cột “{1}”: không phải chữ theo mã UTF-8. Hãy lưu lại tệp theo mã UTF-8.")]
    Encoding(u64, &'static str),
}

struct TellLines<'a>(&'a [LineError], u64);

impl fmt::Display for TellLines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(first, count) = self;
        write!(f, "Tệp lượt thi có {} dòng chưa đọc được. Hãy sửa rồi chạy lại.", group(*count as i64))?;
        first.iter().try_for_each(|line| write!(f, "\n{line}"))?;
        match count - first.len() as u64 {
            0 => Ok(()),
            others => write!(f, "\nVà {} dòng khác.", group(others as i64)),
        }
    }
}

/// Reads the attempts of a field. All lines are looked at, so that all that is wrong is told at
/// once; beside the field the memory is that of one line.
pub fn read_entries(file: impl Read) -> Result<Field, EntriesError> {
    let mut csv = ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(file);
    let (mut record, mut row) = (ByteRecord::new(), EntryRow::default());
    csv.read_byte_record(&mut record).map_err(io::Error::from)?;
    let header: Vec<String> = record.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let columns = EntryColumns::read(header.iter().map(String::as_str))?;
    let (mut field, mut first, mut count) = (FieldBuilder::default(), Vec::new(), 0);
    while csv.read_byte_record(&mut record).map_err(io::Error::from)? {
        let line = record.position().map_or(0, csv::Position::line);
        if let Err(error) = push(&mut field, &columns, &record, &mut row, line) {
            count += 1;
            if first.len() < EntriesError::TOLD {
                first.push(error);
            }
        }
    }
    if count > 0 { Err(EntriesError::Lines { first, count }) } else { Ok(field.finish()) }
}

fn push(
    field: &mut FieldBuilder,
    columns: &EntryColumns,
    record: &ByteRecord,
    row: &mut EntryRow,
    line: u64,
) -> Result<(), LineError> {
    if record.len() != columns.len() {
        return Err(LineError::Fields { line, found: record.len(), expected: columns.len() });
    }
    for (place, bytes) in record.iter().enumerate() {
        let text = str::from_utf8(bytes).map_err(|_| LineError::Encoding(line, columns.name(place)))?;
        columns.put(row, place, text);
    }
    field.push(&row.read(line)?).map_err(|twice| LineError::Twice(line, twice))
}

#[cfg(test)]
mod tests {
    use contest::results::field::RowProblem;

    use super::*;

    const HEADER: &str = "entry,person,agency,track,correct,score,started_at,submitted_at\n";

    fn refused(lines: &[u8]) -> EntriesError {
        read_entries([HEADER.as_bytes(), lines].concat().as_slice()).unwrap_err()
    }

    #[test]
    fn a_file_is_read_whoever_wrote_it() {
        let lines = "l1,an,snv,staff,1,10000,5,9\r\nl2,\"Bình, \"\"B\"\"\",,citizens,0,0,5,9\r\n";
        let field = read_entries(format!("\u{feff}{HEADER}{lines}").as_bytes()).unwrap();
        assert_eq!(field.len(), 2);
        assert_eq!(read_entries(HEADER.as_bytes()).unwrap().len(), 0);
    }

    #[test]
    fn every_line_that_cannot_be_read_is_told_with_its_number() {
        let EntriesError::Lines { first, count } =
            refused(b"l1,an,snv,staff,1,10000,5,9\nl1,an,snv,staff,1,10000,5,9\nl2,an\nl3,\xff,snv,staff,1,2,3,4\nl4,an,,staff,1,x,3,4\n")
        else {
            panic!("another error");
        };
        let score = RowError { line: 5, column: "score", problem: RowProblem::Score };
        let expected = [
            LineError::Twice(3, EntryTwice("l1".to_owned())),
            LineError::Fields { line: 4, found: 2, expected: 8 },
            LineError::Encoding(5, "person"),
            LineError::Row(RowError { line: 6, ..score }),
        ];
        assert_eq!((first.as_slice(), count), (expected.as_slice(), 4));
    }

    #[test]
    fn of_many_such_lines_twenty_are_told_and_the_others_counted() {
        let told = refused("l,an\n".repeat(1_234).as_bytes()).to_string();
        assert!(
            told.starts_with("Tệp lượt thi có 1.234 dòng chưa đọc được. Hãy sửa rồi chạy lại.\nDòng 2: "),
            "{told}"
        );
        assert!(told.ends_with("\nVà 1.214 dòng khác."), "{told}");
        assert_eq!(told.lines().count(), 22);
        assert_eq!(refused(b"l,an\n").to_string().lines().count(), 2);
    }

    #[test]
    fn a_file_without_a_first_line_is_told_so() {
        let error = read_entries(&b""[..]).unwrap_err().to_string();
        assert!(error.starts_with("Dòng đầu của tệp lượt thi thiếu cột “entry”, "), "{error}");
    }
}
