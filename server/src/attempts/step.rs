//! On to the next question, of a paper that shows one at a time.

use app::{attempts::step_fields, errors::ErrorView};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect},
};
use contest::contests::Presentation;
use engine::{
    attempts::{AttemptToken, SaveBody, SaveError, SaveRequest},
    integrity::{Limit, check_here},
};

use super::{
    fields::{PaperFields, To, believe, tag},
    paper,
    save::taken_over,
    start,
};
use crate::{error::PageResult, form::Pairs, page::Page, session::Participant, state::AppState};

/// POST `/thi/{round}/tiep`: saves the answer of the question that is shown, and leads where the button
/// says. Pressed twice, it leads to the same question.
pub async fn step(
    State(state): State<AppState>,
    Path(round): Path<i64>,
    Participant(participant): Participant,
    headers: HeaderMap,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let fields = PaperFields::read(pairs);
    let token = believe(&fields.token, tag(&headers, &state), &state).map_err(|_| ErrorView::StaleForm)?;
    let Some(position) = fields.position.filter(|_| token.presentation.is_stepwise()) else {
        return Err(ErrorView::BadRequest.into());
    };
    check_here(&state.engine, Limit::Save, &token.attempt.to_string()).await?;
    let value = fields.marks(position);
    let body = match fields.to {
        To::Next => SaveBody::Step { position, value },
        To::Back | To::End => SaveBody::Form(vec![(position, value)]),
    };
    match state.engine.writer.save(SaveRequest { token, body, now: state.engine.now() }).await {
        Ok(()) => Ok(Redirect::to(&leads_to(round, &token, position, fields.to)).into_response()),
        Err(SaveError::Passed) => paper::passed(&state, round, &participant, &headers, &page).await,
        // The paper's own address submits what was saved, and leads to the result.
        Err(SaveError::Late) => Ok(Redirect::to(&format!("/thi/{round}/bai")).into_response()),
        Err(SaveError::Submitted) => Ok(start::to_result(token.attempt)),
        Err(SaveError::TakenOver) => Err(taken_over()),
        Err(SaveError::Unavailable(_)) => paper::busy(&state, round, &participant, &headers, &page, fields).await,
        Err(SaveError::NotFound | SaveError::Malformed | SaveError::Stale) => Err(ErrorView::BadRequest.into()),
    }
}

fn leads_to(round: i64, token: &AttemptToken, position: u16, to: To) -> String {
    let paper = format!("/thi/{round}/bai");
    let question = |number: u16| format!("{paper}?{}={number}", step_fields::POSITION);
    let end = format!("{paper}?{}={}", step_fields::POSITION, step_fields::END);
    match (to, token.presentation) {
        (To::End, _) => end,
        // Where a paper does not go back, it is where it is.
        (_, Presentation::ForwardOnly | Presentation::OnePage) => paper,
        (To::Back, Presentation::OneByOne) => question(position.max(1)),
        (To::Next, Presentation::OneByOne) if position + 1 >= token.size => end,
        (To::Next, Presentation::OneByOne) => question(position + 2),
    }
}
