//! A ranking as bytes, for stores that sort by them.

use std::fmt;

use super::{Entry, RankKey};

/// An entry's place in a ranking as a byte string: the lesser comes first, equal ones tie.
///
/// Each key has a fixed width, big-endian, with all bits turned over where more is better; so all
/// keys made from one list of rank keys are equally long, and compare as [`super::compare`] does.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Vec<u8>);

impl SortKey {
    /// The key of an entry under these rank keys.
    pub fn of(entry: &Entry, keys: &[RankKey]) -> Self {
        let mut bytes = Vec::with_capacity(keys.len() * 8);
        for key in keys {
            match key {
                RankKey::Correct => bytes.extend((!entry.correct).to_be_bytes()),
                RankKey::Score => bytes.extend((!entry.score).to_be_bytes()),
                RankKey::PredictionDistance => {
                    bytes.push(u8::from(entry.prediction_distance.is_none()));
                    bytes.extend(entry.prediction_distance.unwrap_or(0).to_be_bytes());
                }
                RankKey::Duration => bytes.extend(ascending(entry.duration.0)),
                RankKey::EarliestSubmission => bytes.extend(ascending(entry.submitted_at.0)),
                RankKey::EarliestStart => bytes.extend(ascending(entry.started_at.0)),
                RankKey::FewerAttempts => bytes.extend(entry.attempts.to_be_bytes()),
                RankKey::MorePerfectAttempts => bytes.extend((!entry.perfect_attempts).to_be_bytes()),
                RankKey::EarlierRegistration => bytes.extend(ascending(entry.registered_at.0)),
            }
        }
        Self(bytes)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key with these lower-case hexadecimal digits; `None` when they are none.
    pub fn from_hex(digits: &str) -> Option<Self> {
        let nibble = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let pair = |pair: &[u8]| match pair {
            [high, low] => Some(nibble(*high)? << 4 | nibble(*low)?),
            _ => None,
        };
        digits.as_bytes().chunks(2).map(pair).collect::<Option<_>>().map(Self)
    }

    /// Of somebody's keys in two rounds, both made from `keys`, the better, with the attempts of both together, as
    /// the places of a whole contest go by; and whether it is the other's. Of equal ones it is this one.
    #[must_use]
    pub fn over(&self, other: &Self, keys: &[RankKey]) -> (Self, bool) {
        let (mut mine, mut theirs) = (self.clone(), other.clone());
        let mut at = 0;
        for key in keys {
            let field = at..at + width(*key);
            if let (Some(mine), Some(theirs)) = (mine.0.get_mut(field.clone()), theirs.0.get_mut(field))
                && let Some(total) = total(*key, mine, theirs)
            {
                mine.copy_from_slice(&total);
                theirs.copy_from_slice(&total);
            }
            at += width(*key);
        }
        if theirs < mine { (theirs, true) } else { (mine, false) }
    }

    /// Lower-case hexadecimal digits, which sort as the bytes do.
    pub fn to_hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let pair = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
        self.0.iter().flat_map(pair).collect()
    }
}

/// How many bytes a rank key takes.
const fn width(key: RankKey) -> usize {
    match key {
        RankKey::Correct | RankKey::Score | RankKey::FewerAttempts | RankKey::MorePerfectAttempts => 2,
        RankKey::PredictionDistance => 5,
        RankKey::Duration | RankKey::EarliestSubmission | RankKey::EarliestStart | RankKey::EarlierRegistration => 8,
    }
}

/// The bytes of what adds up over rounds; `None` of what does not.
fn total(key: RankKey, mine: &[u8], theirs: &[u8]) -> Option<[u8; 2]> {
    let [mine, theirs] = [mine, theirs].map(|bytes| <[u8; 2]>::try_from(bytes).map(u16::from_be_bytes));
    let (mine, theirs) = (mine.ok()?, theirs.ok()?);
    match key {
        RankKey::FewerAttempts => Some(mine.saturating_add(theirs).to_be_bytes()),
        RankKey::MorePerfectAttempts => Some((!(!mine).saturating_add(!theirs)).to_be_bytes()),
        _ => None,
    }
}

/// Big-endian with the sign turned over, so that negative numbers come before positive ones.
fn ascending(number: i64) -> [u8; 8] {
    (number ^ i64::MIN).to_be_bytes()
}

impl fmt::Debug for SortKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SortKey({})", self.to_hex())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        results::compare,
        time::{Millis, Timestamp},
    };

    fn entry() -> impl Strategy<Value = Entry> {
        let few = || 0..4_u16;
        let times = (0..3_i64, 0..3_i64, -2..3_i64, 0..3_i64);
        (few(), few(), proptest::option::of(0..3_u32), times, few(), few()).prop_map(
            |(correct, score, prediction_distance, (duration, submitted, started, registered), attempts, perfect)| {
                Entry {
                    correct,
                    score,
                    prediction_distance,
                    duration: Millis(duration),
                    submitted_at: Timestamp(submitted),
                    started_at: Timestamp(started),
                    attempts,
                    perfect_attempts: perfect,
                    registered_at: Timestamp(registered),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn digits_are_read_as_they_are_written(bytes in proptest::collection::vec(any::<u8>(), 0..40), text in ".{0,9}") {
            let key = SortKey(bytes);
            prop_assert_eq!(SortKey::from_hex(&key.to_hex()), Some(key));
            if let Some(key) = SortKey::from_hex(&text) {
                prop_assert_eq!(key.to_hex(), text);
            }
        }

        #[test]
        fn over_rounds_the_best_counts_with_the_attempts_of_all(
            rounds in proptest::collection::vec(entry(), 1..5),
            keys in proptest::sample::subsequence(RankKey::ALL.to_vec(), 1..=9).prop_shuffle(),
        ) {
            // The plainest thing: totals first, then the best, of equal ones the earliest.
            let attempts = rounds.iter().map(|round| round.attempts).sum();
            let perfect_attempts = rounds.iter().map(|round| round.perfect_attempts).sum();
            let whole: Vec<Entry> = rounds.iter().map(|round| Entry { attempts, perfect_attempts, ..*round }).collect();
            let best = (1..whole.len()).fold(0, |best, next| {
                if compare(&whole[next], &whole[best], &keys).is_lt() { next } else { best }
            });
            let mut folded = (0, SortKey::of(&rounds[0], &keys));
            for (number, round) in rounds.iter().enumerate().skip(1) {
                let (key, is_later) = folded.1.over(&SortKey::of(round, &keys), &keys);
                folded = (if is_later { number } else { folded.0 }, key);
            }
            prop_assert_eq!(folded, (best, SortKey::of(&whole[best], &keys)));
        }
    }
}
