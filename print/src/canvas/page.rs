//! Drawing on a page of a PDF.

use pdf_writer::{Content, Name, Str, types::LineCapStyle};

use super::{Canvas, Color, Path, Pen, path::Step};
use crate::{face::Faces, text::Run};

impl Canvas for Content {
    fn fill(&mut self, path: &Path, (r, g, b): Color) {
        self.set_fill_rgb(r, g, b);
        outline(self, path);
        self.fill_nonzero();
    }

    fn stroke(&mut self, path: &Path, pen: Pen, (r, g, b): Color) {
        self.set_stroke_rgb(r, g, b).set_line_width(pen.width);
        self.set_dash_pattern(pen.dashes.into_iter().flat_map(|(stroke, gap)| [stroke, gap]), 0.0);
        self.set_line_cap(if pen.round { LineCapStyle::RoundCap } else { LineCapStyle::ButtCap });
        outline(self, path);
        Self::stroke(self);
    }

    fn write(&mut self, faces: &mut Faces, line: &[Run], size: f32, at: (f32, f32), (r, g, b): Color) {
        self.set_fill_rgb(r, g, b).begin_text().next_line(at.0, at.1);
        for run in line {
            let encoded = faces.get_mut(run.style).encode(&run.text);
            self.set_font(Name(run.style.resource()), size).show(Str(&encoded));
        }
        self.end_text();
    }

    fn clipped(&mut self, (left, bottom, width, height): (f32, f32, f32, f32), draw: impl FnOnce(&mut Self)) {
        self.save_state().rect(left, bottom, width, height).clip_nonzero().end_path();
        draw(self);
        self.restore_state();
    }
}

fn outline(content: &mut Content, path: &Path) {
    for step in &path.0 {
        match *step {
            Step::Move(x, y) => content.move_to(x, y),
            Step::Line(x, y) => content.line_to(x, y),
            Step::Curve(a, b, to) => content.cubic_to(a.0, a.1, b.0, b.1, to.0, to.1),
            Step::Close => content.close_path(),
        };
    }
}
