//! GET `/ket-qua/{attempt}`: what became of one of one's own attempts.

use app::{
    NavItem,
    errors::ErrorView,
    results::{NextAttempt, PaperCheck, ResultPage, ResultView, ScoreView, Standing, TopicRow},
};
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use contest::{Timestamp, contests::RoundState, results::Certified};
use engine::{
    contests::Round,
    results::{
        self, AttemptResult, MyAttempt, TopicCount, certificate_code,
        complaints::own as complaints_of,
        corrections::{AttemptCorrections, CorrectedQuestion},
    },
};
use leptos::prelude::*;

use super::{
    addresses::{board, track_board},
    certificates::own_address,
    complaints::{self, to_view},
    marked,
};
use crate::{
    banks::shelf::Shelf,
    contests::{glance::glance, words::why_provisional},
    error::PageResult,
    page::Page,
    params::Params,
    session::Participant,
    state::AppState,
};

/// What a complaint that was filed leads back with.
pub(super) const FILED: &str = "da-gui";

/// The address of results.
pub fn routes() -> Router<AppState> {
    Router::new().route("/ket-qua/{attempt}", get(show))
}

async fn show(
    State(state): State<AppState>,
    Participant(me): Participant,
    Path(attempt): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let engine = &state.engine;
    let attempt: i64 = attempt.parse().map_err(|_| ErrorView::NotFound)?;
    // The owner is the session's: nobody can ask for another's.
    let result = results::attempt_result(engine, me.participant_id, attempt).await?.ok_or(ErrorView::NotFound)?;
    let round = engine.rounds.get(&engine.db.read, result.round, engine.now()).await?.ok_or(ErrorView::NotFound)?;
    let mine = results::mine(engine, me.participant_id).await?;
    let handbook = glance(&state).await?.handbook.clone();
    let title = format!("Kết quả {}", round.title);
    let filed = complaints_of(&engine.db.read, me.participant_id, Some(attempt)).await?;
    let mut view = view(result, &round, &mine, handbook.as_deref(), engine.now());
    view.done = (params.text(FILED).is_some() && !filed.is_empty())
        .then_some("Đã gửi khiếu nại. Ban Tổ chức trả lời ở trang này.");
    view.complaints = filed.into_iter().map(to_view).collect();
    view.certificate = (round.state == RoundState::Published && view.score.valid)
        .then(|| own_address(certificate_code(&engine.secrets, Certified::Attempt(attempt))));
    let frame = page.frame(title).under(NavItem::Mine);
    Ok(page.show(frame, || view! { <ResultPage result=view/> }))
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
        certificate: None,
        check: PaperCheck { plan: result.plan, seed: result.seed },
        corrections: corrections(&result),
        provisional: place.and_then(|_| why_provisional(round, now)),
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
