//! Figures of reports as pages show them.

use app::reports::DayCount;
use engine::reports::DayFigures;

/// A day of a chart.
pub fn day_count(day: &DayFigures) -> DayCount {
    DayCount { date: day.date, new_entrants: day.new_entrants, attempts: day.attempts }
}
