//! The handbook (sổ tay hỏi – đáp): numbered questions, each with its answer.
//!
//! **Read:** docx, PDF with a text layer, plain text, Markdown. Parts (`Phần I. …`), sections below them, entries (`Câu hỏi
//! 1:`, `Câu 1.`, `Hỏi:`), their answers (`Trả lời:`, `Đáp:`) with paragraphs, lists and the rows of
//! tables kept, and the documents that an answer names as its legal basis. Text is NFC with single spaces; titles in capitals become
//! sentences.
//!
//! **Left out:** cover, preface, table of contents, page headers and footers, footnotes, macros,
//! what a tracked change deleted.
//!
//! **Refused, entry by entry:** no question, no answer, a number that was used before. **Refused
//! as a whole:** see [`ReadError`].

mod issuers;
pub(crate) mod legal;
mod lines;
mod marks;
mod outline;
mod tables;

use serde::{Deserialize, Serialize};

pub use legal::{Date, LegalReference, find as legal_references};

use crate::document::{self, docx, pdf};
use crate::package::Kind;
use crate::{Place, Problem, ReadError, package};

/// What this reader takes, for its errors.
const WANTED: &str = "tệp Word (.docx), PDF hoặc văn bản (.txt, .md) có sổ tay hỏi – đáp";

/// A handbook as its file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handbook {
    /// The title on the cover, where its style says so; never all in capitals.
    pub title: Option<String>,
    /// Parts that hold entries, in order.
    pub parts: Vec<Part>,
    /// Entries, in order; their numbers differ.
    pub entries: Vec<Entry>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
}

/// A part (phần).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// As printed: `I`, `2`; empty when the part has none.
    pub number: String,
    /// Without the number.
    pub title: String,
    /// Sections (mục) that hold entries, in order.
    pub sections: Vec<Section>,
}

/// A section (mục) of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// As printed: `1`, `a`; empty when the section has none.
    pub number: String,
    /// Without the number.
    pub title: String,
}

/// A numbered question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1.
    pub number: u32,
    /// Its part, as an index into [`Handbook::parts`].
    pub part: Option<usize>,
    /// Its section, as an index into [`Part::sections`].
    pub section: Option<usize>,
    /// The question without its label.
    pub question: String,
    /// The answer; never empty.
    pub answer: Vec<Block>,
    /// Documents that the answer names, each once, in order.
    pub legal_basis: Vec<LegalReference>,
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A list with bullets.
    List(Vec<String>),
    /// A list that the word processor numbers from 1.
    NumberedList(Vec<String>),
}

impl Entry {
    /// The answer as plain text: a paragraph a line, list items after `- ` or `1. `.
    pub fn answer_text(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for block in &self.answer {
            match block {
                Block::Paragraph(text) => lines.push(text.clone()),
                Block::List(items) => lines.extend(items.iter().map(|item| format!("- {item}"))),
                Block::NumberedList(items) => {
                    lines.extend(items.iter().enumerate().map(|(index, item)| format!("{}. {item}", index + 1)));
                }
            }
        }
        lines.join("\n")
    }
}

/// Reads a handbook; `file_name` tells plain text and Markdown from other text.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Handbook, ReadError> {
    let document = match package::kind(bytes)? {
        Kind::Document => docx::read(bytes)?,
        Kind::Pdf => match pdf::read(bytes, None) {
            Err(ReadError::OldEncoding { guess }) => return Err(ReadError::OldFont { guess }),
            read => read?,
        },
        Kind::Text if document::text::is_prose(file_name) => document::text::read(package::text(bytes)?, file_name)?,
        other => return Err(other.refusal(WANTED)),
    };
    let mut handbook = outline::read(&document)?;
    let notes = [
        (document.macros, "Tệp có macro. Chỉ phần chữ được đọc, macro đã được bỏ qua."),
        (document.hidden_text, "Tệp có chữ ẩn. Chữ ẩn không được đọc; nếu cần, hãy cho hiện lại."),
    ];
    handbook.problems.splice(0..0, document.notes);
    for (_, message) in notes.into_iter().filter(|(is_so, _)| *is_so) {
        handbook.problems.push(Problem::new(&Place::File, message));
    }
    Ok(handbook)
}
