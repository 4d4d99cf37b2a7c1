//! From the codes that a page shows to letters, as far as the font says which they are
//! (ISO 32000-1, 9.6 to 9.10). A code whose letter nothing tells is none: it is never guessed.

mod cmap;
mod names;
mod widths;

use encoding_rs::{MACINTOSH, WINDOWS_1252};

use self::cmap::{CMap, code_of};
use self::widths::Widths;
use super::file::File;
use super::lexer::Fuel;
use super::value::{Dict, Value};
use crate::ReadError;

/// Weights from here on are bold.
const BOLD: f64 = 600.0;

/// A font as far as reading needs it.
#[derive(Debug)]
pub(super) struct Font {
    /// Without the mark of a part of a font: `TimesNewRomanPS-BoldMT`.
    pub(super) name: String,
    pub(super) bold: bool,
    letters: Letters,
    widths: Widths,
    /// From the units of its widths to the size of the font.
    scale: f64,
}

/// How codes become letters.
#[derive(Debug)]
enum Letters {
    /// A byte a letter.
    Simple(Vec<Option<String>>),
    /// Codes of several bytes; the lengths of others than two are told by a table of their own.
    Composite { lengths: Option<CMap>, letters: Option<CMap> },
}

/// A code that a page shows.
pub(super) struct Shown {
    /// Its letters, when they are known.
    pub(super) letters: Option<String>,
    /// Its width, in parts of the size of the font.
    pub(super) width: f64,
    /// Whether it is the byte of a space, which is widened where words are.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn read(file: &File<'_>, font: &Dict, fuel: &Fuel) -> Result<Self, ReadError> {
        let map = match file.get(font, b"ToUnicode") {
            Some(stream) => match file.unpacked(stream)? {
                Some(bytes) => Some(CMap::read(&bytes, fuel)?),
                None => None,
            },
            None => None,
        };
        let inner = file.array(font, b"DescendantFonts").find_map(Value::dict);
        let described = file.dict(inner.unwrap_or(font), b"FontDescriptor");
        let name = font.name(b"BaseFont").or_else(|| described?.name(b"FontName")).unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        let name = name.split_once('+').filter(|(mark, _)| mark.len() == 6).map_or(name.as_ref(), |(_, name)| name);
        let mut scale = 0.001;
        let (letters, widths) = if let Some(inner) = inner {
            let lengths = match file.get(font, b"Encoding") {
                Some(stream @ Value::Stream(..)) => match file.unpacked(stream)? {
                    Some(bytes) => Some(CMap::read(&bytes, fuel)?),
                    None => None,
                },
                _ => None,
            };
            (Letters::Composite { lengths, letters: map }, Widths::composite(file, inner))
        } else {
            if font.name(b"Subtype") == Some(b"Type3") {
                scale = file.numbers::<6>(font, b"FontMatrix").map_or(scale, |matrix| matrix[0].abs());
            }
            let letters = (0..=255).map(|code| map.as_ref()?.get(code)).collect::<Vec<_>>();
            let own = Encoding::of(file, font, described);
            let sign = |code: u8| name.contains("Wingdings").then(|| char::from(code).to_string());
            let letters = letters
                .into_iter()
                .zip(0..=255)
                .map(|(letters, code)| letters.or_else(|| own.get(code)).or_else(|| sign(code)));
            (
                Letters::Simple(letters.map(|letters| letters.map(|text| sign_of(name, text))).collect()),
                Widths::simple(file, font),
            )
        };
        Ok(Self { bold: is_bold(file, name, described), name: name.to_owned(), letters, widths, scale })
    }

    /// The codes in the bytes of a string.
    pub(super) fn shown(&self, bytes: &[u8]) -> Vec<Shown> {
        let mut shown = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = match &self.letters {
                Letters::Simple(_) => 1,
                Letters::Composite { lengths, .. } => lengths.as_ref().map_or(2, |map| map.length(rest)),
            };
            let (code, behind) = rest.split_at(length.min(rest.len()));
            let number = code_of(code);
            let letters = match &self.letters {
                Letters::Simple(letters) => letters.get(number as usize).cloned().flatten(),
                Letters::Composite { letters, .. } => {
                    letters.as_ref().and_then(|map| map.get(number)).map(|text| sign_of(&self.name, text))
                }
            };
            let width = self.widths.of(number) * self.scale;
            shown.push(Shown { letters: letters.filter(|text| is_known(text)), width, is_space: code == [b' '] });
            rest = behind;
        }
        shown
    }
}

