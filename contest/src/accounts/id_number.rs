//! Số căn cước.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::FieldError;

/// The number of an identity card: the twelve digits that everybody has from birth on (số định danh
/// cá nhân, căn cước), or the nine of an old chứng minh nhân dân.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdNumber(String);

impl IdNumber {
    /// Digits of an identity card.
    pub const DIGITS: usize = 12;
    /// Digits of an old one.
    pub const OLD_DIGITS: usize = 9;
    /// Most characters that the input takes: twelve digits with spaces between.
    pub const MAX_INPUT: usize = 24;

    /// Reads what was typed, spaces, dots and dashes aside.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let mut digits = String::with_capacity(Self::DIGITS);
        for c in typed.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '.' | '-' | '\u{2010}'..='\u{2015}' => {}
                c if c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') => {}
                c => return Err(FieldError::IdCharacter(c)),
            }
        }
        match digits.len() {
            0 => Err(FieldError::IdMissing),
            Self::DIGITS | Self::OLD_DIGITS => Ok(Self(digits)),
            length => Err(FieldError::IdLength(length)),
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last three digits, all that pages ever show of it.
    pub fn ending(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(3)..).unwrap_or_default()
    }
}

impl fmt::Debug for IdNumber {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdNumber(…)")
    }
}

impl From<IdNumber> for String {
    fn from(number: IdNumber) -> Self {
        number.0
    }
}

impl TryFrom<String> for IdNumber {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_grouped() {
        for typed in ["010087001234", " 010 087 001234 ", "0100-8700-1234", "010.087.001.234\u{200B}"] {
            assert_eq!(IdNumber::parse(typed).unwrap().as_str(), "010087001234", "{typed}");
        }
        let old = IdNumber::parse("063 123 456").unwrap();
        assert_eq!((old.as_str(), old.ending()), ("063123456", "456"));
    }

    #[test]
    fn what_is_no_number_says_what_to_do() {
        let cases = [
            ("", FieldError::IdMissing),
            (" - ", FieldError::IdMissing),
            ("01008700123", FieldError::IdLength(11)),
            ("0100870012345", FieldError::IdLength(13)),
            ("01008700123x", FieldError::IdCharacter('x')),
            ("０１００８７００１２３４", FieldError::IdCharacter('０')),
        ];
        for (typed, error) in cases {
            assert_eq!(IdNumber::parse(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn a_log_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", IdNumber::parse("010087001234").unwrap()), "IdNumber(…)");
    }
}
