//! Running text and tables over as many pages as they need, A4.
//!
//! A file is parts; each begins a page and counts its pages from 1, and the number stands above all but the first, as
//! administrative documents have it (Nghị định 30/2020/NĐ-CP, phụ lục I).

mod lines;
mod sheet;
mod table;
#[cfg(test)]
mod tests;

use self::sheet::Writer;
pub use crate::face::Style;
use crate::{PrintError, document::Document, face::Family};

/// Rows of all tables of one file.
pub const MAX_ROWS: usize = 20_000;

/// Pages that follow each other and lie the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Whether the long side lies below.
    pub landscape: bool,
    /// What stands on them.
    pub blocks: Vec<Block>,
}

/// What stands on pages, one below the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(Text),
    /// A line across the middle of the measure, so long in points.
    Rule(f32),
    /// Room, in points.
    Gap(f32),
    /// Blocks side by side; each has a share of the measure. They stay on one page.
    Columns(Vec<(f32, Vec<Self>)>),
    /// A table.
    Table(Table),
}

/// A paragraph in one face.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its face.
    pub style: Style,
    /// The size of its letters, in points.
    pub size: f32,
    /// Where its lines stand.
    pub align: Align,
    /// How far its first line is drawn in, in points.
    pub indent: f32,
    /// The room above it, in points.
    pub above: f32,
    /// Whether what follows begins on the same page.
    pub leads: bool,
}

/// Where lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// From margin to margin, but for the last.
    Justified,
}

/// A table with lines around its cells. Its header stands on each page again.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its columns; at least one.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Row>,
    /// The size of its letters, in points.
    pub size: f32,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands above it.
    pub label: String,
    /// Its share of the table's width, in any unit.
    pub share: f32,
    /// Where its cells' lines stand.
    pub align: Align,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<String>,
    /// Whether it is bold.
    pub bold: bool,
}

impl Text {
    /// A centred paragraph.
    pub fn centered(text: impl Into<String>, style: Style, size: f32) -> Self {
        Self { text: text.into(), style, size, align: Align::Center, indent: 0.0, above: 0.0, leads: false }
    }

    /// The same with room above it, in points.
    #[must_use]
    pub fn below(self, above: f32) -> Self {
        Self { above, ..self }
    }
}

/// The parts as one file with its title.
pub fn pdf(title: &str, parts: &[Part]) -> Result<Vec<u8>, PrintError> {
    let tables = parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.len()),
        _ => None,
    });
    if tables.sum::<usize>() > MAX_ROWS {
        return Err(PrintError::TooMany(MAX_ROWS));
    }
    if parts.is_empty() {
        return Err(PrintError::Empty);
    }
    let mut document = Document::new(Family::Serif)?;
    for part in parts {
        let mut writer = Writer::begin(&mut document, part.landscape);
        writer.blocks(&part.blocks);
        writer.end();
    }
    document.finish(title)
}
