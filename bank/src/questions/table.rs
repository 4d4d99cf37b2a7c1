//! A table of cells, as a sheet or a text file gives it.

use contest::text;

use super::columns::Columns;
use crate::limits::{HEADER_SEARCH_ROWS, MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS, MAX_TABLE_BYTES};
use crate::{Place, ReadError};

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// What the cell shows, lines kept.
    Text(String),
    /// A cell that shows an error, with a Vietnamese clause that says which.
    Fault(String),
}

impl Cell {
    /// The cell's text as it stands; nothing for a fault.
    pub(super) fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            // A visible character settles it for almost every cell, however long.
            Self::Text(text) => !text.bytes().any(|byte| byte.is_ascii_graphic()) && text::squeeze(text).is_empty(),
            Self::Fault(_) => false,
        }
    }

    fn bytes(&self) -> usize {
        size_of::<Self>() + self.text().len()
    }
}

/// One row with content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) place: Place,
    pub(super) cells: Vec<Cell>,
}

impl Line {
    /// The number of its row or line.
    pub(super) const fn number(&self) -> u32 {
        match self.place {
            Place::Row { row, .. } | Place::Line(row) => row,
            _ => 0,
        }
    }
}

/// A sheet or a text file with questions below a row of column names.
pub(super) struct Table {
    pub(super) columns: Columns,
    /// The row of column names.
    pub(super) header: Line,
    /// The rows below it.
    pub(super) lines: Vec<Line>,
    /// Whether a row wider than the column names has been split wrongly, as in text files.
    pub(super) strict_width: bool,
}

impl Table {
    /// Places need no sheet when the file has one table only.
    pub(super) fn forget_sheet(&mut self) {
        for line in std::iter::once(&mut self.header).chain(&mut self.lines) {
            if let Place::Row { sheet, .. } = &mut line.place {
                *sheet = None;
            }
        }
    }
}

/// What a sheet or file turned out to be.
pub(super) enum Found {
    Table(Box<Table>),
    /// Content without a row of column names.
    NoHeader,
    /// Nothing at all.
    Blank,
}

/// Counts what is kept of a file against the limits.
#[derive(Default)]
pub(super) struct Meter {
    rows: usize,
    bytes: usize,
}

impl Meter {
    pub(super) fn count(&mut self, line: &Line) -> Result<(), ReadError> {
        self.rows += 1;
        self.bytes += line.cells.iter().map(Cell::bytes).sum::<usize>();
        if self.rows > MAX_ROWS {
            return Err(ReadError::TooManyRows(Place::File));
        }
        if self.bytes > MAX_TABLE_BYTES {
            return Err(ReadError::TooLargeInside);
        }
        if line.cells.iter().any(|cell| cell.text().chars().nth(MAX_CELL_CHARS).is_some()) {
            return Err(ReadError::LongCell(line.place.clone()));
        }
        if line.cells.len() > MAX_COLUMNS {
            return Err(ReadError::TooManyColumns(line.place.clone()));
        }
        Ok(())
    }
}

/// Finds the row of column names and keeps what stands below it.
///
/// A sheet without one is given up after [`HEADER_SEARCH_ROWS`] rows and costs no more.
pub(super) fn find(
    lines: impl Iterator<Item = Result<Line, ReadError>>,
    meter: &mut Meter,
) -> Result<Found, ReadError> {
    let mut lines = lines.filter(|line| line.as_ref().map_or(true, |line| !line.cells.iter().all(Cell::is_blank)));
    let mut above: Vec<Line> = Vec::new();
    while above.len() < HEADER_SEARCH_ROWS {
        let Some(line) = lines.next().transpose()? else { break };
        // Names may stand in two rows: “Phương án” over A, B, C, D.
        if let Some((columns, header)) = header(above.last(), line.clone()) {
            let mut below = Vec::new();
            for line in lines {
                let line = line?;
                meter.count(&line)?;
                below.push(line);
            }
            return Ok(Found::Table(Box::new(Table { columns, header, lines: below, strict_width: false })));
        }
        above.push(line);
    }
    Ok(if above.is_empty() { Found::Blank } else { Found::NoHeader })
}

/// The rows from `first` on, in columns that a person has named.
pub(super) fn mapped(
    lines: impl Iterator<Item = Result<Line, ReadError>>,
    columns: Columns,
    header: Line,
    first: u32,
    meter: &mut Meter,
) -> Result<Table, ReadError> {
    let mut below = Vec::new();
    for line in lines {
        let line = line?;
        if line.number() < first || line.cells.iter().all(Cell::is_blank) {
            continue;
        }
        meter.count(&line)?;
        below.push(line);
    }
    Ok(Table { columns, header, lines: below, strict_width: false })
}

fn header(above: Option<&Line>, line: Line) -> Option<(Columns, Line)> {
    if let Some(columns) = Columns::find(&line.cells) {
        return Some((columns, line));
    }
    let above = above?;
    let width = above.cells.len().max(line.cells.len());
    let cells = (0..width).map(|index| join(above.cells.get(index), line.cells.get(index))).collect::<Vec<_>>();
    Columns::find(&cells).map(|columns| (columns, Line { place: line.place, cells }))
}

fn join(above: Option<&Cell>, below: Option<&Cell>) -> Cell {
    below.filter(|cell| !cell.is_blank()).or(above).cloned().unwrap_or_default()
}
