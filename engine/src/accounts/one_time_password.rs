//! The password that somebody else hands over, good until it is changed.

use std::fmt;

use rand::Rng;

/// Letters and digits that are not misread; 32, so that 5 bits choose one.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Four groups of four, `k7px-2m9q-x4tr-b8wz`: 80 random bits that can be read out by telephone.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimePassword(String);

impl OneTimePassword {
    const GROUPS: usize = 4;

    pub(super) fn generate(rng: &mut impl Rng) -> Self {
        let mut group = || -> String {
            let bits = rng.next_u32();
            (0..4).map(|place| char::from(ALPHABET[(bits >> (5 * place) & 31) as usize])).collect()
        };
        Self((0..Self::GROUPS).map(|_| group()).collect::<Vec<_>>().join("-"))
    }

    /// What is handed over, and typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OneTimePassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimePassword(…)")
    }
}
