//! Figures of reports as pages show them, and the organiser's statistics.

mod statistics;
mod views;

use app::reports::{DayCount, statistics_fields};
use axum::{Router, routing::get};
use engine::reports::DayFigures;

pub use self::views::{Shown, report};
use crate::state::AppState;

/// The addresses of statistics.
pub fn routes() -> Router<AppState> {
    Router::new().route(statistics_fields::HREF, get(statistics::show))
}

/// A day of a chart.
pub fn day_count(day: &DayFigures) -> DayCount {
    DayCount { date: day.date, new_entrants: day.new_entrants, attempts: day.attempts }
}
