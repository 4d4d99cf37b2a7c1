//! The paper of the attempt under way.

use app::{
    Shell,
    attempts::{PaperPage, PaperView, PredictionView, StepPage},
    components::NoticeKind,
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use contest::{
    contests::{Prediction, PredictionError},
    text::group,
    time::in_words,
};
use engine::{
    accounts::ParticipantSession,
    attempts::{OpenError, OpenPaper, open},
    contests::Round,
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{
    fields::{PaperFields, tag},
    start, stepwise,
};
use crate::{
    error::{BUSY, PageError, PageResult},
    page::Page,
    session::Participant,
    state::AppState,
};

/// What the page may be told in its address.
#[derive(Default, Deserialize)]
pub struct PaperQuery {
    /// Set after answers were saved without JavaScript.
    #[serde(default, rename = "da-luu")]
    saved: Option<String>,
    /// The question to show, from 1, of a paper that shows one at a time; or the page that submits.
    #[serde(default)]
    cau: Option<String>,
}

/// GET `/thi/{round}/bai`
pub async fn show(
    State(state): State<AppState>,
    Path(round): Path<i64>,
    Query(query): Query<PaperQuery>,
    Participant(participant): Participant,
    headers: HeaderMap,
    page: Page,
) -> PageResult {
    let said = query.saved.map(|_| Said::Saved);
    let asked = query.cau.as_deref();
    render_at(&state, round, &participant, &headers, &page, said, asked).await
}

/// What the paper says besides its questions.
pub(super) enum Said {
    /// The form was saved.
    Saved,
    /// The form was saved but for the prediction, shown again as it was typed.
    Prediction(String, PredictionError),
    /// The form could not be taken in now; it is shown again as it was sent.
    Busy(PaperFields),
    /// The question was passed; what stood there stands.
    Passed,
}

/// A form that could not be taken in now, on its page again with nothing lost.
pub(super) async fn busy(
    state: &AppState,
    round: i64,
    participant: &ParticipantSession,
    headers: &HeaderMap,
    page: &Page,
    fields: PaperFields,
) -> PageResult {
    let mut response = render(state, round, participant, headers, page, Some(Said::Busy(fields))).await?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        response.headers_mut().insert(header::RETRY_AFTER, BUSY.as_seconds().into());
    }
    Ok(response)
}

/// A question that was answered anew after it was passed: told on the page where the paper is now.
pub(super) async fn passed(
    state: &AppState,
    round: i64,
    participant: &ParticipantSession,
    headers: &HeaderMap,
    page: &Page,
) -> PageResult {
    let mut response = render(state, round, participant, headers, page, Some(Said::Passed)).await?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

/// The paper as it is now.
pub(super) async fn render(
    state: &AppState,
    round: i64,
    participant: &ParticipantSession,
    headers: &HeaderMap,
    page: &Page,
    said: Option<Said>,
) -> PageResult {
    render_at(state, round, participant, headers, page, said, None).await
}

async fn render_at(
    state: &AppState,
    round: i64,
    participant: &ParticipantSession,
    headers: &HeaderMap,
    page: &Page,
    said: Option<Said>,
    asked: Option<&str>,
) -> PageResult {
    let round = start::find(state, round).await?;
    // The session was found by this very cookie.
    let tag = tag(headers, state).unwrap_or_default();
    let opened = open(&state.engine, round.id, participant.participant_id, participant.session_id, tag).await;
    let paper = match opened {
        Ok(paper) => paper,
        Err(OpenError::NoneUnderWay) => return Ok(Redirect::to(&format!("/thi/{}", round.id)).into_response()),
        Err(OpenError::TimeUp(attempt)) => return Ok(start::to_result(attempt)),
        Err(OpenError::Database(failure)) => return Err(PageError::from(failure)),
    };
    Ok(draw(state, &round, participant, &paper, page, said.as_ref(), asked))
}

fn draw(
    state: &AppState,
    round: &Round,
    participant: &ParticipantSession,
    paper: &OpenPaper,
    page: &Page,
    said: Option<&Said>,
    asked: Option<&str>,
) -> Response {
    let within = paper.attempts_allowed.filter(|count| paper.attempt.ordinal <= i32::from(*count));
    let allowed = within.map_or(String::new(), |count| format!(" trong {count}"));
    let refused = matches!(said, Some(Said::Prediction(..)));
    let notice = match said {
        Some(Said::Saved) => Some((NoticeKind::Ok, "Đã lưu bài. Bạn làm tiếp được ở đây, hoặc mở lại sau.".to_owned())),
        Some(Said::Prediction(..)) => {
            Some((NoticeKind::Bad, "Các câu trả lời đã được lưu. Câu dự đoán cần sửa, ở cuối trang.".to_owned()))
        }
        Some(Said::Busy(_)) => {
            let wait = in_words(BUSY);
            Some((
                NoticeKind::Wait,
                format!(
                    "Hệ thống đang đông người nên chưa nhận được bài. Các câu bạn chọn còn nguyên ở trang này. Sau {wait}, hãy bấm lại."
                ),
            ))
        }
        Some(Said::Passed) => Some((
            NoticeKind::Bad,
            "Câu vừa gửi đã qua nên không sửa được nữa. Câu trả lời trước của bạn vẫn được giữ. Hãy làm tiếp ở đây."
                .to_owned(),
        )),
        None => None,
    };
    let size = paper.paper.items.len();
    let sent = match said {
        Some(Said::Busy(fields)) => Some(fields.answers(size)),
        _ => None,
    };
    let view = PaperView {
        round_id: round.id,
        attempt_id: paper.attempt.id,
        round_title: round.title.clone(),
        attempt_line: format!(
            "Lượt {}{allowed} · {} · {}",
            paper.attempt.ordinal,
            participant.track.short_label(),
            participant.name
        ),
        token: paper.token.sign(&state.engine.secrets),
        deadline_ms: paper.attempt.deadline_at,
        now_ms: state.engine.now().0,
        questions: state.prose.questions(&paper.plan, &paper.paper, &paper.answers, sent.as_ref()),
        prediction: paper.prediction_asked.map(|quantity| PredictionView {
            label: quantity.question().to_owned(),
            hint: format!("Nhập một số từ 0 đến {}.", group(i64::from(Prediction::MAX))),
            value: match said {
                Some(Said::Prediction(typed, _) | Said::Busy(PaperFields { prediction: Some(typed), .. })) => {
                    typed.clone()
                }
                _ => paper.prediction.map_or(String::new(), |prediction| prediction.0.to_string()),
            },
            problem: match said {
                Some(Said::Prediction(_, problem)) => Some(problem.to_string()),
                _ => None,
            },
            saved: !matches!(said, Some(Said::Prediction(..) | Said::Busy(_))),
        }),
        next_sequence: paper.next_sequence,
        last: paper.last.map(|place| usize::from(place).min(size) + 1),
        notice,
    };
    let frame = page.frame(format!("Bài thi {}", round.title)).within(Shell::Bare).with_islands();
    if paper.presentation.is_stepwise() {
        let step = stepwise::view(view, paper, said, asked);
        let body = || view! { <StepPage step/> };
        return if refused { page.refuse(frame, body) } else { page.show(frame, body) };
    }
    let body = || view! { <PaperPage paper=view/> };
    if refused { page.refuse(frame, body) } else { page.show(frame, body) }
}
