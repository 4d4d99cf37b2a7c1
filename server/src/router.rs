//! Every address of the platform, and what each request passes through.

use std::time::Duration;

use app::errors::ErrorView;
use axum::{
    Router, extract::DefaultBodyLimit, http::StatusCode, middleware, response::IntoResponse as _, routing::get,
};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    request_id::{PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
};

use crate::{
    accounts, agencies, assets, attempts, banks, contests,
    error::PageError,
    health,
    layers::{
        pass,
        trace::{Numbers, REQUEST_ID},
    },
    reports, results,
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
        .merge(reports::routes())
        .merge(results::routes())
        .fallback(async || PageError::from(ErrorView::NotFound))
        .method_not_allowed_fallback(async || PageError::from(ErrorView::NotFound));
    let machines = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics));
    // The first is the outermost. They are put around a route together: a layer put on alone is one
    // more allocation for each time that a request is handed on.
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::new(REQUEST_ID, Numbers::of_this_process()))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(state.clone(), pass))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(DefaultBodyLimit::max(BODY_LIMIT));
    pages.merge(machines).merge(assets::routes(&state.config.site_dir)).layer(layers).with_state(state)
}
