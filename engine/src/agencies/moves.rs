//! Moving people to another agency, with their results of the rounds that are not counted yet. What was counted stays.
//!
//! It goes some hundred people or attempts in a transaction, so that answers of open rounds are not held up, and may be cut
//! short and done again: what has moved is not found any more.

use std::collections::HashMap;

use contest::{Timestamp, contests::RoundState};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{TreeError, TreeRefusal, acts::standing};
use crate::{
    Engine,
    accounts::{MAX_PAGE, Page, StaffSession, WITHDRAWN_CODE, audit, forget_people, people_s_sessions},
    db::{
        entities::{agencies, attempts, participants, results, rounds},
        padded,
    },
    reports::recount,
    results::life::results_moved,
};

/// People or attempts of one transaction.
const PORTION: u64 = if cfg!(test) { 4 } else { 256 };
/// In these states a round is not counted, and its results go along.
const OPEN: [RoundState; 2] = [RoundState::Open, RoundState::Closed];

/// Who moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Movers {
    /// Everybody of the agency.
    All,
    /// These, as far as they are of the agency; [`MAX_PAGE`] at most.
    People(Vec<i64>),
}

/// What a move would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovePreview {
    /// People of the agency who move.
    pub people: u64,
    /// Rounds whose attempts go along: title, and how many.
    pub moving: Vec<(String, u64)>,
    /// Rounds that are counted, whose attempts stay: title, and how many.
    pub staying: Vec<(String, u64)>,
}

/// What a move did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// People who belong to the other agency now.
    pub people: u64,
    /// Attempts that went along.
    pub attempts: u64,
}

/// What moving people away from an agency would do; for an organiser.
pub async fn preview_move(
    engine: &Engine,
    actor: &StaffSession,
    from: i64,
    movers: &Movers,
) -> Result<MovePreview, TreeError> {
    if !actor.role.organises() {
        return Err(TreeError::NotAllowed);
    }
    let db = &engine.db.read;
    agencies::Entity::find_by_id(from).one(db).await?.ok_or(TreeError::NotFound)?;
    let people = participants::Entity::find()
        .filter(participants::Column::AgencyId.eq(from))
        .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
        .filter(who(participants::Column::Id, movers))
        .count(db)
        .await?;
    let counts: HashMap<i64, i64> = attempts::Entity::find()
        .select_only()
        .column(attempts::Column::RoundId)
        .column_as(attempts::Column::Id.count(), "attempts")
        .filter(attempts::Column::AgencyId.eq(from))
        .filter(who(attempts::Column::ParticipantId, movers))
        .group_by(attempts::Column::RoundId)
        .into_tuple::<(i64, i64)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let mut preview = MovePreview { people, ..MovePreview::default() };
    let found = rounds::Entity::find().filter(rounds::Column::Id.is_in(counts.keys().copied()));
    for round in found.order_by_asc(rounds::Column::Id).all(db).await? {
        let count = counts.get(&round.id).copied().unwrap_or_default() as u64;
        let list = if is_open(&round.state) { &mut preview.moving } else { &mut preview.staying };
        list.push((round.title, count));
    }
    Ok(preview)
}

/// Moves people of one agency to another that stands, with their attempts and results in rounds that are not counted.
pub async fn move_people(
    engine: &Engine,
    actor: &StaffSession,
    from: i64,
    into: i64,
    movers: &Movers,
) -> Result<Moved, TreeError> {
    if !actor.role.organises() {
        return Err(TreeError::NotAllowed);
    }
    let db = &engine.db.read;
    agencies::Entity::find_by_id(from).one(db).await?.ok_or(TreeError::NotFound)?;
    if from == into || standing(db, Some(into)).await?.is_none() {
        return Err(TreeRefusal::NoSuccessor.into());
    }
    note(engine, actor, "agency.move_people", from, &format!("into agency:{into}")).await?;
    let people = people_over(engine, from, into, movers).await?;
    let attempts = attempts_over(engine, from, into, movers).await?;
    let detail = format!("into agency:{into}: {people} people, {attempts} attempts");
    note(engine, actor, "agency.people_moved", from, &detail).await?;
    Ok(Moved { people, attempts })
}

async fn note(engine: &Engine, actor: &StaffSession, action: &str, agency: i64, detail: &str) -> Result<(), DbErr> {
    let subject = format!("agency:{agency}");
    audit::record(&engine.db.write, engine.now(), Some(actor.staff_id), action, Some(&subject), Some(detail)).await
}

