//! A round's results, for its organiser: looking through them, approving and publishing.

use std::sync::Arc;

use app::{
    components::SelectOption,
    errors::ErrorView,
    form::{FormState, Problem},
    results::{DecidePage, DecideView, ResultsAct, decide_fields as fields},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{Timestamp, contests::RoundState};
use engine::{
    accounts::StaffSession,
    results::life::{self, AwardLine, LifeError, MAX_REASON, Refusable, RoundOutcome},
};
use leptos::prelude::*;

use super::address;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    results::{awards, figures, published},
    session::Organiser,
    state::AppState,
};

const DONE: &str = "xong";

/// The address of a round's results.
pub(super) fn results_address(round_id: i64) -> String {
    format!("{}/ket-qua", address(round_id))
}

/// GET `/ban-to-chuc/vong-thi/{round}/ket-qua`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let mut view = view(&state, &actor, id(&round)?, FormState::default()).await?;
    view.done = params.text(DONE).and_then(ResultsAct::parse).and_then(|act| done(act, view.state));
    Ok(page.show(work_frame(&page, "Kết quả vòng thi"), || view! { <DecidePage results=view/> }))
}

/// POST `/ban-to-chuc/vong-thi/{round}/ket-qua`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let id = id(&round)?;
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default();
    let act = ResultsAct::parse(value(fields::ACT)).ok_or_else(|| PageError::from(ErrorView::BadRequest))?;
    let engine = &state.engine;
    let acted = match act {
        ResultsAct::Settle => life::settle(engine, &actor, id).await,
        ResultsAct::Approve => life::approve(engine, &actor, id).await,
        ResultsAct::Publish => life::publish_results(engine, &actor, id).await,
        ResultsAct::Withdraw => life::withdraw_approval(engine, &actor, id, value(fields::WHY_WITHDRAWN)).await,
        ResultsAct::Refuse => match whose(value(fields::WHOSE)) {
            Some(whom) => life::refuse(engine, &actor, id, whom, value(fields::WHY_REFUSED)).await,
            None => Err(LifeError::NotFound),
        },
        ResultsAct::Void => match value(fields::ATTEMPT).trim().parse() {
            Ok(attempt) => life::void(engine, &actor, id, attempt, value(fields::WHY_VOID)).await,
            Err(_) => Err(LifeError::NotFound),
        },
    };
    let error = match acted {
        Ok(()) => return Ok(Redirect::to(&format!("{}?{DONE}={}", results_address(id), act.code())).into_response()),
        Err(error) => error,
    };
    let typed = [fields::WHOSE, fields::WHY_REFUSED, fields::ATTEMPT, fields::WHY_VOID, fields::WHY_WITHDRAWN];
    let form = why_not(act, error, FormState::sent(typed.map(|name| (name, value(name)))))?;
    let view = view(&state, &actor, id, form).await?;
    Ok(page.refuse(work_frame(&page, "Kết quả vòng thi"), || view! { <DecidePage results=view/> }))
}

fn id(round: &str) -> Result<i64, PageError> {
    round.parse().map_err(|_| ErrorView::NotFound.into())
}

/// How the list of winners names one of them: `nguoi-12`, `don-vi-3`.
fn code(whose: Refusable) -> String {
    match whose {
        Refusable::Person(id) => format!("nguoi-{id}"),
        Refusable::Agency(id) => format!("don-vi-{id}"),
    }
}

fn whose(code: &str) -> Option<Refusable> {
    let person = code.strip_prefix("nguoi-").and_then(|id| id.parse().ok()).map(Refusable::Person);
    person.or_else(|| code.strip_prefix("don-vi-").and_then(|id| id.parse().ok()).map(Refusable::Agency))
}

/// What has just been done, if the round still stands where that has led.
fn done(act: ResultsAct, state: RoundState) -> Option<&'static str> {
    match (act, state) {
        (ResultsAct::Settle, RoundState::Provisional) => Some("Đã chốt kết quả tạm thời."),
        (ResultsAct::Refuse, RoundState::Provisional) => Some("Đã ghi việc không trao giải và xếp lại giải."),
        (ResultsAct::Void, RoundState::Provisional) => Some("Đã huỷ lượt thi và xếp hạng lại."),
        (ResultsAct::Withdraw, RoundState::Provisional) => Some("Kết quả đã trở lại tạm thời."),
        (ResultsAct::Approve, RoundState::Approved) => Some("Đã duyệt kết quả. Bạn có thể công bố."),
        (ResultsAct::Publish, RoundState::Published) => Some("Đã công bố kết quả."),
        _ => None,
    }
}

