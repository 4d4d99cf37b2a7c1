//! Số điện thoại di động.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::FieldError;

/// A Vietnamese mobile number as ten digits, `0912345678`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Digits of a number as dialled at home.
    pub const DIGITS: usize = 10;
    /// Most characters that the input takes: `+84 (0) 912 345 678` with room to spare.
    pub const MAX_INPUT: usize = 24;

    /// Reads what was typed: spaces, dots, dashes and brackets aside, from `0`, `84` or `+84` on.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let mut digits = String::with_capacity(Self::MAX_INPUT);
        let mut international = false;
        for c in typed.trim().chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() => international = true,
                '.' | '-' | '(' | ')' | '\u{2010}'..='\u{2015}' => {}
                c if c.is_whitespace()
                    || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}') => {}
                c => return Err(FieldError::PhoneCharacter(c)),
            }
        }
        if digits.is_empty() {
            return Err(FieldError::PhoneMissing);
        }
        let number = at_home(&digits, international);
        match number.len() {
            Self::DIGITS => {}
            short if short < Self::DIGITS => return Err(FieldError::PhoneShort(short)),
            long => return Err(FieldError::PhoneLong(long)),
        }
        if matches!(number.get(..2), Some("03" | "05" | "07" | "08" | "09")) {
            Ok(Self(number))
        } else {
            Err(FieldError::PhoneNotMobile)
        }
    }

    /// `0912345678`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number with the country's code turned into the 0 that is dialled at home.
fn at_home(digits: &str, international: bool) -> String {
    let abroad = digits.strip_prefix("84").filter(|_| international || digits.len() > Phone::DIGITS);
    match abroad {
        // "+84 (0) 912 …": some keep the 0.
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => digits.to_owned(),
    }
}

impl fmt::Debug for Phone {
    /// The last two digits only, so that a log tells two people apart and gives neither away.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone(********{})", self.0.get(8..).unwrap_or_default())
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl TryFrom<String> for Phone {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_number_gives_the_same() {
        for typed in [
            "0912345678",
            " 0912 345 678 ",
            "0912.345.678",
            "0912-345-678",
            "+84912345678",
            "84 912 345 678",
            "+84 (0) 912 345 678",
        ] {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), "0912345678", "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let cases = [
            ("", FieldError::PhoneMissing),
            (" + ", FieldError::PhoneMissing),
            ("0912 345 67", FieldError::PhoneShort(9)),
            ("912345678", FieldError::PhoneShort(9)),
            ("+84 912 345 67", FieldError::PhoneShort(9)),
            ("0912 345 6789", FieldError::PhoneLong(11)),
            ("0214 000 012", FieldError::PhoneNotMobile),
            ("0612345678", FieldError::PhoneNotMobile),
            ("8412345678", FieldError::PhoneNotMobile),
            ("09l2345678", FieldError::PhoneCharacter('l')),
            ("0912+345678", FieldError::PhoneCharacter('+')),
        ];
        for (typed, error) in cases {
            assert_eq!(Phone::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(
            FieldError::PhoneShort(9).to_string(),
            "Số này mới có 9 chữ số. Hãy nhập đủ 10 chữ số, ví dụ 0912 345 678."
        );
    }

    #[test]
    fn a_log_does_not_give_a_number_away() {
        assert_eq!(format!("{:?}", Phone::parse("0912345678").unwrap()), "Phone(********78)");
    }
}
