//! Results of a round or a whole contest, for an organiser: looking through them, approving and
//! publishing.

use app::{
    errors::ErrorView,
    form::{FormState, Problem},
    results::{DecidePage, ResultsAct, decide_fields as fields},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::contests::RoundState;
use engine::results::life::{self, LifeError, Refusable, ResultsOf};
use leptos::prelude::*;

use super::{
    address,
    results_view::{passed, view},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    results::whose::Whose,
    session::Organiser,
    state::AppState,
};

const DONE: &str = "xong";

/// The address of a round's results, or of the whole contest's.
pub(super) fn results_address(of: ResultsOf) -> String {
    match of {
        ResultsOf::Round(id) => format!("{}/ket-qua", address(id)),
        ResultsOf::Contest(id) => format!("/ban-to-chuc/cuoc-thi/{id}/ket-qua"),
    }
}

/// GET `/ban-to-chuc/vong-thi/{round}/ket-qua`, `/ban-to-chuc/cuoc-thi/{contest}/ket-qua`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(whose): Path<Whose>,
    params: Params,
    page: Page,
) -> PageResult {
    let of = whose.of()?;
    let mut view = view(&state, &actor, of, FormState::default()).await?;
    view.passed = passed(&state, &actor, of, params.page()).await?;
    view.done = params.text(DONE).and_then(ResultsAct::parse).and_then(|act| done(act, view.state));
    Ok(page.show(work_frame(&page, frame_title(of)), || view! { <DecidePage results=view/> }))
}

const fn frame_title(of: ResultsOf) -> &'static str {
    match of {
        ResultsOf::Round(_) => "Kết quả vòng thi",
        ResultsOf::Contest(_) => "Tổng kết cuộc thi",
    }
}

/// POST to the same two.
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(whose): Path<Whose>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let of = whose.of()?;
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default();
    let act = ResultsAct::parse(value(fields::ACT)).ok_or_else(|| PageError::from(ErrorView::BadRequest))?;
    let engine = &state.engine;
    let acted = match act {
        ResultsAct::Settle => life::settle(engine, &actor, of).await,
        ResultsAct::Approve => life::approve(engine, &actor, of).await,
        ResultsAct::Publish => life::publish_results(engine, &actor, of).await,
        ResultsAct::Withdraw => life::withdraw_approval(engine, &actor, of, value(fields::WHY_WITHDRAWN)).await,
        ResultsAct::TakeBack => match value(fields::PRIZE).parse() {
            Ok(position) => life::take_back(engine, &actor, of, position, value(fields::WHY_TAKEN_BACK)).await,
            Err(_) => Err(LifeError::NotFound),
        },
        ResultsAct::Refuse => match winner(value(fields::WHOSE)) {
            Some(whom) => life::refuse(engine, &actor, of, whom, value(fields::WHY_REFUSED)).await,
            None => Err(LifeError::NotFound),
        },
        ResultsAct::Void => match (of, value(fields::ATTEMPT).trim().parse()) {
            (ResultsOf::Round(id), Ok(attempt)) => {
                life::void(engine, &actor, id, attempt, value(fields::WHY_VOID)).await
            }
            _ => Err(LifeError::NotFound),
        },
    };
    let error = match acted {
        Ok(()) => return Ok(Redirect::to(&format!("{}?{DONE}={}", results_address(of), act.code())).into_response()),
        Err(error) => error,
    };
    let typed = [
        fields::WHOSE,
        fields::WHY_REFUSED,
        fields::ATTEMPT,
        fields::WHY_VOID,
        fields::WHY_WITHDRAWN,
        fields::PRIZE,
        fields::WHY_TAKEN_BACK,
    ];
    let form = why_not(act, error, FormState::sent(typed.map(|name| (name, value(name)))))?;
    let mut view = view(&state, &actor, of, form).await?;
    view.passed = passed(&state, &actor, of, 1).await?;
    Ok(page.refuse(work_frame(&page, frame_title(of)), || view! { <DecidePage results=view/> }))
}

/// How the list of winners names one of them: `nguoi-12`, `don-vi-3`.
pub(super) fn code(whose: Refusable) -> String {
    match whose {
        Refusable::Person(id) => format!("nguoi-{id}"),
        Refusable::Agency(id) => format!("don-vi-{id}"),
    }
}

fn winner(code: &str) -> Option<Refusable> {
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
        (ResultsAct::TakeBack, RoundState::Published) => Some("Đã thu hồi giải. Giấy chứng nhận không còn giá trị."),
        _ => None,
    }
}

fn why_not(act: ResultsAct, error: LifeError, form: FormState) -> Result<FormState, PageError> {
    let reason_field = match act {
        ResultsAct::Refuse => fields::WHY_REFUSED,
        ResultsAct::Void => fields::WHY_VOID,
        ResultsAct::TakeBack => fields::WHY_TAKEN_BACK,
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
        LifeError::NotFound if act == ResultsAct::TakeBack => {
            problem(fields::PRIZE, "Chưa chọn giải, hoặc giải này đã thu hồi. Hãy chọn trong danh sách.")
        }
        LifeError::NotFound => {
            problem(fields::WHOSE, "Chưa chọn người hoặc đơn vị đang được đề xuất giải. Hãy chọn trong danh sách.")
        }
        LifeError::State(state) => form.with_summary(format!(
            "Kết quả đang ở trạng thái “{}” nên chưa làm được việc này. Có thể người khác vừa thao tác.",
            state.label()
        )),
        LifeError::NothingLeft => form.with_summary(
            "Thể lệ không có giải của cả cuộc thi, nên không có gì để tổng kết. Kết quả các vòng là kết quả cuối cùng.",
        ),
        LifeError::StillAnswering(count) => form.with_summary(format!(
            "Còn {count} lượt thi chưa nộp. Hệ thống tự nộp khi hết giờ của từng bài; hãy chốt kết quả sau đó."
        )),
        LifeError::BeingRanked => {
            form.with_summary("Thứ hạng đang được xếp lại. Hãy đợi vài giây, xem lại giải rồi làm tiếp.")
        }
        LifeError::Complaints(until) => {
            form.with_summary(format!("Còn trong thời hạn khiếu nại. Hãy duyệt sau {}.", until.long()))
        }
        LifeError::Unanswered(count) => {
            form.with_summary(format!("Còn {count} khiếu nại chờ trả lời. Hãy trả lời hết rồi duyệt kết quả."))
        }
        LifeError::Rank(error) => form.with_summary(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winners_are_named_so_that_only_they_are_meant() {
        for refusable in [Refusable::Person(12), Refusable::Agency(3)] {
            assert_eq!(winner(&code(refusable)), Some(refusable));
        }
        for other in ["", "12", "nguoi-", "nguoi-x", "don-vi-1 "] {
            assert_eq!(winner(other), None, "{other}");
        }
    }

    #[test]
    fn what_was_done_is_told_only_where_it_has_led() {
        assert!(done(ResultsAct::Publish, RoundState::Published).is_some());
        assert_eq!(done(ResultsAct::Publish, RoundState::Approved), None);
    }
}
