//! GET `/m/{code}`: what stands on posters.

use axum::{
    extract::{Path, State},
    http::{Extensions, HeaderMap},
    response::{IntoResponse as _, Redirect},
};
use contest::agencies::LinkCode;
use engine::{
    agencies::links::follow,
    integrity::{Limit, check},
};

use crate::{accounts::address_key, error::PageResult, state::AppState};

/// Leads to the registration form with the agency chosen. A code that leads to none, because it was
/// mistyped or has ended, leads to the form all the same: nobody is lost at a poster.
pub(super) async fn show(
    State(state): State<AppState>,
    Path(code): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
) -> PageResult {
    check(&state.engine, Limit::Link, &address_key(&headers, &extensions, &state)).await?;
    let Some(code) = LinkCode::parse(&code) else { return Ok(Redirect::to("/dang-ky").into_response()) };
    let query = match follow(&state.engine, &code).await? {
        Some(agency) => serde_urlencoded::to_string([("don-vi", agency.as_str()), ("qua", code.as_str())]),
        None => return Ok(Redirect::to("/dang-ky").into_response()),
    };
    Ok(Redirect::to(&format!("/dang-ky?{}", query.unwrap_or_default())).into_response())
}
