//! Accounts of agencies' viewers, for an organiser.

use std::sync::Arc;

use app::{
    accounts::staff::{IssuedPage, IssuedView, ViewerRow, ViewersPage, ViewersView, viewer_fields},
    components::{SelectGroup, SelectOption},
    errors::ErrorView,
    form::{FormState, Problem},
    work::Desk,
};
use axum::{extract::State, response::Response};
use engine::{
    accounts::{
        NewStaffError, OneTimePassword, StaffSession, USERNAME_LENGTH, Viewer, ViewerError, create_viewer,
        list_viewers, reset_viewer,
    },
    agencies,
    clock::os_rng,
};
use leptos::prelude::*;
use serde::Deserialize;

use super::work_frame;
use crate::{
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    paging::Paging,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Tài khoản đơn vị";
const HREF: &str = "/ban-to-chuc/tai-khoan";
const SIZE: u64 = 50;

/// One of the page's two forms: a new account, or a new password for one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "don-vi")]
    agency: String,
    #[serde(rename = "ten-dang-nhap")]
    username: String,
    #[serde(rename = "tai-khoan")]
    viewer: Option<String>,
}

impl From<ViewerError> for PageError {
    fn from(error: ViewerError) -> Self {
        match error {
            ViewerError::NotAllowed => ErrorView::Forbidden.into(),
            ViewerError::NotFound => ErrorView::NotFound.into(),
            ViewerError::Db(failure) => failure.into(),
        }
    }
}

/// GET `/ban-to-chuc/tai-khoan`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let view = view(&state, &actor, FormState::default(), params.page()).await?;
    Ok(page.show(work_frame(&page, TITLE), || view! { <ViewersPage view/> }))
}

/// POST `/ban-to-chuc/tai-khoan`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    match &sent.viewer {
        Some(viewer) => reset(&state, &actor, viewer, &page).await,
        None => create(&state, &actor, &sent, &page).await,
    }
}

async fn create(state: &AppState, actor: &StaffSession, sent: &Sent, page: &Page) -> PageResult {
    let username = sent.username.trim().to_lowercase();
    let tree = agencies::tree(&state.engine).await?;
    let agency = tree.by_code(&sent.agency);
    let result = match agency {
        Some(agency) => create_viewer(&state.engine, actor, agency.id, &username, &mut os_rng()).await,
        None => Err(NewStaffError::AgencyUnknown),
    };
    let problem = match result {
        Ok(password) => {
            let owner = agency.map(|agency| tree.full_name(agency.id)).unwrap_or_default();
            return Ok(issued(page, owner, &username, &password));
        }
        Err(NewStaffError::NotAllowed) => return Err(ErrorView::Forbidden.into()),
        Err(NewStaffError::Db(failure)) => return Err(failure.into()),
        Err(NewStaffError::AgencyUnknown) => {
            Problem::new(viewer_fields::AGENCY, "Bạn chưa chọn cơ quan, đơn vị. Hãy chọn trong danh sách.")
        }
        Err(NewStaffError::BadUsername) => Problem::new(
            viewer_fields::USERNAME,
            format!(
                "Tên đăng nhập cần từ {} đến {} ký tự: chữ thường không dấu, chữ số, dấu chấm hoặc gạch.",
                USERNAME_LENGTH.start(),
                USERNAME_LENGTH.end()
            ),
        ),
        Err(NewStaffError::UsernameTaken) => {
            Problem::new(viewer_fields::USERNAME, "Tên đăng nhập này đã có. Hãy chọn tên khác.")
        }
    };
    let typed = [(viewer_fields::AGENCY, sent.agency.clone()), (viewer_fields::USERNAME, sent.username.clone())];
    let view = view(state, actor, FormState::sent(typed).with_problems([problem]), 1).await?;
    Ok(page.refuse(work_frame(page, TITLE), || view! { <ViewersPage view/> }))
}

async fn reset(state: &AppState, actor: &StaffSession, viewer: &str, page: &Page) -> PageResult {
    let id: i64 = viewer.parse().map_err(|_| PageError::from(ErrorView::NotFound))?;
    let viewers = list_viewers(&state.engine, actor).await?;
    let viewer = viewers.into_iter().find(|viewer| viewer.staff_id == id).ok_or(ViewerError::NotFound)?;
    let password = reset_viewer(&state.engine, actor, id, &mut os_rng()).await?;
    Ok(issued(page, viewer.agency, &viewer.username, &password))
}

fn issued(page: &Page, owner: String, username: &str, password: &OneTimePassword) -> Response {
    let issued = IssuedView {
        desk: Desk::Viewers,
        title: "Mật khẩu lần đầu",
        owner,
        secret: password.as_str().to_owned(),
        advice: format!("Tên đăng nhập: {username}. Lần đầu đăng nhập, đơn vị phải đặt mật khẩu riêng."),
        back: (HREF, "Tôi đã giao mật khẩu, về danh sách"),
    };
    page.show(work_frame(page, "Mật khẩu lần đầu"), || view! { <IssuedPage issued/> })
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    form: FormState,
    asked_for: u32,
) -> Result<ViewersView, PageError> {
    let viewers = list_viewers(&state.engine, actor).await?;
    let paging = Paging::of(asked_for, viewers.len() as u64, SIZE);
    let tree = agencies::tree(&state.engine).await?;
    let root = state.province_path().await?;
    let blocks = tree.by_block(&root, state.engine.now());
    let agencies = blocks.iter().map(|block| SelectGroup {
        label: Some(block.label.to_owned()),
        options: block
            .agencies
            .iter()
            .map(|agency| SelectOption::new(&agency.code, tree.full_name(agency.id)))
            .collect(),
    });
    Ok(ViewersView {
        viewers: paging.slice(viewers, SIZE).into_iter().map(row).collect(),
        page: paging.page,
        pages: paging.pages,
        form: Arc::new(form),
        agencies: agencies.collect(),
        username_length: *USERNAME_LENGTH.end() as u16,
    })
}

fn row(viewer: Viewer) -> ViewerRow {
    ViewerRow {
        id: viewer.staff_id,
        username: viewer.username,
        agency: viewer.agency,
        unused: viewer.unused,
        disabled: viewer.disabled,
        created_at: viewer.created_at,
    }
}
