//! The complaints about a round, for its organiser: the list, and answering one.

use std::sync::Arc;

use app::{
    errors::ErrorView,
    form::{FormState, Problem},
    results::{
        ComplaintPage, ComplaintPageView, ComplaintRow, ComplaintsPage, ComplaintsView, answer_fields as fields,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::results::{Complaint, ComplaintOutcome, MAX_COMPLAINT};
use engine::{
    accounts::{self, StaffSession},
    contests::Round,
    results::{
        complaints::{self, ComplaintLine, ComplaintsError},
        life::ResultsOf,
        marked_paper,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{address, corrections::corrections_address, results::results_address};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    paging::Paging,
    params::Params,
    results::{addresses::before_page, complaints::answer_view, marked},
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Khiếu nại";
const SIZE: u64 = 50;

impl From<ComplaintsError> for PageError {
    fn from(error: ComplaintsError) -> Self {
        match error {
            ComplaintsError::NotAllowed => ErrorView::Forbidden.into(),
            ComplaintsError::Db(failure) => failure.into(),
            ComplaintsError::NotFound
            | ComplaintsError::Closed
            | ComplaintsError::TooMany
            | ComplaintsError::Answered => ErrorView::NotFound.into(),
        }
    }
}

/// The address of a round's complaints.
pub(super) fn complaints_address(round_id: i64) -> String {
    format!("{}/khieu-nai", address(round_id))
}

/// GET `/ban-to-chuc/vong-thi/{round}/khieu-nai`
pub(super) async fn list(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let round = find(&state, &round).await?;
    let read = async |page: u32| {
        let wanted = accounts::Page { number: u64::from(page - 1), size: SIZE };
        complaints::of_round(&state.engine, &actor, round.id, wanted).await
    };
    let mut found = read(params.page()).await?;
    let paging = Paging::of(params.page(), found.total, SIZE);
    if paging.page != params.page() {
        found = read(paging.page).await?;
    }
    let view = ComplaintsView {
        round: (address(round.id), round.title.clone()),
        until: round.complaints_until().filter(|until| state.engine.now() < *until),
        unanswered: found.unanswered,
        rows: found.lines.into_iter().map(|line| row(round.id, line)).collect(),
        page: paging.page,
        pages: paging.pages,
        href: before_page(&complaints_address(round.id), &[]),
    };
    Ok(page.show(work_frame(&page, TITLE), || view! { <ComplaintsPage complaints=view/> }))
}

/// GET `/ban-to-chuc/vong-thi/{round}/khieu-nai/{complaint}`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path((round, complaint)): Path<(String, String)>,
    page: Page,
) -> PageResult {
    let round = find(&state, &round).await?;
    let view = view(&state, &actor, &round, id(&complaint)?, FormState::default()).await?;
    Ok(page.show(work_frame(&page, TITLE), || view! { <ComplaintPage complaint=view/> }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "ket-luan")]
    outcome: String,
    #[serde(rename = "tra-loi")]
    answer: String,
}

/// POST `/ban-to-chuc/vong-thi/{round}/khieu-nai/{complaint}`
pub(super) async fn answer(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path((round, complaint)): Path<(String, String)>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (round, complaint) = (find(&state, &round).await?, id(&complaint)?);
    // It is of this round, or there is nothing to answer here.
    complaints::case(&state.engine, &actor, round.id, complaint).await?;
    let form = match read(&sent) {
        Err(problems) => typed(&sent).with_problems(problems),
        Ok((outcome, text)) => match complaints::answer(&state.engine, &actor, complaint, outcome, &text).await {
            Ok(()) => return Ok(Redirect::to(&one_address(round.id, complaint)).into_response()),
            Err(ComplaintsError::Answered) => FormState::default()
                .with_summary("Người khác vừa trả lời khiếu nại này. Câu trả lời của bạn chưa được gửi."),
            Err(error) => return Err(error.into()),
        },
    };
    let view = view(&state, &actor, &round, complaint, form).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <ComplaintPage complaint=view/> }))
}

fn read(sent: &Sent) -> Result<(ComplaintOutcome, Complaint), Vec<Problem>> {
    match (ComplaintOutcome::parse(&sent.outcome), Complaint::parse(&sent.answer)) {
        (Some(outcome), Ok(text)) => Ok((outcome, text)),
        (outcome, text) => {
            let undecided = outcome.is_none().then(|| {
                Problem::new(fields::OUTCOME, "Chưa chọn kết luận. Hãy chọn khiếu nại đúng hay giữ nguyên kết quả.")
            });
            let text = text.err().map(|error| Problem::new(fields::ANSWER, error.to_string()));
            Err(undecided.into_iter().chain(text).collect())
        }
    }
}

/// What was typed; cut where it is far too long, so that the answer stays small.
fn typed(sent: &Sent) -> FormState {
    let text: String = sent.answer.chars().take(MAX_COMPLAINT * 2).collect();
    FormState::sent([(fields::OUTCOME, sent.outcome.clone()), (fields::ANSWER, text)])
}

async fn find(state: &AppState, round: &str) -> Result<Arc<Round>, PageError> {
    let found = state.engine.rounds.get(&state.engine.db.read, id(round)?, state.engine.now()).await?;
    found.ok_or_else(|| ErrorView::NotFound.into())
}

fn id(number: &str) -> Result<i64, PageError> {
    number.parse().map_err(|_| ErrorView::NotFound.into())
}

fn one_address(round_id: i64, complaint: i64) -> String {
    format!("{}/{complaint}", complaints_address(round_id))
}

fn row(round_id: i64, line: ComplaintLine) -> ComplaintRow {
    let ComplaintLine { id, attempt, name, agency, kind, filed_at, outcome } = line;
    ComplaintRow { href: one_address(round_id, id), name, agency, kind, attempt, filed_at, outcome }
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    round: &Round,
    complaint: i64,
    form: FormState,
) -> Result<ComplaintPageView, PageError> {
    let case = complaints::case(&state.engine, actor, round.id, complaint).await?;
    let paper = marked_paper(&state.engine, actor, case.line.attempt).await?.unwrap_or_default();
    let by = case.answered_by.unwrap_or_default();
    Ok(ComplaintPageView {
        round: (address(round.id), round.title.clone()),
        list: complaints_address(round.id),
        row: row(round.id, case.line),
        text: case.text,
        correct: case.correct,
        duration: case.duration,
        valid: case.valid,
        paper: paper.into_iter().map(marked::to_view).collect(),
        answer: case.answer.map(|answer| (answer_view(answer), by)),
        form: Arc::new(form),
        acts: vec![
            (results_address(ResultsOf::Round(round.id)), "Huỷ kết quả một lượt thi, hoặc không trao một giải"),
            (corrections_address(round.id), "Sửa đáp án hoặc bỏ một câu hỏi, chấm lại mọi bài"),
        ],
    })
}
