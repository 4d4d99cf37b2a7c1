//! The rows of one sheet, as a stream.

use quick_xml::events::{BytesStart, Event};

use super::super::number_format;
use super::super::table::{Cell, Line};
use super::strings::{SharedStrings, push_rich_text, unescape};
use super::styles::Styles;
use crate::limits::{MAX_CELL_CHARS, MAX_COLUMNS};
use crate::xml::{Xml, attribute, push_text};
use crate::{Place, ReadError};

/// Reads a sheet row by row; rows without cells are left out.
pub(super) struct SheetLines<'a> {
    xml: Xml<'a>,
    sheet: &'a str,
    strings: &'a SharedStrings,
    styles: &'a Styles,
    from_1904: bool,
    /// The number of the row read last.
    row: u32,
    done: bool,
}

impl<'a> SheetLines<'a> {
    pub(super) fn new(
        part: &'a str,
        sheet: &'a str,
        strings: &'a SharedStrings,
        styles: &'a Styles,
        from_1904: bool,
    ) -> Self {
        Self { xml: Xml::new(part), sheet, strings, styles, from_1904, row: 0, done: false }
    }

    fn line(&mut self) -> Result<Option<Line>, ReadError> {
        loop {
            match self.xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "row" => {
                    let number = attribute(&element, "r").and_then(|number| number.parse().ok());
                    self.row = number.unwrap_or_else(|| self.row.saturating_add(1));
                    let place = Place::Row { sheet: Some(self.sheet.to_owned()), row: self.row };
                    let cells = self.cells(&place)?;
                    if !cells.is_empty() {
                        return Ok(Some(Line { place, cells }));
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn cells(&mut self, place: &Place) -> Result<Vec<Cell>, ReadError> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut next = 0;
        loop {
            match self.xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "c" => {
                    let column = attribute(&element, "r").and_then(|name| column(&name)).unwrap_or(next);
                    next = column.saturating_add(1);
                    let cell = self.cell(&element, place)?;
                    if cell.is_blank() {
                        continue;
                    }
                    if column >= MAX_COLUMNS {
                        return Err(ReadError::TooManyColumns(place.clone()));
                    }
                    if cells.len() <= column {
                        cells.resize(column + 1, Cell::Empty);
                    }
                    cells[column] = cell;
                }
                Event::End(element) if element.local_name().as_ref() == "row" => return Ok(cells),
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>, place: &Place) -> Result<Cell, ReadError> {
        let kind = attribute(element, "t");
        let style = attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        let mut value = String::new();
        let mut inline = String::new();
        let mut has_formula = false;
        let mut in_value = false;
        loop {
            match self.xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "v" => in_value = true,
                    "f" => has_formula = true,
                    "is" => push_rich_text(&mut self.xml, "is", &mut inline)?,
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "v" => in_value = false,
                    "c" => break,
                    _ => {}
                },
                Event::Eof => return Err(ReadError::Damaged),
                event if in_value => push_text(&mut value, &event)?,
                _ => {}
            }
        }
        if value.is_empty() && inline.is_empty() {
            let unsaved = "có công thức nhưng chưa có kết quả".to_owned();
            return Ok(if has_formula && kind.as_deref() != Some("str") { Cell::Fault(unsaved) } else { Cell::Empty });
        }
        self.shown(kind.as_deref().unwrap_or("n"), style, value, inline, place)
    }

    /// What the cell shows for its kind, value and style.
    fn shown(&self, kind: &str, style: usize, value: String, inline: String, place: &Place) -> Result<Cell, ReadError> {
        Ok(match kind {
            "s" => {
                let shared = value.trim().parse().ok().and_then(|index| self.strings.get(index));
                let shared = shared.ok_or(ReadError::Damaged)?;
                // Before it is copied: one long string may stand in many cells.
                if shared.len() > MAX_CELL_CHARS * 4 {
                    return Err(ReadError::LongCell(place.clone()));
                }
                Cell::Text(shared.to_owned())
            }
            "inlineStr" => Cell::Text(inline),
            "str" => Cell::Text(unescape(&value)),
            "b" => Cell::Text(if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned()),
            "e" => Cell::Fault(format!("báo lỗi {}", value.trim())),
            "d" => Cell::Text(number_format::iso_date(&value).unwrap_or(value)),
            _ => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    Cell::Text(number_format::shown(number, self.styles.format(style), self.from_1904))
                }
                _ => Cell::Text(value),
            },
        })
    }
}

impl Iterator for SheetLines<'_> {
    type Item = Result<Line, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let line = self.line().transpose();
        self.done = !matches!(line, Some(Ok(_)));
        line
    }
}

/// The column of a cell's name, from 0: `B7` is 1.
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number = letters.fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_find_their_columns() {
        assert_eq!(column("A1"), Some(0));
        assert_eq!(column("ab12"), Some(27));
        assert_eq!(column("12"), None);
    }

    #[test]
    fn cells_show_what_a_person_sees() {
        let part = "<worksheet><sheetData><row r=\"3\"><c r=\"B3\" t=\"str\"><f>x</f><v>C</v></c><c><v>34</v></c>\
            <c t=\"e\"><v>#REF!</v></c><c><f>1+1</f></c><c t=\"b\"><v>1</v></c></row><row/><row><c><v>2.50</v></c></row></sheetData></worksheet>";
        let (strings, styles) = (SharedStrings::default(), Styles::default());
        let lines: Result<Vec<Line>, ReadError> = SheetLines::new(part, "S", &strings, &styles, false).collect();
        let lines = lines.unwrap();
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(
            lines[0].cells,
            [
                Cell::Empty,
                text("C"),
                text("34"),
                Cell::Fault("báo lỗi #REF!".into()),
                Cell::Fault("có công thức nhưng chưa có kết quả".into()),
                text("TRUE"),
            ]
        );
        assert_eq!(lines[1], Line { place: Place::Row { sheet: Some("S".into()), row: 5 }, cells: vec![text("2,5")] });
    }
}
