//! What is drawn on: a page of a PDF, or a picture. Points from the lower left corner, upwards.

mod page;
mod path;
mod picture;

pub(crate) use path::Path;
pub(crate) use picture::Picture;

use crate::{face::Faces, text::Run};

/// Red, green and blue, from 0 to 1.
pub(crate) type Color = (f32, f32, f32);

/// How a line is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pen {
    /// In points.
    pub width: f32,
    /// A stroke and the gap after it; none for a line without gaps.
    pub dashes: Option<(f32, f32)>,
    /// Whether strokes end in half circles: strokes of no length are dots.
    pub round: bool,
}

impl Pen {
    /// A plain line.
    pub const fn plain(width: f32) -> Self {
        Self { width, dashes: None, round: false }
    }
}

/// A page or a picture.
pub(crate) trait Canvas: Sized {
    fn fill(&mut self, path: &Path, color: Color);
    fn stroke(&mut self, path: &Path, pen: Pen, color: Color);
    /// Writes a line from a place on its base line on; the letters are noted in `faces`.
    fn write(&mut self, faces: &mut Faces, line: &[Run], size: f32, at: (f32, f32), color: Color);
    /// Draws what is inside of a rectangle only: left, bottom, width and height.
    fn clipped(&mut self, rectangle: (f32, f32, f32, f32), draw: impl FnOnce(&mut Self));
}
