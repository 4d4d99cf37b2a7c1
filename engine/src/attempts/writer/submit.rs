//! Submitting: the journal is folded, graded, and becomes a result in the same transaction, once.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use contest::{
    Timestamp,
    attempts::{Grade, draw, grade_corrected},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _};

use super::{
    SaveError, Unavailable,
    heads::Head,
    is_late,
    save::{fits, form_rows, may_answer},
    steps, unreadable,
};
use crate::{
    attempts::{
        AttemptToken, Plans,
        journal::{self, JournalState},
        seed_of,
    },
    contests::{Round, RoundBook},
    db::{
        entities::{attempts, results},
        runs,
    },
};

/// Who submits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmittedBy {
    /// The person, from a page, with the whole form as it stood.
    Person {
        /// What the page may do; its signature has been checked.
        token: AttemptToken,
        /// Each place with its value.
        form: Vec<(u16, i32)>,
    },
    /// The server, since the time is up: what was saved counts.
    Server,
}

impl SubmittedBy {
    /// The short name in storage.
    const fn code(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Server => "server",
        }
    }
}

/// An attempt is to be submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmitRequest {
    /// The attempt.
    pub attempt: i64,
    /// Who submits.
    pub by: SubmittedBy,
    /// When the request came in.
    pub now: Timestamp,
}

/// The attempt has a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// What it is worth.
    pub grade: Grade,
    /// Whether this request made the result; a repeated one finds it.
    pub first: bool,
    /// Whether the time was up, so that only what had been saved counts.
    pub timed_out: bool,
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// There is no such attempt of this person.
    #[error("no such attempt")]
    NotFound,
    /// The form holds what the paper does not have.
    #[error("an answer to a question that the paper does not have")]
    Malformed,
    /// The paper was opened elsewhere since.
    #[error("the paper was opened elsewhere")]
    TakenOver,
    /// The server may submit only when the time is up.
    #[error("the attempt still has time")]
    NotDue,
    /// Try again.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

type Outcomes = (Vec<Result<Submitted, SubmitError>>, Vec<(Arc<Round>, Vec<i64>)>);

pub(super) async fn apply(
    tx: &impl ConnectionTrait,
    plans: &Plans,
    rounds: &RoundBook,
    heads: &mut HashMap<i64, Head>,
    requests: &[SubmitRequest],
) -> Result<Outcomes, DbErr> {
    if requests.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let under_way = |attempt: &i64| heads.get(attempt).is_some_and(|head| head.result.is_none());
    let attempts: BTreeSet<i64> = requests.iter().map(|request| request.attempt).filter(under_way).collect();
    let attempts: Vec<i64> = attempts.into_iter().collect();
    let mut states = journal::read(tx, &attempts).await?;
    let mut outcomes = Vec::with_capacity(requests.len());
    let (mut journal_rows, mut result_rows) = (Vec::new(), Vec::new());
    let mut touched: HashMap<i64, (Arc<Round>, Vec<i64>)> = HashMap::new();
    for request in requests {
        let timed_out = match decide(heads, request) {
            Ok(Decision::Done(submitted)) => {
                outcomes.push(Ok(submitted));
                continue;
            }
            Ok(Decision::Grade { timed_out }) => timed_out,
            Err(refused) => {
                outcomes.push(Err(refused));
                continue;
            }
        };
        let Some(head) = heads.get_mut(&request.attempt) else { continue };
        let round = match round_of(tx, rounds, &head.attempt, request.now).await {
            Ok(round) => round,
            Err(failure) => {
                outcomes.push(Err(unreadable(failure)?.into()));
                continue;
            }
        };
        let state = states.entry(request.attempt).or_default();
        if let SubmittedBy::Person { token, form } = &request.by
            && !timed_out
        {
            let form = steps::admitted(token, form, state);
            journal_rows.extend(form_rows(request.attempt, &form, request.now, state));
        }
        let result = match result_of(tx, plans, &round, &head.attempt, state, request, timed_out).await {
            Ok(result) => result,
            Err(failure) => {
                outcomes.push(Err(unreadable(failure)?.into()));
                continue;
            }
        };
        outcomes.push(Ok(Submitted { grade: grade_of(&result), first: true, timed_out }));
        touched.entry(round.id).or_insert_with(|| (round, Vec::new())).1.push(result.participant_id);
        result_rows.push(result.clone().into_active_model());
        head.result = Some(result);
    }
    journal::append(tx, &journal_rows).await?;
    insert(tx, &result_rows).await?;
    Ok((outcomes, touched.into_values().collect()))
}

