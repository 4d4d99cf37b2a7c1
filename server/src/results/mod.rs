//! Results: one's own, and the boards.

pub mod addresses;
mod agency_board;
mod agency_words;
pub mod awards;
mod blocks;
mod board;
pub mod certificate_text;
pub mod certificates;
mod chosen;
pub mod complaints;
pub mod figures;
mod frames;
mod history;
pub mod items;
pub mod marked;
mod predict;
pub mod published;
mod result;
pub mod screen;
pub mod whose;

use app::errors::ErrorView;
use axum::Router;
use contest::Millis;
use engine::results::BoardError;
use tracing::error;

use crate::{error::PageError, state::AppState};

/// The addresses of results and boards.
pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(agency_board::routes())
        .merge(board::routes())
        .merge(certificates::routes())
        .merge(complaints::routes())
        .merge(frames::routes())
        .merge(history::routes())
        .merge(items::routes())
        .merge(marked::routes())
        .merge(published::routes())
        .merge(result::routes())
        .merge(screen::routes())
}

impl From<BoardError> for PageError {
    fn from(failure: BoardError) -> Self {
        match failure {
            BoardError::Database(failure) => failure.into(),
            failure @ BoardError::Cache(_) => {
                error!(error = %failure, "a board cannot be read");
                ErrorView::Busy(Millis::seconds(3)).into()
            }
        }
    }
}
