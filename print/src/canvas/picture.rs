//! Drawing a picture.

use tiny_skia::{FillRule, LineCap, Mask, Paint, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform};
use ttf_parser::OutlineBuilder;

use super::{Canvas, Color, Path, Pen, path::Step};
use crate::{PrintError, face::Faces, text::Run};

/// A picture in the making.
pub(crate) struct Picture {
    pixels: Pixmap,
    /// From points upwards to pixels downwards.
    placed: Transform,
    clip: Option<Mask>,
}

impl Picture {
    /// A picture of a page of this size in points, so many pixels wide.
    pub fn new((width, height): (f32, f32), pixels: u32) -> Result<Self, PrintError> {
        let scale = pixels as f32 / width;
        let high = (height * scale).round() as u32;
        let mut canvas = Pixmap::new(pixels, high).ok_or(PrintError::Picture)?;
        canvas.fill(tiny_skia::Color::WHITE);
        Ok(Self {
            pixels: canvas,
            placed: Transform::from_row(scale, 0.0, 0.0, -scale, 0.0, height * scale),
            clip: None,
        })
    }

    /// The picture as PNG.
    pub fn png(&self) -> Result<Vec<u8>, PrintError> {
        self.pixels.encode_png().map_err(|_| PrintError::Picture)
    }

    fn fill_outline(&mut self, outline: &tiny_skia::Path, color: Color, placed: Transform) {
        self.pixels.fill_path(outline, &paint(color), FillRule::Winding, placed, self.clip.as_ref());
    }
}

impl Canvas for Picture {
    fn fill(&mut self, path: &Path, color: Color) {
        if let Some(outline) = outline(path) {
            self.fill_outline(&outline, color, self.placed);
        }
    }

    fn stroke(&mut self, path: &Path, pen: Pen, color: Color) {
        let Some(outline) = outline(path) else { return };
        let stroke = Stroke {
            width: pen.width,
            line_cap: if pen.round { LineCap::Round } else { LineCap::Butt },
            dash: pen.dashes.and_then(|(stroke, gap)| StrokeDash::new(vec![stroke, gap], 0.0)),
            ..Stroke::default()
        };
        self.pixels.stroke_path(&outline, &paint(color), &stroke, self.placed, self.clip.as_ref());
    }

    fn write(&mut self, faces: &mut Faces, line: &[Run], size: f32, (mut x, y): (f32, f32), color: Color) {
        for run in line {
            let face = faces.get(run.style);
            let scale = size / f32::from(face.parsed.units_per_em());
            for letter in run.text.chars() {
                let (_, glyph) = face.shown(letter);
                let mut outline = Outline(PathBuilder::new());
                face.parsed.outline_glyph(glyph, &mut outline);
                if let Some(outline) = outline.0.finish() {
                    let placed = self.placed.pre_translate(x, y).pre_scale(scale, scale);
                    self.fill_outline(&outline, color, placed);
                }
                x += f32::from(face.parsed.glyph_hor_advance(glyph).unwrap_or_default()) * scale;
            }
        }
    }

    fn clipped(&mut self, (left, bottom, width, height): (f32, f32, f32, f32), draw: impl FnOnce(&mut Self)) {
        let mask = Rect::from_xywh(left, bottom, width, height).and_then(|rectangle| {
            let mut mask = Mask::new(self.pixels.width(), self.pixels.height())?;
            mask.fill_path(&PathBuilder::from_rect(rectangle), FillRule::Winding, true, self.placed);
            Some(mask)
        });
        let outer = std::mem::replace(&mut self.clip, mask);
        draw(self);
        self.clip = outer;
    }
}

fn paint((r, g, b): Color) -> Paint<'static> {
    let mut paint = Paint::default();
    let byte = |part: f32| (part * 255.0).round() as u8;
    paint.set_color_rgba8(byte(r), byte(g), byte(b), u8::MAX);
    paint
}

fn outline(path: &Path) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::new();
    for step in &path.0 {
        match *step {
            Step::Move(x, y) => builder.move_to(x, y),
            Step::Line(x, y) => builder.line_to(x, y),
            Step::Curve(a, b, to) => builder.cubic_to(a.0, a.1, b.0, b.1, to.0, to.1),
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}

/// A letter's outline on its way from the face.
struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
