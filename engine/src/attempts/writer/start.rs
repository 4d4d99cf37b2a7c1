//! Beginning attempts.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use contest::{
    Timestamp,
    attempts::{choose_seed, draw},
    contests::{Entrant, Refusal, admit, deadline, last_accept},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait,
    IntoActiveModel as _, QueryFilter, QueryOrder as _, QuerySelect as _, sea_query::LockType,
};

use super::{Unavailable, is_late, unreadable};
use crate::{
    attempts::{
        Plans,
        live::submitted,
        seed_of,
        usage::{counts_towards_limit, in_contest},
    },
    clock::os_rng,
    contests::Round,
    db::{
        entities::{attempts, participants},
        padded, runs,
    },
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
    /// What admission asks of them, as their session knows it.
    pub entrant: Entrant,
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
    lock_people(tx, requests).await?;
    let mut history = read_history(tx, requests).await?;
    // Someone who presses twice begins once; both requests learn of the same attempt.
    let mut decided: HashMap<Key, Result<Started, StartError>> = HashMap::new();
    let mut begun: Vec<attempts::Model> = Vec::new();
    for request in requests {
        let key = (request.round.id, request.participant);
        if decided.contains_key(&key) {
            continue;
        }
        let past = history.entry((request.round.contest_id, request.participant)).or_default();
        let outcome = match decide(tx, plans, request, past).await {
            Ok(Decision::Known(outcome)) => outcome,
            Ok(Decision::Begin(attempt)) => {
                // It counts for what else this person begins in the same batch.
                past.push(Past { attempt: (*attempt).clone(), submitted: false });
                begun.push(*attempt);
                STARTING
            }
            Err(failure) => Err(StartError::Unavailable(unreadable(failure)?)),
        };
        decided.insert(key, outcome);
    }
    insert(tx, begun, &mut decided).await?;
    Ok(requests
        .iter()
        .map(|request| decided.get(&(request.round.id, request.participant)).copied().unwrap_or(STARTING))
        .collect())
}

/// What is said of an attempt until its row is there.
const STARTING: Result<Started, StartError> = Err(StartError::Unavailable(Unavailable::Database));

/// Keys of one `IN` list, well under the engines' limits of bound values.
const CHUNK: usize = 1_024;

/// Holds these people's rows until the transaction ends, so that of two instances that begin
/// attempts for one person the second sees what the first has begun, and no limit is passed.
async fn lock_people(tx: &impl ConnectionTrait, requests: &[StartRequest]) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        // The transaction is the only one that writes: there is nobody to wait for.
        return Ok(());
    }
    let people: BTreeSet<i64> = requests.iter().map(|request| request.participant).collect();
    let people: Vec<i64> = people.into_iter().collect();
    for people in people.chunks(CHUNK) {
        participants::Entity::find()
            .select_only()
            .column(participants::Column::Id)
            .filter(participants::Column::Id.is_in(padded(people)))
            // One order for everyone: two instances never wait for each other.
            .order_by_asc(participants::Column::Id)
            .lock(LockType::Update)
            .into_tuple::<i64>()
            .all(tx)
            .await?;
    }
    Ok(())
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
    let people: Vec<i64> = people.into_iter().collect();
    let mut past = Vec::with_capacity(people.len());
    for people in people.chunks(CHUNK) {
        let of = attempts::Column::ParticipantId.is_in(padded(people));
        let rows = attempts::Entity::find().filter(of).filter(in_contest(contest)).all(tx).await?;
        let ids: Vec<i64> = rows.iter().map(|attempt| attempt.id).collect();
        let done = submitted(tx, &ids).await?;
        past.extend(rows.into_iter().map(|attempt| Past { submitted: done.contains(&attempt.id), attempt }));
    }
    Ok(past)
}

enum Decision {
    Known(Result<Started, StartError>),
    /// With 0 for a number, which the database gives.
    Begin(Box<attempts::Model>),
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
    let window = round.window_of(request.participant, request.agency);
    let limit = round.limit_of(request.participant, request.agency, past.iter().map(|past| &past.attempt), *now);
    let rules = &round.rules;
    if let Err(refusal) = admit(*now, window, round.state, used, limit, &rules.eligibility, request.entrant) {
        return Ok(Decision::Known(Err(refusal.into())));
    }
    let Some((track, plan_id)) = round.track(request.entrant.track).and_then(|track| Some((track, track.plan_id?)))
    else {
        return Ok(Decision::Known(Err(StartError::NoPlan)));
    };
    let plan = plans.get(tx, plan_id).await?;
    let mut known = HashSet::new();
    for past in here() {
        let before = plans.get(tx, past.attempt.plan_id).await?;
        known.extend(draw(&before, seed_of(&past.attempt)?).revisions(&before));
    }
    let seed = choose_seed(&plan, &known, &mut os_rng());
    let until = deadline(*now, rules, window);
    Ok(Decision::Begin(Box::new(attempts::Model {
        id: 0,
        round_id: round.id,
        participant_id: request.participant,
        ordinal: here().map(|past| past.attempt.ordinal).max().unwrap_or(0) + 1,
        track_id: track.track_id,
        agency_id: request.agency,
        plan_id,
        seed: seed.0.to_vec(),
        rules_version: round.rules_version,
        started_at: now.0,
        deadline_at: until.0,
        accept_until: last_accept(until, rules).0,
        lease: request.session,
    })))
}

/// Rows of one statement: twelve values each, under SQLite's limit of 32,766.
const ROWS: usize = 2_000;

async fn insert(
    tx: &impl ConnectionTrait,
    begun: Vec<attempts::Model>,
    decided: &mut HashMap<Key, Result<Started, StartError>>,
) -> Result<(), DbErr> {
    let rows: Vec<_> = begun.into_iter().map(row_of).collect();
    for rows in runs(&rows, ROWS) {
        let added = attempts::Entity::insert_many(rows.iter().cloned()).exec_with_returning(tx).await?;
        for attempt in added {
            let started = Started { attempt: attempt.id, resumed: false };
            decided.insert((attempt.round_id, attempt.participant_id), Ok(started));
        }
    }
    Ok(())
}

/// `reset_all` marks every value as set: an insert leaves out what is merely unchanged.
fn row_of(attempt: attempts::Model) -> attempts::ActiveModel {
    attempts::ActiveModel { id: NotSet, ..attempt.into_active_model().reset_all() }
}
