//! One who takes part, for an organiser: marking them as one of those who make the contest.

use std::sync::Arc;

use app::{
    accounts::staff::{PersonPage, PersonView, person_fields as fields},
    components::SelectOption,
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{
    accounts::Involvement,
    contests::{BarredPolicy, DuplicateKey, DuplicateRule},
};
use engine::{
    accounts::{
        DuplicateError, Involved, InvolvementError, PersonLine, StaffSession, audit::MAX_REASON, let_one_more_in,
        mark_involved, person_of, unmark_involved,
    },
    contests::{self, Round},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::work_frame;
use crate::{
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Người dự thi";
const DONE: &str = "xong";

/// The page's form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "viec")]
    act: String,
    #[serde(rename = "viec-to-chuc")]
    part: String,
    #[serde(rename = "ly-do")]
    reason: String,
    #[serde(rename = "trung")]
    alike: String,
    #[serde(rename = "ly-do-trung")]
    why_alike: String,
}

/// GET `/ban-to-chuc/nguoi-du-thi/{person}`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(person): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let mut person = view(&state, &actor, id(&person)?, FormState::default()).await?;
    person.done = match params.text(DONE) {
        Some(fields::MARK) if person.involved.is_some() => Some("Đã ghi nhận. Người này đọc được ở trang Của tôi."),
        Some(fields::UNMARK) if person.involved.is_none() => Some("Đã bỏ ghi nhận."),
        Some(fields::LET_IN) => Some("Đã cho phép. Người trùng với người này đăng ký được ngay bây giờ."),
        _ => None,
    };
    Ok(page.show(work_frame(&page, TITLE), || view! { <PersonPage person/> }))
}

/// POST `/ban-to-chuc/nguoi-du-thi/{person}`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(person): Path<String>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let id = id(&person)?;
    if sent.act == fields::LET_IN {
        return let_in(&state, &actor, id, &sent, &page).await;
    }
    let acted = match (sent.act.as_str(), Involvement::parse(&sent.part)) {
        (fields::UNMARK, _) => unmark_involved(&state.engine, &actor, id).await,
        (fields::MARK, Some(part)) => mark_involved(&state.engine, &actor, id, part, &sent.reason).await,
        (fields::MARK, None) => {
            let problem = Problem::new(fields::PART, "Bạn chưa chọn việc người này làm. Hãy chọn một mục.");
            return refuse(&state, &actor, id, &sent, problem, &page).await;
        }
        _ => return Err(ErrorView::BadRequest.into()),
    };
    match acted {
        Ok(()) => Ok(Redirect::to(&format!("{}?{DONE}={}", address(id), sent.act)).into_response()),
        Err(InvolvementError::Reason) => {
            let message = format!("Chưa có lý do, hoặc lý do dài quá {MAX_REASON} ký tự. Hãy ghi ngắn gọn.");
            refuse(&state, &actor, id, &sent, Problem::new(fields::REASON, message), &page).await
        }
        Err(InvolvementError::NotAllowed) => Err(ErrorView::Forbidden.into()),
        Err(InvolvementError::NotFound) => Err(ErrorView::NotFound.into()),
        Err(InvolvementError::Db(failure)) => Err(failure.into()),
    }
}

/// Lets one more register who is like this person in what the rules limit.
async fn let_in(state: &AppState, actor: &StaffSession, id: i64, sent: &Sent, page: &Page) -> PageResult {
    let limited = limited(contests::current_round(&state.engine).await?.as_deref());
    let Some(by) = DuplicateKey::parse(&sent.alike).filter(|by| limited.contains(by)) else {
        let problem = Problem::new(fields::ALIKE, "Bạn chưa chọn điều được trùng. Hãy chọn một mục.");
        return refuse(state, actor, id, sent, problem, page).await;
    };
    match let_one_more_in(&state.engine, actor, id, by, &sent.why_alike).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?{DONE}={}", address(id), sent.act)).into_response()),
        Err(DuplicateError::Reason) => {
            let message = format!("Chưa có lý do, hoặc lý do dài quá {MAX_REASON} ký tự. Hãy ghi ngắn gọn.");
            refuse(state, actor, id, sent, Problem::new(fields::WHY_ALIKE, message), page).await
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn refuse(
    state: &AppState,
    actor: &StaffSession,
    id: i64,
    sent: &Sent,
    problem: Problem,
    page: &Page,
) -> PageResult {
    let typed = [
        (fields::PART, &sent.part),
        (fields::REASON, &sent.reason),
        (fields::ALIKE, &sent.alike),
        (fields::WHY_ALIKE, &sent.why_alike),
    ];
    let typed = typed.map(|(name, value)| (name, value.clone()));
    let person = view(state, actor, id, FormState::sent(typed).with_problems([problem])).await?;
    Ok(page.refuse(work_frame(page, TITLE), || view! { <PersonPage person/> }))
}

fn id(person: &str) -> Result<i64, PageError> {
    person.parse().map_err(|_| ErrorView::NotFound.into())
}

pub(super) fn address(id: i64) -> String {
    format!("/ban-to-chuc/nguoi-du-thi/{id}")
}

async fn view(state: &AppState, actor: &StaffSession, id: i64, form: FormState) -> Result<PersonView, PageError> {
    let person = person_of(&state.engine, actor, id).await?.ok_or_else(|| PageError::from(ErrorView::NotFound))?;
    let round = contests::current_round(&state.engine).await?;
    let limited = limited(round.as_deref());
    let policy = round.map(|round| round.rules.eligibility.barred).unwrap_or_default();
    Ok(PersonView {
        href: address(id),
        facts: facts(&person),
        involved: person.involved.as_ref().map(in_words),
        name: person.name,
        consequence: match policy {
            BarredPolicy::Allowed => "Theo thể lệ đang dùng, những người này dự thi và xét giải như mọi người.",
            BarredPolicy::WithoutPrizes => "Theo thể lệ đang dùng, những người này được thi nhưng không xét giải.",
            BarredPolicy::Excluded => {
                "Theo thể lệ đang dùng, những người này không dự thi; lượt đã thi không được tính."
            }
        },
        alike: limited.into_iter().map(|by| SelectOption::new(by.code(), by.label())).collect(),
        form: Arc::new(form),
        done: None,
        reason_length: MAX_REASON as u16,
    })
}

/// What the rules let only so many have in common.
fn limited(round: Option<&Round>) -> Vec<DuplicateKey> {
    let rules = round.map_or_else(Default::default, |round| round.rules.duplicates.as_slice());
    DuplicateKey::ALL.into_iter().filter(|by| DuplicateRule::most_alike(rules, *by).is_some()).collect()
}

fn in_words(Involved { involvement, reason, since }: &Involved) -> String {
    format!("{}, từ ngày {}. Lý do: {reason}", involvement.label(), since.short_date())
}

fn facts(person: &PersonLine) -> Vec<(String, String)> {
    let rows = [
        ("Cơ quan, đơn vị", Some(person.agency.clone())),
        ("Vị trí công tác", person.position.map(|position| position.label().to_owned())),
        ("Bảng dự thi", person.track.map(|track| track.label().to_owned())),
        ("Số điện thoại", Some(person.masked_phone.clone())),
        ("Đăng ký", Some(person.registered_at.long())),
    ];
    rows.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?))).collect()
}
