//! The form of a question: a new one, and one that is changed.

use std::sync::Arc;

use app::{
    banks::work::{EditPage, EditView, Preview, edit_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use contest::banks::{Edit, NotDone, RevisionState, Step, changes};
use engine::{
    accounts::StaffSession,
    banks::{
        self, BankSummary,
        work::{self, QuestionWork, RevisionWork, SaveError},
    },
};
use leptos::prelude::*;

use super::{
    address, find,
    question::{number, why},
    question_address,
    typed::{Typed, problem},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    session::BankWorker,
    state::AppState,
};

/// What the form shows beside what was typed.
#[derive(Default)]
struct Shown {
    form: FormState,
    more: bool,
    conflict: Option<String>,
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/cau/moi`
pub(super) async fn show_new(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    page: Page,
) -> PageResult {
    let bank = writable(&state, &actor, &bank).await?;
    let view = view(&state, bank, None, &Typed::default(), Shown::default()).await?;
    Ok(shown(&page, view))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/cau/moi`
pub(super) async fn create(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let bank = writable(&state, &actor, &bank).await?;
    let typed = Typed::read(pairs);
    if let Some(look) = looked_at(&typed) {
        return Ok(shown(&page, view(&state, bank, None, &typed, look).await?));
    }
    let (question, mut problems) = typed.question();
    if problems.is_empty() {
        match work::create(&state.engine, &actor, bank.id, &question, &typed.documents()).await {
            Ok(id) => return next(&state, &actor, (bank.id, id, 1), &typed).await,
            Err(error) => problems = vec![refused(error)?],
        }
    }
    let form = typed.form().with_problems(problems);
    let view = view(&state, bank, None, &typed, Shown { form, ..Shown::default() }).await?;
    Ok(refuse(&page, view))
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/cau/{question}/sua`
pub(super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path((bank, question)): Path<(String, String)>,
    page: Page,
) -> PageResult {
    let bank = writable(&state, &actor, &bank).await?;
    let found = found(&state, &actor, &bank, &question).await?;
    let named = found.documents.iter().map(|(document, _)| document.name()).collect::<Vec<_>>().join("\n");
    let typed = Typed::of(&latest(&found)?.question, &named);
    let form = typed.form();
    let view = view(&state, bank, Some(&found), &typed, Shown { form, ..Shown::default() }).await?;
    Ok(shown(&page, view))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/cau/{question}/sua`
pub(super) async fn save(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path((bank, question)): Path<(String, String)>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let bank = writable(&state, &actor, &bank).await?;
    let mut found = found(&state, &actor, &bank, &question).await?;
    let typed = Typed::read(pairs);
    let version = typed.value(fields::VERSION).parse().map_err(|_| PageError::from(ErrorView::BadRequest))?;
    if let Some(look) = looked_at(&typed) {
        found.version = version;
        return Ok(shown(&page, view(&state, bank, Some(&found), &typed, look).await?));
    }
    let (question, problems) = typed.question();
    let mut look = Shown { form: typed.form(), ..Shown::default() };
    if problems.is_empty() {
        match work::save(&state.engine, &actor, (bank.id, found.number, version), &question, &typed.documents()).await {
            Ok(()) => return next(&state, &actor, (bank.id, found.number, version + 1), &typed).await,
            // The page was read just now: it has what the other did.
            Err(SaveError::Changed(_)) => look.conflict = Some(last_act(&found)),
            Err(error) => {
                found.version = version;
                look.form = look.form.with_problems([refused(error)?]);
            }
        }
    } else {
        found.version = version;
        look.form = look.form.with_problems(problems);
    }
    Ok(refuse(&page, view(&state, bank, Some(&found), &typed, look).await?))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/xem-truoc`: the preview alone, for the page to put in its place.
pub(super) async fn preview(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    Pairs(pairs): Pairs,
) -> PageResult {
    writable(&state, &actor, &bank).await?;
    let view = Typed::read(pairs).preview();
    Ok(Html(app::fragment(|| view! { <Preview view/> })).into_response())
}

/// The bank, for those who write in it.
async fn writable(state: &AppState, actor: &StaffSession, bank: &str) -> Result<BankSummary, PageError> {
    let bank = find(state, actor, bank).await?;
    match actor.role.bank_hand() {
        Some(hand) if hand.writes() => Ok(bank),
        _ => Err(ErrorView::Forbidden.into()),
    }
}

async fn found(
    state: &AppState,
    actor: &StaffSession,
    bank: &BankSummary,
    question: &str,
) -> Result<QuestionWork, PageError> {
    let found = work::question_work(&state.engine.db.write, actor, bank.id, number(question)?).await?;
    found.ok_or_else(|| ErrorView::NotFound.into())
}

fn latest(found: &QuestionWork) -> Result<&RevisionWork, PageError> {
    let live = found.revisions.iter().find(|row| row.state != RevisionState::Superseded);
    live.or(found.revisions.first()).ok_or_else(|| ErrorView::NotFound.into())
}

/// What a button asks for that keeps nothing.
fn looked_at(typed: &Typed) -> Option<Shown> {
    let act = typed.value(fields::ACT);
    let more = act == fields::MORE;
    (more || act == fields::LOOK).then(|| Shown { form: typed.form(), more, conflict: None })
}

/// After it was kept: to the reviewers if that was asked for, then to its page.
async fn next(state: &AppState, actor: &StaffSession, at: (i64, i64, i32), typed: &Typed) -> PageResult {
    if typed.value(fields::ACT) == fields::SUBMIT
        && let Err(error) = work::decide(&state.engine, actor, at, Step::Submit, "").await
    {
        // It is kept; whoever was faster has taken it a step further, and its page says so.
        why(error)?;
    }
    Ok(Redirect::to(&question_address(at.0, at.1)).into_response())
}

/// What is wrong with what was typed; what is not its author's affair goes on.
fn refused(error: SaveError) -> Result<Problem, PageError> {
    match error {
        SaveError::Question(error) => Ok(problem(&error)),
        SaveError::SameStem(other) => Ok(Problem::new(
            fields::STEM,
            format!("Câu {other} của ngân hàng có cùng nội dung. Hãy sửa câu đó hoặc hỏi khác đi."),
        )),
        SaveError::Unchanged => Ok(Problem::new(fields::STEM, "Bạn chưa thay đổi gì. Hãy sửa rồi lưu, hoặc quay lại.")),
        SaveError::NotDone(NotDone::NotAllowed) => Err(ErrorView::Forbidden.into()),
        SaveError::NotDone(why) => Ok(Problem::new(fields::STEM, why.to_string())),
        SaveError::NotFound | SaveError::Changed(_) => Err(ErrorView::NotFound.into()),
        SaveError::Db(failure) => Err(failure.into()),
    }
}

/// `Nguyễn Văn A (nva): sửa nội dung`.
fn last_act(found: &QuestionWork) -> String {
    let last = found.history.iter().find(|past| past.deed != work::Deed::Comment);
    last.map_or_else(String::new, |past| {
        format!("{}, {}, lúc {}", past.by.as_deref().unwrap_or("Hệ thống"), past.deed.label(), past.at.long())
    })
}

async fn view(
    state: &AppState,
    bank: BankSummary,
    found: Option<&QuestionWork>,
    typed: &Typed,
    look: Shown,
) -> Result<EditView, PageError> {
    let cells = banks::cells(&state.engine.db.read, bank.id).await?;
    let mut topics: Vec<String> = cells.into_iter().filter_map(|cell| Some(cell.topic?.0)).collect();
    topics.dedup();
    let bank_href = address(bank.id);
    let place = found.map(|found| (format!("Câu {}", found.number), question_address(bank.id, found.number)));
    let conflict = match (look.conflict, found) {
        (Some(what), Some(found)) => Some((what, changes(&latest(found)?.question, &typed.question().0))),
        _ => None,
    };
    let note = found.and_then(|found| match contest::banks::edit(found.standing, found.hand) {
        Ok(Edit::NewRevision) if found.standing.state == RevisionState::Approved => {
            Some("Câu đã duyệt vẫn dùng như cũ cho đến khi bản sửa này được người khác duyệt.")
        }
        Ok(Edit::NewRevision) => Some("Bản sửa được ghi thành bản mới của bạn, cạnh bản trước."),
        _ => None,
    });
    Ok(EditView {
        href: place.as_ref().map_or_else(|| format!("{bank_href}/cau/moi"), |(_, href)| format!("{href}/sua")),
        preview_href: format!("{bank_href}/xem-truoc"),
        bank: (bank.name, bank_href),
        question: place,
        version: found.map_or(0, |found| found.version),
        form: Arc::new(look.form),
        choices: typed.rows(look.more),
        topics,
        preview: typed.preview(),
        conflict,
        note,
    })
}

fn shown(page: &Page, view: EditView) -> Response {
    let frame = work_frame(page, title(&view)).with_live_forms();
    page.show(frame, || view! { <EditPage view/> })
}

fn refuse(page: &Page, view: EditView) -> Response {
    let frame = work_frame(page, title(&view)).with_live_forms();
    page.refuse(frame, || view! { <EditPage view/> })
}

fn title(view: &EditView) -> String {
    view.question.as_ref().map_or_else(|| "Soạn câu mới".to_owned(), |(name, _)| format!("Sửa {}", name.to_lowercase()))
}
