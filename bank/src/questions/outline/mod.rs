//! Question sets laid out as people write them: Word documents, PDF, plain text, Markdown.
//!
//! Labels (`Câu 1.`, `A)`, `Đáp án: C`) make the questions; automatic numbering counts as if it had
//! been typed. Tables hold questions a row, keys, or just lay lines out. The right choice is what a
//! line, a list of keys, a mark or a look says; where they contradict one another the question is
//! refused.

mod headings;
mod key_lists;
mod keys;
mod labels;
mod layout;
mod notes;
mod pieces;
mod question;
mod signs;
mod split;
mod tables;
mod walk;

use self::pieces::Piece;
use self::walk::Walk;
use super::draft::Judge;
use super::{QuestionSet, Row, WANTED};
use crate::document::Document;
use crate::limits::MAX_QUESTIONS;
use crate::{Place, Problem, ReadError};

/// Questions with answers in place of choices.
const HANDBOOK: ReadError = ReadError::WrongKind {
    found: "sổ tay hỏi – đáp",
    wanted: WANTED,
    advice: "Hãy tải tệp này lên ở mục Sổ tay, hoặc chọn tệp có các phương án A, B, C.",
};

/// Reads the questions of a document.
pub(super) fn read(document: &Document) -> Result<QuestionSet, ReadError> {
    let pieces = pieces::of(document)?;
    let answers = pieces.iter().filter_map(Piece::line).filter(|line| is_answer(&line.text)).count();
    let (drafts, mut notes) = Walk::through(pieces);
    if drafts.iter().all(|draft| draft.choices.is_empty()) {
        return Err(if answers > 1 { HANDBOOK } else { ReadError::NothingAsked { found: "tài liệu" } });
    }
    if drafts.len() > MAX_QUESTIONS {
        return Err(ReadError::TooManyQuestions);
    }
    let mut judge = Judge::default();
    let rows: Vec<Row> = drafts.into_iter().map(|draft| judge.judge(draft)).collect();
    notes.splice(0..0, document.notes.iter().cloned());
    if document.hidden_text {
        notes.push(Problem::new(&Place::File, "Tệp có chữ ẩn. Chữ ẩn không được đọc; nếu cần, hãy cho hiện lại."));
    }
    if document.macros {
        notes.push(Problem::new(&Place::File, "Tệp có macro. Chỉ phần chữ được đọc, macro đã được bỏ qua."));
    }
    Ok(QuestionSet { rows, notes })
}

/// `Trả lời: …`.
fn is_answer(line: &str) -> bool {
    crate::labels::strip_word(line, "trả lời").is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with(':'))
}
