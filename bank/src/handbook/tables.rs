//! Tables of a handbook: entries a row each, entries laid out in cells, or a part of an answer.

use contest::text;

use super::lines::of_paragraph;
use super::marks::{answer_label, question_label};
use crate::document::{Line, Paragraph, Table};

/// Names of the column of questions and of the column of answers, folded.
const QUESTIONS: [&str; 4] = ["cau hoi", "noi dung cau hoi", "hoi", "noi dung hoi"];
const ANSWERS: [&str; 6] = ["tra loi", "noi dung tra loi", "cau tra loi", "dap", "noi dung dap", "giai dap"];

/// The lines of a table.
pub(super) fn lines(table: &Table) -> Vec<Line> {
    if let Some((question, answer)) = table.rows.first().and_then(|row| columns(row)) {
        return table.rows.iter().skip(1).flat_map(|row| entry(row, question, answer)).collect();
    }
    let cells = || table.rows.iter().flatten();
    let is_layout = cells()
        .flatten()
        .flat_map(of_paragraph)
        .any(|line| question_label(&line.text).is_some() || answer_label(&line.text).is_some());
    if is_layout || cells().count() == 1 {
        return cells().flatten().flat_map(of_paragraph).collect();
    }
    table.rows.iter().filter_map(|row| row_as_text(row)).collect()
}

/// The columns of questions and answers, when the row names both.
fn columns(row: &[Vec<Paragraph>]) -> Option<(usize, usize)> {
    let names: Vec<String> = row.iter().map(|cell| text::fold(&cell_text(cell))).collect();
    let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    Some((find(&QUESTIONS)?, find(&ANSWERS)?))
}

/// A row with a question and its answer, as lines with their labels.
fn entry(row: &[Vec<Paragraph>], question: usize, answer: usize) -> Vec<Line> {
    let lines_at = |column: usize| row.get(column).into_iter().flatten().flat_map(of_paragraph).collect::<Vec<Line>>();
    let mut lines = lines_at(question);
    let number = row[..question.min(row.len())]
        .iter()
        .find_map(|cell| cell_text(cell).trim_end_matches(['.', ')']).parse::<u32>().ok());
    if let Some(first) = lines.first_mut().filter(|first| question_label(&first.text).is_none()) {
        let label = number.map_or_else(|| "Hỏi: ".to_owned(), |number| format!("Câu hỏi {number}: "));
        first.text.insert_str(0, &label);
        first.listed = None;
    }
    let answers = lines_at(answer);
    if answers.first().is_some_and(|first| answer_label(&first.text).is_none()) {
        lines.push(Line::plain("Trả lời:"));
    }
    lines.extend(answers);
    lines
}

/// A row of a table within an answer: its cells one after the other.
fn row_as_text(row: &[Vec<Paragraph>]) -> Option<Line> {
    let cells: Vec<String> = row.iter().map(|cell| cell_text(cell)).filter(|text| !text.is_empty()).collect();
    (!cells.is_empty()).then(|| Line::plain(&cells.join(" | ")))
}

fn cell_text(cell: &[Paragraph]) -> String {
    let lines: Vec<String> = cell.iter().flat_map(of_paragraph).map(|line| line.text).collect();
    text::squeeze(&lines.join(" "))
}
