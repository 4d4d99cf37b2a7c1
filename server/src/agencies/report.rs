//! GET `/don-vi`: what the people of the viewer's agency did in a round.

use std::sync::Arc;

use app::{
    components::Tab,
    reports::{AgencyReportPage, AgencyReportView, RoundReport, UnitFigures, UnitRow},
};
use axum::extract::State;
use contest::contests::RoundState;
use engine::{
    agencies::AgencyScope,
    contests::{self, Round, RoundSummary},
    reports::{
        Figures,
        agency::{AgencyLine, AgencyOverview, overview},
    },
};
use leptos::prelude::*;

use super::full_name;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    reports::day_count,
    results::addresses::before_page,
    session::Viewer,
    state::AppState,
};

const HREF: &str = "/don-vi";
const ROUND: &str = "vong";
const SIZE: u64 = 50;

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
    let mut rounds = contests::rounds(db, contest.id).await?;
    // What is being prepared is nobody's business yet.
    rounds.retain(|round| round.state != RoundState::Draft);
    let asked_for = params.number(ROUND).and_then(|number| rounds.iter().find(|round| round.number as u32 == number));
    let round = match asked_for {
        Some(round) => engine.rounds.get(db, round.id, engine.now()).await?,
        None => contests::current_round(engine).await?,
    };
    let Some(round) = round else { return Ok(None) };
    let Some(counted) = overview(engine, scope, round.id).await? else { return Ok(None) };
    Ok(Some(view(&round, &rounds, counted, params.page())))
}

fn view(round: &Arc<Round>, rounds: &[RoundSummary], counted: AgencyOverview, asked_for: u32) -> RoundReport {
    let number = round.number.to_string();
    // By number: titles are long, and the one that is shown stands above.
    let tab = |other: &RoundSummary| {
        let address = format!("{HREF}?{ROUND}={}", other.number);
        Tab::new(address, format!("Vòng {}", other.number), other.id == round.id)
    };
    let paging = Paging::of(asked_for, counted.lines.len() as u64, SIZE);
    RoundReport {
        round: round.title.clone(),
        rounds: rounds.iter().rev().map(tab).collect(),
        as_of: counted.as_of,
        closes: round.is_open(counted.as_of).then_some(round.window.closes),
        total: figures(counted.total, counted.headcount),
        today: (counted.today.entrants, counted.today.attempts),
        minimum_percent: round.rules.minimum_participation_percent,
        days: counted.days.iter().map(day_count).collect(),
        units: paging.slice(units(counted.lines), SIZE),
        page: paging.page,
        pages: paging.pages,
        href: before_page(HREF, &[(ROUND, &number)]),
    }
}

/// The lines as rows; a unit below another unit says below which.
fn units(lines: Vec<AgencyLine>) -> Vec<UnitRow> {
    let mut above: Vec<String> = Vec::new();
    let row = |line: AgencyLine| {
        let depth = usize::from(line.depth);
        above.truncate(depth);
        // The viewer's own agency goes without saying.
        let within = if depth > 1 { above.last().cloned() } else { None };
        above.push(line.name.clone());
        UnitRow { name: line.name, within, figures: figures(line.figures, line.headcount.map(u64::from)) }
    };
    lines.into_iter().map(row).collect()
}

fn figures(figures: Figures, headcount: Option<u64>) -> UnitFigures {
    UnitFigures {
        entrants: figures.entrants,
        staff_entrants: figures.staff_entrants,
        attempts: figures.attempts,
        mean: figures.mean_score(),
        headcount: headcount.filter(|people| *people > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_says_below_which_unit_it_stands() {
        let line = |name: &str, depth| AgencyLine {
            agency_id: 0,
            name: name.to_owned(),
            depth,
            headcount: None,
            figures: Figures::default(),
        };
        let rows = units(vec![line("Sở", 0), line("Chi cục", 1), line("Trạm", 2), line("Trung tâm", 1), line("Tổ", 2)]);
        let within: Vec<Option<&str>> = rows.iter().map(|row| row.within.as_deref()).collect();
        assert_eq!(within, [None, None, Some("Chi cục"), None, Some("Trung tâm")]);
    }
}
