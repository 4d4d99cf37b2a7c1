//! Tables by the lines drawn around their cells.
//!
//! A page does not say that something is a table; lines that cross each other do. What stands between them
//! is a cell; one that reaches over several columns is followed by empty ones, as in other documents.

use super::lexer::Fuel;
use super::looks::is_thin;
use super::sheet::{Area, Glyph, Sheet};
use crate::ReadError;
use crate::limits::MAX_COLUMNS;

/// Lines that are no further apart than this are one, in points.
const NEAR: f64 = 3.0;
/// Shortest line, in points.
const SHORT: f64 = 8.0;
/// Most lines of a page that are looked at.
const MOST: usize = 2_000;
/// Lines that cost as much as one value of the file.
const LINES_A_VALUE: usize = 8;
/// Most rows of a table on a page.
const MOST_ROWS: usize = 300;

/// A table on a page.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) area: Area,
    /// Where columns and rows are parted, borders included.
    columns: Vec<f64>,
    rows: Vec<f64>,
    /// The lines that stand upright.
    upright: Vec<Area>,
}

/// The tables of a page, from above, and all lines that belong to them.
pub(super) fn of(sheet: &Sheet, fuel: &Fuel) -> Result<(Vec<Grid>, Vec<Area>), ReadError> {
    let mut lines: Vec<Area> = sheet.strokes.clone();
    lines.extend(sheet.filled.iter().map(|filled| filled.area).filter(is_thin));
    lines.retain(|line| line.width().max(line.height()) >= SHORT);
    lines.truncate(MOST);
    let mut grids = Vec::new();
    let mut rules = Vec::new();
    for group in groups(lines, fuel)? {
        if let Some(grid) = grid(&group) {
            grids.push(grid);
            rules.extend(group);
        }
    }
    grids.sort_by(|one, other| one.area.top.total_cmp(&other.area.top));
    Ok((grids, rules))
}

/// Lines that touch each other, directly or by others.
fn groups(mut lines: Vec<Area>, fuel: &Fuel) -> Result<Vec<Vec<Area>>, ReadError> {
    lines.sort_by(|one, other| one.top.total_cmp(&other.top));
    let mut groups: Vec<(Area, Vec<Area>)> = Vec::new();
    for line in lines {
        fuel.burn(groups.len() / LINES_A_VALUE)?;
        // Their frames tell enough: tables do not stand within one another's frames.
        let (touching, mut apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(frame, _)| touch(frame, &line));
        let mut frame = line;
        let mut group = vec![line];
        for (other, lines) in touching {
            frame.take((other.left, other.top));
            frame.take((other.right, other.bottom));
            group.extend(lines);
        }
        apart.push((frame, group));
        groups = apart;
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

fn touch(one: &Area, other: &Area) -> bool {
    one.left <= other.right + NEAR
        && other.left <= one.right + NEAR
        && one.top <= other.bottom + NEAR
        && other.top <= one.bottom + NEAR
}

fn grid(lines: &[Area]) -> Option<Grid> {
    let is_upright = |line: &&Area| line.height() > line.width();
    let upright: Vec<Area> = lines.iter().filter(is_upright).copied().collect();
    let columns = places(upright.iter().map(|line| f64::midpoint(line.left, line.right)));
    let flat = lines.iter().filter(|line| !is_upright(line));
    let rows = places(flat.map(|line| f64::midpoint(line.top, line.bottom)));
    // A frame around text is no table, nor are a few lines that cross.
    let is_table = columns.len() > 2 && rows.len() > 1;
    if !is_table || columns.len() > MAX_COLUMNS || rows.len() > MOST_ROWS {
        return None;
    }
    let area = Area { left: *columns.first()?, top: *rows.first()?, right: *columns.last()?, bottom: *rows.last()? };
    Some(Grid { area, columns, rows, upright })
}

/// Places in order, those near each other as one.
fn places(all: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = all.collect();
    sorted.sort_by(f64::total_cmp);
    let mut places: Vec<f64> = Vec::new();
    for place in sorted {
        if places.last().is_none_or(|last| place - last > NEAR) {
            places.push(place);
        }
    }
    places
}

/// A cell of a table with what stands in it.
#[derive(Clone, Debug)]
pub(super) struct Cell<'a> {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) glyphs: Vec<&'a Glyph>,
}

impl Grid {
    /// The cells of each row that holds something.
    pub(super) fn cells<'a>(&self, glyphs: &[&'a Glyph], fuel: &Fuel) -> Result<Vec<Vec<Cell<'a>>>, ReadError> {
        let mut rows = Vec::new();
        for row in self.rows.windows(2) {
            fuel.burn(self.columns.len() * self.upright.len() / LINES_A_VALUE)?;
            let middle = f64::midpoint(row[0], row[1]);
            let first =
                |column: usize| (0..=column).rev().find(|column| self.is_parted(*column, middle)).unwrap_or_default();
            let firsts: Vec<usize> = (0..self.columns.len() - 1).map(first).collect();
            let cell = |(column, edges): (usize, &[f64])| {
                let spans = firsts.iter().skip(column + 1).take_while(|first| **first == column).count();
                let right = self.columns.get(column + 1 + spans).copied().unwrap_or(edges[1]);
                Cell { left: edges[0], right, glyphs: Vec::new() }
            };
            let cells: Vec<Cell<'a>> = self.columns.windows(2).enumerate().map(cell).collect();
            rows.push((firsts, cells));
        }
        for glyph in glyphs {
            let Some((firsts, cells)) = rows.get_mut(between(&self.rows, glyph.base - 0.3 * glyph.size)) else {
                continue;
            };
            let first = firsts.get(between(&self.columns, glyph.middle())).copied().unwrap_or_default();
            if let Some(cell) = cells.get_mut(first) {
                cell.glyphs.push(*glyph);
            }
        }
        let rows = rows.into_iter().map(|(_, cells)| cells);
        Ok(rows.filter(|cells| cells.iter().any(|cell| !cell.glyphs.is_empty())).collect())
    }

    /// Whether a line stands before a column at this height.
    fn is_parted(&self, column: usize, y: f64) -> bool {
        let Some(x) = self.columns.get(column) else { return false };
        let stands =
            |line: &Area| (line.left - NEAR..=line.right + NEAR).contains(x) && (line.top..=line.bottom).contains(&y);
        column == 0 || self.upright.iter().any(stands)
    }
}

/// Between which of these places one is.
fn between(places: &[f64], at: f64) -> usize {
    places.partition_point(|place| *place <= at).saturating_sub(1)
}
