//! Keeping what a ranking came to.

use std::collections::HashMap;

use contest::{contests::RoundState, results::field::Outcome};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter, QuerySelect,
};

use tracing::warn;

use super::{LifeError, lock, proposal::Proposal, settle::unsubmitted, subject};
use crate::{
    Engine,
    accounts::audit,
    contests::{Round, rounds::advance},
    db::{
        entities::{agencies, awards, results, round_results},
        to_json,
    },
};

/// Whether a ranking was kept.
pub(super) enum Stored {
    /// It was.
    Here,
    /// Another instance has kept the same.
    Elsewhere,
    /// Something has changed since; rank again.
    Outdated,
}

/// Rows of one statement.
const CHUNK: usize = 500;

/// Keeps a ranking if it is that of the newest revision and not kept yet; counts the round with the
/// first one.
pub(super) async fn store(engine: &Engine, round: &Round, proposal: &Proposal) -> Result<Stored, LifeError> {
    let tx = engine.db.begin().await?;
    let state = lock(&tx, round.id).await?;
    let row = round_results::Entity::find_by_id(round.id).one(&tx).await?.ok_or(LifeError::State(state))?;
    if row.ranked_revision == row.revision {
        return Ok(Stored::Elsewhere);
    }
    if row.revision != proposal.revision {
        return Ok(Stored::Outdated);
    }
    let mut row = row.into_active_model();
    match state {
        RoundState::Closed => {
            // Somebody may have begun an attempt just as the round was being closed.
            let submitted = results::Entity::find().filter(results::Column::RoundId.eq(round.id)).count(&tx).await?;
            if submitted != proposal.field.len() as u64 || unsubmitted(&tx, round.id).await? > 0 {
                return Ok(Stored::Outdated);
            }
            count(engine, &tx, round, proposal, &mut row).await?;
        }
        RoundState::Provisional => {}
        state => return Err(LifeError::State(state)),
    }
    replace_awards(&tx, round.id, &proposal.outcome).await?;
    row.ranked_revision = Set(proposal.revision);
    row.update(&tx).await?;
    tx.commit().await?;
    engine.rounds.forget(round.id);
    if state == RoundState::Closed {
        drop_boards(engine, round.id).await;
    }
    Ok(Stored::Here)
}

/// Lets the boards be made again when next read: places now go by the predicted quantity, too, and
/// void attempts have none.
pub(super) async fn drop_boards(engine: &Engine, round_id: i64) {
    if let Err(failure) = engine.cache.board_drop(round_id).await {
        warn!(error = %failure, round = round_id, "a board is as it was before its round was decided on");
    }
}

/// Freezes what the round was counted to.
async fn count(
    engine: &Engine,
    tx: &impl ConnectionTrait,
    round: &Round,
    proposal: &Proposal,
    row: &mut round_results::ActiveModel,
) -> Result<(), LifeError> {
    let now = engine.now();
    let figures = proposal.outcome.rounds.first();
    let of = |figure: fn(&contest::results::field::RoundFigures) -> u32| figures.map_or(0, figure) as i32;
    // Nobody has a valid attempt: whatever was predicted came to nothing.
    let quantity = round.rules.prediction.map(|_| of(|figures| figures.quantity.unwrap_or(0)));
    row.facts = Set(Some(to_json(&proposal.frozen)?));
    row.quantity = Set(quantity);
    row.people = Set(Some(of(|figures| figures.people)));
    row.attempts = Set(Some(of(|figures| figures.attempts)));
    row.people_all_correct = Set(Some(of(|figures| figures.people_all_correct)));
    row.counted_at = Set(Some(now.0));
    advance(tx, round.id, RoundState::Provisional, now).await?;
    let counted = of(|figures| figures.attempts);
    let detail = match quantity {
        Some(quantity) => format!("{counted} valid attempts, predicted quantity {quantity}"),
        None => format!("{counted} valid attempts"),
    };
    audit::record(tx, now, None, "round.provisional", Some(&subject(round.id)), Some(&detail)).await?;
    Ok(())
}

async fn replace_awards(tx: &impl ConnectionTrait, round_id: i64, outcome: &Outcome) -> Result<(), DbErr> {
    awards::Entity::delete_many().filter(awards::Column::RoundId.eq(round_id)).exec(tx).await?;
    let mut rows = individual(tx, round_id, outcome).await?;
    rows.extend(collective(tx, round_id, outcome).await?);
    for (row, position) in rows.iter_mut().zip(0..) {
        row.position = Set(position);
    }
    for rows in rows.chunks(CHUNK) {
        awards::Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

async fn individual(
    tx: &impl ConnectionTrait,
    round_id: i64,
    outcome: &Outcome,
) -> Result<Vec<awards::ActiveModel>, DbErr> {
    let attempts: Vec<i64> = outcome.awards.iter().filter_map(|award| award.entry.parse().ok()).collect();
    let mut owners: HashMap<i64, (i64, i64)> = HashMap::new();
    for attempts in attempts.chunks(CHUNK) {
        let rows: Vec<(i64, i64, i64)> = results::Entity::find()
            .select_only()
            .columns([results::Column::AttemptId, results::Column::ParticipantId, results::Column::AgencyId])
            .filter(results::Column::AttemptId.is_in(attempts.iter().copied()))
            .into_tuple()
            .all(tx)
            .await?;
        owners.extend(rows.into_iter().map(|(attempt, person, agency)| (attempt, (person, agency))));
    }
    let award = |award: &contest::results::field::Award| {
        let attempt: i64 = award.entry.parse().ok()?;
        let (person, agency) = *owners.get(&attempt)?;
        Some(awards::ActiveModel {
            round_id: Set(round_id),
            position: Set(0),
            prizes: Set(award.race.prizes.clone()),
            race_group: Set(award.race.group.code().to_owned()),
            class: Set(award.class.clone()),
            seat: Set(award.seat as i32),
            participant_id: Set(Some(person)),
            attempt_id: Set(Some(attempt)),
            agency_id: Set(agency),
        })
    };
    Ok(outcome.awards.iter().filter_map(award).collect())
}

async fn collective(
    tx: &impl ConnectionTrait,
    round_id: i64,
    outcome: &Outcome,
) -> Result<Vec<awards::ActiveModel>, DbErr> {
    let mut rows = Vec::new();
    for table in &outcome.collective {
        let given = table.standings.iter().filter_map(|standing| Some((standing, standing.prize.as_ref()?)));
        for ((standing, class), seat) in given.zip(1..) {
            let agency = agencies::Entity::find().filter(agencies::Column::Code.eq(&standing.agency)).one(tx).await?;
            let Some(agency) = agency else { continue };
            rows.push(awards::ActiveModel {
                round_id: Set(round_id),
                position: Set(0),
                prizes: Set(table.prizes.clone()),
                race_group: Set(table.group.code().to_owned()),
                class: Set(class.clone()),
                seat: Set(seat),
                participant_id: Set(None),
                attempt_id: Set(None),
                agency_id: Set(agency.id),
            });
        }
    }
    Ok(rows)
}
