//! Putting a page together: who looks, with which nonce, at what.

use std::sync::Arc;

use app::{
    PageFrame, Visitor,
    errors::{ErrorPage, ErrorView},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use engine::secrets::sha256_hex;
use leptos::prelude::*;
use tower_http::request_id::RequestId;

use crate::{
    accounts::staff::home,
    error::{BUSY, PageError},
    layers::policy::Nonce,
    session::{MaybeParticipant, MaybeStaff},
    state::AppState,
};

/// Hexadecimal digits of an entity tag: 128 bits.
const TAG_DIGITS: usize = 32;

/// What a handler draws its page with.
pub struct Page {
    state: AppState,
    nonce: Nonce,
    visitor: Visitor,
    /// What the browser kept of this page.
    kept: Option<HeaderValue>,
}

impl FromRequestParts<AppState> for Page {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        let nonce = parts.extensions.get::<Nonce>().cloned().unwrap_or_default();
        let kept = parts.headers.get(header::IF_NONE_MATCH).cloned();
        Ok(Self { state: state.clone(), nonce, visitor: visitor(parts, state).await?, kept })
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

    /// The page as a response that a browser may keep and asks about each time: 304 and nothing else while it would say
    /// the same to the same person. For pages that people come back to and that change seldom.
    pub fn show_kept<V: IntoView + 'static>(&self, frame: PageFrame, body: impl FnOnce() -> V) -> Response {
        let html = app::render(frame, body);
        let tag = tag(&html, self.nonce.get());
        let known = self.kept.as_ref().is_some_and(|kept| names(kept, &tag));
        let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Html(html).into_response() };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("cookie"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }

    /// The page again, with a form that needs mending.
    pub fn refuse<V: IntoView + 'static>(&self, frame: PageFrame, body: impl FnOnce() -> V) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.show(frame, body)).into_response()
    }
}

/// The entity tag of a page: of all that it says but the nonce, so that nobody has to know what a page depends on. It is a
/// weak one: the page may be packed in one way or another.
pub fn tag(html: &str, nonce: &str) -> String {
    let said = html.replace(nonce, "");
    format!("W/\"{}\"", &sha256_hex(said.as_bytes())[..TAG_DIGITS])
}

/// Whether the browser's `If-None-Match` names this tag; compared weakly (RFC 9110, 13.1.2).
pub fn names(kept: &HeaderValue, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    kept.to_str().is_ok_and(|kept| kept.split(',').any(|one| opaque(one) == opaque(tag)))
}

/// Draws the page of what went wrong: of a [`PageError`], or of a bare status from a layer or an
/// extractor that knows no pages. Any other response is left as it is.
pub fn draw_error(state: &AppState, mut response: Response, nonce: &Nonce, id: Option<&RequestId>) -> Response {
    let said = response.extensions_mut().remove::<PageError>().map(|PageError(error)| error);
    let Some(error) = said.or_else(|| bare(&response, id)) else { return response };
    let frame = PageFrame::new(error.title(), nonce.get(), Arc::clone(&state.assets), Arc::clone(&state.site));
    let html = app::render(frame, || view! { <ErrorPage error/> });
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_of_what_is_said_and_not_of_the_nonce() {
        let page = |nonce: &str, text: &str| tag(&format!("<script nonce={nonce}></script>{text}"), nonce);
        assert_eq!(page("0a1b", "Câu 1"), page("77ff", "Câu 1"));
        assert_ne!(page("0a1b", "Câu 1"), page("0a1b", "Câu 2"));
    }

    #[test]
    fn tags_are_compared_weakly_and_one_of_many_is_enough() {
        let names = |kept: &'static str| names(&HeaderValue::from_static(kept), "W/\"ab\"");
        for kept in ["W/\"ab\"", "\"ab\"", "\"x\", W/\"ab\""] {
            assert!(names(kept), "{kept}");
        }
        for kept in ["W/\"a\"", "ab", "", "W/\"abc\""] {
            assert!(!names(kept), "{kept}");
        }
    }
}
