//! Reports: figures as pages show them, the organiser's statistics, and the files.

mod files;
mod order;
mod statistics;
mod views;

use app::{
    reports::{DayCount, statistics_fields},
    work::Desk,
};
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use engine::reports::DayFigures;

pub use self::views::{Shown, report};
use crate::{
    error::PageResult,
    form::Pairs,
    page::Page,
    session::{Organiser, Viewer},
    state::AppState,
};

/// Whose reports a page is about.
#[derive(Clone, Copy)]
struct Place {
    desk: Desk,
    href: &'static str,
}

const ALL: Place = Place { desk: Desk::Reports, href: "/ban-to-chuc/bao-cao" };
const OWN: Place = Place { desk: Desk::OwnReports, href: "/don-vi/bao-cao" };

/// The addresses of reports.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(statistics_fields::HREF, get(statistics::show))
        .route("/ban-to-chuc/bao-cao", get(list_all))
        .route("/ban-to-chuc/bao-cao/moi", get(ask_any).post(order_any))
        .route("/ban-to-chuc/bao-cao/{job}/{format}", get(file_of_any))
        .route("/don-vi/bao-cao", get(list_own))
        .route("/don-vi/bao-cao/moi", get(ask_own).post(order_own))
        .route("/don-vi/bao-cao/{job}/{format}", get(file_of_own))
}

async fn list_all(State(state): State<AppState>, Organiser(actor): Organiser, page: Page) -> PageResult {
    files::list(&state, &actor, ALL, &page).await
}

async fn list_own(State(state): State<AppState>, Viewer(actor, _): Viewer, page: Page) -> PageResult {
    files::list(&state, &actor, OWN, &page).await
}

async fn file_of_any(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path((job, format)): Path<(i64, String)>,
) -> PageResult {
    files::file(&state, &actor, job, &format).await
}

async fn file_of_own(
    State(state): State<AppState>,
    Viewer(actor, _): Viewer,
    Path((job, format)): Path<(i64, String)>,
) -> PageResult {
    files::file(&state, &actor, job, &format).await
}

async fn ask_any(State(state): State<AppState>, Organiser(actor): Organiser, page: Page) -> PageResult {
    order::ask(&state, &actor, ALL, &page).await
}

async fn ask_own(State(state): State<AppState>, Viewer(actor, _): Viewer, page: Page) -> PageResult {
    order::ask(&state, &actor, OWN, &page).await
}

async fn order_any(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    order::order(&state, &actor, ALL, &page, &pairs).await
}

async fn order_own(
    State(state): State<AppState>,
    Viewer(actor, _): Viewer,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    order::order(&state, &actor, OWN, &page, &pairs).await
}

/// A day of a chart.
pub fn day_count(day: &DayFigures) -> DayCount {
    DayCount { date: day.date, new_entrants: day.new_entrants, attempts: day.attempts }
}
