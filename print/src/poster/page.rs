//! The poster's page, in hundredths of its width.

use super::Poster;
use crate::{
    PrintError,
    canvas::{Canvas, Color, Path, Pen},
    drum,
    face::{Faces, Style},
    qr,
    text::{Lines, fit, width},
};

const INK: Color = (0.137, 0.11, 0.102);
const RED: Color = (0.541, 0.09, 0.161);
/// The drum's gold where it lies on the red.
const FAINT: Color = (0.682, 0.345, 0.251);
const GOLD: Color = (0.69, 0.49, 0.118);
const LIGHT_GOLD: Color = (0.914, 0.769, 0.416);
const GROUND: Color = (1.0, 0.992, 0.973);
const WHITE: Color = (1.0, 1.0, 1.0);

/// The side margins, the height of the red band, and the band's lower edge.
const MARGIN: f32 = 7.0;
const BAND: f32 = 34.0;
const EDGE: f32 = 1.0;
/// The code's side, and the white around it: four modules of a code of 33, and a little.
const CODE: f32 = 41.0;
const QUIET: f32 = 5.5;

/// Draws the poster; says where the code is: left, bottom, right, top.
pub(super) fn draw<C: Canvas>(
    canvas: &mut C,
    faces: &mut Faces,
    poster: &Poster,
    (wide, high): (f32, f32),
) -> Result<(f32, f32, f32, f32), PrintError> {
    let mut sheet = Sheet { canvas, faces, unit: wide / 100.0, high };
    sheet.canvas.fill(&Path::rectangle(0.0, 0.0, wide, high), GROUND);
    sheet.band(poster);
    sheet.body(poster)
}

/// A page with its measures.
struct Sheet<'a, C> {
    canvas: &'a mut C,
    faces: &'a mut Faces,
    /// A hundredth of the width, in points.
    unit: f32,
    /// In points.
    high: f32,
}

/// Text of one look.
struct Block {
    lines: Lines,
    color: Color,
    leading: f32,
}

impl Block {
    /// In points.
    fn height(&self) -> f32 {
        self.lines.lines.len() as f32 * self.leading * self.lines.size
    }
}

/// Text that does not fit is set smaller by this, as often as it takes; below a third nothing could be read.
const SMALLER: f32 = 0.95;
const SMALLEST: f32 = 0.33;

/// The first of ever smaller settings whose height fits.
fn fitted<T>(set: impl Fn(f32) -> T, height: impl Fn(&T) -> f32, room: f32) -> T {
    let mut scale = 1.0;
    loop {
        let tried = set(scale);
        if height(&tried) <= room || scale < SMALLEST {
            return tried;
        }
        scale *= SMALLER;
    }
}

/// All text below the band.
struct Body {
    /// What to do, with whom, and how they stand.
    call: Vec<Block>,
    /// What may be typed instead.
    typed: [Block; 2],
    steps: [Block; 3],
    foot: Vec<Block>,
    /// The room of a step's number, in points.
    number: f32,
}

impl Body {
    fn steps_height(&self) -> f32 {
        self.number + self.steps.iter().map(Block::height).fold(0.0, f32::max)
    }

    /// In points, nothing between the parts.
    fn height(&self) -> f32 {
        let text = self.call.iter().chain(&self.typed).chain(&self.foot);
        text.map(Block::height).sum::<f32>() + self.steps_height()
    }
}

const MEASURE: f32 = 100.0 - 2.0 * MARGIN;
/// Between the columns of steps, and how wide each is.
const GAP: f32 = 3.0;
const COLUMN: f32 = (MEASURE - 2.0 * GAP) / 3.0;
/// The frame of the code.
const FRAME: f32 = CODE + 2.0 * QUIET;
/// Room is shared out before, between and after the parts; this much of it there is at least.
const SHARES: f32 = 6.0;
const LEAST_SHARE: f32 = 1.2;

