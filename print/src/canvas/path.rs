//! Outlines.

/// A step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Curve((f32, f32), (f32, f32), (f32, f32)),
    Close,
}

/// An outline, or several.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Path(pub Vec<Step>);

/// A quarter of a circle as a cubic curve: how far its handles reach, for radius 1.
const HANDLE: f32 = 0.552_285;

impl Path {
    /// Straight lines from point to point, and back to the first.
    pub fn polygon(points: impl IntoIterator<Item = (f32, f32)>) -> Self {
        let step = |(place, (x, y))| if place == 0 { Step::Move(x, y) } else { Step::Line(x, y) };
        let mut steps: Vec<Step> = points.into_iter().enumerate().map(step).collect();
        steps.push(Step::Close);
        Self(steps)
    }

    pub fn rectangle(left: f32, bottom: f32, width: f32, height: f32) -> Self {
        let (right, top) = (left + width, bottom + height);
        Self::polygon([(left, bottom), (right, bottom), (right, top), (left, top)])
    }

    /// A rectangle with round corners.
    pub fn rounded((left, bottom): (f32, f32), (width, height): (f32, f32), radius: f32) -> Self {
        let (right, top, held) = (left + width, bottom + height, radius * (1.0 - HANDLE));
        Self(vec![
            Step::Move(left + radius, bottom),
            Step::Line(right - radius, bottom),
            Step::Curve((right - held, bottom), (right, bottom + held), (right, bottom + radius)),
            Step::Line(right, top - radius),
            Step::Curve((right, top - held), (right - held, top), (right - radius, top)),
            Step::Line(left + radius, top),
            Step::Curve((left + held, top), (left, top - held), (left, top - radius)),
            Step::Line(left, bottom + radius),
            Step::Curve((left, bottom + held), (left + held, bottom), (left + radius, bottom)),
            Step::Close,
        ])
    }

    pub fn circle((x, y): (f32, f32), radius: f32) -> Self {
        let (r, h) = (radius, radius * HANDLE);
        let at = |dx: f32, dy: f32| (x + dx, y + dy);
        Self(vec![
            Step::Move(x + r, y),
            Step::Curve(at(r, h), at(h, r), at(0.0, r)),
            Step::Curve(at(-h, r), at(-r, h), at(-r, 0.0)),
            Step::Curve(at(-r, -h), at(-h, -r), at(0.0, -r)),
            Step::Curve(at(h, -r), at(r, -h), at(r, 0.0)),
            Step::Close,
        ])
    }

    /// Adds another outline.
    pub fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}
