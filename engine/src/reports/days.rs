//! A row for each day, those on which nothing happened too.

use std::collections::BTreeMap;

use contest::{Timestamp, reports::DayTally, time::LocalDate};
use serde::{Deserialize, Serialize};

/// Most days that a chart shows; the latest are kept.
const MOST: i64 = 400;

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

/// From the first day with anything on it, or `from` if earlier, to `to`.
pub(super) fn filled(from: Timestamp, to: Timestamp, days: &BTreeMap<i64, DayTally>) -> Vec<DayFigures> {
    let last = days.keys().copied().fold(to.local().date.days(), i64::max);
    let first = days.keys().copied().fold(from.local().date.days(), i64::min).max(last - MOST + 1);
    let figures = |day| {
        let DayTally { new_entrants, attempts } = days.get(&day).copied().unwrap_or_default();
        DayFigures { date: LocalDate::from_days(day), new_entrants, attempts }
    };
    (first..=last).map(figures).collect()
}
