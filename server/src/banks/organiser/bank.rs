//! One bank: what it has, and its questions.

use std::sync::Arc;

use ::bank::limits::MAX_UPLOAD_BYTES;
use app::{
    banks::{BankPage, BankView, QuestionView, filters},
    components::SelectOption,
    form::FormState,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contest::banks::{Level, Topic};
use engine::banks::{self, BankQuestion, BankSummary, PAGE_SIZE, QuestionFilter};
use leptos::prelude::*;

use super::{address, find, questions::to_view};
use crate::{
    accounts::staff::work_frame,
    banks::grid::{Grid, NO_LEVEL, NO_TOPIC, heads, levels, topics},
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    session::Organiser,
    state::AppState,
};

/// GET `/ban-to-chuc/ngan-hang/{bank}`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let bank = find(&state, &bank).await?;
    let view = view(&state, bank, &params, FormState::default()).await?;
    Ok(page.show(work_frame(&page, view.name.clone()), || view! { <BankPage bank=view/> }))
}

/// The page again, with why a file was not read.
pub(super) async fn refuse(
    state: &AppState,
    bank: BankSummary,
    page: &Page,
    upload: FormState,
) -> Result<Response, PageError> {
    let view = view(state, bank, &Params::default(), upload).await?;
    Ok(page.refuse(work_frame(page, view.name.clone()), || view! { <BankPage bank=view/> }))
}

async fn view(state: &AppState, bank: BankSummary, params: &Params, upload: FormState) -> Result<BankView, PageError> {
    let db = &state.engine.db.read;
    let grid = Grid::of_bank(&banks::cells(db, bank.id).await?);
    let (search, topic, level) =
        (params.text(filters::SEARCH), params.text(filters::TOPIC), params.text(filters::LEVEL));
    let filter = QuestionFilter {
        search: search.unwrap_or_default().to_owned(),
        topic: topic.map(|topic| Topic(topic.to_owned())),
        level: level.and_then(Level::parse),
    };
    let mut found = banks::questions(db, bank.id, &filter, u64::from(params.page())).await?;
    let paging = Paging::of(params.page(), found.total, PAGE_SIZE);
    if paging.page != params.page() {
        found = banks::questions(db, bank.id, &filter, u64::from(paging.page)).await?;
    }
    let chosen = [
        (filters::SEARCH, search.unwrap_or_default()),
        (filters::TOPIC, topic.unwrap_or_default()),
        (filters::LEVEL, level.unwrap_or_default()),
    ];
    let levels = levels(grid.keys());
    let named = topics(grid.keys()).into_iter().flatten();
    let href = address(bank.id);
    Ok(BankView {
        search_href: before_page(&href, &chosen),
        filters: Arc::new(FormState::sent(chosen)),
        topics: named.map(|topic| SelectOption::new(topic.0.clone(), topic.0)).collect(),
        rows: grid.rows(&levels, NO_TOPIC),
        heads: heads(&levels, NO_LEVEL),
        total: grid.total(),
        name: bank.name,
        questions: found.questions.into_iter().map(numbered).collect(),
        found: found.total,
        page: paging.page,
        pages: paging.pages,
        upload: Arc::new(upload),
        megabytes: MAX_UPLOAD_BYTES >> 20,
        href,
    })
}

/// A question with the number by which a round names it.
fn numbered(found: BankQuestion) -> QuestionView {
    let mut view = to_view(found.question);
    view.about.insert(0, format!("mã {}", found.number));
    view
}
