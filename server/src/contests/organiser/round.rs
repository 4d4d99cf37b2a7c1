//! One round, for its organiser: opening it and closing it.

use std::sync::Arc;

use app::{
    contests::{PaperMatrix, RoundAct, RoundPage, RoundView, StepperView},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{Timestamp, contests::RoundState};
use engine::{
    banks,
    contests::{
        self, Round, Track, blueprints_of, fixed_of,
        rounds::{TransitionError, close, open, set_opening, shortages_of_drafts},
    },
    results::life::ResultsOf,
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{
    address,
    corrections::corrections_address,
    fixed,
    hours::{hours_address, may_move},
    papers::papers_address,
    reliefs::reliefs_address,
    results::results_address,
    shortages_in_words, weights,
};
use crate::{
    accounts::staff::work_frame,
    banks::{
        grid::{Grid, heads, levels},
        organiser::address as bank_address,
    },
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    params::Params,
    results::items::round_address as items_address,
    session::Organiser,
    state::AppState,
};

/// The part of the page that shortages are about.
const MATRIX_ID: &str = "ma-tran";
const DONE: &str = "xong";

/// Which button was pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    viec: String,
}

/// GET `/ban-to-chuc/vong-thi/{round}`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    Path(round): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let mut view = view(&state, id(&round)?, FormState::default()).await?;
    view.done = done(params.text(DONE), view.stepper.state);
    Ok(page.show(work_frame(&page, view.title.clone()), || view! { <RoundPage round=view/> }))
}

/// POST `/ban-to-chuc/vong-thi/{round}`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let id = id(&round)?;
    let acted = match sent.viec.as_str() {
        code if code == RoundAct::Open.code() => open(&state.engine, &actor, id).await,
        code if code == RoundAct::Close.code() => close(&state.engine, &actor, id).await,
        code if code == RoundAct::Schedule.code() => set_opening(&state.engine, &actor, id, true).await,
        code if code == RoundAct::Unschedule.code() => set_opening(&state.engine, &actor, id, false).await,
        _ => return Err(ErrorView::BadRequest.into()),
    };
    let form = match acted {
        Ok(()) => return Ok(Redirect::to(&format!("{}?{DONE}={}", address(id), sent.viec)).into_response()),
        Err(error) => why_not(error)?,
    };
    let view = view(&state, id, form).await?;
    Ok(page.refuse(work_frame(&page, view.title.clone()), || view! { <RoundPage round=view/> }))
}

pub(super) fn id(round: &str) -> Result<i64, PageError> {
    round.parse().map_err(|_| ErrorView::NotFound.into())
}

/// What has just been done, if the round still stands where that has led.
fn done(act: Option<&str>, state: RoundState) -> Option<&'static str> {
    match (act?, state) {
        ("mo", RoundState::Open) => Some("Đã mở vòng thi. Câu hỏi của vòng đã được chốt."),
        ("hen", RoundState::Draft) => Some("Đã hẹn. Vòng sẽ tự mở đúng giờ."),
        ("bo-hen", RoundState::Draft) => Some("Đã bỏ hẹn. Vòng chỉ mở khi có người bấm mở."),
        ("de-thi", RoundState::Draft) => Some("Đã lưu đề của vòng."),
        ("lich", RoundState::Draft | RoundState::Open) => Some("Đã lưu tên và giờ của vòng."),
        ("dong", RoundState::Closed) => Some("Đã đóng vòng thi. Bài đang làm vẫn nộp được đến hết giờ của bài."),
        _ => None,
    }
}

fn why_not(error: TransitionError) -> Result<FormState, PageError> {
    match error {
        TransitionError::NoRound => Err(ErrorView::NotFound.into()),
        TransitionError::Db(failure) => Err(failure.into()),
        TransitionError::NotAllowed => Err(ErrorView::Forbidden.into()),
        TransitionError::Impossible { from, to } => {
            let act = if to == RoundState::Open { "mở" } else { "đóng" };
            Ok(FormState::default().with_summary(format!(
                "Vòng thi đang ở trạng thái “{}” nên không {act} được. Có thể người khác vừa làm việc này.",
                from.label()
            )))
        }
        TransitionError::WindowOver => {
            Ok(FormState::default()
                .with_summary("Giờ đóng của vòng đã qua nên không mở được nữa. Hãy tạo vòng thi mới."))
        }
        TransitionError::ContestCounted => {
            Ok(FormState::default().with_summary("Cuộc thi đã tổng kết nên không mở thêm vòng nào được nữa."))
        }
        TransitionError::Shortages(short) => {
            let problems = shortages_in_words(&short).into_iter().map(|message| Problem::new(MATRIX_ID, message));
            Ok(FormState::default()
                .with_summary("Chưa mở được vòng thi: ngân hàng không còn đủ câu. Hãy bổ sung ngân hàng rồi mở lại.")
                .with_problems(problems))
        }
    }
}