impl<C: Canvas> Sheet<'_, C> {
    /// Text in at most so many lines, as large as `size` and no smaller than `least`, in hundredths.
    fn block(&self, text: &str, style: Style, measure: f32, (size, least): (f32, f32), most: usize) -> Block {
        let unit = self.unit;
        let lines = fit(self.faces, &[(text, style)], measure * unit, (size * unit, least * unit), most);
        Block { lines, color: INK, leading: 1.4 }
    }

    /// The red band with the contest's name.
    fn band(&mut self, poster: &Poster) {
        let (unit, top) = (self.unit, self.high);
        let band = (0.0, top - BAND * unit, 100.0 * unit, BAND * unit);
        self.canvas.fill(&Path::rectangle(band.0, band.1, band.2, band.3), RED);
        self.canvas.clipped(band, |canvas| {
            drum::draw(canvas, (107.0 * unit, top + 17.0 * unit), 45.0 * unit / drum::RADIUS, FAINT);
        });
        self.canvas.fill(&Path::rectangle(0.0, band.1 - EDGE * unit, 100.0 * unit, EDGE * unit), LIGHT_GOLD);
        let set = |scale: f32| {
            let above = self.block(&poster.above_title, Style::Regular, MEASURE, (2.6 * scale, 1.8 * scale), 1);
            let title = self.block(&poster.title, Style::Bold, MEASURE, (7.6 * scale, 4.4 * scale), 2);
            [above, Block { leading: 1.35, ..title }].map(|block| Block { color: WHITE, ..block })
        };
        let height = |blocks: &[Block; 2]| blocks.iter().map(Block::height).sum();
        let blocks = fitted(set, height, band.3 - 2.0 * LEAST_SHARE * unit);
        let mut y = top - (band.3 - height(&blocks)) / 2.0;
        for block in &blocks {
            y = self.left(block, y);
        }
    }

    fn texts(&self, poster: &Poster, scale: f32) -> Body {
        let plain = |text: &str, size: f32, most| {
            self.block(text, Style::Regular, MEASURE, (size * scale, 0.7 * size * scale), most)
        };
        let bold = |text: &str, size: f32, most| {
            self.block(text, Style::Bold, MEASURE, (size * scale, 0.6 * size * scale), most)
        };
        let mut call = vec![plain(&poster.call, 3.2, 1), bold(&poster.agency, 3.8, 3)];
        call.extend(poster.standing.iter().map(|text| plain(text, 2.4, 2)));
        let step = |text: &String| self.block(text, Style::Regular, COLUMN, (2.5 * scale, 1.8 * scale), 3);
        Body {
            call,
            typed: [plain(&poster.or_type, 2.4, 1), bold(&poster.typed, 3.2, 1)],
            steps: poster.steps.each_ref().map(step),
            foot: poster.foot.iter().map(|line| plain(line, 2.4, 2)).collect(),
            number: 5.6 * scale * self.unit,
        }
    }

    /// All below the band: what is left of the page is shared out between its parts.
    fn body(&mut self, poster: &Poster) -> Result<(f32, f32, f32, f32), PrintError> {
        let unit = self.unit;
        let top = self.high - (BAND + EDGE) * unit;
        let room = top - FRAME * unit;
        let body = fitted(|scale| self.texts(poster, scale), Body::height, room - SHARES * LEAST_SHARE * unit);
        let share = (room - body.height()) / SHARES;

        let y = self.all_centered(&body.call, top - share) - share - FRAME * unit;
        let place = self.code(&poster.address, y)?;
        let y = self.all_centered(&body.typed, y - share) - share;
        for (at, step) in body.steps.iter().enumerate() {
            let middle = MARGIN + COLUMN / 2.0 + at as f32 * (COLUMN + GAP);
            let size = body.number / 1.4 / unit;
            let numeral = self.block(&(at + 1).to_string(), Style::Bold, COLUMN, (size, size), 1);
            self.centered(&Block { color: RED, ..numeral }, middle, y);
            self.centered(step, middle, y - body.number);
        }
        self.all_centered(&body.foot, y - body.steps_height() - share);
        Ok(place)
    }

    fn all_centered(&mut self, blocks: &[Block], top: f32) -> f32 {
        blocks.iter().fold(top, |y, block| self.centered(block, 50.0, y))
    }

    /// The code in its frame, which stands on `bottom`.
    fn code(&mut self, address: &str, bottom: f32) -> Result<(f32, f32, f32, f32), PrintError> {
        let unit = self.unit;
        let side = FRAME * unit;
        let frame = Path::rounded((50.0 * unit - side / 2.0, bottom), (side, side), 1.2 * unit);
        self.canvas.fill(&frame, WHITE);
        self.canvas.stroke(&frame, Pen::plain(0.5 * unit), GOLD);
        let (left, low, code) = ((50.0 - CODE / 2.0) * unit, bottom + QUIET * unit, CODE * unit);
        self.canvas.fill(&qr::code(address, (left, low), code)?, INK);
        Ok((left, low, left + code, low + code))
    }

    /// Writes below `top`, around a place across; gives where it ends.
    fn centered(&mut self, block: &Block, middle: f32, top: f32) -> f32 {
        self.write(block, top, |wide, unit| middle * unit - wide / 2.0)
    }

    /// Writes below `top`, from the left margin on; gives where it ends.
    fn left(&mut self, block: &Block, top: f32) -> f32 {
        self.write(block, top, |_, unit| MARGIN * unit)
    }

    fn write(&mut self, block: &Block, top: f32, left: impl Fn(f32, f32) -> f32) -> f32 {
        let Block { lines: Lines { size, lines }, color, leading } = block;
        let mut y = top;
        for line in lines {
            y -= leading * size;
            // The base line stands so that marks above and below have the same room.
            let base = y + size * (leading - 0.72) / 2.0;
            let x = left(width(self.faces, line) * size, self.unit);
            self.canvas.write(self.faces, line, *size, (x, base), *color);
        }
        y
    }
}