enum Decision {
    /// It has a result already.
    Done(Submitted),
    Grade {
        timed_out: bool,
    },
}

fn decide(heads: &HashMap<i64, Head>, request: &SubmitRequest) -> Result<Decision, SubmitError> {
    let head = heads.get(&request.attempt).ok_or(SubmitError::NotFound)?;
    if let SubmittedBy::Person { token, .. } = &request.by
        && (token.attempt, token.participant) != (head.attempt.id, head.attempt.participant_id)
    {
        return Err(SubmitError::NotFound);
    }
    if let Some(result) = &head.result {
        let timed_out = result.submitted_by == SubmittedBy::Server.code();
        return Ok(Decision::Done(Submitted { grade: grade_of(result), first: false, timed_out }));
    }
    let timed_out = is_late(request.now, Timestamp(head.attempt.accept_until));
    match &request.by {
        SubmittedBy::Server if !timed_out => Err(SubmitError::NotDue),
        SubmittedBy::Server => Ok(Decision::Grade { timed_out }),
        SubmittedBy::Person { token, form } => match may_answer(heads, token, request.now) {
            Ok(_) if form.iter().all(|&(position, value)| fits(position, value, token.size)) => {
                Ok(Decision::Grade { timed_out: false })
            }
            Ok(_) => Err(SubmitError::Malformed),
            Err(SaveError::Late) => Ok(Decision::Grade { timed_out: true }),
            Err(SaveError::TakenOver) => Err(SubmitError::TakenOver),
            Err(_) => Err(SubmitError::NotFound),
        },
    }
}

/// The round of an attempt.
pub(super) async fn round_of(
    tx: &impl ConnectionTrait,
    rounds: &RoundBook,
    attempt: &attempts::Model,
    now: Timestamp,
) -> Result<Arc<Round>, DbErr> {
    let round = rounds.get(tx, attempt.round_id, now).await?;
    round.ok_or_else(|| DbErr::RecordNotFound(format!("round {}", attempt.round_id)))
}

async fn result_of(
    tx: &impl ConnectionTrait,
    plans: &Plans,
    round: &Round,
    attempt: &attempts::Model,
    state: &JournalState,
    request: &SubmitRequest,
    timed_out: bool,
) -> Result<results::Model, DbErr> {
    // Those that it began under, which may be older than the round's.
    let rules = round.rules_of_version(tx, attempt.rules_version).await?;
    let plan = plans.get(tx, attempt.plan_id).await?;
    let paper = draw(&plan, seed_of(attempt)?);
    let answers = state.answers(paper.items.len());
    let grade = grade_corrected(&plan, &paper, &answers, rules.partial_credit, &round.corrections);
    let by = if timed_out { SubmittedBy::Server.code() } else { request.by.code() };
    Ok(results::Model {
        attempt_id: attempt.id,
        round_id: attempt.round_id,
        participant_id: attempt.participant_id,
        agency_id: attempt.agency_id,
        track_id: attempt.track_id,
        correct: i32::from(grade.correct),
        total: i32::from(grade.total),
        score: i32::from(grade.score),
        // One that is asked after the score has not been asked yet, whatever a page has sent.
        prediction: rules.predicted_on_paper().and_then(|_| state.prediction()).map(|prediction| prediction.0 as i32),
        started_at: attempt.started_at,
        // The grace forgives the network; it is not extra time on the board.
        submitted_at: request.now.0.min(attempt.deadline_at),
        submitted_by: by.to_owned(),
        valid: true,
        voided_at: None,
        // As the round was remembered: if it has changed since, the regrading finds this result behind.
        grading: round.grading,
    })
}

fn grade_of(result: &results::Model) -> Grade {
    Grade { correct: result.correct as u16, total: result.total as u16, score: result.score as u16 }
}

/// Rows of one statement: fifteen values each, under SQLite's limit of 32,766.
const ROWS: usize = 2_000;

async fn insert(tx: &impl ConnectionTrait, rows: &[results::ActiveModel]) -> Result<(), DbErr> {
    for rows in runs(rows, ROWS) {
        // `reset_all` marks every value as set: an insert leaves out what is merely unchanged.
        let rows = rows.iter().cloned().map(ActiveModelTrait::reset_all);
        results::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
