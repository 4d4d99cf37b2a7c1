//! GET `/xep-hang/don-vi`: agencies against each other.

use std::{borrow::Cow, sync::Arc};

use app::{
    NavItem,
    components::SelectOption,
    form::FormState,
    results::{AgencyBoardPage, AgencyBoardView, MyAgency},
};
use axum::{Router, extract::State, routing::get};
use contest::{
    agencies::Block,
    contests::{CollectivePrizes, Period, Rules, SizeBand},
};
use engine::{
    accounts::ParticipantSession,
    agencies::{self, AgencyTree},
    results::{self, AgencyBoard, AgencyRace},
};
use leptos::prelude::*;

use super::{
    addresses::{MY_ROW, before_page},
    agency_words::{Words, by_participation},
    blocks::blocks,
    chosen::{Chosen, PAGE_SIZE},
    screen,
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

/// Agencies have a place in the whole contest where the rules give prizes for it.
fn has_whole(rules: &Rules) -> bool {
    rules.collective.iter().any(|prizes| prizes.period == Period::Contest)
}

/// What is raced for, as the address says it.
struct Asked<'a> {
    /// Which list of the rules, and what agencies race by: their participation where the rules have no list.
    list: usize,
    prizes: Cow<'a, CollectivePrizes>,
    /// The blocks that race.
    blocks: Vec<&'a str>,
    block: Option<&'a str>,
    size_band: Option<usize>,
}

impl<'a> Asked<'a> {
    fn read(params: &Params, rules: &'a Rules, is_whole: bool, blocks: &[&'a str], mine: Option<&'a str>) -> Self {
        let lists = || races(rules, is_whole);
        let typed = params.number("giai").and_then(|list| usize::try_from(list).ok());
        let list = typed.filter(|list| lists().any(|(number, _)| number == *list));
        let list = list.or_else(|| lists().next().map(|(number, _)| number)).unwrap_or_default();
        let prizes = rules.collective.get(list).map_or_else(|| Cow::Owned(by_participation()), Cow::Borrowed);
        let races = |code: &&str| prizes.blocks.is_empty() || prizes.blocks.iter().any(|block| block.code() == *code);
        let blocks: Vec<&str> = blocks.iter().copied().filter(races).collect();
        let is_known = |code: &&str| blocks.contains(code);
        let block = params.text("khoi").and_then(|typed| blocks.iter().copied().find(|code| *code == typed));
        // Blocks that race apart have no place in common.
        let first = || mine.filter(is_known).or(blocks.first().copied());
        let block = block.or_else(|| prizes.by_block.then(first).flatten());
        let size_band = params.number("quy-mo").and_then(|band| usize::try_from(band).ok());
        let size_band = size_band.filter(|band| *band < prizes.size_bands.len());
        Self { list, prizes, blocks, block, size_band }
    }
}

/// The lists that are raced for in a round, or in the whole contest.
fn races(rules: &Rules, is_whole: bool) -> impl Iterator<Item = (usize, &CollectivePrizes)> {
    let lists = rules.collective.iter().enumerate();
    lists.filter(move |(_, prizes)| !is_whole || prizes.period == Period::Contest)
}

