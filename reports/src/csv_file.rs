//! The tables as comma-separated values: UTF-8 with the mark that Excel needs. Numbers are plain, shares are in percent
//! with a decimal point; an empty line parts two tables. Totals are left out: programs add up by themselves.

use bank::office::harmless;
use csv::WriterBuilder;

use crate::{Cell, Report};

pub(super) fn write(report: &Report) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new().flexible(true).from_writer(b"\xEF\xBB\xBF".to_vec());
    for (place, table) in report.tables().enumerate() {
        if place > 0 {
            writer.write_record([""])?;
        }
        writer.write_record(table.columns.iter().map(|column| column.name))?;
        for row in &table.rows {
            writer.write_record(row.iter().map(plain))?;
        }
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Unknown | Cell::Nothing => String::new(),
        Cell::Text(text) => harmless(text.clone()),
        Cell::Count(count) => count.to_string(),
        Cell::Share { .. } => cell.fraction().map(|share| format!("{:.2}", share * 100.0)).unwrap_or_default(),
        Cell::Date(date) => date.to_string(),
    }
}
