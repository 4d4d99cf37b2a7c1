//! One span and one set of figures for each request, found again by its number.

use std::time::Duration;

use axum::{
    extract::{MatchedPath, Request},
    http::header::HeaderName,
    middleware::Next,
    response::Response,
};
use tower_http::request_id::RequestId;
use tracing::{Instrument as _, info_span, warn};

/// The header that carries a request's number, in and out.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Requests slower than this are worth a line in the log.
const SLOW: Duration = Duration::from_secs(2);

/// Traces and counts a request. The path as the router knows it (`/thi/{round}`) is logged and
/// counted, never the address itself: it may name a person.
pub async fn trace(request: Request, next: Next) -> Response {
    let path =
        request.extensions().get::<MatchedPath>().map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let id =
        request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or("").to_owned();
    let span = info_span!("request", %method, path, id);
    let begun = tokio::time::Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let took = begun.elapsed();
    let status = response.status();
    let labels = [("path", path), ("method", method.to_string()), ("status", status.as_u16().to_string())];
    metrics::counter!("cchc_requests_total", &labels).increment(1);
    metrics::histogram!("cchc_request_seconds", &labels[..2]).record(took.as_secs_f64());
    if status.is_server_error() || took > SLOW {
        let _entered = span.enter();
        warn!(status = status.as_u16(), milliseconds = took.as_millis() as u64, "slow or failed");
    }
    response
}
