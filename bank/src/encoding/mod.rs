//! Encodings that Vietnamese files came in before Unicode, and which of them some bytes are in.
//!
//! A file saved in an old encoding gives other letters, not an error, when it is read in the wrong
//! one. So the encoding is only ever guessed, by how many words come out as Vietnamese syllables,
//! and a person looks at the first lines before the guess is trusted.

mod old_font;
mod syllable;
mod tcvn3;
mod utf16;
mod vni;

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use serde::{Deserialize, Serialize};

pub(crate) use self::{
    old_font::{OldFont, font, mend_row},
    utf16::utf16,
};

/// How much of a file is looked at to tell its encoding, in bytes.
const SAMPLE: usize = 64 << 10;

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, UTF-16, or what a workbook holds: as it stands.
    Unicode,
    /// TCVN 5712:1993, the third set (ABC), with the fonts `.VnTime` and the like.
    Tcvn3,
    /// VNI for Windows, with the fonts `VNI-Times` and the like.
    Vni,
    /// Microsoft's code page, a letter and a combining tone.
    #[serde(rename = "windows-1258")]
    Windows1258,
}

impl Encoding {
    /// All, the most likely first.
    pub const ALL: [Self; 4] = [Self::Unicode, Self::Tcvn3, Self::Vni, Self::Windows1258];

    /// The name in addresses, forms and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Windows1258 => "windows-1258",
        }
    }

    /// The name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unicode => "Unicode",
            Self::Tcvn3 => "TCVN3 (ABC, phông .VnTime)",
            Self::Vni => "VNI (phông VNI-Times)",
            Self::Windows1258 => "Windows-1258",
        }
    }

    /// The encoding of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.code() == code)
    }

    /// Bytes that are not UTF-8 as text; every byte has a letter or a mark of its own.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        let latin = || WINDOWS_1252.decode_without_bom_handling(bytes).0;
        match self {
            Self::Tcvn3 => tcvn3::mend(&latin()),
            Self::Vni => vni::mend(&latin()),
            Self::Windows1258 => WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Unicode => String::from_utf8_lossy(bytes).into_owned(),
        }
    }

    /// The letters that an old font shows for text that was taken for western European; `None` for
    /// text that has letters no old font has, and for encodings that are no font's.
    pub(crate) fn mend(self, text: &str) -> Option<String> {
        let foreign = |c: char| c > '\u{FF}' && c.is_alphabetic() && !is_western(c);
        if text.is_ascii() || text.chars().any(foreign) {
            return None;
        }
        match self {
            Self::Tcvn3 => Some(tcvn3::mend(text)),
            Self::Vni => Some(vni::mend(text)),
            Self::Unicode | Self::Windows1258 => None,
        }
    }

    /// The likeliest encoding of bytes that are not UTF-8.
    pub(crate) fn guess(bytes: &[u8]) -> Self {
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        let fit = |encoding: &Self| syllable::Fit::of(&encoding.decode(sample)).permille();
        // Of equals the last counts: a code page is likelier in a plain file than a font.
        Self::ALL[1..].iter().copied().max_by_key(fit).unwrap_or(Self::Windows1258)
    }
}

/// How many words of a text have letters beyond ASCII, and how many of a thousand of these are Vietnamese
/// syllables.
pub(crate) fn fit(text: &str) -> (usize, usize) {
    let fit = syllable::Fit::of(text);
    (fit.words(), fit.permille())
}

/// Letters beyond Latin-1 that western bytes give.
fn is_western(c: char) -> bool {
    matches!(c, 'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž' | 'ƒ' | 'ˆ')
}

#[cfg(test)]
mod tests {
    use contest::text::squeeze;

    use super::*;

    const SENTENCE: &str = "Nghị quyết số 76/NQ-CP của Chính phủ quy định những nội dung cải cách hành chính nào?";
    const IN_TCVN3: &str = "NghÞ quyÕt sè 76/NQ-CP cña ChÝnh phñ quy ®Þnh nh÷ng néi dung c¶i c¸ch hµnh chÝnh nµo?";
    const IN_VNI: &str =
        "Nghò quyeát soá 76/NQ-CP cuûa Chính phuû quy ñònh nhöõng noäi dung caûi caùch haønh chính naøo?";
    /// As the code page has it: the letter, then its tone.
    const IN_1258: &[u8] = b"Ngh\x69\xF2 quy\xEA\xECt s\xF4\xEC 76/NQ-CP cu\xD2a Ch\xEDnh phu\xD2 quy \xF0i\xF2nh nh\xFD\xDEng n\xF4\xF2i dung ca\xD2i ca\xECch ha\xCCnh chi\xECnh na\xCCo?";

    fn latin(text: &str) -> Vec<u8> {
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    }

    #[test]
    fn a_sentence_is_the_same_from_every_encoding() {
        for (bytes, encoding) in [
            (latin(IN_TCVN3), Encoding::Tcvn3),
            (latin(IN_VNI), Encoding::Vni),
            (IN_1258.to_vec(), Encoding::Windows1258),
        ] {
            assert_eq!(squeeze(&encoding.decode(&bytes)), SENTENCE, "{encoding:?}");
            assert_eq!(Encoding::guess(&bytes), encoding);
        }
    }

    #[test]
    fn text_in_an_old_font_is_mended_and_other_text_left() {
        assert_eq!(Encoding::Tcvn3.mend(IN_TCVN3).as_deref(), Some(SENTENCE));
        assert_eq!(Encoding::Vni.mend(IN_VNI).map(|text| squeeze(&text)).as_deref(), Some(SENTENCE));
        for text in [SENTENCE, "plain"] {
            assert_eq!(Encoding::Tcvn3.mend(text), None);
        }
        assert_eq!(Encoding::Windows1258.mend(IN_TCVN3), None);
    }

    #[test]
    fn codes_lead_back() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_code(encoding.code()), Some(encoding));
            assert_eq!(serde_json::to_value(encoding).unwrap(), encoding.code());
        }
        assert_eq!(Encoding::from_code("latin-1"), None);
    }
}
