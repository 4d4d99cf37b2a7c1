//! Tables in a set of questions: keys, questions a row, or lines laid out in cells.

use contest::text;

use super::keys;
use super::labels::{self, Detail};
use super::pieces::{Piece, with_key_apart};
use super::signs::{self, Choice, Statement};
use crate::document::{Line, Paragraph, Table};
use crate::limits::HEADER_SEARCH_ROWS;
use crate::questions::columns::{self, Field};
use crate::questions::draft::Draft;
use crate::questions::table::{self, Cell, Found, Meter};
use crate::questions::{answer, row};
use crate::{Place, ReadError};

type Cells = Vec<Vec<Paragraph>>;

/// The pieces of a table.
pub(super) fn pieces(table: &Table) -> Result<Vec<Piece>, ReadError> {
    if let Some(keys) = keys::table(&table.rows) {
        return Ok(vec![Piece::Keys(keys)]);
    }
    if let Some(pieces) = by_columns(table)? {
        return Ok(pieces);
    }
    if let Some((header, fields)) = few_columns(table) {
        let above = table.rows.iter().take(header).flat_map(laid_out);
        let below = table.rows.iter().skip(header + 1).flat_map(|row| by_fields(row, &fields));
        return Ok(above.chain(below).collect());
    }
    Ok(table.rows.iter().flat_map(laid_out).collect())
}

fn cell_text(cell: &[Paragraph]) -> String {
    cell.iter().flat_map(Paragraph::lines).map(|line| line.text).collect::<Vec<_>>().join("\n")
}

/// The questions of a table whose columns have names, one for each choice.
fn by_columns(table: &Table) -> Result<Option<Vec<Piece>>, ReadError> {
    let lines = table.rows.iter().zip(1..).map(|(row, number)| {
        let cells = row.iter().map(|cell| Cell::Text(cell_text(cell))).collect();
        Ok(table::Line { place: Place::Row { sheet: None, row: number }, cells })
    });
    let Found::Table(found) = table::find(lines, &mut Meter::default())? else { return Ok(None) };
    let row_of = |line: &table::Line| match line.place {
        Place::Row { row, .. } => row as usize - 1,
        _ => usize::MAX,
    };
    let header = row_of(&found.header);
    let above = table.rows.iter().take(header).filter(|row| !names_columns(row));
    let mut pieces: Vec<Piece> = above.flat_map(laid_out).collect();
    for line in &found.lines {
        let Some(row) = table.rows.get(row_of(line)) else { continue };
        match row::draft(&found, line) {
            Some(mut draft) => {
                complete(&mut draft, row, &found, line);
                pieces.push(Piece::Row(Box::new(draft)));
            }
            // A heading over some of the rows.
            None => pieces.extend(laid_out(row)),
        }
    }
    Ok(Some(pieces))
}

/// The upper one of two rows of names: `Phương án` over A, B, C.
fn names_columns(row: &Cells) -> bool {
    row.iter().any(|cell| columns::named(&Cell::Text(cell_text(cell))).is_some())
}

/// Gives a question of a table its number, and the key that its choices are marked with.
fn complete(draft: &mut Draft, row: &Cells, table: &table::Table, line: &table::Line) {
    let cell = |column: Option<usize>| column.and_then(|column| line.cells.get(column)).map_or("", Cell::text);
    let number = text::squeeze(cell(table.columns.number));
    let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(['.', ')', ':']);
    if let Ok(number) = digits.parse() {
        draft.place = Place::Question(number);
    }
    let mut choices = Vec::new();
    for column in table.columns.choices.iter().flatten() {
        let lines: Vec<Line> = row.get(*column).into_iter().flatten().flat_map(Paragraph::lines).collect();
        if lines.is_empty() {
            break;
        }
        let mut choice = Choice::default();
        for line in lines {
            let (range, right, anchored) = labels::without_marks(&line.text, 0..line.text.len());
            choice.text = text::squeeze(&format!("{} {}", choice.text, &line.text[range.clone()]));
            choice.ink.add(line.ink(range));
            choice.right |= right;
            choice.anchored |= anchored;
        }
        choices.push(choice);
    }
    if choices.len() != draft.choices.len() {
        return;
    }
    if choices.iter().any(|choice| choice.right || choice.anchored) {
        draft.set_choices(choices.iter().map(|choice| choice.text.as_str()));
        draft.key = answer::read(cell(table.columns.answer), &draft.choices);
    }
    let anchored = choices.iter().enumerate().filter(|(_, choice)| choice.anchored).map(|(place, _)| place);
    draft.anchored = Some(draft.anchored.unwrap_or_default().iter().chain(anchored).collect());
    let Ok(says) = draft.key else { return };
    let written = (!says.is_empty()).then_some(Statement { sign: "cột đáp án", says });
    let statements: Vec<Statement> = written.into_iter().chain(signs::statements(&choices)).collect();
    draft.key = signs::key(&statements);
}

