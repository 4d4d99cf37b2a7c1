//! Question sets: tables with one question a row, documents laid out as people write them, and the
//! formats of learning platforms.
//!
//! **Read:** GIFT, Aiken, Moodle XML, QTI 2.1, JSON, docx, plain text, Markdown (`docs/FORMATS.md`
//! says what of each); xlsx (and xlsm, its macros never touched) as Excel shows it: numbers,
//! percentages and dates in their format, formulas by their stored value; csv in UTF-8, separated by commas,
//! semicolons or tabs. The row of column names is found among title rows by its many Vietnamese
//! spellings; sheets without one are left out, and a note says so.
//!
//! **Refused, row by row:** what [`Question::check`] refuses; a key that names no choice or could
//! mean two; a kind that the key contradicts; a stem that an accepted row above already has; a
//! cell that holds a formula's error. **Refused as a whole:** see [`ReadError`].

mod aiken;
mod answer;
mod category;
mod columns;
mod csv_table;
mod details;
mod draft;
mod format;
mod gift;
mod json;
mod left_out;
mod markup;
mod moodle_xml;
mod number_format;
mod outline;
mod qti;
mod row;
mod summary;
mod table;
mod tags;
mod text_kind;
mod weights;
mod write;
mod xlsx;

use contest::banks::Question;

use crate::document::{self, docx};
use crate::package::Kind;
use crate::xml::Xml;
use crate::{Place, Problem, ReadError, package};
use table::Table;
use text_kind::TextKind;

pub use format::Format;
pub use summary::{ProblemSummary, QuestionSummary, Summary};
pub use write::{WriteError, Written, write};

/// What this reader takes, for its errors.
const WANTED: &str =
    "tệp Excel (.xlsx), CSV, Word (.docx), văn bản (.txt, .md), GIFT, Aiken, JSON, Moodle XML hoặc gói QTI có câu hỏi";

/// One file of questions, row by row, in the file's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionSet {
    /// Every row that holds a question or tries to.
    pub rows: Vec<Row>,
    /// What was left out or understood in a way worth knowing; nothing here refuses a row.
    pub notes: Vec<Problem>,
}

/// One row of a question set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// What became of it.
    pub verdict: Verdict,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a sound question; [`Question::check`] holds.
    Accepted {
        /// The question.
        question: Question,
        /// What was left out of it, such as a level that is not known.
        warnings: Vec<Problem>,
    },
    /// It cannot be used until its author mends it.
    Refused {
        /// Its stem, to find it by; may be empty.
        stem: String,
        /// Why, at least one.
        problems: Vec<Problem>,
    },
}

impl QuestionSet {
    /// The accepted questions, in the file's order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.rows.iter().filter_map(Row::question)
    }

    /// The refused rows, in the file's order.
    pub fn refused(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.question().is_none())
    }
}

impl Row {
    /// The question, when accepted.
    pub fn question(&self) -> Option<&Question> {
        match &self.verdict {
            Verdict::Accepted { question, .. } => Some(question),
            Verdict::Refused { .. } => None,
        }
    }

    /// The stem, accepted or not; may be empty when refused.
    pub fn stem(&self) -> &str {
        match &self.verdict {
            Verdict::Accepted { question, .. } => &question.stem,
            Verdict::Refused { stem, .. } => stem,
        }
    }

    /// Why it was refused, or what was left out of it.
    pub fn problems(&self) -> &[Problem] {
        match &self.verdict {
            Verdict::Accepted { warnings, .. } => warnings,
            Verdict::Refused { problems, .. } => problems,
        }
    }
}

/// Reads a set of questions; `file_name` only tells text formats apart, the bytes decide the rest.
pub fn read(bytes: &[u8], file_name: &str) -> Result<QuestionSet, ReadError> {
    match package::kind(bytes)? {
        Kind::Workbook => {
            let (tables, notes) = xlsx::read(bytes)?;
            read_tables(&tables, notes)
        }
        // A document that is named as a workbook is not what its owner takes it for.
        Kind::Document if !is_table_name(file_name) => outline::read(&docx::read(bytes)?),
        Kind::QuestionPackage => qti::read(bytes),
        Kind::Xml => read_xml(package::text(bytes)?),
        Kind::Text => read_text(bytes, file_name),
        other => Err(other.refusal(WANTED)),
    }
}

fn read_xml(text: &str) -> Result<QuestionSet, ReadError> {
    const CHOOSE: &str = "Hãy chọn đúng tệp rồi tải lên lại.";
    let wrong = |found, advice| Err(ReadError::WrongKind { found, wanted: WANTED, advice });
    match Xml::new(text).root()?.local_name().as_ref() {
        "quiz" => moodle_xml::read(text),
        "assessmentItem" => qti::read_item(text),
        "manifest" | "assessmentTest" => wrong("một phần của gói QTI", "Hãy tải lên cả gói (.zip)."),
        "questestinterop" => wrong("tệp QTI 1.2", "Hãy xuất lại theo QTI 2.1 hoặc Moodle XML."),
        "qti-assessment-item" => wrong("tệp QTI 3", "Hãy xuất lại theo QTI 2.1 hoặc Moodle XML."),
        _ => wrong("tệp XML", CHOOSE),
    }
}

fn read_text(bytes: &[u8], file_name: &str) -> Result<QuestionSet, ReadError> {
    let text = package::text(bytes)?;
    match TextKind::of(text, file_name) {
        TextKind::Table => read_tables(&csv_table::read(bytes)?.into_iter().collect::<Vec<_>>(), Vec::new()),
        TextKind::Json => json::read(text),
        TextKind::Gift => gift::read(text),
        TextKind::Aiken => aiken::read(text),
        TextKind::Outline => outline::read(&document::text::read(text, file_name)?),
    }
}

fn read_tables(tables: &[Table], notes: Vec<Problem>) -> Result<QuestionSet, ReadError> {
    if tables.is_empty() {
        return Err(ReadError::NoHeader {
            wanted: "“Câu hỏi”, “Phương án A”, “Phương án B”, “Đáp án đúng”"
        });
    }
    row::read_all(tables, notes)
}

/// Files that are named as tables.
fn is_table_name(file_name: &str) -> bool {
    let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("xlsx" | "xlsm" | "xls" | "ods" | "csv"))
}
