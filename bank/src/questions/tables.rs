//! Tables of questions in workbooks and text files.

use std::collections::HashSet;

use super::columns::Columns;
use super::row;
use super::table::{self, Cell, Found, Line, Meter, Table};
use super::{Field, QuestionSet, SheetColumns, csv_table, ods, xlsx};
use crate::agencies::Record;
use crate::encoding::{Encoding, OldFont, mend_row};
use crate::package::{self, Kind};
use crate::{Place, Problem, ReadError};

/// The rows of a sheet as they come.
pub(super) type Lines<'a> = &'a mut dyn Iterator<Item = Result<Line, ReadError>>;

/// A sheet before its rows are read.
#[derive(Clone, Copy)]
pub(super) struct SheetInfo<'a> {
    /// Its name; empty in a text file.
    pub(super) name: &'a str,
    pub(super) hidden: bool,
}

/// A file with tables, by its kind.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Workbook(&'a [u8]),
    OpenDocument(&'a [u8]),
    /// Text in UTF-8.
    Text(&'a [u8]),
}

impl Source<'_> {
    /// Shows every sheet to `visit`; a text file is one, split by its likeliest separator.
    pub(super) fn each_sheet(
        self,
        visit: &mut dyn FnMut(SheetInfo<'_>, Lines<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        match self {
            Self::Workbook(bytes) => xlsx::each_sheet(bytes, visit),
            Self::OpenDocument(bytes) => {
                let refusal = Kind::OpenDocument.refusal(super::WANTED);
                ods::each_sheet(bytes, visit)?.then_some(()).ok_or(refusal)
            }
            Self::Text(bytes) => {
                let separator = csv_table::separator(bytes);
                visit(SheetInfo { name: "", hidden: false }, &mut csv_table::lines(bytes, separator))
            }
        }
    }
}

/// The rows with content of every sheet in sight of a workbook or a spreadsheet, for readers of other tables than questions.
pub(crate) fn sheet_rows(bytes: &[u8]) -> Result<Vec<Vec<Record>>, ReadError> {
    let source = match package::kind(bytes)? {
        Kind::OpenDocument => Source::OpenDocument(bytes),
        _ => Source::Workbook(bytes),
    };
    let (mut sheets, mut meter) = (Vec::new(), Meter::default());
    source.each_sheet(&mut |sheet, lines| {
        if sheet.hidden {
            return Ok(());
        }
        let mut rows = Vec::new();
        for line in lines {
            let line = line?;
            if !line.cells.iter().all(Cell::is_blank) {
                meter.count(&line)?;
                rows.push(record(line));
            }
        }
        sheets.push(rows);
        Ok(())
    })?;
    Ok(sheets)
}

fn record(line: Line) -> Record {
    let fault =
        line.cells.iter().find_map(|cell| if let Cell::Fault(fault) = cell { Some(fault.clone()) } else { None });
    let place = match line.place {
        Place::Row { row, .. } => Place::Row { sheet: None, row },
        other => other,
    };
    Record { place, cells: line.cells.iter().map(|cell| cell.text().to_owned()).collect(), fault }
}

/// Reads the tables of a file.
pub(super) fn read(
    source: Source<'_>,
    chosen: Option<Encoding>,
    sheets: &[SheetColumns],
) -> Result<QuestionSet, ReadError> {
    let mut script = Script::new(chosen);
    let (tables, mut notes) =
        if sheets.is_empty() { find(source, &mut script) } else { mapped(source, sheets, &mut script) }?;
    if let Some(guess) = script.fonts.suspect() {
        return Err(ReadError::OldEncoding { guess });
    }
    if script.mended > 0 {
        let sentence = format!(
            "{} hàng có chữ theo bảng mã {} đã được chuyển sang Unicode. Hãy xem lại trước khi nhập.",
            script.mended,
            script.chosen.unwrap_or(Encoding::Unicode).label()
        );
        notes.insert(0, Problem::new(&Place::File, sentence));
    }
    if tables.is_empty() {
        return Err(ReadError::NoHeader {
            wanted: "“Câu hỏi”, “Phương án A”, “Phương án B”, “Đáp án đúng”"
        });
    }
    row::read_all(&tables, notes)
}

