//! GET `/bao-ve-du-lieu`: what someone consents to at registration.

use app::contests::{PrivacyPage, PrivacyView};
use axum::{Router, extract::State, routing::get};
use leptos::prelude::*;

use crate::{
    error::PageResult,
    page::Page,
    state::{AppState, KEPT_MONTHS},
};

/// The address of the notice.
pub fn routes() -> Router<AppState> {
    Router::new().route("/bao-ve-du-lieu", get(show))
}

async fn show(State(state): State<AppState>, page: Page) -> PageResult {
    let privacy = PrivacyView {
        organiser: state.site.organiser.clone(),
        phone: state.site.phone.clone(),
        email: state.site.email.clone(),
        kept_months: KEPT_MONTHS,
    };
    let frame = page.frame("Bảo vệ dữ liệu cá nhân");
    Ok(page.show(frame, || view! { <PrivacyPage privacy/> }))
}
