//! TCVN 5712:1993, as fonts of the ABC family have it.

/// The letters of the bytes from `0xA1`, a byte each; by the standard's table VN1, of which the
/// fonts (VN3) have the small letters and the seven capitals at the start. What stands below
/// `0xA0` in these fonts is western punctuation.
const LETTERS: &str = "ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
const FIRST: u32 = 0xA1;

/// The letters for bytes that were read as Windows-1252.
pub(super) fn mend(latin: &str) -> String {
    let letters: Vec<char> = LETTERS.chars().collect();
    let letter = |c: char| u32::from(c).checked_sub(FIRST).and_then(|at| letters.get(at as usize).copied());
    latin.chars().map(|c| letter(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_letter() {
        assert_eq!(LETTERS.chars().count(), 0x100 - 0xA1);
        assert_eq!(mend("\u{A7}¹i héi §¶ng, ®¬n vÞ “giái” – \u{AD}u tó"), "Đại hội Đảng, đơn vị “giỏi” – ưu tú");
        assert_eq!(mend("®\u{ED}ng, \u{FE}, \u{F9}"), "đớng, ỵ, ự");
    }
}
