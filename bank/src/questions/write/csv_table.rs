//! A table as text: UTF-8 with the mark that Excel needs, commas, quotes where they are needed.

use contest::banks::Question;
use csv::WriterBuilder;

use super::rows;

/// Writes the questions. A cell that a spreadsheet would calculate gets a space in front, which
/// makes it text there and is no part of it when it is read.
pub(super) fn write(questions: &[&Question]) -> Option<Vec<u8>> {
    let mut writer = WriterBuilder::new().from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(rows::header(questions)).ok()?;
    for cells in rows::rows(questions) {
        writer.write_record(cells.into_iter().map(harmless)).ok()?;
    }
    writer.into_inner().ok()
}

fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!(" {cell}") } else { cell }
}
