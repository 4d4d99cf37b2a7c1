//! Boards within frames of other sites' pages: the board itself, and the list of sites that an organiser keeps.

mod board;
mod desk;

use axum::{Router, routing::get};

use crate::state::AppState;

/// The addresses of framed boards.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/nhung/bang/{round}", get(board::show))
        .route(app::results::FRAMES_HREF, get(desk::show).post(desk::act))
}
