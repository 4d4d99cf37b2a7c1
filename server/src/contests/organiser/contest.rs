//! A contest, for its organiser: its rounds, its rules, and letting all drafts open by themselves.

use app::{
    contests::{ContestDeskPage, ContestDeskView, round_fields},
    errors::ErrorView,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::contests::RoundState;
use engine::contests::{
    self, Contest, RoundSummary,
    rounds::{TransitionError, schedule_all, shortages_of_drafts},
};
use leptos::prelude::*;

use super::{lines, rules::rules_address, shortages_in_words};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const DONE: &str = "da-hen";

/// The address of a contest.
pub(super) fn address(contest_id: i64) -> String {
    format!("/ban-to-chuc/cuoc-thi/{contest_id}")
}

/// The contest with the number in an address.
pub(super) async fn find(state: &AppState, contest: &str) -> Result<Contest, PageError> {
    let id = contest.parse().map_err(|_| ErrorView::NotFound)?;
    contests::find(&state.engine.db.read, id).await?.ok_or_else(|| ErrorView::NotFound.into())
}

/// GET `/ban-to-chuc/cuoc-thi/{contest}`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    Path(contest): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let contest = find(&state, &contest).await?;
    let mut view = view(&state, contest).await?;
    view.done = params.number(DONE).map(|count| format!("Đã hẹn tự mở thêm {count} vòng."));
    let frame = work_frame(&page, view.title.clone());
    Ok(page.show(frame, || view! { <ContestDeskPage contest=view/> }))
}

/// POST `/ban-to-chuc/cuoc-thi/{contest}`: all drafts are to open by themselves.
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(contest): Path<String>,
    Pairs(pairs): Pairs,
) -> PageResult {
    let contest = find(&state, &contest).await?;
    let is_known = pairs.iter().any(|(name, value)| name == ContestDeskView::ACT && value == ContestDeskView::SCHEDULE);
    if !is_known {
        return Err(ErrorView::BadRequest.into());
    }
    match schedule_all(&state.engine, &actor, contest.id).await {
        Ok(count) => Ok(Redirect::to(&format!("{}?{DONE}={count}", address(contest.id))).into_response()),
        Err(TransitionError::Db(failure)) => Err(failure.into()),
        Err(_) => Err(ErrorView::Forbidden.into()),
    }
}

async fn view(state: &AppState, contest: Contest) -> Result<ContestDeskView, PageError> {
    let db = &state.engine.db.read;
    let now = state.engine.now();
    let rules = contests::newest_rules(db, contest.id).await?.ok_or(ErrorView::NotFound)?;
    let rounds = contests::rounds(db, contest.id).await?;
    let waits =
        |round: &&RoundSummary| round.state == RoundState::Draft && !round.opens_by_itself && now < round.window.closes;
    let title = |id: i64| rounds.iter().find(|round| round.id == id).map(|round| round.title.clone());
    let short = shortages_of_drafts(db, contest.id).await?;
    let others = contests::list(db).await?.into_iter().filter(|(id, _)| *id != contest.id);
    Ok(ContestDeskView {
        href: address(contest.id),
        done: None,
        new_round: format!("/ban-to-chuc/vong-thi/moi?{}={}", round_fields::CONTEST, contest.id),
        to_schedule: rounds.iter().filter(waits).count(),
        short: short
            .into_iter()
            .map(|(id, short)| (title(id).unwrap_or_default(), shortages_in_words(&short)))
            .collect(),
        others: others.map(|(id, title)| (address(id), title)).collect(),
        rules_href: rules_address(contest.id),
        version: rules.version,
        made_at: rules.made_at,
        rules: rules.rules.describe(),
        rounds: lines(&rounds),
        title: contest.title,
    })
}
