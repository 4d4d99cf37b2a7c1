//! From letters at places to lines of text: what stands on one base, from left to right, with spaces where
//! gaps are.

use super::sheet::{Glyph, Sheet};
use crate::document::{Look, Run};

/// Gaps from here on are spaces, in parts of the size.
const SPACE: f64 = 0.16;
/// Gaps from here on are more than a space between words.
const LARGE: f64 = 0.6;
/// Gaps from here on part what stands side by side.
const WIDE: f64 = 1.35;

/// What stands on a line without a wide gap.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) runs: Vec<Run>,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    /// How wide its first word is.
    pub(super) first_word: f64,
}

impl Piece {
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn push(&mut self, text: &str, look: Look) {
        match self.runs.last_mut() {
            Some(run) if run.look == look => run.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), look }),
        }
    }

    fn ends_in_space(&self) -> bool {
        self.runs.last().is_none_or(|run| run.text.ends_with(' '))
    }
}

/// The pieces of each line, the lines from above, the pieces from the left.
pub(super) fn of(sheet: &Sheet, glyphs: &[&Glyph]) -> Vec<Vec<Piece>> {
    rows(glyphs).into_iter().map(|row| pieces(sheet, row)).filter(|pieces| !pieces.is_empty()).collect()
}

/// Letters by the line they stand on; small ones above or below it belong to it.
fn rows<'a>(glyphs: &[&'a Glyph]) -> Vec<Vec<&'a Glyph>> {
    let mut sorted = glyphs.to_vec();
    sorted.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    let (mut base, mut size) = (f64::MIN, 0.0);
    for glyph in sorted {
        let reach = 0.4 * f64::max(size, glyph.size);
        match rows.last_mut() {
            Some(row) if glyph.base - base < reach => {
                row.push(glyph);
                // The largest letters are those of the line.
                if glyph.size > size * 1.05 {
                    (base, size) = (glyph.base, glyph.size);
                }
            }
            _ => {
                rows.push(vec![glyph]);
                (base, size) = (glyph.base, glyph.size);
            }
        }
    }
    rows
}

fn pieces(sheet: &Sheet, mut row: Vec<&Glyph>) -> Vec<Piece> {
    row.sort_by(|one, other| one.left.total_cmp(&other.left));
    let row = without_copies(sheet, row);
    let mut pieces: Vec<Piece> = Vec::new();
    // Where the letters so far end, and whether a space was drawn behind them.
    let (mut end, mut spaced) = (f64::MIN, false);
    let mut in_first_word = true;
    for (glyph, look) in row {
        let letters = sheet.letters(glyph);
        if letters.chars().all(char::is_whitespace) {
            spaced |= !letters.is_empty();
            continue;
        }
        let gap = (glyph.left - end) / glyph.size.max(1.0);
        let begins = pieces.last().is_none_or(|_| gap > WIDE);
        if begins {
            pieces.push(Piece {
                runs: Vec::new(),
                left: glyph.left,
                right: glyph.right,
                base: glyph.base,
                size: glyph.size,
                first_word: 0.0,
            });
            in_first_word = true;
        }
        let Some(piece) = pieces.last_mut() else { continue };
        if !begins && (spaced || gap > SPACE) && !piece.ends_in_space() {
            // A space looks as the letters before it.
            let before = piece.runs.last().map_or(look, |run| run.look);
            piece.push(if gap > LARGE { "   " } else { " " }, before);
            in_first_word = false;
        }
        piece.push(letters, look);
        if glyph.size > piece.size {
            (piece.base, piece.size) = (glyph.base, glyph.size);
        }
        end = end.max(glyph.right).max(glyph.left);
        piece.right = end;
        if in_first_word {
            piece.first_word = end - piece.left;
        }
        spaced = letters.ends_with(' ');
    }
    pieces
}

/// Letters drawn a second time, a little beside, are bold.
fn without_copies<'a>(sheet: &Sheet, row: Vec<&'a Glyph>) -> Vec<(&'a Glyph, Look)> {
    /// How many letters before are looked at.
    const NEAR: usize = 3;
    let mut kept: Vec<(&Glyph, Look)> = Vec::with_capacity(row.len());
    for glyph in row {
        let is_copy = |other: &Glyph| {
            (glyph.left - other.left).abs() < 0.12 * glyph.size
                && (glyph.base - other.base).abs() < 0.12 * glyph.size
                && glyph.right - glyph.left > 0.12 * glyph.size
                && sheet.letters(glyph) == sheet.letters(other)
        };
        let near = kept.len().saturating_sub(NEAR);
        match kept.iter_mut().skip(near).find(|(other, _)| is_copy(other)) {
            Some((_, look)) => look.bold = true,
            None => kept.push((glyph, glyph.look)),
        }
    }
    kept
}
