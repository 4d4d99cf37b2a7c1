//! Who writes and reviews questions, and on which banks they work.

use std::sync::Arc;

use app::{
    accounts::staff::{IssuedPage, IssuedView},
    banks::{
        WORKERS_HREF,
        work::{WorkerRow, WorkersPage, WorkersView, worker_fields as fields},
    },
    components::SelectOption,
    errors::ErrorView,
    form::{FormState, Problem},
    work::Desk,
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use engine::{
    accounts::{NewStaffError, OneTimePassword, Role, StaffSession, USERNAME_LENGTH},
    banks::{
        self, BankSummary,
        work::{self, BankWorker, NewWorker, WorkerError},
    },
    clock::os_rng,
};
use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Người soạn và thẩm định";

/// One of the page's forms: a new account, or what is done to one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "ten-dang-nhap")]
    username: String,
    #[serde(rename = "vai-tro")]
    role: String,
    #[serde(rename = "ngan-hang")]
    bank: String,
    #[serde(rename = "tai-khoan")]
    worker: Option<String>,
    #[serde(rename = "viec")]
    act: String,
}

/// GET `/ban-to-chuc/ngan-hang/nguoi-lam`
pub(super) async fn show(State(state): State<AppState>, Organiser(actor): Organiser, page: Page) -> PageResult {
    let role = (fields::ROLE, Role::QuestionReviewer.code());
    let view = view(&state, &actor, FormState::sent([role])).await?;
    Ok(page.show(work_frame(&page, TITLE), || view! { <WorkersPage view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/nguoi-lam`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let Some(worker) = &sent.worker else { return create(&state, &actor, &sent, &page).await };
    let not_found = || PageError::from(ErrorView::NotFound);
    let id: i64 = worker.parse().map_err(|_| not_found())?;
    let all = work::workers(&state.engine, &actor).await?;
    let worker = all.into_iter().find(|worker| worker.staff_id == id).ok_or_else(not_found)?;
    if sent.act == fields::RESET {
        let password = work::reset_worker(&state.engine, &actor, id, &mut os_rng()).await?;
        return Ok(issued(&page, worker.name, &worker.username, &password));
    }
    let bank: i64 = sent.bank.parse().map_err(|_| not_found())?;
    work::assign(&state.engine, &actor, id, bank, sent.act == fields::GIVE).await?;
    Ok(Redirect::to(WORKERS_HREF).into_response())
}

async fn create(state: &AppState, actor: &StaffSession, sent: &Sent, page: &Page) -> PageResult {
    let username = sent.username.trim().to_lowercase();
    let role = Role::parse(&sent.role).unwrap_or(Role::QuestionReviewer);
    let new = NewWorker { username: &username, name: &sent.name, role, bank_id: sent.bank.parse().unwrap_or_default() };
    let problem = match work::create_worker(&state.engine, actor, &new, &mut os_rng()).await {
        Ok(password) => return Ok(issued(page, sent.name.clone(), &username, &password)),
        Err(WorkerError::Name) => Problem::new(fields::NAME, "Hãy ghi họ và tên, từ 1 đến 100 ký tự."),
        Err(WorkerError::NotFound) => Problem::new(fields::BANK, "Bạn chưa chọn ngân hàng. Hãy chọn trong danh sách."),
        Err(WorkerError::Account(NewStaffError::BadUsername)) => Problem::new(
            fields::USERNAME,
            format!(
                "Tên đăng nhập cần từ {} đến {} ký tự: chữ thường không dấu, chữ số, dấu chấm hoặc gạch.",
                USERNAME_LENGTH.start(),
                USERNAME_LENGTH.end()
            ),
        ),
        Err(WorkerError::Account(NewStaffError::UsernameTaken)) => {
            Problem::new(fields::USERNAME, "Tên đăng nhập này đã có. Hãy chọn tên khác.")
        }
        Err(error) => return Err(error.into()),
    };
    let typed = [
        (fields::NAME, sent.name.clone()),
        (fields::USERNAME, sent.username.clone()),
        (fields::ROLE, sent.role.clone()),
        (fields::BANK, sent.bank.clone()),
    ];
    let view = view(state, actor, FormState::sent(typed).with_problems([problem])).await?;
    Ok(page.refuse(work_frame(page, TITLE), || view! { <WorkersPage view/> }))
}

impl From<WorkerError> for PageError {
    fn from(error: WorkerError) -> Self {
        match error {
            WorkerError::NotAllowed | WorkerError::Account(NewStaffError::NotAllowed) => ErrorView::Forbidden.into(),
            WorkerError::NotFound => ErrorView::NotFound.into(),
            WorkerError::Db(failure) | WorkerError::Account(NewStaffError::Db(failure)) => failure.into(),
            WorkerError::Name | WorkerError::Account(_) => ErrorView::BadRequest.into(),
        }
    }
}

fn issued(page: &Page, owner: String, username: &str, password: &OneTimePassword) -> Response {
    let issued = IssuedView {
        desk: Desk::Banks,
        title: "Mật khẩu lần đầu",
        owner,
        secret: password.as_str().to_owned(),
        advice: format!("Tên đăng nhập: {username}. Lần đầu đăng nhập, người này phải đặt mật khẩu riêng."),
        back: (WORKERS_HREF, "Tôi đã giao mật khẩu, về danh sách"),
    };
    page.show(work_frame(page, "Mật khẩu lần đầu"), || view! { <IssuedPage issued/> })
}

async fn view(state: &AppState, actor: &StaffSession, form: FormState) -> Result<WorkersView, PageError> {
    let workers = work::workers(&state.engine, actor).await?;
    let banks = banks::list(&state.engine.db.read).await?;
    let option = |bank: &BankSummary| SelectOption::new(bank.id.to_string(), bank.name.clone());
    let roles = [Role::QuestionReviewer, Role::QuestionAuthor];
    Ok(WorkersView {
        href: WORKERS_HREF,
        workers: workers.into_iter().map(|worker| row(worker, &banks)).collect(),
        banks: banks.iter().map(option).collect(),
        roles: roles.map(|role| SelectOption::new(role.code(), role.label())).into(),
        form: Arc::new(form),
        username_length: *USERNAME_LENGTH.end() as u16,
    })
}

fn row(worker: BankWorker, banks: &[BankSummary]) -> WorkerRow {
    let (given, others): (Vec<&BankSummary>, Vec<&BankSummary>) =
        banks.iter().partition(|bank| worker.banks.contains(&bank.id));
    WorkerRow {
        id: worker.staff_id,
        name: worker.name,
        username: worker.username,
        role: worker.role.label(),
        unused: worker.unused,
        disabled: worker.disabled,
        banks: given.into_iter().map(|bank| (bank.id, bank.name.clone())).collect(),
        others: others.into_iter().map(|bank| SelectOption::new(bank.id.to_string(), bank.name.clone())).collect(),
    }
}
