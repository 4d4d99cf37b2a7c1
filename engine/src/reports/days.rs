//! A row for each day, those on which nothing happened too.

use std::collections::HashMap;

use contest::{Timestamp, time::LocalDate};

use super::DayFigures;

/// Most days that a chart shows; the latest are kept.
const MOST: i64 = 400;

/// From the first day with anything on it, or `from` if earlier, to `to`.
pub(super) fn filled(
    from: Timestamp,
    to: Timestamp,
    attempts: &HashMap<i64, u64>,
    new_entrants: &HashMap<i64, u64>,
) -> Vec<DayFigures> {
    let last = attempts.keys().copied().fold(to.local().date.days(), i64::max);
    let first = attempts.keys().copied().fold(from.local().date.days(), i64::min).max(last - MOST + 1);
    let on = |counts: &HashMap<i64, u64>, day| counts.get(&day).copied().unwrap_or_default();
    (first..=last)
        .map(|day| DayFigures {
            date: LocalDate::from_days(day),
            new_entrants: on(new_entrants, day),
            attempts: on(attempts, day),
        })
        .collect()
}
