//! The personal code, shown once: it travels sealed in a short-lived cookie, so that no instance
//! keeps it and reloading the page does not lose it.

use app::accounts::{CodePage, CodeView};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use contest::{Millis, accounts::EntryCode};
use engine::clock::os_rng;
use leptos::prelude::*;

use crate::{
    page::Page,
    session::{Participant, read_cookie, set_cookie, way_back},
    state::AppState,
};

const COOKIE: &str = "cchc-ma";
const CONTEXT: &str = "code-cookie";
/// How long the page can be reloaded.
const KEEP: Millis = Millis::minutes(15);

/// The header that lets `/dang-ky/ma-du-thi` show `code`, and lead on to `next` after it.
pub(super) fn show_once(code: &EntryCode, next: &str, state: &AppState) -> HeaderValue {
    let sealed = state.engine.secrets.seal(CONTEXT, format!("{code} {next}").as_bytes(), &mut os_rng());
    set_cookie(COOKIE, &hex::encode(sealed), KEEP, state)
}

/// GET `/dang-ky/ma-du-thi`
pub async fn show(
    State(state): State<AppState>,
    headers: HeaderMap,
    Participant(participant): Participant,
    page: Page,
) -> Response {
    let Some((code, next)) = read(&headers, &state) else {
        return Redirect::to("/cua-toi").into_response();
    };
    let view = CodeView { name: participant.name, code, next: way_back(Some(&next), "/") };
    let mut response = page.show(page.frame("Mã dự thi của bạn"), || view! { <CodePage code=view/> });
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn read(headers: &HeaderMap, state: &AppState) -> Option<(String, String)> {
    let sealed = hex::decode(read_cookie(headers, COOKIE, state)?).ok()?;
    let opened = String::from_utf8(state.engine.secrets.open(CONTEXT, &sealed).ok()?).ok()?;
    let (code, next) = opened.split_once(' ')?;
    Some((code.to_owned(), next.to_owned()))
}
