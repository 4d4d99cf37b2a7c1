//! From lines back to paragraphs: a line goes on in the next one where the next one's first word had no
//! room left.

use contest::text;

use super::items;
use super::layout::{self, APART, Layout};
use super::leaf::{Item, Leaf, Sheaf, TextLine};
use super::lines::Piece;
use super::sheet::Area;
use crate::document::{Block, LeftOut, Listed, Look, Paragraph, Table};
use crate::labels;

/// Lines that stand further apart than those of paragraphs do by this begin a new one.
const FURTHER: f64 = 1.15;

/// The paragraphs and tables of all pages.
pub(super) fn of(leaves: Vec<Leaf>) -> Vec<Block> {
    let layout = Layout::of(&leaves);
    let mut all = Builder { layout, ..Builder::default() };
    for leaf in leaves {
        let mut pictures = leaf.pictures;
        pictures.sort_by(|one, other| one.top.total_cmp(&other.top));
        let mut pictures = pictures.into_iter().peekable();
        for (at, item) in leaf.items.into_iter().enumerate() {
            match item {
                Item::Line(line) => {
                    while pictures.next_if(|picture: &Area| picture.top < line.base() - line.size()).is_some() {
                        all.picture();
                    }
                    all.line(&line, leaf.number);
                }
                Item::Table(table) => all.table(&table, leaf.number, at == 0),
            }
        }
        pictures.for_each(|_| all.picture());
    }
    all.blocks
}

/// The paragraphs so far.
#[derive(Default)]
struct Builder {
    layout: Layout,
    blocks: Vec<Block>,
    /// The line that the last paragraph ends with, its page, and whether it begins with it, too.
    last: Option<(TextLine, u32, bool)>,
    /// The edges of the table that the page before ends with.
    table: Option<(f64, f64)>,
}

impl Builder {
    fn line(&mut self, line: &TextLine, page: u32) {
        let goes_on = match &self.last {
            Some((last, last_page, _)) if *last_page == page && self.layout.is_heading(last, line) => true,
            Some((last, last_page, is_first)) => {
                let margin = if line.column == 0 && last.column == 0 { self.layout.margin } else { last.margin };
                let near = last.size() * self.layout.pitch * FURTHER;
                let is_near = *last_page != page || line.base() - last.base() < near;
                is_near && is_continued(last, line, margin, *last_page == page, *is_first)
            }
            None => false,
        };
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) if goes_on => go_on(paragraph, line),
            _ => {
                let text = text::squeeze(&line.text());
                let role = self.layout.role(line, &text);
                self.blocks.push(Block::Paragraph(Paragraph { role, ..paragraph(line, page) }));
            }
        }
        self.last = Some((line.clone(), page, !goes_on));
        self.table = None;
    }

    fn table(&mut self, table: &Sheaf, page: u32, is_first: bool) {
        let mut rows: Vec<Vec<Vec<Paragraph>>> =
            table.rows.iter().map(|row| row.iter().map(|cell| of_cell(cell, page)).collect()).collect();
        let is_same = |(left, right): (f64, f64)| (table.left - left).abs() < 3.0 && (table.right - right).abs() < 3.0;
        let above = match self.blocks.last_mut() {
            Some(Block::Table(above)) if is_first && self.table.is_some_and(is_same) => Some(above),
            _ => None,
        };
        let width = |rows: &[Vec<Vec<Paragraph>>]| rows.first().map_or(0, Vec::len);
        match above.filter(|above| width(&above.rows) == width(&rows)) {
            Some(above) => {
                // A row of names that is printed again on each page.
                if above.rows.first().zip(rows.first()).is_some_and(|(one, other)| says(one) == says(other)) {
                    rows.remove(0);
                }
                let is_numbered = above.rows.iter().all(|row| row.first().is_some_and(|cell| !cell.is_empty()));
                if is_numbered
                    && let Some(last) = above.rows.last_mut()
                    && rows.first().and_then(|row| row.first()).is_some_and(Vec::is_empty)
                {
                    // A row that the page before broke off.
                    for (cell, rest) in last.iter_mut().zip(rows.remove(0)) {
                        join(cell, rest);
                    }
                }
                above.rows.extend(rows);
            }
            None => self.blocks.push(Block::Table(Table { rows })),
        }
        self.table = Some((table.left, table.right));
        self.last = None;
    }

    /// A picture belongs to what stands above it.
    fn picture(&mut self) {
        let picture = LeftOut { picture: true, ..LeftOut::default() };
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) => paragraph.left_out = paragraph.left_out.and(picture),
            _ => self.blocks.push(Block::Paragraph(Paragraph { left_out: picture, ..Paragraph::default() })),
        }
    }
}

