//! Places and how they are moved (ISO 32000-1, 8.3).

use super::pages::Page;

/// A change of coordinates: `a b c d e f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

/// Far beyond any paper; keeps arithmetic finite.
const FAR: f64 = 1e9;

impl Matrix {
    pub(super) const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) const fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// A matrix of six numbers.
    pub(super) fn of(numbers: &[f64]) -> Option<Self> {
        numbers.try_into().ok().map(Self)
    }

    /// First this change, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let (x, y) = (other.turned(self.0[0], self.0[1]), other.turned(self.0[2], self.0[3]));
        let moved = other.place(self.0[4], self.0[5]);
        Self([x.0, x.1, y.0, y.1, moved.0, moved.1].map(|value| value.clamp(-FAR, FAR)))
    }

    pub(super) fn place(self, x: f64, y: f64) -> (f64, f64) {
        let (turned_x, turned_y) = self.turned(x, y);
        (turned_x + self.0[4], turned_y + self.0[5])
    }

    /// A direction without its place.
    fn turned(self, x: f64, y: f64) -> (f64, f64) {
        let by = self.0;
        (by[0] * x + by[2] * y, by[1] * x + by[3] * y)
    }

    /// From a page's own coordinates to those in which it is read: from its upper left corner to the right
    /// and down, in points, turned as it is shown.
    pub(super) fn of_page(page: &Page<'_>) -> Self {
        let [left, bottom, right, top] = page.paper;
        Self(match page.turned {
            1 => [0.0, 1.0, 1.0, 0.0, -bottom, -left],
            2 => [-1.0, 0.0, 0.0, 1.0, right, -bottom],
            3 => [0.0, -1.0, -1.0, 0.0, top, right],
            _ => [1.0, 0.0, 0.0, -1.0, -left, top],
        })
    }
}
