//! Deciding on the list: one, or all that are ticked.

use app::{
    banks::{ProposalAct, ProposalsPage, proposal_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use engine::{
    accounts::StaffSession,
    banks::proposals::{self, Decided, PAGE, ProposalError, Which},
};
use leptos::prelude::*;

use super::{
    TITLE,
    card::label,
    list::{Asked, view},
};
use crate::{
    accounts::staff::work_frame,
    banks::organiser::find,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::BankWorker,
    state::AppState,
};

/// POST `/ban-to-chuc/ngan-hang/{bank}/de-xuat`
pub(in super::super) async fn act(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let asked = Asked::of(&state, &params).await?;
    let handbook_id = asked.handbook.as_ref().map(|handbook| handbook.id).ok_or(ErrorView::NotFound)?;
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default();
    let act = ProposalAct::parse(value(fields::ACT)).ok_or(ErrorView::BadRequest)?;
    let key = value(fields::KEY);
    let which = Which { bank_id: bank.id, handbook_id, key };
    let engine = &state.engine;
    let acted = match act {
        ProposalAct::Accept => proposals::accept(engine, &actor, which, None).await.map(drop),
        ProposalAct::Refuse => proposals::refuse(engine, &actor, which, value(fields::REASON)).await,
        ProposalAct::Undo => proposals::undo(engine, &actor, bank.id, key).await,
        ProposalAct::AcceptTicked => {
            let ticked = pairs.iter().filter(|(name, _)| name == fields::TICKED).map(|(_, key)| key.as_str());
            let ticked: Vec<&str> = ticked.take(PAGE as usize).collect();
            let (accepted, problems) = accept_ticked(&state, &actor, which, &ticked).await?;
            if problems.is_empty() && accepted > 0 {
                return Ok(Redirect::to(&asked.after(bank.id, &accepted.to_string(), None)).into_response());
            }
            let summary = match accepted {
                0 if ticked.is_empty() => "Bạn chưa chọn câu nào. Hãy đánh dấu ở từng câu rồi thử lại.".to_owned(),
                0 => "Chưa nhận được câu nào.".to_owned(),
                _ => format!("Đã nhận {accepted} câu; {} câu chưa nhận được.", problems.len()),
            };
            let form = FormState::default().with_summary(summary).with_problems(problems);
            let view = view(&state, &actor, bank, &asked, form).await?;
            return Ok(page.refuse(work_frame(&page, TITLE), || view! { <ProposalsPage view/> }));
        }
    };
    match acted {
        Ok(()) => {
            let undoable = (act != ProposalAct::Undo).then_some(key);
            Ok(Redirect::to(&asked.after(bank.id, act.code(), undoable)).into_response())
        }
        Err(error) => {
            let form = FormState::default().with_problems([Problem::new(card_id(key), why_not(error)?)]);
            let view = view(&state, &actor, bank, &asked, form).await?;
            Ok(page.refuse(work_frame(&page, TITLE), || view! { <ProposalsPage view/> }))
        }
    }
}

/// How many of those that are ticked were accepted, and why the others were not.
async fn accept_ticked(
    state: &AppState,
    actor: &StaffSession,
    which: Which<'_>,
    ticked: &[&str],
) -> Result<(usize, Vec<Problem>), PageError> {
    let (mut accepted, mut problems) = (0, Vec::new());
    for key in ticked {
        match proposals::accept(&state.engine, actor, Which { key, ..which }, None).await {
            Ok(_) => accepted += 1,
            Err(error) => problems.push(Problem::new(card_id(key), why_not(error)?)),
        }
    }
    Ok((accepted, problems))
}

fn card_id(key: &str) -> String {
    format!("de-xuat-{key}")
}

/// Why a proposal stayed as it was, for whoever decided.
pub(super) fn why_not(error: ProposalError) -> Result<String, PageError> {
    match error {
        ProposalError::NotFound => Err(ErrorView::NotFound.into()),
        ProposalError::Already(first) => Ok(already(&first)),
        ProposalError::SameStem(number) => {
            Ok(format!("Câu {number} của ngân hàng có cùng nội dung hỏi. Hãy sửa lời câu này, hoặc bỏ."))
        }
        ProposalError::Question(error) => Ok(error.to_string()),
        ProposalError::Reason => Ok("Lý do dài quá 500 ký tự. Hãy viết ngắn lại.".to_owned()),
        ProposalError::NotDecided => Ok("Việc này đã được hoàn tác. Câu đang chờ xem.".to_owned()),
        ProposalError::WorkedOn => {
            Ok("Câu này đã có người duyệt, sửa hoặc góp ý nên không hoàn tác được. Hãy mở câu trong ngân hàng."
                .to_owned())
        }
        ProposalError::Db(failure) => Err(failure.into()),
    }
}

fn already(first: &Decided) -> String {
    let what = label(first.standing).to_lowercase();
    format!("{} {what} câu này trước bạn, lúc {}.", first.by, first.at.long())
}
