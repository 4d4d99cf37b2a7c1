//! Individuals: a page of a board, and someone's own place.

use std::collections::HashMap;

use contest::{
    Millis, Timestamp,
    accounts::FullName,
    contests::{RoundState, TrackKind},
    results::Masking,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    BoardError,
    keeper::with_boards,
    standing::{counted, results_by_person, standings},
};
use crate::{
    Engine,
    accounts::WITHDRAWN_NAME,
    cache::{Place, Scope},
    contests::Round,
    db::entities::{agencies, participants, results},
};

/// Most lines of one page.
pub(super) const PAGE_SIZE_MAX: u64 = 200;

/// A page of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardPage {
    /// The page, from 1.
    pub page: u64,
    /// Lines of a full page, 1 to 200.
    pub page_size: u64,
    /// Lines of the whole board.
    pub total: u64,
    /// Whether places may still change: until the results are approved.
    pub provisional: bool,
    /// The lines, best first; none past the last page.
    pub lines: Vec<BoardLine>,
}

/// One person on a board, by the attempt that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardLine {
    /// 1 for the first; equals share a rank and the next rank skips.
    pub rank: u64,
    /// Whether somebody else has the same rank.
    pub tied: bool,
    /// Who, to mark a reader's own line. Never shown.
    pub participant: i64,
    /// The name as the rules let public lists show it.
    pub name: String,
    /// The agency at the time of the attempt.
    pub agency: String,
    /// Questions answered wholly right.
    pub correct: u16,
    /// Questions on the paper.
    pub total: u16,
    /// The score in hundredths of a percent, to 10,000.
    pub score: u16,
    /// The time taken.
    pub duration: Millis,
    /// When it was submitted.
    pub submitted_at: Timestamp,
}

/// Someone's places in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPlace {
    /// Their track.
    pub track: TrackKind,
    /// Among everyone of the track.
    pub in_track: PlaceOf,
    /// Their agency at the time of the attempt that counts.
    pub agency: i64,
    /// Among everyone of their track in the agency.
    pub in_agency: PlaceOf,
    /// Whether places may still change.
    pub provisional: bool,
}

/// A place among so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceOf {
    /// 1 for the first.
    pub rank: u64,
    /// Whether somebody else has the same rank.
    pub tied: bool,
    /// How many there are.
    pub of: u64,
    /// How many lines are above, those of equals too.
    pub above: u64,
}

/// Reads a page of a board, from 1. A size out of range is brought into it.
pub async fn page(
    engine: &Engine,
    round: &Round,
    scope: Scope,
    page: u64,
    page_size: u64,
) -> Result<BoardPage, BoardError> {
    let (page, page_size) = (page.max(1), page_size.clamp(1, PAGE_SIZE_MAX));
    let offset = (page - 1).saturating_mul(page_size);
    let id = round.id;
    let read = move |cache: crate::cache::Cache| async move {
        Ok((cache.board_page(id, scope, offset, page_size).await?, cache.board_size(id, scope).await?))
    };
    let (places, total) = with_boards(engine, round, read).await?;
    let lines = lines(&engine.db.read, round, &places).await?;
    Ok(BoardPage { page, page_size, total, provisional: is_provisional(round), lines })
}

/// Where someone stands in a round; `None` while they have no valid result in it.
pub async fn place(engine: &Engine, round: &Round, participant: i64) -> Result<Option<OwnPlace>, BoardError> {
    let who = Condition::all().add(results::Column::ParticipantId.eq(participant));
    let Some(standing) = standings(&engine.db.read, round, who).await?.pop() else { return Ok(None) };
    let in_track = place_in(engine, round, Scope::Track(standing.track), participant).await?;
    let in_agency = place_in(engine, round, Scope::Agency(standing.agency, standing.track), participant).await?;
    Ok(in_track.zip(in_agency).map(|(in_track, in_agency)| OwnPlace {
        track: standing.track,
        in_track,
        agency: standing.agency,
        in_agency,
        provisional: is_provisional(round),
    }))
}

pub(super) async fn place_in(
    engine: &Engine,
    round: &Round,
    scope: Scope,
    participant: i64,
) -> Result<Option<PlaceOf>, BoardError> {
    let id = round.id;
    let read = move |cache: crate::cache::Cache| async move {
        let Some(place) = cache.board_place(id, scope, participant).await? else { return Ok(None) };
        let of = cache.board_size(id, scope).await?;
        Ok(Some(PlaceOf { rank: place.rank, tied: place.tied, of, above: place.above }))
    };
    with_boards(engine, round, read).await
}

/// A board is final once its results are approved.
pub(super) fn is_provisional(round: &Round) -> bool {
    round.state < RoundState::Approved
}

/// The lines of some places in a round, in their order.
pub(super) async fn lines(db: &impl ConnectionTrait, round: &Round, places: &[Place]) -> Result<Vec<BoardLine>, DbErr> {
    let people = || places.iter().map(|place| place.participant);
    let who = Condition::all().add(results::Column::ParticipantId.is_in(people()));
    let results = results_by_person(db, round.id, who).await?;
    let people: HashMap<i64, (String, i64)> = participants::Entity::find()
        .select_only()
        .columns([participants::Column::Id, participants::Column::Name, participants::Column::RegisteredAt])
        .filter(participants::Column::Id.is_in(people()))
        .into_tuple::<(i64, String, i64)>()
        .all(db)
        .await?
        .into_iter()
        .map(|(id, name, registered_at)| (id, (name, registered_at)))
        .collect();
    let agencies = agency_names(db, results.values().flatten().map(|row| row.agency_id)).await?;
    // Someone whose results were taken out since the board was read has no line.
    let line = |place: &Place| {
        let (name, registered_at) = people.get(&place.participant)?;
        let rows = results.get(&place.participant)?;
        let (row, entry) = counted(&round.rules, rows, Timestamp(*registered_at))?;
        Some(BoardLine {
            rank: place.rank,
            tied: place.tied,
            participant: place.participant,
            name: shown(name, round.rules.names),
            agency: agencies.get(&row.agency_id).cloned().unwrap_or_default(),
            correct: entry.correct,
            total: row.total as u16,
            score: entry.score,
            duration: entry.duration,
            submitted_at: entry.submitted_at,
        })
    };
    Ok(places.iter().filter_map(line).collect())
}

/// A stored name that is none by today's rules is not shown at all, rather than unmasked.
pub(super) fn shown(name: &str, masking: Masking) -> String {
    if name == WITHDRAWN_NAME {
        return name.to_owned();
    }
    FullName::parse(name).map_or_else(|_| "***".to_owned(), |name| masking.show(&name))
}

/// Agencies of one `IN` list.
const CHUNK: usize = 1_000;

/// The names of agencies.
pub(super) async fn agency_names(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut names = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let query = agencies::Entity::find().select_only().columns([agencies::Column::Id, agencies::Column::Name]);
        let query = query.filter(agencies::Column::Id.is_in(ids.iter().copied()));
        names.extend(query.into_tuple::<(i64, String)>().all(db).await?);
    }
    Ok(names)
}
