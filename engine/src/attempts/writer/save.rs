//! Appending answers to the journal.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use contest::{Timestamp, banks::ChoiceSet, contests::Prediction};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::ExprTrait as _};

use super::{Unavailable, heads::Head, is_late, steps};
use crate::{
    attempts::{
        AttemptToken,
        journal::{self, JournalState, NO_PREDICTION, PREDICTION_POSITION},
    },
    db::entities::journal as rows,
};

/// One answer as a page sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question's place on the paper, or [`PREDICTION_POSITION`].
    pub position: u16,
    /// The page's count of its answers.
    pub sequence: u32,
    /// The bits of the marked places, or the number predicted.
    pub value: i32,
}

/// What is to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveBody {
    /// Single answers, numbered by the page.
    Answers(Vec<Answer>),
    /// A whole form, each place with its value; what differs from the journal is saved.
    Form(Vec<(u16, i32)>),
    /// A question that is left for the next one, on a paper that is shown step by step.
    Step {
        /// The question's place on the paper.
        position: u16,
        /// The bits of the marked places.
        value: i32,
    },
}

/// A page wants answers saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveRequest {
    /// What the page may do; its signature has been checked.
    pub token: AttemptToken,
    /// What to save.
    pub body: SaveBody,
    /// When the request came in.
    pub now: Timestamp,
}

/// Why answers were not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// There is no such attempt of this person.
    #[error("no such attempt")]
    NotFound,
    /// A place that the paper does not have, or a value that cannot be.
    #[error("an answer to a question that the paper does not have")]
    Malformed,
    /// The paper was opened elsewhere since.
    #[error("the paper was opened elsewhere")]
    TakenOver,
    /// The question was passed, and the paper does not go back.
    #[error("the question has been passed")]
    Passed,
    /// It came after the deadline and its grace.
    #[error("the time is up")]
    Late,
    /// The attempt is submitted.
    #[error("the attempt is submitted")]
    Submitted,
    /// The same number was used for another answer: two pages of one session answer at once.
    #[error("this sequence number was used for another answer")]
    Stale,
    /// Try again.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

pub(super) async fn apply(
    tx: &impl ConnectionTrait,
    heads: &HashMap<i64, Head>,
    requests: &[SaveRequest],
) -> Result<Vec<Result<(), SaveError>>, DbErr> {
    let mut outcomes: Vec<Result<(), SaveError>> =
        requests.iter().map(|request| check(heads, request).map(|_| ())).collect();
    let mut states = journals_needed(tx, requests, &outcomes).await?;
    let mut appended = Vec::new();
    for (request, outcome) in requests.iter().zip(&mut outcomes) {
        if outcome.is_ok() {
            *outcome = steps::admit(request, &states);
        }
        if outcome.is_ok() {
            appended.extend(rows_of(request, &mut states));
        }
    }
    let added = journal::append(tx, &appended).await?;
    if added < appended.len() as u64 {
        refuse_stale(tx, requests, &mut outcomes).await?;
    }
    Ok(outcomes)
}

fn check<'a>(heads: &'a HashMap<i64, Head>, request: &SaveRequest) -> Result<&'a Head, SaveError> {
    let head = may_answer(heads, &request.token, request.now)?;
    let fits = |position: u16, value: i32| fits(position, value, request.token.size);
    let well_formed = match &request.body {
        SaveBody::Answers(answers) => {
            answers.iter().all(|answer| i32::try_from(answer.sequence).is_ok() && fits(answer.position, answer.value))
        }
        SaveBody::Form(form) => form.iter().all(|&(position, value)| fits(position, value)),
        SaveBody::Step { position, value } => *position != PREDICTION_POSITION && fits(*position, *value),
    };
    if well_formed { Ok(head) } else { Err(SaveError::Malformed) }
}

/// Whether the page that holds this token may still answer.
pub(super) fn may_answer<'a>(
    heads: &'a HashMap<i64, Head>,
    token: &AttemptToken,
    now: Timestamp,
) -> Result<&'a Head, SaveError> {
    let head = heads.get(&token.attempt).filter(|head| head.attempt.participant_id == token.participant);
    let head = head.ok_or(SaveError::NotFound)?;
    if head.result.is_some() {
        return Err(SaveError::Submitted);
    }
    if is_late(now, Timestamp(head.attempt.accept_until)) {
        return Err(SaveError::Late);
    }
    if head.attempt.lease != token.session {
        return Err(SaveError::TakenOver);
    }
    Ok(head)
}

