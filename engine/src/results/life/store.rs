//! Keeping what a ranking came to.

use std::collections::HashMap;

use contest::{contests::RoundState, results::field::Outcome};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter, QuerySelect,
};

use tracing::warn;

use super::{
    LifeError, ResultsOf, Subject, forget, go_on, lock, passed, proposal::Proposal, settle::unsubmitted, stored,
};
use crate::{
    Engine,
    accounts::audit,
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
pub(super) const CHUNK: usize = 500;

/// Keeps a ranking if it is that of the newest revision and not kept yet; the first one counts the
/// round or the contest.
pub(super) async fn store(engine: &Engine, subject: &Subject, proposal: &Proposal) -> Result<Stored, LifeError> {
    let tx = engine.db.begin().await?;
    let of = subject.of;
    let state = lock(&tx, of).await?;
    let row = stored(&tx, of).await?.ok_or(LifeError::State(state))?;
    if row.ranked_revision == row.revision {
        return Ok(Stored::Elsewhere);
    }
    if row.revision != proposal.revision || of.is_behind(&tx).await? {
        return Ok(Stored::Outdated);
    }
    let mut row = row.into_active_model();
    match state {
        RoundState::Closed => {
            // Somebody may have begun an attempt just as the round was being closed.
            let rounds = subject.rounds.iter().map(|round| round.id);
            let submitted = results::Entity::find().filter(results::Column::RoundId.is_in(rounds)).count(&tx).await?;
            if submitted != proposal.field.len() as u64 || unsubmitted(&tx, of).await? > 0 {
                return Ok(Stored::Outdated);
            }
            count(engine, &tx, subject, proposal, &mut row).await?;
        }
        // A void attempt or a corrected question has changed what was counted; the predicted quantity stays.
        RoundState::Provisional => note_figures(proposal, &mut row),
        state => return Err(LifeError::State(state)),
    }
    replace_awards(&tx, subject, &proposal.outcome).await?;
    passed::replace(&tx, subject, &proposal.outcome).await?;
    row.ranked_revision = Set(proposal.revision);
    row.update(&tx).await?;
    tx.commit().await?;
    forget(engine, of);
    if let (RoundState::Closed, ResultsOf::Round(id)) = (state, of) {
        drop_boards(engine, id).await;
    }
    Ok(Stored::Here)
}

/// Lets the boards be made again when next read: places now go by the predicted quantity, too, and
/// void attempts have none.
pub(crate) async fn drop_boards(engine: &Engine, round_id: i64) {
    if let Err(failure) = engine.cache.board_drop(round_id).await {
        warn!(error = %failure, round = round_id, "a board is as it was before its round was decided on");
    }
}

/// Freezes what was counted.
async fn count(
    engine: &Engine,
    tx: &impl ConnectionTrait,
    subject: &Subject,
    proposal: &Proposal,
    row: &mut round_results::ActiveModel,
) -> Result<(), LifeError> {
    let now = engine.now();
    note_figures(proposal, row);
    // Nobody has a valid attempt: whatever was predicted came to nothing. Of a whole contest nothing
    // is predicted.
    let asks = matches!(subject.of, ResultsOf::Round(_)) && subject.rules.prediction.is_some();
    let figures = proposal.outcome.rounds.first();
    let quantity = asks.then(|| figures.and_then(|figures| figures.quantity).unwrap_or(0) as i32);
    row.facts = Set(Some(to_json(&proposal.frozen)?));
    row.quantity = Set(quantity);
    row.counted_at = Set(Some(now.0));
    go_on(tx, subject.of, RoundState::Provisional, now).await?;
    let counted = proposal.outcome.whole(&proposal.field).attempts;
    let detail = match quantity {
        Some(quantity) => format!("{counted} valid attempts, predicted quantity {quantity}"),
        None => format!("{counted} valid attempts"),
    };
    let act = subject.of.act("provisional");
    audit::record(tx, now, None, &act, Some(&subject.of.subject()), Some(&detail)).await?;
    Ok(())
}

/// Notes who took part, and how well.
fn note_figures(proposal: &Proposal, row: &mut round_results::ActiveModel) {
    let whole = proposal.outcome.whole(&proposal.field);
    row.people = Set(Some(whole.people as i32));
    row.attempts = Set(Some(whole.attempts as i32));
    row.people_all_correct = Set(Some(whole.people_all_correct as i32));
}

async fn replace_awards(tx: &impl ConnectionTrait, subject: &Subject, outcome: &Outcome) -> Result<(), DbErr> {
    let key = subject.of.key();
    awards::Entity::delete_many().filter(awards::Column::RoundId.eq(key)).exec(tx).await?;
    let mut rows = individual(tx, subject, outcome).await?;
    rows.extend(collective(tx, key, outcome).await?);
    for (row, position) in rows.iter_mut().zip(0..) {
        row.position = Set(position);
    }
    for rows in rows.chunks(CHUNK) {
        awards::Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// By attempt, its person and agency.
pub(super) type Owners = HashMap<i64, (i64, i64)>;

/// Whose attempts are.
pub(super) async fn owners(tx: &impl ConnectionTrait, attempts: Vec<i64>) -> Result<Owners, DbErr> {
    let mut owners = Owners::new();
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
    Ok(owners)
}

async fn individual(
    tx: &impl ConnectionTrait,
    subject: &Subject,
    outcome: &Outcome,
) -> Result<Vec<awards::ActiveModel>, DbErr> {
    let given = || outcome.awards.iter().filter(|award| subject.settles(award.race.round));
    let attempts: Vec<i64> = given().filter_map(|award| award.entry.parse().ok()).collect();
    let owners = owners(tx, attempts).await?;
    let award = |award: &contest::results::field::Award| {
        let attempt: i64 = award.entry.parse().ok()?;
        let (person, agency) = *owners.get(&attempt)?;
        Some(awards::ActiveModel {
            round_id: Set(subject.of.key()),
            position: Set(0),
            round_number: Set(award.race.round.map(i32::from)),
            prizes: Set(award.race.prizes.clone()),
            race_group: Set(award.race.group.code().to_owned()),
            class: Set(award.class.clone()),
            seat: Set(award.seat as i32),
            participant_id: Set(Some(person)),
            attempt_id: Set(Some(attempt)),
            agency_id: Set(agency),
        })
    };
    Ok(given().filter_map(award).collect())
}

async fn collective(tx: &impl ConnectionTrait, key: i64, outcome: &Outcome) -> Result<Vec<awards::ActiveModel>, DbErr> {
    let mut rows = Vec::new();
    for table in &outcome.collective {
        let given = table.standings.iter().filter_map(|standing| Some((standing, standing.prize.as_ref()?)));
        for ((standing, class), seat) in given.zip(1..) {
            let agency = agencies::Entity::find().filter(agencies::Column::Code.eq(&standing.agency)).one(tx).await?;
            let Some(agency) = agency else { continue };
            rows.push(awards::ActiveModel {
                round_id: Set(key),
                position: Set(0),
                round_number: Set(table.round.map(i32::from)),
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
