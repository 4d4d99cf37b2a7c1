//! `/ket-qua/{attempt}/khieu-nai`: complaining about an attempt of one's own.

use std::sync::Arc;

use app::{
    NavItem,
    errors::ErrorView,
    form::{FormState, Problem},
    results::{AnswerView, ComplainPage, ComplainView, ComplaintView, complain_fields as fields},
};
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Redirect},
    routing::get,
};
use contest::results::{Complaint, ComplaintKind, MAX_COMPLAINT, MAX_COMPLAINTS};
use engine::{
    accounts::ParticipantSession,
    integrity::{Limit, check},
    results::{
        self,
        complaints::{self, Answer, ComplaintsError, OwnComplaint},
    },
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{addresses, result::FILED};
use crate::{
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    session::Participant,
    state::AppState,
};

const TITLE: &str = "Khiếu nại kết quả";

/// The address of the form.
pub fn routes() -> Router<AppState> {
    Router::new().route("/ket-qua/{attempt}/khieu-nai", get(show).post(file))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent {
    #[serde(rename = "ve-viec")]
    kind: String,
    #[serde(rename = "loi-khieu-nai")]
    text: String,
}

async fn show(
    State(state): State<AppState>,
    Participant(me): Participant,
    Path(attempt): Path<String>,
    page: Page,
) -> PageResult {
    let view = view(&state, &me, id(&attempt)?, FormState::default()).await?;
    Ok(page.show(page.frame(TITLE).under(NavItem::Mine), || view! { <ComplainPage complain=view/> }))
}

async fn file(
    State(state): State<AppState>,
    Participant(me): Participant,
    Path(attempt): Path<String>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let attempt = id(&attempt)?;
    let form = match read(&sent) {
        Err(problems) => typed(&sent).with_problems(problems),
        Ok((kind, text)) => {
            check(&state.engine, Limit::Complain, &me.participant_id.to_string()).await?;
            match complaints::file(&state.engine, &me, attempt, kind, &text).await {
                Ok(()) => {
                    let result = format!("{}?{FILED}=1", addresses::result(attempt));
                    return Ok(Redirect::to(&result).into_response());
                }
                Err(error) => typed(&sent).with_summary(why_not(error)?),
            }
        }
    };
    let view = view(&state, &me, attempt, form).await?;
    Ok(page.refuse(page.frame(TITLE).under(NavItem::Mine), || view! { <ComplainPage complain=view/> }))
}

fn id(attempt: &str) -> Result<i64, PageError> {
    attempt.parse().map_err(|_| ErrorView::NotFound.into())
}

fn read(sent: &Sent) -> Result<(ComplaintKind, Complaint), Vec<Problem>> {
    match (ComplaintKind::parse(&sent.kind), Complaint::parse(&sent.text)) {
        (Some(kind), Ok(text)) => Ok((kind, text)),
        (kind, text) => {
            let unchosen =
                kind.is_none().then(|| Problem::new(fields::KIND, "Chưa chọn khiếu nại về việc gì. Hãy chọn một mục."));
            let text = text.err().map(|error| Problem::new(fields::TEXT, error.to_string()));
            Err(unchosen.into_iter().chain(text).collect())
        }
    }
}

/// What was typed; cut where it is far too long, so that the answer stays small.
fn typed(sent: &Sent) -> FormState {
    let text: String = sent.text.chars().take(MAX_COMPLAINT * 2).collect();
    FormState::sent([(fields::KIND, sent.kind.clone()), (fields::TEXT, text)])
}

fn why_not(error: ComplaintsError) -> Result<&'static str, PageError> {
    match error {
        ComplaintsError::NotFound | ComplaintsError::NotAllowed | ComplaintsError::Answered => {
            Err(ErrorView::NotFound.into())
        }
        ComplaintsError::Db(failure) => Err(failure.into()),
        ComplaintsError::Closed => Ok("Khiếu nại chưa được gửi: lúc này không nhận khiếu nại về lượt thi này."),
        ComplaintsError::TooMany => Ok("Khiếu nại chưa được gửi: lượt thi này đã có đủ số khiếu nại được gửi."),
    }
}

async fn view(
    state: &AppState,
    me: &ParticipantSession,
    attempt: i64,
    form: FormState,
) -> Result<ComplainView, PageError> {
    let engine = &state.engine;
    // The owner is the session's: nobody can ask about another's.
    let round = results::round_of_result(&engine.db.read, me.participant_id, attempt).await?;
    let round = round.ok_or(ErrorView::NotFound)?;
    let round = engine.rounds.get(&engine.db.read, round, engine.now()).await?.ok_or(ErrorView::NotFound)?;
    let filed = complaints::own(&engine.db.read, me.participant_id, Some(attempt)).await?;
    Ok(ComplainView {
        result: (addresses::result(attempt), format!("Kết quả {}", round.title)),
        href: address(attempt),
        form: Arc::new(form),
        until: round.complaints_until().filter(|until| engine.now() < *until),
        left: MAX_COMPLAINTS.saturating_sub(filed.len() as u64),
        filed: filed.into_iter().map(to_view).collect(),
    })
}

/// The address of the form.
pub(super) fn address(attempt: i64) -> String {
    format!("{}/khieu-nai", addresses::result(attempt))
}

/// A complaint as its writer sees it.
pub(super) fn to_view(complaint: OwnComplaint) -> ComplaintView {
    let OwnComplaint { kind, text, filed_at, answer, .. } = complaint;
    ComplaintView { kind, text, filed_at, answer: answer.map(answer_view) }
}

/// An answer as pages show it.
pub fn answer_view(answer: Answer) -> AnswerView {
    let Answer { at, outcome, text } = answer;
    AnswerView { at, outcome, text }
}
