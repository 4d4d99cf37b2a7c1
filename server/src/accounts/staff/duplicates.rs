//! People who are alike, for an organiser to look at.

use std::sync::Arc;

use app::{
    accounts::staff::{AlikeView, DuplicatesPage, DuplicatesView, duplicates_fields as fields},
    components::Tab,
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use contest::contests::DuplicateKey;
use engine::{
    accounts::{
        self, AlikeGroup, DuplicateError, Groups, StaffSession, audit::MAX_REASON, clear_alike, flagged_groups,
    },
    contests,
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{person, work_frame};
use crate::{
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Đăng ký trùng";
const HREF: &str = "/ban-to-chuc/nguoi-du-thi/trung";
const DONE: &str = "xong";
/// Groups on a page.
const SIZE: u64 = 20;

/// The page's form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "nhom")]
    group: String,
    #[serde(rename = "ly-do")]
    reason: String,
}

impl From<DuplicateError> for PageError {
    fn from(error: DuplicateError) -> Self {
        match error {
            DuplicateError::NotAllowed => ErrorView::Forbidden.into(),
            DuplicateError::NotFound => ErrorView::NotFound.into(),
            DuplicateError::Reason => ErrorView::BadRequest.into(),
            DuplicateError::Db(failure) => failure.into(),
        }
    }
}

/// GET `/ban-to-chuc/nguoi-du-thi/trung`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let mut view = view(&state, &actor, &params, FormState::default()).await?;
    view.done = params.text(DONE).is_some();
    Ok(page.show(work_frame(&page, TITLE), || view! { <DuplicatesPage view/> }))
}

/// POST `/ban-to-chuc/nguoi-du-thi/trung`
pub(super) async fn clear(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let (_, by) = compared(&state, &params).await?;
    let by = by.ok_or_else(|| PageError::from(ErrorView::NotFound))?;
    let problem = match clear_alike(&state.engine, &actor, by, &sent.group, &sent.reason).await {
        Ok(()) => return Ok(Redirect::to(&format!("{}&{DONE}=1", address(by))).into_response()),
        Err(DuplicateError::NotFound) => {
            Problem::new(fields::GROUP, "Chưa chọn nhóm nào, hoặc nhóm đã được xem xét. Hãy chọn một nhóm.")
        }
        Err(DuplicateError::Reason) => Problem::new(
            fields::REASON,
            format!("Chưa có lý do, hoặc lý do dài quá {MAX_REASON} ký tự. Hãy ghi ngắn gọn."),
        ),
        Err(failure) => return Err(failure.into()),
    };
    let form = FormState::sent([(fields::REASON, sent.reason), (fields::GROUP, sent.group)]).with_problems([problem]);
    let view = view(&state, &actor, &params, form).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <DuplicatesPage view/> }))
}

/// What the rules compare, and which of it the address asks for.
async fn compared(state: &AppState, params: &Params) -> Result<(Vec<DuplicateKey>, Option<DuplicateKey>), PageError> {
    let round = contests::current_round(&state.engine).await?;
    let compared: Vec<DuplicateKey> =
        round.iter().flat_map(|round| &round.rules.duplicates).map(|rule| rule.by).collect();
    let asked = params.text(fields::BY).and_then(DuplicateKey::parse).filter(|by| compared.contains(by));
    let by = asked.or_else(|| compared.first().copied());
    Ok((compared, by))
}

fn address(by: DuplicateKey) -> String {
    format!("{HREF}?{}={}", fields::BY, by.code())
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    params: &Params,
    form: FormState,
) -> Result<DuplicatesView, PageError> {
    let (compared, by) = compared(state, params).await?;
    let find = async |page: u32| {
        let wanted = accounts::Page { number: u64::from(page - 1), size: SIZE };
        match by {
            Some(by) => flagged_groups(&state.engine, actor, by, wanted).await,
            None => Ok(Groups::default()),
        }
    };
    let mut found = find(params.page()).await?;
    let paging = Paging::of(params.page(), found.total, SIZE);
    if paging.page != params.page() {
        found = find(paging.page).await?;
    }
    Ok(DuplicatesView {
        action: by.map_or_else(|| HREF.to_owned(), address),
        tabs: compared
            .iter()
            .map(|other| Tab::new(address(*other), capital(other.label()), by == Some(*other)))
            .collect(),
        by: by.map_or("", DuplicateKey::label),
        groups: found.groups.into_iter().map(group).collect(),
        found: found.total,
        page: paging.page,
        pages: paging.pages,
        page_href: before_page(HREF, &[(fields::BY, by.map_or("", DuplicateKey::code))]),
        form: Arc::new(form),
        done: false,
        reason_length: MAX_REASON as u16,
    })
}

/// `Số điện thoại`, at the beginning.
fn capital(label: &str) -> String {
    let mut rest = label.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn group(group: AlikeGroup) -> AlikeView {
    let people = group
        .people
        .into_iter()
        .map(|one| (person::address(one.participant_id), one.name, one.agency, one.registered_at));
    AlikeView { value: group.value, people: people.collect() }
}
