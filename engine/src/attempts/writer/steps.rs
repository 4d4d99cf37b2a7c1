//! Papers that are shown one question at a time: what a page may answer, and how the paper goes on.
//!
//! How far it has got is an entry of the journal, written when a question is left for the next one. A
//! batch holds the rows of its attempts, so whoever sends what, and to whichever instance, each request
//! meets the journal as the one before has left it.

use std::{borrow::Cow, collections::HashMap};

use contest::contests::{Presentation, StepError};

use super::{SaveBody, SaveError, SaveRequest};
use crate::attempts::{
    AttemptToken,
    journal::{JournalState, PREDICTION_POSITION, REACHED_POSITION},
};

/// Whether what a request answers may be answered. `states` holds the journals of all such papers.
pub(super) fn admit(request: &SaveRequest, states: &HashMap<i64, JournalState>) -> Result<(), SaveError> {
    let presentation = request.token.presentation;
    if !presentation.is_stepwise() {
        return Ok(());
    }
    let Some(state) = states.get(&request.token.attempt) else { return Err(SaveError::NotFound) };
    let may = |position, value| may_answer(presentation, state, position, value).map_err(SaveError::from);
    match &request.body {
        SaveBody::Answers(answers) => answers.iter().try_for_each(|answer| may(answer.position, answer.value)),
        SaveBody::Form(form) => form.iter().try_for_each(|&(position, value)| may(position, value)),
        SaveBody::Step { position, value } => may(*position, *value),
    }
}

/// Of the answers that come with a submission, those that may still change something: what cannot be
/// taken in does not hold the paper back.
pub(super) fn admitted<'a>(
    token: &AttemptToken,
    form: &'a [(u16, i32)],
    state: &JournalState,
) -> Cow<'a, [(u16, i32)]> {
    if !token.presentation.is_stepwise() {
        return Cow::Borrowed(form);
    }
    let may = |&(position, value): &(u16, i32)| may_answer(token.presentation, state, position, value).is_ok();
    form.iter().copied().filter(may).collect()
}

/// A question with its answer and how far the paper has got when it is left for the next one.
pub(super) fn step(position: u16, value: i32, state: &JournalState) -> [(u16, i32); 2] {
    [(position, value), (REACHED_POSITION, i32::from(state.reached().max(position + 1)))]
}

fn may_answer(presentation: Presentation, state: &JournalState, position: u16, value: i32) -> Result<(), StepError> {
    if position == PREDICTION_POSITION {
        return Ok(());
    }
    presentation.may_answer(state.reached(), position, state.stands(position) != value)
}

impl From<StepError> for SaveError {
    fn from(error: StepError) -> Self {
        match error {
            // No page shows such a question.
            StepError::NotReached => Self::Malformed,
            StepError::Passed => Self::Passed,
        }
    }
}
