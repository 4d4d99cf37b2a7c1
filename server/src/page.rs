//! Putting a page together: who looks, with which nonce, at what.

use app::{PageFrame, Visitor, errors::ErrorPage};
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{StatusCode, header, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use leptos::prelude::*;

use crate::{
    error::PageError,
    layers::policy::Nonce,
    session::{MaybeParticipant, MaybeStaff},
    state::AppState,
};

/// What a handler draws its page with.
pub struct Page {
    state: AppState,
    nonce: String,
    visitor: Visitor,
}

impl FromRequestParts<AppState> for Page {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        let nonce = parts.extensions.get::<Nonce>().map_or_else(String::new, |nonce| nonce.0.clone());
        Ok(Self { state: state.clone(), nonce, visitor: visitor(parts, state).await? })
    }
}

/// Staff pages are under their own addresses; everywhere else a participant is meant.
async fn visitor(parts: &mut Parts, state: &AppState) -> Result<Visitor, PageError> {
    let is_work = ["/ban-to-chuc", "/don-vi"].iter().any(|prefix| parts.uri.path().starts_with(prefix));
    if is_work {
        let MaybeStaff(staff) = MaybeStaff::from_request_parts(parts, state).await?;
        return Ok(staff.map_or(Visitor::Anonymous, |staff| Visitor::Staff {
            name: staff.display_name,
            role: staff.role.label().to_owned(),
            home: if staff.agency.is_some() { "/don-vi" } else { "/ban-to-chuc" },
        }));
    }
    let MaybeParticipant(participant) = MaybeParticipant::from_request_parts(parts, state).await?;
    Ok(participant.map_or(Visitor::Anonymous, |participant| Visitor::Participant { name: participant.name }))
}

impl Page {
    /// The page's frame; a handler adds the navigation's entry, the shell and the like.
    pub fn frame(&self, title: impl Into<String>) -> PageFrame {
        PageFrame::new(title, self.nonce.clone(), self.state.assets.clone(), self.state.site.clone())
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

/// Draws the page of a [`PageError`] that a handler or a layer answered with.
pub async fn draw_errors(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let nonce = request.extensions().get::<Nonce>().map_or_else(String::new, |nonce| nonce.0.clone());
    let mut response = next.run(request).await;
    let Some(PageError(error)) = response.extensions_mut().remove::<PageError>() else { return response };
    let frame = PageFrame::new(error.title(), nonce, state.assets.clone(), state.site.clone());
    let html = app::render(frame, || view! { <ErrorPage error/> });
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html; charset=utf-8"));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, html.into())
}
