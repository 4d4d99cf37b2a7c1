//! GET `/ket-qua/{attempt}`: what became of one of one's own attempts.

use std::sync::Arc;

use app::{
    NavItem,
    errors::ErrorView,
    form::FormState,
    results::{
        NextAttempt, PaperCheck, PredictionCard, PredictionDone, ResultPage, ResultView, ScoreView, Standing, TopicRow,
    },
};
use axum::{
    Router,
    extract::{Path, State},
    routing::{get, post},
};
use contest::{Timestamp, contests::RoundState, results::Certified};
use engine::{
    accounts::ParticipantSession,
    contests::Round,
    results::{
        self, AttemptResult, MyAttempt, TopicCount, certificate_code,
        complaints::own as complaints_of,
        corrections::{AttemptCorrections, CorrectedQuestion},
    },
};
use leptos::prelude::*;

use super::{
    addresses::{self, board, track_board},
    certificates::own_address,
    complaints::{self, to_view},
    history, marked,
    predict::{done, predict},
};
use crate::{
    banks::{practice, shelf::Shelf},
    contests::{glance::glance, words::why_provisional},
    error::{PageError, PageResult},
    page::Page,
    params::Params,
    session::Participant,
    state::AppState,
};

/// What a complaint that was filed leads back with.
pub(super) const FILED: &str = "da-gui";

/// The address of results.
pub fn routes() -> Router<AppState> {
    Router::new().route("/ket-qua/{attempt}", get(show)).route("/ket-qua/{attempt}/du-doan", post(predict))
}

/// The attempt that an address names.
pub(super) fn attempt_number(typed: &str) -> Result<i64, PageError> {
    typed.parse().map_err(|_| ErrorView::NotFound.into())
}

async fn show(
    State(state): State<AppState>,
    Participant(me): Participant,
    Path(attempt): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let said = Said { predicted: done(&params), filed: params.text(FILED).is_some(), prediction: FormState::default() };
    render(&state, &me, attempt_number(&attempt)?, &page, said).await
}

/// What the page says besides the result.
#[derive(Default)]
pub(super) struct Said {
    /// A prediction as it was sent.
    pub(super) prediction: FormState,
    /// What became of one.
    pub(super) predicted: Option<PredictionDone>,
    /// Whether a complaint was filed.
    pub(super) filed: bool,
}

/// The page of a result.
pub(super) async fn render(
    state: &AppState,
    me: &ParticipantSession,
    attempt: i64,
    page: &Page,
    said: Said,
) -> PageResult {
    let engine = &state.engine;
    // The owner is the session's: nobody can ask for another's.
    let result = results::attempt_result(engine, me.participant_id, attempt).await?.ok_or(ErrorView::NotFound)?;
    let round = engine.rounds.get(&engine.db.read, result.round, engine.now()).await?.ok_or(ErrorView::NotFound)?;
    let mine = results::mine(engine, me.participant_id).await?;
    let handbook = glance(state).await?.handbook.clone();
    let title = format!("Kết quả {}", round.title);
    let refused = said.prediction.is_refused();
    let practice = practice::questions(state).await?;
    let mut view = view(result, &round, &mine, handbook.as_deref(), engine.now());
    for row in &mut view.topics {
        row.practice = practice::address_of(&practice, &row.topic);
    }
    view.history = history::own(state, me.participant_id, &mine).await?;
    let filed = complaints_of(&engine.db.read, me.participant_id, Some(attempt)).await?;
    view.done = (said.filed && !filed.is_empty()).then_some("Đã gửi khiếu nại. Ban Tổ chức trả lời ở trang này.");
    view.complaints = filed.into_iter().map(to_view).collect();
    view.certificate = (round.state == RoundState::Published && view.score.valid)
        .then(|| own_address(certificate_code(&engine.secrets, Certified::Attempt(attempt))));
    if let Some(PredictionCard::Asked { form: shown, .. }) = &mut view.prediction {
        *shown = Arc::new(said.prediction);
    }
    // An address that is opened again later tells only what is still so.
    view.predicted = said.predicted.filter(|done| match &view.prediction {
        Some(PredictionCard::Made(_)) => *done != PredictionDone::Late,
        Some(PredictionCard::Asked { .. }) => false,
        None => *done == PredictionDone::Late,
    });
    let frame = page.frame(title).under(NavItem::Mine);
    let body = || view! { <ResultPage result=view/> };
    Ok(if refused { page.refuse(frame, body) } else { page.show(frame, body) })
}