fn why_not(act: ResultsAct, error: LifeError, form: FormState) -> Result<FormState, PageError> {
    let reason_field = match act {
        ResultsAct::Refuse => fields::WHY_REFUSED,
        ResultsAct::Void => fields::WHY_VOID,
        _ => fields::WHY_WITHDRAWN,
    };
    let problem = |field, message: &str| form.clone().with_problems([Problem::new(field, message)]);
    Ok(match error {
        LifeError::NotAllowed => return Err(ErrorView::Forbidden.into()),
        LifeError::NoRound => return Err(ErrorView::NotFound.into()),
        LifeError::Db(failure) => return Err(failure.into()),
        LifeError::Reason => problem(reason_field, "Chưa có lý do, hoặc lý do dài quá 500 ký tự. Hãy ghi ngắn gọn."),
        LifeError::NotFound if act == ResultsAct::Void => problem(
            fields::ATTEMPT,
            "Vòng này không có lượt thi hợp lệ mang số đó. Hãy xem lại số lượt thi; có thể lượt này đã bị huỷ.",
        ),
        LifeError::NotFound => {
            problem(fields::WHOSE, "Chưa chọn người hoặc đơn vị đang được đề xuất giải. Hãy chọn trong danh sách.")
        }
        LifeError::State(state) => form.with_summary(format!(
            "Vòng thi đang ở trạng thái “{}” nên chưa làm được việc này. Có thể người khác vừa thao tác.",
            state.label()
        )),
        LifeError::StillAnswering(count) => form.with_summary(format!(
            "Còn {count} lượt thi chưa nộp. Hệ thống tự nộp khi hết giờ của từng bài; hãy chốt kết quả sau đó."
        )),
        LifeError::BeingRanked => {
            form.with_summary("Thứ hạng đang được xếp lại. Hãy đợi vài giây, xem lại giải rồi làm tiếp.")
        }
        LifeError::Complaints(until) => {
            form.with_summary(format!("Còn trong thời hạn khiếu nại. Hãy duyệt sau {}.", until.long()))
        }
        LifeError::Rank(error) => form.with_summary(error.to_string()),
    })
}

async fn view(state: &AppState, actor: &StaffSession, id: i64, form: FormState) -> Result<DecideView, PageError> {
    let outcome = life::outcome(&state.engine, actor, id).await.map_err(|error| match error {
        LifeError::Db(failure) => failure.into(),
        _ => PageError::from(ErrorView::Forbidden),
    })?;
    let outcome = outcome.ok_or_else(|| PageError::from(ErrorView::NotFound))?;
    let acts = acts(&outcome, state.engine.now());
    let RoundOutcome { round, unsubmitted, counted, awards, refused } = outcome;
    Ok(DecideView {
        href: results_address(id),
        round: (address(id), round.title.clone()),
        state: round.state,
        unsubmitted,
        form: Arc::new(form),
        done: None,
        acts,
        facts: counted.as_ref().map(|counted| figures::facts(&round.rules, counted)).unwrap_or_default(),
        counted_at: counted.as_ref().map(|counted| counted.at),
        complaints_until: counted.as_ref().and_then(|counted| counted.complaints_until),
        tables: awards::tables(&awards),
        winners: awards.iter().map(option).collect(),
        refused: refused.into_iter().map(|refused| (refused.name, refused.reason)).collect(),
        public: (round.state == RoundState::Published).then(|| published::address(id)),
        reason_length: MAX_REASON as u16,
    })
}

fn option(award: &AwardLine) -> SelectOption {
    let name = match award.whose {
        Refusable::Person(_) => format!("{}, {}", award.name, award.agency),
        Refusable::Agency(_) => award.agency.clone(),
    };
    SelectOption::new(code(award.whose), format!("{}: {name}", award.class))
}

/// What may be done now.
fn acts(outcome: &RoundOutcome, now: Timestamp) -> Vec<ResultsAct> {
    let is_over = |until: Option<Timestamp>| until.is_none_or(|until| until <= now);
    match (outcome.round.state, &outcome.counted) {
        (RoundState::Closed, _) if outcome.unsubmitted == 0 => vec![ResultsAct::Settle],
        (RoundState::Provisional, Some(counted)) => {
            let approve = (counted.is_ranked && is_over(counted.complaints_until)).then_some(ResultsAct::Approve);
            let refuse = (!outcome.awards.is_empty()).then_some(ResultsAct::Refuse);
            approve.into_iter().chain(refuse).chain([ResultsAct::Void]).collect()
        }
        (RoundState::Approved, _) => vec![ResultsAct::Publish, ResultsAct::Withdraw],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winners_are_named_so_that_only_they_are_meant() {
        for refusable in [Refusable::Person(12), Refusable::Agency(3)] {
            assert_eq!(whose(&code(refusable)), Some(refusable));
        }
        for other in ["", "12", "nguoi-", "nguoi-x", "don-vi-1 "] {
            assert_eq!(whose(other), None, "{other}");
        }
    }

    #[test]
    fn what_was_done_is_told_only_where_it_has_led() {
        assert!(done(ResultsAct::Publish, RoundState::Published).is_some());
        assert_eq!(done(ResultsAct::Publish, RoundState::Approved), None);
    }
}
