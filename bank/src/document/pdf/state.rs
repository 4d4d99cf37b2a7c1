//! How text and shapes are drawn at a place of a content stream (ISO 32000-1, 8.4 and 9.3).

use std::rc::Rc;

use super::fonts::Font;
use super::matrix::Matrix;
use crate::document::look::Colour;

/// What `q` keeps and `Q` brings back.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) fill: Rgb,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) letter_space: f64,
    pub(super) word_space: f64,
    /// How wide letters are drawn, 1 as they are.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: u8,
}

/// A colour as red, green and blue from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rgb([f64; 3]);

impl State {
    pub(super) const fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            fill: Rgb([0.0; 3]),
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }

    /// Whether text is neither filled nor stroked: what lies over a scanned page.
    pub(super) const fn is_invisible(&self) -> bool {
        matches!(self.mode, 3 | 7)
    }

    /// Whether text is drawn with its outline, by which programs make bold of a font that has none.
    pub(super) const fn is_outlined(&self) -> bool {
        matches!(self.mode, 2 | 6)
    }
}

impl Rgb {
    /// By as many numbers as its space has: grey, red-green-blue, or inks. Another one is black.
    pub(super) fn of(numbers: &[f64]) -> Self {
        Self(match *numbers {
            [grey] => [grey; 3],
            [red, green, blue] => [red, green, blue],
            [cyan, magenta, yellow, black] => {
                [cyan, magenta, yellow].map(|ink| (1.0 - ink.clamp(0.0, 1.0)) * (1.0 - black.clamp(0.0, 1.0)))
            }
            _ => [0.0; 3],
        })
    }

    fn hex(self) -> String {
        let [red, green, blue] = self.0.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
        format!("{red:02X}{green:02X}{blue:02X}")
    }

    pub(super) fn of_text(self) -> Colour {
        Colour::of_text(&self.hex())
    }

    pub(super) fn behind(self) -> Colour {
        Colour::behind(&self.hex())
    }
}
