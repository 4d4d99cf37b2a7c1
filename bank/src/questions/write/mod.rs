//! Question sets written in every format that is read.
//!
//! Each file is read back before it is given away, by the reader that would take it: what the
//! format could not carry is told in notes, not dropped. The same questions give the same bytes.

mod aiken;
mod compare;
mod csv_table;
mod docx;
mod gift;
mod json;
mod labels;
mod moodle_xml;
mod qti;
mod rows;
mod xlsx;

use contest::banks::Question;

use super::Format;
use crate::Problem;
use crate::limits::MAX_QUESTIONS;
pub(super) use rows::letters;

/// A file of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the file does not carry; questions by their position from 1 ([`Place::Question`](crate::Place)).
    pub notes: Vec<Problem>,
}

/// Why questions could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// There are none.
    #[error("Chưa có câu hỏi nào để xuất. Hãy chọn ít nhất một câu.")]
    Nothing,
    /// More than [`MAX_QUESTIONS`].
    #[error("Có hơn {MAX_QUESTIONS} câu hỏi nên không xuất được vào một tệp. Hãy chia thành nhiều phần.")]
    TooMany,
    /// None of them can be written in this format.
    #[error("Không câu nào ghi được theo định dạng {}. Hãy chọn định dạng khác, ví dụ Excel.", .0.label())]
    NoneFits(Format),
    /// The container could not be made.
    #[error("Không tạo được tệp {}. Hãy thử lại với ít câu hơn.", .0.label())]
    Failed(Format),
}

/// Writes questions as a file of this format.
pub fn write(questions: &[Question], format: Format) -> Result<Written, WriteError> {
    if questions.is_empty() {
        return Err(WriteError::Nothing);
    }
    if questions.len() > MAX_QUESTIONS {
        return Err(WriteError::TooMany);
    }
    let fits: Vec<&Question> =
        questions.iter().filter(|question| format != Format::Aiken || question.correct.len() == 1).collect();
    if fits.is_empty() {
        return Err(WriteError::NoneFits(format));
    }
    let bytes = match format {
        Format::Gift => gift::write(&fits),
        Format::Aiken => aiken::write(&fits),
        Format::MoodleXml => moodle_xml::write(&fits),
        Format::Qti => qti::write(&fits).ok_or(WriteError::Failed(format))?,
        Format::Json => json::write(&fits).ok_or(WriteError::Failed(format))?,
        Format::Csv => csv_table::write(&fits).ok_or(WriteError::Failed(format))?,
        Format::Xlsx => xlsx::write(&fits).map_err(|_| WriteError::Failed(format))?,
        Format::Docx => docx::write(&fits).ok_or(WriteError::Failed(format))?,
    };
    let notes = compare::notes(questions, &bytes, format);
    Ok(Written { bytes, notes })
}
