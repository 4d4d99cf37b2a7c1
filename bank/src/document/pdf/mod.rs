//! PDF with a text layer.
//!
//! A page holds letters at places, not paragraphs: so lines are put together by where letters stand,
//! paragraphs by where lines end, tables by the lines drawn around cells, and what stands on most pages at
//! the same place is left out. What a page cannot tell for sure is refused or told: see [`letters`].
//!
//! Objects, fonts and drawing operators are read here, by ISO 32000-1, and not by a crate: of those that
//! were looked at none bounds what a file costs as a whole (docs/FORMATS.md).

mod columns;
mod content;
mod file;
mod filters;
mod fonts;
mod grid;
mod items;
mod layout;
mod leaf;
mod letters;
mod lexer;
mod lines;
mod looks;
mod marked;
mod matrix;
mod pages;
mod paragraphs;
mod path;
mod running;
mod sheet;
mod state;
mod value;

use self::content::Painter;
use self::file::File;
use self::leaf::Leaf;
use self::letters::Census;
use self::lexer::Fuel;
use super::{Document, Role};
use crate::encoding::{Encoding, font};
use crate::limits::{MAX_PARAGRAPHS, MAX_PDF_VALUES};
use crate::{Place, Problem, ReadError};

/// What drawing all pages may cost, in values of content streams.
const FUEL: usize = 5 * MAX_PDF_VALUES;

/// The text of a file, in the letters that a person has chosen where the file has others.
pub(crate) fn read(bytes: &[u8], chosen: Option<Encoding>) -> Result<Document, ReadError> {
    let file = File::open(bytes)?;
    let fuel = Fuel::new(FUEL);
    let mut painter = Painter::new(&file, &fuel);
    let mut census = Census::default();
    let mut leaves = Vec::new();
    let (mut lines, mut annotated) = (0, false);
    for (page, number) in pages::of(&file)?.iter().zip(1..) {
        let mut sheet = painter.draw(page)?;
        annotated |= pages::is_annotated(&file, page);
        census.look(&mut sheet, number);
        let leaf = Leaf::of(sheet, number, &fuel)?;
        lines += leaf.items.len();
        if lines > MAX_PARAGRAPHS {
            return Err(ReadError::TooManyParagraphs);
        }
        leaves.push(leaf);
    }
    let mut notes = vec![Problem::new(
        &Place::File,
        "Tệp PDF chỉ ghi vị trí của chữ, không ghi đoạn văn và bảng, nên có thể đọc sai chỗ ngắt dòng, bảng không kẻ khung. Hãy đối chiếu từng câu với tệp trước khi nhập.",
    )];
    notes.extend(census.judge()?);
    if annotated {
        let message =
            "Chú thích, ô điền và dấu gạch đặt thêm trên trang PDF không được đọc. Hãy xem có đáp án ở đó không.";
        notes.push(Problem::new(&Place::File, message));
    }
    let hidden_text = leaves.iter().any(|leaf| leaf.hidden);
    let running = running::take_off(&mut leaves);
    if let Some(first) = running.iter().max_by_key(|line| line.len()) {
        let shown: String = first.chars().take(60).collect();
        notes.push(Problem::new(
            &Place::File,
            format!("Dòng lặp lại ở đầu và cuối các trang (như “{shown}”) đã được bỏ qua."),
        ));
    }
    let mut document = Document { blocks: paragraphs::of(leaves), notes, hidden_text, ..Document::default() };
    letters::mend(&mut document, chosen)?;
    Ok(document)
}

/// Some lines that look as if they were typed in an old font.
pub(crate) fn in_old_fonts(bytes: &[u8], most: usize) -> Result<Vec<String>, ReadError> {
    let mut document = read(bytes, Some(Encoding::Unicode))?;
    let lines = letters::paragraphs(&mut document.blocks)
        .map(|paragraph| paragraph.runs.iter().map(|run| run.text.as_str()).collect::<String>());
    Ok(lines.filter(|line| font(line).is_some()).take(most).collect())
}

impl Document {
    /// The document without headings that are none but by their size: a set of questions takes those for
    /// topics, and a title is large, too.
    pub(crate) fn without_large_headings(mut self) -> Self {
        for paragraph in letters::paragraphs(&mut self.blocks) {
            if matches!(paragraph.role, Role::Heading(_)) {
                paragraph.role = Role::Body;
            }
        }
        self
    }
}
