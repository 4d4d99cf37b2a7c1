//! From lines back to paragraphs: a line goes on in the next one where the next one's first word had no
//! room left.

use contest::text;

use super::leaf::{Item, Leaf, Sheaf, TextLine};
use super::lines::Piece;
use super::sheet::Area;
use crate::document::{Block, LeftOut, Listed, Look, Paragraph, Role, Table};
use crate::labels;

/// Widest distance of two lines of a paragraph, in parts of the size.
const APART: f64 = 2.2;
/// Letters larger than those of most text by this are a heading's.
const HEADING: f64 = 1.12;
/// Longest heading, in characters.
const LONGEST_HEADING: usize = 160;
/// Words behind which a line is one of its own, where a colon or nothing follows.
const LABELS: [&str; 11] =
    ["đáp án", "trả lời", "hỏi", "câu hỏi", "đáp", "giải thích", "mức độ", "lĩnh vực", "chủ đề", "nguồn", "căn cứ"];

/// What is known of all pages.
#[derive(Clone, Copy, Debug, Default)]
struct Layout {
    /// Up to where text reaches on a page in one column.
    margin: f64,
    /// The size of most letters.
    size: f64,
}

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

impl Layout {
    fn of(leaves: &[Leaf]) -> Self {
        let items = || leaves.iter().flat_map(|leaf| &leaf.items);
        let lines = || items().filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None });
        let mut rights: Vec<f64> = lines().filter(|line| line.column == 0).map(TextLine::right).collect();
        rights.sort_by(f64::total_cmp);
        // One line in a hundred may stand out.
        let margin = (rights.len() * 99).div_ceil(100).checked_sub(1).and_then(|at| rights.get(at));
        let mut sizes: Vec<(f64, usize)> = lines()
            .map(|line| (line.size(), line.pieces.iter().flat_map(|piece| &piece.runs).map(|run| run.text.len()).sum()))
            .collect();
        sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
        let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let mut counted = 0;
        let size = sizes.iter().find(|(_, count)| {
            counted += count;
            counted >= half
        });
        Self { margin: margin.copied().unwrap_or_default(), size: size.map_or(0.0, |(size, _)| *size) }
    }

    /// Whether a line's letters are so large that it is a heading; the level by how large they are.
    fn role(&self, line: &TextLine, text: &str) -> Role {
        let by = if self.size > 0.0 { line.size() / self.size } else { 1.0 };
        if is_contents(text) {
            Role::Contents
        } else if by < HEADING || text.chars().nth(LONGEST_HEADING).is_some() {
            Role::Body
        } else {
            Role::Heading(if by > 1.6 {
                1
            } else if by > 1.3 {
                2
            } else {
                3
            })
        }
    }
}

/// The paragraphs so far.
#[derive(Default)]
struct Builder {
    layout: Layout,
    blocks: Vec<Block>,
    /// The line that the last paragraph ends with, and its page.
    last: Option<(TextLine, u32)>,
    /// The edges of the table that the page before ends with.
    table: Option<(f64, f64)>,
}

