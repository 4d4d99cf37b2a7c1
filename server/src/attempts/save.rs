//! Saving answers: from the island as JSON, from the plain form as pairs.

use app::errors::ErrorView;
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest as _, FromRequestParts as _, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use contest::Timestamp;
use engine::{
    attempts::{Answer, AttemptToken, SaveBody, SaveError, SaveRequest, extended_deadline},
    integrity::{Limit, check_here},
};
use serde::{Deserialize, Serialize};

use super::{
    fields::{PaperFields, believe, tag},
    paper::{self, Said},
    start,
};
use crate::{
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    session::Participant,
    state::AppState,
};

/// Answers of one request; an offline page sends what has queued up in portions.
const MOST_ANSWERS: usize = 400;

/// What the island sends.
#[derive(Deserialize)]
struct SaveJson {
    token: String,
    answers: Vec<AnswerJson>,
}

/// One answer: its place, the page's count, and the bits of the marked places.
#[derive(Deserialize)]
struct AnswerJson {
    position: u16,
    sequence: u32,
    value: i32,
}

/// The acknowledgement: these numbers are on the disk.
#[derive(Serialize)]
struct SavedJson {
    saved: Vec<u32>,
    /// The deadline as it is now, in a round whose people were given time.
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Timestamp>,
}

/// Why nothing was saved, for the island and for the person.
#[derive(Serialize)]
struct RefusedJson {
    error: &'static str,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u8>,
}

/// POST `/thi/{round}/luu`
pub async fn save(State(state): State<AppState>, Path(round): Path<i64>, request: Request) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json")) {
        // No session is read here: the signed token says all there is to know.
        return from_island(&state, round, request).await;
    }
    from_form(&state, round, request).await.unwrap_or_else(IntoResponse::into_response)
}

async fn from_island(state: &AppState, round: i64, request: Request) -> Response {
    let from = tag(request.headers(), state);
    let Ok(body) = Bytes::from_request(request, state).await else { return refused(Refused::BadRequest) };
    let Ok(SaveJson { token, answers }) = serde_json::from_slice(&body) else { return refused(Refused::BadRequest) };
    if answers.len() > MOST_ANSWERS {
        return refused(Refused::BadRequest);
    }
    let Ok(token) = believe(&token, from, state) else { return refused(Refused::BadToken) };
    if check_here(&state.engine, Limit::Save, &token.attempt.to_string()).await.is_err() {
        return refused(Refused::TooMany);
    }
    // Only now: a body that comes in slowly is as late as its last byte.
    let now = state.engine.now();
    let saved = answers.iter().map(|answer| answer.sequence).collect();
    let answers = answers.iter().map(AnswerJson::answer).collect();
    match state.engine.writer.save(SaveRequest { token, body: SaveBody::Answers(answers), now }).await {
        Ok(()) => {
            // It is saved, whether the rest can be told or not.
            let deadline = extended_deadline(&state.engine, round, token.attempt).await.ok().flatten();
            Json(SavedJson { saved, deadline }).into_response()
        }
        Err(error) => refused(Refused::from(error)),
    }
}

impl AnswerJson {
    fn answer(&self) -> Answer {
        Answer { position: self.position, sequence: self.sequence, value: self.value }
    }
}

async fn from_form(state: &AppState, round: i64, request: Request) -> PageResult {
    let (mut parts, body) = request.into_parts();
    let page = Page::from_request_parts(&mut parts, state).await?;
    let Participant(participant) = match Participant::from_request_parts(&mut parts, state).await {
        Ok(found) => found,
        Err(denied) => return Ok(denied.into_response()),
    };
    let headers = parts.headers.clone();
    let Pairs(pairs) = Pairs::from_request(Request::from_parts(parts, body), state).await?;
    let fields = PaperFields::read(pairs);
    let token = believe(&fields.token, tag(&headers, state), state).map_err(|_| ErrorView::StaleForm)?;
    check_here(&state.engine, Limit::Save, &token.attempt.to_string()).await?;
    let (values, problem) = fields.said_by(&token);
    let now = state.engine.now();
    match state.engine.writer.save(SaveRequest { token, body: SaveBody::Form(values), now }).await {
        Ok(()) => match (problem, fields.prediction) {
            (Some(problem), Some(typed)) => {
                let said = Some(Said::Prediction(typed, problem));
                paper::render(state, round, &participant, &headers, &page, said).await
            }
            _ => Ok(Redirect::to(&saved_address(round, &token, fields.position)).into_response()),
        },
        // The paper's own address submits what was saved, and leads to the result.
        Err(SaveError::Late) => Ok(Redirect::to(&format!("/thi/{round}/bai")).into_response()),
        Err(SaveError::Submitted) => Ok(start::to_result(token.attempt)),
        Err(SaveError::TakenOver) => Err(taken_over()),
        Err(SaveError::Passed) => paper::passed(state, round, &participant, &headers, &page).await,
        Err(SaveError::Unavailable(_)) => paper::busy(state, round, &participant, &headers, &page, fields).await,
        Err(SaveError::NotFound | SaveError::Malformed | SaveError::Stale) => Err(ErrorView::BadRequest.into()),
    }
}

