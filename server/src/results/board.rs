//! GET `/xep-hang`: people, everywhere, in a block, or in an agency with everything below it.

use std::sync::Arc;

use app::{
    NavItem,
    components::{SelectGroup, SelectOption},
    form::FormState,
    results::{BoardPage, BoardView, MyPlace, PersonRow},
};
use axum::{Router, extract::State, routing::get};
use contest::{
    agencies::Block,
    contests::{Apart, Period, Rules, TrackKind},
    results::Masking,
};
use engine::{
    Engine,
    accounts::ParticipantSession,
    agencies::{self, Agency, AgencyTree},
    results::{self, Among, BoardLine, BoardOf, OwnPlace, PlaceOf},
};
use leptos::prelude::*;

use super::{
    addresses::{MY_ROW, before_page, letter, track, track_board},
    blocks::blocks,
    chosen::{Chosen, PAGE_SIZE},
};
use crate::{
    contests::glance::track_of,
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    session::MaybeParticipant,
    state::AppState,
};

/// The board's address.
pub fn routes() -> Router<AppState> {
    Router::new().route("/xep-hang", get(show))
}

async fn show(
    State(state): State<AppState>,
    MaybeParticipant(participant): MaybeParticipant,
    params: Params,
    page: Page,
) -> PageResult {
    let board = view(&state, participant.as_ref(), &params).await?;
    let frame = page.frame("Bảng xếp hạng cá nhân").under(NavItem::Boards);
    Ok(page.show(frame, || view! { <BoardPage board/> }))
}

/// People have a place in the whole contest where the rules give prizes for it, by the keys of all rounds alike.
fn has_whole(rules: &Rules) -> bool {
    rules.prizes.iter().any(|prizes| prizes.period == Period::Contest)
}

/// Whose board is shown, with what the address says of it.
struct Asked<'a> {
    track: Option<TrackKind>,
    agency: Option<&'a Agency>,
    block: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// An agency of the contest's province if one is asked for, else a block if one is; of one track, unless the
    /// rules rank the tracks together.
    fn read(
        params: &Params,
        tree: &'a AgencyTree,
        root: &str,
        blocks: &[&'a str],
        apart: Apart,
        participant: Option<&ParticipantSession>,
    ) -> Self {
        let typed = params.text("bang").and_then(track);
        let track = typed.or_else(|| (apart == Apart::Track).then(|| track_of(participant)));
        let agency =
            params.text("don-vi").and_then(|code| tree.by_code(code)).filter(|agency| agency.path.starts_with(root));
        let block = params.text("khoi").filter(|_| agency.is_none());
        let block = block.and_then(|typed| blocks.iter().copied().find(|code| *code == typed));
        Self { track, agency, block }
    }

    fn among(&self) -> Among {
        match (self.agency, self.block) {
            (Some(agency), _) => Among::Agency(agency.id),
            (None, Some(block)) => Among::Block(block.to_owned()),
            (None, None) => Among::Everybody,
        }
    }

    /// `Bảng A`, and in what agency or block if there is one.
    fn name(&self, tree: &AgencyTree) -> String {
        let track = self.track.map_or("cả hai bảng", TrackKind::short_label);
        match (self.agency, self.block) {
            (Some(agency), _) => format!("{track}, {}", tree.full_name(agency.id)),
            (None, Some(block)) => format!("{track}, khối {}", Block::label(block)),
            (None, None) => track.to_owned(),
        }
    }

    fn code(&self) -> &str {
        self.agency.map_or("", |agency| agency.code.as_str())
    }

    fn letter(&self) -> &'static str {
        self.track.map_or("", letter)
    }
}

fn tracks() -> Vec<SelectOption> {
    TrackKind::ALL.map(|track| SelectOption::new(letter(track), track.label())).to_vec()
}

async fn view(
    state: &AppState,
    participant: Option<&ParticipantSession>,
    params: &Params,
) -> Result<BoardView, PageError> {
    let chosen = Chosen::find(state, params, has_whole).await?;
    let tree = agencies::tree(&state.engine).await?;
    let root = tree.get(chosen.glance.contest.province_id).map(|province| province.path.as_str()).unwrap_or_default();
    let rules = chosen.round().map(|round| &round.rules);
    let apart = rules.map_or(Apart::Track, |rules| rules.apart);
    let blocks = blocks(&tree, root, chosen.now);
    let asked = Asked::read(params, &tree, root, &blocks, apart, participant);
    let number = chosen.number();
    let said = [("vong", number.as_str()), ("bang", asked.letter()), ("khoi", asked.block.unwrap_or_default())];
    let said = [said[0], said[1], said[2], ("don-vi", asked.code())];
    let href = before_page("/xep-hang", &said);

    let mut board = BoardView {
        scope: format!("{}, {}", chosen.title(), asked.name(&tree)),
        provisional: chosen.provisional(),
        mine: None,
        filters: Arc::new(FormState::sent(said)),
        rounds: chosen.options(),
        tracks: tracks(),
        together: (apart != Apart::Track).then(|| "Cả hai bảng".to_owned()),
        blocks: blocks.iter().map(|code| SelectOption::new(*code, Block::label(code))).collect(),
        agencies: agency_groups(&tree, root, chosen.now),
        keys: rules.map(|rules| rules.ranking.iter().map(|key| key.label()).collect()).unwrap_or_default(),
        masked: rules.is_some_and(|rules| rules.names != Masking::Full),
        rows: Vec::new(),
        page: 1,
        pages: 1,
        href,
    };
    let Some(last) = chosen.round() else { return Ok(board) };
    // Rounds whose rules rank by other keys have no place in common.
    let alike = chosen.rounds.iter().filter(|round| round.rules.ranking == last.rules.ranking).cloned();
    let of = BoardOf { rounds: alike.collect(), track: asked.track, among: asked.among() };
    let (paging, lines) = read_page(&state.engine, &of, params.page()).await?;
    (board.page, board.pages) = (paging.page, paging.pages);
    if let Some(me) = participant {
        let shown = Shown { of: &of, name: asked.name(&tree), is_whole: chosen.is_whole, href: &board.href };
        board.mine = shown.my_place(&state.engine, me.participant_id, paging.page).await?;
    }
    let me = participant.map(|participant| participant.participant_id);
    board.rows = lines.into_iter().map(|line| row(line, me)).collect();
    Ok(board)
}

