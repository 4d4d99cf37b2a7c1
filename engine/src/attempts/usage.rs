//! How many attempts someone has used, and whether one is under way.

use contest::{
    Timestamp,
    contests::{AttemptLimit, LimitPeriod, Window},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Query, SimpleExpr},
};

use crate::{
    contests::Round,
    db::entities::{attempts, results, rounds},
};

/// What someone has done about a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Attempts that count against the limit of the round's rules.
    pub used: u16,
    /// The limit for this person.
    pub limit: AttemptLimit,
    /// When the round is open to this person.
    pub window: Window,
    /// The attempt that has begun, still has time and is not submitted.
    pub live: Option<attempts::Model>,
}

/// What this person, who is of this agency, has done about a round so far.
pub async fn usage(
    db: &impl ConnectionTrait,
    round: &Round,
    participant: i64,
    agency: i64,
    now: Timestamp,
) -> Result<Usage, DbErr> {
    let of = attempts::Column::ParticipantId.eq(participant);
    let past = attempts::Entity::find().filter(of).filter(in_contest(round.contest_id)).all(db).await?;
    let used = past.iter().filter(|attempt| counts_towards_limit(round, attempt, now)).count() as u16;
    let limit = round.limit_of(participant, agency, &past, now);
    let newest = past.into_iter().filter(|attempt| attempt.round_id == round.id).max_by_key(|attempt| attempt.ordinal);
    let open = newest.filter(|attempt| now <= Timestamp(attempt.accept_until));
    let live = match open {
        Some(attempt) if results::Entity::find_by_id(attempt.id).one(db).await?.is_none() => Some(attempt),
        _ => None,
    };
    Ok(Usage { used, limit, window: round.window_of(participant, agency), live })
}

/// Attempts of a contest's rounds: no limit looks further.
pub(super) fn in_contest(contest: i64) -> SimpleExpr {
    let rounds = Query::select()
        .column(rounds::Column::Id)
        .from(rounds::Entity)
        .and_where(rounds::Column::ContestId.eq(contest))
        .take();
    attempts::Column::RoundId.in_subquery(rounds)
}

/// Whether an earlier attempt of the contest uses up the limit that a new one in `round` is under.
pub(super) fn counts_towards_limit(round: &Round, past: &attempts::Model, now: Timestamp) -> bool {
    let per = round.rules.attempts.per;
    match per.begins(now) {
        Some(begin) => past.started_at >= begin.0,
        None => per == LimitPeriod::Contest || past.round_id == round.id,
    }
}
