//! The letters that names of glyphs stand for: `uni1EA1`, `aacute`, `acircumflexdotbelow`, `quotedblleft`
//! (Adobe Glyph List, as far as Vietnamese text needs it).

use contest::text;

/// Signs by name.
const SIGNS: [(&str, &str); 84] = [
    ("space", " "),
    ("nbspace", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("sfthyphen", "-"),
    ("minus", "-"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("grave", "`"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotesinglbase", "‚"),
    ("quotedblbase", "„"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("endash", "–"),
    ("emdash", "—"),
    ("ellipsis", "…"),
    ("bullet", "•"),
    ("periodcentered", "·"),
    ("middot", "·"),
    ("degree", "°"),
    ("section", "§"),
    ("paragraph", "¶"),
    ("copyright", "©"),
    ("registered", "®"),
    ("trademark", "™"),
    ("plusminus", "±"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
    ("notequal", "≠"),
    ("onehalf", "½"),
    ("onequarter", "¼"),
    ("threequarters", "¾"),
    ("arrowright", "→"),
    ("arrowleft", "←"),
    ("dcroat", "đ"),
    ("Dcroat", "Đ"),
    ("Eth", "Đ"),
    ("dong", "₫"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
];
/// Marks on letters by name.
const MARKS: [(&str, char); 11] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("hookabove", '\u{309}'),
    ("tilde", '\u{303}'),
    ("dotbelow", '\u{323}'),
    ("circumflex", '\u{302}'),
    ("breve", '\u{306}'),
    ("horn", '\u{31B}'),
    ("dieresis", '\u{308}'),
    ("cedilla", '\u{327}'),
    ("ring", '\u{30A}'),
];

/// The letters of a glyph's name, when it says.
pub(super) fn letters(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().filter(|base| !base.is_empty())?;
    if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
        return Some((*sign).to_owned());
    }
    if let Some(letter) = by_code(name) {
        return Some(letter.to_string());
    }
    let mut characters = name.chars();
    let mut letters = characters.next().filter(char::is_ascii_alphabetic)?.to_string();
    let mut rest = characters.as_str();
    while !rest.is_empty() {
        let (mark, behind) = MARKS.iter().find_map(|(mark, sign)| Some((*sign, rest.strip_prefix(mark)?)))?;
        letters.push(mark);
        rest = behind;
    }
    Some(text::squeeze(&letters))
}

/// `uni1EA1`, `u1EA1`.
fn by_code(name: &str) -> Option<char> {
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let is_code = (4..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_code { char::from_u32(u32::from_str_radix(digits, 16).ok()?) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_vietnamese_letters() {
        for (name, expected) in [
            ("a", Some("a")),
            ("uni1EA1", Some("ạ")),
            ("acircumflexdotbelow", Some("ậ")),
            ("uhornacute", Some("ứ")),
            ("Dcroat", Some("Đ")),
            ("five", Some("5")),
            ("period", Some(".")),
            ("a.alt", Some("a")),
            ("ubreve", Some("ŭ")),
            ("g32", None),
            (".notdef", None),
            ("alpha", None),
        ] {
            assert_eq!(letters(name.as_bytes()).as_deref(), expected, "{name}");
        }
    }
}
