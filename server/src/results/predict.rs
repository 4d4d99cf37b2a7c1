//! POST `/ket-qua/{attempt}/du-doan`: the prediction that is asked once the score is shown.

use app::{
    errors::ErrorView,
    form::{FormState, Problem},
    results::{PREDICTION_FIELD, PredictionDone},
};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect},
};
use contest::contests::Prediction;
use engine::{
    attempts::{PredictError, PredictRequest},
    integrity::{Limit, check_here},
    results,
};
use serde::Deserialize;

use super::{
    addresses,
    result::{Said, attempt_number, render},
};
use crate::{
    error::{BUSY, PageResult},
    form::Form,
    page::Page,
    params::Params,
    session::Participant,
    state::AppState,
};

/// The outcome in the address that the form leads back to.
const DONE: &str = "du-doan";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "du-doan")]
    typed: String,
}

pub(super) async fn predict(
    State(state): State<AppState>,
    Participant(me): Participant,
    Path(attempt): Path<String>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let now = state.engine.now();
    let attempt = attempt_number(&attempt)?;
    check_here(&state.engine, Limit::Save, &attempt.to_string()).await?;
    let typed = || FormState::sent([(PREDICTION_FIELD, sent.typed.as_str())]);
    let prediction = match Prediction::parse(&sent.typed) {
        Ok(prediction) => prediction,
        Err(wrong) => {
            let form = typed().with_problems([Problem::new(PREDICTION_FIELD, wrong.to_string())]);
            return render(&state, &me, attempt, &page, Said { prediction: form, ..Said::default() }).await;
        }
    };
    // The owner is the session's: nobody can predict for another.
    let round = results::round_of_result(&state.engine.db.read, me.participant_id, attempt)
        .await?
        .ok_or(ErrorView::NotFound)?;
    let request = PredictRequest { attempt, round, participant: me.participant_id, prediction, now };
    let done = match state.engine.writer.predict(request).await {
        Ok(predicted) if predicted.first || predicted.prediction == prediction => PredictionDone::Saved,
        Ok(_) => PredictionDone::Earlier,
        Err(PredictError::Late) => PredictionDone::Late,
        Err(PredictError::NotFound | PredictError::NotAsked) => return Err(ErrorView::NotFound.into()),
        Err(PredictError::Unavailable(_)) => {
            let form = typed().with_summary("Hệ thống đang đông người nên chưa nhận được số này. Hãy bấm gửi lại.");
            let mut response =
                render(&state, &me, attempt, &page, Said { prediction: form, ..Said::default() }).await?;
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            response.headers_mut().insert(header::RETRY_AFTER, BUSY.as_seconds().into());
            return Ok(response);
        }
    };
    Ok(Redirect::to(&format!("{}?{DONE}={}", addresses::result(attempt), code(done))).into_response())
}

/// What the address says became of a prediction.
pub(super) fn done(params: &Params) -> Option<PredictionDone> {
    let said = params.text(DONE)?;
    [PredictionDone::Saved, PredictionDone::Earlier, PredictionDone::Late].into_iter().find(|done| code(*done) == said)
}

const fn code(done: PredictionDone) -> &'static str {
    match done {
        PredictionDone::Saved => "da-luu",
        PredictionDone::Earlier => "da-co",
        PredictionDone::Late => "het-han",
    }
}