/// The tables below rows of column names.
fn find(source: Source<'_>, script: &mut Script) -> Result<(Vec<Table>, Vec<Problem>), ReadError> {
    if let Source::Text(bytes) = source {
        return Ok((csv_table::read(bytes, script)?.into_iter().collect(), Vec::new()));
    }
    let (mut tables, mut notes, mut meter) = (Vec::new(), Vec::new(), Meter::default());
    source.each_sheet(&mut |sheet, lines| {
        let place = Place::Sheet(sheet.name.to_owned());
        if sheet.hidden {
            let sentence = "Trang tính đang ẩn nên không được đọc. Nếu cần, hãy bỏ ẩn rồi tải lên lại.";
            notes.push(Problem::new(&place, sentence));
            return Ok(());
        }
        match table::find(lines.map(|line| line.map(|line| script.line(line))), &mut meter)? {
            Found::Table(table) => tables.push(*table),
            Found::NoHeader => {
                notes.push(Problem::new(&place, "Trang tính không có hàng tên cột của bảng câu hỏi nên được bỏ qua."));
            }
            Found::Blank => {}
        }
        Ok(())
    })?;
    forget_only_sheet(&mut tables);
    Ok((tables, notes))
}

/// The tables whose columns a person has named; other sheets are passed over with a note.
fn mapped(
    source: Source<'_>,
    sheets: &[SheetColumns],
    script: &mut Script,
) -> Result<(Vec<Table>, Vec<Problem>), ReadError> {
    let (mut tables, mut notes, mut meter) = (Vec::new(), Vec::new(), Meter::default());
    let mut seen = HashSet::new();
    source.each_sheet(&mut |sheet, lines| {
        let place = if sheet.name.is_empty() { Place::File } else { Place::Sheet(sheet.name.to_owned()) };
        // Sheets of a broken file may share a name; the first has it.
        let is_first = seen.insert(sheet.name.to_owned());
        let Some(named) = sheets.iter().find(|named| is_first && !sheet.hidden && named.sheet == sheet.name) else {
            notes.push(Problem::new(&place, "Trang tính không được chọn nên được bỏ qua."));
            return Ok(());
        };
        let columns = Columns::mapped(&named.columns)
            .map_err(|sentence| ReadError::Columns { place: place.clone(), sentence })?;
        let header = Line { place, cells: named.columns.iter().copied().map(label).collect() };
        let lines = lines.map(|line| line.map(|line| script.line(line)));
        tables.push(table::mapped(lines, columns, header, named.first_row, &mut meter)?);
        Ok(())
    })?;
    forget_only_sheet(&mut tables);
    Ok((tables, notes))
}

fn label(field: Option<Field>) -> Cell {
    field.map_or(Cell::Empty, |field| Cell::Text(field.label()))
}

fn forget_only_sheet(tables: &mut [Table]) {
    if let [only] = tables {
        only.forget_sheet();
    }
}

/// In which letters the rows are written.
pub(super) struct Script {
    /// What somebody has said; nothing while nobody was asked.
    chosen: Option<Encoding>,
    /// What the cells look like, while nobody was asked.
    fonts: OldFont,
    /// Rows that were turned into Unicode.
    mended: usize,
}

impl Script {
    pub(super) fn new(chosen: Option<Encoding>) -> Self {
        Self { chosen, fonts: OldFont::default(), mended: 0 }
    }

    /// The same question, nothing seen so far.
    pub(super) fn anew(&self) -> Self {
        Self::new(self.chosen)
    }

    /// A row in Unicode, if it is known how; else it is looked at.
    pub(super) fn line(&mut self, mut line: Line) -> Line {
        if let Some(encoding) = self.chosen {
            let texts = line.cells.iter().map(Cell::text).collect::<Vec<_>>();
            if let Some(texts) = mend_row(encoding, &texts) {
                self.mended += 1;
                for (cell, text) in line.cells.iter_mut().zip(texts) {
                    if let (Cell::Text(old), Some(text)) = (cell, text) {
                        *old = text;
                    }
                }
            }
        } else {
            line.cells.iter().for_each(|cell| self.fonts.look(cell.text()));
        }
        line
    }
}
