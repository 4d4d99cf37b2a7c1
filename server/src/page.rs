//! Putting a page together: who looks, with which nonce, at what.

use std::sync::Arc;

use app::{
    PageFrame, Visitor,
    errors::{ErrorPage, ErrorView},
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use leptos::prelude::*;
use tower_http::request_id::RequestId;

use crate::{
    accounts::staff::home,
    error::{BUSY, PageError},
    layers::policy::Nonce,
    session::{MaybeParticipant, MaybeStaff},
    state::AppState,
};

/// What a handler draws its page with.
pub struct Page {
    state: AppState,
    nonce: Nonce,
    visitor: Visitor,
}

impl FromRequestParts<AppState> for Page {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        let nonce = parts.extensions.get::<Nonce>().cloned().unwrap_or_default();
        Ok(Self { state: state.clone(), nonce, visitor: visitor(parts, state).await? })
    }
}

/// Staff pages are under their own addresses; everywhere else a participant is meant.
async fn visitor(parts: &mut Parts, state: &AppState) -> Result<Visitor, PageError> {
    let is_work = ["/ban-to-chuc", "/don-vi"].iter().any(|prefix| parts.uri.path().starts_with(prefix));
    if is_work {
        let MaybeStaff(staff) = MaybeStaff::from_request_parts(parts, state).await?;
        return Ok(staff.map_or(Visitor::Anonymous, |staff| Visitor::Staff {
            home: home(&staff),
            // A viewer is called as the agency is, which is long and stands at the top of the page.
            name: if staff.agency.is_some() { staff.username } else { staff.display_name },
            role: staff.role.label().to_owned(),
        }));
    }
    let MaybeParticipant(participant) = MaybeParticipant::from_request_parts(parts, state).await?;
    Ok(participant.map_or(Visitor::Anonymous, |participant| Visitor::Participant { name: participant.name }))
}

impl Page {
    /// The page's frame; a handler adds the navigation's entry, the shell and the like.
    pub fn frame(&self, title: impl Into<String>) -> PageFrame {
        PageFrame::new(title, self.nonce.get(), self.state.assets.clone(), self.state.site.clone())
            .seen_by(self.visitor.clone())
    }

    /// The page as a response.
    pub fn show<V: IntoView + 'static>(&self, frame: PageFrame, body: impl FnOnce() -> V) -> Response {
        Html(app::render(frame, body)).into_response()
    }

    /// The page again, with a form that needs mending.
    pub fn refuse<V: IntoView + 'static>(&self, frame: PageFrame, body: impl FnOnce() -> V) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.show(frame, body)).into_response()
    }
}

/// Draws the page of what went wrong: of a [`PageError`], or of a bare status from a layer or an
/// extractor that knows no pages. Any other response is left as it is.
pub fn draw_error(state: &AppState, mut response: Response, nonce: &Nonce, id: Option<&RequestId>) -> Response {
    let said = response.extensions_mut().remove::<PageError>().map(|PageError(error)| error);
    let Some(error) = said.or_else(|| bare(&response, id)) else { return response };
    let frame = PageFrame::new(error.title(), nonce.get(), Arc::clone(&state.assets), Arc::clone(&state.site));
    let html = app::render(frame, || view! { <ErrorPage error/> });
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html; charset=utf-8"));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, html.into())
}

fn bare(response: &Response, id: Option<&RequestId>) -> Option<ErrorView> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain")) {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(ErrorView::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(ErrorView::TooLarge),
        StatusCode::SERVICE_UNAVAILABLE => Some(ErrorView::Busy(BUSY)),
        status if status.is_server_error() => {
            let id = id.and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
            Some(ErrorView::Internal(id.to_owned()))
        }
        status if status.is_client_error() => Some(ErrorView::BadRequest),
        _ => None,
    }
}
