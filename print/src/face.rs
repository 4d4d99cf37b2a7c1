//! The three faces, and which of their letters a file uses.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;
use ttf_parser::{Face as Parsed, GlyphId};
use unicode_normalization::UnicodeNormalization as _;

use crate::PdfError;

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    Regular,
    Bold,
    Italic,
}

impl Style {
    pub const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Italic];

    /// How pages name it.
    pub const fn resource(self) -> &'static [u8] {
        match self {
            Self::Regular => b"R",
            Self::Bold => b"B",
            Self::Italic => b"I",
        }
    }

    /// The name of the whole face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "NotoSerif-Regular",
            Self::Bold => "NotoSerif-Bold",
            Self::Italic => "NotoSerif-Italic",
        }
    }

    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../fonts/NotoSerif-Regular.ttf"),
            Self::Bold => include_bytes!("../fonts/NotoSerif-Bold.ttf"),
            Self::Italic => include_bytes!("../fonts/NotoSerif-Italic.ttf"),
        }
    }
}

/// A face with the letters that were used of it so far.
pub(crate) struct Face {
    pub style: Style,
    pub parsed: Parsed<'static>,
    pub used: GlyphRemapper,
    /// By the number in the file, what letter it is.
    pub letters: BTreeMap<u16, char>,
}

/// The letter for one that a face does not have.
const MISSING: char = '?';

impl Face {
    pub fn new(style: Style) -> Result<Self, PdfError> {
        let parsed = Parsed::parse(style.bytes(), 0).map_err(|error| PdfError::Font(error.to_string()))?;
        Ok(Self { style, parsed, used: GlyphRemapper::new(), letters: BTreeMap::new() })
    }

    fn glyph(&self, letter: char) -> (char, GlyphId) {
        let found = self.parsed.glyph_index(letter).map(|glyph| (letter, glyph));
        let missing = || (MISSING, self.parsed.glyph_index(MISSING).unwrap_or_default());
        found.unwrap_or_else(missing)
    }

    /// How wide a text is, in units of its size.
    pub fn width(&self, text: &str) -> f32 {
        let advance = |letter| self.parsed.glyph_hor_advance(self.glyph(letter).1).unwrap_or_default();
        text.chars().map(|letter| f32::from(advance(letter))).sum::<f32>() / f32::from(self.parsed.units_per_em())
    }

    /// The text as a PDF shows it, two bytes for each letter; the letters are noted as used.
    pub fn encode(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len() * 2);
        for letter in text.chars() {
            let (letter, glyph) = self.glyph(letter);
            let number = self.used.remap(glyph.0);
            self.letters.insert(number, letter);
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }
}

/// All faces of a file.
pub(crate) struct Faces([Face; 3]);

impl Faces {
    pub fn new() -> Result<Self, PdfError> {
        let [regular, bold, italic] = Style::ALL.map(Face::new);
        Ok(Self([regular?, bold?, italic?]))
    }

    pub const fn get(&self, style: Style) -> &Face {
        &self.0[style as usize]
    }

    pub const fn get_mut(&mut self, style: Style) -> &mut Face {
        &mut self.0[style as usize]
    }

    pub fn all(&self) -> impl Iterator<Item = &Face> {
        self.0.iter()
    }
}

/// A text as faces know it: composed letters, one line, single spaces.
pub(crate) fn clean(text: &str) -> String {
    let composed: String = text.nfc().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}
