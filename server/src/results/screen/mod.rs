//! GET `/man-hinh/{round}`: a big screen in a lobby, which keeps itself current by server-sent events from
//! `/man-hinh/{round}/dong`. It shows agencies and nobody's name.

mod code;
mod feed;
mod seats;
mod shot;

use app::{Shell, errors::ErrorView, results::ScreenPage};
use axum::{
    Router,
    extract::{Path, State},
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response, Sse, sse::KeepAlive},
    routing::get,
};
use contest::Millis;
use engine::{agencies, contests::Round};
use leptos::prelude::*;
use std::{sync::Arc, time::Duration};

pub use self::feed::Screens;
use self::{
    feed::{Watched, Watcher},
    shot::shot,
};
use super::blocks::blocks;
use crate::{
    contests::glance::glance,
    error::{PageError, PageResult},
    layers::client_ip::client_ip,
    page::Page,
    params::Params,
    state::AppState,
};

/// A quiet line now and then keeps proxies from hanging up.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Who finds every seat taken asks again after this.
const FULL: Millis = Millis::seconds(30);

/// The addresses of big screens.
pub fn routes() -> Router<AppState> {
    Router::new().route("/man-hinh/{round}", get(show)).route("/man-hinh/{round}/dong", get(follow))
}

/// The screen of a round.
pub fn address(round: i64) -> String {
    format!("/man-hinh/{round}")
}

async fn show(State(state): State<AppState>, Path(round): Path<String>, params: Params, page: Page) -> PageResult {
    let (round, watched) = find(&state, &round, &params).await?;
    let screen = shot(&state, &round, watched.block.as_deref()).await?;
    let feed = match &watched.block {
        Some(block) => format!("{}/dong?khoi={block}", address(round.id)),
        None => format!("{}/dong", address(round.id)),
    };
    let frame = page.frame("Màn hình sảnh").within(Shell::Screen);
    Ok(page.show(frame, || view! { <ScreenPage screen feed/> }))
}

async fn follow(
    State(state): State<AppState>,
    Path(round): Path<String>,
    params: Params,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<Response, PageError> {
    let (_, watched) = find(&state, &round, &params).await?;
    let address = client_ip(&headers, &extensions, state.config.client_ip_header.as_deref());
    let seat = state.screens.seat(address).ok_or(PageError::from(ErrorView::Busy(FULL)))?;
    let feed = state.screens.feed(&state, watched).await?;
    let known = headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let events = Watcher::new(feed, state.screens.closing(), known, seat).events();
    let keep_alive = KeepAlive::new().interval(KEEP_ALIVE);
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"))];
    let unchanged = [(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform"))];
    Ok((unbuffered, unchanged, Sse::new(events).keep_alive(keep_alive)).into_response())
}

/// A round that people may know of, and the block if one is asked for.
async fn find(state: &AppState, round: &str, params: &Params) -> Result<(Arc<Round>, Watched), PageError> {
    let not_found = || PageError::from(ErrorView::NotFound);
    let id: i64 = round.parse().map_err(|_| not_found())?;
    let (glance, now) = (glance(state).await?, state.engine.now());
    if !glance.rounds.iter().any(|round| round.id == id) {
        return Err(not_found());
    }
    let round = state.engine.rounds.get(&state.engine.db.read, id, now).await?.ok_or_else(not_found)?;
    let tree = agencies::tree(&state.engine).await?;
    let root = tree.get(glance.contest.province_id).map(|province| province.path.as_str()).unwrap_or_default();
    let typed = params.text("khoi");
    let block = blocks(&tree, root, now).into_iter().find(|code| Some(*code) == typed).map(str::to_owned);
    Ok((round, Watched { round: id, block }))
}
