//! The prediction that is asked once the score is shown: taken in once for each attempt.
//!
//! It goes into the journal, which says when it was made, and into the result, which is otherwise never
//! changed. Nothing is counted meanwhile: a round's row is held against its count ([`hold`]), and once the
//! seed of its lots is drawn, predictions are over.

use std::collections::{BTreeSet, HashMap, HashSet};

use contest::{
    Timestamp,
    contests::{Prediction, last_prediction},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};

use super::{Unavailable, heads::Head, is_late, submit::round_of, unreadable};
use crate::{
    attempts::journal::{self, PREDICTION_POSITION},
    contests::RoundBook,
    db::entities::{results, round_results, rounds},
};

/// Somebody predicts, once they know their score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PredictRequest {
    /// The attempt.
    pub attempt: i64,
    /// Its round.
    pub round: i64,
    /// Whose it is, by their session.
    pub participant: i64,
    /// What they predict.
    pub prediction: Prediction,
    /// When the request came in.
    pub now: Timestamp,
}

/// The attempt has a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Predicted {
    /// The one that stands.
    pub prediction: Prediction,
    /// Whether this request made it; of two, the first stands.
    pub first: bool,
}

/// Why there is no prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PredictError {
    /// This person has no such attempt, or it has no result yet.
    #[error("no such submitted attempt")]
    NotFound,
    /// The rules of the attempt ask for none after the score.
    #[error("the rules ask for no prediction after the score")]
    NotAsked,
    /// The round has closed, or is being counted.
    #[error("predictions are over")]
    Late,
    /// Try again.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Rounds of which predictions are still taken in, held so until the transaction ends: the count of a
/// round waits for it.
///
/// Held before attempts are: whoever else holds both takes the round first, too.
pub(super) async fn hold(tx: &impl ConnectionTrait, requests: &[PredictRequest]) -> Result<HashSet<i64>, DbErr> {
    let named: BTreeSet<i64> = requests.iter().map(|request| request.round).collect();
    if named.is_empty() {
        return Ok(HashSet::new());
    }
    let held: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::Id.is_in(named))
        .order_by_asc(rounds::Column::Id)
        .lock(LockType::Share)
        .into_tuple()
        .all(tx)
        .await?;
    let counted: Vec<i64> = round_results::Entity::find()
        .select_only()
        .column(round_results::Column::RoundId)
        .filter(round_results::Column::RoundId.is_in(held.iter().copied()))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(held.into_iter().filter(|round| !counted.contains(round)).collect())
}

pub(super) async fn apply(
    tx: &impl ConnectionTrait,
    rounds: &RoundBook,
    heads: &mut HashMap<i64, Head>,
    uncounted: &HashSet<i64>,
    requests: &[PredictRequest],
) -> Result<Vec<Result<Predicted, PredictError>>, DbErr> {
    let mut outcomes = Vec::with_capacity(requests.len());
    let mut made = Vec::new();
    for request in requests {
        let outcome = decide(tx, rounds, heads, uncounted, request).await?;
        if let (Ok(Predicted { first: true, .. }), Some(result)) = (outcome, result_in(heads, request.attempt)) {
            result.prediction = Some(request.prediction.0 as i32);
            made.push(*request);
        }
        outcomes.push(outcome);
    }
    store(tx, &made).await?;
    Ok(outcomes)
}

fn result_in(heads: &mut HashMap<i64, Head>, attempt: i64) -> Option<&mut results::Model> {
    heads.get_mut(&attempt)?.result.as_mut()
}

async fn decide(
    tx: &impl ConnectionTrait,
    rounds: &RoundBook,
    heads: &HashMap<i64, Head>,
    uncounted: &HashSet<i64>,
    request: &PredictRequest,
) -> Result<Result<Predicted, PredictError>, DbErr> {
    let owned =
        |head: &&Head| (head.attempt.participant_id, head.attempt.round_id) == (request.participant, request.round);
    let head = heads.get(&request.attempt).filter(owned);
    let Some((head, result)) = head.and_then(|head| Some((head, head.result.as_ref()?))) else {
        return Ok(Err(PredictError::NotFound));
    };
    if let Some(stands) = result.prediction.and_then(|number| u32::try_from(number).ok()) {
        return Ok(Ok(Predicted { prediction: Prediction(stands), first: false }));
    }
    let asked_until = async {
        let round = round_of(tx, rounds, &head.attempt, request.now).await?;
        let rules = round.rules_of_version(tx, head.attempt.rules_version).await?;
        let window = round.window_of(head.attempt.participant_id, head.attempt.agency_id);
        Ok(rules.predicted_after_score().map(|_| last_prediction(&rules, window)))
    };
    let asked_until: Option<Timestamp> = match asked_until.await {
        Ok(until) => until,
        Err(failure) => return Ok(Err(unreadable(failure)?.into())),
    };
    Ok(match asked_until {
        None => Err(PredictError::NotAsked),
        Some(until) if is_late(request.now, until) || !uncounted.contains(&request.round) => Err(PredictError::Late),
        Some(_) => Ok(Predicted { prediction: request.prediction, first: true }),
    })
}

async fn store(tx: &impl ConnectionTrait, made: &[PredictRequest]) -> Result<(), DbErr> {
    if made.is_empty() {
        return Ok(());
    }
    let attempts: Vec<i64> = made.iter().map(|request| request.attempt).collect();
    let states = journal::read(tx, &attempts).await?;
    let rows = made.iter().map(|request| {
        let sequence = states.get(&request.attempt).map_or(1, journal::JournalState::next_sequence);
        journal::row(request.attempt, PREDICTION_POSITION, sequence, request.prediction.0 as i32, request.now)
    });
    journal::append(tx, &rows.collect::<Vec<_>>()).await?;
    for request in made {
        results::Entity::update_many()
            .col_expr(results::Column::Prediction, Expr::value(request.prediction.0 as i32))
            .filter(results::Column::AttemptId.eq(request.attempt))
            .filter(results::Column::Prediction.is_null())
            .exec(tx)
            .await?;
    }
    Ok(())
}