impl Builder {
    fn line(&mut self, line: &TextLine, page: u32) {
        let goes_on = match &self.last {
            Some((last, last_page)) => {
                let margin = if line.column == 0 && last.column == 0 { self.layout.margin } else { last.margin };
                is_continued(last, line, margin, *last_page == page)
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
        self.last = Some((line.clone(), page));
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
    if let Some(last) = cell.last_mut().filter(|_| !is_item_start(&text)) {
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
    let mut last: Option<&TextLine> = None;
    for line in lines {
        let goes_on = last.is_some_and(|last| is_continued(last, line, last.margin, true));
        match paragraphs.last_mut() {
            Some(above) if goes_on => go_on(above, line),
            _ => paragraphs.push(paragraph(line, page)),
        }
        last = Some(line);
    }
    paragraphs
}

/// Whether a line goes on in the one below.
fn is_continued(line: &TextLine, next: &TextLine, margin: f64, same_page: bool) -> bool {
    let size = line.size();
    let Some(first) = next.pieces.first() else { return false };
    if (next.size() - size).abs() > 0.08 * size || line.column != next.column && same_page {
        return false;
    }
    if same_page && !(0.0..APART * size).contains(&(next.base() - line.base())) {
        return false;
    }
    let is_item = is_item(&line.text());
    // A line set further in begins a paragraph, unless it hangs below a label.
    let indent = next.left() - line.left();
    if same_page && (indent > 5.0 * size || indent > 1.2 * size && !is_item) {
        return false;
    }
    let is_full = line.right() + 0.2 * size + first.first_word > margin - 0.1 * size;
    // What stands beside the rest of a line is of a table, unless it is the next choice.
    let beside = next.pieces.iter().skip(1).map(Piece::text);
    is_full && !is_item_start(&next.text()) && beside.into_iter().all(|text| labels::choice(&text).is_some())
}

fn is_item_start(text: &str) -> bool {
    is_item(text) || is_contents(text)
}

/// Whether a line ends within a word: behind a hyphen that joins (`CT-` and `TTg`), or within a number that
/// alone was too long for its cell.
fn is_broken_word(line: &str, next: &str) -> bool {
    let joins = line.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let is_of_number = |c: char| c.is_ascii_digit() || c == '/';
    let is_alone = !line.trim().contains([' ', '\t']);
    line.is_empty() || joins || is_alone && line.ends_with(is_of_number) && next.starts_with(is_of_number)
}

/// Whether a line begins with something that begins a line of its own: a label, a bullet, a number.
fn is_item(text: &str) -> bool {
    let text = text::squeeze(text);
    let text = text.trim_start_matches(['*', '#', '✓', '☑', '☐', '(', '[', '=', '>', ' ']);
    let is_word = |word: &&str| {
        labels::strip_word(text, word).is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with([':', '.']))
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=3).contains(&digits) && {
        let rest = &text[digits..];
        rest.starts_with([')', '/']) && !rest[1..].starts_with(|c: char| c.is_ascii_digit())
            || rest.starts_with('.') && !rest[1..].starts_with(|c: char| c.is_ascii_digit())
    };
    let numbered = |word: &str| {
        labels::strip_word(text, word).is_some_and(|rest| {
            let rest = rest.trim_start();
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let (number, behind) = rest.split_at(end);
            let is_roman = number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            !number.is_empty()
                && (is_roman || number.bytes().all(|byte| byte.is_ascii_digit()))
                && (behind.is_empty() || behind.starts_with([':', '.', ')', '-', '–']))
        })
    };
    is_number
        || bullet(text).is_some()
        || labels::question(text).is_some()
        || labels::choice(text).is_some_and(|(position, _)| position < 10)
        || LABELS.iter().any(is_word)
        || ["phần", "chương", "câu", "mục", "bài"].into_iter().any(numbered)
}

/// A line of a table of contents: dots that lead to a number.
fn is_contents(text: &str) -> bool {
    let text = text.trim_end();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = text[..text.len() - digits].trim_end();
    let dots = before.chars().rev().take_while(|c| matches!(c, '.' | '…' | ' ' | '\t')).filter(|c| *c != ' ').count();
    digits > 0 && dots >= 4
}

fn bullet(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    let is_bullet = matches!(first, '•' | '▪' | '●' | '○' | '-' | '–' | '+' | '·');
    (is_bullet && text[first.len_utf8()..].starts_with([' ', '\t'])).then_some(first)
}

fn paragraph(line: &TextLine, page: u32) -> Paragraph {
    let mut paragraph = Paragraph { line: Some(line.number), page: Some(page), ..Paragraph::default() };
    go_on(&mut paragraph, line);
    let is_bullet = bullet(&text::squeeze(&line.text())).is_some_and(|first| matches!(first, '•' | '▪' | '●'));
    paragraph.listed = is_bullet.then_some(Listed::Bullet);
    paragraph
}

/// Adds a line to a paragraph.
fn go_on(paragraph: &mut Paragraph, line: &TextLine) {
    let above = paragraph.runs.last().map_or("", |run| run.text.as_str());
    let mut before = if is_broken_word(above, &line.text()) { "" } else { " " };
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
