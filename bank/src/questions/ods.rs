//! Spreadsheets of `LibreOffice` (ods) as a person sees them.
//!
//! A cell keeps the text that it shows beside its value; that text is what is read. A file says
//! how often a row or a cell is repeated, up to a million times: empty ones are counted only, and
//! those with content are held to [`crate::limits`].

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use super::table::{Cell, Line};
use super::tables::{Lines, SheetInfo};
use crate::limits::{MAX_COLUMNS, MAX_SHEETS};
use crate::package::Package;
use crate::xml::{Xml, attribute, push_text};
use crate::{Place, ReadError};

/// What is shown where a formula has failed begins so.
const FAULTS: [&str; 9] = ["Err:", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#MACRO?"];

/// Shows every sheet to `visit`; `false` when the file holds no spreadsheet.
pub(super) fn each_sheet(
    bytes: &[u8],
    visit: &mut dyn FnMut(SheetInfo<'_>, Lines<'_>) -> Result<(), ReadError>,
) -> Result<bool, ReadError> {
    let mut package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    let text = package.part("content.xml")?.ok_or(ReadError::Damaged)?;
    let mut xml = Xml::new(&text);
    let mut hidden = HashSet::new();
    let mut style = String::new();
    let mut sheets = 0;
    let mut is_spreadsheet = false;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "spreadsheet" => is_spreadsheet = true,
                "style" => style = attribute(&element, "name").unwrap_or_default(),
                "table-properties" if attribute(&element, "display").as_deref() == Some("false") => {
                    hidden.insert(style.clone());
                }
                "table" if is_spreadsheet => {
                    sheets += 1;
                    if sheets > MAX_SHEETS {
                        return Err(ReadError::TooLargeInside);
                    }
                    let name = contest::text::squeeze(&attribute(&element, "name").unwrap_or_default());
                    let hidden = attribute(&element, "style-name").is_some_and(|style| hidden.contains(&style));
                    let mut rows = Rows { xml: &mut xml, sheet: &name, row: 0, again: None, done: false };
                    visit(SheetInfo { name: &name, hidden }, &mut rows)?;
                    rows.skip_rest()?;
                }
                _ => {}
            },
            Event::Eof => return Ok(is_spreadsheet),
            _ => {}
        }
    }
}

/// The rows of one sheet, those without content left out.
struct Rows<'a, 'x> {
    xml: &'a mut Xml<'x>,
    sheet: &'a str,
    /// The number of the row read last.
    row: u32,
    /// A row to be given so many times more.
    again: Option<(Vec<Cell>, u32)>,
    done: bool,
}

impl Rows<'_, '_> {
    fn line(&mut self) -> Result<Option<Line>, ReadError> {
        if let Some((cells, times)) = self.again.take().filter(|(_, times)| *times > 0) {
            self.row = self.row.saturating_add(1);
            let line = Line { place: self.place(), cells: cells.clone() };
            self.again = Some((cells, times - 1));
            return Ok(Some(line));
        }
        loop {
            match self.xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "table-row" => {
                    let times = repeated(&element, "number-rows-repeated");
                    self.row = self.row.saturating_add(1);
                    let cells = self.cells()?;
                    if cells.is_empty() {
                        self.row = self.row.saturating_add(times - 1);
                    } else {
                        let line = Line { place: self.place(), cells: cells.clone() };
                        self.again = Some((cells, times - 1));
                        return Ok(Some(line));
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "table" => {
                    self.done = true;
                    return Ok(None);
                }
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
    }

    fn place(&self) -> Place {
        Place::Row { sheet: Some(self.sheet.to_owned()), row: self.row }
    }

    fn cells(&mut self) -> Result<Vec<Cell>, ReadError> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut column: usize = 0;
        loop {
            match self.xml.next()? {
                Event::Start(element)
                    if matches!(element.local_name().as_ref(), "table-cell" | "covered-table-cell") =>
                {
                    let times = repeated(&element, "number-columns-repeated") as usize;
                    let cell = self.cell(&element)?;
                    let end = column.saturating_add(times);
                    if !cell.is_blank() {
                        if end > MAX_COLUMNS {
                            return Err(ReadError::TooManyColumns(self.place()));
                        }
                        cells.resize(column, Cell::Empty);
                        cells.resize(end, cell);
                    }
                    column = end;
                }
                Event::End(element) if element.local_name().as_ref() == "table-row" => return Ok(cells),
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
    }

    /// The text of a cell's own paragraphs; notes and drawings in it are passed over.
    fn cell(&mut self, element: &BytesStart<'_>) -> Result<Cell, ReadError> {
        let name = element.local_name().as_ref().to_owned();
        let has_formula = attribute(element, "formula").is_some();
        let mut text = String::new();
        let mut paragraphs = 0;
        let mut in_paragraph = false;
        loop {
            match self.xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "p" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                        in_paragraph = true;
                    }
                    "s" | "tab" => text.push(' '),
                    "line-break" => text.push('\n'),
                    "annotation" => self.pass("annotation")?,
                    "frame" => self.pass("frame")?,
                    "custom-shape" => self.pass("custom-shape")?,
                    _ => {}
                },
                Event::End(end) if end.local_name().as_ref() == "p" => in_paragraph = false,
                Event::End(end) if end.local_name().as_ref() == name => break,
                Event::Eof => return Err(ReadError::Damaged),
                event if in_paragraph => push_text(&mut text, &event)?,
                _ => {}
            }
        }
        Ok(if has_formula && FAULTS.iter().any(|fault| text.starts_with(fault)) {
            Cell::Fault(format!("báo lỗi {}", text.trim()))
        } else if !text.is_empty() {
            Cell::Text(text)
        } else if has_formula && attribute(element, "value-type").is_none() {
            Cell::Fault("có công thức nhưng chưa có kết quả".to_owned())
        } else {
            Cell::Empty
        })
    }

    /// Reads on behind the end of an element that has begun; those of its name may be nested.
    fn pass(&mut self, name: &str) -> Result<(), ReadError> {
        let mut depth = 1;
        while depth > 0 {
            match self.xml.next()? {
                Event::Start(start) if start.local_name().as_ref() == name => depth += 1,
                Event::End(end) if end.local_name().as_ref() == name => depth -= 1,
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
        Ok(())
    }

    /// Goes to the end of the sheet, where a visitor has seen enough of it.
    fn skip_rest(&mut self) -> Result<(), ReadError> {
        if self.done { Ok(()) } else { self.pass("table") }
    }
}

impl Iterator for Rows<'_, '_> {
    type Item = Result<Line, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done { None } else { self.line().transpose() }
    }
}

fn repeated(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|times| times.parse().ok()).unwrap_or(1).max(1)
}