/// The page that is asked for, or the last.
async fn read_page(engine: &Engine, of: &BoardOf, asked_for: u32) -> Result<(Paging, Vec<BoardLine>), PageError> {
    let mut read = results::board(engine, of, u64::from(asked_for), PAGE_SIZE).await?;
    let paging = Paging::of(asked_for, read.total, PAGE_SIZE);
    if paging.page != asked_for {
        read = results::board(engine, of, u64::from(paging.page), PAGE_SIZE).await?;
    }
    Ok((paging, read.lines))
}

/// The board that is shown, to find somebody on it.
struct Shown<'a> {
    of: &'a BoardOf,
    name: String,
    is_whole: bool,
    href: &'a str,
}

impl Shown<'_> {
    /// Somebody's places, and where their line is: on this board, or else on that of their track.
    async fn my_place(&self, engine: &Engine, me: i64, page: u32) -> Result<Option<MyPlace>, PageError> {
        let Some(round) = self.of.rounds.last() else { return Ok(None) };
        let here = results::place_on(engine, self.of, me).await?;
        let own = results::place(engine, round, me).await?;
        let Some(href) = self.href(here, own.as_ref()) else { return Ok(None) };
        let mut facts = Vec::new();
        if let Some(own) = own.as_ref().filter(|_| !self.is_whole) {
            facts.push(MyPlace::fact(
                own.in_track.rank,
                own.in_track.of,
                format!("toàn tỉnh, {}", own.track.short_label()),
            ));
            facts.push(MyPlace::fact(own.in_agency.rank, own.in_agency.of, "tại đơn vị"));
        }
        if let Some(here) =
            here.filter(|_| self.is_whole || self.of.track.is_none() || self.of.among != Among::Everybody)
        {
            facts.push(MyPlace::fact(here.rank, here.of, self.name.clone()));
        }
        let row = match here.filter(|here| page_of(*here) != page) {
            Some(here) => self.line(engine, here, me).await?,
            None => None,
        };
        Ok(Some(MyPlace { facts, hint: None, href, row }))
    }

    fn href(&self, here: Option<PlaceOf>, own: Option<&OwnPlace>) -> Option<String> {
        if let Some(here) = here {
            return Some(format!("{}{}#{MY_ROW}", self.href, page_of(here)));
        }
        let (own, round) = (own?, self.of.rounds.last()?);
        let address = track_board(round.number, own.track);
        Some(format!("{address}&trang={}#{MY_ROW}", page_of(own.in_track)))
    }

    /// Somebody's line, which is on another page.
    async fn line(&self, engine: &Engine, here: PlaceOf, me: i64) -> Result<Option<PersonRow>, PageError> {
        let read = results::board(engine, self.of, here.above + 1, 1).await?;
        // Others may have come in between.
        Ok(read.lines.into_iter().find(|line| line.participant == me).map(|line| row(line, Some(me))))
    }
}

/// The page on which a line stands.
fn page_of(place: PlaceOf) -> u32 {
    Paging::of(1, place.above + 1, PAGE_SIZE).pages
}

/// The row of a line.
pub(super) fn row(line: BoardLine, me: Option<i64>) -> PersonRow {
    PersonRow {
        place: u32::try_from(line.rank).unwrap_or(u32::MAX),
        name: line.name,
        agency: line.agency,
        tied: line.tied,
        correct: format!("{}/{}", line.correct, line.total),
        duration: line.duration,
        is_me: me == Some(line.participant),
    }
}

/// The agencies to choose from, by block.
fn agency_groups(tree: &AgencyTree, root: &str, now: contest::Timestamp) -> Vec<SelectGroup> {
    let option = |agency: &&Agency| SelectOption::new(agency.code.clone(), tree.full_name(agency.id));
    let blocks = tree.by_block(root, now).into_iter();
    blocks
        .map(|block| SelectGroup {
            label: Some(block.label.to_owned()),
            options: block.agencies.iter().map(option).collect(),
        })
        .collect()
}
