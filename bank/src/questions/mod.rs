//! Question sets: tables with one question a row, documents laid out as people write them, and the
//! formats of learning platforms.
//!
//! **Read:** GIFT, Aiken, Moodle XML, QTI 2.1, JSON, docx, PDF with a text layer, plain text, Markdown (`docs/FORMATS.md`
//! says what of each); xlsx (and xlsm, its macros never touched) as Excel shows it: numbers,
//! percentages and dates in their format, formulas by their stored value; ods as `LibreOffice` shows
//! it; csv in UTF-8 or UTF-16, separated by commas, semicolons or tabs. The row of column names is
//! found among title rows by its many Vietnamese spellings; sheets without one are left out, and a
//! note says so.
//!
//! **Asked about:** letters in an old encoding or font ([`ReadError::OldEncoding`]) and columns that
//! are not understood ([`ReadError::NoHeader`]). [`encodings`] and [`sheets`] are what a person looks
//! at, and [`Options`] what the file is read again with.
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
mod field;
mod format;
mod gift;
mod guess;
mod json;
mod left_out;
mod markup;
mod moodle_xml;
mod number_format;
mod ods;
mod outline;
mod preview;
mod qti;
mod row;
mod summary;
mod table;
mod tables;
mod tags;
mod template;
mod text_kind;
mod weights;
mod write;
mod xlsx;

use std::borrow::Cow;

use contest::banks::Question;

pub use self::columns::column_name;
pub use self::field::Field;
pub use self::preview::{EncodingPreview, SheetPreview, encodings, sheets};
use self::tables::Source;
pub(crate) use self::tables::sheet_rows;
use crate::document::{self, docx, pdf};
use crate::encoding::{Encoding, utf16};
use crate::limits::MAX_UPLOAD_BYTES;
use crate::package::Kind;
use crate::xml::Xml;
use crate::{Place, Problem, ReadError, package};
use text_kind::TextKind;

pub use format::Format;
pub use summary::{ProblemSummary, QuestionSummary, Summary};
pub use template::template;
pub use write::{WriteError, Written, write};

/// Which files are taken, in words: what stands beside the input for a file.
pub const FILE_KINDS: &str = "Tệp Word (.docx), PDF có chữ (.pdf), Excel (.xlsx), LibreOffice (.ods), CSV, văn bản (.txt, .md), GIFT, Aiken, JSON, Moodle XML hoặc gói QTI (.zip)";
/// What the names of these files end in, as the `accept` of an input has it.
pub const FILE_NAMES: &str = ".docx,.pdf,.xlsx,.xlsm,.ods,.csv,.tsv,.txt,.md,.gift,.json,.xml,.zip";

/// What this reader takes, for its errors.
const WANTED: &str = "tệp Excel (.xlsx), LibreOffice (.ods), CSV, Word (.docx), PDF, văn bản (.txt, .md), GIFT, Aiken, JSON, Moodle XML hoặc gói QTI có câu hỏi";

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

/// What a person has said of a file that could not be understood by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// In which letters it is written; nothing while nobody was asked.
    pub encoding: Option<Encoding>,
    /// Which columns hold what, in the sheets that are to be read; nothing to go by their names.
    pub sheets: Vec<SheetColumns>,
}

/// The columns of one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetColumns {
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// The row or line with the first question, from 1.
    pub first_row: u32,
    /// What each column holds; nothing for one that is left out.
    pub columns: Vec<Option<Field>>,
}

/// Reads a set of questions; `file_name` only tells text formats apart, the bytes decide the rest.
pub fn read(bytes: &[u8], file_name: &str) -> Result<QuestionSet, ReadError> {
    read_with(bytes, file_name, &Options::default())
}

/// Reads a set of questions in the encoding and by the columns that a person has chosen.
pub fn read_with(bytes: &[u8], file_name: &str, options: &Options) -> Result<QuestionSet, ReadError> {
    let file = Unicode::of(bytes, options.encoding)?;
    let kind = package::kind(&file.bytes)?;
    let mut set = match source(kind, &file.bytes, file_name) {
        Some(source) => tables::read(source, file.chosen, &options.sheets)?,
        None => read_other(kind, &file.bytes, file_name, file.chosen)?,
    };
    set.notes.splice(0..0, file.note);
    Ok(set)
}

/// A file without tables.
fn read_other(kind: Kind, bytes: &[u8], file_name: &str, chosen: Option<Encoding>) -> Result<QuestionSet, ReadError> {
    match kind {
        // A document that is named as a workbook is not what its owner takes it for.
        Kind::Document if !is_table_name(file_name) => outline::read(&docx::read(bytes)?),
        Kind::Pdf if !is_table_name(file_name) => outline::read(&pdf::read(bytes, chosen)?.without_large_headings()),
        Kind::QuestionPackage => qti::read(bytes),
        Kind::Xml => read_xml(package::text(bytes)?),
        Kind::Text => read_text(package::text(bytes)?, file_name),
        other => Err(other.refusal(WANTED)),
    }
}

/// A file with tables.
fn source<'a>(kind: Kind, bytes: &'a [u8], file_name: &str) -> Option<Source<'a>> {
    match kind {
        Kind::Workbook => Some(Source::Workbook(bytes)),
        Kind::OpenDocument => Some(Source::OpenDocument(bytes)),
        Kind::Text if TextKind::of(package::text(bytes).ok()?, file_name) == TextKind::Table => {
            Some(Source::Text(bytes))
        }
        _ => None,
    }
}

/// A file whose text, if it is a text file, is in UTF-8.
struct Unicode<'a> {
    bytes: Cow<'a, [u8]>,
    /// What is still to be done about its letters.
    chosen: Option<Encoding>,
    /// Says when they were others.
    note: Option<Problem>,
}

impl<'a> Unicode<'a> {
    fn of(bytes: &'a [u8], chosen: Option<Encoding>) -> Result<Self, ReadError> {
        if bytes.len() > MAX_UPLOAD_BYTES {
            return Err(ReadError::TooLarge);
        }
        if let Some(text) = utf16(bytes) {
            return Ok(Self::turned(text, chosen, "UTF-16"));
        }
        if package::kind(bytes)? != Kind::OldText {
            return Ok(Self { bytes: Cow::Borrowed(bytes), chosen, note: None });
        }
        match chosen.filter(|chosen| *chosen != Encoding::Unicode) {
            // Turned once: the letters that came out are not looked at again.
            Some(encoding) => Ok(Self::turned(encoding.decode(bytes), Some(Encoding::Unicode), encoding.label())),
            None => Err(ReadError::OldEncoding { guess: Encoding::guess(bytes) }),
        }
    }

    fn turned(text: String, chosen: Option<Encoding>, from: &str) -> Self {
        let note =
            format!("Chữ trong tệp theo bảng mã {from}, đã được chuyển sang Unicode. Hãy xem lại trước khi nhập.");
        Self { bytes: Cow::Owned(text.into_bytes()), chosen, note: Some(Problem::new(&Place::File, note)) }
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

fn read_text(text: &str, file_name: &str) -> Result<QuestionSet, ReadError> {
    match TextKind::of(text, file_name) {
        TextKind::Table => Err(Kind::Text.refusal(WANTED)),
        TextKind::Json => json::read(text),
        TextKind::Gift => gift::read(text),
        TextKind::Aiken => aiken::read(text),
        TextKind::Outline => outline::read(&document::text::read(text, file_name)?),
    }
}

/// Files that are named as tables.
fn is_table_name(file_name: &str) -> bool {
    let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("xlsx" | "xlsm" | "xls" | "ods" | "csv"))
}
