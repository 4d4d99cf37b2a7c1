//! How many people agencies have, to see and to fill in. Which agencies somebody may fill in is
//! decided by the use case, from the session.

use std::{collections::HashMap, sync::Arc};

use app::{
    agencies::{HeadcountRow, HeadcountsPage, HeadcountsView, headcount_fields as fields},
    components::Tab,
    errors::ErrorView,
    form::{FormState, Problem},
    work::Desk,
};
use axum::response::{IntoResponse, Redirect};
use bank::agencies::MAX_HEADCOUNT;
use contest::text::group;
use engine::{
    accounts::{self, StaffSession},
    agencies::{AgencyEntry, AgencyFilter, AgencyPage, HeadcountError, agencies_of, set_headcount},
};
use leptos::prelude::*;

use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    state::AppState,
};

const TITLE: &str = "Số người của đơn vị";
const SIZE: u64 = 50;
const SAVED: &str = "da-luu";

/// Where the page stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) desk: Desk,
    pub(super) href: &'static str,
}

/// The page at and below the agency with this path.
pub(super) async fn show(
    state: &AppState,
    actor: &StaffSession,
    place: Place,
    path: String,
    params: &Params,
    page: &Page,
) -> PageResult {
    let asked = Asked::new(place, path, params);
    let (found, paging) = asked.find(state, actor, params.page()).await?;
    let view = asked.view(found, paging, FormState::default(), params.number(SAVED));
    Ok(page.show(work_frame(page, TITLE), || view! { <HeadcountsPage view/> }))
}

/// Sets what was filled in, all or nothing as far as a form can be wrong; then shows the page again.
pub(super) async fn set(
    state: &AppState,
    actor: &StaffSession,
    place: Place,
    path: String,
    params: &Params,
    page: &Page,
    pairs: &[(String, String)],
) -> PageResult {
    let asked = Asked::new(place, path, params);
    let (found, paging) = asked.find(state, actor, params.page()).await?;
    let known: HashMap<i64, AgencyEntry> = found.lines.iter().map(|line| (line.agency_id, line.clone())).collect();
    let sent = match read(pairs, &known) {
        Ok(sent) => sent,
        Err(problems) => {
            let form = FormState::sent(pairs.iter().cloned()).with_problems(problems);
            let view = asked.view(found, paging, form, None);
            return Ok(page.refuse(work_frame(page, TITLE), || view! { <HeadcountsPage view/> }));
        }
    };
    let today = state.engine.now().local().date.midnight();
    let mut saved = 0;
    for (agency, people) in sent {
        let before = known.get(&agency).and_then(|line| line.headcount);
        if before.is_some_and(|before| before.people == people) {
            continue;
        }
        // From the day's beginning, or from when today's number holds, so that a number mended on
        // the same day replaces the wrong one.
        let since = before.map_or(today, |before| before.since.max(today));
        match set_headcount(&state.engine, actor, agency, people, since).await {
            Ok(()) => saved += 1,
            Err(HeadcountError::NotFound) => return Err(ErrorView::NotFound.into()),
            Err(HeadcountError::OutOfRange) => return Err(ErrorView::BadRequest.into()),
            Err(HeadcountError::Db(failure)) => return Err(failure.into()),
        }
    }
    let next = format!("{}{}&{SAVED}={saved}", asked.before_page(), paging.page);
    Ok(Redirect::to(&next).into_response())
}

/// The numbers that were filled in, by agency; what was left empty stays as it is.
fn read(pairs: &[(String, String)], known: &HashMap<i64, AgencyEntry>) -> Result<Vec<(i64, u32)>, Vec<Problem>> {
    let (mut numbers, mut problems) = (Vec::new(), Vec::new());
    for (name, value) in pairs {
        let agency = name.strip_prefix(fields::PEOPLE).and_then(|id| id.parse().ok());
        let (Some(agency), false) = (agency, value.trim().is_empty()) else { continue };
        // As people write thousands: 1.250.
        let digits: String = value.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        match digits.parse::<u32>() {
            Ok(people) if (1..=MAX_HEADCOUNT).contains(&people) => numbers.push((agency, people)),
            _ => {
                let whose = known.get(&agency).map(|line| line.name.as_str()).unwrap_or_default();
                let most = group(i64::from(MAX_HEADCOUNT));
                let message = format!("{whose}: hãy ghi một số từ 1 đến {most}, hoặc để trống nếu chưa biết.");
                problems.push(Problem::new(name, message));
            }
        }
    }
    if problems.is_empty() { Ok(numbers) } else { Err(problems) }
}

/// What an address asks for.
struct Asked {
    place: Place,
    filter: AgencyFilter,
}

impl Asked {
    fn new(place: Place, path: String, params: &Params) -> Self {
        let search = params.text(fields::SEARCH).unwrap_or_default().to_owned();
        let without_headcount = params.text(fields::SHOW) == Some(fields::MISSING);
        Self { place, filter: AgencyFilter { path, search, without_headcount } }
    }

    async fn find(&self, state: &AppState, actor: &StaffSession, page: u32) -> Result<(AgencyPage, Paging), PageError> {
        let find = async |page: u32| {
            let wanted = accounts::Page { number: u64::from(page - 1), size: SIZE };
            agencies_of(&state.engine, actor, &self.filter, wanted).await
        };
        let found = find(page).await?;
        let paging = Paging::of(page, found.total, SIZE);
        Ok((if paging.page == page { found } else { find(paging.page).await? }, paging))
    }

    fn show_code(&self) -> &'static str {
        if self.filter.without_headcount { fields::MISSING } else { "" }
    }

    fn before_page(&self) -> String {
        before_page(self.place.href, &[(fields::SEARCH, &self.filter.search), (fields::SHOW, self.show_code())])
    }

    fn view(&self, found: AgencyPage, paging: Paging, form: FormState, saved: Option<u32>) -> HeadcountsView {
        let href = self.place.href.to_owned();
        let tab = |missing: bool, label: &str| {
            let href = if missing { format!("{href}?{}={}", fields::SHOW, fields::MISSING) } else { href.clone() };
            Tab::new(href, label, missing == self.filter.without_headcount)
        };
        HeadcountsView {
            desk: self.place.desk,
            action: format!("{}{}", self.before_page(), paging.page),
            search: self.filter.search.clone(),
            tabs: vec![tab(false, "Tất cả"), tab(true, "Chưa báo số người")],
            agencies: found.lines.into_iter().map(|line| row(line, &form)).collect(),
            form: Arc::new(form),
            saved,
            found: found.total,
            page: paging.page,
            pages: paging.pages,
            page_href: self.before_page(),
            href,
        }
    }
}

fn row(line: AgencyEntry, form: &FormState) -> HeadcountRow {
    let field = format!("{}{}", fields::PEOPLE, line.agency_id);
    let known = line.headcount.map(|known| known.people.to_string()).unwrap_or_default();
    HeadcountRow {
        value: form.values.get(&field).cloned().unwrap_or(known),
        field,
        name: line.name,
        kind: line.kind.label(),
        since: line.headcount.map(|known| known.since),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Result<Vec<(i64, u32)>, Vec<String>> {
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        read(&pairs, &HashMap::new()).map_err(|problems| problems.into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(sent(&[("so-3", " 1.250 "), ("so-4", ""), ("tim", "xã"), ("so-x", "9")]), Ok(vec![(3, 1_250)]));
        let wrong = ["0", "-1", "1,5", "nhiều", "1000001", "99999999999999999999"];
        for value in wrong {
            assert_eq!(sent(&[("so-3", value), ("so-4", "7")]), Err(vec!["so-3".to_owned()]), "{value}");
        }
    }
}
