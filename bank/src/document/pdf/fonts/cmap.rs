//! Tables from codes to letters (`ToUnicode`) and the lengths of codes (ISO 32000-1, 9.7.5 and 9.10.3).

use std::collections::HashMap;

use crate::ReadError;
use crate::document::pdf::lexer::{Fuel, Lexer, Token};
use crate::document::pdf::value::Value;

/// Most ranges of codes in a table; a font has some hundreds.
const MAX_RANGES: usize = 10_000;

/// Most bytes of the letters of one code; ligatures have two or three letters.
const LONGEST: usize = 32;

/// Which letters codes stand for.
#[derive(Debug, Default)]
pub(super) struct CMap {
    letters: HashMap<u32, Box<str>>,
    /// First and last code, and the letter of the first.
    ranges: Vec<(u32, u32, u32)>,
    /// The lengths of codes with the first and last code of each.
    lengths: Vec<(usize, u32, u32)>,
}

impl CMap {
    pub(super) fn read(bytes: &[u8], fuel: &Fuel) -> Result<Self, ReadError> {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes, 0, fuel);
        let mut operands: Vec<Value> = Vec::new();
        loop {
            match lexer.next()? {
                Token::Value(value) => operands.push(value),
                Token::Word(word) => {
                    match word {
                        b"endbfchar" => map.take_letters(&operands),
                        b"endbfrange" => map.take_ranges(&operands),
                        b"endcodespacerange" => map.take_lengths(&operands),
                        _ => {}
                    }
                    operands.clear();
                }
                Token::Close => {}
                Token::End => break,
            }
        }
        map.ranges.sort_unstable();
        Ok(map)
    }

    fn take_letters(&mut self, operands: &[Value]) {
        for pair in operands.chunks_exact(2) {
            if let (Some(code), Some(letters)) = (pair[0].bytes(), pair[1].bytes()) {
                self.letters.insert(code_of(code), letters_of(letters).into());
            }
        }
    }

    fn take_ranges(&mut self, operands: &[Value]) {
        for range in operands.chunks_exact(3) {
            let (Some(first), Some(last)) = (range[0].bytes().map(code_of), range[1].bytes().map(code_of)) else {
                continue;
            };
            if let Some(letters) = range[2].array() {
                for (code, letters) in (first..=last).zip(letters.iter().filter_map(Value::bytes)) {
                    self.letters.insert(code, letters_of(letters).into());
                }
            } else if let Some(letters) = range[2].bytes() {
                let text = letters_of(letters);
                let mut characters = text.chars();
                match (characters.next(), characters.next()) {
                    (Some(letter), None) if self.ranges.len() < MAX_RANGES => {
                        self.ranges.push((first, last, u32::from(letter)));
                    }
                    // Several letters: the last of them counts on.
                    (Some(_), Some(_)) => {
                        self.letters.insert(first, text.into());
                    }
                    _ => {}
                }
            }
        }
    }

    fn take_lengths(&mut self, operands: &[Value]) {
        for range in operands.chunks_exact(2).take(MAX_RANGES) {
            if let (Some(first), Some(last)) = (range[0].bytes(), range[1].bytes()) {
                self.lengths.push((first.len().clamp(1, 4), code_of(first), code_of(last)));
            }
        }
    }

    /// The letters of a code.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(letters) = self.letters.get(&code) {
            return Some(letters.as_ref().to_owned());
        }
        let at = self.ranges.partition_point(|(first, ..)| *first <= code);
        let (first, last, letter) = *self.ranges.get(at.checked_sub(1)?)?;
        let letter = (code <= last).then(|| letter.checked_add(code - first)).flatten()?;
        char::from_u32(letter).map(String::from)
    }

    /// How long the code at the start of these bytes is.
    pub(super) fn length(&self, bytes: &[u8]) -> usize {
        let fits = |(length, first, last): &&(usize, u32, u32)| {
            bytes.get(..*length).map(code_of).is_some_and(|code| (*first..=*last).contains(&code))
        };
        self.lengths.iter().take(8).filter(fits).map(|(length, ..)| *length).min().unwrap_or(2)
    }
}

/// The number that up to four bytes write.
pub(super) fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// UTF-16; a table of one byte a letter is forgiven, and of many letters for a code the first count.
fn letters_of(bytes: &[u8]) -> String {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_by_code_and_by_range() {
        let text = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo << /Registry (Adobe) >> def\n\
            1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0003> <0020> <0004> <00660069> endbfchar\n\
            2 beginbfrange <0010> <0012> <1EA1> <0020> <0021> [<0041> <D83DDE00>] endbfrange endcmap";
        let map = CMap::read(text, &Fuel::new(1_000)).unwrap();
        let told = |code| map.get(code).unwrap_or_default();
        assert_eq!([3, 4, 0x10, 0x12, 0x13, 0x20, 0x21].map(told), [" ", "fi", "ạ", "\u{1EA3}", "", "A", "😀"]);
        assert_eq!(map.length(&[0, 3]), 2);
    }
}
