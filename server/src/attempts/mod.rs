//! Taking a round: start, paper, save, submit.

mod fields;
mod paper;
mod prose;
mod save;
mod start;
mod step;
mod stepwise;
mod submit;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

pub use self::prose::ProseBook;
use crate::state::AppState;

/// A paper of 200 questions, all choices marked, is under this many bytes.
const BODY_LIMIT: usize = 32 * 1024;

/// The addresses of a round.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/thi/{round}", get(start::show))
        .route("/thi/{round}/bat-dau", post(start::begin))
        .route("/thi/{round}/bai", get(paper::show))
        .route("/thi/{round}/luu", post(save::save))
        .route("/thi/{round}/tiep", post(step::step))
        .route("/thi/{round}/nop", post(submit::submit))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}
