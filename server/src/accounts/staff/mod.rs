//! Staff's accounts, those of agencies' viewers, and the people who take part.

mod duplicates;
mod password;
pub mod people;
mod person;
mod sign_in;
mod viewers;

use app::{
    PageFrame, Shell,
    work::{BANKS_HOME, Desk},
};
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use engine::accounts::{Role, StaffSession};

use crate::{error::PageResult, form::Form, page::Page, params::Params, session::Organiser, state::AppState};

/// Where people are listed for an organiser.
const PEOPLE: people::Place = people::Place { desk: Desk::People, href: "/ban-to-chuc/nguoi-du-thi" };

/// The addresses of staff's accounts.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/ban-to-chuc/dang-nhap", get(sign_in::show).post(sign_in::sign_in))
        .route("/ban-to-chuc/dang-xuat", post(sign_in::sign_out))
        .route("/ban-to-chuc/mat-khau", get(password::show).post(password::change))
        .route("/ban-to-chuc/tai-khoan", get(viewers::show).post(viewers::act))
        .route("/ban-to-chuc/nguoi-du-thi", get(show_people).post(reissue))
        .route("/ban-to-chuc/nguoi-du-thi/trung", get(duplicates::show).post(duplicates::clear))
        .route("/ban-to-chuc/nguoi-du-thi/{person}", get(person::show).post(person::act))
}

async fn show_people(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    people::show(&state, &actor, PEOPLE, &params, &page).await
}

async fn reissue(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Form(sent): Form<people::Sent>,
) -> PageResult {
    people::reissue(&state, &actor, PEOPLE, &sent, &page).await
}

/// The first page of somebody's work area.
pub fn home(staff: &StaffSession) -> &'static str {
    match (staff.role, &staff.agency) {
        (_, Some(_)) => "/don-vi",
        (Role::QuestionAuthor | Role::QuestionReviewer, None) => BANKS_HOME,
        _ => "/ban-to-chuc",
    }
}

/// The frame of a page in a work area.
pub fn work_frame(page: &Page, title: impl Into<String>) -> PageFrame {
    page.frame(title).within(Shell::Work)
}
