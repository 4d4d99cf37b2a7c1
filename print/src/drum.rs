//! The one motif: rings of the Đông Sơn drum, as the site draws them.

use pdf_writer::{Content, types::LineCapStyle};

/// How far the rings reach from the middle.
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
const STAR: [(f32, f32); 13] = [
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
];
/// Below the star's right half.
const STAR_END: [(f32, f32); 2] = [(2.0, 9.0), (0.0, 26.0)];

/// Draws the drum around the origin, in the colours that are set.
pub(crate) fn draw(content: &mut Content) {
    let right: Vec<(f32, f32)> = STAR.into_iter().chain(STAR_END).collect();
    let left = right.iter().rev().skip(1).map(|(x, y)| (-x, *y));
    for (place, (x, y)) in right.iter().copied().chain(left).enumerate() {
        if place == 0 {
            content.move_to(x, y)
        } else {
            content.line_to(x, y)
        };
    }
    content.close_path().fill_nonzero();
    content.set_line_width(0.6);
    for radius in RINGS.into_iter().chain([RIM]) {
        circle(content, radius);
    }
    for (radius, width, stroke, gap) in STROKES {
        content.set_line_width(width).set_dash_pattern([stroke, gap], 0.0);
        circle(content, radius);
    }
    content.set_line_cap(LineCapStyle::RoundCap);
    for (radius, width, gap) in DOTS {
        content.set_line_width(width).set_dash_pattern([0.0, gap], 0.0);
        circle(content, radius);
    }
}

/// A quarter of a circle as a cubic curve: how far its handles reach, for radius 1.
const HANDLE: f32 = 0.552_285;

fn circle(content: &mut Content, radius: f32) {
    let (r, h) = (radius, radius * HANDLE);
    content.move_to(r, 0.0);
    content.cubic_to(r, h, h, r, 0.0, r);
    content.cubic_to(-h, r, -r, h, -r, 0.0);
    content.cubic_to(-r, -h, -h, -r, 0.0, -r);
    content.cubic_to(h, -r, r, -h, r, 0.0);
    content.close_path().stroke();
}
