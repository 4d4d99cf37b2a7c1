//! The handbook as people read it, and the organiser's work on question banks.

mod handbook;
pub mod shelf;

use axum::Router;

use crate::state::AppState;

/// The addresses of the handbook and the banks.
pub fn routes() -> Router<AppState> {
    Router::new().merge(handbook::routes())
}
