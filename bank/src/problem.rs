//! What a person is told about a file, and where it stands.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where in a file something stands, as the person who wrote the file counts.
///
/// Shown in Vietnamese: `Hàng 12`, `Trang tính “Đề 2”, hàng 12`, `Dòng 4`, `Trang 2, dòng 4`, `Câu hỏi 7`, `Câu 7`,
/// `Phần tử 3`, `Cả tệp`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The file as a whole.
    File,
    /// A sheet of a workbook, by its name.
    Sheet(String),
    /// A row of a sheet, counted from 1.
    Row {
        /// The sheet's name, where the workbook has more than one sheet with questions.
        sheet: Option<String>,
        /// The row's number as the spreadsheet shows it.
        row: u32,
    },
    /// A line of a text file, counted from 1; for a record of several lines, its first.
    Line(u32),
    /// A line of a page, both counted from 1.
    Page {
        /// As the file counts its pages.
        page: u32,
        /// Without the page's head; a row of a table is one line.
        line: u32,
    },
    /// An entry of the handbook, by its number.
    Entry(u32),
    /// A question of a document, by the number its author gave.
    Question(u32),
    /// An element of a list or a package, counted from 1, with its own name where it has one.
    Element {
        /// From 1.
        number: u32,
        /// As the file has it; may be empty.
        name: String,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("Cả tệp"),
            Self::Sheet(name) => write!(f, "Trang tính “{name}”"),
            Self::Row { sheet: None, row } => write!(f, "Hàng {row}"),
            Self::Row { sheet: Some(name), row } => write!(f, "Trang tính “{name}”, hàng {row}"),
            Self::Line(line) => write!(f, "Dòng {line}"),
            Self::Page { page, line } => write!(f, "Trang {page}, dòng {line}"),
            Self::Entry(number) => write!(f, "Câu hỏi {number}"),
            Self::Question(number) => write!(f, "Câu {number}"),
            Self::Element { number, name } if name.is_empty() => write!(f, "Phần tử {number}"),
            Self::Element { number, name } => write!(f, "Phần tử {number} ({name})"),
        }
    }
}

/// Something a person should know or mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// A Vietnamese sentence: what is wrong and what to do.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(place: &Place, message: impl Into<String>) -> Self {
        Self { place: place.clone(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_a_person_counts() {
        assert_eq!(Place::Row { sheet: None, row: 12 }.to_string(), "Hàng 12");
        assert_eq!(Place::Row { sheet: Some("Đề 2".into()), row: 3 }.to_string(), "Trang tính “Đề 2”, hàng 3");
        assert_eq!(Place::Element { number: 3, name: "Câu 7".into() }.to_string(), "Phần tử 3 (Câu 7)");
        assert_eq!(Problem::new(&Place::Line(4), "Thiếu mã.").to_string(), "Dòng 4: Thiếu mã.");
    }
}
