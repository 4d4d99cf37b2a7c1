//! `/ban-to-chuc/so-tay`: editions of the handbook, brought as files, looked at, made public.

use std::sync::Arc;

use ::bank::limits::MAX_UPLOAD_BYTES;
use app::{
    banks::{
        EDITIONS_HREF, EditionAct, EditionEntry, EditionLine, EditionPage, EditionView, EditionsPage, EditionsView,
    },
    components::{FILE_FIELD, Fact},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Multipart, Path, State, multipart::MultipartRejection},
    response::{IntoResponse, Redirect},
};
use bank::ReadError;
use contest::text::group;
use engine::{
    accounts::StaffSession,
    banks::{
        ImportError,
        editions::{self, Edition, EditionError},
        handbooks::{self, HandbookEntry, HandbookSummary},
        mistakes,
    },
    integrity::{Limit, check},
};
use leptos::prelude::*;
use tracing::warn;

use super::upload::{Received, read};
use crate::{
    accounts::staff::work_frame,
    banks::shelf,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Sổ tay hỏi – đáp";
const DONE: &str = "xong";
const NO_FILE: &str = "Bạn chưa chọn tệp. Hãy chọn tệp sổ tay rồi thử lại.";

fn edition_address(id: i64) -> String {
    format!("{EDITIONS_HREF}/{id}")
}

/// GET `/ban-to-chuc/so-tay`
pub(super) async fn list(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let mut view = view(&state, FormState::default()).await?;
    view.done = (params.text(DONE) == Some(EditionAct::Remove.code())).then_some("Đã xóa bản sổ tay.");
    Ok(page.show(work_frame(&page, TITLE), || view! { <EditionsPage view/> }))
}

/// POST `/ban-to-chuc/so-tay`
pub(super) async fn bring(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    form: Result<Multipart, MultipartRejection>,
) -> PageResult {
    check(&state.engine, Limit::Upload, &actor.staff_id.to_string()).await?;
    let form = form.map_err(|_| PageError::from(ErrorView::BadRequest))?;
    let message = match read(form).await? {
        Received::File { name, bytes } => match editions::bring(&state.engine, &actor, &name, bytes).await {
            Ok(imported) => {
                let done = if imported.new { "doc" } else { "da-co" };
                let to = format!("{}?{DONE}={done}", edition_address(imported.handbook_id));
                return Ok(Redirect::to(&to).into_response());
            }
            Err(error) => why_not(error)?,
        },
        Received::TooLarge => ReadError::TooLarge.to_string(),
        Received::Nothing => NO_FILE.to_owned(),
    };
    let view = view(&state, FormState::default().with_problems([Problem::new(FILE_FIELD, message)])).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <EditionsPage view/> }))
}

/// GET `/ban-to-chuc/so-tay/{edition}`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(edition): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let edition = found(&state, &actor, number(&edition)?).await?;
    let mut view = edition_view(edition, FormState::default());
    view.done = match params.text(DONE) {
        Some("doc") => Some("Đã đọc tệp. Hãy xem lại các phần, rồi công khai."),
        Some("da-co") => Some("Tệp này đã được nhập trước đây."),
        Some("cong-khai") => Some("Đã công khai bản này."),
        _ => None,
    };
    Ok(page.show(work_frame(&page, TITLE), || view! { <EditionPage view/> }))
}

/// POST `/ban-to-chuc/so-tay/{edition}`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(edition): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let id = number(&edition)?;
    let sent = pairs.iter().find(|(name, _)| name == EditionAct::FIELD).map(|(_, value)| value.as_str());
    let act = sent.and_then(EditionAct::parse).ok_or_else(|| PageError::from(ErrorView::BadRequest))?;
    let (acted, to) = match act {
        EditionAct::Publish => (editions::publish(&state.engine, &actor, id).await, edition_address(id)),
        EditionAct::Remove => (editions::remove(&state.engine, &actor, id).await, EDITIONS_HREF.to_owned()),
    };
    match acted {
        Ok(()) => Ok(Redirect::to(&format!("{to}?{DONE}={}", act.code())).into_response()),
        Err(EditionError::WasPublic) => {
            let why = "Bản này đã được công khai nên không xóa được. Hãy công khai bản khác thay nó.";
            let form = FormState::default().with_problems([Problem::new(EditionAct::FIELD, why)]);
            let view = edition_view(found(&state, &actor, id).await?, form);
            Ok(page.refuse(work_frame(&page, TITLE), || view! { <EditionPage view/> }))
        }
        Err(EditionError::NotAllowed) => Err(ErrorView::Forbidden.into()),
        Err(EditionError::NotFound) => Err(ErrorView::NotFound.into()),
        Err(EditionError::Db(failure)) => Err(failure.into()),
    }
}

