//! Kỳ thi, vòng thi: its life and its hours.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// Where a round is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Being prepared; nobody sees it.
    Draft,
    /// Attempts may begin within its window.
    Open,
    /// No attempt begins any more; late submissions are being taken in.
    Closed,
    /// Ranked, and open to complaints.
    Provisional,
    /// The results stand.
    Approved,
    /// The results are public.
    Published,
}

/// When a round is open: from `opens` on, up to but not including `closes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first instant.
    pub opens: Timestamp,
    /// The instant at which it is over.
    pub closes: Timestamp,
}

impl RoundState {
    /// All, in the order of a round's life.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Open, Self::Closed, Self::Provisional, Self::Approved, Self::Published];

    /// The short name in storage and URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Provisional => "provisional",
            Self::Approved => "approved",
            Self::Published => "published",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Đang chuẩn bị",
            Self::Open => "Đang mở",
            Self::Closed => "Đã đóng",
            Self::Provisional => "Kết quả tạm thời",
            Self::Approved => "Đã duyệt kết quả",
            Self::Published => "Đã công bố",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The states that an organiser may take the round to from here.
    ///
    /// Back steps are few: a round closed early may open again, and a complaint that is upheld
    /// makes approved results provisional again. What is published stays.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Open],
            Self::Open => &[Self::Closed],
            Self::Closed => &[Self::Provisional, Self::Open],
            Self::Provisional => &[Self::Approved],
            Self::Approved => &[Self::Published, Self::Provisional],
            Self::Published => &[],
        }
    }

    /// Whether the round may go from this state to `next`.
    pub fn can_become(self, next: Self) -> bool {
        self.next().contains(&next)
    }
}

impl Window {
    /// Whether an instant lies in it.
    pub fn contains(self, instant: Timestamp) -> bool {
        self.opens <= instant && instant < self.closes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_goes_forward_one_step_at_a_time() {
        for pair in RoundState::ALL.windows(2) {
            assert!(pair[0].can_become(pair[1]), "{pair:?}");
        }
        for from in RoundState::ALL {
            assert!(!from.can_become(from));
            assert!(!RoundState::Published.can_become(from));
            assert!(from == RoundState::Draft || !from.can_become(RoundState::Draft));
        }
        assert!(!RoundState::Draft.can_become(RoundState::Published));
    }

    #[test]
    fn codes_are_what_serde_writes() {
        for state in RoundState::ALL {
            assert_eq!(RoundState::parse(state.code()), Some(state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.code());
        }
    }
}
