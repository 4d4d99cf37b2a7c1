//! The 128 bits that decide a paper.

use std::{collections::HashSet, fmt, hash::BuildHasher, str::FromStr};

use rand::Rng;

use super::{Plan, pick};

/// 128 bits from the operating system, written as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seed(pub [u8; 16]);

/// A seed that is not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mã sinh đề phải gồm đúng 32 chữ số thập lục phân (0–9, a–f)")]
pub struct SeedError;

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seed({self})")
    }
}

impl FromStr for Seed {
    type Err = SeedError;

    fn from_str(s: &str) -> Result<Self, SeedError> {
        if s.len() != 32 || !s.is_ascii() {
            return Err(SeedError);
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(s.as_bytes().chunks(2)) {
            let digit = |c: u8| char::from(c).to_digit(16).ok_or(SeedError);
            *byte = (digit(pair[0])? << 4 | digit(pair[1])?) as u8;
        }
        Ok(Self(bytes))
    }
}

/// How many seeds a later attempt tries; each costs about a microsecond.
const CANDIDATES: usize = 64;

/// Picks the seed of an attempt whose participant has `seen` these revisions.
///
/// The paper stays a function of plan and seed alone: among a few random seeds, the one that
/// repeats the fewest questions is taken. Where cells are large enough that is none.
pub fn choose_seed<S: BuildHasher>(plan: &Plan, seen: &HashSet<i64, S>, rng: &mut impl Rng) -> Seed {
    let mut fresh = || {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Seed(bytes)
    };
    let mut best = fresh();
    if seen.is_empty() {
        return best;
    }
    let repeats = |seed: Seed| {
        let picked = pick(plan, seed);
        picked
            .iter()
            .filter_map(|item| item.question(plan))
            .filter(|question| seen.contains(&question.revision))
            .count()
    };
    let mut fewest = repeats(best);
    for _ in 1..CANDIDATES {
        if fewest == 0 {
            break;
        }
        let candidate = fresh();
        let count = repeats(candidate);
        if count < fewest {
            (best, fewest) = (candidate, count);
        }
    }
    best
}