/// Whether a paper of `size` questions has this place, and the place such a value.
pub(super) fn fits(position: u16, value: i32, size: u16) -> bool {
    if position == PREDICTION_POSITION {
        return (NO_PREDICTION..=Prediction::MAX as i32).contains(&value);
    }
    position < size && u16::try_from(value).is_ok_and(|bits| ChoiceSet::from_bits(bits).is_some())
}

/// The journals of the attempts whose requests cannot be written down without them.
async fn journals_needed(
    tx: &impl ConnectionTrait,
    requests: &[SaveRequest],
    outcomes: &[Result<(), SaveError>],
) -> Result<HashMap<i64, JournalState>, DbErr> {
    let needs = |request: &SaveRequest| {
        request.token.presentation.is_stepwise() || !matches!(request.body, SaveBody::Answers(_))
    };
    let needing = requests.iter().zip(outcomes).filter(|(request, outcome)| outcome.is_ok() && needs(request));
    let attempts: HashSet<i64> = needing.map(|(request, _)| request.token.attempt).collect();
    journal::read(tx, &attempts.into_iter().collect::<Vec<_>>()).await
}

fn rows_of(request: &SaveRequest, states: &mut HashMap<i64, JournalState>) -> Vec<rows::ActiveModel> {
    let attempt = request.token.attempt;
    match &request.body {
        SaveBody::Answers(answers) => answers
            .iter()
            .map(|answer| {
                if let Some(state) = states.get_mut(&attempt) {
                    state.note(answer.position, answer.sequence, answer.value);
                }
                journal::row(attempt, answer.position, answer.sequence, answer.value, request.now)
            })
            .collect(),
        SaveBody::Form(form) => form_rows(attempt, form, request.now, states.entry(attempt).or_default()),
        SaveBody::Step { position, value } => {
            let state = states.entry(attempt).or_default();
            form_rows(attempt, &steps::step(*position, *value, state), request.now, state)
        }
    }
}

/// The rows that bring the journal to what a form says.
pub(super) fn form_rows(
    attempt: i64,
    form: &[(u16, i32)],
    now: Timestamp,
    state: &mut JournalState,
) -> Vec<rows::ActiveModel> {
    let sequence = state.next_sequence();
    let differences = state.differences(form);
    for &(position, value) in &differences {
        state.note(position, sequence, value);
    }
    differences.into_iter().map(|(position, value)| journal::row(attempt, position, sequence, value, now)).collect()
}

/// Attempts of one query that looks for what was sent again: a request has at most some hundred
/// answers, which stays under SQLite's limit of 32,766 values.
const ATTEMPTS: usize = 50;

/// Some keys were there already. The same answer again is acknowledged again; another answer under
/// the same number is not.
async fn refuse_stale(
    tx: &impl ConnectionTrait,
    requests: &[SaveRequest],
    outcomes: &mut [Result<(), SaveError>],
) -> Result<(), DbErr> {
    let mut sent: BTreeMap<i64, BTreeSet<i32>> = BTreeMap::new();
    for request in requests {
        if let SaveBody::Answers(answers) = &request.body {
            sent.entry(request.token.attempt).or_default().extend(answers.iter().map(|answer| answer.sequence as i32));
        }
    }
    let mut stored: HashMap<(i64, i32, i32), i32> = HashMap::new();
    let sent: Vec<_> = sent.into_iter().collect();
    for sent in sent.chunks(ATTEMPTS) {
        // No more of a journal than what was sent again: it may be long.
        let any = sent.iter().fold(Condition::any(), |any, (attempt, sequences)| {
            let of = rows::Column::AttemptId.eq(*attempt);
            any.add(of.and(rows::Column::Sequence.is_in(sequences.iter().copied())))
        });
        let found = rows::Entity::find().filter(any).all(tx).await?;
        stored.extend(found.into_iter().map(|row| ((row.attempt_id, row.sequence, row.position), row.value)));
    }
    for (request, outcome) in requests.iter().zip(outcomes) {
        let SaveBody::Answers(answers) = &request.body else { continue };
        let differs = answers.iter().any(|answer| {
            let key = (request.token.attempt, answer.sequence as i32, i32::from(answer.position));
            stored.get(&key).is_some_and(|value| *value != answer.value)
        });
        if outcome.is_ok() && differs {
            *outcome = Err(SaveError::Stale);
        }
    }
    Ok(())
}

const _: () = assert!(Prediction::MAX <= i32::MAX as u32, "predictions fit the journal's column");
