//! GET `/don-vi`: what the people of the viewer's agency did in a round.

use app::{
    components::Tab,
    reports::{AgencyReportPage, AgencyReportView, RoundReport},
};
use axum::extract::State;
use engine::{
    agencies::AgencyScope,
    contests::{self, OpenedRound},
    reports::{CountedOf, Filter, statistics, topics},
};
use leptos::prelude::*;

use super::{OWN, full_name};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    params::Params,
    reports::{Shown, report as shown},
    results::addresses::before_page,
    session::Viewer,
    state::AppState,
};

const HREF: &str = "/don-vi";
const ROUND: &str = "vong";

pub(super) async fn show(
    State(state): State<AppState>,
    Viewer(_, scope): Viewer,
    params: Params,
    page: Page,
) -> PageResult {
    let view = AgencyReportView {
        agency: full_name(&state, scope.agency_id).await?,
        report: report(&state, &scope, &params).await?,
    };
    Ok(page.show(work_frame(&page, "Đơn vị của tôi"), || view! { <AgencyReportPage view/> }))
}

async fn report(state: &AppState, scope: &AgencyScope, params: &Params) -> Result<Option<RoundReport>, PageError> {
    let (engine, db) = (&state.engine, &state.engine.db.read);
    let Some(contest) = contests::contest(db, engine.now()).await? else { return Ok(None) };
    let rounds = contests::opened_rounds(db, contest.id).await?;
    let asked_for = params.number(ROUND).and_then(|number| rounds.iter().find(|round| round.number as u32 == number));
    let round = match asked_for {
        Some(round) => engine.rounds.get(db, round.id, engine.now()).await?,
        None => contests::current_round(engine).await?,
    };
    let Some(round) = round else { return Ok(None) };
    let (of, filter) = (CountedOf::Round(round.id), Filter::default());
    let Some(counted) = statistics(engine, scope, of, &filter).await? else { return Ok(None) };
    // By number: titles are long, and the one that is shown stands above.
    let tab = |other: &OpenedRound| {
        let address = format!("{HREF}?{ROUND}={}", other.number);
        Tab::new(address, format!("Vòng {}", other.number), other.id == round.id)
    };
    let page = Shown {
        title: round.title.clone(),
        rounds: rounds.iter().rev().map(tab).collect(),
        closes: round.is_open(counted.as_of).then_some(round.window.closes),
        rules: &round.rules,
        headcounts: OWN.href,
        has_headcount: filter.has_headcount(),
        topics: Some(topics(db, round.id).await?),
        page: params.page(),
        href: before_page(HREF, &[(ROUND, &round.number.to_string())]),
    };
    Ok(Some(shown(page, counted)))
}
