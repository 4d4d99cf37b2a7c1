//! An organiser's work on question banks.

mod bank;
mod import;
mod list;
mod practice;
mod questions;
mod upload;

use ::bank::limits::MAX_UPLOAD_BYTES;
use app::errors::ErrorView;
use axum::{Router, extract::DefaultBodyLimit, routing::get};
use engine::banks::{self, BankSummary};

use crate::{error::PageError, state::AppState};

const HREF: &str = "/ban-to-chuc/ngan-hang";

/// What a form adds to the file that it carries.
const FORM_BYTES: usize = 64 * 1024;

/// The addresses of the banks.
pub fn routes() -> Router<AppState> {
    let with_upload = get(bank::show).post(upload::upload).layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES + FORM_BYTES));
    Router::new()
        .route("/ban-to-chuc/ngan-hang", get(list::show).post(list::create))
        .route("/ban-to-chuc/ngan-hang/{bank}", with_upload)
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

/// The bank with a number from an address.
async fn find(state: &AppState, bank: &str) -> Result<BankSummary, PageError> {
    let banks = banks::list(&state.engine.db.read).await?;
    let id: Option<i64> = bank.parse().ok();
    banks.into_iter().find(|bank| Some(bank.id) == id).ok_or_else(|| ErrorView::NotFound.into())
}
