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

    /// First this change, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [ka, kb, kc, kd, ke, kf] = other.0;
        Self(
            [
                a * ka + b * kc,
                a * kb + b * kd,
                c * ka + d * kc,
                c * kb + d * kd,
                e * ka + f * kc + ke,
                e * kb + f * kd + kf,
            ]
            .map(|value| value.clamp(-FAR, FAR)),
        )
    }

    pub(super) fn place(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
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
