//! One certificate on its page.

use pdf_writer::{Content, Name, Str};

use super::Certificate;
use crate::{
    PrintError,
    canvas::{Canvas, Color},
    document::DRUM_NAME,
    face::{Faces, Style},
    qr,
    text::{Lines, Run, fit, width},
};

/// A4 landscape, in points.
pub(super) const WIDTH: f32 = 841.89;
/// Its height.
pub(super) const HEIGHT: f32 = 595.28;

/// A hundredth of the width, in which the design measures.
const UNIT: f32 = WIDTH / 100.0;
/// The measure of text between the borders.
const MEASURE: f32 = 76.0 * UNIT;
/// The measure of the name, which is larger.
const NAME_MEASURE: f32 = 72.0 * UNIT;
/// Where the text begins, and how low what stands in the middle may reach.
const TOP: f32 = HEIGHT - 5.6 * UNIT;
const FLOOR: f32 = 22.5 * UNIT;
/// The left edge of the code to scan, the foot of both blocks at the bottom, and the code's side.
const LEFT: f32 = 7.0 * UNIT;
const FOOT: f32 = 5.6 * UNIT;
const CODE: f32 = 8.6 * UNIT;
/// The middle of the block of signature, and its measure.
const SIGNED: f32 = 72.0 * UNIT;
const SIGNED_MEASURE: f32 = 38.0 * UNIT;

const INK: Color = (0.137, 0.11, 0.102);
const RED: Color = (0.604, 0.106, 0.184);
const GOLD: Color = (0.69, 0.49, 0.118);
const LIGHT_GOLD: Color = (0.914, 0.769, 0.416);
const GROUND: Color = (1.0, 0.992, 0.973);
pub(super) const DRUM: Color = (0.96, 0.926, 0.862);

/// Draws a certificate; the letters are noted in `faces`.
pub(super) fn draw(faces: &mut Faces, certificate: &Certificate) -> Result<Content, PrintError> {
    let mut content = Content::new();
    ground(&mut content);
    let middle = Middle::fitted(faces, certificate);
    middle.draw(&mut content, faces);
    signature(&mut content, faces, certificate);
    verification(&mut content, faces, certificate)?;
    Ok(content)
}

/// The paper, the drum and the borders.
fn ground(content: &mut Content) {
    fill(content, GROUND).rect(0.0, 0.0, WIDTH, HEIGHT).fill_nonzero();
    content.save_state();
    let scale = 31.0 * UNIT / crate::drum::RADIUS;
    content.transform([scale, 0.0, 0.0, scale, WIDTH / 2.0, HEIGHT / 2.0]);
    content.x_object(Name(DRUM_NAME)).restore_state();
    for (inset, width, color) in [(1.7, 0.17, GOLD), (2.04, 0.17, GOLD), (2.75, 0.1, LIGHT_GOLD)] {
        let inset = inset * UNIT;
        content.set_line_width(width * UNIT).set_stroke_rgb(color.0, color.1, color.2);
        content.rect(inset, inset, WIDTH - 2.0 * inset, HEIGHT - 2.0 * inset).stroke();
    }
}

fn fill(content: &mut Content, (r, g, b): Color) -> &mut Content {
    content.set_fill_rgb(r, g, b)
}

/// A block of lines, with the room above it, both in points.
struct Block {
    lines: Lines,
    above: f32,
    leading: f32,
    color: Color,
    /// Between letters, as a part of the size.
    spaced: f32,
    underlined: bool,
}

impl Block {
    fn height(&self) -> f32 {
        self.above + self.lines.lines.len() as f32 * self.leading * self.lines.size
    }
}

/// Room that is left is parted in so many shares, each at most so large, one above each block from the
/// title on.
const SHARES: f32 = 7.0;
const MOST_SHARE: f32 = 1.2 * UNIT;

/// What stands in the middle, from the country's name to the award.
struct Middle(Vec<Block>);

impl Middle {
    /// As large as it fits above the signature; what room is left is shared out.
    fn fitted(faces: &Faces, certificate: &Certificate) -> Self {
        let (mut scale, room) = (1.0, TOP - FLOOR);
        loop {
            let mut middle = Self::new(faces, certificate, scale);
            let height: f32 = middle.0.iter().map(Block::height).sum();
            // Below half of the size nothing could be read: what is so long touches the signature.
            if height <= room || scale < 0.5 {
                let share = ((room - height) / SHARES).clamp(0.0, MOST_SHARE);
                for block in middle.0.iter_mut().skip(2) {
                    block.above += share;
                }
                return middle;
            }
            scale *= 0.96;
        }
    }

