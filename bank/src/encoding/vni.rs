//! VNI for Windows: a letter, and behind it a sign for its shape, its tone or both.

/// Signs behind a letter, with the combining marks they stand for; small and capital signs.
const SIGNS: [(char, char, &str); 17] = [
    ('ù', 'Ù', "\u{301}"),
    ('ø', 'Ø', "\u{300}"),
    ('û', 'Û', "\u{309}"),
    ('õ', 'Õ', "\u{303}"),
    ('ï', 'Ï', "\u{323}"),
    ('â', 'Â', "\u{302}"),
    ('á', 'Á', "\u{302}\u{301}"),
    ('à', 'À', "\u{302}\u{300}"),
    ('å', 'Å', "\u{302}\u{309}"),
    ('ã', 'Ã', "\u{302}\u{303}"),
    ('ä', 'Ä', "\u{302}\u{323}"),
    ('ê', 'Ê', "\u{306}"),
    ('é', 'É', "\u{306}\u{301}"),
    ('è', 'È', "\u{306}\u{300}"),
    ('ú', 'Ú', "\u{306}\u{309}"),
    ('ü', 'Ü', "\u{306}\u{303}"),
    ('ë', 'Ë', "\u{306}\u{323}"),
];
/// Letters that have a place of their own.
const LETTERS: [(char, char); 18] = [
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('í', 'í'),
    ('Í', 'Í'),
    ('ì', 'ì'),
    ('Ì', 'Ì'),
    ('æ', 'ỉ'),
    ('Æ', 'Ỉ'),
    ('ó', 'ĩ'),
    ('Ó', 'Ĩ'),
    ('ò', 'ị'),
    ('Ò', 'Ị'),
    ('î', 'ỵ'),
    ('Î', 'Ỵ'),
];

/// The letters for bytes that were read as Windows-1252, their marks combining.
pub(super) fn mend(latin: &str) -> String {
    let mut out = String::with_capacity(latin.len());
    let mut before = ' ';
    for c in latin.chars() {
        let marks = SIGNS.iter().find(|(small, capital, _)| c == *small || c == *capital).map(|(.., marks)| *marks);
        if let Some(marks) = marks.filter(|marks| carries(before, marks)) {
            out.push_str(marks);
            before = ' ';
            continue;
        }
        before = LETTERS.iter().find(|(sign, _)| *sign == c).map_or(c, |(_, letter)| *letter);
        out.push(before);
    }
    out
}

/// Whether a letter can carry these marks: a circumflex stands on a, e and o, a breve on a.
fn carries(letter: char, marks: &str) -> bool {
    let letters = match marks.chars().next() {
        Some('\u{302}') => "aeoAEO",
        Some('\u{306}') => "aA",
        _ => "aeouyAEOUYơưƠƯ",
    };
    letters.contains(letter)
}

#[cfg(test)]
mod tests {
    use contest::text::squeeze;

    use super::*;

    #[test]
    fn signs_join_the_letter_before_them() {
        assert_eq!(
            squeeze(&mend("Ñaïi hoäi Ñaûng, ñôn vò öu tuù, nöôùc, kyõ, lyù, trò")),
            "Đại hội Đảng, đơn vị ưu tú, nước, kỹ, lý, trị"
        );
        assert_eq!(squeeze(&mend("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM")), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        assert_eq!(
            squeeze(&mend("naêm, baèng, naéng, aên ôû, tæ leä, huyù, Höông")),
            "năm, bằng, nắng, ăn ở, tỉ lệ, huý, Hương"
        );
    }

    #[test]
    fn a_sign_without_its_letter_stays() {
        assert_eq!(mend("xù â"), "xù â");
    }
}
