//! From rows of cells to drafts of questions.

use contest::banks::{Kind, Level, MAX_CHOICES};
use contest::text;

use super::draft::{Draft, Judge};
use super::table::{Cell, Line, Table};
use super::{QuestionSet, answer, details};
use crate::{Problem, ReadError, labels};

/// Reads the rows of all tables of a file.
pub(super) fn read_all(tables: &[Table], mut notes: Vec<Problem>) -> Result<QuestionSet, ReadError> {
    let mut rows = Vec::new();
    let mut judge = Judge::default();
    let mut incomplete = None;
    for table in tables {
        if table.columns.answer.is_none() {
            let error = ReadError::MissingColumn { place: table.header.place.clone(), column: "Đáp án đúng" };
            notes.push(Problem::new(&table.header.place, error.to_string()));
            incomplete.get_or_insert(error);
            continue;
        }
        if !table.columns.unknown.is_empty() {
            let names = table.columns.unknown.join("”, “");
            notes.push(Problem::new(&table.header.place, format!("Không dùng đến cột “{names}”.")));
        }
        for line in &table.lines {
            let reading = Reading { table, line };
            if reading.is_header_again() {
                continue;
            }
            if reading.is_no_question() {
                notes.extend(reading.leftover());
                continue;
            }
            rows.push(judge.judge(reading.draft()));
        }
    }
    if rows.is_empty() { Err(incomplete.unwrap_or(ReadError::NoQuestions)) } else { Ok(QuestionSet { rows, notes }) }
}

/// The question in one row of a table; none where the row holds none.
pub(super) fn draft(table: &Table, line: &Line) -> Option<Draft> {
    let reading = Reading { table, line };
    (!reading.is_header_again() && !reading.is_no_question()).then(|| reading.draft())
}

/// One row being read.
struct Reading<'a> {
    table: &'a Table,
    line: &'a Line,
}

impl Reading<'_> {
    fn cell(&self, column: Option<usize>) -> &Cell {
        column.and_then(|column| self.line.cells.get(column)).unwrap_or(&Cell::Empty)
    }

    fn squeezed(&self, column: Option<usize>) -> Option<String> {
        Some(text::squeeze(self.cell(column).text())).filter(|text| !text.is_empty())
    }

    /// Column names repeated at the top of a printed page.
    fn is_header_again(&self) -> bool {
        self.line.cells == self.table.header.cells
    }

    fn is_no_question(&self) -> bool {
        self.table.columns.of_question().all(|column| self.cell(Some(column)).is_blank())
    }

    /// A note on words outside the columns of a question, such as a heading; a bare number is none.
    fn leftover(&self) -> Option<Problem> {
        let words: Vec<String> = self.line.cells.iter().map(|cell| text::squeeze(cell.text())).collect();
        let words = words.into_iter().find(|word| word.chars().any(char::is_alphabetic))?;
        Some(Problem::new(&self.line.place, format!("Hàng chỉ có “{words}”, không có câu hỏi nên được bỏ qua.")))
    }

    fn draft(&self) -> Draft {
        let columns = &self.table.columns;
        let mut draft = Draft::new(self.line.place.clone());
        self.refuse_faults(&mut draft.refusals);
        self.refuse_width(&mut draft.refusals);
        let stem = self.squeezed(Some(columns.stem)).unwrap_or_default();
        labels::question(&stem).map_or(stem.as_str(), |(_, rest)| rest).clone_into(&mut draft.stem);
        draft.declared = self.declared_kind(&mut draft.refusals, &mut draft.warnings);
        draft.choices = self.choices();
        if draft.choices.is_empty() && draft.declared == Some(Kind::TrueFalse) {
            draft.choices = vec!["Đúng".to_owned(), "Sai".to_owned()];
        }
        draft.key = answer::read(self.cell(columns.answer).text(), &draft.choices);
        if let Some(named) = self.squeezed(columns.anchors) {
            draft.anchored = Some(details::anchors(&named, &draft.choices, &mut draft.warnings));
        }
        draft.topic = self.squeezed(columns.topic);
        draft.level = self.level(&mut draft.warnings);
        draft.explanation = self.squeezed(columns.explanation);
        draft.handbook_entry = self.entry(&mut draft.warnings);
        draft
    }

    fn refuse_faults(&self, refusals: &mut Vec<String>) {
        for column in self.table.columns.of_question() {
            if let Cell::Fault(fault) = self.cell(Some(column)) {
                let name = text::squeeze(self.table.header.cells.get(column).map_or("", Cell::text));
                refusals.push(format!("Ô ở cột “{name}” {fault}. Hãy mở tệp bằng Excel, sửa ô này rồi lưu lại."));
            }
        }
    }

    fn refuse_width(&self, refusals: &mut Vec<String>) {
        let (expected, found) = (self.table.header.cells.len(), self.line.cells.len());
        if self.table.strict_width && self.line.cells.iter().skip(expected).any(|cell| !cell.is_blank()) {
            refusals.push(format!(
                "Dòng có {found} ô trong khi chỉ có {expected} cột. Nếu trong ô có dấu phẩy, hãy đặt cả ô trong dấu ngoặc kép."
            ));
        }
    }

    /// The choices up to the last that is filled in; one left out between is empty.
    fn choices(&self) -> Vec<String> {
        let columns = &self.table.columns.choices;
        let cell = |position: usize| self.squeezed(columns.get(position).copied().flatten());
        let count = (0..MAX_CHOICES).rfind(|&position| cell(position).is_some()).map_or(0, |last| last + 1);
        let mut choices: Vec<String> = (0..count).map(|position| cell(position).unwrap_or_default()).collect();
        labels::strip_choices(&mut choices);
        choices
    }

    fn declared_kind(&self, refusals: &mut Vec<String>, warnings: &mut Vec<String>) -> Option<Kind> {
        details::kind(&self.squeezed(self.table.columns.kind)?, refusals, warnings)
    }

    fn level(&self, warnings: &mut Vec<String>) -> Option<Level> {
        details::level(&self.squeezed(self.table.columns.level)?, warnings)
    }

    fn entry(&self, warnings: &mut Vec<String>) -> Option<u32> {
        details::entry(&self.squeezed(self.table.columns.entry)?, warnings)
    }
}
