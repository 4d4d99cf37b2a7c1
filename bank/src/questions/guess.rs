//! What the columns of a table may hold whose names are not understood: a guess that a person
//! looks at, never trusted by itself.

use contest::banks::MAX_CHOICES;
use contest::text;

use super::Field;
use super::columns::named;
use super::details;
use super::table::{Cell, Line};

/// A column with at least so many of a hundred cells of a kind is of that kind.
const MOSTLY: usize = 60;

/// A guess for each of the first `width` columns, and the row with the first question.
pub(super) fn guess(lines: &[Line], width: usize) -> (Vec<Option<Field>>, u32) {
    let (names, below) = header(lines);
    let mut columns: Vec<Option<Field>> = vec![None; width];
    for (column, cell) in names.iter().flat_map(|line| &line.cells).enumerate().take(width) {
        let field = named(cell).filter(|field| !columns.contains(&Some(*field)));
        columns[column] = field;
    }
    let looks: Vec<Look> = (0..width).map(|column| Look::of(below, column)).collect();
    let free = |columns: &[Option<Field>], wanted: Field, fits: &dyn Fn(&Look) -> bool| {
        if columns.contains(&Some(wanted)) {
            return None;
        }
        (0..width).find(|&column| columns[column].is_none() && fits(&looks[column]))
    };
    // A long text that asks; else the longest.
    let longest = looks.iter().map(|look| look.length).max().unwrap_or_default();
    let asking = free(&columns, Field::Stem, &|look| look.asks);
    if let Some(column) = asking.or_else(|| free(&columns, Field::Stem, &|look| look.length == longest && longest > 0))
    {
        columns[column] = Some(Field::Stem);
    }
    if let Some(column) = free(&columns, Field::Answer, &|look| look.keys) {
        columns[column] = Some(Field::Answer);
    }
    if let Some(column) = free(&columns, Field::Level, &|look| look.levels) {
        columns[column] = Some(Field::Level);
    }
    if let Some(column) = free(&columns, Field::Number, &|look| look.counts) {
        columns[column] = Some(Field::Number);
    }
    name_choices(&mut columns, &looks);
    (columns, below.first().map_or(1, Line::number))
}

/// The row of names, the one with the most known names, and what stands below it. A single letter
/// may be a key as well as the name of a choice.
fn header(lines: &[Line]) -> (Option<&Line>, &[Line]) {
    let known = |line: &Line| {
        let names = || line.cells.iter().filter(|cell| named(cell).is_some());
        let letters = names().filter(|cell| text::squeeze(cell.text()).len() == 1).count();
        if letters == 1 { names().count() - 1 } else { names().count() }
    };
    let best = lines.iter().enumerate().max_by_key(|(at, line)| (known(line), usize::MAX - at));
    match best {
        Some((at, line)) if known(line) > 0 => (Some(line), &lines[at + 1..]),
        _ => (None, lines),
    }
}

/// Columns behind the stem, one after the other, while they have texts that are nothing else.
fn name_choices(columns: &mut [Option<Field>], looks: &[Look]) {
    if columns.iter().any(|field| matches!(field, Some(Field::Choice(_)))) {
        return;
    }
    let Some(stem) = columns.iter().position(|field| *field == Some(Field::Stem)) else { return };
    let behind = (stem + 1..columns.len()).take_while(|&column| columns[column].is_none() && looks[column].length > 0);
    for (position, column) in behind.take(MAX_CHOICES).collect::<Vec<_>>().into_iter().enumerate() {
        columns[column] = Some(Field::Choice(position));
    }
}

/// What the cells of a column look like.
#[expect(clippy::struct_excessive_bools, reason = "a column may look like several things at once")]
struct Look {
    /// Letters of choices, or a few of them.
    keys: bool,
    /// Whole numbers, each greater than the one before.
    counts: bool,
    /// Names of levels.
    levels: bool,
    /// Texts that end as questions do.
    asks: bool,
    /// The mean length, in characters.
    length: usize,
}

impl Look {
    fn of(lines: &[Line], column: usize) -> Self {
        let texts = lines.iter().filter_map(|line| line.cells.get(column)).map(Cell::text).map(text::squeeze);
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let mostly = |is: &dyn Fn(&String) -> bool| {
            !texts.is_empty() && texts.iter().filter(|text| is(text)).count() * 100 >= texts.len() * MOSTLY
        };
        let numbers: Vec<u32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
        Self {
            keys: mostly(&|text| is_key(text)),
            counts: numbers.len() > 1
                && numbers.is_sorted_by(|a, b| a < b)
                && mostly(&|text| text.parse::<u32>().is_ok()),
            levels: mostly(&|text| details::known_level(text).is_some()),
            asks: mostly(&|text| text.ends_with(['?', ':', '…']) && text.contains(' ')),
            length: texts.iter().map(|text| text.chars().count()).sum::<usize>().checked_div(texts.len()).unwrap_or(0),
        }
    }
}

/// `C`, `a, c`, `Đáp án B`: what says a letter and nothing else.
fn is_key(text: &str) -> bool {
    let letters = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic() && !c.is_alphabetic());
    let words = letters.split([',', ';', ' ', '.']).filter(|word| !word.is_empty());
    let mut count = 0;
    words.into_iter().all(|word| {
        count += 1;
        word.len() == 1 && word.bytes().all(|byte| matches!(byte.to_ascii_uppercase(), b'A'..=b'J'))
    }) && (1..=MAX_CHOICES).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    fn lines(rows: &[&[&str]]) -> Vec<Line> {
        let cells = |row: &&[&str]| row.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        rows.iter().zip(1..).map(|(row, number)| Line { place: Place::Line(number), cells: cells(row) }).collect()
    }

    fn codes(rows: &[&[&str]]) -> (String, u32) {
        let lines = lines(rows);
        let width = lines.iter().map(|line| line.cells.len()).max().unwrap();
        let (columns, first) = guess(&lines, width);
        let code = |field: &Option<Field>| field.map_or_else(|| "-".to_owned(), Field::code);
        (columns.iter().map(code).collect::<Vec<_>>().join(" "), first)
    }

    #[test]
    fn columns_without_names_are_guessed_by_their_cells() {
        let rows: [&[&str]; 3] = [
            &["1", "Cơ quan nào ban hành?", "Bộ Nội vụ", "Chính phủ", "Quốc hội", "B", "Nhận biết"],
            &["2", "Năm nào có hiệu lực?", "2019", "2020", "2021", "c", "Thông hiểu"],
            &["3", "Ai ký?", "Bộ trưởng", "Thủ tướng", "Chủ tịch", "A, C", "Vận dụng"],
        ];
        let expected = "so cau-hoi phuong-an-a phuong-an-b phuong-an-c dap-an muc-do";
        assert_eq!(codes(&rows), (expected.to_owned(), 1));
    }

    #[test]
    fn names_that_are_known_help() {
        let rows: [&[&str]; 3] = [
            &["Hỏi", "Thứ nhất", "Thứ hai", "Key", "Lĩnh vực"],
            &["Cơ quan nào ban hành?", "Bộ Nội vụ", "Chính phủ", "B", "Thể chế"],
            &["Năm nào có hiệu lực?", "2019", "2020", "A", "Thể chế"],
        ];
        assert_eq!(codes(&rows), ("cau-hoi phuong-an-a phuong-an-b dap-an linh-vuc".to_owned(), 2));
        assert_eq!(codes(&[&["x"]]), ("cau-hoi".to_owned(), 1));
    }
}
