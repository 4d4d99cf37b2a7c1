//! A table as text: UTF-8 with the mark that Excel needs, commas, quotes where they are needed.

use contest::banks::Question;
use csv::WriterBuilder;

use super::super::Field;
use super::rows;
use crate::office::harmless;

/// Writes the questions, their cells made [`harmless`].
pub(super) fn write(questions: &[&Question]) -> Option<Vec<u8>> {
    let mut writer = WriterBuilder::new().from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(rows::columns(questions).into_iter().map(Field::label)).ok()?;
    for cells in rows::rows(questions) {
        writer.write_record(cells.into_iter().map(harmless)).ok()?;
    }
    writer.into_inner().ok()
}
