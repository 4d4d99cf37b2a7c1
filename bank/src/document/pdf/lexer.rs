//! From bytes to values and words (ISO 32000-1, 7.2 and 7.3), for files, content streams and tables of
//! letters alike. What is broken is skipped; no byte is read twice.

use std::cell::Cell;

use super::value::{Dict, Value};
use crate::ReadError;

/// Deepest nesting of arrays and dictionaries.
const MAX_DEPTH: usize = 40;
/// Most values within one value.
const MAX_WITHIN: usize = 200_000;
/// Bytes that cost as much as one value.
const BYTES_A_VALUE: usize = 16;

/// What reading may still cost, in values; whatever a file repeats or refers to is paid for each time.
#[derive(Debug)]
pub(super) struct Fuel(Cell<usize>);

impl Fuel {
    pub(super) const fn new(values: usize) -> Self {
        Self(Cell::new(values))
    }

    pub(super) fn burn(&self, values: usize) -> Result<(), ReadError> {
        self.0.set(self.0.get().checked_sub(values).ok_or(ReadError::TooLargeInside)?);
        Ok(())
    }
}

/// What stands next.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    Value(Value),
    /// An operator or a keyword.
    Word(&'a [u8]),
    /// The end of an array or a dictionary.
    Close,
    End,
}

pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    fuel: &'a Fuel,
    /// How many values the one being read may still hold.
    room: usize,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(bytes: &'a [u8], at: usize, fuel: &'a Fuel) -> Self {
        Self { bytes, at, fuel, room: 0 }
    }

    /// Where the next token is looked for.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at.max(self.at);
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>, ReadError> {
        self.room = MAX_WITHIN;
        self.token(0)
    }

    fn token(&mut self, depth: usize) -> Result<Token<'a>, ReadError> {
        let begun = self.at;
        self.skip_space();
        self.room = self.room.checked_sub(1).ok_or(ReadError::TooLargeInside)?;
        let Some(&first) = self.bytes.get(self.at) else { return Ok(Token::End) };
        let doubled = self.bytes.get(self.at + 1) == Some(&first);
        let is_nested = matches!(first, b'[') || first == b'<' && doubled;
        let token = match first {
            b'[' => Token::Value(self.array(depth)?),
            b'<' if doubled => Token::Value(self.dict(depth)?),
            b'/' => Token::Value(Value::Name(self.name())),
            b'(' => Token::Value(Value::Bytes(self.literal())),
            b'<' => Token::Value(Value::Bytes(self.hex())),
            b']' => self.close(1),
            b'>' => self.close(if doubled { 2 } else { 1 }),
            b')' | b'{' | b'}' => {
                self.at += 1;
                Token::Word(&[])
            }
            _ => self.word(),
        };
        // What is nested has paid for itself.
        let bytes = if is_nested { 0 } else { self.at - begun };
        self.fuel.burn(1 + bytes / BYTES_A_VALUE)?;
        Ok(token)
    }

    const fn close(&mut self, length: usize) -> Token<'a> {
        self.at += length;
        Token::Close
    }

    fn skip_space(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => self.skip_while(|byte| !matches!(byte, b'\r' | b'\n')),
                _ if is_space(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn skip_while(&mut self, is_so: impl Fn(u8) -> bool) {
        self.at += self.bytes.get(self.at..).map_or(0, |rest| rest.iter().take_while(|byte| is_so(**byte)).count());
    }

    fn word(&mut self) -> Token<'a> {
        let begun = self.at;
        self.skip_while(is_regular);
        let word = self.bytes.get(begun..self.at).unwrap_or_default();
        match word.first() {
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => Token::Value(Value::Number(number(word))),
            _ if matches!(word, b"true" | b"false" | b"null") => Token::Value(Value::Nothing),
            _ => Token::Word(word),
        }
    }

    fn name(&mut self) -> Box<[u8]> {
        self.at += 1;
        let begun = self.at;
        self.skip_while(is_regular);
        let mut rest = self.bytes.get(begun..self.at).unwrap_or_default();
        let mut name = Vec::with_capacity(rest.len());
        while let Some((&byte, behind)) = rest.split_first() {
            let escaped = if byte == b'#' { behind.first_chunk().and_then(|pair| hex_pair(*pair)) } else { None };
            name.push(escaped.unwrap_or(byte));
            rest = if escaped.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
        }
        name.into()
    }

    /// `(…)`: brackets within are balanced or escaped.
    fn literal(&mut self) -> Box<[u8]> {
        let mut text = Vec::new();
        let mut open = 0_usize;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    if open == 1 {
                        continue;
                    }
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    text.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text.into()
    }

    fn escaped(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.bytes.get(self.at) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                code as u8
            }
            b'\r' => {
                self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n'));
                return None;
            }
            b'\n' => return None,
            other => other,
        })
    }

    fn hex(&mut self) -> Box<[u8]> {
        self.at += 1;
        let begun = self.at;
        self.skip_while(|byte| byte != b'>');
        let digits: Vec<u8> =
            self.bytes.get(begun..self.at).unwrap_or_default().iter().copied().filter_map(hex_digit).collect();
        self.at += 1;
        digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or_default()).collect()
    }

    fn array(&mut self, depth: usize) -> Result<Value, ReadError> {
        self.at += 1;
        if depth >= MAX_DEPTH {
            return Ok(Value::Nothing);
        }
        Ok(Value::Array(self.until_close(depth)?))
    }

    fn dict(&mut self, depth: usize) -> Result<Value, ReadError> {
        self.at += 2;
        if depth >= MAX_DEPTH {
            return Ok(Value::Nothing);
        }
        let mut values = self.until_close(depth)?.into_iter();
        let mut entries = Vec::new();
        while let Some(key) = values.next() {
            if let Value::Name(key) = key {
                entries.push((key, values.next().unwrap_or(Value::Nothing)));
            }
        }
        Ok(Value::Dict(Dict::new(entries)))
    }

    /// The values up to the end of an array or a dictionary, or to a word that stands in none.
    fn until_close(&mut self, depth: usize) -> Result<Vec<Value>, ReadError> {
        let mut values: Vec<Value> = Vec::new();
        loop {
            let begun = self.at;
            match self.token(depth + 1)? {
                Token::Value(value) => values.push(value),
                Token::Word(b"R") => {
                    let number = values.len().checked_sub(2).and_then(|at| values.get(at)).and_then(Value::count);
                    if let Some(number) = number {
                        values.truncate(values.len() - 2);
                        values.push(Value::Reference(number as u32));
                    }
                }
                Token::Word(b"obj" | b"endobj" | b"stream" | b"endstream") => {
                    self.at = begun;
                    break;
                }
                Token::Word(_) => {}
                Token::Close | Token::End => break,
            }
        }
        Ok(values)
    }
}

