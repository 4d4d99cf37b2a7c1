//! A proposal in other words.

use std::sync::Arc;

use app::{
    banks::{EditProposalPage, EditProposalView, proposal_fields, work::edit_fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use engine::{
    accounts::StaffSession,
    banks::{
        self, BankSummary,
        proposals::{self, ListedProposal, Made, ProposalError, Which},
    },
};
use leptos::prelude::*;

use super::{TITLE, act::why_not, card, proposals_address};
use crate::{
    accounts::staff::work_frame,
    banks::{
        grid::{Grid, topics},
        organiser::{
            address, find,
            typed::{Typed, problem},
        },
    },
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    session::BankWorker,
    state::AppState,
};

/// GET `/ban-to-chuc/ngan-hang/{bank}/de-xuat/{handbook}/{key}`
pub(in super::super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path((bank, handbook, key)): Path<(String, String, String)>,
    page: Page,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let which = Which { bank_id: bank.id, handbook_id: number(&handbook)?, key: &key };
    let found = proposal(&state, &actor, which).await?;
    let typed = Typed::of(&found.1.proposal.question, "");
    let view = view(&state, bank, which, found, &typed, typed.form()).await?;
    let frame = work_frame(&page, TITLE).with_live_forms();
    Ok(page.show(frame, || view! { <EditProposalPage view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/de-xuat/{handbook}/{key}`
pub(in super::super) async fn save(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path((bank, handbook, key)): Path<(String, String, String)>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let which = Which { bank_id: bank.id, handbook_id: number(&handbook)?, key: &key };
    let frame = work_frame(&page, TITLE).with_live_forms();
    let typed = Typed::read(pairs);
    if [edit_fields::LOOK, edit_fields::MORE].contains(&typed.value(edit_fields::ACT)) {
        let found = proposal(&state, &actor, which).await?;
        let view = view(&state, bank, which, found, &typed, typed.form()).await?;
        return Ok(page.show(frame, || view! { <EditProposalPage view/> }));
    }
    let (question, mut problems) = typed.question();
    if problems.is_empty() {
        match proposals::accept(&state.engine, &actor, which, Some((question, &typed.documents()))).await {
            Ok(_) => {
                let to = format!("{}?xong=sua&{}={key}", proposals_address(bank.id), proposal_fields::KEY);
                return Ok(Redirect::to(&to).into_response());
            }
            Err(ProposalError::Question(error)) => problems.push(problem(&error)),
            Err(error) => problems.push(Problem::new(edit_fields::STEM, why_not(error)?)),
        }
    }
    let found = proposal(&state, &actor, which).await?;
    let form = typed.form().with_problems(problems);
    let view = view(&state, bank, which, found, &typed, form).await?;
    Ok(page.refuse(frame, || view! { <EditProposalPage view/> }))
}

fn number(handbook: &str) -> Result<i64, PageError> {
    handbook.parse().map_err(|_| ErrorView::NotFound.into())
}

async fn proposal(
    state: &AppState,
    actor: &StaffSession,
    which: Which<'_>,
) -> Result<(Arc<Made>, ListedProposal), PageError> {
    let found = proposals::find(&state.engine, actor, (which.bank_id, which.handbook_id), which.key).await?;
    found.ok_or_else(|| ErrorView::NotFound.into())
}

async fn view(
    state: &AppState,
    bank: BankSummary,
    which: Which<'_>,
    (made, listed): (Arc<Made>, ListedProposal),
    typed: &Typed,
    form: FormState,
) -> Result<EditProposalView, PageError> {
    let grid = Grid::of_bank(&banks::cells(&state.engine.db.read, bank.id).await?);
    let href = address(bank.id);
    Ok(EditProposalView {
        href: card::edit_address(bank.id, which.handbook_id, which.key),
        preview_href: format!("{href}/xem-truoc"),
        list: format!("{}?{}={}", proposals_address(bank.id), proposal_fields::EDITION, which.handbook_id),
        proposal: card::to_view(bank.id, &made, listed),
        form: Arc::new(form),
        choices: typed.rows(typed.value(edit_fields::ACT) == edit_fields::MORE),
        topics: topics(grid.keys()).into_iter().flatten().map(|topic| topic.0).collect(),
        preview: typed.preview(),
        bank: (href, bank.name),
    })
}
