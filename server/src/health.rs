//! What machines ask: is it alive, is it ready, how does it do.

use std::time::Duration;

use app::errors::ErrorView;
use axum::{
    Json,
    extract::{ConnectInfo, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use engine::secrets::same;
use serde::Serialize;
use std::net::SocketAddr;

use crate::{error::PageError, state::AppState};

/// How long a check may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process runs.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// What `/readyz` says.
#[derive(Serialize)]
struct Readiness {
    database: &'static str,
    cache: &'static str,
    /// The group commit, by which answers are saved.
    writer: &'static str,
}

/// Whether requests can be served: 503 without the database or the group commit; without the cache
/// 200, since the platform goes on, slower.
pub async fn readyz(State(state): State<AppState>) -> Response {
    let database = matches!(tokio::time::timeout(PATIENCE, state.engine.db.ping()).await, Ok(Ok(())));
    let cache = matches!(tokio::time::timeout(PATIENCE, state.engine.cache.ping()).await, Ok(Ok(())));
    let writer = state.engine.writer.is_running();
    let word = |well| if well { "ok" } else { "down" };
    let status = if database && writer { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { database: word(database), cache: word(cache), writer: word(writer) })).into_response()
}

/// The figures, for Prometheus: with the configured token, or on a direct local connection.
pub async fn metrics(State(state): State<AppState>, request: Request) -> Result<Response, PageError> {
    if !may_read_metrics(&state, &request) {
        return Err(ErrorView::NotFound.into());
    }
    metrics::gauge!("cchc_writer_queue").set(state.engine.writer.queued() as f64);
    let text = state.figures.as_ref().map_or_else(String::new, |figures| {
        figures.run_upkeep();
        figures.render()
    });
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

fn may_read_metrics(state: &AppState, request: &Request) -> bool {
    let headers = request.headers();
    if let Some(token) = &state.config.metrics_token {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        return given.is_some_and(|given| same(given.as_bytes(), token.as_bytes()));
    }
    let is_local = request.extensions().get::<ConnectInfo<SocketAddr>>().is_some_and(|peer| peer.ip().is_loopback());
    // A proxy on this machine is local too, and speaks for everybody.
    let is_proxied =
        ["x-forwarded-for", "forwarded", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name));
    is_local && !is_proxied
}
