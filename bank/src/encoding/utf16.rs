//! UTF-16, as “Unicode Text” of Excel and Notepad.

/// How many units are looked at where there is no mark, in bytes.
const SAMPLE: usize = 4 << 10;
/// Fewest bytes that are told without a mark.
const FEWEST: usize = 16;

/// The text of a file in UTF-16: by its mark, else because nearly every other byte is one of the
/// few that begin the Latin and Vietnamese letters.
pub(crate) fn utf16(bytes: &[u8]) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return decode(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return decode(rest, u16::from_be_bytes);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if sample.len() < FEWEST || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let high = |offset: usize| sample.iter().skip(offset).step_by(2).copied();
    if are_high(high(1)) {
        decode(bytes, u16::from_le_bytes)
    } else if are_high(high(0)) {
        decode(bytes, u16::from_be_bytes)
    } else {
        None
    }
}

/// Whether these are the high bytes of Vietnamese text, at least half of them of plain Latin.
fn are_high(bytes: impl Iterator<Item = u8> + Clone) -> bool {
    let all = bytes.clone().count();
    let zeros = bytes.clone().filter(|byte| *byte == 0).count();
    let known = bytes.filter(|byte| matches!(byte, 0x00 | 0x01 | 0x03 | 0x1E | 0x20)).count();
    known == all && zeros * 2 >= all
}

fn decode(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_its_mark_or_by_its_look() {
        let text = "Câu hỏi\tĐáp án đúng\tLĩnh vực\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in
            [little.clone(), big.clone(), [b"\xFF\xFE", &little[..]].concat(), [b"\xFE\xFF", &big[..]].concat()]
        {
            assert_eq!(utf16(&bytes).as_deref(), Some(text));
        }
        assert_eq!(utf16(&little[1..]), None);
        assert_eq!(utf16(b"\xFF\xFEa"), None, "half a unit");
        assert_eq!(utf16(b"\xFF\xFE\x00\xD8"), None, "half a pair");
        assert_eq!(utf16("Câu hỏi;A;B;Đáp án đúng".as_bytes()), None);
        assert_eq!(utf16(&[0; 64]).as_deref().map(str::len), Some(32), "left to who asks what kind of file it is");
    }
}
