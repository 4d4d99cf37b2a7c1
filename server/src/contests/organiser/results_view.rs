//! What an organiser sees of results.

use std::sync::Arc;

use app::{
    components::SelectOption,
    errors::ErrorView,
    form::FormState,
    results::{DecideView, PassedRow, PassedView, ResultsAct, RoundStands},
};
use contest::{Timestamp, contests::RoundState};
use engine::{
    accounts::{Page, StaffSession, audit::MAX_REASON},
    contests::Round,
    results::{
        certificate_code, complaints,
        life::{self, AwardLine, LifeError, Overview, PassedLine, Refusable, ResultsOf, Subject},
    },
};

use super::{
    address,
    complaints::complaints_address,
    results::{code, results_address},
};
use crate::{
    error::PageError,
    paging::Paging,
    results::{awards, certificates, figures, published},
    state::AppState,
};

/// The page of results, with what was typed into its forms.
pub(super) async fn view(
    state: &AppState,
    actor: &StaffSession,
    of: ResultsOf,
    form: FormState,
) -> Result<DecideView, PageError> {
    let outcome = life::outcome(&state.engine, actor, of).await.map_err(|error| match error {
        LifeError::Db(failure) => failure.into(),
        _ => PageError::from(ErrorView::Forbidden),
    })?;
    let outcome = outcome.ok_or_else(|| PageError::from(ErrorView::NotFound))?;
    let acts = acts(&outcome, state.engine.now());
    let Overview { subject, unsubmitted, counted, awards, refused } = outcome;
    let complaints = match of {
        ResultsOf::Round(id) if counted.is_some() => {
            Some((complaints_address(id), complaints::unanswered(&state.engine.db.read, id).await?))
        }
        _ => None,
    };
    let is_published = subject.state == RoundState::Published;
    let standing = || awards.iter().filter(|award| award.taken_back.is_none());
    let mut tables = awards::tables(of, &awards);
    let (winners, certified) = if is_published {
        let code = |award: &AwardLine| certificate_code(&state.engine.secrets, award.certified(of));
        let rows = tables.iter_mut().flat_map(|table| &mut table.rows);
        for (row, award) in rows.zip(&awards).filter(|(_, award)| award.taken_back.is_none()) {
            row.certificate = Some(certificates::organiser_address(code(award)));
        }
        (standing().map(prize).collect(), standing().count())
    } else {
        (awards.iter().map(option).collect(), 0)
    };
    Ok(DecideView {
        href: results_address(of),
        above: match of {
            ResultsOf::Round(id) => Some((address(id), subject.title.clone())),
            ResultsOf::Contest(_) => None,
        },
        rounds: rounds(&subject),
        title: subject.title,
        state: subject.state,
        unsubmitted,
        form: Arc::new(form),
        done: None,
        acts,
        facts: counted.as_ref().map(|counted| figures::facts(&subject.rules, counted)).unwrap_or_default(),
        counted_at: counted.as_ref().map(|counted| counted.at),
        complaints_until: counted.as_ref().and_then(|counted| counted.complaints_until),
        tables,
        complaints,
        winners,
        certificates: (1..=certificates::parts(certified))
            .map(|part| certificates::all_address(&results_address(of), part))
            .collect(),
        passed: PassedView::default(),
        refused: refused.into_iter().map(|refused| (refused.name, refused.reason)).collect(),
        public: is_published.then(|| published::address(of)),
        reason_length: MAX_REASON as u16,
    })
}

/// The rounds that a contest is made of, with where each stands; none for a round's own results.
fn rounds(subject: &Subject) -> Vec<RoundStands> {
    let of_contest = || matches!(subject.of, ResultsOf::Contest(_));
    let stands = |round: &Arc<Round>| RoundStands {
        href: results_address(ResultsOf::Round(round.id)),
        title: round.title.clone(),
        state: round.state,
    };
    subject.rounds.iter().filter(|_| of_contest()).map(stands).collect()
}

/// Lines of a page.
const PASSED_ON_A_PAGE: u64 = 50;

/// A page of those who would have been given a prize but for a rule.
pub(super) async fn passed(
    state: &AppState,
    actor: &StaffSession,
    of: ResultsOf,
    page: u32,
) -> Result<PassedView, PageError> {
    let part = Page { number: u64::from(page.saturating_sub(1)), size: PASSED_ON_A_PAGE };
    let (count, lines) = life::passed_over(&state.engine, actor, of, part).await.map_err(|error| match error {
        LifeError::Db(failure) => failure.into(),
        _ => PageError::from(ErrorView::Forbidden),
    })?;
    let paging = Paging::of(page, count, PASSED_ON_A_PAGE);
    let row = |line: PassedLine| {
        let agency = (!line.name.is_empty()).then(|| line.agency.clone());
        let place = line.place.map(|place| format!("xếp thứ {place} khi xét giải"));
        let attempt = line.attempt.map(|attempt| format!("lượt thi số {attempt}"));
        let below: Vec<String> = [agency, place, attempt].into_iter().flatten().collect();
        PassedRow {
            race: awards::race_in_words(of, &line.prizes, line.round, &line.group),
            name: if line.name.is_empty() { line.agency } else { line.name },
            below: below.join(" · "),
            why: line.reason,
        }
    };
    Ok(PassedView {
        rows: lines.into_iter().map(row).collect(),
        count,
        page: (paging.page, paging.pages),
        href: format!("{}?trang=", results_address(of)),
    })
}

/// A published prize, by its position.
fn prize(award: &AwardLine) -> SelectOption {
    SelectOption { value: award.position.to_string(), ..option(award) }
}

fn option(award: &AwardLine) -> SelectOption {
    let name = match award.whose {
        Refusable::Person(_) => format!("{}, {}", award.name, award.agency),
        Refusable::Agency(_) => award.agency.clone(),
    };
    SelectOption::new(code(award.whose), format!("{}: {name}", award.class))
}

/// What may be done now.
fn acts(outcome: &Overview, now: Timestamp) -> Vec<ResultsAct> {
    let is_over = |until: Option<Timestamp>| until.is_none_or(|until| until <= now);
    let is_round = matches!(outcome.subject.of, ResultsOf::Round(_));
    let settles_something = is_round || outcome.subject.rules.waits_for_the_whole();
    match (outcome.subject.state, &outcome.counted) {
        (RoundState::Closed, _) if outcome.unsubmitted == 0 && settles_something => vec![ResultsAct::Settle],
        (RoundState::Provisional, Some(counted)) => {
            let approve = (counted.is_ranked && is_over(counted.complaints_until)).then_some(ResultsAct::Approve);
            let refuse = (!outcome.awards.is_empty()).then_some(ResultsAct::Refuse);
            // Attempts of a published round stand.
            let void = is_round.then_some(ResultsAct::Void);
            approve.into_iter().chain(refuse).chain(void).collect()
        }
        (RoundState::Approved, _) => vec![ResultsAct::Publish, ResultsAct::Withdraw],
        (RoundState::Published, _) => {
            let has_prize = outcome.awards.iter().any(|award| award.taken_back.is_none());
            has_prize.then_some(ResultsAct::TakeBack).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