/// A number; one that is none, as 0.
fn number(word: &[u8]) -> f64 {
    let text = std::str::from_utf8(word).unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    let value = if text.chars().all(is_plain) { text.parse().unwrap_or_default() } else { 0.0 };
    f64::clamp(value, -1e9, 1e10)
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn hex_pair([high, low]: [u8; 2]) -> Option<u8> {
    Some(hex_digit(high)? * 16 + hex_digit(low)?)
}

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Value> {
        let fuel = Fuel::new(1_000);
        let mut lexer = Lexer::new(text.as_bytes(), 0, &fuel);
        let mut values = Vec::new();
        loop {
            match lexer.next().unwrap() {
                Token::Value(value) => values.push(value),
                Token::Word(word) => values.push(Value::Name(word.into())),
                Token::Close => values.push(Value::Nothing),
                Token::End => return values,
            }
        }
    }

    #[test]
    fn values_as_files_write_them() {
        let bytes = |text: &[u8]| Value::Bytes(text.into());
        assert_eq!(all("-1.5 +2 .25 --3 % note\n7"), [-1.5, 2.0, 0.25, 0.0, 7.0].map(Value::Number));
        assert_eq!(all(r"(a(b)\)\051\\\n\1234)"), [bytes(b"a(b)))\\\nS4")]);
        assert_eq!(all("<48 656C6> /A#20B#zz"), [bytes(b"Hel`"), Value::Name((*b"A B#zz").into())]);
        let values = all("<< /A [1 2 0 R] /B << /C (x) >> /A 3 >>");
        let [Value::Dict(dict)] = values.as_slice() else { panic!("{values:?}") };
        assert_eq!(dict.get(b"A"), Some(&Value::Number(3.0)));
        assert_eq!(dict.get(b"B").and_then(Value::dict).and_then(|inner| inner.get(b"C")), Some(&bytes(b"x")));
        assert_eq!(all("[1 2 0 R]"), [Value::Array(vec![Value::Number(1.0), Value::Reference(2)])]);
    }

    #[test]
    fn depth_and_length_are_bounded() {
        assert!(all(&"[".repeat(300)).len() < 300);
        let fuel = Fuel::new(10);
        let mut lexer = Lexer::new(b"[1 2 3 4 5 6 7 8 9 10 11]", 0, &fuel);
        assert_eq!(lexer.next(), Err(ReadError::TooLargeInside));
    }
}
