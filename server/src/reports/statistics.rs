//! GET `/ban-to-chuc/thong-ke`: the whole province in figures, for an organiser.

use std::sync::Arc;

use app::{
    agencies::HEADCOUNTS_HREF,
    components::SelectOption,
    errors::ErrorView,
    form::FormState,
    reports::{
        RoundReport, StatisticsPage, StatisticsView,
        statistics_fields::{ALL, BLOCK, HREF, KIND, POSITION, ROUND, TRACK},
    },
};
use axum::extract::State;
use contest::{
    accounts::Position,
    agencies::{AgencyKind, Block},
    contests::TrackKind,
};
use engine::{
    agencies::{self, AgencyScope},
    contests::{self, Contest, OpenedRound},
    reports::{CountedOf, Filter, statistics, topics},
};
use leptos::prelude::*;

use super::{Shown, report};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    params::Params,
    results::addresses::{before_page, letter, track},
    session::Organiser,
    state::AppState,
};

pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let db = &state.engine.db.read;
    let contest = contests::contest(db, state.engine.now()).await?.ok_or(ErrorView::NotFound)?;
    let rounds = contests::opened_rounds(db, contest.id).await?;
    let province = agencies::tree(&state.engine).await?.get(contest.province_id).cloned().ok_or(ErrorView::NotFound)?;
    let scope = AgencyScope { agency_id: province.id, path: province.path };
    let filter = filter(&params);
    let chosen = chosen(&state, &params, &rounds).await?;
    let report = match chosen {
        Some(of) => counted(&state, &contest, &scope, of, &filter, &params).await?,
        None => None,
    };
    let view = StatisticsView {
        filters: Arc::new(form(chosen, &rounds, &filter)),
        rounds: round_options(&rounds),
        blocks: blocks(&state, &scope).await?,
        kinds: AgencyKind::ALL.into_iter().map(|kind| SelectOption::new(kind.code(), kind.label())).collect(),
        tracks: TrackKind::ALL.into_iter().map(|kind| SelectOption::new(letter(kind), kind.label())).collect(),
        positions: Position::ALL.into_iter().map(|of| SelectOption::new(of.code(), of.label())).collect(),
        report,
    };
    Ok(page.show(work_frame(&page, "Thống kê"), || view! { <StatisticsPage view/> }))
}

fn filter(params: &Params) -> Filter {
    Filter {
        track: params.text(TRACK).and_then(track),
        position: params.text(POSITION).and_then(Position::parse),
        block: params.text(BLOCK).map(str::to_owned),
        kind: params.text(KIND).and_then(AgencyKind::parse),
    }
}

/// The round that is asked for, or all; else the current one, else the last.
async fn chosen(state: &AppState, params: &Params, rounds: &[OpenedRound]) -> Result<Option<CountedOf>, PageError> {
    let engine = &state.engine;
    if params.text(ROUND) == Some(ALL) {
        let contest = contests::contest(&engine.db.read, engine.now()).await?;
        return Ok(contest.filter(|_| !rounds.is_empty()).map(|contest| CountedOf::Contest(contest.id)));
    }
    let asked_for = params.number(ROUND).and_then(|number| rounds.iter().find(|round| round.number as u32 == number));
    if let Some(round) = asked_for {
        return Ok(Some(CountedOf::Round(round.id)));
    }
    Ok(contests::current_round(engine).await?.map(|round| CountedOf::Round(round.id)))
}

async fn counted(
    state: &AppState,
    contest: &Contest,
    scope: &AgencyScope,
    of: CountedOf,
    filter: &Filter,
    params: &Params,
) -> Result<Option<RoundReport>, PageError> {
    let engine = &state.engine;
    let Some(counted) = statistics(engine, scope, of, filter).await? else { return Ok(None) };
    let (round, topics) = match of {
        CountedOf::Round(id) => {
            let round = engine.rounds.get(&engine.db.read, id, engine.now()).await?;
            (round, Some(topics(&engine.db.read, id).await?))
        }
        CountedOf::Contest(_) => (contests::current_round(engine).await?, None),
    };
    let Some(round) = round else { return Ok(None) };
    let number = round.number.to_string();
    let (title, number, closes) = match of {
        CountedOf::Round(_) => {
            (round.title.clone(), number, round.is_open(counted.as_of).then_some(round.window.closes))
        }
        CountedOf::Contest(_) => (contest.title.clone(), ALL.to_owned(), None),
    };
    let href = before_page(
        HREF,
        &[
            (ROUND, number.as_str()),
            (BLOCK, filter.block.as_deref().unwrap_or_default()),
            (KIND, filter.kind.map(AgencyKind::code).unwrap_or_default()),
            (TRACK, filter.track.map(letter).unwrap_or_default()),
            (POSITION, filter.position.map(Position::code).unwrap_or_default()),
        ],
    );
    let shown = Shown {
        title,
        rounds: Vec::new(),
        closes,
        rules: &round.rules,
        headcounts: HEADCOUNTS_HREF,
        has_headcount: filter.has_headcount(),
        topics,
        page: params.page(),
        href,
    };
    Ok(Some(report(shown, counted)))
}

/// What is chosen, as the form shows it.
fn form(chosen: Option<CountedOf>, rounds: &[OpenedRound], filter: &Filter) -> FormState {
    let round = match chosen {
        Some(CountedOf::Round(id)) => {
            rounds.iter().find(|round| round.id == id).map(|round| round.number.to_string()).unwrap_or_default()
        }
        Some(CountedOf::Contest(_)) => ALL.to_owned(),
        None => String::new(),
    };
    FormState::sent([
        (ROUND, round),
        (BLOCK, filter.block.clone().unwrap_or_default()),
        (KIND, filter.kind.map(AgencyKind::code).unwrap_or_default().to_owned()),
        (TRACK, filter.track.map(letter).unwrap_or_default().to_owned()),
        (POSITION, filter.position.map(Position::code).unwrap_or_default().to_owned()),
    ])
}

fn round_options(rounds: &[OpenedRound]) -> Vec<SelectOption> {
    let mut options: Vec<SelectOption> =
        rounds.iter().rev().map(|round| SelectOption::new(round.number.to_string(), round.title.clone())).collect();
    if rounds.len() > 1 {
        options.push(SelectOption::new(ALL, "Cả cuộc thi"));
    }
    options
}

/// The blocks of the province's agencies.
async fn blocks(state: &AppState, scope: &AgencyScope) -> Result<Vec<SelectOption>, PageError> {
    let tree = agencies::tree(&state.engine).await?;
    let mut codes: Vec<&str> = tree.subtree(&scope.path).map(|agency| agency.block.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    Ok(codes.into_iter().map(|code| SelectOption::new(code, Block::label(code))).collect())
}
