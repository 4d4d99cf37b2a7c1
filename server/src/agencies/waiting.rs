//! `/ban-to-chuc/don-vi/cho-xac-nhan`: numbers that agencies said, for an organiser to decide on.

use std::sync::Arc;

use app::{
    agencies::{WAITING_HREF, WaitingPage, WaitingRow, WaitingView, waiting_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use contest::text::group;
use engine::{
    accounts::{self, MAX_PAGE, StaffSession, audit::MAX_REASON},
    agencies::{EntryError, Headcount, WaitingEntry, confirm_headcounts, list_waiting, refuse_headcounts},
};
use leptos::prelude::*;

use super::{
    one::address,
    tree::{Leaf, tabs},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    paging::Paging,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Số người chờ xác nhận";
const SIZE: u64 = if MAX_PAGE < 50 { MAX_PAGE } else { 50 };
/// How many were confirmed, or refused, just now.
const CONFIRMED: &str = "da-xac-nhan";
const REFUSED: &str = "da-tu-choi";

impl From<EntryError> for PageError {
    fn from(error: EntryError) -> Self {
        match error {
            EntryError::NotAllowed => ErrorView::Forbidden.into(),
            EntryError::Reason => ErrorView::BadRequest.into(),
            EntryError::Db(failure) => failure.into(),
        }
    }
}

pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let mut view = view(&state, &actor, params.page(), FormState::default(), None).await?;
    view.done = match (params.number(CONFIRMED), params.number(REFUSED)) {
        (Some(count), _) => Some(format!("Đã xác nhận {} số. Tỷ lệ dự thi tính theo số mới.", group(count.into()))),
        (_, Some(count)) => Some(format!("Đã trả lại {} số. Đơn vị đọc được lý do.", group(count.into()))),
        _ => None,
    };
    Ok(page.show(work_frame(&page, TITLE), || view! { <WaitingPage view/> }))
}

pub(super) async fn decide(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let chosen: Vec<i64> =
        pairs.iter().filter(|(key, _)| key == fields::CHOSEN).filter_map(|(_, value)| value.parse().ok()).collect();
    let reason = value(fields::REASON).unwrap_or_default();
    let (name, decided) = match value(fields::ACT) {
        Some(fields::CONFIRM) => (CONFIRMED, confirm_headcounts(&state.engine, &actor, &chosen).await),
        Some(fields::REFUSE) => (REFUSED, refuse_headcounts(&state.engine, &actor, &chosen, reason).await),
        _ => return Err(ErrorView::BadRequest.into()),
    };
    match decided {
        Ok(count) => Ok(Redirect::to(&format!("{WAITING_HREF}?{name}={count}")).into_response()),
        Err(EntryError::Reason) => {
            let message = format!("Chưa có lý do, hoặc lý do dài quá {MAX_REASON} ký tự. Hãy ghi ngắn gọn.");
            let form =
                FormState::sent([(fields::REASON, reason)]).with_problems([Problem::new(fields::REASON, message)]);
            let view = view(&state, &actor, 1, form, Some(&chosen)).await?;
            Ok(page.refuse(work_frame(&page, TITLE), || view! { <WaitingPage view/> }))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Everything in sight is chosen at first.
async fn view(
    state: &AppState,
    actor: &StaffSession,
    asked_for: u32,
    form: FormState,
    chosen: Option<&[i64]>,
) -> Result<WaitingView, PageError> {
    let find = async |page: u32| {
        let wanted = accounts::Page { number: u64::from(page - 1), size: SIZE };
        list_waiting(&state.engine, actor, wanted).await
    };
    let mut found = find(asked_for).await?;
    let paging = Paging::of(asked_for, found.total, SIZE);
    if paging.page != asked_for {
        found = find(paging.page).await?;
    }
    let row = |line| row(line, chosen);
    Ok(WaitingView {
        tabs: tabs(Leaf::Waiting),
        done: None,
        form: Arc::new(form),
        lines: found.lines.into_iter().map(row).collect(),
        page: paging.page,
        pages: paging.pages,
        reason_length: MAX_REASON as u16,
    })
}

fn row(line: WaitingEntry, chosen: Option<&[i64]>) -> WaitingRow {
    let people = |known: Headcount| format!("{} người từ {}", group(i64::from(known.people)), known.since.short_date());
    let whose = line.position.map(|position| format!("{}: ", position.label())).unwrap_or_default();
    WaitingRow {
        id: line.id,
        chosen: chosen.is_none_or(|chosen| chosen.contains(&line.id)),
        agency: (line.agency, address(line.agency_id)),
        said: format!("{whose}{}", people(line.said)),
        known: line
            .known
            .map_or_else(|| "chưa có số được xác nhận".to_owned(), |known| format!("đang tính {}", people(known))),
        by: format!("{} báo ngày {}", line.by, line.at.short_date()),
    }
}
