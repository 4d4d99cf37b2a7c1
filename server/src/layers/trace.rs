//! One span and one set of figures for each request, found again by its number.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, Method, header::HeaderName},
    response::Response,
};
use engine::clock::os_rng;
use metrics::{Label, SharedString};
use rand::Rng as _;
use tokio::time::Instant;
use tower_http::request_id::{MakeRequestId, RequestId};
use tracing::{Span, info_span, warn};

/// The header that carries a request's number, in and out.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Requests slower than this are worth a line in the log.
const SLOW: Duration = Duration::from_secs(2);

/// Numbers requests: a number drawn when the process began, and a count.
#[derive(Clone, Debug)]
pub struct Numbers {
    process: u32,
    count: Arc<AtomicU64>,
}

impl Numbers {
    /// Those of this process.
    pub fn of_this_process() -> Self {
        Self { process: os_rng().next_u32(), count: Arc::default() }
    }
}

impl MakeRequestId for Numbers {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        HeaderValue::try_from(format!("{:08x}-{count:x}", self.process)).ok().map(RequestId::new)
    }
}

/// A request under way: its span, and what it is counted by.
#[derive(Debug)]
pub struct Traced {
    /// What is logged meanwhile belongs to it.
    pub span: Span,
    path: SharedString,
    method: &'static str,
    begun: Instant,
}

impl Traced {
    /// The path as the router knows it (`/thi/{round}`) is logged and counted, never the address
    /// itself: it may name a person.
    pub fn begin(request: &Request) -> Self {
        let path = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str);
        let method = match *request.method() {
            Method::GET => "GET",
            Method::POST => "POST",
            Method::HEAD => "HEAD",
            _ => "other",
        };
        let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
        let span = info_span!("request", method, path, id);
        let path = SharedString::from_shared(Arc::from(path));
        Self { span, path, method, begun: Instant::now() }
    }

    /// Counts it.
    pub fn end(self, response: &Response) {
        let (took, status) = (self.begun.elapsed(), response.status());
        let mut labels = vec![Label::from_static_parts("method", self.method), Label::new("path", self.path)];
        metrics::histogram!("cchc_request_seconds", labels.clone()).record(took.as_secs_f64());
        labels.push(Label::new("status", status.as_str().to_owned()));
        metrics::counter!("cchc_requests_total", labels).increment(1);
        if status.is_server_error() || took > SLOW {
            let _entered = self.span.enter();
            warn!(status = status.as_u16(), milliseconds = took.as_millis() as u64, "slow or failed");
        }
    }
}