fn view(
    result: AttemptResult,
    round: &Round,
    mine: &[MyAttempt],
    handbook: Option<&Shelf>,
    now: Timestamp,
) -> ResultView {
    let place = result.place.as_ref();
    ResultView {
        kicker: kicker(&result, round),
        submitted_at: result.submitted_at,
        by_deadline: result.submitted_by_server,
        score: score(&result, mine),
        standings: standings(&result),
        history: Vec::new(),
        certificate: None,
        check: PaperCheck { plan: result.plan, seed: result.seed },
        corrections: corrections(&result),
        provisional: place.and_then(|_| why_provisional(round, now)),
        prediction: prediction(&result),
        predicted: None,
        next: next(&result, round, now),
        paper: result.key_shown.then(|| marked::address(result.attempt)),
        complain: round
            .complaints_until()
            .filter(|until| now < *until)
            .map(|until| (complaints::address(result.attempt), until)),
        complaints: Vec::new(),
        done: None,
        board: place.map_or_else(|| board(round.number), |place| track_board(round.number, place.track)),
        topics: result.topics.into_iter().map(|topic| topic_row(topic, handbook)).collect(),
    }
}

fn prediction(result: &AttemptResult) -> Option<PredictionCard> {
    let asked = result.prediction_due.map(|(quantity, until)| PredictionCard::Asked {
        action: format!("{}/du-doan", addresses::result(result.attempt)),
        question: quantity.question(),
        until,
        form: Arc::default(),
    });
    result.prediction.map(PredictionCard::Made).or(asked)
}

/// `Tuần 2 · Lượt 2 trong 3`.
fn kicker(result: &AttemptResult, round: &Round) -> String {
    match result.rules.attempts.count {
        Some(count) if result.ordinal <= count => format!("{} · Lượt {} trong {count}", round.title, result.ordinal),
        _ => format!("{} · Lượt {}", round.title, result.ordinal),
    }
}

fn score(result: &AttemptResult, mine: &[MyAttempt]) -> ScoreView {
    let of_round = || mine.iter().filter(|other| other.round == result.round);
    let before = of_round().filter(|other| other.ordinal < result.ordinal && other.result.is_some());
    let before = before.max_by_key(|other| other.ordinal).and_then(|other| other.result);
    let this = of_round().find(|other| other.attempt == result.attempt).and_then(|other| other.result);
    ScoreView {
        correct: u32::from(result.correct),
        total: u32::from(result.total),
        points: result.points,
        duration: result.duration,
        counts: this.is_some_and(|this| this.counts),
        valid: result.valid,
        change: before.map(|before| i32::from(result.correct) - i32::from(before.correct)),
    }
}

/// What was decided about questions of the paper, without the key.
fn corrections(result: &AttemptResult) -> Vec<String> {
    let AttemptCorrections { questions, first_grade } = &result.corrections;
    let now = (result.correct, result.total);
    let grade = first_grade.filter(|first| *first != now).map(|(correct, total)| {
        format!("Kết quả trước khi điều chỉnh là {correct}/{total} câu, nay là {}/{} câu.", now.0, now.1)
    });
    let question = |question: &CorrectedQuestion| {
        format!(
            "Câu {} trong đề của bạn: Ban Tổ chức {}. Lý do: {}",
            question.number,
            question.change.in_words(),
            question.reason
        )
    };
    questions.iter().map(question).chain(grade).collect()
}

fn standings(result: &AttemptResult) -> Vec<Standing> {
    let Some(place) = &result.place else { return Vec::new() };
    let standing = |label: String, place: results::PlaceOf| Standing { label, place: place.rank, of: place.of };
    vec![
        standing("hạng tại đơn vị".to_owned(), place.in_agency),
        standing(format!("hạng toàn tỉnh, {}", place.track.short_label()), place.in_track),
    ]
}

fn topic_row(count: TopicCount, handbook: Option<&Shelf>) -> TopicRow {
    let handbook = count.topic.as_ref().zip(handbook).map(|(topic, handbook)| handbook.about(&topic.0));
    TopicRow {
        topic: count.topic.map_or_else(|| "Nội dung khác".to_owned(), |topic| topic.0),
        correct: u32::from(count.correct),
        total: u32::from(count.total),
        handbook,
        practice: None,
    }
}

fn next(result: &AttemptResult, round: &Round, now: Timestamp) -> NextAttempt {
    if round.state != RoundState::Open || result.closes <= now {
        return NextAttempt::Closed;
    }
    match result.attempts_left {
        Some(0) => NextAttempt::Used,
        left => NextAttempt::Left { round_id: round.id, left, until: result.closes },
    }
}
