//! The ranked field as a file.

use std::io::{self, Write};

use contest::results::field::{Field, Outcome, RankedRow};

/// Writes a line for each attempt of the field that was ranked, with a first line that names the
/// columns. The same outcome gives the same bytes.
pub fn write_ranked(outcome: &Outcome, field: &Field, to: impl Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().has_headers(false).buffer_capacity(1 << 16).from_writer(to);
    csv.write_record(RankedRow::COLUMNS)?;
    for row in outcome.rows(field) {
        csv.serialize(row)?;
    }
    csv.flush()
}
