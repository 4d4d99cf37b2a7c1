//! The poster as a file.

use app::errors::ErrorView;
use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse as _,
};
use contest::Millis;
use engine::accounts::StaffSession;
use print::{
    PrintError,
    poster::{Paper, Poster, pdf, png},
};
use tokio::sync::Semaphore;

use super::{Asked, words::Words};
use crate::{
    error::{PageError, PageResult},
    params::Params,
    session::{Organiser, Viewer},
    state::AppState,
};

/// Posters that are drawn at once; others wait for their turn.
static DRAWING: Semaphore = Semaphore::const_new(2);
const WAIT: Millis = Millis::seconds(5);

/// GET `/don-vi/ap-phich/{file}`
pub(super) async fn own(
    State(state): State<AppState>,
    Viewer(actor, _): Viewer,
    Path(file): Path<String>,
    params: Params,
) -> PageResult {
    send(&state, &actor, &file, &params).await
}

/// GET `/ban-to-chuc/don-vi/ap-phich/{file}`
pub(super) async fn any(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(file): Path<String>,
    params: Params,
) -> PageResult {
    send(&state, &actor, &file, &params).await
}

/// Draws the poster on a thread that answers nobody.
async fn send(state: &AppState, actor: &StaffSession, file: &str, params: &Params) -> PageResult {
    type Draw = fn(&Poster) -> Result<Vec<u8>, PrintError>;
    let (kind, draw): (&str, Draw) = match file {
        "ap-phich-a4.pdf" => ("application/pdf", |poster| pdf(poster, Paper::A4)),
        "ap-phich-a5.pdf" => ("application/pdf", |poster| pdf(poster, Paper::A5)),
        "ap-phich.png" => ("image/png", png),
        _ => return Err(ErrorView::NotFound.into()),
    };
    let asked = Asked::new(state, actor, params).await?;
    let poster = Words::new(state, &asked.agency, &asked.chosen).await?.poster();
    let _turn = DRAWING.acquire().await.map_err(|_| PageError::from(ErrorView::Busy(WAIT)))?;
    let drawn = tokio::task::spawn_blocking(move || draw(&poster)).await;
    let failed = |error: &dyn std::error::Error| {
        tracing::error!(error = %error, "a poster cannot be drawn");
        PageError::from(ErrorView::Busy(WAIT))
    };
    let bytes = drawn.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{file}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
