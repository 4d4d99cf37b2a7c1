//! Places from round to round: somebody's own, and GET `/xep-hang/don-vi/{code}`, an agency's.

use std::{sync::Arc, time::Duration};

use app::{
    NavItem,
    errors::ErrorView,
    reports::RoundPlace,
    results::{AgencyHistoryPage, AgencyHistoryView},
};
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use contest::{agencies::Block, contests::RoundState};
use engine::{
    Engine, agencies,
    contests::{Round, RoundSummary},
    results::{self, AgencyRace, BoardError, MyAttempt},
};
use leptos::prelude::*;

use super::agency_words::{Words, by_participation};
use crate::{
    contests::glance::{glance, questions},
    error::{PageError, PageResult},
    page::Page,
    state::AppState,
};

/// Rounds of a history: the last half year of a weekly contest.
const MOST: usize = 26;
/// How long a page waits for somebody's history; after a loss of the cache boards are being made again.
const PATIENCE: Duration = Duration::from_secs(2);

/// The address of agencies' histories.
pub fn routes() -> Router<AppState> {
    Router::new().route("/xep-hang/don-vi/{code}", get(show))
}

/// The history of an agency with this code.
pub(super) fn address(code: &str) -> String {
    format!("/xep-hang/don-vi/{code}")
}

async fn show(State(state): State<AppState>, Path(code): Path<String>, page: Page) -> PageResult {
    let view = view(&state, &code).await?;
    let frame = page.frame(format!("Thứ hạng {}", view.name)).under(NavItem::Boards);
    Ok(page.show(frame, || view! { <AgencyHistoryPage history=view/> }))
}

async fn view(state: &AppState, code: &str) -> Result<AgencyHistoryView, PageError> {
    let engine = &state.engine;
    let glance = glance(state).await?;
    let tree = agencies::tree(engine).await?;
    let root = tree.get(glance.contest.province_id).map(|province| province.path.as_str()).unwrap_or_default();
    let agency = tree.by_code(code).filter(|agency| agency.path.starts_with(root));
    let agency = agency.ok_or(PageError::from(ErrorView::NotFound))?;
    let rounds = counted(engine, glance.rounds.iter()).await?;
    let mut view =
        AgencyHistoryView { name: tree.full_name(agency.id), among: None, places: Vec::new(), figure: "Tỷ lệ" };
    for round in rounds {
        let prizes = round.rules.collective.first().cloned().unwrap_or_else(by_participation);
        let block = prizes.by_block.then_some(agency.block.as_str());
        let race = AgencyRace { rounds: vec![Arc::clone(&round)], prizes: &prizes, block, size_band: None };
        let board = results::race(engine, &race).await?;
        let words = Words { key: prizes.ranking.first().copied(), questions: questions(engine, Some(&round)).await? };
        let of = board.lines.iter().filter(|line| line.rank.is_some()).count() as u64;
        let line = board.lines.into_iter().find(|line| line.agency == agency.id);
        let place = line.as_ref().and_then(|line| line.rank);
        let with = line.map_or_else(|| "–".to_owned(), |line| words.row(line, &tree, None).figure);
        view.places.push(RoundPlace { round: round.title.clone(), place, of, with });
        view.among = block.map(|block| format!("Khối {}.", Block::label(block)));
        view.figure = words.head();
    }
    Ok(view)
}

/// The rounds that were counted, first to last.
async fn counted(
    engine: &Engine,
    rounds: impl DoubleEndedIterator<Item = &RoundSummary>,
) -> Result<Vec<Arc<Round>>, PageError> {
    let mut counted = Vec::new();
    for round in rounds.rev().filter(|round| round.state >= RoundState::Provisional).take(MOST) {
        counted.extend(engine.rounds.get(&engine.db.read, round.id, engine.now()).await?);
    }
    counted.reverse();
    Ok(counted)
}

/// Somebody's places in the rounds of the contest that they took part in; none while there are not two to compare.
pub(super) async fn own(state: &AppState, me: i64, mine: &[MyAttempt]) -> Result<Vec<RoundPlace>, PageError> {
    let glance = glance(state).await?;
    let took_part = |round: &&RoundSummary| mine.iter().any(|attempt| attempt.round == round.id);
    let rounds = counted(&state.engine, glance.rounds.iter().filter(took_part)).await?;
    if rounds.len() < 2 {
        return Ok(Vec::new());
    }
    match tokio::time::timeout(PATIENCE, places(&state.engine, me, mine, rounds)).await {
        Ok(places) => Ok(places?),
        Err(_) => Ok(Vec::new()),
    }
}

async fn places(
    engine: &Engine,
    me: i64,
    mine: &[MyAttempt],
    rounds: Vec<Arc<Round>>,
) -> Result<Vec<RoundPlace>, BoardError> {
    let mut places = Vec::with_capacity(rounds.len());
    for round in rounds {
        let Some(own) = results::place(engine, &round, me).await? else { continue };
        let counts = mine.iter().filter(|attempt| attempt.round == round.id);
        let counts = counts.filter_map(|attempt| attempt.result).find(|result| result.counts);
        places.push(RoundPlace {
            round: round.title.clone(),
            place: Some(own.in_track.rank),
            of: own.in_track.of,
            with: counts.map_or_else(|| "–".to_owned(), |result| format!("{}/{}", result.correct, result.total)),
        });
    }
    Ok(places)
}
