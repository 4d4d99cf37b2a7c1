//! Every address of the platform, and what each request passes through.

use std::time::Duration;

use app::errors::ErrorView;
use axum::{
    Router, extract::DefaultBodyLimit, http::StatusCode, middleware, response::IntoResponse as _, routing::get,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
};

use crate::{
    accounts, agencies, assets, attempts, banks, contests,
    error::PageError,
    health,
    layers::{
        origin::same_origin,
        policy::policy,
        trace::{REQUEST_ID, trace},
    },
    page::draw_errors,
    results,
    state::AppState,
};

/// Bodies that no handler allows more for.
const BODY_LIMIT: usize = 64 * 1024;
/// After this a request is given up.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The whole site.
pub fn router(state: AppState) -> Router {
    let pages = Router::new()
        .merge(accounts::routes())
        .merge(agencies::routes())
        .merge(attempts::routes())
        .merge(banks::routes())
        .merge(contests::routes())
        .merge(results::routes())
        .fallback(async || PageError::from(ErrorView::NotFound))
        .method_not_allowed_fallback(async || PageError::from(ErrorView::NotFound));
    let machines = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics));
    // The last layer is the outermost.
    pages
        .merge(machines)
        .merge(assets::routes(&state.config.site_dir))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(state.clone(), same_origin))
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(middleware::from_fn(trace))
        .layer(middleware::from_fn_with_state(state.clone(), draw_errors))
        .layer(middleware::from_fn(policy))
        .layer(CompressionLayer::new())
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .with_state(state)
}
