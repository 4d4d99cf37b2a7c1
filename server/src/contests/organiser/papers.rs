//! `/ban-to-chuc/vong-thi/{round}/de-thi`: other papers for a round that is not open yet.

use std::sync::Arc;

use app::{
    contests::{PapersDone, PapersPage, PapersView},
    errors::ErrorView,
    form::FormState,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::contests::RoundState;
use engine::contests::{
    Contest, Round, blueprints_of, fixed_of,
    rounds::{PapersError, set_papers},
};
use leptos::prelude::*;

use super::{
    address,
    contest::find,
    new_round,
    round::id,
    typed_papers::{TypedPapers, as_typed, other_names, value},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Đổi đề của vòng thi";

/// The address at which a draft's papers are changed.
pub(super) fn papers_address(round_id: i64) -> String {
    format!("{}/de-thi", address(round_id))
}

/// GET `/ban-to-chuc/vong-thi/{round}/de-thi`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    Path(round): Path<String>,
    page: Page,
) -> PageResult {
    let (round, contest) = load(&state, &round).await?;
    let db = &state.engine.db.read;
    let fixed = fixed_of(db, round.id).await?;
    let mut pairs = Vec::new();
    for (track, blueprint) in blueprints_of(db, round.id).await? {
        let fixed = fixed.get(&track.id).map(Vec::as_slice).unwrap_or_default();
        pairs.extend(as_typed(&track, &blueprint, fixed));
    }
    let papers = TypedPapers::sent(&state.engine, &contest, &pairs).await?;
    let form = form(&pairs).with_problems(papers.problems());
    let view = view(&round, form, &papers, None);
    Ok(page.show(work_frame(&page, TITLE), || view! { <PapersPage view/> }))
}

/// POST `/ban-to-chuc/vong-thi/{round}/de-thi`: checks, proposes anew for the banks chosen, or saves.
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let (round, contest) = load(&state, &round).await?;
    let papers = TypedPapers::sent(&state.engine, &contest, &pairs).await?;
    let mut form = form(&pairs).with_problems(papers.problems());
    if !form.is_refused() && TypedPapers::saves(&pairs) {
        match set_papers(&state.engine, &actor, round.id, &papers.papers()).await {
            Ok(()) => return Ok(Redirect::to(&format!("{}?xong=de-thi", address(round.id))).into_response()),
            Err(error) => form = why_not(error, form)?,
        }
    }
    let well = !form.is_refused();
    let view = view(&round, form, &papers, well.then_some(papers.done));
    let frame = work_frame(&page, TITLE);
    Ok(if well {
        page.show(frame, || view! { <PapersPage view/> })
    } else {
        page.refuse(frame, || view! { <PapersPage view/> })
    })
}

async fn load(state: &AppState, round: &str) -> Result<(Round, Contest), PageError> {
    let round = Round::load(&state.engine.db.read, id(round)?).await?.filter(|round| round.state == RoundState::Draft);
    let round = round.ok_or_else(|| PageError::from(ErrorView::NotFound))?;
    let contest = find(state, &round.contest_id.to_string()).await?;
    Ok((round, contest))
}

fn form(pairs: &[(String, String)]) -> FormState {
    FormState::sent(other_names().map(|name| (name, value(pairs, name))))
}

fn view(round: &Round, form: FormState, papers: &TypedPapers, done: Option<PapersDone>) -> PapersView {
    let (form, matrices) = papers.view(form);
    PapersView {
        href: papers_address(round.id),
        round: (address(round.id), round.title.clone()),
        form: Arc::new(form),
        matrices,
        done,
    }
}

fn why_not(error: PapersError, form: FormState) -> Result<FormState, PageError> {
    Ok(match error {
        PapersError::NotAllowed => return Err(ErrorView::Forbidden.into()),
        PapersError::NoRound => return Err(ErrorView::NotFound.into()),
        PapersError::Db(failure) => return Err(failure.into()),
        PapersError::Round(error) => form.with_problems(new_round::why_not(error)?),
        PapersError::State(state) => form.with_summary(format!(
            "Vòng thi đang ở trạng thái “{}” nên không đổi đề được nữa. Có thể người khác vừa mở vòng.",
            state.label()
        )),
    })
}
