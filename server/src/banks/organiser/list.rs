//! The banks, and a new one.

use std::sync::Arc;

use app::{
    banks::{BankLine, BanksPage, BanksView, bank_fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use engine::{
    accounts::StaffSession,
    banks::{self, BankSummary, MAX_CODE, MAX_NAME, NewBankError, work},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::address;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    session::{BankWorker, Organiser},
    state::AppState,
};

const TITLE: &str = "Ngân hàng câu hỏi";

/// The form for a new bank.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    ten: String,
    ma: String,
}

/// GET `/ban-to-chuc/ngan-hang`
pub(super) async fn show(State(state): State<AppState>, BankWorker(actor): BankWorker, page: Page) -> PageResult {
    let view = view(&state, &actor, FormState::default()).await?;
    Ok(page.show(work_frame(&page, TITLE), || view! { <BanksPage view/> }))
}

/// POST `/ban-to-chuc/ngan-hang`
pub(super) async fn create(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let problem = match banks::create(&state.engine, &actor, sent.ma.trim(), &sent.ten).await {
        Ok(id) => return Ok(Redirect::to(&address(id)).into_response()),
        Err(NewBankError::NotAllowed) => return Err(ErrorView::Forbidden.into()),
        Err(NewBankError::Db(failure)) => return Err(failure.into()),
        Err(NewBankError::Name) => {
            Problem::new(bank_fields::NAME, format!("Tên ngân hàng cần từ 1 đến {MAX_NAME} ký tự. Hãy nhập lại tên."))
        }
        Err(NewBankError::Code) => Problem::new(
            bank_fields::CODE,
            format!("Mã ngân hàng cần từ 1 đến {MAX_CODE} ký tự: chữ thường không dấu, chữ số và dấu gạch ngang."),
        ),
        Err(NewBankError::CodeTaken) => {
            Problem::new(bank_fields::CODE, "Mã này đã có ngân hàng khác dùng. Hãy chọn mã khác.")
        }
    };
    let typed = [(bank_fields::NAME, sent.ten), (bank_fields::CODE, sent.ma)];
    let view = view(&state, &actor, FormState::sent(typed).with_problems([problem])).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <BanksPage view/> }))
}

async fn view(state: &AppState, actor: &StaffSession, form: FormState) -> Result<BanksView, PageError> {
    let line = |bank: BankSummary| BankLine {
        href: address(bank.id),
        name: bank.name,
        code: bank.code,
        questions: bank.questions,
        created_at: bank.created_at,
    };
    let banks = work::banks_of(&state.engine.db.read, actor).await?;
    Ok(BanksView {
        banks: banks.into_iter().map(line).collect(),
        form: Arc::new(form),
        name_length: MAX_NAME as u16,
        code_length: MAX_CODE as u16,
        keeps: actor.role.organises(),
    })
}
