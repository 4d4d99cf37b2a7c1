//! The one motif: rings of the Đông Sơn drum, as the site draws them.

use crate::canvas::{Canvas, Color, Path, Pen};

/// How far the rings reach from the middle, at scale 1.
pub(crate) const RADIUS: f32 = 100.0;

/// Plain rings, by radius.
const RINGS: [f32; 13] = [28.0, 30.0, 38.0, 40.0, 50.0, 52.0, 62.0, 64.0, 66.0, 78.0, 80.0, 92.0, 95.0];
/// The outermost.
const RIM: f32 = 99.0;
/// Rings of strokes: radius, width, stroke and gap.
const STROKES: [(f32, f32, f32, f32); 3] =
    [(34.0, 6.0, 0.89, 2.077), (57.0, 8.0, 0.895, 2.089), (86.0, 10.0, 0.901, 2.101)];
/// Rings of dots: radius, width, gap.
const DOTS: [(f32, f32, f32); 2] = [(45.0, 5.0, 7.069), (72.0, 5.5, 7.54)];
/// The star's right half, from its upper point down; the left half is its mirror image.
const STAR: [(f32, f32); 15] = [
    (0.0, -26.0),
    (2.0, -9.0),
    (11.0, -23.0),
    (6.0, -7.0),
    (20.0, -16.0),
    (8.0, -4.0),
    (25.0, -6.0),
    (9.0, 0.0),
    (25.0, 6.0),
    (8.0, 4.0),
    (20.0, 16.0),
    (6.0, 7.0),
    (11.0, 23.0),
    (2.0, 9.0),
    (0.0, 26.0),
];

/// Draws the drum around a point.
pub(crate) fn draw(canvas: &mut impl Canvas, (x, y): (f32, f32), scale: f32, color: Color) {
    let left = STAR.iter().rev().skip(1).map(|(x, y)| (-x, *y));
    let star = STAR.into_iter().chain(left);
    // The site's points go downwards.
    canvas.fill(&Path::polygon(star.map(|(dx, dy)| (x + dx * scale, y - dy * scale))), color);
    let mut ring = |radius: f32, pen: Pen| canvas.stroke(&Path::circle((x, y), radius * scale), pen, color);
    for radius in RINGS.into_iter().chain([RIM]) {
        ring(radius, Pen::plain(0.6 * scale));
    }
    for (radius, width, stroke, gap) in STROKES {
        ring(radius, Pen { width: width * scale, dashes: Some((stroke * scale, gap * scale)), round: false });
    }
    for (radius, width, gap) in DOTS {
        ring(radius, Pen { width: width * scale, dashes: Some((0.0, gap * scale)), round: true });
    }
}