/// The page that was saved, again.
fn saved_address(round: i64, token: &AttemptToken, position: Option<u16>) -> String {
    match position.filter(|_| token.presentation.is_stepwise()) {
        Some(position) => format!("/thi/{round}/bai?cau={}&da-luu=1", u32::from(position) + 1),
        None => format!("/thi/{round}/bai?da-luu=1"),
    }
}

/// What the page of a device is told whose lease has moved.
pub(super) fn taken_over() -> PageError {
    ErrorView::Conflict(
        "Bài thi này đã được mở ở máy khác, nên máy này dừng lại. Các câu đã lưu vẫn còn. Muốn làm tiếp ở đây, hãy vào lại vòng thi từ trang chủ."
            .to_owned(),
    )
    .into()
}

/// Why the island's answers were not saved.
#[derive(Clone, Copy)]
enum Refused {
    BadRequest,
    BadToken,
    TakenOver,
    Passed,
    Late,
    Submitted,
    Stale,
    TooMany,
    Busy,
}

impl From<SaveError> for Refused {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::NotFound => Self::BadToken,
            SaveError::Malformed => Self::BadRequest,
            SaveError::TakenOver => Self::TakenOver,
            SaveError::Passed => Self::Passed,
            SaveError::Late => Self::Late,
            SaveError::Submitted => Self::Submitted,
            SaveError::Stale => Self::Stale,
            SaveError::Unavailable(_) => Self::Busy,
        }
    }
}

/// After so many seconds the island tries again.
const RETRY_AFTER: u8 = 2;

fn refused(why: Refused) -> Response {
    let (status, error, message) = match why {
        Refused::BadRequest => {
            (StatusCode::BAD_REQUEST, "bad_request", "Chưa đọc được câu trả lời này. Hãy tải lại trang.")
        }
        Refused::BadToken => {
            (StatusCode::FORBIDDEN, "bad_token", "Trang này không còn dùng được. Hãy đăng nhập và mở lại bài thi.")
        }
        Refused::TakenOver => {
            (StatusCode::CONFLICT, "taken_over", "Bài thi đã được mở ở máy khác, nên máy này dừng lại.")
        }
        Refused::Passed => {
            (StatusCode::CONFLICT, "passed", "Câu này đã qua nên không sửa được nữa. Câu trả lời trước vẫn được giữ.")
        }
        Refused::Late => (StatusCode::CONFLICT, "late", "Đã hết giờ làm bài. Các câu đã lưu được nộp."),
        Refused::Submitted => (StatusCode::CONFLICT, "submitted", "Bài này đã nộp."),
        Refused::Stale => {
            (StatusCode::CONFLICT, "stale", "Bài đang mở ở hai trang cùng lúc. Hãy tải lại trang này để làm tiếp.")
        }
        Refused::TooMany => (
            StatusCode::TOO_MANY_REQUESTS,
            "too_many",
            "Trang này gửi quá nhiều lần. Câu trả lời được giữ trên máy và tự gửi lại.",
        ),
        Refused::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "Hệ thống đang đông người. Câu trả lời được giữ trên máy và tự gửi lại.",
        ),
    };
    let retry_after = matches!(why, Refused::Busy | Refused::TooMany).then_some(RETRY_AFTER);
    let mut response = (status, Json(RefusedJson { error, message, retry_after })).into_response();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, u16::from(seconds).into());
    }
    response
}