async fn view(
    state: &AppState,
    participant: Option<&ParticipantSession>,
    params: &Params,
) -> Result<AgencyBoardView, PageError> {
    let engine = &state.engine;
    let chosen = Chosen::find(state, params, has_whole).await?;
    let tree = agencies::tree(engine).await?;
    let root = tree.get(chosen.glance.contest.province_id).map(|province| province.path.as_str()).unwrap_or_default();
    let blocks = blocks(&tree, root, chosen.now);
    let number = chosen.number();
    let rules = chosen.round().map_or_else(Rules::case_4, |round| round.rules.clone());
    let me = participant.map(|me| me.agency_id);
    let mine = me.and_then(|agency| tree.get(agency)).map(|agency| agency.block.as_str());
    let asked = Asked::read(params, &rules, chosen.is_whole, &blocks, mine);

    let race = AgencyRace {
        rounds: chosen.rounds.clone(),
        prizes: &asked.prizes,
        block: asked.block,
        size_band: asked.size_band,
    };
    let board = match chosen.round() {
        Some(_) => results::race(engine, &race).await?,
        None => AgencyBoard { provisional: true, minimum_participation_percent: None, lines: Vec::new() },
    };
    let questions = match chosen.rounds.as_slice() {
        [round] => glance::questions(engine, Some(round)).await?,
        _ => None,
    };
    let (list, band) = (asked.list.to_string(), asked.size_band.map(|band| band.to_string()).unwrap_or_default());
    let lists = lists(&rules, chosen.is_whole);
    let said = [
        ("vong", number.as_str()),
        ("giai", if lists.is_empty() { "" } else { list.as_str() }),
        ("khoi", asked.block.unwrap_or_default()),
        ("quy-mo", band.as_str()),
    ];
    let href = before_page("/xep-hang/don-vi", &said);
    let place = me.and_then(|agency| board.lines.iter().position(|line| line.agency == agency));
    let my_page = place.map(|place| Paging::of(1, place as u64 + 1, PAGE_SIZE).pages);
    let mine = me.map(|agency| my_agency(&board, &tree, agency, my_page.map(|page| format!("{href}{page}#{MY_ROW}"))));
    let without_headcount = board.lines.iter().filter(|line| line.headcount.is_none()).count() as u32;
    let paging = Paging::of(params.page(), board.lines.len() as u64, PAGE_SIZE);
    let words = Words { key: asked.prizes.ranking.first().copied(), questions };
    let shown = paging.slice(board.lines, PAGE_SIZE);
    Ok(AgencyBoardView {
        scope: match asked.block {
            Some(block) => format!("{}, khối {}", chosen.title(), Block::label(block)),
            None => chosen.title(),
        },
        provisional: chosen.provisional(),
        mine,
        filters: Arc::new(FormState::sent(said)),
        rounds: chosen.options(),
        lists,
        blocks: asked.blocks.iter().map(|code| SelectOption::new(*code, Block::label(code))).collect(),
        blocks_together: !asked.prizes.by_block,
        sizes: sizes(&asked.prizes),
        keys: asked.prizes.ranking.iter().map(|key| key.label()).collect(),
        figure: words.head(),
        rows: shown.into_iter().map(|line| words.row(line, &tree, me)).collect(),
        page: paging.page,
        pages: paging.pages,
        href,
        without_headcount,
        screen: chosen.round().filter(|_| !chosen.is_whole).map(|round| screen::address(round.id)),
        minimum_percent: board.minimum_participation_percent.filter(|_| asked.prizes.size_bands.is_empty()),
    })
}

/// The lists to choose from; none where there is no choice.
fn lists(rules: &Rules, is_whole: bool) -> Vec<SelectOption> {
    let lists: Vec<_> =
        races(rules, is_whole).map(|(number, list)| SelectOption::new(number.to_string(), list.name.clone())).collect();
    if lists.len() > 1 { lists } else { Vec::new() }
}

/// `từ 50 đến 199 người`.
fn sizes(prizes: &CollectivePrizes) -> Vec<SelectOption> {
    let bands = prizes.size_bands.iter().enumerate();
    let label = |(number, band): (usize, &SizeBand)| {
        let label = match prizes.size_bands.get(number + 1) {
            Some(next) => format!("Từ {} đến {} người", band.from, next.from.saturating_sub(1)),
            None => format!("Từ {} người", band.from),
        };
        SelectOption::new(number.to_string(), label)
    };
    bands.map(label).collect()
}

fn my_agency(board: &AgencyBoard, tree: &AgencyTree, agency: i64, href: Option<String>) -> MyAgency {
    let line = board.lines.iter().find(|line| line.agency == agency);
    let ranked = board.lines.iter().filter(|line| line.rank.is_some()).count() as u64;
    MyAgency {
        name: tree.full_name(agency),
        place: line.and_then(|line| line.rank).map(|rank| (rank, ranked)),
        people: line.map_or(0, |line| line.entrants),
        missing: line.and_then(|line| u64::from(line.headcount?).checked_sub(line.staff_entrants)),
        href,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_by_both_ends() {
        let bands = [0, 50].map(|from| SizeBand { from, percent: 30 });
        let prizes = CollectivePrizes { size_bands: bands.to_vec(), ..by_participation() };
        let labels: Vec<String> = sizes(&prizes).into_iter().map(|size| size.label).collect();
        assert_eq!(labels, ["Từ 0 đến 49 người", "Từ 50 người"]);
    }
}
