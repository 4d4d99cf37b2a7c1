//! A set of choices of one question, as the bits of a small integer.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::MAX_CHOICES;

/// Positions of choices, counted from 0, below [`MAX_CHOICES`].
///
/// Written as a sorted list (`[0, 2]`), stored as bits.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct ChoiceSet(u16);

impl ChoiceSet {
    /// The empty set: a question that was left, or cleared again.
    pub const EMPTY: Self = Self(0);

    /// The set with these bits, bit 0 the first choice; `None` when a bit is out of range.
    pub const fn from_bits(bits: u16) -> Option<Self> {
        if bits >> MAX_CHOICES == 0 { Some(Self(bits)) } else { None }
    }

    /// Bit 0 is the first choice.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// The same set with `position` in it. Positions out of range change nothing.
    #[must_use]
    pub fn with(self, position: usize) -> Self {
        if position < MAX_CHOICES { Self(self.0 | 1 << position) } else { self }
    }

    /// Whether `position` is in the set.
    pub fn contains(self, position: usize) -> bool {
        position < MAX_CHOICES && self.0 & (1 << position) != 0
    }

    /// How many choices are in it.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether none is.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The positions, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..MAX_CHOICES).filter(move |&position| self.contains(position))
    }
}

impl FromIterator<usize> for ChoiceSet {
    fn from_iter<I: IntoIterator<Item = usize>>(positions: I) -> Self {
        positions.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl fmt::Debug for ChoiceSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl From<ChoiceSet> for Vec<u8> {
    fn from(set: ChoiceSet) -> Self {
        set.iter().map(|position| position as u8).collect()
    }
}

impl TryFrom<Vec<u8>> for ChoiceSet {
    type Error = String;

    fn try_from(positions: Vec<u8>) -> Result<Self, String> {
        match positions.iter().find(|&&position| usize::from(position) >= MAX_CHOICES) {
            Some(position) => Err(format!("choice {position} is out of range")),
            None => Ok(positions.into_iter().map(usize::from).collect()),
        }
    }
}
