//! More time.

use contest::{
    Millis,
    contests::{MAX_EXTENSION, RoundState},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder as _, QuerySelect,
    sea_query::{Expr, ExprTrait as _, LockType, Query},
};

use super::{Given, ReliefError, Whom, agency_of, check_count, lock, reason, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::{Round, rounds::reopen},
    db::entities::{agencies, attempts, reliefs, results, rounds},
};

/// Lets the round close so many minutes later for somebody, and gives those of them whose attempts
/// are under way as many minutes more. Says how many attempts that were.
///
/// After the close, too, while the round is not counted: it is open again for those who were given
/// time. An attempt whose time was up stays submitted.
pub async fn extend(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    whom: Whom,
    minutes: u16,
    why: &str,
) -> Result<u64, ReliefError> {
    if !actor.role.organises() {
        return Err(ReliefError::NotAllowed);
    }
    let why = reason(why)?;
    if !(1..=MAX_EXTENSION).contains(&minutes) {
        return Err(ReliefError::Amount);
    }
    let (now, by) = (engine.now(), Millis::minutes(i64::from(minutes)));
    let tx = engine.db.begin().await?;
    let (_, state) = lock(&tx, round_id).await?;
    let round = Round::load(&tx, round_id).await?.ok_or(ReliefError::NoRound)?;
    if state == RoundState::Closed && now < round.last_close() {
        return Err(ReliefError::ClosedEarly);
    }
    let agency = agency_of(&tx, whom).await?;
    check_count(&tx, round_id).await?;
    let person = if let Whom::Person(person) = whom { person } else { 0 };
    let closes = round.window_of(person, agency).extended(by).closes;
    if closes <= now {
        return Err(ReliefError::Past(closes));
    }
    if state == RoundState::Closed {
        reopen(&tx, round_id).await?;
    }
    if whom == Whom::Everyone {
        rounds::Entity::update_many()
            .col_expr(rounds::Column::ClosesAt, Expr::value(closes.0))
            .filter(rounds::Column::Id.eq(round_id))
            .exec(&tx)
            .await?;
    }
    let moved = move_deadlines(&tx, under_way(round_id, whom, now.0), by).await?;
    let (agency_id, participant_id) = whom.columns();
    let given = Given::Minutes(minutes);
    let row = reliefs::ActiveModel {
        round_id: Set(round_id),
        kind: Set(given.code().to_owned()),
        amount: Set(i32::from(given.amount())),
        agency_id: Set(agency_id),
        participant_id: Set(participant_id),
        reason: Set(why.clone()),
        moved: Set(i32::try_from(moved).unwrap_or(i32::MAX)),
        voided_attempt_id: Set(None),
        made_at: Set(now.0),
        made_by: Set(actor.staff_id),
        ..Default::default()
    };
    reliefs::Entity::insert(row).exec_without_returning(&tx).await?;
    let again = if state == RoundState::Closed { ", the round is open again" } else { "" };
    let detail = format!(
        "{} {minutes} minutes, until {}{again}, {moved} attempts under way: {why}",
        whom.subject(),
        closes.to_rfc3339()
    );
    audit::record(&tx, now, Some(actor.staff_id), "round.extend", Some(&subject(round_id)), Some(&detail)).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(moved)
}

/// Attempts of these people that have time and no result.
fn under_way(round_id: i64, whom: Whom, now: i64) -> Condition {
    let result = Query::select()
        .expr(Expr::val(1))
        .from(results::Entity)
        .and_where(
            Expr::col((results::Entity, results::Column::AttemptId)).equals((attempts::Entity, attempts::Column::Id)),
        )
        .take();
    let all = Condition::all()
        .add(attempts::Column::RoundId.eq(round_id))
        .add(attempts::Column::AcceptUntil.gte(now))
        .add(Expr::exists(result).not());
    match whom {
        Whom::Everyone => all,
        Whom::Person(person) => all.add(attempts::Column::ParticipantId.eq(person)),
        Whom::Agency(agency) => {
            let below = Query::select()
                .column(agencies::Column::Id)
                .from(agencies::Entity)
                .and_where(Expr::col(agencies::Column::Path).like(format!("%/{agency}/%")))
                .take();
            all.add(attempts::Column::AgencyId.in_subquery(below))
        }
    }
}

async fn move_deadlines(tx: &impl ConnectionTrait, which: Condition, by: Millis) -> Result<u64, DbErr> {
    // In the order in which the group commit holds attempts: two that lock the same rows never wait
    // for each other in a circle.
    attempts::Entity::find()
        .select_only()
        .column(attempts::Column::Id)
        .filter(which.clone())
        .order_by_asc(attempts::Column::Id)
        .lock(LockType::Update)
        .into_tuple::<i64>()
        .all(tx)
        .await?;
    // Looked at anew: one of them may have been submitted while this waited for it.
    let later = |column: attempts::Column| Expr::col(column).add(by.0);
    let moved = attempts::Entity::update_many()
        .col_expr(attempts::Column::DeadlineAt, later(attempts::Column::DeadlineAt))
        .col_expr(attempts::Column::AcceptUntil, later(attempts::Column::AcceptUntil))
        .filter(which)
        .exec(tx)
        .await?;
    Ok(moved.rows_affected)
}
