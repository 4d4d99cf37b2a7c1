//! The workbook that people fill in.

use ::bank::questions::{Format, template};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use engine::banks;

use crate::{
    error::{BUSY, PageError},
    session::Organiser,
    state::AppState,
};

const DISPOSITION: &str = "attachment; filename=\"mau-cau-hoi.xlsx\"";

/// GET `/ban-to-chuc/ngan-hang/mau.xlsx`
///
/// It offers the topics of all banks, so that one field is not written in two ways.
pub(super) async fn show(State(state): State<AppState>, Organiser(_): Organiser) -> Result<Response, PageError> {
    let topics = banks::topics(&state.engine.db.read).await?;
    let made = tokio::task::spawn_blocking(move || template(&topics)).await;
    let Ok(Ok(bytes)) = made else { return Err(app::errors::ErrorView::Busy(BUSY).into()) };
    let headers = [(header::CONTENT_TYPE, Format::Xlsx.media_type()), (header::CONTENT_DISPOSITION, DISPOSITION)];
    Ok((headers, bytes).into_response())
}
