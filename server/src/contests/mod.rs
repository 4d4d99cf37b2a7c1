//! The contest's public pages, and the organiser's work on rounds.

mod contest;
pub mod glance;
mod home;
mod organiser;
mod privacy;
pub mod words;

use axum::Router;

use crate::state::AppState;

/// The addresses of contests and rounds.
pub fn routes() -> Router<AppState> {
    Router::new().merge(contest::routes()).merge(home::routes()).merge(organiser::routes()).merge(privacy::routes())
}
