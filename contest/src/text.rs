//! Vietnamese text in one form, NFC in storage and folded for search; numbers as people read them.

use std::ops::Range;

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

/// A text of some paragraphs as it is stored: each line squeezed ([`squeeze`]), with no empty line at
/// either end and no two in a row.
pub fn paragraphs(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut gap = false;
    for line in s.lines().map(squeeze) {
        if line.is_empty() {
            gap = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        out.push_str(&line);
        gap = false;
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

/// Where `typed` stands in a text, accents and case aside, as ranges of its bytes from the left and apart: where it
/// stands as it was typed, else where any of its words begins a word.
pub fn found(text: &str, typed: &str) -> Vec<Range<usize>> {
    let mut letters: Vec<(char, Range<usize>)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let plain = c.to_lowercase().nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
        letters.extend(plain.map(|plain| (if plain == 'đ' { 'd' } else { plain }, at..at + c.len_utf8())));
    }
    let phrase = fold(typed);
    let whole = places(&letters, &phrase, false);
    if !whole.is_empty() || phrase.is_empty() {
        return whole;
    }
    let mut words: Vec<Range<usize>> = phrase.split(' ').flat_map(|word| places(&letters, word, true)).collect();
    words.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(words.len());
    for range in words {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// Where some letters follow each other, from the left and apart; at the beginning of words alone, or anywhere.
fn places(letters: &[(char, Range<usize>)], wanted: &str, begins: bool) -> Vec<Range<usize>> {
    let wanted: Vec<char> = wanted.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(here) = letters.get(at..at + wanted.len()).filter(|_| !wanted.is_empty()) {
        let is_inside = begins && at > 0 && letters.get(at - 1).is_some_and(|(before, _)| before.is_alphanumeric());
        let is_here = !is_inside && here.iter().map(|(letter, _)| *letter).eq(wanted.iter().copied());
        if let (true, Some((_, first)), Some((_, last))) = (is_here, here.first(), here.last()) {
            found.push(first.start..last.end);
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

/// Digits in groups of three: `9.846`, `-1.512.991`.
pub fn group(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = if number < 0 { "-".to_owned() } else { String::new() };
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A share in percent with one decimal: `88,4%`; a whole one without: `50%`. A dash for a share of
/// nothing.
///
/// Rounded half up, but never to `100%` or `0%` when it is not: a unit that lacks one person has
/// not taken part in full.
pub fn percent(numerator: u64, denominator: u64) -> String {
    if denominator == 0 {
        return "–".to_owned();
    }
    let (part, whole) = (u128::from(numerator), u128::from(denominator));
    let mut tenths = (part * 2_000 + whole) / (whole * 2);
    if part < whole {
        tenths = tenths.min(999);
    }
    if part > 0 {
        tenths = tenths.max(1);
    }
    match tenths % 10 {
        0 => format!("{}%", tenths / 10),
        decimal => format!("{},{decimal}%", tenths / 10),
    }
}

/// A number with a decimal comma and so many places: `0,35`, `−0,08`.
pub fn decimal(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}").replace('.', ",");
    match text.strip_prefix('-') {
        // What is rounded to nothing has no sign.
        Some(digits) if digits.bytes().all(|digit| matches!(digit, b'0' | b',')) => digits.to_owned(),
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeeze_mends_what_word_processors_leave() {
        assert_eq!(
            squeeze(" Ca\u{0309}i\u{00A0}ca\u{0301}ch \n ha\u{0300}nh\u{200B} chi\u{0301}nh\u{FEFF} "),
            "Cải cách hành chính"
        );
        assert_eq!(squeeze("76/NQ\u{2011}CP"), "76/NQ-CP");
        assert_eq!(squeeze("\u{200B} \u{FEFF}"), "");
    }

    #[test]
    fn fold_drops_accents_case_and_tone_position() {
        assert_eq!(fold("Hòa  Bình"), fold("HOÀ BÌNH"));
        assert_eq!(fold("Đường Phùng Khoang"), "duong phung khoang");
    }

    #[test]
    fn what_was_searched_for_is_found_whatever_its_accents() {
        let marked = |text: &str, typed: &str| -> Vec<String> {
            found(text, typed).into_iter().map(|range| text[range].to_owned()).collect()
        };
        let text = "Bộ phận Một cửa của xã, một cửa liên thông; Đường đi";
        assert_eq!(marked(text, "MOT  cua"), ["Một cửa", "một cửa"], "as it was typed");
        assert_eq!(marked(text, "cửa mới"), ["cửa", "của", "cửa"], "else its words, at the beginning of words");
        assert_eq!(marked(text, "uong"), ["ường"], "a part of a word, as the search finds it");
        assert_eq!(marked(text, "duong"), ["Đường"]);
        assert!(marked(text, "").is_empty() && marked(text, "%_").is_empty() && marked("", "a").is_empty());
    }

    #[test]
    fn decimals_have_a_comma() {
        let shown = [(0.354, "0,35"), (-0.08, "−0,08"), (-0.001, "0,00"), (12.0, "12,00")];
        for (number, text) in shown {
            assert_eq!(decimal(number, 2), text);
        }
        assert_eq!(decimal(4.5, 1), "4,5");
    }

    #[test]
    fn numbers_are_grouped_by_points() {
        for (number, shown) in [(0, "0"), (846, "846"), (9_846, "9.846"), (1_512_991, "1.512.991"), (-1_000, "-1.000")]
        {
            assert_eq!(group(number), shown);
        }
        assert_eq!(group(i64::MIN), "-9.223.372.036.854.775.808");
    }

    #[test]
    fn a_share_is_whole_only_when_it_is() {
        let cases = [((884, 1_000), "88,4%"), ((1, 2), "50%"), ((9_999, 10_000), "99,9%"), ((1, 1_000_000), "0,1%")];
        for ((part, whole), shown) in cases {
            assert_eq!(percent(part, whole), shown);
        }
        assert_eq!(percent(0, 7), "0%");
        assert_eq!(percent(7, 7), "100%");
        assert_eq!(percent(8, 7), "114,3%");
        assert_eq!(percent(1, 0), "–");
    }
}