/// A row that names a column of questions, and others, but not one for each choice: `TT | Nội dung
/// câu hỏi | Đáp án` with the choices below the question.
fn few_columns(table: &Table) -> Option<(usize, Vec<Option<Field>>)> {
    table.rows.iter().take(HEADER_SEARCH_ROWS).enumerate().find_map(|(index, row)| {
        let names: Vec<Cell> = row.iter().map(|cell| Cell::Text(cell_text(cell))).collect();
        let fields: Vec<Option<Field>> = names.iter().map(columns::named).collect();
        let has = |field| fields.contains(&Some(field));
        (has(Field::Stem) && fields.iter().flatten().count() > 1).then_some((index, fields))
    })
}

/// The lines of a row by the names of its columns, each with the label that says what it is.
fn by_fields(row: &Cells, fields: &[Option<Field>]) -> Vec<Piece> {
    let column = |wanted: Field| fields.iter().position(|field| *field == Some(wanted)).and_then(|at| row.get(at));
    let number = column(Field::Number).map(|cell| text::squeeze(&cell_text(cell))).unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let lines_of = |cell: &Vec<Paragraph>| cell.iter().flat_map(Paragraph::lines).collect::<Vec<Line>>();
    let mut lines = column(Field::Stem).map(lines_of).unwrap_or_default();
    let Some(first) = lines.first_mut() else { return laid_out(row) };
    if labels::question(&first.text).is_none() {
        first.prefix(&if digits.is_empty() { "Câu hỏi:".to_owned() } else { format!("Câu {digits}:") });
    }
    // Columns without a name that is known hold the choices, all in one.
    let others = row.iter().enumerate().filter(|(at, _)| fields.get(*at).is_none_or(Option::is_none));
    lines.extend(others.flat_map(|(_, cell)| lines_of(cell)));
    for (field, name) in [
        (Field::Answer, "Đáp án:"),
        (Field::Explanation, "Giải thích:"),
        (Field::Topic, "Lĩnh vực:"),
        (Field::Level, "Mức độ:"),
        (Field::Kind, "Loại câu:"),
        (Field::Entry, "Câu sổ tay:"),
        (Field::Anchors, "Giữ vị trí:"),
    ] {
        let Some(cell) = column(field) else { continue };
        let value = text::squeeze(&cell_text(cell));
        if !value.is_empty() {
            let says_itself = labels::detail(&value).is_some_and(|(detail, _)| detail == Detail::Answer);
            let line = if says_itself { value } else { format!("{name} {value}") };
            lines.push(Line::plain(&line));
        }
    }
    lines.into_iter().flat_map(with_key_apart).collect()
}

/// The lines of a row as a person reads them: cell by cell; a cell that is a label alone belongs to
/// the one beside it.
fn laid_out(row: &Cells) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut label: Option<Line> = None;
    for cell in row {
        let mut lines: Vec<Line> = cell.iter().flat_map(Paragraph::lines).collect();
        if let (Some(name), Some(first)) = (label.take(), lines.first_mut()) {
            first.prefix(&with_colon(&name.text));
        }
        match lines.as_slice() {
            [only] if is_label(&only.text) => label = lines.pop(),
            _ => pieces.extend(lines.into_iter().flat_map(with_key_apart)),
        }
    }
    pieces.extend(label.map(Piece::Line));
    pieces
}

/// `Câu 1`, `A.`, `Đáp án`: a label without what it labels.
fn is_label(text: &str) -> bool {
    let labelled = with_colon(text);
    let is_letter =
        text.trim_end_matches(['.', ')', ':']).len() == 1 && text.starts_with(|c: char| c.is_ascii_uppercase());
    let is_number = text.trim_end_matches(['.', ')', ':']).bytes().all(|byte| byte.is_ascii_digit());
    is_letter
        || is_number && text.len() < 6
        || labels::question(&labelled).is_some_and(|label| label.end >= labelled.len())
        || labels::detail(&labelled).is_some_and(|(_, value)| value >= labelled.len())
}

fn with_colon(label: &str) -> String {
    let bare = label.trim_end_matches(['.', ')', ':', ' ']);
    if bare.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("Câu {bare}:")
    } else if bare.len() == 1 {
        format!("{bare}.")
    } else {
        format!("{bare}:")
    }
}
