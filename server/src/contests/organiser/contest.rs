//! GET `/ban-to-chuc/cuoc-thi/{contest}`: a contest, for its organiser.

use app::{
    contests::{ContestDeskPage, ContestDeskView},
    errors::ErrorView,
};
use axum::extract::{Path, State};
use engine::contests::{self, Contest};
use leptos::prelude::*;

use super::{lines, rules::rules_address};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    session::Organiser,
    state::AppState,
};

/// The address of a contest.
pub(super) fn address(contest_id: i64) -> String {
    format!("/ban-to-chuc/cuoc-thi/{contest_id}")
}

/// The contest with the number in an address.
pub(super) async fn find(state: &AppState, contest: &str) -> Result<Contest, PageError> {
    let id = contest.parse().map_err(|_| ErrorView::NotFound)?;
    contests::find(&state.engine.db.read, id).await?.ok_or_else(|| ErrorView::NotFound.into())
}

pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    Path(contest): Path<String>,
    page: Page,
) -> PageResult {
    let db = &state.engine.db.read;
    let contest = find(&state, &contest).await?;
    let rules = contests::newest_rules(db, contest.id).await?.ok_or(ErrorView::NotFound)?;
    let view = ContestDeskView {
        rules_href: rules_address(contest.id),
        version: rules.version,
        made_at: rules.made_at,
        rules: rules.rules.describe(),
        rounds: lines(&contests::rounds(db, contest.id).await?),
        title: contest.title,
    };
    let frame = work_frame(&page, view.title.clone());
    Ok(page.show(frame, || view! { <ContestDeskPage contest=view/> }))
}
