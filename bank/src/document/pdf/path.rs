//! Shapes as they are drawn: only rectangles and straight lines along the paper are kept.

use super::matrix::Matrix;
use super::sheet::{Area, Filled, Sheet};
use crate::document::look::Colour;

/// Most areas and lines of a page that are kept.
const MOST: usize = 5_000;
/// How much a line may lean and be taken for straight, in points.
const SLANT: f64 = 0.6;
/// Most corners of one shape that are looked at.
const CORNERS: usize = 16;

/// The shapes since the last one was painted.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// The corners of each, in the page's coordinates.
    shapes: Vec<Vec<(f64, f64)>>,
    curved: bool,
}

impl Path {
    pub(super) fn move_to(&mut self, place: (f64, f64)) {
        if self.shapes.len() < MOST {
            self.shapes.push(vec![place]);
        }
    }

    pub(super) fn line_to(&mut self, place: (f64, f64)) {
        match self.shapes.last_mut() {
            Some(shape) if shape.len() < CORNERS => shape.push(place),
            _ => self.curved = true,
        }
    }

    pub(super) const fn curve(&mut self) {
        self.curved = true;
    }

    pub(super) fn close(&mut self) {
        if let Some(first) = self.shapes.last().and_then(|shape| shape.first()).copied() {
            self.line_to(first);
        }
    }

    pub(super) fn rectangle(&mut self, matrix: Matrix, [x, y, width, height]: [f64; 4]) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
        if self.shapes.len() < MOST {
            self.shapes.push(corners.into_iter().map(|(x, y)| matrix.place(x, y)).collect());
        }
    }

    /// Puts what was drawn on the sheet and begins anew.
    pub(super) fn paint(&mut self, sheet: &mut Sheet, fill: Option<Colour>, stroke: bool) {
        let Self { shapes, curved } = std::mem::take(self);
        sheet.curved += usize::from(curved);
        for shape in shapes {
            if let Some(colour) = fill
                && sheet.filled.len() < MOST
                && let Some(area) = rectangle(&shape)
            {
                sheet.filled.push(Filled { area, colour });
            }
            if stroke && sheet.strokes.len() < MOST {
                sheet.strokes.extend(shape.windows(2).filter_map(straight));
            }
        }
    }

    pub(super) fn clear(&mut self) {
        self.shapes.clear();
        self.curved = false;
    }
}

/// The area of a shape all of whose sides run along the paper.
fn rectangle(shape: &[(f64, f64)]) -> Option<Area> {
    let is_whole = shape.len() >= 4 && shape.windows(2).all(|side| straight(side).is_some());
    let mut area = Area::NONE;
    for place in shape {
        area.take(*place);
    }
    is_whole.then_some(area)
}

fn straight(side: &[(f64, f64)]) -> Option<Area> {
    let mut area = Area::NONE;
    for place in side {
        area.take(*place);
    }
    (area.width() < SLANT || area.height() < SLANT).then_some(area)
}
