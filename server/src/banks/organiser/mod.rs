//! The work on question banks: an organiser's, and that of authors and reviewers.

mod alike;
mod asked;
mod bank;
mod bulk;
mod compare;
mod documents;
mod edit;
mod editions;
mod import;
mod list;
mod mistakes;
mod practice;
mod proposals;
mod question;
mod questions;
mod template;
mod typed;
pub(crate) mod upload;
mod workers;

use ::bank::limits::MAX_UPLOAD_BYTES;
use app::{banks::MISTAKES_HREF, errors::ErrorView};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use engine::{
    accounts::StaffSession,
    banks::{BankSummary, work},
};

use crate::{error::PageError, state::AppState};

const HREF: &str = "/ban-to-chuc/ngan-hang";

/// What an address says that means questions which rest on a superseded document.
const BASIS_REPLACED: &str = "da-thay";

/// What a form adds to the file that it carries.
pub(crate) const FORM_BYTES: usize = 64 * 1024;

/// The addresses of the banks.
pub fn routes() -> Router<AppState> {
    let with_upload = get(bank::show).post(upload::upload).layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES + FORM_BYTES));
    let with_handbook =
        get(editions::list).post(editions::bring).layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES + FORM_BYTES));
    Router::new()
        .route("/ban-to-chuc/so-tay", with_handbook)
        .route(MISTAKES_HREF, get(mistakes::show).post(mistakes::act))
        .route("/ban-to-chuc/so-tay/{edition}", get(editions::show).post(editions::act))
        .route("/ban-to-chuc/ngan-hang", get(list::show).post(list::create))
        .route("/ban-to-chuc/ngan-hang/{bank}", with_upload)
        .route("/ban-to-chuc/ngan-hang/nguoi-lam", get(workers::show).post(workers::act))
        .route("/ban-to-chuc/ngan-hang/{bank}/tim", get(bank::search))
        .route("/ban-to-chuc/ngan-hang/{bank}/van-ban", get(documents::list))
        .route("/ban-to-chuc/ngan-hang/{bank}/van-ban/{document}", get(documents::show).post(documents::save))
        .route("/ban-to-chuc/ngan-hang/{bank}/hang-loat", post(bulk::run))
        .route("/ban-to-chuc/ngan-hang/{bank}/hang-loat/{act}", get(bulk::show).post(bulk::undo))
        .route("/ban-to-chuc/ngan-hang/{bank}/xem-truoc", post(edit::preview))
        .route("/ban-to-chuc/ngan-hang/{bank}/cau/moi", get(edit::show_new).post(edit::create))
        .route("/ban-to-chuc/ngan-hang/{bank}/cau/{question}", get(question::show).post(question::act))
        .route("/ban-to-chuc/ngan-hang/{bank}/cau/{question}/sua", get(edit::show).post(edit::save))
        .route("/ban-to-chuc/ngan-hang/{bank}/de-xuat", get(proposals::show).post(proposals::act))
        .route("/ban-to-chuc/ngan-hang/{bank}/de-xuat/{handbook}/{key}", get(proposals::edit).post(proposals::save))
        .route("/ban-to-chuc/ngan-hang/{bank}/trung", get(alike::show).post(alike::act))
        .route("/ban-to-chuc/ngan-hang/mau.xlsx", get(template::show))
        .route("/ban-to-chuc/ngan-hang/tep/{file}", get(asked::show).post(asked::answer))
        .route("/ban-to-chuc/ngan-hang/nhap/{import}", get(import::show).post(import::commit))
        .route("/ban-to-chuc/ngan-hang/{bank}/luyen-tap", get(practice::show).post(practice::act))
}

/// The address of a bank.
pub fn address(bank_id: i64) -> String {
    format!("{HREF}/{bank_id}")
}

/// The address of a file that was read.
pub fn import_address(import_id: i64) -> String {
    format!("{HREF}/nhap/{import_id}")
}

/// The address of a question.
fn question_address(bank_id: i64, question: i64) -> String {
    format!("{HREF}/{bank_id}/cau/{question}")
}

/// The address of a file that waits for a word.
pub fn asked_address(file_id: i64) -> String {
    format!("{HREF}/tep/{file_id}")
}

/// The bank with a number from an address, if the actor works on it.
async fn find(state: &AppState, actor: &StaffSession, bank: &str) -> Result<BankSummary, PageError> {
    let banks = work::banks_of(&state.engine.db.read, actor).await?;
    let id: Option<i64> = bank.parse().ok();
    banks.into_iter().find(|bank| Some(bank.id) == id).ok_or_else(|| ErrorView::NotFound.into())
}