    fn new(faces: &Faces, certificate: &Certificate, scale: f32) -> Self {
        let block =
            |pieces: &[(&str, Style)], measure: f32, (size, least): (f32, f32), most: usize, above: f32| Block {
                lines: fit(faces, pieces, measure, (size * scale * UNIT, least * scale * UNIT), most),
                above: above * scale * UNIT,
                leading: 1.5,
                color: INK,
                spaced: 0.0,
                underlined: false,
            };
        let plain = |text, most, above| block(&[(text, Style::Regular)], MEASURE, (1.75, 1.3), most, above);
        let award: Vec<(&str, Style)> = certificate
            .award
            .iter()
            .map(|piece| (piece.text.as_str(), if piece.bold { Style::Bold } else { Style::Regular }))
            .collect();
        let mut blocks = vec![
            block(&[("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Style::Bold)], MEASURE, (1.75, 1.75), 1, 0.0),
            Block {
                underlined: true,
                ..block(&[("Độc lập - Tự do - Hạnh phúc", Style::Bold)], MEASURE, (1.75, 1.75), 1, 0.0)
            },
            Block {
                color: RED,
                spaced: 0.04,
                leading: 1.3,
                ..block(&[("GIẤY CHỨNG NHẬN", Style::Bold)], MEASURE, (5.0, 5.0), 1, 1.7)
            },
            plain(&certificate.issuer, 3, 0.7),
            Block { leading: 1.36, ..block(&[(&certificate.name, Style::Bold)], NAME_MEASURE, (4.0, 2.6), 2, 0.9) },
        ];
        if !certificate.below_name.is_empty() {
            blocks.push(plain(&certificate.below_name, 2, 0.3));
        }
        blocks.push(Block { leading: 1.45, ..block(&award, MEASURE, (2.2, 1.6), 3, 1.0) });
        Self(blocks)
    }

    fn draw(&self, content: &mut Content, faces: &mut Faces) {
        let mut y = TOP;
        for block in &self.0 {
            let Block { lines: Lines { size, lines }, above, leading, color, spaced, underlined } = block;
            y -= above;
            for line in lines {
                y -= leading * size;
                // The base line stands so that marks above and below have the same room.
                let base = y + size * (leading - 0.72) / 2.0;
                let at = (WIDTH / 2.0, base);
                let half = centered(content, faces, line, *size, at, (*color, *spaced)) / 2.0;
                if *underlined {
                    let below = base - 0.3 * size;
                    content.set_line_width(0.8).set_stroke_rgb(color.0, color.1, color.2);
                    content.move_to(at.0 - half, below).line_to(at.0 + half, below).stroke();
                }
            }
        }
    }
}

/// Place and date, on whose behalf, and room to sign and seal.
fn signature(content: &mut Content, faces: &mut Faces, certificate: &Certificate) {
    let (size, leading) = (1.75 * UNIT, 1.5 * 1.75 * UNIT);
    let date = fit(faces, &[(&certificate.place_and_date, Style::Italic)], SIGNED_MEASURE, (size, 1.2 * UNIT), 1);
    let mut y = FLOOR - 2.6 * UNIT;
    for line in &date.lines {
        centered(content, faces, line, date.size, (SIGNED, y), (INK, 0.0));
        y -= leading;
    }
    for signed_by in &certificate.signed_by {
        let lines = fit(faces, &[(signed_by, Style::Bold)], SIGNED_MEASURE, (size, 1.2 * UNIT), 1);
        for line in &lines.lines {
            centered(content, faces, line, lines.size, (SIGNED, y), (INK, 0.0));
            y -= leading;
        }
    }
}

/// The code to scan, and beside it what to type instead.
fn verification(content: &mut Content, faces: &mut Faces, certificate: &Certificate) -> Result<(), PrintError> {
    let margin = 0.5 * UNIT;
    fill(content, (1.0, 1.0, 1.0))
        .rect(LEFT - margin, FOOT - margin, CODE + 2.0 * margin, CODE + 2.0 * margin)
        .fill_nonzero();
    Canvas::fill(content, &qr::code(&certificate.address, (LEFT, FOOT), CODE)?, INK);
    let (size, x) = (1.4 * UNIT, LEFT + CODE + 1.6 * UNIT);
    let mut y = FOOT + (certificate.verify.len() as f32 - 1.0) * size * 1.55 + 0.2 * UNIT;
    for piece in &certificate.verify {
        let style = if piece.bold { Style::Bold } else { Style::Regular };
        let lines = fit(faces, &[(&piece.text, style)], SIGNED - SIGNED_MEASURE / 2.0 - x, (size, 0.8 * UNIT), 1);
        for line in &lines.lines {
            show(content, faces, line, lines.size, (x, y), (INK, 0.0));
            y -= size * 1.55;
        }
    }
    Ok(())
}

/// Shows a line around `at`; gives its width.
fn centered(
    content: &mut Content,
    faces: &mut Faces,
    line: &[Run],
    size: f32,
    at: (f32, f32),
    look: (Color, f32),
) -> f32 {
    let letters = line.iter().map(|run| run.text.chars().count()).sum::<usize>();
    let spacing = look.1 * letters.saturating_sub(1) as f32;
    let wide = (width(faces, line) + spacing) * size;
    show(content, faces, line, size, (at.0 - wide / 2.0, at.1), look);
    wide
}

/// Shows a line from `at` on, in a colour and with so much between letters, as a part of the size.
fn show(
    content: &mut Content,
    faces: &mut Faces,
    line: &[Run],
    size: f32,
    at: (f32, f32),
    (color, spaced): (Color, f32),
) {
    fill(content, color).begin_text().set_char_spacing(spaced * size).next_line(at.0, at.1);
    for run in line {
        let encoded = faces.get_mut(run.style).encode(&run.text);
        content.set_font(Name(run.style.resource()), size).show(Str(&encoded));
    }
    content.end_text();
}

/// Where the code to scan is: left, bottom, right, top.
pub(super) const fn code_box() -> (f32, f32, f32, f32) {
    (LEFT, FOOT, LEFT + CODE, FOOT + CODE)
}
