//! Beginning attempts.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use contest::{
    Timestamp,
    attempts::{choose_seed, draw},
    contests::{Refusal, TrackKind, admit, deadline, last_accept},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, TryInsertResult,
};

use super::{Unavailable, is_late};
use crate::{
    attempts::{
        Plans, seed_of,
        usage::{counts_towards_limit, in_contest},
    },
    clock::os_rng,
    contests::Round,
    db::entities::{attempts, results},
};

/// Someone wants to begin.
#[derive(Clone, Debug)]
pub struct StartRequest {
    /// The round, as it was when the request came in.
    pub round: Arc<Round>,
    /// Who.
    pub participant: i64,
    /// Their agency now.
    pub agency: i64,
    /// Their track.
    pub track: TrackKind,
    /// The session that will hold the lease.
    pub session: i64,
    /// When the request came in.
    pub now: Timestamp,
}

/// An attempt is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Started {
    /// Its number.
    pub attempt: i64,
    /// Whether it had begun before this request.
    pub resumed: bool,
}

/// Why no attempt began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The round has no questions for this track.
    #[error("the round has no plan for this track")]
    NoPlan,
    /// Try again.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// A round or a contest, and someone in it.
type Key = (i64, i64);

pub(super) async fn apply(
    tx: &impl ConnectionTrait,
    plans: &Plans,
    requests: &[StartRequest],
) -> Result<Vec<Result<Started, StartError>>, DbErr> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let history = read_history(tx, requests).await?;
    // Someone who presses twice begins once; both requests learn of the same attempt.
    let mut decided: HashMap<Key, Result<Started, StartError>> = HashMap::new();
    let mut rows = Vec::new();
    for request in requests {
        let key = (request.round.id, request.participant);
        if decided.contains_key(&key) || rows.iter().any(|row: &attempts::ActiveModel| key_of(row) == key) {
            continue;
        }
        let past = history.get(&(request.round.contest_id, request.participant)).map_or(&[][..], Vec::as_slice);
        match decide(tx, plans, request, past).await? {
            Decision::Known(outcome) => {
                decided.insert(key, outcome);
            }
            Decision::Begin(row) => rows.push(row),
        }
    }
    insert(tx, rows, &mut decided).await?;
    // Another instance won the race for this person: the request is repeated and finds its attempt.
    let raced = Err(StartError::Unavailable(Unavailable::Database));
    Ok(requests
        .iter()
        .map(|request| decided.get(&(request.round.id, request.participant)).copied().unwrap_or(raced))
        .collect())
}

struct Past {
    attempt: attempts::Model,
    submitted: bool,
}

/// Earlier attempts by contest and person.
async fn read_history(tx: &impl ConnectionTrait, requests: &[StartRequest]) -> Result<HashMap<Key, Vec<Past>>, DbErr> {
    let mut people: HashMap<i64, HashSet<i64>> = HashMap::new();
    for request in requests {
        people.entry(request.round.contest_id).or_default().insert(request.participant);
    }
    let mut history: HashMap<Key, Vec<Past>> = HashMap::new();
    for (contest, people) in people {
        for past in read_contest(tx, contest, people).await? {
            history.entry((contest, past.attempt.participant_id)).or_default().push(past);
        }
    }
    Ok(history)
}

async fn read_contest(tx: &impl ConnectionTrait, contest: i64, people: HashSet<i64>) -> Result<Vec<Past>, DbErr> {
    let of = attempts::Column::ParticipantId.is_in(people);
    let rows = attempts::Entity::find().filter(of).filter(in_contest(contest)).all(tx).await?;
    let ids = rows.iter().map(|attempt| attempt.id);
    let done = results::Entity::find().filter(results::Column::AttemptId.is_in(ids)).all(tx).await?;
    let done: HashSet<i64> = done.into_iter().map(|result| result.attempt_id).collect();
    Ok(rows.into_iter().map(|attempt| Past { submitted: done.contains(&attempt.id), attempt }).collect())
}

enum Decision {
    Known(Result<Started, StartError>),
    Begin(attempts::ActiveModel),
}

async fn decide(
    tx: &impl ConnectionTrait,
    plans: &Plans,
    request: &StartRequest,
    past: &[Past],
) -> Result<Decision, DbErr> {
    let StartRequest { round, now, .. } = request;
    let here = || past.iter().filter(|past| past.attempt.round_id == round.id);
    let live = here().find(|past| !past.submitted && !is_late(*now, Timestamp(past.attempt.accept_until)));
    if let Some(live) = live {
        return Ok(Decision::Known(Ok(Started { attempt: live.attempt.id, resumed: true })));
    }
    let used = past.iter().filter(|past| counts_towards_limit(round, &past.attempt, *now)).count() as u16;
    if let Err(refusal) = admit(*now, round.window, round.state, used, round.rules.attempts) {
        return Ok(Decision::Known(Err(refusal.into())));
    }
    let Some((track, plan_id)) = round.track(request.track).and_then(|track| Some((track, track.plan_id?))) else {
        return Ok(Decision::Known(Err(StartError::NoPlan)));
    };
    let plan = plans.get(tx, plan_id).await?;
    let mut known = HashSet::new();
    for past in here() {
        let before = plans.get(tx, past.attempt.plan_id).await?;
        known.extend(draw(&before, seed_of(&past.attempt)?).revisions(&before));
    }
    let seed = choose_seed(&plan, &known, &mut os_rng());
    let until = deadline(*now, &round.rules, round.window);
    Ok(Decision::Begin(attempts::ActiveModel {
        id: NotSet,
        round_id: Set(round.id),
        participant_id: Set(request.participant),
        ordinal: Set(here().map(|past| past.attempt.ordinal).max().unwrap_or(0) + 1),
        track_id: Set(track.track_id),
        agency_id: Set(request.agency),
        plan_id: Set(plan_id),
        seed: Set(seed.0.to_vec()),
        rules_version: Set(round.rules_version),
        started_at: Set(now.0),
        deadline_at: Set(until.0),
        accept_until: Set(last_accept(until, &round.rules).0),
        lease: Set(request.session),
    }))
}

fn key_of(row: &attempts::ActiveModel) -> Key {
    let number = |value: &sea_orm::ActiveValue<i64>| value.try_as_ref().copied().unwrap_or_default();
    (number(&row.round_id), number(&row.participant_id))
}

/// Rows of one statement: twelve values each, under SQLite's limit of 32,766.
const ROWS: usize = 2_000;

async fn insert(
    tx: &impl ConnectionTrait,
    rows: Vec<attempts::ActiveModel>,
    decided: &mut HashMap<Key, Result<Started, StartError>>,
) -> Result<(), DbErr> {
    for rows in rows.chunks(ROWS) {
        let insert = attempts::Entity::insert_many(rows.iter().cloned()).on_conflict_do_nothing();
        let TryInsertResult::Inserted(added) = insert.exec_with_returning_many(tx).await? else { continue };
        for attempt in added {
            let started = Started { attempt: attempt.id, resumed: false };
            decided.insert((attempt.round_id, attempt.participant_id), Ok(started));
        }
    }
    Ok(())
}