fn number(edition: &str) -> Result<i64, PageError> {
    edition.parse().map_err(|_| ErrorView::NotFound.into())
}

async fn found(state: &AppState, actor: &StaffSession, id: i64) -> Result<Edition, PageError> {
    editions::edition(&state.engine, actor, id).await?.ok_or_else(|| ErrorView::NotFound.into())
}

/// Why a file was not read; what is not the affair of who brought it goes on.
fn why_not(error: ImportError) -> Result<String, PageError> {
    match error {
        ImportError::Read(error) => Ok(error.to_string()),
        ImportError::ReaderStopped => {
            warn!("the reader of handbooks stopped half way");
            Ok("Chưa đọc được tệp này. Hãy lưu lại tệp ở dạng .docx rồi tải lên lần nữa.".to_owned())
        }
        ImportError::Db(failure) => Err(failure.into()),
        _ => Err(ErrorView::Forbidden.into()),
    }
}

async fn view(state: &AppState, form: FormState) -> Result<EditionsView, PageError> {
    let db = &state.engine.db.read;
    let current = handbooks::current(db).await?.map(|current| current.id);
    let line = |edition: HandbookSummary| EditionLine {
        href: edition_address(edition.id),
        stands: stands(&edition, Some(edition.id) == current),
        title: edition.title,
        entries: edition.entries,
        imported_at: edition.imported_at,
    };
    Ok(EditionsView {
        editions: handbooks::editions(db).await?.into_iter().map(line).collect(),
        form: Arc::new(form),
        done: None,
        megabytes: MAX_UPLOAD_BYTES >> 20,
        mistakes: mistakes::waiting(db).await?,
    })
}

/// Whether people read an edition, and in words.
fn stands(edition: &HandbookSummary, is_current: bool) -> (bool, String) {
    let words = match edition.public_since {
        Some(_) if is_current => "Đang công khai",
        Some(_) => "Đã từng công khai",
        None => "Chưa công khai",
    };
    (is_current, words.to_owned())
}

fn edition_view(edition: Edition, form: FormState) -> EditionView {
    let Edition { summary, is_current, entries, problems } = edition;
    let mut documents: Vec<String> =
        entries.iter().flat_map(|entry| entry.legal_basis.iter().map(shelf::document)).collect();
    documents.sort_unstable();
    documents.dedup();
    let count = entries.len();
    let mut parts: Vec<(String, Vec<EditionEntry>)> = Vec::new();
    for entry in entries {
        let HandbookEntry { number, part, question, legal_basis, .. } = entry;
        let title = if part.is_empty() { "Các câu hỏi".to_owned() } else { part };
        let entry = EditionEntry { number, question, legal_basis: legal_basis.iter().map(shelf::document).collect() };
        match parts.iter_mut().find(|(known, _)| *known == title) {
            Some((_, entries)) => entries.push(entry),
            None => parts.push((title, vec![entry])),
        }
    }
    EditionView {
        href: edition_address(summary.id),
        stands: stands(&summary, is_current),
        removable: summary.public_since.is_none(),
        title: summary.title,
        imported_at: summary.imported_at,
        form: Arc::new(form),
        done: None,
        facts: vec![
            Fact::new(group(count as i64), "câu hỏi – đáp"),
            Fact::new(group(parts.len() as i64), "phần"),
            Fact::new(group(documents.len() as i64), "văn bản làm căn cứ"),
            Fact::new(group(problems.len() as i64), "chỗ bị bỏ qua"),
        ],
        problems: problems.iter().map(ToString::to_string).collect(),
        parts,
    }
}