/// What a font of one byte a letter says of its letters besides `ToUnicode`.
struct Encoding<'a> {
    base: Base,
    names: Vec<(u32, &'a [u8])>,
}

#[derive(Clone, Copy, PartialEq)]
enum Base {
    Western,
    Macintosh,
    /// What all fonts have alike.
    Ascii,
    /// The font's own, which is not looked into.
    Own,
}

impl<'a> Encoding<'a> {
    fn of(file: &'a File<'_>, font: &'a Dict, described: Option<&Dict>) -> Self {
        let told = file.get(font, b"Encoding");
        let dict = told.and_then(Value::dict);
        let name = told.and_then(Value::name).or_else(|| dict.and_then(|dict| file.get(dict, b"BaseEncoding")?.name()));
        let flags = described.and_then(|told| file.number(told, b"Flags")).unwrap_or_default() as u32;
        let is_embedded = described.is_some_and(|told| {
            [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| told.get(key).is_some())
        });
        let is_symbolic = flags & 4 != 0;
        let base = match name {
            Some(b"WinAnsiEncoding") => Base::Western,
            Some(b"MacRomanEncoding") => Base::Macintosh,
            _ if is_embedded && (is_symbolic || dict.is_none()) || font.name(b"Subtype") == Some(b"Type3") => Base::Own,
            _ => Base::Ascii,
        };
        let mut names = Vec::new();
        let mut code = 0;
        for value in dict.into_iter().flat_map(|dict| file.array(dict, b"Differences")).take(1_000) {
            match value {
                Value::Number(number) => code = *number as u32,
                Value::Name(name) => {
                    names.push((code, name.as_ref()));
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
        Self { base, names }
    }

    fn get(&self, code: u8) -> Option<String> {
        if let Some((_, name)) = self.names.iter().rev().find(|(named, _)| *named == u32::from(code)) {
            return names::letters(name);
        }
        let page = match self.base {
            Base::Western => WINDOWS_1252,
            Base::Macintosh => MACINTOSH,
            Base::Ascii if code.is_ascii() => WINDOWS_1252,
            Base::Ascii | Base::Own => return None,
        };
        Some(page.decode_without_bom_handling(&[code]).0.into_owned())
    }
}

/// Whether letters are some: what a table gives for a code that it does not know is none.
fn is_known(letters: &str) -> bool {
    let is_private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    !letters.is_empty() && !letters.chars().any(|c| c == char::REPLACEMENT_CHARACTER || is_private(c) || is_control(c))
}

/// The letters of a ligature one by one, and the signs of symbol fonts that mean something in a set of questions.
fn sign_of(font: &str, text: String) -> String {
    let mut characters = text.chars();
    let (Some(sign), None) = (characters.next(), characters.next()) else { return text };
    if sign.is_whitespace() {
        return text;
    }
    let ligature = match sign {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        _ => "",
    };
    if !ligature.is_empty() {
        return ligature.to_owned();
    }
    let code = match u32::from(sign) {
        code @ 0xF020..=0xF0FF => code - 0xF000,
        code => code,
    };
    let symbol = if font.contains("Wingdings") {
        match code {
            0xFC | 0x50 => "✓",
            0xFE | 0x52 => "☑",
            0xA8 | 0x6F | 0xA3 => "☐",
            0xE0 => "→",
            _ => "▪",
        }
    } else {
        match code {
            0xB7 => "•",
            0xA7 if sign != '\u{A7}' => "▪",
            0xA3 if sign != '\u{A3}' => "≤",
            0xB3 if sign != '\u{B3}' => "≥",
            0xAE if sign != '\u{AE}' => "→",
            _ => return text,
        }
    };
    symbol.to_owned()
}

fn is_bold(file: &File<'_>, name: &str, described: Option<&Dict>) -> bool {
    const NAMES: [&str; 6] = ["bold", "black", "heavy", "semibold", "demi", "-bd"];
    const FORCED: u32 = 1 << 18;
    let name = name.to_lowercase();
    let told = |key: &[u8]| described.and_then(|told| file.number(told, key)).unwrap_or_default();
    NAMES.iter().any(|word| name.contains(word)) || told(b"FontWeight") >= BOLD || told(b"Flags") as u32 & FORCED != 0
}
