//! What is seen on a page: letters, areas, pictures, at their places from the upper left corner, in points.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::Look;
use crate::document::look::Colour;

/// A letter, or a few that are drawn as one.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Its letters in the text of the sheet; nothing where they are told with those of another one.
    pub(super) letters: Range<usize>,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Where the line that it stands on is.
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) look: Look,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// An area filled with a colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filled {
    pub(super) area: Area,
    pub(super) colour: Colour,
}

/// A picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture {
    pub(super) area: Area,
    /// How many letters were drawn before it, which it may cover.
    pub(super) after: usize,
}

/// What is seen on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) paper: Area,
    /// The letters of all glyphs.
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    /// In the order in which they are painted.
    pub(super) filled: Vec<Filled>,
    /// Straight lines, as areas without breadth.
    pub(super) strokes: Vec<Area>,
    pub(super) pictures: Vec<Picture>,
    /// How many shapes with curves are drawn, as letters are that are no text.
    pub(super) curved: usize,
    /// Fonts of letters that are not known; these stand in the text as [`char::REPLACEMENT_CHARACTER`].
    pub(super) unknown: BTreeSet<String>,
    /// How many letters are written so that they are not seen.
    pub(super) invisible: usize,
    /// How many letters do not stand upright.
    pub(super) turned: usize,
}

impl Area {
    pub(super) const NONE: Self = Self { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Grows to hold a place.
    pub(super) const fn take(&mut self, (x, y): (f64, f64)) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.top = self.top.min(y);
        self.bottom = self.bottom.max(y);
    }

    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

impl Glyph {
    pub(super) const fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }
}

impl Sheet {
    pub(super) fn letters(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.letters.clone()).unwrap_or_default()
    }
}
