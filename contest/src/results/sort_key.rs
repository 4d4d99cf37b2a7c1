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

    /// Lower-case hexadecimal digits, which sort as the bytes do.
    pub fn to_hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let pair = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
        self.0.iter().flat_map(pair).collect()
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
