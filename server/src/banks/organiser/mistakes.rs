//! `/ban-to-chuc/so-tay/bao-loi`: what readers say is wrong with the handbook, and being done with it.

use std::sync::Arc;

use app::{
    banks::{EDITIONS_HREF, MISTAKES_HREF, MistakeRow, MistakesPage, MistakesView, mistake_fields as fields},
    components::Tab,
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use contest::banks::{MAX_MISTAKE, Mistake};
use engine::{
    accounts::StaffSession,
    banks::{
        handbooks,
        mistakes::{self, MistakeLine, MistakesError, ROWS, Settled, mistakes, settle},
    },
};
use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    accounts::staff::work_frame,
    banks::shelf,
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Báo lỗi sổ tay";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "ma")]
    id: String,
    #[serde(rename = "ghi-chu")]
    note: String,
}

impl From<MistakesError> for PageError {
    fn from(error: MistakesError) -> Self {
        match error {
            MistakesError::NotAllowed => ErrorView::Forbidden.into(),
            MistakesError::Db(failure) => failure.into(),
            MistakesError::NotFound | MistakesError::TooMany | MistakesError::Settled => ErrorView::NotFound.into(),
        }
    }
}

/// GET `/ban-to-chuc/so-tay/bao-loi`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let view = view(&state, &actor, &params, (0, FormState::default())).await?;
    Ok(page.show(work_frame(&page, TITLE), || view! { <MistakesPage view/> }))
}

/// POST `/ban-to-chuc/so-tay/bao-loi`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let id = sent.id.parse().map_err(|_| PageError::from(ErrorView::BadRequest))?;
    let note = if sent.note.trim().is_empty() { Ok(None) } else { Mistake::parse(&sent.note).map(Some) };
    let form = match note {
        Err(error) => {
            let typed: String = sent.note.chars().take(MAX_MISTAKE * 2).collect();
            FormState::sent([(fields::NOTE, typed)]).with_problems([Problem::new(fields::NOTE, error.to_string())])
        }
        Ok(note) => match settle(&state.engine, &actor, id, note.as_ref()).await {
            Ok(()) => return Ok(Redirect::to(&same_page(&params)).into_response()),
            Err(MistakesError::Settled) => FormState::default().with_summary("Người khác vừa xử lý báo lỗi này."),
            Err(error) => return Err(error.into()),
        },
    };
    let view = view(&state, &actor, &params, (id, form)).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <MistakesPage view/> }))
}

fn edition(params: &Params) -> Option<i64> {
    params.text(fields::EDITION)?.parse().ok()
}

/// The address of a list, up to its page.
fn list(settled: bool, edition: Option<i64>) -> String {
    let edition = edition.map(|edition| edition.to_string()).unwrap_or_default();
    let show = if settled { fields::SETTLED } else { "" };
    before_page(MISTAKES_HREF, &[(fields::SHOW, show), (fields::EDITION, &edition)])
}

fn is_settled(params: &Params) -> bool {
    params.text(fields::SHOW) == Some(fields::SETTLED)
}

fn same_page(params: &Params) -> String {
    format!("{}{}", list(is_settled(params), edition(params)), params.page())
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    params: &Params,
    (refused, form): (i64, FormState),
) -> Result<MistakesView, PageError> {
    let db = &state.engine.db.read;
    let (settled, edition) = (is_settled(params), edition(params));
    let mut found = mistakes(db, actor, settled, edition, u64::from(params.page())).await?;
    let paging = Paging::of(params.page(), found.total, ROWS);
    if paging.page != params.page() {
        found = mistakes(db, actor, settled, edition, u64::from(paging.page)).await?;
    }
    let current = handbooks::current(db).await?.map(|current| current.id);
    let waiting = mistakes::waiting(db).await?;
    let tab = |of: bool, label: String| Tab::new(format!("{}1", list(of, edition)), label, of == settled);
    let title = found.lines.first().map(|line| line.edition.1.clone());
    Ok(MistakesView {
        action: same_page(params),
        tabs: vec![tab(false, format!("Chờ xử lý ({waiting})")), tab(true, "Đã xử lý".to_owned())],
        edition: edition.map(|id| (title.unwrap_or_else(|| format!("số {id}")), format!("{}1", list(settled, None)))),
        rows: found.lines.into_iter().map(|line| row(line, settled, current)).collect(),
        form: (refused, Arc::new(form)),
        page: paging.page,
        pages: paging.pages,
        page_href: list(settled, edition),
    })
}

/// An entry of the edition in force is at its address; of another, where organisers look at that.
fn row(line: MistakeLine, settled: bool, current: Option<i64>) -> MistakeRow {
    let MistakeLine { id, edition, entry, question, text, reported_at, settled: done } = line;
    let href =
        if Some(edition.0) == current { shelf::address(entry) } else { format!("{EDITIONS_HREF}/{}", edition.0) };
    let done = done.map(|Settled { at, by, note }| (at, by.unwrap_or_else(|| "Ban Tổ chức".to_owned()), note));
    MistakeRow {
        id,
        entry: (href, format!("Câu {entry}. {question}")),
        edition: (format!("{}1", list(settled, Some(edition.0))), edition.1),
        text,
        reported_at,
        settled: done,
    }
}
