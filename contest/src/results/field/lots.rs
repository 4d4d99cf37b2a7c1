//! Bốc thăm: a number for everyone, from a seed, that anyone can work out again.
//!
//! The lot depends on the seed, the round and the identifier alone: neither the order of rows nor
//! who else takes part changes it, and taking someone out never reorders the others. It is made of
//! the `ChaCha20` block function (RFC 8439) only:
//!
//! 1. The key is the 16 bytes of the seed, the ASCII text `cchc-lots-v1` and four zero bytes.
//! 2. The pieces are numbers of 64 bits: the round (0 for the whole contest), plus 65,536 for an
//!    agency; then the length of the identifier in bytes; then its UTF-8 bytes in eights, the last
//!    eight filled up with zero bytes, read as little-endian numbers.
//! 3. For each piece in turn the key becomes the first 32 bytes of the key stream with that key,
//!    block counter 0 and, as nonce, four zero bytes and the piece in little-endian order.
//! 4. The lot is the first 8 bytes of the last key, read as a big-endian number.
//!
//! The lowest lot comes first; equal lots, of which there is one in 2⁶⁴, go by identifier.

use std::fmt;

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use serde::{Serialize, Serializer};

use crate::attempts::Seed;

/// A lot: the lowest comes first. Written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lot(pub u64);

/// Who draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer<'a> {
    /// The person with this identifier.
    Person(&'a str),
    /// The agency with this code.
    Agency(&'a str),
}

/// The lot that someone draws in a round, 0 for the whole contest.
pub fn draw_lot(seed: Seed, round: u16, drawer: Drawer<'_>) -> Lot {
    let (name, kind) = match drawer {
        Drawer::Person(name) => (name, 0),
        Drawer::Agency(name) => (name, 1 << 16),
    };
    let mut key = *b"................cchc-lots-v1\0\0\0\0";
    key[..16].copy_from_slice(&seed.0);
    let eights = name.as_bytes().chunks(8).map(|chunk| {
        let mut piece = [0; 8];
        piece[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(piece)
    });
    for piece in [kind | u64::from(round), name.len() as u64].into_iter().chain(eights) {
        let mut stream = ChaCha20Rng::from_seed(key);
        stream.set_stream(piece);
        stream.fill_bytes(&mut key);
    }
    Lot(key.first_chunk().map_or(0, |first| u64::from_be_bytes(*first)))
}

impl Serialize for Lot {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for Lot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out by a second implementation, `ChaCha20` of Python's `cryptography`.
    #[test]
    fn a_second_implementation_draws_the_same_lots() {
        let seed: Seed = "000102030405060708090a0b0c0d0e0f".parse().unwrap();
        let cases = [
            (1, Drawer::Person("an"), "7a04d3a21a8a4c51"),
            (2, Drawer::Person("an"), "7de5161deb210ea0"),
            (0, Drawer::Person("Nguyễn Văn A"), "d22fdb9c48aa706e"),
            (0, Drawer::Person(""), "88298827220e1cd0"),
            (1, Drawer::Agency("an"), "bbf0aece087060a6"),
        ];
        for (round, drawer, lot) in cases {
            assert_eq!(draw_lot(seed, round, drawer).to_string(), lot, "{round} {drawer:?}");
        }
    }
}
