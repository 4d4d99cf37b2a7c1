//! GET `/xep-hang/don-vi`: agencies against each other.

use std::{collections::BTreeMap, sync::Arc};

use app::{
    NavItem,
    components::SelectOption,
    form::FormState,
    results::{AgencyBoardPage, AgencyBoardView, AgencyRow, MyAgency},
};
use axum::{Router, extract::State, routing::get};
use contest::agencies::Block;
use engine::{
    accounts::ParticipantSession,
    agencies::{self, AgencyTree},
    results::{self, AgencyBoard, AgencyPlace},
};
use leptos::prelude::*;

use super::{
    addresses::before_page,
    chosen::{Chosen, PAGE_SIZE},
};
use crate::{
    contests::glance,
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    session::MaybeParticipant,
    state::AppState,
};

/// The board's address.
pub fn routes() -> Router<AppState> {
    Router::new().route("/xep-hang/don-vi", get(show))
}

async fn show(
    State(state): State<AppState>,
    MaybeParticipant(participant): MaybeParticipant,
    params: Params,
    page: Page,
) -> PageResult {
    let board = view(&state, participant.as_ref(), &params).await?;
    let frame = page.frame("Bảng xếp hạng đơn vị").under(NavItem::Boards);
    Ok(page.show(frame, || view! { <AgencyBoardPage board/> }))
}

async fn view(
    state: &AppState,
    participant: Option<&ParticipantSession>,
    params: &Params,
) -> Result<AgencyBoardView, PageError> {
    let engine = &state.engine;
    let chosen = Chosen::find(state, params).await?;
    let tree = agencies::tree(engine).await?;
    let root = tree.get(chosen.glance.contest.province_id).map(|province| province.path.as_str()).unwrap_or_default();
    let blocks: BTreeMap<&str, &str> = tree
        .by_block(root, chosen.now)
        .iter()
        .filter_map(|block| block.agencies.first().map(|agency| (agency.block.as_str(), block.label)))
        .collect();
    let block = params.text("khoi").filter(|code| blocks.contains_key(code)).unwrap_or_default();
    let number = chosen.number();

    let (board, questions) = match &chosen.round {
        Some(round) => (results::agencies(engine, round).await?, glance::questions(engine, Some(round)).await?),
        None => (AgencyBoard { provisional: true, minimum_participation_percent: None, lines: Vec::new() }, None),
    };
    let mine = participant.map(|me| my_agency(&board, &tree, me.agency_id));
    let lines =
        within(&board.lines, |line| block.is_empty() || tree.get(line.agency).is_some_and(|a| a.block == block));
    let without_headcount = lines.iter().filter(|(_, line)| line.headcount.is_none()).count() as u32;
    let paging = Paging::of(params.page(), lines.len() as u64, PAGE_SIZE);
    let shown = paging.slice(lines, PAGE_SIZE);
    let my_agency = participant.map(|me| me.agency_id);
    Ok(AgencyBoardView {
        scope: match blocks.get(block) {
            Some(label) => format!("{}, {label}", chosen.title()),
            None => chosen.title(),
        },
        provisional: chosen.provisional(),
        mine,
        filters: Arc::new(FormState::sent([("vong", number.as_str()), ("khoi", block)])),
        rounds: chosen.options(),
        blocks: block_options(&blocks),
        rows: shown.into_iter().map(|(rank, line)| row(rank, line, &tree, questions, my_agency)).collect(),
        page: paging.page,
        pages: paging.pages,
        href: before_page("/xep-hang/don-vi", &[("vong", &number), ("khoi", block)]),
        without_headcount,
        minimum_percent: board.minimum_participation_percent,
    })
}

