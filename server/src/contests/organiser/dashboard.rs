//! GET `/ban-to-chuc`: the contest at a glance, for an organiser.

use app::{
    contests::StepperView,
    errors::ErrorView,
    reports::{CurrentRound, DashboardPage, DashboardView},
};
use axum::extract::State;
use engine::{
    accounts,
    agencies::{AgencyFilter, agencies_of, waiting_headcounts},
    banks::{mistakes, question_sets, work::awaiting_review},
    contests::{self, Round, rounds::shortages_of_drafts},
    reports::organiser::overview,
    results::{
        complaints::unanswered_by_round,
        life::{ResultsOf, Subject},
    },
};
use leptos::prelude::*;

use super::{address, lines, tasks};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    reports::day_count,
    session::Organiser,
    state::AppState,
};

/// Agencies that a task names.
const NAMED: u64 = 3;
/// Banks with questions that wait for a reviewer, of which a task is made.
const REVIEWS: u64 = 3;
/// Files that wait, of which a task is made.
const WAITING: u64 = 5;

pub(super) async fn show(State(state): State<AppState>, Organiser(actor): Organiser, page: Page) -> PageResult {
    let (engine, db) = (&state.engine, &state.engine.db.read);
    let not_found = || PageError::from(ErrorView::NotFound);
    let contest = contests::contest(db, engine.now()).await?.ok_or_else(not_found)?;
    let figures = overview(engine, contest.id).await?.ok_or_else(not_found)?;
    let rounds = contests::rounds(db, contest.id).await?;
    let current = contests::current_round(engine).await?;
    let silent = AgencyFilter {
        path: state.province_path().await?,
        without_headcount: true,
        positions: current.as_ref().map(|round| round.rules.quota_positions()).unwrap_or_default(),
        ..AgencyFilter::default()
    };
    let silent = agencies_of(engine, &actor, &silent, accounts::Page { number: 0, size: NAMED }).await?;
    let waiting = question_sets::waiting(db, WAITING).await?;
    let unanswered = unanswered_by_round(db, contest.id).await?;
    let short = shortages_of_drafts(db, contest.id).await?;
    let whole = Subject::load(db, ResultsOf::Contest(contest.id)).await?;
    let mut of_contest = tasks::of_rounds(&rounds, &unanswered, &short, engine.now());
    of_contest.extend(whole.and_then(|whole| tasks::of_whole(&whole, &rounds, engine.now())));
    of_contest.extend(tasks::of_headcounts(waiting_headcounts(db).await?));
    of_contest.extend(tasks::of_mistakes(mistakes::waiting(db).await?));
    of_contest.extend(awaiting_review(db, &actor, REVIEWS).await?.iter().map(tasks::of_review));
    let view = DashboardView {
        contest: (super::contest::address(contest.id), contest.title),
        as_of: figures.as_of,
        current: current.map(|round| on_now(&round)),
        registered: figures.registered,
        entrants: figures.entrants,
        attempts: figures.attempts,
        live: figures.live_attempts,
        agencies: (figures.agencies_taking_part, figures.agencies),
        days: figures.days.iter().map(day_count).collect(),
        tasks: tasks::sorted(of_contest, tasks::of_agencies(&silent, &rounds), &waiting),
        rounds: lines(&rounds),
    };
    Ok(page.show(work_frame(&page, "Tổng quan"), || view! { <DashboardPage dashboard=view/> }))
}

fn on_now(round: &Round) -> CurrentRound {
    CurrentRound {
        href: address(round.id),
        title: round.title.clone(),
        stepper: StepperView { state: round.state, window: round.window },
    }
}
