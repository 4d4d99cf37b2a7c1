//! A page as it is read: lines, tables and pictures from above.

use super::columns;
use super::grid;
use super::lexer::Fuel;
use super::lines::{self, Piece};
use super::looks;
use super::sheet::{Area, Glyph, Sheet};
use crate::ReadError;

/// Smallest picture that may be part of a question, in points.
const SMALL: f64 = 20.0;

/// A page as it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaf {
    /// Counted from 1.
    pub(super) number: u32,
    pub(super) paper: Area,
    /// In reading order.
    pub(super) items: Vec<Item>,
    pub(super) pictures: Vec<Area>,
    /// Whether there are letters that are white on white.
    pub(super) hidden: bool,
}

/// What stands on a page.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Line(TextLine),
    Table(Sheaf),
}

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct TextLine {
    /// Never none.
    pub(super) pieces: Vec<Piece>,
    /// Its place among the lines of its page, from 1.
    pub(super) number: u32,
    /// Up to where text reaches that stands with it.
    pub(super) margin: f64,
    /// The column of the page that it stands in.
    pub(super) column: usize,
}

/// The lines in the cells of a table.
#[derive(Clone, Debug)]
pub(super) struct Sheaf {
    pub(super) top: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) rows: Vec<Vec<Vec<TextLine>>>,
}

impl TextLine {
    pub(super) fn left(&self) -> f64 {
        self.pieces.first().map_or(0.0, |piece| piece.left)
    }

    pub(super) fn right(&self) -> f64 {
        self.pieces.last().map_or(0.0, |piece| piece.right)
    }

    pub(super) fn base(&self) -> f64 {
        self.pieces.first().map_or(0.0, |piece| piece.base)
    }

    /// The size of its largest letters.
    pub(super) fn size(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.size).fold(0.0, f64::max)
    }

    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(Piece::text).collect::<Vec<_>>().join("\t")
    }
}

impl Item {
    fn top(&self) -> f64 {
        match self {
            Self::Line(line) => line.base() - line.size(),
            Self::Table(table) => table.top,
        }
    }
}

impl Leaf {
    pub(super) fn of(mut sheet: Sheet, number: u32, fuel: &Fuel) -> Result<Self, ReadError> {
        let (grids, rules) = grid::of(&sheet, fuel)?;
        looks::apply(&mut sheet, &rules, fuel)?;
        let hidden = looks::take_off_hidden(&mut sheet);
        let mut free: Vec<&Glyph> = sheet.glyphs.iter().collect();
        let mut tables = Vec::new();
        for grid in grids {
            let is_inside = |glyph: &&Glyph| grid.area.holds(glyph.middle(), glyph.base - 0.3 * glyph.size);
            let (inside, outside): (Vec<&Glyph>, Vec<&Glyph>) = free.into_iter().partition(is_inside);
            free = outside;
            fuel.burn(free.len() / 16)?;
            let rows = grid.cells(&inside, fuel)?;
            let cell = |cell: &grid::Cell<'_>| {
                let lines = lines::of(&sheet, &cell.glyphs);
                let first = lines.iter().flatten().map(|piece| piece.left).fold(f64::MAX, f64::min);
                // As much is kept free on the right as on the left.
                let margin = cell.right - (first - cell.left).max(0.0);
                lines.into_iter().map(|pieces| TextLine { pieces, number: 0, margin, column: 0 }).collect()
            };
            let rows: Vec<Vec<Vec<TextLine>>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            if !rows.is_empty() {
                let Area { top, left, right, .. } = grid.area;
                tables.push(Item::Table(Sheaf { top, left, right, rows }));
            }
        }
        let mut items: Vec<Item> = columns::in_order(lines::of(&sheet, &free)).into_iter().map(Item::Line).collect();
        for table in tables {
            // Tables stand across the page: behind all lines that stand above them.
            let at = items.iter().rposition(|item| item.top() < table.top()).map_or(0, |at| at + 1);
            items.insert(at, table);
        }
        let mut leaf = Self { number, paper: sheet.paper, items, pictures: Vec::new(), hidden };
        leaf.count_lines();
        let is_large = |area: &Area| area.width() > SMALL && area.height() > SMALL;
        leaf.pictures = sheet.pictures.iter().map(|picture| picture.area).filter(is_large).collect();
        Ok(leaf)
    }

    fn count_lines(&mut self) {
        let mut number = 0;
        for item in &mut self.items {
            match item {
                Item::Line(line) => {
                    number += 1;
                    line.number = number;
                }
                Item::Table(table) => {
                    for row in &mut table.rows {
                        number += 1;
                        row.iter_mut().flatten().for_each(|line| line.number = number);
                    }
                }
            }
        }
    }
}
