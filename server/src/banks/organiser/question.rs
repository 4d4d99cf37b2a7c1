//! One question: its way, what is said about it, and its next step.

use std::sync::Arc;

use app::{
    banks::{
        WORKERS_HREF,
        work::{PastView, QuestionPage, QuestionPageView, RevisionView, question_fields},
    },
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::banks::{NotDone, RevisionState, Step, changes};
use engine::{
    accounts::StaffSession,
    banks::work::{self, MAX_NOTE, Past, QuestionWork, RevisionWork, RoundUse, WorkError},
    db::entities::legal_documents,
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{address, documents::day, find, question_address, questions::to_view};
use crate::{
    accounts::staff::work_frame,
    banks::shelf,
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    results::items::{in_all_rounds, question_address as items_address},
    session::BankWorker,
    state::AppState,
};

/// Who wrote what came with the platform.
const NOBODY: &str = "có sẵn, nhập khi cài đặt";
/// What a form is told that is older than the question.
pub(super) const CHANGED: &str = "Câu này vừa có người khác thay đổi. Hãy xem bản mới ở dưới rồi làm lại.";

/// One of the page's forms.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "viec")]
    act: String,
    #[serde(rename = "gop-y")]
    note: String,
    #[serde(rename = "phien-ban")]
    version: String,
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/cau/{question}`
pub(super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(at): Path<(String, String)>,
    page: Page,
) -> PageResult {
    let view = view(&state, &actor, &at, FormState::default()).await?;
    let frame = work_frame(&page, format!("Câu {}", view.number));
    Ok(page.show(frame, || view! { <QuestionPage view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/cau/{question}`
pub(super) async fn act(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(at): Path<(String, String)>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let bank = find(&state, &actor, &at.0).await?;
    let question = number(&at.1)?;
    let done = if sent.act == question_fields::COMMENT {
        work::comment(&state.engine, &actor, bank.id, question, &sent.note).await
    } else {
        let step = Step::parse(&sent.act).ok_or(PageError::from(ErrorView::BadRequest))?;
        let version = sent.version.parse().map_err(|_| PageError::from(ErrorView::BadRequest))?;
        work::decide(&state.engine, &actor, (bank.id, question, version), step, &sent.note).await.map(|_| ())
    };
    let typed = FormState::sent([(question_fields::NOTE, sent.note.clone())]);
    let form = match done {
        Ok(()) => return Ok(Redirect::to(&question_address(bank.id, question)).into_response()),
        Err(WorkError::Note) => typed
            .with_problems([Problem::new(question_fields::NOTE, format!("Hãy ghi góp ý, từ 1 đến {MAX_NOTE} ký tự."))]),
        Err(error) => typed.with_summary(why(error)?),
    };
    let view = view(&state, &actor, &at, form).await?;
    let frame = work_frame(&page, format!("Câu {}", view.number));
    Ok(page.refuse(frame, || view! { <QuestionPage view/> }))
}

/// Why a question stayed as it is, for whoever acted; what is not their affair goes on.
pub(super) fn why(error: WorkError) -> Result<String, PageError> {
    match error {
        WorkError::NotFound => Err(ErrorView::NotFound.into()),
        WorkError::NotDone(NotDone::NotAllowed) => Err(ErrorView::Forbidden.into()),
        WorkError::NotDone(why) => Ok(why.to_string()),
        WorkError::Changed => Ok(CHANGED.to_owned()),
        WorkError::SameStem(other) => {
            Ok(format!("Câu {other} của ngân hàng có cùng nội dung. Hãy sửa một trong hai câu."))
        }
        WorkError::Note => Ok(format!("Hãy ghi góp ý, từ 1 đến {MAX_NOTE} ký tự.")),
        WorkError::Db(failure) => Err(failure.into()),
    }
}

/// The number of a question in an address.
pub(super) fn number(text: &str) -> Result<i64, PageError> {
    text.parse().map_err(|_| ErrorView::NotFound.into())
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    at: &(String, String),
    form: FormState,
) -> Result<QuestionPageView, PageError> {
    let bank = find(state, actor, &at.0).await?;
    let found = work::question_work(&state.engine.db.read, actor, bank.id, number(&at.1)?).await?;
    let QuestionWork { number, version, hand, standing, steps, revisions, history, rounds, documents, .. } =
        found.ok_or(PageError::from(ErrorView::NotFound))?;
    let latest = revisions.iter().find(|row| row.state != RevisionState::Superseded).or(revisions.first());
    let latest = latest.ok_or(PageError::from(ErrorView::NotFound))?;
    let in_use = revisions.iter().find(|row| row.state == RevisionState::Approved && row.id != latest.id);
    let (href, organises) = (question_address(bank.id, number), actor.role.organises());
    let round = |used: RoundUse| {
        let place = format!("/ban-to-chuc/vong-thi/{}", used.round_id);
        (organises.then_some(place), format!("{}, bản {}", used.title, used.revision))
    };
    let items = in_all_rounds(state, actor, bank.id, number).await?;
    Ok(QuestionPageView {
        items_href: (organises && items.is_some()).then(|| items_address(bank.id, number)),
        items,
        edit_href: contest::banks::edit(standing, hand).is_ok().then(|| format!("{href}/sua")),
        href,
        bank: (bank.name, address(bank.id)),
        number,
        version,
        question: to_view(latest.question.clone()),
        entry: latest.question.handbook_entry.map(|entry| (shelf::address(entry), format!("Sổ tay, câu {entry}"))),
        documents: documents.into_iter().map(|(document, by)| source(&document, by)).collect(),
        state: latest.state,
        author: latest.author.clone().unwrap_or_else(|| NOBODY.to_owned()),
        in_use: in_use.map(|row| row.number),
        steps,
        own_review: standing.own && standing.state == RevisionState::InReview,
        workers_href: organises.then(|| WORKERS_HREF.to_owned()),
        note_length: MAX_NOTE as u16,
        form: Arc::new(form),
        revisions: revision_views(&revisions),
        history: history.into_iter().map(past).collect(),
        rounds: rounds.into_iter().map(round).collect(),
    })
}

/// The newest first, each with what it changed of the one before.
fn revision_views(revisions: &[RevisionWork]) -> Vec<RevisionView> {
    let before = revisions.iter().skip(1).map(Some).chain([None]);
    let view = |(row, before): (&RevisionWork, Option<&RevisionWork>)| RevisionView {
        number: row.number,
        state: row.state,
        author: row.author.clone().unwrap_or_else(|| NOBODY.to_owned()),
        at: row.created_at,
        changes: before.map(|before| changes(&before.question, &row.question)),
    };
    revisions.iter().zip(before).map(view).collect()
}

/// A document with what is known of it, and what took its place.
fn source(document: &legal_documents::Model, by: Option<String>) -> (String, Option<String>) {
    let days = [("ban hành ", &document.issued_on), ("hiệu lực từ ", &document.in_force_on)];
    let days = days.into_iter().filter_map(|(label, date)| Some(format!("{label}{}", day(date.as_deref()?))));
    let about: Vec<String> = [document.name()].into_iter().chain(document.issuer.clone()).chain(days).collect();
    (about.join(", "), by.map(|by| format!("Đã thay bằng {by}")))
}

fn past(past: Past) -> PastView {
    let by = past.by.unwrap_or_else(|| "Hệ thống".to_owned());
    let revision = past.revision.map(|number| format!(", bản {number}")).unwrap_or_default();
    PastView { at: past.at, what: format!("{by}: {}{revision}", past.deed.label()), note: past.note }
}
