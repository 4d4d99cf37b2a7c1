//! Submitting the paper.

use app::errors::ErrorView;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse as _, Redirect},
};
use contest::Millis;
use engine::attempts::{SaveBody, SaveRequest, SubmitError, SubmitRequest, SubmittedBy, extended_deadline};

use super::{
    fields::{PaperFields, believe, tag},
    paper::{self, Said},
    save::taken_over,
    start,
};
use crate::{error::PageResult, form::Pairs, page::Page, session::Participant, state::AppState};

/// POST `/thi/{round}/nop`: the form carries every answer, so nothing depends on what was saved
/// before; what was saved counts where the form comes too late.
pub async fn submit(
    State(state): State<AppState>,
    Path(round): Path<i64>,
    Participant(participant): Participant,
    headers: HeaderMap,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let now = state.engine.now();
    let fields = PaperFields::read(pairs);
    let token = believe(&fields.token, tag(&headers, &state), &state).map_err(|_| ErrorView::StaleForm)?;
    let (form, problem) = fields.said_by(&token);
    if let (Some(problem), Some(typed)) = (problem, fields.prediction.clone()) {
        // Keep the answers, and ask for the number again rather than submit without it.
        let kept = state.engine.writer.save(SaveRequest { token, body: SaveBody::Form(form.clone()), now }).await;
        if kept.is_ok() {
            let said = Some(Said::Prediction(typed, problem));
            return paper::render(&state, round, &participant, &headers, &page, said).await;
        }
    }
    if fields.time_is_up && has_time(&state, round, token.attempt).await {
        let kept = state.engine.writer.save(SaveRequest { token, body: SaveBody::Form(form.clone()), now }).await;
        if kept.is_ok() {
            return Ok(Redirect::to(&format!("/thi/{round}/bai")).into_response());
        }
    }
    let request = SubmitRequest { attempt: token.attempt, by: SubmittedBy::Person { token, form }, now };
    match state.engine.writer.submit(request).await {
        Ok(_) => Ok(start::to_result(token.attempt)),
        Err(SubmitError::TakenOver) => Err(taken_over()),
        Err(SubmitError::Unavailable(_)) => paper::busy(&state, round, &participant, &headers, &page, fields).await,
        Err(SubmitError::NotFound | SubmitError::Malformed | SubmitError::NotDue) => Err(ErrorView::BadRequest.into()),
    }
}

/// Two clocks are not the same to the second.
const A_MOMENT: Millis = Millis::seconds(2);

/// Whether the attempt was given time that a page, whose clock has run down, may not know of.
async fn has_time(state: &AppState, round: i64, attempt: i64) -> bool {
    let deadline = extended_deadline(&state.engine, round, attempt).await.ok().flatten();
    deadline.is_some_and(|deadline| state.engine.now() + A_MOMENT < deadline)
}