async fn people_over(engine: &Engine, from: i64, into: i64, movers: &Movers) -> Result<u64, DbErr> {
    let mut moved = 0;
    loop {
        let tx = engine.db.begin().await?;
        let ids: Vec<i64> = participants::Entity::find()
            .select_only()
            .column(participants::Column::Id)
            .filter(participants::Column::AgencyId.eq(from))
            .filter(who(participants::Column::Id, movers))
            .order_by_asc(participants::Column::Id)
            .limit(PORTION)
            .lock_exclusive()
            .into_tuple()
            .all(&tx)
            .await?;
        if ids.is_empty() {
            return Ok(moved);
        }
        participants::Entity::update_many()
            .col_expr(participants::Column::AgencyId, Expr::value(into))
            .filter(participants::Column::Id.is_in(padded(&ids)))
            .exec(&tx)
            .await?;
        let hashes = people_s_sessions(&tx, &ids).await?;
        tx.commit().await?;
        // What they begin from now on, they begin as people of the other agency.
        forget_people(engine, &hashes).await;
        moved += ids.len() as u64;
    }
}

/// Moves what was begun in rounds that are not counted.
pub(super) async fn attempts_over(engine: &Engine, from: i64, into: i64, movers: &Movers) -> Result<u64, TreeError> {
    let open: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::State.is_in(OPEN.map(RoundState::code)))
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let mut moved = 0;
    for round in open {
        let mut of_round = 0;
        let mut after = i64::MIN;
        while let Some((count, last)) = portion_over(engine, round, from, into, movers, after).await? {
            (of_round, after) = (of_round + count, last);
        }
        if of_round > 0 {
            let again = results_moved(engine, round).await;
            again.map_err(|failure| DbErr::Custom(format!("round {round} was not ranked again: {failure}")))?;
        }
        moved += of_round;
    }
    Ok(moved)
}

/// The next attempts, in the order in which the group commit locks them, so that neither waits for the other in a circle.
async fn portion_over(
    engine: &Engine,
    round: i64,
    from: i64,
    into: i64,
    movers: &Movers,
    after: i64,
) -> Result<Option<(u64, i64)>, DbErr> {
    let tx = engine.db.begin().await?;
    let state = rounds::Entity::find_by_id(round).one(&tx).await?.map(|round| round.state);
    if !state.is_some_and(|state| is_open(&state)) {
        return Ok(None);
    }
    let ids: Vec<i64> = attempts::Entity::find()
        .select_only()
        .column(attempts::Column::Id)
        .filter(attempts::Column::RoundId.eq(round))
        .filter(attempts::Column::AgencyId.eq(from))
        .filter(attempts::Column::Id.gt(after))
        .filter(who(attempts::Column::ParticipantId, movers))
        .order_by_asc(attempts::Column::Id)
        .limit(PORTION)
        .lock_exclusive()
        .into_tuple()
        .all(&tx)
        .await?;
    let Some(last) = ids.last().copied() else { return Ok(None) };
    attempts::Entity::update_many()
        .col_expr(attempts::Column::AgencyId, Expr::value(into))
        .filter(attempts::Column::Id.is_in(padded(&ids)))
        .exec(&tx)
        .await?;
    results::Entity::update_many()
        .col_expr(results::Column::AgencyId, Expr::value(into))
        .filter(results::Column::AttemptId.is_in(padded(&ids)))
        .exec(&tx)
        .await?;
    recount(&tx, &[round]).await?;
    tx.commit().await?;
    Ok(Some((ids.len() as u64, last)))
}

fn who(column: impl ColumnTrait, movers: &Movers) -> Condition {
    match movers {
        Movers::All => Condition::all(),
        Movers::People(people) => {
            let people = people.get(..MAX_PAGE as usize).unwrap_or(people);
            Condition::all().add(column.is_in(people.iter().copied()))
        }
    }
}

fn is_open(state: &str) -> bool {
    OPEN.iter().any(|open| open.code() == state)
}

/// People of an agency by name, with when they registered, and how many there are; for an organiser who chooses whom to move.
pub async fn people_to_move(
    engine: &Engine,
    actor: &StaffSession,
    agency: i64,
    page: Page,
) -> Result<(Vec<(i64, String, Timestamp)>, u64), TreeError> {
    if !actor.role.organises() {
        return Err(TreeError::NotAllowed);
    }
    let found = participants::Entity::find()
        .filter(participants::Column::AgencyId.eq(agency))
        .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE));
    let db = &engine.db.read;
    let total = found.clone().count(db).await?;
    let size = page.size.clamp(1, MAX_PAGE);
    let rows: Vec<(i64, String, i64)> = found
        .select_only()
        .columns([participants::Column::Id, participants::Column::Name, participants::Column::RegisteredAt])
        .order_by_asc(participants::Column::NameSort)
        .order_by_asc(participants::Column::Id)
        .limit(size)
        .offset(Ord::min(page.number.saturating_mul(size), i64::MAX as u64))
        .into_tuple()
        .all(db)
        .await?;
    Ok((rows.into_iter().map(|(id, name, at)| (id, name, Timestamp(at))).collect(), total))
}
