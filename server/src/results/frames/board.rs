//! GET `/nhung/bang/{round}`: the head of a board, the same for everybody, for an `<iframe>`.

use std::sync::Arc;

use app::{
    PageFrame, Shell,
    errors::ErrorView,
    results::{FramedPage, FramedRows, FramedView},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use contest::{
    agencies::Block,
    contests::{Apart, RoundState, TrackKind},
};
use engine::{
    agencies,
    contests::Round,
    results::{self, AgencyRace, Among, BoardOf, frame_sites},
};
use leptos::prelude::*;

use crate::{
    contests::glance,
    error::{PageError, PageResult},
    layers::policy::Framed,
    page::{names, tag},
    params::Params,
    results::{
        addresses::{letter, track},
        agency_words::{Words, by_participation},
        blocks::blocks,
        board::row,
    },
    state::AppState,
};

/// Lines that are shown when none are asked for, and most.
const LINES: u64 = 10;
const MOST_LINES: u64 = 50;
/// What `?loai=` says for agencies.
pub(super) const AGENCIES: &str = "don-vi";
/// How long browsers and proxies keep it.
const KEEP: &str = "public, max-age=10";

/// Nobody's session is read and no cookie is set: what is shown is the same for everybody.
pub(super) async fn show(
    State(state): State<AppState>,
    Path(round): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> PageResult {
    let board = view(&state, &round, &params).await?;
    let sites = frame_sites(&state.engine.db.read).await?;
    let framed = Framed(sites.into_iter().map(|listed| listed.site).collect());
    let title = board.title.clone();
    let frame = PageFrame::new(title, "", Arc::clone(&state.assets), Arc::clone(&state.site)).within(Shell::Framed);
    let html = app::render(frame, || view! { <FramedPage board/> });
    Ok(answer(html, framed, headers.get(header::IF_NONE_MATCH)))
}

/// The page, or nothing if the browser has it already; with its policy, since a site may have been added or taken off.
fn answer(html: String, framed: Framed, kept: Option<&HeaderValue>) -> Response {
    let tag = tag(&format!("{html}{framed:?}"), "");
    let known = kept.is_some_and(|kept| names(kept, &tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Html(html).into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEEP));
    headers.extend(HeaderValue::try_from(tag).ok().map(|tag| (header::ETAG, tag)));
    response.extensions_mut().insert(framed);
    response
}

async fn view(state: &AppState, round: &str, params: &Params) -> Result<FramedView, PageError> {
    let not_found = || PageError::from(ErrorView::NotFound);
    let id: i64 = round.parse().map_err(|_| not_found())?;
    let (glance, now) = (glance::glance(state).await?, state.engine.now());
    if !glance.rounds.iter().any(|round| round.id == id) {
        return Err(not_found());
    }
    let round = state.engine.rounds.get(&state.engine.db.read, id, now).await?.ok_or_else(not_found)?;
    let tree = agencies::tree(&state.engine).await?;
    let root = tree.get(glance.contest.province_id).map(|province| province.path.as_str()).unwrap_or_default();
    let typed = params.text("khoi");
    let block = blocks(&tree, root, now).into_iter().find(|code| Some(*code) == typed);
    let lines = params.number("so").map_or(LINES, u64::from).clamp(1, MOST_LINES);
    let asked = Asked { round: &round, block, lines };
    if params.text("loai") == Some(AGENCIES) {
        asked.agencies(state).await
    } else {
        asked.people(state, params.text("bang").and_then(track)).await
    }
}

struct Asked<'a> {
    round: &'a Arc<Round>,
    block: Option<&'a str>,
    lines: u64,
}

impl Asked<'_> {
    async fn people(&self, state: &AppState, typed: Option<TrackKind>) -> Result<FramedView, PageError> {
        let track = typed.or_else(|| (self.round.rules.apart == Apart::Track).then_some(TrackKind::Staff));
        let among = self.block.map_or(Among::Everybody, |block| Among::Block(block.to_owned()));
        let of = BoardOf::round(Arc::clone(self.round), track, among);
        let lines = results::board(&state.engine, &of, 1, self.lines).await?.lines;
        let of_track = track.map_or("cả hai bảng", TrackKind::short_label);
        let rest = track.map(|track| format!("&bang={}", letter(track))).unwrap_or_default();
        Ok(FramedView {
            title: "Bảng xếp hạng cá nhân".to_owned(),
            rows: FramedRows::People(lines.into_iter().map(|line| row(line, None)).collect()),
            ..self.empty(state, Some(of_track), &format!("/xep-hang?vong={}{rest}", self.round.number))
        })
    }

    async fn agencies(&self, state: &AppState) -> Result<FramedView, PageError> {
        let prizes = self.round.rules.collective.first().cloned().unwrap_or_else(by_participation);
        let race =
            AgencyRace { rounds: vec![Arc::clone(self.round)], prizes: &prizes, block: self.block, size_band: None };
        let board = results::race(&state.engine, &race).await?;
        let tree = agencies::tree(&state.engine).await?;
        let questions = glance::questions(&state.engine, Some(self.round)).await?;
        let words = Words { key: prizes.ranking.first().copied(), questions };
        let rows = board.lines.into_iter().take(self.lines as usize).map(|line| words.row(line, &tree, None));
        Ok(FramedView {
            title: "Bảng xếp hạng đơn vị".to_owned(),
            rows: FramedRows::Agencies(rows.collect(), words.head()),
            ..self.empty(state, None, &format!("/xep-hang/don-vi?vong={}", self.round.number))
        })
    }

    fn empty(&self, state: &AppState, track: Option<&str>, board: &str) -> FramedView {
        let block = self.block.map(|block| format!("khối {}", Block::label(block)));
        let scope = [Some(self.round.title.clone()), track.map(str::to_owned), block];
        let rest = self.block.map(|block| format!("&khoi={block}")).unwrap_or_default();
        FramedView {
            title: String::new(),
            scope: scope.into_iter().flatten().collect::<Vec<_>>().join(", "),
            rows: FramedRows::People(Vec::new()),
            provisional: self.round.state < RoundState::Approved,
            counted_at: state.engine.now(),
            href: format!("{board}{rest}"),
        }
    }
}
