//! Agencies: the tree and their headcounts, and what a viewer sees of the own one.

mod headcounts;
mod link;
mod lists;
mod moves;
mod one;
mod posters;
mod report;
mod tree;
mod typed;
mod waiting;

use app::{
    agencies::{HEADCOUNTS_HREF, LISTS_HREF, NEW_AGENCY_HREF, TREE_HREF, WAITING_HREF},
    work::Desk,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    routing::get,
};
use bank::limits::MAX_UPLOAD_BYTES;
use engine::agencies;

use crate::{
    accounts::staff::people,
    banks::organiser::FORM_BYTES,
    error::{PageError, PageResult},
    form::{Form, Pairs},
    page::Page,
    params::Params,
    session::{Organiser, Viewer},
    state::AppState,
};

const OWN_PEOPLE: people::Place = people::Place { desk: Desk::OwnPeople, href: "/don-vi/nguoi-du-thi" };
const ALL: headcounts::Place = headcounts::Place { desk: Desk::Agencies, href: HEADCOUNTS_HREF };
const OWN: headcounts::Place = headcounts::Place { desk: Desk::OwnHeadcounts, href: "/don-vi/so-nguoi" };

/// The addresses of agencies.
pub fn routes() -> Router<AppState> {
    let with_upload = get(lists::show).post(lists::hand_in).layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES + FORM_BYTES));
    Router::new()
        .merge(posters::routes())
        .route("/m/{code}", get(link::show))
        .route(TREE_HREF, get(tree::show))
        .route(NEW_AGENCY_HREF, get(one::show_new).post(one::add))
        .route(HEADCOUNTS_HREF, get(show_all).post(set_any))
        .route(WAITING_HREF, get(waiting::show).post(waiting::decide))
        .route(LISTS_HREF, with_upload)
        .route("/ban-to-chuc/don-vi/danh-sach.csv", get(lists::csv))
        .route("/ban-to-chuc/don-vi/danh-sach.xlsx", get(lists::xlsx))
        .route("/ban-to-chuc/don-vi/danh-sach/{list}", get(lists::preview).post(lists::act))
        .route("/ban-to-chuc/don-vi/{agency}", get(one::show).post(one::act))
        .route("/ban-to-chuc/don-vi/{agency}/chuyen", get(moves::show_people).post(moves::act_on_people))
        .route("/ban-to-chuc/don-vi/{agency}/gop", get(moves::show_double).post(moves::act_on_double))
        .route("/don-vi", get(report::show))
        .route("/don-vi/nguoi-du-thi", get(show_people).post(reissue))
        .route("/don-vi/so-nguoi", get(show_own).post(set_own))
}

async fn show_all(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let path = state.province_path().await?;
    headcounts::show(&state, &actor, ALL, path, &params, &page).await
}

async fn set_any(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let path = state.province_path().await?;
    headcounts::set(&state, &actor, ALL, path, &params, &page, &pairs).await
}

async fn show_own(
    State(state): State<AppState>,
    Viewer(actor, scope): Viewer,
    params: Params,
    page: Page,
) -> PageResult {
    headcounts::show(&state, &actor, OWN, scope.path, &params, &page).await
}

async fn set_own(
    State(state): State<AppState>,
    Viewer(actor, scope): Viewer,
    params: Params,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    headcounts::set(&state, &actor, OWN, scope.path, &params, &page, &pairs).await
}

async fn show_people(
    State(state): State<AppState>,
    Viewer(actor, _): Viewer,
    params: Params,
    page: Page,
) -> PageResult {
    people::show(&state, &actor, OWN_PEOPLE, &params, &page).await
}

async fn reissue(
    State(state): State<AppState>,
    Viewer(actor, _): Viewer,
    page: Page,
    Form(sent): Form<people::Sent>,
) -> PageResult {
    people::reissue(&state, &actor, OWN_PEOPLE, &sent, &page).await
}

/// The name of an agency, with that of the one above it.
async fn full_name(state: &AppState, agency_id: i64) -> Result<String, PageError> {
    Ok(agencies::tree(&state.engine).await?.full_name(agency_id))
}
