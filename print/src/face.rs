//! The faces, and which of their letters a file uses.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;
use ttf_parser::{Face as Parsed, GlyphId};
use unicode_normalization::UnicodeNormalization as _;

use crate::PrintError;

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Upright.
    Regular,
    /// Upright and bold.
    Bold,
    /// Slanted.
    Italic,
}

impl Style {
    /// How pages name it.
    pub(crate) const fn resource(self) -> &'static [u8] {
        match self {
            Self::Regular => b"R",
            Self::Bold => b"B",
            Self::Italic => b"I",
        }
    }
}

/// Faces that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// For what is read at leisure: certificates, reports.
    Serif,
    /// For what is read from afar. It has no italics.
    Sans,
}

impl Family {
    const fn faces(self) -> &'static [Source] {
        match self {
            Self::Serif => &[
                (Style::Regular, "NotoSerif-Regular", include_bytes!("../fonts/NotoSerif-Regular.ttf")),
                (Style::Bold, "NotoSerif-Bold", include_bytes!("../fonts/NotoSerif-Bold.ttf")),
                (Style::Italic, "NotoSerif-Italic", include_bytes!("../fonts/NotoSerif-Italic.ttf")),
            ],
            Self::Sans => &[
                (Style::Regular, "NotoSans-Regular", include_bytes!("../fonts/NotoSans-Regular.ttf")),
                (Style::Bold, "NotoSans-Bold", include_bytes!("../fonts/NotoSans-Bold.ttf")),
            ],
        }
    }
}

/// A face's style, the name of the whole face, and its file.
type Source = (Style, &'static str, &'static [u8]);

/// A face with the letters that were used of it so far.
pub(crate) struct Face {
    pub style: Style,
    /// The name of the whole face.
    pub name: &'static str,
    /// Its file.
    pub bytes: &'static [u8],
    pub parsed: Parsed<'static>,
    pub used: GlyphRemapper,
    /// By the number in the file, what letter it is.
    pub letters: BTreeMap<u16, char>,
}

/// The letter for one that a face does not have.
const MISSING: char = '?';

impl Face {
    fn new(&(style, name, bytes): &Source) -> Result<Self, PrintError> {
        let parsed = Parsed::parse(bytes, 0).map_err(|error| PrintError::Font(error.to_string()))?;
        Ok(Self { style, name, bytes, parsed, used: GlyphRemapper::new(), letters: BTreeMap::new() })
    }

    /// What is shown for a letter: itself, if the face has it.
    pub fn shown(&self, letter: char) -> (char, GlyphId) {
        let found = self.parsed.glyph_index(letter).map(|glyph| (letter, glyph));
        let missing = || (MISSING, self.parsed.glyph_index(MISSING).unwrap_or_default());
        found.unwrap_or_else(missing)
    }

    /// How wide a text is, in units of its size.
    pub fn width(&self, text: &str) -> f32 {
        let advance = |letter| self.parsed.glyph_hor_advance(self.shown(letter).1).unwrap_or_default();
        text.chars().map(|letter| f32::from(advance(letter))).sum::<f32>() / f32::from(self.parsed.units_per_em())
    }

    /// The text as a PDF shows it, two bytes for each letter; the letters are noted as used.
    pub fn encode(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len() * 2);
        for letter in text.chars() {
            let (letter, glyph) = self.shown(letter);
            let number = self.used.remap(glyph.0);
            self.letters.insert(number, letter);
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }
}

/// All faces of a file: those of one family, the upright one first.
pub(crate) struct Faces(Vec<Face>);

impl Faces {
    pub fn of(family: Family) -> Result<Self, PrintError> {
        Ok(Self(family.faces().iter().map(Face::new).collect::<Result<_, _>>()?))
    }

    /// The face of a style; the upright one where the family has none.
    pub fn get(&self, style: Style) -> &Face {
        &self.0[self.place(style)]
    }

    pub fn get_mut(&mut self, style: Style) -> &mut Face {
        let place = self.place(style);
        &mut self.0[place]
    }

    pub fn all(&self) -> impl Iterator<Item = &Face> {
        self.0.iter()
    }

    fn place(&self, style: Style) -> usize {
        self.0.iter().position(|face| face.style == style).unwrap_or_default()
    }
}

/// A text as faces know it: composed letters, one line, single spaces. Spaces that keep words together stay.
pub(crate) fn clean(text: &str) -> String {
    let composed: String = text.nfc().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let parts = composed.split(|letter: char| letter.is_whitespace() && letter != '\u{a0}');
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
