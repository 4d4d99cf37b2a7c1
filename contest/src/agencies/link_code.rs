//! What stands behind `/m/` in the address on a poster.

use std::fmt;

use rand::{Rng, RngExt as _};

use super::CODE_LENGTH;
use crate::base32;

/// A short code that somebody made, `K7QP2`, or an agency's official code, which always leads to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkCode(String);

impl LinkCode {
    /// Symbols of a short code: 23 million codes, and a guessed one leads to a form anybody may see.
    pub const LENGTH: usize = 5;

    /// A new short code. It begins with a letter: official codes of communes are five digits.
    pub fn generate(rng: &mut impl Rng) -> Self {
        let first = rng.random_range(10..32);
        let rest = std::iter::repeat_with(|| rng.random_range(0..32)).take(Self::LENGTH - 1).collect::<Vec<u8>>();
        Self(std::iter::once(first).chain(rest).map(base32::symbol).collect())
    }

    /// An agency's own code.
    pub fn of_agency(code: &str) -> Self {
        Self(code.to_owned())
    }

    /// Reads what was typed or scanned: a short code in either case, `O` as 0, `I` and `L` as 1; anything
    /// else as it stands. `None` for what is no code.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() || typed.chars().nth(CODE_LENGTH).is_some() {
            return None;
        }
        let symbols: Option<Vec<u8>> = typed.chars().map(base32::value).collect();
        let short = symbols.filter(|symbols| symbols.len() == Self::LENGTH && symbols[0] >= 10);
        Some(Self(short.map_or_else(|| typed.to_owned(), |symbols| symbols.into_iter().map(base32::symbol).collect())))
    }

    /// As it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LinkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    proptest! {
        #[test]
        fn a_code_is_read_however_it_was_typed(seed: u64, lower: bool) {
            let code = LinkCode::generate(&mut ChaCha8Rng::seed_from_u64(seed));
            prop_assert_eq!(code.as_str().len(), LinkCode::LENGTH);
            prop_assert!(code.as_str().starts_with(|c: char| c.is_ascii_uppercase()));
            let typed = if lower { format!(" {} ", code.as_str().to_lowercase()) } else { code.as_str().replace('0', "o") };
            prop_assert_eq!(LinkCode::parse(&typed), Some(code));
        }

        #[test]
        fn anything_may_be_typed(typed in ".{0,120}") {
            if let Some(code) = LinkCode::parse(&typed) {
                prop_assert_eq!(LinkCode::parse(code.as_str()), Some(code));
            }
        }
    }

    #[test]
    fn official_codes_stay_what_they_are() {
        for code in ["15-so-noi-vu", "00123", "12", "Ttpvhcc"] {
            assert_eq!(LinkCode::parse(code).unwrap(), LinkCode::of_agency(code));
        }
        assert_eq!(LinkCode::parse("k7qp2").unwrap().as_str(), "K7QP2");
        assert_eq!(LinkCode::parse("  "), None);
        assert_eq!(LinkCode::parse(&"a".repeat(CODE_LENGTH + 1)), None);
    }
}
