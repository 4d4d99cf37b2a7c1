//! What reports count.

use contest::time::LocalDate;
use serde::{Deserialize, Serialize};

/// What a group of people did in a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// People with at least one valid result.
    pub entrants: u64,
    /// Of them, staff of the agencies, whom a headcount counts; the rest are citizens.
    pub staff_entrants: u64,
    /// Valid attempts.
    pub attempts: u64,
    /// Sum over people of the score that counts, in hundredths of a percent.
    pub score_sum: u64,
    /// People whose attempt that counts is all correct.
    pub perfect: u64,
}

/// One day of the calendar in Vietnam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFigures {
    /// The day.
    pub date: LocalDate,
    /// People whose first valid attempt was submitted on this day.
    pub new_entrants: u64,
    /// Valid attempts submitted on this day.
    pub attempts: u64,
}

impl Figures {
    /// The mean over people of the score that counts, in hundredths of a percent, rounded down.
    pub fn mean_score(&self) -> Option<u16> {
        self.score_sum.checked_div(self.entrants).map(|mean| mean as u16)
    }

    /// Both groups together; nobody may be in both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            entrants: self.entrants + other.entrants,
            staff_entrants: self.staff_entrants + other.staff_entrants,
            attempts: self.attempts + other.attempts,
            score_sum: self.score_sum + other.score_sum,
            perfect: self.perfect + other.perfect,
        }
    }
}
