//! From what went wrong to a page that says what to do.

use app::errors::ErrorView;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use contest::Millis;
use engine::{DbErr, attempts::Unavailable, integrity::TooMany};
use tracing::error;

/// An error on its way to a person. The page itself is drawn by `page::draw_error`, which knows
/// who is looking.
#[derive(Clone, Debug)]
pub struct PageError(pub ErrorView);

/// A handler's answer.
pub type PageResult = Result<Response, PageError>;

/// After this a busy server asks people to come back.
pub const BUSY: Millis = Millis::seconds(3);

impl From<ErrorView> for PageError {
    fn from(view: ErrorView) -> Self {
        Self(view)
    }
}

impl From<DbErr> for PageError {
    fn from(failure: DbErr) -> Self {
        error!(error = %failure, "a query failed");
        // Most failures pass: the connection, a lock, a restart. The page says how to go on.
        Self(ErrorView::Busy(BUSY))
    }
}

impl From<Unavailable> for PageError {
    fn from(_: Unavailable) -> Self {
        Self(ErrorView::Busy(BUSY))
    }
}

impl From<TooMany> for PageError {
    fn from(many: TooMany) -> Self {
        Self(ErrorView::TooMany(many.retry_after))
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = axum::http::StatusCode::from_u16(self.0.status()).unwrap_or_default();
        let mut response = status.into_response();
        if let ErrorView::TooMany(wait) | ErrorView::Busy(wait) = &self.0 {
            let seconds = HeaderValue::from(wait.as_seconds().max(1));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        // `page::draw_error` finds it there and puts the page around it.
        response.extensions_mut().insert(self);
        response
    }
}
