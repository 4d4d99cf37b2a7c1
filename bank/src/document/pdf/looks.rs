//! What the areas of a page say of the look of its letters: lines below them, colours behind them.

use super::lexer::Fuel;
use super::sheet::{Area, Filled, Glyph, Sheet};
use crate::ReadError;
use crate::document::look::Colour;

/// Height of the strips that areas are looked up by, in points.
const STRIP: f64 = 12.0;
/// Most strips; more than any paper has.
const MOST_STRIPS: usize = 1_000;

/// Areas that cost as much as one value of the file.
const AREAS_A_VALUE: usize = 8;

/// The areas of a page by the strips they reach into, in the order in which they are painted.
struct Strips(Vec<Vec<Filled>>);

impl Strips {
    fn of(sheet: &Sheet) -> Self {
        let count = ((sheet.paper.height() / STRIP) as usize).saturating_add(1).min(MOST_STRIPS);
        let mut strips = vec![Vec::new(); count];
        let strokes = sheet.strokes.iter().map(|area| Filled { area: *area, colour: Colour::behind("000000") });
        for filled in sheet.filled.iter().copied().chain(strokes) {
            let (first, last) = (strip(filled.area.top), strip(filled.area.bottom));
            for strip in strips.iter_mut().take(last.saturating_add(1)).skip(first) {
                strip.push(filled);
            }
        }
        Self(strips)
    }

    fn at(&self, y: f64) -> &[Filled] {
        self.0.get(strip(y)).map_or(&[], Vec::as_slice)
    }
}

const fn strip(y: f64) -> usize {
    (y / STRIP).max(0.0) as usize
}

/// Gives letters the look that areas give them; lines of tables underline nothing.
pub(super) fn apply(sheet: &mut Sheet, rules: &[Area], fuel: &Fuel) -> Result<(), ReadError> {
    let mut strips = Strips::of(sheet);
    for strip in &mut strips.0 {
        strip.retain(|filled| !is_thin(&filled.area) || !rules.contains(&filled.area));
    }
    for glyph in &mut sheet.glyphs {
        let (x, size) = (glyph.middle(), glyph.size);
        let below = [glyph.base, glyph.base + 0.25 * size].map(|y| strips.at(y));
        fuel.burn(below.iter().map(|strip| strip.len()).sum::<usize>() / AREAS_A_VALUE)?;
        let is_under = |filled: &Filled| {
            let area = &filled.area;
            let y = f64::midpoint(area.top, area.bottom);
            filled.colour != Colour::PLAIN
                && area.height() < 0.15 * size
                && (area.left..=area.right).contains(&x)
                && (glyph.base - 0.02 * size..=glyph.base + 0.28 * size).contains(&y)
        };
        glyph.look.underline = below.iter().any(|strip| strip.iter().any(is_under));
        let centre = glyph.base - 0.3 * size;
        let behind = strips.at(centre);
        fuel.burn(behind.len() / AREAS_A_VALUE)?;
        let covers = |filled: &&Filled| filled.area.height() > 0.5 * size && filled.area.holds(x, centre);
        glyph.look.back = behind.iter().rev().find(covers).map_or(Colour::PLAIN, |filled| filled.colour);
    }
    Ok(())
}

/// Takes off letters that are white on white; whether there are some.
pub(super) fn take_off_hidden(sheet: &mut Sheet) -> bool {
    let white = Colour::of_text("FFFFFF");
    let pictures: Vec<Area> = sheet.pictures.iter().map(|picture| picture.area).collect();
    let is_hidden = |glyph: &Glyph| {
        let (x, y) = (glyph.middle(), glyph.base - 0.3 * glyph.size);
        glyph.look.colour == white && glyph.look.back == Colour::PLAIN && !pictures.iter().any(|area| area.holds(x, y))
    };
    let before = sheet.glyphs.len();
    sheet.glyphs.retain(|glyph| !is_hidden(glyph));
    sheet.glyphs.len() < before
}

/// Whether an area is a line.
pub(super) fn is_thin(area: &Area) -> bool {
    /// Thickest line, in points.
    const THICK: f64 = 3.0;
    area.width().min(area.height()) < THICK
}
