//! Mã dự thi: what someone signs in with from another device.

use std::fmt;

use rand::Rng;

use super::FieldError;
use crate::base32;

/// A personal code of 40 random bits and a check symbol, shown `K7P-2M9-QX4`.
///
/// The eight random symbols and the check symbol are taken as elements `d₈ … d₀` of GF(32), and
/// the check symbol is chosen so that `Σ dᵢ·αⁱ` is zero, `α` a primitive element: a Reed–Solomon
/// code of one check symbol. The field is what makes it complete. Modulo 32 no weights will do: a
/// weight must be odd to catch every typo in its place, so two neighbours' weights differ by an
/// even number, and the swap of symbols 16 apart goes unseen; Luhn's variant misses one swap too.
/// In the field every weight and every difference of two weights has an inverse, so that every
/// single typo and every swap of any two symbols changes the sum.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EntryCode(String);

impl EntryCode {
    /// Symbols of a code, the check symbol among them.
    pub const LENGTH: usize = 9;
    /// Most characters that the input takes: a code with its dashes, and spaces beside them.
    pub const MAX_INPUT: usize = 24;

    /// A new code. The generator must be the operating system's or one seeded by it.
    pub fn generate(rng: &mut impl Rng) -> Self {
        let bits = rng.next_u64();
        let data: Vec<u8> = (0..Self::LENGTH - 1).map(|place| (bits >> (5 * place) & 31) as u8).collect();
        let check = times_alpha(weigh(&data));
        Self(data.iter().chain([&check]).map(|&symbol| base32::symbol(symbol)).collect())
    }

    /// Reads what was typed: case, spaces, dots and dashes aside, `O` as 0, `I` and `L` as 1.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let mut symbols = Vec::with_capacity(Self::LENGTH);
        let mut stranger = None;
        for c in typed.chars().filter(|&c| !is_separator(c)) {
            match base32::value(c) {
                Some(symbol) => symbols.push(symbol),
                None => stranger = stranger.or(Some(c)),
            }
        }
        if let Some(stranger) = stranger {
            return Err(FieldError::CodeCharacter(stranger));
        }
        if symbols.is_empty() {
            return Err(FieldError::CodeMissing);
        }
        if symbols.len() != Self::LENGTH {
            return Err(FieldError::CodeLength(symbols.len()));
        }
        if weigh(&symbols) != 0 {
            return Err(FieldError::CodeCheck);
        }
        Ok(Self(symbols.iter().map(|&symbol| base32::symbol(symbol)).collect()))
    }

    /// The nine symbols without dashes; what is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `Σ dᵢ·αⁱ`, the last symbol having weight 1, by Horner's rule.
fn weigh(symbols: &[u8]) -> u8 {
    symbols.iter().fold(0, |sum, symbol| times_alpha(sum) ^ symbol)
}

/// Times `α = x` in GF(2)\[x\] modulo the primitive polynomial `x⁵ + x² + 1`.
fn times_alpha(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

impl fmt::Display for EntryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, symbol) in self.0.chars().enumerate() {
            if place > 0 && place % 3 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{symbol}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for EntryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntryCode(…)")
    }
}
