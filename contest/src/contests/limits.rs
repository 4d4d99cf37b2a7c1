//! How many attempts someone has, and which of them counts.

use serde::{Deserialize, Serialize};

use crate::time::{LocalDate, Timestamp};

/// Attempts allowed in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttemptLimit {
    /// How many; `None` for as many as one likes.
    pub count: Option<u16>,
    /// In what time.
    pub per: LimitPeriod,
}

/// The time over which attempts are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitPeriod {
    /// All rounds together.
    Contest,
    /// Each round anew.
    Round,
    /// Each calendar week, from Monday 0:00 in Vietnam.
    Week,
    /// Each day, from 0:00 in Vietnam.
    Day,
}

/// Which of someone's attempts counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The one that ranks highest.
    Best,
    /// The one begun first.
    First,
    /// The one begun last.
    Last,
}

impl AttemptLimit {
    /// Attempts left after `used` in the period; `None` for as many as one likes.
    pub fn left(self, used: u16) -> Option<u16> {
        self.count.map(|count| count.saturating_sub(used))
    }
}

impl LimitPeriod {
    /// From when on attempts count against the limit; `None` when time has no part in it.
    pub fn begins(self, now: Timestamp) -> Option<Timestamp> {
        let today = now.local().date;
        match self {
            Self::Contest | Self::Round => None,
            Self::Week => Some(LocalDate::monday(today).midnight()),
            Self::Day => Some(today.midnight()),
        }
    }

    /// `trong vòng`, after a number of attempts.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Contest => "trong cả cuộc thi",
            Self::Round => "trong vòng",
            Self::Week => "mỗi tuần",
            Self::Day => "mỗi ngày",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::LocalDateTime;

    fn at(clock: &str) -> Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    #[test]
    fn weeks_and_days_begin_at_midnight_in_vietnam() {
        let sunday_night = at("2026-05-17T23:59");
        assert_eq!(LimitPeriod::Day.begins(sunday_night), Some(at("2026-05-17T00:00")));
        assert_eq!(LimitPeriod::Week.begins(sunday_night), Some(at("2026-05-11T00:00")));
        assert_eq!(LimitPeriod::Week.begins(at("2026-05-18T00:00")), Some(at("2026-05-18T00:00")));
        assert_eq!(LimitPeriod::Round.begins(sunday_night), None);
    }

    #[test]
    fn a_limit_never_goes_below_none_left() {
        let three = AttemptLimit { count: Some(3), per: LimitPeriod::Round };
        assert_eq!([0, 2, 3, 9].map(|used| three.left(used)), [Some(3), Some(1), Some(0), Some(0)]);
        assert_eq!(AttemptLimit { count: None, per: LimitPeriod::Day }.left(60_000), None);
    }
}