/// Adds the rest of a cell that goes on on the next page.
fn join(cell: &mut Vec<Paragraph>, mut rest: Vec<Paragraph>) {
    let Some(next) = rest.first() else { return };
    let text: String = next.runs.iter().map(|run| run.text.as_str()).collect();
    if let Some(last) = cell.last_mut().filter(|_| !items::begins(&text)) {
        last.push(" ", Look::default());
        for run in rest.remove(0).runs {
            last.push(&run.text, run.look);
        }
    }
    cell.extend(rest);
}

fn says(row: &[Vec<Paragraph>]) -> Vec<&str> {
    row.iter().flatten().flat_map(|paragraph| &paragraph.runs).map(|run| run.text.as_str()).collect()
}

fn of_cell(lines: &[TextLine], page: u32) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last: Option<(&TextLine, bool)> = None;
    for line in lines {
        let goes_on = last.is_some_and(|(last, is_first)| is_continued(last, line, last.margin, true, is_first));
        match paragraphs.last_mut() {
            Some(above) if goes_on => go_on(above, line),
            _ => paragraphs.push(paragraph(line, page)),
        }
        last = Some((line, !goes_on));
    }
    paragraphs
}

/// Whether a line, the first of its paragraph or not, goes on in the one below.
fn is_continued(line: &TextLine, next: &TextLine, margin: f64, same_page: bool, is_first: bool) -> bool {
    let size = line.size();
    if (next.size() - size).abs() > 0.08 * size || line.column != next.column && same_page {
        return false;
    }
    if same_page && !(0.0..APART * size).contains(&(next.base() - line.base())) {
        return false;
    }
    let is_item = items::is_item(&line.text());
    // A line set further in begins a paragraph, unless it hangs below a label; of a paragraph only the
    // first line stands further in or out than the others.
    let indent = next.left() - line.left();
    let is_listed = items::bullet(&line.text()).is_some();
    if same_page && is_listed && indent < -0.6 * size && line.text().ends_with(['.', ';']) {
        return false;
    }
    if same_page && (indent > 5.0 * size || indent > 1.2 * size && !is_item || indent < -0.6 * size && !is_first) {
        return false;
    }
    // What stands beside the rest of a line is of a table, unless it is the next choice.
    let beside = next.pieces.iter().skip(1).map(Piece::text);
    layout::is_full(line, next, margin)
        && !items::begins(&next.text())
        && beside.into_iter().all(|text| labels::choice(&text).is_some())
}

fn paragraph(line: &TextLine, page: u32) -> Paragraph {
    let mut paragraph = Paragraph { line: Some(line.number), page: Some(page), ..Paragraph::default() };
    go_on(&mut paragraph, line);
    let is_bullet = items::bullet(&text::squeeze(&line.text())).is_some_and(|first| matches!(first, '•' | '▪' | '●'));
    paragraph.listed = is_bullet.then_some(Listed::Bullet);
    paragraph
}

/// Adds a line to a paragraph.
fn go_on(paragraph: &mut Paragraph, line: &TextLine) {
    let above = paragraph.runs.last().map_or("", |run| run.text.as_str());
    let mut before = if items::is_broken_word(above, &line.text()) { "" } else { " " };
    for piece in &line.pieces {
        let look = paragraph.runs.last().map_or_else(Look::default, |run| run.look);
        paragraph.push(before, look);
        for run in &piece.runs {
            paragraph.push(&run.text, run.look);
        }
        // Behind a label alone is a space, however wide.
        before = if piece.text().chars().nth(3).is_none() { " " } else { "\t" };
        paragraph.left_out.unreadable |= piece.runs.iter().any(|run| run.text.contains(char::REPLACEMENT_CHARACTER));
    }
}
