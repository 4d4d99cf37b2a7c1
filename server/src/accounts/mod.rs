//! Registering, signing in and out, and what someone finds of their own.

mod code;
mod mine;
mod register;
mod sign_in;
pub mod staff;

use axum::{
    Router,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use engine::accounts::{SessionKind, Token};

use crate::{layers::client_ip::client_ip, session::Jar as _, state::AppState};

/// The addresses of participants and of staff.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/dang-ky", get(register::show).post(register::register))
        .route("/dang-ky/ma-du-thi", get(code::show))
        .route("/dang-nhap", get(sign_in::show).post(sign_in::sign_in))
        .route("/dang-xuat", post(sign_in::sign_out))
        .merge(mine::routes())
        .merge(staff::routes())
}

/// Signs this browser in and leads on.
fn signed_in(kind: SessionKind, token: &Token, next: &str, state: &AppState) -> Response {
    let mut response = Redirect::to(next).into_response();
    response.headers_mut().append(header::SET_COOKIE, kind.keep(token, state));
    response
}

/// The address that limits count by; requests that have none share one count.
fn address_key(headers: &HeaderMap, extensions: &axum::http::Extensions, state: &AppState) -> String {
    let trusted = state.config.client_ip_header.as_deref();
    client_ip(headers, extensions, trusted).map_or_else(|| "unknown".to_owned(), |ip| ip.to_string())
}
