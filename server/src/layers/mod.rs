//! What every request passes through.

pub mod client_ip;
pub mod origin;
pub mod policy;
pub mod trace;

use app::errors::ErrorView;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tower_http::request_id::RequestId;
use tracing::Instrument as _;

use self::{policy::Nonce, trace::Traced};
use crate::{error::PageError, page::draw_error, state::AppState};

/// Traces a request, refuses what another site sends, draws the page of what went wrong, and sets
/// the security headers.
///
/// One layer and not four: each would copy all that lies below it for every request.
pub async fn pass(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let (nonce, traced) = (Nonce::default(), Traced::begin(&request));
    let id = request.extensions().get::<RequestId>().cloned();
    request.extensions_mut().insert(nonce.clone());
    let response = if origin::may_act(&request, &state.config.public_url) {
        next.run(request).instrument(traced.span.clone()).await
    } else {
        PageError::from(ErrorView::StaleForm).into_response()
    };
    traced.end(&response);
    let mut response = draw_error(&state, response, &nonce, id.as_ref());
    policy::secure(&mut response, &nonce);
    response
}
