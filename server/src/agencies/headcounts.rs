//! How many people agencies have, to see and to fill in. Which agencies somebody may fill in is
//! decided by the use case, from the session.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use app::{
    agencies::{HeadcountRow, HeadcountsPage, HeadcountsView, PositionField, headcount_fields as fields},
    components::Tab,
    errors::ErrorView,
    form::{FormState, Problem},
    work::Desk,
};
use axum::response::{IntoResponse, Redirect};
use bank::agencies::MAX_HEADCOUNT;
use contest::{Timestamp, accounts::Position, text::group};
use engine::{
    accounts::{self, StaffSession},
    agencies::{
        AgencyEntry, AgencyFilter, AgencyPage, Entry, Headcount, HeadcountError, agencies_of, set_headcount,
        set_position_count,
    },
    contests,
};
use leptos::prelude::*;

use super::tree::{Leaf, tabs};
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
    let asked = Asked::new(state, place, path, params).await?;
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
    let asked = Asked::new(state, place, path, params).await?;
    let (found, paging) = asked.find(state, actor, params.page()).await?;
    let known: HashMap<i64, AgencyEntry> = found.lines.iter().map(|line| (line.agency_id, line.clone())).collect();
    let sent = match read(pairs, &known, &asked.filter.positions) {
        Ok(sent) => sent,
        Err(problems) => {
            let form = FormState::sent(pairs.iter().cloned()).with_problems(problems);
            let view = asked.view(found, paging, form, None);
            return Ok(page.refuse(work_frame(page, TITLE), || view! { <HeadcountsPage view/> }));
        }
    };
    let today = state.engine.now().local().date.midnight();
    let mut saved = BTreeSet::new();
    for number in sent {
        let Number { agency, position, people } = number;
        let line = known.get(&agency);
        if line.and_then(|line| number.said(line)).is_some_and(|said| said.people == people) {
            continue;
        }
        let since = since(line.and_then(|line| number.of(line)), today);
        let outcome = match position {
            Some(position) => set_position_count(&state.engine, actor, agency, position, people, since).await,
            None => set_headcount(&state.engine, actor, agency, people, since).await,
        };
        match outcome {
            Ok(()) => saved.extend([agency]),
            Err(HeadcountError::NotFound) => return Err(ErrorView::NotFound.into()),
            Err(HeadcountError::OutOfRange) => return Err(ErrorView::BadRequest.into()),
            Err(HeadcountError::Db(failure)) => return Err(failure.into()),
        }
    }
    let next = format!("{}{}&{SAVED}={}", asked.before_page(), paging.page, saved.len());
    Ok(Redirect::to(&next).into_response())
}

/// A number that was filled in: of an agency, or of those there who hold a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    agency: i64,
    position: Option<Position>,
    people: u32,
}

impl Number {
    /// What is known of the same.
    fn of(self, line: &AgencyEntry) -> Option<Headcount> {
        match self.position {
            Some(position) => line.positions.get(&position).copied(),
            None => line.headcount,
        }
    }

    /// What was said of the same last: what waits, else what is known.
    fn said(self, line: &AgencyEntry) -> Option<Headcount> {
        line.waiting(self.position).or_else(|| self.of(line))
    }
}

/// From the day's beginning, or from when today's number holds, so that a number mended on the same
/// day replaces the wrong one.
fn since(before: Option<Headcount>, today: Timestamp) -> Timestamp {
    before.map_or(today, |before| before.since.max(today))
}

/// Which agency's number an input is, and of which position.
fn asked_of(name: &str, positions: &[Position]) -> Option<(i64, Option<Position>)> {
    if let Some(agency) = name.strip_prefix(fields::PEOPLE) {
        return Some((agency.parse().ok()?, None));
    }
    let (agency, code) = name.strip_prefix(fields::POSITION)?.split_once('-')?;
    let position = Position::parse(code).filter(|position| positions.contains(position))?;
    Some((agency.parse().ok()?, Some(position)))
}

