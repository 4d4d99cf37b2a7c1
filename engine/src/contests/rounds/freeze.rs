//! Freezing a round's questions into plans.

use std::collections::{HashMap, hash_map::Entry};

use contest::{
    Timestamp,
    attempts::Plan,
    banks::{Blueprint, CellSize, FixedQuestion, Weight},
    contests::RoundState,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::TrackShortages;
use crate::{
    banks,
    contests::{
        blueprints::{drawn_from, fixed_in, lacks, lacks_given},
        queries::{Track, tracks},
    },
    db::{
        entities::{blueprints, plans, rounds},
        from_json, to_json,
    },
};

/// Why a round's questions were not frozen.
#[derive(Debug, thiserror::Error)]
pub enum FreezeError {
    /// The bank cannot fill these cells any more.
    #[error("the bank has too few questions")]
    Shortages(Vec<TrackShortages>),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Freezes the newest approved questions of the round's banks into a plan for each track that has
/// none yet. Edits of a bank after this do not reach the round.
pub async fn freeze(tx: &impl ConnectionTrait, round: &rounds::Model, now: Timestamp) -> Result<(), FreezeError> {
    let mut short = Vec::new();
    for track in tracks(tx, round.contest_id).await? {
        if has_plan(tx, round.id, track).await? {
            continue;
        }
        let Some(row) = blueprints::Entity::find_by_id((round.id, track.id)).one(tx).await? else { continue };
        let track = drawn_from(track, &row);
        let blueprint: Blueprint = from_json(&row.body, "blueprint of round", round.id)?;
        let fixed = fixed_in(&row)?;
        let lacks = lacks(tx, track.bank_id, &blueprint, &fixed).await?;
        if lacks.is_nothing() {
            store(tx, round.id, track, &blueprint, &fixed, now).await?;
        } else {
            short.push(TrackShortages { track: track.kind, lacks });
        }
    }
    if short.is_empty() { Ok(()) } else { Err(FreezeError::Shortages(short)) }
}

/// What the banks cannot fill of a contest's drafts, by round, first to last; a draft that can be
/// opened is not among them. Each bank is looked at once.
pub async fn shortages_of_drafts(
    db: &impl ConnectionTrait,
    contest_id: i64,
) -> Result<Vec<(i64, Vec<TrackShortages>)>, DbErr> {
    let drafts: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::ContestId.eq(contest_id))
        .filter(rounds::Column::State.eq(RoundState::Draft.code()))
        .order_by_asc(rounds::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    let rows = blueprints::Entity::find().filter(blueprints::Column::RoundId.is_in(drafts.iter().copied()));
    let rows = rows.all(db).await?;
    let tracks = tracks(db, contest_id).await?;
    let mut sizes: HashMap<i64, Vec<CellSize>> = HashMap::new();
    let mut short = Vec::new();
    for id in drafts {
        let mut of_round = Vec::new();
        for track in &tracks {
            let Some(row) = rows.iter().find(|row| (row.round_id, row.track_id) == (id, track.id)) else { continue };
            let track = drawn_from(*track, row);
            let blueprint: Blueprint = from_json(&row.body, "blueprint of round", id)?;
            let cells = match sizes.entry(track.bank_id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(banks::cells(db, track.bank_id).await?),
            };
            let lacks = lacks_given(db, track.bank_id, cells, &blueprint, &fixed_in(row)?).await?;
            if !lacks.is_nothing() {
                of_round.push(TrackShortages { track: track.kind, lacks });
            }
        }
        if !of_round.is_empty() {
            short.push((id, of_round));
        }
    }
    Ok(short)
}

async fn has_plan(tx: &impl ConnectionTrait, round_id: i64, track: Track) -> Result<bool, DbErr> {
    let plans = plans::Entity::find().filter(plans::Column::RoundId.eq(round_id));
    Ok(plans.filter(plans::Column::TrackId.eq(track.id)).count(tx).await? > 0)
}

/// A plan carries its own number, which the database gives: it is stored empty first.
async fn store(
    tx: &impl ConnectionTrait,
    round_id: i64,
    track: Track,
    blueprint: &Blueprint,
    fixed: &[FixedQuestion],
    now: Timestamp,
) -> Result<(), DbErr> {
    let row = plans::ActiveModel {
        round_id: Set(round_id),
        track_id: Set(track.id),
        body: Set(String::new()),
        made_at: Set(now.0),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    let questions = banks::approved(tx, track.bank_id).await?;
    let numbers: Vec<i64> = fixed.iter().map(|fixed| fixed.question).collect();
    let named = banks::numbered(tx, track.bank_id, &numbers).await?;
    let fixed: Vec<(i64, Weight)> = named
        .iter()
        .filter_map(|named| {
            let fixed = fixed.iter().find(|fixed| fixed.question == named.question)?;
            Some((named.revision, fixed.weight))
        })
        .collect();
    let plan = Plan::assemble_with(row.id, blueprint, &fixed, questions);
    let mut row = row.into_active_model();
    row.body = Set(to_json(&plan)?);
    row.update(tx).await?;
    Ok(())
}
