//! Before the paper, and the button that starts the clock.

use std::{collections::BTreeSet, sync::Arc};

use app::{
    NavItem,
    attempts::{StartPage, StartState, StartView},
    components::Fact,
    errors::ErrorView,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contest::{
    Millis, Timestamp,
    contests::{Allowance, RoundState, TrackKind, admit},
    time::in_words,
};
use engine::{
    accounts::ParticipantSession,
    attempts::{StartError, StartRequest, Unavailable, usage},
    contests::Round,
    results::{self, MyAttempt},
};
use leptos::prelude::*;

use crate::{
    error::{PageError, PageResult},
    page::Page,
    session::{MaybeParticipant, Participant},
    state::AppState,
};

/// GET `/thi/{round}`
pub async fn show(
    State(state): State<AppState>,
    Path(round): Path<i64>,
    MaybeParticipant(participant): MaybeParticipant,
    page: Page,
) -> PageResult {
    let round = find(&state, round).await?;
    let can = match &participant {
        None => StartState::SignedOut,
        Some(participant) => what_one_can_do(&state, &round, participant).await?,
    };
    let questions = questions(&state, &round, participant.as_ref().map(|participant| participant.track)).await?;
    let mut view = view(&round, questions, participant.as_ref(), state.engine.now(), can);
    if let Some(participant) = &participant {
        view.to_predict = to_predict(&state, &round, participant.participant_id).await?;
    }
    let frame = page.frame(&round.title).under(NavItem::Contest);
    Ok(page.show(frame, || view! { <StartPage start=view/> }))
}

/// POST `/thi/{round}/bat-dau`: begins an attempt, or goes on with the one under way.
pub async fn begin(
    State(state): State<AppState>,
    Path(round): Path<i64>,
    Participant(participant): Participant,
    page: Page,
) -> PageResult {
    let round = find(&state, round).await?;
    let request = || StartRequest {
        round: Arc::clone(&round),
        participant: participant.participant_id,
        agency: participant.agency_id,
        entrant: participant.entrant(),
        session: participant.session_id,
        now: state.engine.now(),
    };
    let mut begun = state.engine.writer.start(request()).await;
    if begun == Err(StartError::Unavailable(Unavailable::Database)) {
        // Another instance may have begun the same attempt: then it is found now.
        begun = state.engine.writer.start(request()).await;
    }
    match begun {
        Ok(_) => Ok(Redirect::to(&format!("/thi/{}/bai", round.id)).into_response()),
        Err(StartError::Unavailable(reason)) => Err(reason.into()),
        Err(StartError::NoPlan) => Err(no_plan()),
        Err(StartError::Refused(refusal)) => {
            let questions = questions(&state, &round, Some(participant.track)).await?;
            let refused = StartState::Refused(refusal);
            let view = view(&round, questions, Some(&participant), state.engine.now(), refused);
            let frame = page.frame(&round.title).under(NavItem::Contest);
            let shown = page.show(frame, || view! { <StartPage start=view/> });
            Ok((axum::http::StatusCode::CONFLICT, shown).into_response())
        }
    }
}

fn no_plan() -> PageError {
    ErrorView::Conflict(
        "Vòng thi này chưa có đề cho bảng của bạn. Hãy gọi Ban Tổ chức theo số ở cuối trang.".to_owned(),
    )
    .into()
}

/// A round that people may know of: one that is being prepared is nobody's business yet.
pub(super) async fn find(state: &AppState, round: i64) -> Result<Arc<Round>, PageError> {
    let found = state.engine.rounds.get(&state.engine.db.read, round, state.engine.now()).await?;
    found.filter(|round| round.state != RoundState::Draft).ok_or_else(|| ErrorView::NotFound.into())
}

async fn what_one_can_do(state: &AppState, round: &Round, me: &ParticipantSession) -> Result<StartState, PageError> {
    let now = state.engine.now();
    let usage = usage(&state.engine.db.read, round, me.participant_id, me.agency_id, now).await?;
    if let Some(live) = usage.live {
        return Ok(StartState::Resume { deadline: Timestamp(live.deadline_at) });
    }
    let eligibility = &round.rules.eligibility;
    Ok(match admit(now, usage.window, round.state, usage.used, usage.limit, eligibility, me.entrant()) {
        Ok(()) => StartState::Ready { attempt: usage.used + 1, allowed: usage.limit.count },
        Err(refusal) => StartState::Refused(refusal),
    })
}

/// The newest attempt of the round whose prediction is still to be made.
async fn to_predict(state: &AppState, round: &Round, participant: i64) -> Result<Option<i64>, PageError> {
    if round.rules.predicted_after_score().is_none() {
        return Ok(None);
    }
    let mine = results::mine(&state.engine, participant).await?;
    let waits = |attempt: &MyAttempt| attempt.result.is_some_and(|result| result.prediction_until.is_some());
    let waiting = mine.into_iter().find(|attempt| attempt.round == round.id && waits(attempt));
    Ok(waiting.map(|attempt| attempt.attempt))
}

/// How many questions a paper has: in the person's track, or in all of them for somebody who may
/// yet register in any. `None` before there are papers.
async fn questions(state: &AppState, round: &Round, track: Option<TrackKind>) -> Result<Option<Fact>, PageError> {
    let mut sizes = BTreeSet::new();
    let tracks = round.tracks.iter().filter(|other| track.is_none_or(|track| track == other.kind));
    for plan in tracks.filter_map(|track| track.plan_id) {
        sizes.insert(state.engine.plans.get(&state.engine.db.read, plan).await?.paper_size());
    }
    let (Some(least), Some(most)) = (sizes.first(), sizes.last()) else { return Ok(None) };
    let count = if least == most { least.to_string() } else { format!("{least} – {most}") };
    let label = match (round.rules.predicted_on_paper().is_some(), least == most) {
        (true, true) => "câu hỏi và 1 câu dự đoán",
        (true, false) => "câu hỏi, tùy bảng thi, và 1 câu dự đoán",
        (false, true) => "câu hỏi",
        (false, false) => "câu hỏi, tùy bảng thi",
    };
    Ok(Some(Fact::new(count, label)))
}

/// What somebody was given beyond the rules, in sentences.
fn given(round: &Round, me: &ParticipantSession) -> Vec<String> {
    let Allowance { time, attempts } = round.reliefs.of(me.participant_id, me.agency_id);
    let closes = round.window_of(me.participant_id, me.agency_id).closes;
    let time = (time > Millis(0))
        .then(|| format!("Ban Tổ chức cho bạn thêm giờ: vòng thi đóng với bạn lúc {}.", closes.long()));
    let more = (attempts > 0 && round.rules.attempts.count.is_some())
        .then(|| format!("Bạn được thi thêm {attempts} lượt trong vòng này."));
    time.into_iter().chain(more).collect()
}

fn view(
    round: &Round,
    questions: Option<Fact>,
    me: Option<&ParticipantSession>,
    now: Timestamp,
    state: StartState,
) -> StartView {
    let mut facts = Vec::from_iter(questions);
    facts.push(Fact::new(in_words(round.rules.duration), "thời gian làm bài"));
    if let Some(count) = round.rules.attempts.count {
        facts.push(Fact::new(count.to_string(), "lượt thi"));
    }
    StartView {
        round_id: round.id,
        title: round.title.clone(),
        now,
        closes: me.map_or(round.window, |me| round.window_of(me.participant_id, me.agency_id)).closes,
        given: me.map(|me| given(round, me)).unwrap_or_default(),
        facts,
        rules: round.rules.describe(),
        predicts_later: round.rules.predicted_after_score().is_some(),
        to_predict: None,
        state,
    }
}

/// What a page shows when someone's attempt ended while they were away.
pub(super) fn to_result(attempt: i64) -> Response {
    Redirect::to(&format!("/ket-qua/{attempt}")).into_response()
}
