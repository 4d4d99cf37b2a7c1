//! Contests and their rounds, as lists show them.

use std::collections::HashMap;

use contest::{
    Timestamp,
    attempts::PlanFile,
    contests::{RoundState, TrackKind, Window},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use crate::{
    db::{
        entities::{contests, plans, results, rounds, tracks},
        from_json, to_json,
    },
    results::corrections::in_force,
};

/// A contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The contest's row.
    pub id: i64,
    /// The short name in addresses.
    pub code: String,
    /// The name on screen.
    pub title: String,
    /// The agency whose tree takes part.
    pub province_id: i64,
    /// The handbook that people learn from.
    pub handbook_id: Option<i64>,
    /// Bảng dự thi, as pages list them.
    pub tracks: Vec<Track>,
}

/// Bảng dự thi of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Track {
    /// The track's row.
    pub id: i64,
    /// Who competes in it.
    pub kind: TrackKind,
    /// The bank its papers are drawn from, unless a round has chosen another.
    pub bank_id: i64,
}

/// A round in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundSummary {
    /// The round's row.
    pub id: i64,
    /// 1 for the first round of the contest.
    pub number: i32,
    /// The name on screen.
    pub title: String,
    /// When it is open.
    pub window: Window,
    /// Where it stands in its life.
    pub state: RoundState,
    /// The version of the rules that it goes by.
    pub rules_version: i32,
    /// Whether it opens when its time comes, while it is a draft.
    pub opens_by_itself: bool,
    /// People with a valid result.
    pub entrants: u64,
    /// Valid results.
    pub attempts: u64,
}

/// A round that has been opened, without what it costs to count who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedRound {
    /// The round's row.
    pub id: i64,
    /// 1 for the first round of the contest.
    pub number: i32,
    /// The name on screen.
    pub title: String,
}

/// The rounds of a contest that have been opened, first to last: what is being prepared is nobody's business yet.
pub async fn opened_rounds(db: &impl ConnectionTrait, contest_id: i64) -> Result<Vec<OpenedRound>, DbErr> {
    let rows: Vec<(i64, i32, String)> = rounds::Entity::find()
        .select_only()
        .columns([rounds::Column::Id, rounds::Column::Number, rounds::Column::Title])
        .filter(rounds::Column::ContestId.eq(contest_id))
        .filter(rounds::Column::State.ne(RoundState::Draft.code()))
        .order_by_asc(rounds::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, number, title)| OpenedRound { id, number, title }).collect())
}

/// The contest with this number.
pub async fn find(db: &impl ConnectionTrait, contest_id: i64) -> Result<Option<Contest>, DbErr> {
    match contests::Entity::find_by_id(contest_id).one(db).await? {
        Some(row) => with_tracks(db, row).await.map(Some),
        None => Ok(None),
    }
}

/// Most contests of a list.
const LISTED: u64 = 100;

/// The contests' numbers and titles, the one made last first.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<(i64, String)>, DbErr> {
    contests::Entity::find()
        .select_only()
        .columns([contests::Column::Id, contests::Column::Title])
        .order_by_desc(contests::Column::Id)
        .limit(LISTED)
        .into_tuple()
        .all(db)
        .await
}

async fn with_tracks(db: &impl ConnectionTrait, row: contests::Model) -> Result<Contest, DbErr> {
    let tracks = tracks(db, row.id).await?;
    let contests::Model { id, code, title, province_id, handbook_id, .. } = row;
    Ok(Contest { id, code, title, province_id, handbook_id, tracks })
}

/// The rounds of a contest, first to last, with how many took part.
pub async fn rounds(db: &impl ConnectionTrait, contest_id: i64) -> Result<Vec<RoundSummary>, DbErr> {
    let rows = rounds::Entity::find()
        .filter(rounds::Column::ContestId.eq(contest_id))
        .order_by_asc(rounds::Column::Number)
        .all(db)
        .await?;
    let counts: Vec<(i64, i64, i64)> = results::Entity::find()
        .select_only()
        .column(results::Column::RoundId)
        .expr_as(Expr::col(results::Column::ParticipantId).count_distinct(), "entrants")
        .column_as(results::Column::AttemptId.count(), "attempts")
        .filter(results::Column::RoundId.is_in(rows.iter().map(|row| row.id)))
        .filter(results::Column::Valid.eq(true))
        .group_by(results::Column::RoundId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<i64, (i64, i64)> = counts.into_iter().map(|(id, people, all)| (id, (people, all))).collect();
    rows.into_iter().map(|row| summary(row, &counts)).collect()
}

/// A plan as JSON, the file of `draw`, with what was decided about its questions since. It carries the
/// key: for the command line of the installation.
pub async fn plan_json(db: &impl ConnectionTrait, plan_id: i64) -> Result<Option<String>, DbErr> {
    let Some(row) = plans::Entity::find_by_id(plan_id).one(db).await? else { return Ok(None) };
    let round = rounds::Entity::find_by_id(row.round_id).one(db).await?;
    match round.map_or(0, |round| round.grading) {
        0 => Ok(Some(row.body)),
        grading => {
            let corrections = in_force(db, row.round_id, grading).await?;
            to_json(&PlanFile { plan: from_json(&row.body, "plan", plan_id)?, corrections }).map(Some)
        }
    }
}

/// The tracks of a contest, as pages list them.
pub(super) async fn tracks(db: &impl ConnectionTrait, contest_id: i64) -> Result<Vec<Track>, DbErr> {
    let rows = tracks::Entity::find().filter(tracks::Column::ContestId.eq(contest_id)).all(db).await?;
    let row_of = |kind: TrackKind| rows.iter().find(move |row| row.kind == kind.code());
    let listed = TrackKind::ALL.into_iter().filter_map(|kind| row_of(kind).map(|row| (kind, row)));
    Ok(listed.map(|(kind, row)| Track { id: row.id, kind, bank_id: row.bank_id }).collect())
}

/// The state that a row says.
pub(super) fn state(row: &rounds::Model) -> Result<RoundState, DbErr> {
    RoundState::parse(&row.state).ok_or_else(|| DbErr::Custom(format!("round {}: unknown state {}", row.id, row.state)))
}

fn summary(row: rounds::Model, counts: &HashMap<i64, (i64, i64)>) -> Result<RoundSummary, DbErr> {
    let (entrants, attempts) = counts.get(&row.id).copied().unwrap_or_default();
    Ok(RoundSummary {
        state: state(&row)?,
        id: row.id,
        number: row.number,
        title: row.title,
        window: Window { opens: Timestamp(row.opens_at), closes: Timestamp(row.closes_at) },
        rules_version: row.rules_version,
        opens_by_itself: row.opens_by_itself,
        entrants: entrants as u64,
        attempts: attempts as u64,
    })
}