/// The numbers that were filled in; what was left empty stays as it is.
fn read(
    pairs: &[(String, String)],
    known: &HashMap<i64, AgencyEntry>,
    positions: &[Position],
) -> Result<Vec<Number>, Vec<Problem>> {
    let (mut numbers, mut problems) = (Vec::new(), Vec::new());
    for (name, value) in pairs {
        let Some((agency, position)) = asked_of(name, positions).filter(|_| !value.trim().is_empty()) else { continue };
        // As people write thousands: 1.250.
        let digits: String = value.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        // An agency has somebody; a position may be held by nobody.
        let least = u32::from(position.is_none());
        match digits.parse::<u32>() {
            Ok(people) if (least..=MAX_HEADCOUNT).contains(&people) => {
                numbers.push(Number { agency, position, people });
            }
            _ => {
                let whose = known.get(&agency).map(|line| line.name.as_str()).unwrap_or_default();
                let what = position.map(|position| format!(", {}", position.label())).unwrap_or_default();
                let most = group(i64::from(MAX_HEADCOUNT));
                let message =
                    format!("{whose}{what}: hãy ghi một số từ {least} đến {most}, hoặc để trống nếu chưa biết.");
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
    async fn new(state: &AppState, place: Place, path: String, params: &Params) -> Result<Self, PageError> {
        let round = contests::current_round(&state.engine).await?;
        let positions = round.map(|round| round.rules.quota_positions()).unwrap_or_default();
        let search = params.text(fields::SEARCH).unwrap_or_default().to_owned();
        let without_headcount = params.text(fields::SHOW) == Some(fields::MISSING);
        Ok(Self { place, filter: AgencyFilter { path, search, without_headcount, positions } })
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
        let own = self.place.desk == Desk::OwnHeadcounts;
        let tab = |missing: bool, label: &str| {
            let href = if missing { format!("{href}?{}={}", fields::SHOW, fields::MISSING) } else { href.clone() };
            Tab::new(href, label, missing == self.filter.without_headcount)
        };
        HeadcountsView {
            desk: self.place.desk,
            action: format!("{}{}", self.before_page(), paging.page),
            search: self.filter.search.clone(),
            leaves: if own { Vec::new() } else { tabs(Leaf::Headcounts) },
            tabs: vec![tab(false, "Tất cả"), tab(true, "Chưa báo số người")],
            has_quotas: !self.filter.positions.is_empty(),
            agencies: found.lines.into_iter().map(|line| row(line, &self.filter.positions, &form, own)).collect(),
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

fn row(line: AgencyEntry, positions: &[Position], form: &FormState, own: bool) -> HeadcountRow {
    // The agency sees what it said; an organiser what is counted by.
    let shown = |field: &str, position: Option<Position>, known: Option<Headcount>| {
        let waiting = line.waiting(position).filter(|_| own);
        let known = waiting.or(known).map(|known| known.people.to_string()).unwrap_or_default();
        form.values.get(field).cloned().unwrap_or(known)
    };
    let of_position = |position: &Position| {
        let field = format!("{}{}-{}", fields::POSITION, line.agency_id, position.code());
        let value = shown(&field, Some(*position), line.positions.get(position).copied());
        PositionField { value, field, label: position.label() }
    };
    let field = format!("{}{}", fields::PEOPLE, line.agency_id);
    HeadcountRow {
        value: shown(&field, None, line.headcount),
        positions: positions.iter().map(of_position).collect(),
        counted: line.headcount.map(|known| (known.people, known.since)),
        notes: line.entries.iter().map(|(position, entry)| note(*position, entry)).collect(),
        field,
        name: line.name,
        kind: line.kind.label(),
    }
}

/// What became of a number that an agency said.
fn note(position: Option<Position>, entry: &Entry) -> String {
    let whose = position.map(|position| format!("{}: ", position.label())).unwrap_or_default();
    let people = group(i64::from(entry.said.people));
    match &entry.refusal {
        None => format!("{whose}đơn vị báo {people} người, chờ Ban Tổ chức xác nhận."),
        Some(reason) => format!("{whose}số {people} người không được xác nhận: {reason}. Hãy báo lại."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An agency, a position of it, and how many people.
    type Told = (i64, Option<Position>, u32);

    fn sent(pairs: &[(&str, &str)]) -> Result<Vec<Told>, Vec<String>> {
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let numbers = read(&pairs, &HashMap::new(), &[Position::Leader, Position::OneStopStaff]);
        let told = |Number { agency, position, people }| (agency, position, people);
        let numbers = numbers.map(|numbers| numbers.into_iter().map(told).collect());
        numbers.map_err(|problems| problems.into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let pairs = [("so-3", " 1.250 "), ("so-4", ""), ("tim", "xã"), ("so-x", "9")];
        assert_eq!(sent(&pairs), Ok(vec![(3, None, 1_250)]));
        let wrong = ["0", "-1", "1,5", "nhiều", "1000001", "99999999999999999999"];
        for value in wrong {
            assert_eq!(sent(&[("so-3", value), ("so-4", "7")]), Err(vec!["so-3".to_owned()]), "{value}");
        }
    }

    #[test]
    fn positions_are_read_where_quotas_name_them_and_may_be_nobody_s() {
        let pairs = [("vi-tri-3-leader", "0"), ("vi-tri-3-one_stop_staff", "1.000"), ("vi-tri-3-worker", "7")];
        let read = vec![(3, Some(Position::Leader), 0), (3, Some(Position::OneStopStaff), 1_000)];
        assert_eq!(sent(&pairs), Ok(read));
        for odd in ["vi-tri-leader", "vi-tri-3", "vi-tri-x-leader", "vi-tri-3-chief"] {
            assert_eq!(sent(&[(odd, "7")]), Ok(vec![]), "{odd}");
        }
        let name = "vi-tri-3-leader";
        assert_eq!(sent(&[(name, "một")]), Err(vec![name.to_owned()]));
    }
}
