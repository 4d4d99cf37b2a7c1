//! From rows of cells to questions.

use std::collections::HashMap;

use contest::banks::{ChoiceSet, Kind, Level, MAX_CHOICES, Question, QuestionError, Topic};
use contest::text;

use super::table::{Cell, Line, Table};
use super::{QuestionSet, Row, Verdict, answer};
use crate::{Place, Problem, ReadError, labels};

/// Reads the rows of all tables of a file; a stem that an accepted row has is not accepted again.
pub(super) fn read_all(tables: &[Table], mut notes: Vec<Problem>) -> Result<QuestionSet, ReadError> {
    let mut rows = Vec::new();
    let mut accepted: HashMap<String, Place> = HashMap::new();
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
            let mut verdict = reading.verdict();
            refuse_double(&mut verdict, &line.place, &mut accepted);
            rows.push(Row { place: line.place.clone(), verdict });
        }
    }
    if rows.is_empty() { Err(incomplete.unwrap_or(ReadError::NoQuestions)) } else { Ok(QuestionSet { rows, notes }) }
}

fn refuse_double(verdict: &mut Verdict, place: &Place, accepted: &mut HashMap<String, Place>) {
    let Verdict::Accepted { question, .. } = verdict else { return };
    let key = question.stem.to_lowercase();
    if let Some(earlier) = accepted.get(&key) {
        let message = format!("Trùng câu hỏi ở {}. Hãy bỏ một trong hai câu.", lower_first(&earlier.to_string()));
        *verdict = Verdict::Refused { stem: question.stem.clone(), problems: vec![Problem::new(place, message)] };
    } else {
        accepted.insert(key, place.clone());
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
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

    fn verdict(&self) -> Verdict {
        let mut refusals = Vec::new();
        let mut warnings = Vec::new();
        let question = self.question(&mut refusals, &mut warnings);
        let problems = |messages: Vec<String>| {
            messages.into_iter().map(|message| Problem::new(&self.line.place, message)).collect::<Vec<_>>()
        };
        if refusals.is_empty() {
            Verdict::Accepted { question, warnings: problems(warnings) }
        } else {
            Verdict::Refused { stem: question.stem, problems: problems(refusals) }
        }
    }

    fn question(&self, refusals: &mut Vec<String>, warnings: &mut Vec<String>) -> Question {
        let columns = &self.table.columns;
        self.refuse_faults(refusals);
        self.refuse_width(refusals);
        let stem = self.squeezed(Some(columns.stem)).unwrap_or_default();
        let stem = labels::question(&stem).map_or(stem.as_str(), |(_, rest)| rest).to_owned();
        let declared = self.declared_kind(refusals, warnings);
        let mut choices = self.choices();
        if choices.is_empty() && declared == Some(Kind::TrueFalse) {
            choices = vec!["Đúng".to_owned(), "Sai".to_owned()];
        }
        let key = answer::read(self.cell(columns.answer).text(), &choices);
        let correct = key.as_ref().copied().unwrap_or(ChoiceSet::EMPTY);
        let question = Question {
            kind: kind(&choices, correct),
            stem,
            choices,
            correct,
            topic: self.squeezed(columns.topic).map(Topic),
            level: self.level(warnings),
            explanation: self.squeezed(columns.explanation),
            handbook_entry: self.entry(warnings),
        };
        // A sentence on the cell that failed says more than “no answer”.
        let explained = !refusals.is_empty();
        match question.check() {
            Err(QuestionError::NoAnswer) if key.is_err() || explained => {}
            Err(error) if !explained => refusals.push(error.to_string()),
            Err(_) | Ok(()) => {}
        }
        refusals.extend(key.err().filter(|_| !explained && question.choices.len() > 1));
        if refusals.is_empty() {
            refusals.extend(declared.and_then(|declared| contradiction(declared, &question)));
        }
        question
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
        let label = self.squeezed(self.table.columns.kind)?;
        let folded = text::fold(&label);
        let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        if says(&["tu luan", "dien khuyet", "dien vao", "ghep doi", "ghep cap", "essay", "matching"]) {
            refusals.push(format!(
                "Loại câu “{label}” không dùng được. Hãy đổi thành câu một đáp án, nhiều đáp án hoặc đúng/sai."
            ));
            None
        } else if says(&["nhieu", "multiple resp", "multiple ans", "multi"]) && folded != "multiple choice" {
            Some(Kind::Multiple)
        } else if says(&["dung/sai", "dung - sai", "dung sai", "dung hoac sai", "true"]) || folded == "ds" {
            Some(Kind::TrueFalse)
        } else if says(&["mot", "1 ", "don", "single"]) {
            Some(Kind::Single)
        } else {
            if !says(&["trac nghiem", "multiple choice"]) {
                warnings.push(format!("Loại câu “{label}” chưa rõ; loại được tính theo đáp án."));
            }
            None
        }
    }

    fn level(&self, warnings: &mut Vec<String>) -> Option<Level> {
        let label = self.squeezed(self.table.columns.level)?;
        let level = Level::parse(&label).or_else(|| match text::fold(&label).as_str() {
            "nb" => Some(Level::Recall),
            "th" => Some(Level::Understand),
            "vd" => Some(Level::Apply),
            _ => None,
        });
        if level.is_none() {
            let known = Level::ALL.map(Level::label).join(", ");
            warnings.push(format!("Mức độ “{label}” chưa rõ nên để trống. Hãy ghi một trong các mức: {known}."));
        }
        level
    }

    fn entry(&self, warnings: &mut Vec<String>) -> Option<u32> {
        let label = self.squeezed(self.table.columns.entry)?;
        let digits = text::fold(&label);
        let number = digits
            .trim_start_matches("cau")
            .trim_start_matches(" hoi")
            .trim()
            .parse()
            .ok()
            .filter(|&number| number > 0);
        if number.is_none() {
            warnings.push(format!("Câu sổ tay “{label}” không phải là số nên để trống."));
        }
        number
    }
}

/// The kind by choices and key.
fn kind(choices: &[String], correct: ChoiceSet) -> Kind {
    if Question::is_true_false(choices) {
        Kind::TrueFalse
    } else if correct.len() > 1 {
        Kind::Multiple
    } else {
        Kind::Single
    }
}

/// Why the kind that the author gave does not fit the question.
fn contradiction(declared: Kind, question: &Question) -> Option<String> {
    match (declared, question.kind) {
        (Kind::Single, Kind::Multiple) => Some(QuestionError::SeveralAnswers(question.correct.len()).to_string()),
        (Kind::Multiple, Kind::Single | Kind::TrueFalse) => {
            Some("Câu ghi là nhiều đáp án nhưng chỉ có một đáp án đúng. Hãy sửa loại câu hoặc đáp án.".to_owned())
        }
        (Kind::TrueFalse, Kind::Single | Kind::Multiple) => Some(
            "Câu ghi là đúng/sai nhưng phương án không phải là Đúng và Sai. Hãy sửa loại câu hoặc phương án."
                .to_owned(),
        ),
        _ => None,
    }
}