/// The lines that are wanted, ranked anew among themselves: who was equal stays equal.
fn within(lines: &[AgencyPlace], wanted: impl Fn(&AgencyPlace) -> bool) -> Vec<(Option<u32>, &AgencyPlace)> {
    let mut ranked: Vec<(Option<u32>, &AgencyPlace)> = Vec::new();
    for line in lines.iter().filter(|line| wanted(line)) {
        let rank = match ranked.last() {
            Some((rank, before)) if before.rank == line.rank => *rank,
            _ => line.rank.map(|_| ranked.len() as u32 + 1),
        };
        ranked.push((rank, line));
    }
    ranked
}

fn my_agency(board: &AgencyBoard, tree: &AgencyTree, agency: i64) -> MyAgency {
    let line = board.lines.iter().find(|line| line.agency == agency);
    let ranked = board.lines.iter().filter(|line| line.rank.is_some()).count() as u64;
    MyAgency {
        name: tree.full_name(agency),
        place: line.and_then(|line| line.rank).map(|rank| (rank, ranked)),
        people: line.map_or(0, |line| line.entrants),
        missing: line.and_then(|line| u64::from(line.headcount?).checked_sub(line.staff_entrants)),
    }
}

fn row(
    rank: Option<u32>,
    line: &AgencyPlace,
    tree: &AgencyTree,
    questions: Option<usize>,
    mine: Option<i64>,
) -> AgencyRow {
    AgencyRow {
        place: rank,
        name: tree.full_name(line.agency),
        people: if line.headcount.is_some() { line.staff_entrants } else { line.entrants },
        headcount: line.headcount.map(u64::from),
        mean: mean(line.mean_score, questions),
        is_mine: mine == Some(line.agency),
    }
}

/// A mean score in hundredths of a percent as right answers out of all, `17,3/20`; in percent where
/// papers differ in length.
fn mean(score: u16, questions: Option<usize>) -> String {
    let (whole, unit) = match questions {
        Some(questions) => (questions as u64, format!("/{questions}")),
        None => (100, "%".to_owned()),
    };
    let tenths = (u64::from(score) * whole + 500) / 1_000;
    match tenths % 10 {
        0 => format!("{}{unit}", tenths / 10),
        decimal => format!("{},{decimal}{unit}", tenths / 10),
    }
}

/// The common blocks first, then the province's own.
fn block_options(blocks: &BTreeMap<&str, &str>) -> Vec<SelectOption> {
    let common = Block::COMMON.iter().map(|(code, _)| *code).filter(|code| blocks.contains_key(code));
    let own = blocks.keys().copied().filter(|code| !Block::COMMON.iter().any(|(known, _)| known == code));
    common.chain(own).map(|code| SelectOption::new(code, Block::label(code))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(agency: i64, rank: Option<u64>) -> AgencyPlace {
        AgencyPlace {
            rank,
            agency,
            name: String::new(),
            entrants: 3,
            staff_entrants: 2,
            attempts: 3,
            headcount: rank.map(|_| 10),
            participation: rank.map(|_| 2_000),
            below_minimum: false,
            mean_score: 8_667,
            perfect: 0,
        }
    }

    #[test]
    fn a_block_is_ranked_among_itself_and_equals_stay_equal() {
        let lines =
            [line(1, Some(1)), line(2, Some(2)), line(3, Some(2)), line(4, Some(4)), line(5, None), line(6, None)];
        let ranks = |wanted: &[i64]| {
            let ranked = within(&lines, |line| wanted.contains(&line.agency));
            ranked.into_iter().map(|(rank, line)| (line.agency, rank)).collect::<Vec<_>>()
        };
        assert_eq!(ranks(&[2, 3, 4, 6]), [(2, Some(1)), (3, Some(1)), (4, Some(3)), (6, None)]);
        assert_eq!(ranks(&[5, 6]), [(5, None), (6, None)]);
    }

    #[test]
    fn means_are_right_answers_where_papers_are_alike() {
        assert_eq!(mean(8_667, Some(15)), "13/15");
        assert_eq!(mean(8_650, Some(20)), "17,3/20");
        assert_eq!(mean(8_650, None), "86,5%");
        assert_eq!(mean(10_000, Some(15)), "15/15");
    }
}
