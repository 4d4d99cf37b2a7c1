//! Vietnamese text in one form: NFC in storage, folded for search.

use unicode_normalization::UnicodeNormalization;

/// NFC, every run of white space one space, ends trimmed, zero-width marks and soft hyphens
/// dropped, the non-breaking hyphen an ordinary one.
pub fn squeeze(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for word in s.split_whitespace() {
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        let before = out.len();
        out.extend(word.chars().filter(|c| !is_invisible(*c)).map(|c| if c == '\u{2011}' { '-' } else { c }).nfc());
        if out.len() == before {
            out.truncate(start); // the word was nothing but invisible marks
        }
    }
    out
}

/// For search and for finding doubles: lower case, no accents, `đ` as `d`, spaces squeezed.
///
/// Tone position does not matter once accents are gone: `hòa` and `hoà` both give `hoa`.
pub fn fold(s: &str) -> String {
    let lowered: String = squeeze(s).to_lowercase();
    lowered
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeeze_mends_what_word_processors_leave() {
        assert_eq!(squeeze(" Ca\u{0309}i\u{00A0}ca\u{0301}ch \n ha\u{0300}nh\u{200B} chi\u{0301}nh\u{FEFF} "), "Cải cách hành chính");
        assert_eq!(squeeze("76/NQ\u{2011}CP"), "76/NQ-CP");
        assert_eq!(squeeze("\u{200B} \u{FEFF}"), "");
    }

    #[test]
    fn fold_drops_accents_case_and_tone_position() {
        assert_eq!(fold("Hòa  Bình"), fold("HOÀ BÌNH"));
        assert_eq!(fold("Đường Phùng Khoang"), "duong phung khoang");
    }
}
