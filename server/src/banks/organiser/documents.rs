//! The legal documents that a bank's questions rest on.

use std::sync::Arc;

use app::{
    banks::{
        filters,
        work::{DocumentPage, DocumentRow, DocumentView, DocumentsPage, DocumentsView, document_fields as fields},
    },
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{banks::BankHand, time::LocalDate};
use engine::banks::sources::{self, DocumentDetails, DocumentError, DocumentLine, MAX_DOCUMENT_TEXT};
use leptos::prelude::*;

use super::{BASIS_REPLACED, address, find, question::number};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    paging::Paging,
    params::Params,
    session::BankWorker,
    state::AppState,
};

/// Documents on one page.
const SIZE: u64 = 50;
const TITLE: &str = "Văn bản căn cứ";

/// GET `/ban-to-chuc/ngan-hang/{bank}/van-ban`
pub(super) async fn list(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let db = &state.engine.db.read;
    let lines = sources::documents(db, &actor, bank.id).await?.ok_or(PageError::from(ErrorView::NotFound))?;
    let paging = Paging::of(params.page(), lines.len() as u64, SIZE);
    let href = address(bank.id);
    let view = DocumentsView {
        superseded: (
            format!("{href}?{}={BASIS_REPLACED}", filters::BASIS),
            sources::superseded_questions(db, bank.id).await?,
        ),
        documents: paging.slice(lines, SIZE).into_iter().map(|line| row(bank.id, line)).collect(),
        page: paging.page,
        pages: paging.pages,
        href: format!("{href}/van-ban"),
        bank: (bank.name, href),
    };
    Ok(page.show(work_frame(&page, TITLE), || view! { <DocumentsPage view/> }))
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/van-ban/{document}`
pub(super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path((bank, document)): Path<(String, String)>,
    page: Page,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let found = sources::document(&state.engine.db.read, &actor, bank.id, number(&document)?).await?;
    let (row, by) = found.ok_or(PageError::from(ErrorView::NotFound))?;
    let name = row.name();
    let form = FormState::sent([
        (fields::TITLE, row.title.unwrap_or_default()),
        (fields::ISSUER, row.issuer.unwrap_or_default()),
        (fields::ISSUED, row.issued_on.unwrap_or_default()),
        (fields::IN_FORCE, row.in_force_on.unwrap_or_default()),
        (fields::BY, by.unwrap_or_default()),
        (fields::SINCE, row.superseded_on.unwrap_or_default()),
    ]);
    let writes = actor.role.bank_hand().is_some_and(BankHand::writes);
    let view = view((bank.name, address(bank.id)), row.id, name, form, writes);
    Ok(page.show(work_frame(&page, view.name.clone()), || view! { <DocumentPage view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/van-ban/{document}`
pub(super) async fn save(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path((bank, document)): Path<(String, String)>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let id = number(&document)?;
    let found = sources::document(&state.engine.db.read, &actor, bank.id, id).await?;
    let name = found.ok_or(PageError::from(ErrorView::NotFound))?.0.name();
    let (details, mut problems) = read(&pairs);
    if problems.is_empty() {
        match sources::save_document(&state.engine, &actor, (bank.id, id), &details).await {
            Ok(()) => return Ok(Redirect::to(&format!("{}/van-ban", address(bank.id))).into_response()),
            Err(DocumentError::Long) => problems.push(Problem::new(
                fields::TITLE,
                format!("Mỗi ô có tối đa {MAX_DOCUMENT_TEXT} ký tự. Hãy viết ngắn lại."),
            )),
            Err(DocumentError::Itself) => {
                problems.push(Problem::new(fields::BY, "Văn bản không tự thay thế mình. Hãy ghi số văn bản mới."));
            }
            Err(DocumentError::NotFound) => return Err(ErrorView::NotFound.into()),
            Err(DocumentError::NotAllowed) => return Err(ErrorView::Forbidden.into()),
            Err(DocumentError::Db(failure)) => return Err(failure.into()),
        }
    }
    let form = FormState::sent(pairs).with_problems(problems);
    let view = view((bank.name, address(bank.id)), id, name, form, true);
    Ok(page.refuse(work_frame(&page, view.name.clone()), || view! { <DocumentPage view/> }))
}

fn read(pairs: &[(String, String)]) -> (DocumentDetails, Vec<Problem>) {
    let value = |name: &str| pairs.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
    let mut problems = Vec::new();
    let mut day = |name: &'static str| {
        let typed = value(name);
        let day: Option<LocalDate> = typed.parse().ok();
        if day.is_none() && !typed.is_empty() {
            problems.push(Problem::new(name, "Ngày này không có. Hãy chọn lại, ví dụ 17/5/2025."));
        }
        day
    };
    let (issued_on, in_force_on, superseded_on) = (day(fields::ISSUED), day(fields::IN_FORCE), day(fields::SINCE));
    let of = |name| value(name).to_owned();
    let details = DocumentDetails {
        title: of(fields::TITLE),
        issuer: of(fields::ISSUER),
        issued_on,
        in_force_on,
        superseded_by: of(fields::BY),
        superseded_on,
    };
    (details, problems)
}

fn view(bank: (String, String), id: i64, name: String, form: FormState, writes: bool) -> DocumentView {
    DocumentView {
        href: format!("{}/van-ban/{id}", bank.1),
        bank,
        name,
        form: Arc::new(form),
        writes,
        length: MAX_DOCUMENT_TEXT as u16,
    }
}

fn row(bank_id: i64, line: DocumentLine) -> DocumentRow {
    let DocumentLine { document, superseded_by, questions } = line;
    let name = document.name();
    let since = document.superseded_on.as_deref().map(day).unwrap_or_default();
    let days = [("ban hành ", &document.issued_on), ("hiệu lực từ ", &document.in_force_on)];
    let days = days.into_iter().filter_map(|(label, date)| Some(format!("{label}{}", day(date.as_deref()?))));
    let about: Vec<String> = document.title.into_iter().chain(document.issuer).chain(days).collect();
    DocumentRow {
        href: format!("{}/van-ban/{}", address(bank_id), document.id),
        name,
        about: about.join(" · "),
        questions,
        superseded: superseded_by.map(|by| format!("Đã thay bằng {by} {since}").trim_end().to_owned()),
    }
}

/// `17/5/2025`, of a stored day.
pub(super) fn day(stored: &str) -> String {
    stored.parse().map_or_else(|_| stored.to_owned(), |date: LocalDate| date.short_date())
}
