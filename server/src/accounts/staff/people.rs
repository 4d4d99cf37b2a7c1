//! People in a list, and a new code for one of them. Whom the list holds and whose code may be
//! issued is decided by the queries, from the session.

use std::sync::Arc;

use app::{
    accounts::staff::{IssuedPage, IssuedView, PeoplePage, PeopleView, PersonRow, people_fields},
    components::Tab,
    errors::ErrorView,
    form::FormState,
    work::Desk,
};
use engine::{
    accounts::{self, MAX_PAGE, PeopleFilter, PersonLine, ReissueError, StaffSession, person_of, reissue_code},
    clock::os_rng,
};
use leptos::prelude::*;
use serde::Deserialize;

use super::work_frame;
use crate::{
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    state::AppState,
};

const TITLE: &str = "Người dự thi";
const SIZE: u64 = if MAX_PAGE < 50 { MAX_PAGE } else { 50 };

/// Where a list of people stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The entry of the side bar.
    pub desk: Desk,
    /// The page's address.
    pub href: &'static str,
}

/// Whose code.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    nguoi: String,
}

/// The people within the actor's reach.
pub async fn show(state: &AppState, actor: &StaffSession, place: Place, params: &Params, page: &Page) -> PageResult {
    let search = params.text(people_fields::SEARCH).unwrap_or_default();
    let is_organiser = place.desk == Desk::People;
    let show = params.text(people_fields::SHOW).filter(|show| is_organiser && *show == people_fields::INVOLVED);
    let show = show.unwrap_or_default();
    let filter = PeopleFilter { search, involved: !show.is_empty() };
    let people = async |page: u32| {
        let wanted = accounts::Page { number: u64::from(page - 1), size: SIZE };
        accounts::people_of(&state.engine, actor, filter, wanted).await
    };
    let mut found = people(params.page()).await?;
    let paging = Paging::of(params.page(), found.total, SIZE);
    if paging.page != params.page() {
        found = people(paging.page).await?;
    }
    let view = PeopleView {
        desk: place.desk,
        href: place.href,
        tabs: tabs(place, filter.involved),
        search: search.to_owned(),
        form: Arc::new(FormState::default()),
        people: found.lines.into_iter().map(|line| row(place, line)).collect(),
        found: found.total,
        page: paging.page,
        pages: paging.pages,
        search_href: before_page(place.href, &[(people_fields::SEARCH, search), (people_fields::SHOW, show)]),
    };
    Ok(page.show(work_frame(page, TITLE), || view! { <PeoplePage view/> }))
}

/// A new code for somebody within the actor's reach, shown in the answer and nowhere else.
pub async fn reissue(state: &AppState, actor: &StaffSession, place: Place, sent: &Sent, page: &Page) -> PageResult {
    let not_found = || PageError::from(ErrorView::NotFound);
    let participant: i64 = sent.nguoi.parse().map_err(|_| not_found())?;
    let person = person_of(&state.engine, actor, participant).await?.ok_or_else(not_found)?;
    let code = match reissue_code(&state.engine, actor, participant, &mut os_rng()).await {
        Ok(code) => code,
        Err(ReissueError::NotFound) => return Err(not_found()),
        Err(ReissueError::Db(failure)) => return Err(failure.into()),
    };
    let issued = IssuedView {
        desk: place.desk,
        title: "Mã dự thi mới",
        owner: format!("{}, {}", person.name, person.agency),
        secret: code.to_string(),
        advice: "Đăng nhập bằng số điện thoại đã đăng ký và mã này. Mã cũ không dùng được nữa.".to_owned(),
        back: (place.href, "Tôi đã giao mã, về danh sách"),
    };
    Ok(page.show(work_frame(page, "Mã dự thi mới"), || view! { <IssuedPage issued/> }))
}

/// Who makes the contest is an organiser's to see.
fn tabs(place: Place, involved: bool) -> Vec<Tab> {
    if place.desk != Desk::People {
        return Vec::new();
    }
    let marked = format!("{}?{}={}", place.href, people_fields::SHOW, people_fields::INVOLVED);
    vec![
        Tab::new(place.href, "Tất cả", !involved),
        Tab::new(marked, "Tham gia tổ chức", involved),
        Tab::new(format!("{}/trung", place.href), "Đăng ký trùng", false),
    ]
}

fn row(place: Place, line: PersonLine) -> PersonRow {
    let is_organiser = place.desk == Desk::People;
    let position = line.position.map(|position| position.label().to_owned());
    let track = line.track.map(|track| track.short_label().to_owned());
    let registered = format!("đăng ký {}", line.registered_at.short_date());
    PersonRow {
        id: line.participant_id,
        name: line.name,
        masked_phone: line.masked_phone,
        agency: line.agency,
        about: position.into_iter().chain(track).chain([registered]).collect(),
        page: is_organiser.then(|| format!("{}/{}", place.href, line.participant_id)),
        involved: line.involved.filter(|_| is_organiser).map(|involved| involved.involvement.label()),
    }
}
