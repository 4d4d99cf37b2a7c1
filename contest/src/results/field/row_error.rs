//! What cannot be read in a file of attempts.

use super::EntryRow;
use crate::contests::PredictionError;

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Dòng {line}, cột “{column}”: {problem}")]
pub struct RowError {
    /// The line in the file, from 1.
    pub line: u64,
    /// The column.
    pub column: &'static str,
    /// What is wrong.
    pub problem: RowProblem,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// Nothing there.
    #[error("đang trống. Hãy ghi thêm.")]
    Empty,
    /// Longer than an identifier may be.
    #[error("dài quá {} byte. Hãy dùng mã ngắn hơn.", EntryRow::MAX_ID)]
    Long,
    /// No code of a track.
    #[error("không có bảng dự thi này. Hãy ghi staff hoặc citizens.")]
    Track,
    /// No whole number from 1 to 65,535.
    #[error("không phải số vòng. Hãy ghi số từ 1 đến 65535, hoặc để trống.")]
    Round,
    /// No whole number to 65,535.
    #[error("không phải số câu. Hãy ghi số từ 0 đến 65535.")]
    Correct,
    /// No whole number to 10,000.
    #[error("không phải điểm theo phần vạn. Hãy ghi số từ 0 đến 10000.")]
    Score,
    /// No prediction.
    #[error("{0}")]
    Prediction(PredictionError),
    /// No instant.
    #[error("không phải thời điểm. Hãy ghi mili giây UTC, hoặc theo mẫu 2026-05-17T17:00:00+07:00.")]
    Time,
    /// Submitted before it was begun.
    #[error("sớm hơn lúc bắt đầu. Hãy xem lại hai thời điểm.")]
    Backwards,
    /// Neither yes nor no.
    #[error("không rõ có hợp lệ không. Hãy ghi 1 hoặc 0.")]
    Valid,
}
