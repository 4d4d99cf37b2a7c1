//! Whether what was read can be trusted: pages that are pictures, letters that no font tells, fonts that
//! were drawn for another alphabet. Wrong letters are never taken without a word.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use crate::document::{Block, Document, Paragraph};
use crate::encoding::{Encoding, OldFont, fit, mend_row};
use crate::{Place, Problem, ReadError};

/// Pages with no more letters than this, and a picture, are pictures: a page number may be typed on a scan.
const FEW: usize = 12;
/// How much of a page a picture covers that is the page, and how much several pictures do.
const WHOLE: f64 = 0.8;
const MOST: f64 = 0.4;
/// Shapes with curves of a page without text that are its letters.
const DRAWN: usize = 50;
/// Letters of a thousand that may be unknown, such as those of ornaments.
const UNKNOWN_PERMILLE: usize = 10;
/// Fewest words with letters beyond ASCII to judge by, and how many of a thousand must be syllables.
const WORDS: usize = 30;
const SYLLABLES_PERMILLE: usize = 600;
/// Fewest letters to judge by, and how many of a thousand have marks in the plainest Vietnamese text.
const LETTERS: usize = 600;
const MARKED_PERMILLE: usize = 40;

/// What the pages are made of, page by page.
#[derive(Debug, Default)]
pub(super) struct Census {
    pages: u32,
    pictures: Vec<u32>,
    letters: usize,
    unknown: usize,
    unknown_pages: Vec<u32>,
    fonts: BTreeSet<String>,
    turned: bool,
}

impl Census {
    /// Takes a look at a page; what a picture covers is taken off it.
    pub(super) fn look(&mut self, sheet: &mut Sheet, page: u32) {
        self.pages = page;
        let paper = sheet.paper.width() * sheet.paper.height();
        let is_whole = |area: &super::sheet::Area| area.width() * area.height() > WHOLE * paper;
        let covered =
            sheet.pictures.iter().filter(|picture| is_whole(&picture.area)).map(|picture| picture.after).max();
        let covered = covered.unwrap_or_default().min(sheet.glyphs.len());
        let hidden = covered + sheet.invisible;
        sheet.glyphs.drain(..covered);
        let is_unknown = |letters: &str| letters.contains(char::REPLACEMENT_CHARACTER);
        let letters =
            sheet.glyphs.iter().map(|glyph| sheet.letters(glyph)).filter(|letters| !letters.trim().is_empty());
        let (unknown, known): (Vec<&str>, Vec<&str>) = letters.partition(|letters| is_unknown(letters));
        let count = unknown.len() + known.len();
        let shown: f64 = sheet.pictures.iter().map(|picture| picture.area.width() * picture.area.height()).sum();
        if count <= FEW && (hidden > count || shown > MOST * paper || sheet.curved > DRAWN) {
            self.pictures.push(page);
        }
        self.letters += count;
        self.unknown += unknown.len();
        if !unknown.is_empty() {
            self.unknown_pages.push(page);
            self.fonts.append(&mut sheet.unknown);
        }
        self.turned |= sheet.turned > 0;
    }

    /// What refuses the file, or what must be told of it.
    pub(super) fn judge(self) -> Result<Vec<Problem>, ReadError> {
        if self.letters == 0 && self.pictures.is_empty() {
            return Err(ReadError::Empty);
        }
        // Covers are often pictures; a page between pages of text is one that is missed.
        let is_cover = |page: &u32| *page == 1 || *page == self.pages;
        if self.letters == 0 || !self.pictures.iter().all(is_cover) {
            return Err(ReadError::Picture { pages: numbers(&self.pictures) });
        }
        if self.unknown * 1_000 > self.letters * UNKNOWN_PERMILLE {
            let font = self.fonts.first().filter(|name| !name.is_empty()).map_or("không tên", String::as_str);
            return Err(ReadError::NoLetters { font: shortened(font), pages: numbers(&self.unknown_pages) });
        }
        let mut notes = Vec::new();
        let mut note = |message: String| notes.push(Problem::new(&Place::File, message));
        if !self.pictures.is_empty() {
            note(format!(
                "Trang {} là ảnh, không có chữ để đọc; nội dung trên đó không được lấy.",
                numbers(&self.pictures)
            ));
        }
        if self.unknown > 0 {
            note(format!(
                "{} ký tự ở trang {} không đọc được và hiện là “�”. Hãy sửa những chỗ này trước khi nhập.",
                self.unknown,
                numbers(&self.unknown_pages)
            ));
        }
        if self.turned {
            note("Chữ viết xoay hoặc nằm nghiêng (dấu chìm, cột dọc) không được đọc.".to_owned());
        }
        Ok(notes)
    }
}

/// Numbers in order, the first few of many.
fn numbers(all: &[u32]) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = all.iter().take(MOST).map(u32::to_string).collect();
    format!("{}{}", shown.join(", "), if all.len() > MOST { ", …" } else { "" })
}

fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// Turns text of old fonts into Unicode when a person has said which; asks where nobody has. Refuses text
/// that is of no alphabet known here.
pub(super) fn mend(document: &mut Document, chosen: Option<Encoding>) -> Result<(), ReadError> {
    match chosen {
        Some(Encoding::Unicode) => return Ok(()),
        Some(encoding) => {
            mend_all(document, encoding);
            return Ok(());
        }
        None => {}
    }
    let mut old = OldFont::default();
    let mut text = String::new();
    for paragraph in paragraphs(&mut document.blocks) {
        let line: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        old.look(&line);
        text.push_str(&line);
        text.push('\n');
    }
    if let Some(guess) = old.suspect() {
        return Err(ReadError::OldEncoding { guess });
    }
    let (words, permille) = fit(&text);
    if words >= WORDS && permille < SYLLABLES_PERMILLE {
        return Err(ReadError::WrongLetters);
    }
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (plain, marked): (Vec<char>, Vec<char>) = letters.partition(char::is_ascii);
    if plain.len() > LETTERS && marked.len() * 1_000 < plain.len() * MARKED_PERMILLE {
        let message =
            "Chữ đọc ra hầu như không có dấu tiếng Việt. Hãy so với tệp PDF; nếu mất dấu, hãy tải lên tệp Word gốc.";
        document.notes.push(Problem::new(&Place::File, message));
    }
    Ok(())
}

fn mend_all(document: &mut Document, encoding: Encoding) {
    let mut any = false;
    for paragraph in paragraphs(&mut document.blocks) {
        let line: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        if mend_row(encoding, &[&line]).is_none() {
            continue;
        }
        for run in &mut paragraph.runs {
            if let Some(mended) = encoding.mend(&run.text) {
                run.text = mended;
                any = true;
            }
        }
    }
    if any {
        let label = encoding.label();
        let message =
            format!("Chữ trong tệp theo bảng mã {label}, đã được chuyển sang Unicode. Hãy xem lại trước khi nhập.");
        document.notes.push(Problem::new(&Place::File, message));
    }
}

/// All paragraphs, also those in tables.
pub(super) fn paragraphs(blocks: &mut [Block]) -> impl Iterator<Item = &mut Paragraph> {
    blocks.iter_mut().flat_map(|block| -> Box<dyn Iterator<Item = &mut Paragraph>> {
        match block {
            Block::Paragraph(paragraph) => Box::new(std::iter::once(paragraph)),
            Block::Table(table) => Box::new(table.rows.iter_mut().flatten().flatten()),
        }
    })
}
