//! The list, as it is asked for.

use std::sync::Arc;

use app::{
    banks::{ProposalsPage, ProposalsView, proposal_fields as fields},
    components::{SelectOption, Tab},
    errors::ErrorView,
    form::FormState,
};
use axum::extract::{Path, State};
use bank::proposals::Rule;
use contest::text::group;
use engine::{
    accounts::{StaffSession, audit::MAX_REASON},
    banks::{
        BankSummary,
        handbooks::{self, HandbookSummary},
        proposals::{self, PAGE, ProposalFilter, ProposalPage, Standing},
    },
};
use leptos::prelude::*;

use super::{TITLE, card, proposals_address};
use crate::{
    accounts::staff::work_frame,
    banks::organiser::{address, find},
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    session::BankWorker,
    state::AppState,
};

const ALL: &str = "tat-ca";
const DONE: &str = "xong";

/// GET `/ban-to-chuc/ngan-hang/{bank}/de-xuat`
pub(in super::super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let asked = Asked::of(&state, &params).await?;
    let mut view = view(&state, &actor, bank, &asked, FormState::default()).await?;
    view.done = params.text(DONE).and_then(|done| said(done, params.text(fields::KEY)));
    Ok(page.show(work_frame(&page, TITLE), || view! { <ProposalsPage view/> }))
}

/// What is to be seen.
pub(super) struct Asked {
    /// The edition; `None` when there is no handbook.
    pub handbook: Option<HandbookSummary>,
    editions: Vec<HandbookSummary>,
    filter: ProposalFilter,
    page: u32,
}

impl Asked {
    /// Reads what an address asks for.
    pub async fn of(state: &AppState, params: &Params) -> Result<Self, PageError> {
        let editions = handbooks::editions(&state.engine.db.read).await?;
        let current = handbooks::current(&state.engine.db.read).await?;
        let wanted: Option<i64> = params.text(fields::EDITION).and_then(|id| id.parse().ok());
        let named = editions.iter().find(|edition| Some(edition.id) == wanted).cloned();
        let standing = match params.text(fields::STANDING) {
            None => Some(Standing::Waiting),
            Some(ALL) => None,
            Some(code) => Some(Standing::parse(code).unwrap_or(Standing::Waiting)),
        };
        let filter = ProposalFilter {
            rule: params.text(fields::RULE).and_then(parse_rule),
            part: params.number(fields::PART).and_then(|part| (part as usize).checked_sub(1)),
            entry: params.number(fields::ENTRY),
            standing,
        };
        Ok(Self { handbook: named.or(current), editions, filter, page: params.page() })
    }

    /// What is chosen, by the names of an address.
    fn chosen(&self) -> Vec<(&'static str, String)> {
        let ProposalFilter { rule, part, entry, standing } = self.filter;
        vec![
            (fields::EDITION, self.handbook.as_ref().map(|edition| edition.id.to_string()).unwrap_or_default()),
            (fields::PART, part.map(|part| (part + 1).to_string()).unwrap_or_default()),
            (fields::RULE, rule.map(rule_code).unwrap_or_default()),
            (fields::ENTRY, entry.map(|entry| entry.to_string()).unwrap_or_default()),
            (fields::STANDING, standing.map_or(ALL, Standing::code).to_owned()),
        ]
    }

    /// The address of what is chosen, without the page's number.
    pub fn before_page(&self, bank_id: i64) -> String {
        let chosen = self.chosen();
        let chosen: Vec<(&str, &str)> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
        before_page(&proposals_address(bank_id), &chosen)
    }

    /// The same page once more, after something was done; `key` is what can be taken back at once.
    pub fn after(&self, bank_id: i64, done: &str, key: Option<&str>) -> String {
        let key = key.map_or_else(String::new, |key| format!("&{}={key}", fields::KEY));
        format!("{}{}&{DONE}={done}{key}", self.before_page(bank_id), self.page)
    }
}