async fn view(state: &AppState, id: i64, form: FormState) -> Result<RoundView, PageError> {
    let (engine, db) = (&state.engine, &state.engine.db.read);
    let round = Round::load(db, id).await?.ok_or_else(|| PageError::from(ErrorView::NotFound))?;
    let summary = contests::rounds(db, round.contest_id).await?.into_iter().find(|summary| summary.id == id);
    let by_itself = summary.as_ref().is_some_and(|summary| summary.opens_by_itself);
    let short = match round.state {
        RoundState::Draft => shortages_of_drafts(db, round.contest_id).await?,
        _ => Vec::new(),
    };
    let short = short.into_iter().find(|(of, _)| *of == id).map(|(_, short)| shortages_in_words(&short));
    let now = engine.now();
    let blueprints = blueprints_of(db, id).await?;
    let fixed = fixed_of(db, id).await?;
    let banks = banks::list(db).await?;
    let name = |id: i64| banks.iter().find(|bank| bank.id == id).map(|bank| bank.name.clone()).unwrap_or_default();
    let grids: Vec<(Track, Grid)> =
        blueprints.iter().map(|(track, blueprint)| (*track, Grid::of_blueprint(blueprint))).collect();
    let levels = levels(grids.iter().flat_map(|(_, grid)| grid.keys()));
    Ok(RoundView {
        href: address(id),
        stepper: StepperView { state: round.state, window: round.window },
        form: Arc::new(form),
        done: None,
        acts: acts(round.state, by_itself, round.last_close(), now),
        entrants: summary.as_ref().map_or(0, |summary| summary.entrants),
        attempts: summary.as_ref().map_or(0, |summary| summary.attempts),
        papers: grids
            .iter()
            .zip(&blueprints)
            .map(|((track, grid), (_, blueprint))| PaperMatrix {
                track: track.kind.short_label(),
                bank: name(track.bank_id),
                bank_href: bank_address(track.bank_id),
                rows: grid.rows(&levels, "Mọi lĩnh vực"),
                notes: weights::in_words(blueprint)
                    .into_iter()
                    .chain(fixed.get(&track.id).and_then(|fixed| fixed::in_words(fixed)))
                    .collect(),
            })
            .collect(),
        heads: heads(&levels, "Mọi mức độ"),
        rules: round.rules.describe(),
        results: (round.state >= RoundState::Closed).then(|| results_address(ResultsOf::Round(id))),
        corrections: (round.state > RoundState::Draft).then(|| corrections_address(id)),
        items: (round.state >= RoundState::Provisional).then(|| items_address(id)),
        reliefs: (round.state >= RoundState::Open).then(|| reliefs_address(id)),
        change_papers: (round.state == RoundState::Draft).then(|| papers_address(id)),
        hours: may_move(round.state, round.window.closes, now).then(|| hours_address(id)),
        short: short.unwrap_or_default(),
        title: round.title,
    })
}

/// What may be done with a round in this state.
fn acts(state: RoundState, by_itself: bool, closes: Timestamp, now: Timestamp) -> Vec<RoundAct> {
    match state {
        RoundState::Draft if now < closes && by_itself => vec![RoundAct::Unschedule, RoundAct::Open],
        RoundState::Draft if now < closes => vec![RoundAct::Open, RoundAct::Schedule],
        RoundState::Draft if by_itself => vec![RoundAct::Unschedule],
        RoundState::Open => vec![RoundAct::Close],
        RoundState::Closed if now < closes => vec![RoundAct::Reopen],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use contest::Millis;

    use super::*;

    #[test]
    fn only_what_the_round_allows_is_offered() {
        let (now, later) = (Timestamp(0), Timestamp(0) + Millis::days(1));
        assert_eq!(acts(RoundState::Draft, false, later, now), [RoundAct::Open, RoundAct::Schedule]);
        assert_eq!(acts(RoundState::Draft, true, later, now), [RoundAct::Unschedule, RoundAct::Open]);
        assert_eq!(acts(RoundState::Draft, false, now, now), []);
        assert_eq!(acts(RoundState::Open, false, now, later), [RoundAct::Close]);
        assert_eq!(acts(RoundState::Closed, false, later, now), [RoundAct::Reopen]);
        for state in [RoundState::Provisional, RoundState::Approved, RoundState::Published] {
            assert_eq!(acts(state, true, later, now), []);
        }
        assert_eq!(done(Some("mo"), RoundState::Closed), None);
    }
}
