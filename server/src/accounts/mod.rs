//! Registering, signing in and out, and what someone finds of their own.

mod code;
mod correct;
mod mine;
mod register;
mod sign_in;
pub mod staff;

use app::{
    components::{SelectGroup, SelectOption},
    form::Problem,
};
use axum::{
    Router,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use contest::{accounts::Field, contests::DuplicateKey};
use engine::{
    accounts::{SessionKind, Token},
    agencies,
};

use crate::{error::PageError, layers::client_ip::client_ip, session::Jar as _, state::AppState};

/// The addresses of participants and of staff.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/dang-ky", get(register::show).post(register::register))
        .route("/dang-ky/ma-du-thi", get(code::show))
        .route("/dang-nhap", get(sign_in::show).post(sign_in::sign_in))
        .route("/dang-xuat", post(sign_in::sign_out))
        .route("/cua-toi/sua", get(correct::show).post(correct::correct))
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
pub(crate) fn address_key(headers: &HeaderMap, extensions: &axum::http::Extensions, state: &AppState) -> String {
    let trusted = state.config.client_ip_header.as_deref();
    client_ip(headers, extensions, trusted).map_or_else(|| "unknown".to_owned(), |ip| ip.to_string())
}

/// The agencies that people choose from, by block.
async fn agency_choices(state: &AppState) -> Result<Vec<SelectGroup>, PageError> {
    let tree = agencies::tree(&state.engine).await?;
    let root = state.province_path().await?;
    let blocks = tree.by_block(&root, state.engine.now());
    let group = |block: agencies::BlockOfAgencies| SelectGroup {
        label: Some(block.label.to_owned()),
        options: block.agencies.iter().map(|agency| SelectOption::new(&agency.code, &agency.name)).collect(),
    };
    Ok(blocks.into_iter().map(group).collect())
}

/// What is said where others have registered with the same already. It tells nothing of them.
fn taken(by: DuplicateKey) -> Problem {
    let (field, message) = match by {
        DuplicateKey::Phone => (
            Field::Phone,
            "Số này đã đăng ký dự thi. Nếu là số của bạn, hãy đăng nhập bằng mã dự thi; nếu không, hãy dùng số khác.",
        ),
        DuplicateKey::IdNumber => (
            Field::IdNumber,
            "Số căn cước này đã đăng ký dự thi. Hãy xem lại số; nếu đúng là của bạn, hãy đăng nhập bằng mã dự thi hoặc gọi Ban Tổ chức theo số ở cuối trang.",
        ),
        DuplicateKey::NameAndBirthDate => (
            Field::FullName,
            "Họ tên và ngày sinh này đã đăng ký dự thi. Nếu là bạn, hãy đăng nhập bằng mã dự thi; nếu chỉ trùng tên, hãy gọi Ban Tổ chức theo số ở cuối trang để được đăng ký.",
        ),
    };
    Problem::new(field.name(), message)
}