/// The page.
pub(super) async fn view(
    state: &AppState,
    actor: &StaffSession,
    bank: BankSummary,
    asked: &Asked,
    form: FormState,
) -> Result<ProposalsView, PageError> {
    let href = proposals_address(bank.id);
    let page_href = asked.before_page(bank.id);
    let mut view = ProposalsView {
        action: format!("{page_href}{}", asked.page),
        href,
        bank: (address(bank.id), bank.name),
        made: None,
        filters: Arc::new(FormState::sent(asked.chosen())),
        editions: asked.editions.iter().map(edition).collect(),
        parts: Vec::new(),
        rules: Vec::new(),
        tabs: Vec::new(),
        form: Arc::new(form),
        done: None,
        proposals: Vec::new(),
        found: 0,
        page: 1,
        pages: 1,
        page_href,
        reason_length: MAX_REASON as u16,
    };
    let Some(handbook) = &asked.handbook else { return Ok(view) };
    let load = async |page| {
        let found = proposals::list(&state.engine, actor, (bank.id, handbook.id), &asked.filter, page).await?;
        found.ok_or_else(|| PageError::from(ErrorView::NotFound))
    };
    let mut found = load(asked.page).await?;
    let paging = Paging::of(asked.page, found.total, PAGE);
    if paging.page != asked.page {
        found = load(paging.page).await?;
    }
    let ProposalPage { made, proposals, total, counts } = found;
    view.made = Some((made.handbook.title.clone(), made.proposals.len() as u64));
    let parts = (1_u32..).zip(&made.parts);
    view.parts = parts.map(|(number, title)| SelectOption::new(number.to_string(), title.clone())).collect();
    let of_rule = |rule: Rule| made.proposals.iter().filter(|proposal| proposal.rule == rule).count();
    view.rules = Rule::ALL
        .into_iter()
        .filter(|rule| of_rule(*rule) > 0)
        .map(|rule| SelectOption::new(rule_code(rule), format!("{} ({})", rule.label(), of_rule(rule))))
        .collect();
    view.tabs = tabs(bank.id, asked, counts);
    view.proposals = proposals.into_iter().map(|listed| card::to_view(bank.id, &made, listed)).collect();
    (view.found, view.page, view.pages) = (total, paging.page, paging.pages);
    view.action = format!("{}{}", view.page_href, paging.page);
    Ok(view)
}

fn edition(edition: &HandbookSummary) -> SelectOption {
    let day = edition.imported_at.local().date;
    SelectOption::new(edition.id.to_string(), format!("{} (nhập ngày {day}, {} câu)", edition.title, edition.entries))
}

/// Where proposals stand, with how many of the whole handbook.
fn tabs(bank_id: i64, asked: &Asked, counts: [u64; 4]) -> Vec<Tab> {
    let all: u64 = counts.iter().sum();
    let standings = Standing::ALL.into_iter().map(Some).zip(counts);
    let tab = |(standing, count): (Option<Standing>, u64)| {
        let code = standing.map_or(ALL, Standing::code).to_owned();
        let others = asked.chosen().into_iter().filter(|(name, value)| *name != fields::STANDING && !value.is_empty());
        let values: Vec<(&str, String)> = others.chain([(fields::STANDING, code)]).collect();
        let query = serde_urlencoded::to_string(&values).unwrap_or_default();
        let label = format!("{} ({})", standing.map_or("Tất cả", card::label), group(count as i64));
        Tab::new(format!("{}?{query}", proposals_address(bank_id)), label, standing == asked.filter.standing)
    };
    standings.chain([(None, all)]).map(tab).collect()
}

/// What was just done; with a key where it can be taken back at once.
fn said(done: &str, key: Option<&str>) -> Option<(String, Option<String>)> {
    let text = match done {
        "nhan" => "Đã nhận câu vào ngân hàng, chờ người khác duyệt.".to_owned(),
        "sua" => "Đã nhận câu đã sửa vào ngân hàng, chờ người khác duyệt.".to_owned(),
        "bo" => "Đã bỏ câu đề xuất.".to_owned(),
        "hoan-tac" => "Đã hoàn tác. Câu đề xuất lại chờ xem.".to_owned(),
        count => {
            let count: u16 = count.parse().ok()?;
            format!("Đã nhận {count} câu vào ngân hàng, chờ người khác duyệt.")
        }
    };
    let is_key = |key: &&str| key.len() <= 64 && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Some((text, key.filter(is_key).map(str::to_owned)))
}

/// How addresses name a rule.
fn rule_code(rule: Rule) -> String {
    serde_json::to_value(rule).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn parse_rule(code: &str) -> Option<Rule> {
    Rule::ALL.into_iter().find(|rule| rule_code(*rule) == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_every_rule() {
        for rule in Rule::ALL {
            assert_eq!(parse_rule(&rule_code(rule)), Some(rule));
        }
        assert_eq!(parse_rule(""), None);
    }

    #[test]
    fn what_was_done_is_said_and_nothing_that_an_address_makes_up() {
        assert_eq!(said("7", None).unwrap().0, "Đã nhận 7 câu vào ngân hàng, chờ người khác duyệt.");
        assert_eq!(said("nhan", Some("ab12")).unwrap().1.as_deref(), Some("ab12"));
        assert_eq!(said("bo", Some("\"><script>")).unwrap().1, None);
        assert_eq!(said("x", None), None);
    }
}
