//! The order of Vietnamese words: syllable by syllable, by letters and then by tone.

use unicode_normalization::UnicodeNormalization;

/// The 29 letters of the alphabet with f, j, w and z where they are fitted in.
const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Ngang, huyền, hỏi, ngã, sắc, nặng, by the marks that NFD gives them.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// What the key is written with, least first. The first is no letter: it ends a syllable, so that a
/// shorter one precedes the longer ones that it begins; the tone follows.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A key that sorts, byte by byte, as these syllables do.
pub(super) fn key<'a>(syllables: impl IntoIterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for syllable in syllables {
        let mut tone = 0;
        for letter in letters(syllable, &mut tone) {
            key.push(char::from(DIGITS[letter + 1]));
        }
        key.push(char::from(DIGITS[0]));
        key.push(char::from(DIGITS[tone]));
    }
    key
}

/// The places of a syllable's letters in the alphabet; its tone, 0 for ngang, is left in `tone`.
/// Signs and foreign marks have no place.
fn letters(syllable: &str, tone: &mut usize) -> Vec<usize> {
    let mut letters: Vec<usize> = Vec::new();
    let place = |letter: char| LETTERS.chars().position(|other| other == letter);
    for c in syllable.to_lowercase().nfd() {
        if let Some(found) = TONES.iter().position(|&mark| mark == c) {
            *tone = found + 1;
        } else if let Some(found) = place(c) {
            letters.push(found);
        } else if let Some(last) = letters.last_mut() {
            let base = LETTERS.chars().nth(*last).unwrap_or_default();
            if let Some(found) = modified(base, c).and_then(place) {
                *last = found;
            }
        }
    }
    letters
}

/// The letter that a base letter becomes with a breve, a circumflex or a horn.
fn modified(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('a', '\u{306}') => Some('ă'),
        ('a', '\u{302}') => Some('â'),
        ('e', '\u{302}') => Some('ê'),
        ('o', '\u{302}') => Some('ô'),
        ('o', '\u{31B}') => Some('ơ'),
        ('u', '\u{31B}') => Some('ư'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_sort_by_letters_then_tone() {
        let sorted = [
            "", "a", "à", "ả", "ã", "á", "ạ", "an", "ăn", "ân", "ba", "ca", "da", "đa", "e", "ê", "hoa", "hoà", "hoan",
            "o", "ô", "ơ", "u", "ư", "y",
        ];
        for pair in sorted.windows(2) {
            assert!(key([pair[0]]) < key([pair[1]]), "{pair:?}");
        }
    }

    #[test]
    fn case_tone_place_and_composition_do_not_matter() {
        assert_eq!(key(["HÒA"]), key(["hoà"]));
        assert_eq!(key(["Đư\u{1EDD}ng"]), key(["đường".nfd().collect::<String>().as_str()]));
        assert_eq!(key(["O’Neill"]), key(["oneill"]));
    }

    #[test]
    fn the_first_syllable_decides_before_the_second() {
        assert!(key(["an", "vu"]) < key(["án", "bui"]));
        assert!(key(["an"]) < key(["an", "a"]));
    }
}
