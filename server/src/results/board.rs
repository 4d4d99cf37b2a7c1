//! GET `/xep-hang`: people, in the province or in an agency.

use std::sync::Arc;

use app::{
    NavItem,
    components::{SelectGroup, SelectOption},
    form::FormState,
    results::{BoardPage, BoardView, MyPlace, PersonRow},
};
use axum::{Router, extract::State, routing::get};
use contest::contests::TrackKind;
use engine::{
    Engine,
    accounts::ParticipantSession,
    agencies::{self, Agency, AgencyTree},
    cache::Scope,
    contests::Round,
    results::{self, BoardLine, OwnPlace, PlaceOf},
};
use leptos::prelude::*;

use super::{
    addresses::{before_page, letter, track, track_board},
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

/// People who are equal may fill more than a page; after so many pages a reader's own line is not
/// looked for any further.
const PAGES_OF_EQUALS: u32 = 4;

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

/// Whose board is shown, with what the address says of it.
struct Asked<'a> {
    scope: Scope,
    track: TrackKind,
    agency: Option<&'a Agency>,
}

impl<'a> Asked<'a> {
    /// An agency of the contest's province if one is asked for, else a track.
    fn read(params: &Params, tree: &'a AgencyTree, root: &str, participant: Option<&ParticipantSession>) -> Self {
        let track = params.text("bang").and_then(track).unwrap_or_else(|| track_of(participant));
        let agency =
            params.text("don-vi").and_then(|code| tree.by_code(code)).filter(|agency| agency.path.starts_with(root));
        let scope = agency.map_or(Scope::Track(track), |agency| Scope::Agency(agency.id, track));
        Self { scope, track, agency }
    }

    /// `Bảng A`, before the agency's name if there is one.
    fn name(&self, tree: &AgencyTree) -> String {
        let track = self.track.short_label();
        self.agency.map_or_else(|| track.to_owned(), |agency| format!("{track}, {}", tree.full_name(agency.id)))
    }

    fn code(&self) -> &str {
        self.agency.map_or("", |agency| agency.code.as_str())
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
    let chosen = Chosen::find(state, params).await?;
    let tree = agencies::tree(&state.engine).await?;
    let root = tree.get(chosen.glance.contest.province_id).map(|province| province.path.as_str()).unwrap_or_default();
    let asked = Asked::read(params, &tree, root, participant);
    let number = chosen.number();
    let href = before_page("/xep-hang", &[("vong", &number), ("bang", letter(asked.track)), ("don-vi", asked.code())]);

    let mut board = BoardView {
        scope: format!("{}, {}", chosen.title(), asked.name(&tree)),
        provisional: chosen.provisional(),
        mine: None,
        filters: Arc::new(FormState::sent([
            ("vong", number.as_str()),
            ("bang", letter(asked.track)),
            ("don-vi", asked.code()),
        ])),
        rounds: chosen.options(),
        tracks: tracks(),
        agencies: agency_groups(&tree, root, chosen.now),
        rows: Vec::new(),
        page: 1,
        pages: 1,
        href,
    };
    let Some(round) = &chosen.round else { return Ok(board) };
    let (paging, lines) = read_page(&state.engine, round, asked.scope, params.page()).await?;
    (board.page, board.pages) = (paging.page, paging.pages);
    if let Some(me) = participant {
        board.mine =
            my_place(&state.engine, round, &asked, me.participant_id, paging.page, &lines, &board.href).await?;
    }
    let me = participant.map(|participant| participant.participant_id);
    board.rows = lines.into_iter().map(|line| row(line, me)).collect();
    Ok(board)
}

/// The page that is asked for, or the last.
async fn read_page(
    engine: &Engine,
    round: &Round,
    scope: Scope,
    asked_for: u32,
) -> Result<(Paging, Vec<BoardLine>), PageError> {
    let mut read = results::page(engine, round, scope, u64::from(asked_for), PAGE_SIZE).await?;
    let paging = Paging::of(asked_for, read.total, PAGE_SIZE);
    if paging.page != asked_for {
        read = results::page(engine, round, scope, u64::from(paging.page), PAGE_SIZE).await?;
    }
    Ok((paging, read.lines))
}

async fn my_place(
    engine: &Engine,
    round: &Round,
    asked: &Asked<'_>,
    me: i64,
    page: u32,
    lines: &[BoardLine],
    href: &str,
) -> Result<Option<MyPlace>, PageError> {
    let Some(own) = results::place(engine, round, me).await? else { return Ok(None) };
    let facts = vec![
        MyPlace::fact(own.in_track.rank, own.in_track.of, format!("toàn tỉnh, {}", own.track.short_label())),
        MyPlace::fact(own.in_agency.rank, own.in_agency.of, "tại đơn vị"),
    ];
    let (href, row) = match on_this_board(&own, asked.scope) {
        None => {
            let address = format!("{}&trang=", track_board(round.number, own.track));
            (format!("{address}{}", first_page(own.in_track)), None)
        }
        Some(_) if lines.iter().any(|line| line.participant == me) => (format!("{href}{page}"), None),
        Some(place) => {
            let found = find(engine, round, asked.scope, place, me).await?;
            let at = found.as_ref().map_or(first_page(place), |(page, _)| *page);
            (format!("{href}{at}"), found.map(|(_, line)| row(line, Some(me))))
        }
    };
    Ok(Some(MyPlace { facts, hint: None, href, row }))
}

/// The place on the board that is shown; `None` when it is a board of others.
fn on_this_board(own: &OwnPlace, scope: Scope) -> Option<PlaceOf> {
    match scope {
        Scope::Track(track) => (own.track == track).then_some(own.in_track),
        Scope::Agency(agency, track) => ((own.agency, own.track) == (agency, track)).then_some(own.in_agency),
    }
}

/// The page on which a rank begins.
fn first_page(place: PlaceOf) -> u32 {
    Paging::of(1, place.rank, PAGE_SIZE).pages
}

/// Someone's line and the page it is on: the page of their rank, or a later one of their equals.
async fn find(
    engine: &Engine,
    round: &Round,
    scope: Scope,
    place: PlaceOf,
    me: i64,
) -> Result<Option<(u32, BoardLine)>, PageError> {
    let first = first_page(place);
    for page in first..first.saturating_add(PAGES_OF_EQUALS) {
        let read = results::page(engine, round, scope, u64::from(page), PAGE_SIZE).await?;
        let over = read.lines.is_empty();
        if let Some(line) = read.lines.into_iter().find(|line| line.participant == me) {
            return Ok(Some((page, line)));
        }
        if over || !place.tied {
            break;
        }
    }
    Ok(None)
}

fn row(line: BoardLine, me: Option<i64>) -> PersonRow {
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
