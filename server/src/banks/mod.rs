//! The handbook as people read it, and the organiser's work on question banks.

pub mod grid;
mod handbook;
pub mod organiser;
pub mod practice;
pub mod shelf;

use axum::Router;

use crate::state::AppState;

/// The addresses of the handbook and the banks.
pub fn routes() -> Router<AppState> {
    Router::new().merge(handbook::routes()).merge(organiser::routes()).merge(practice::routes())
}
