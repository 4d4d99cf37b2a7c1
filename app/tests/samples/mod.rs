//! Every page with data as it may be, for the tests and for the gallery.
#![expect(clippy::unwrap_used, reason = "a sample that is wrong is to be mended")]

pub mod accounts;
pub mod attempts;
mod banks;
mod boards;
mod contests;
mod errors;
mod practice;
mod results;
mod staff;

use std::sync::Arc;

use app::{Assets, NavItem, PageFrame, Site, Visitor};
use contest::{Timestamp, time::LocalDateTime};

/// A moment in Vietnam, as `2026-05-14T11:42`.
pub fn at(clock: &str) -> Timestamp {
    clock.parse::<LocalDateTime>().unwrap().to_timestamp()
}

fn now() -> Timestamp {
    at("2026-05-14T11:42")
}

fn closes() -> Timestamp {
    at("2026-05-17T17:00")
}

/// The frame of a page.
pub fn frame(title: &str) -> PageFrame {
    let assets = Assets {
        css: "app.css".into(),
        js: "/pkg/cchc.js?v=1".into(),
        wasm: "/pkg/cchc.wasm?v=1".into(),
        start: "/start.js?v=1".into(),
        live: "/live.js?v=1".into(),
        screen: "/screen.js?v=1".into(),
    };
    let site = Site {
        contest: "Tìm hiểu cải cách hành chính".into(),
        province: "Tỉnh Lào Cai".into(),
        organiser: "Sở Nội vụ tỉnh Lào Cai".into(),
        phone: "0214 000 0123".into(),
        email: "cchc@laocai.example".into(),
    };
    PageFrame::new(title, "bm9uY2U", Arc::new(assets), Arc::new(site))
}

fn signed_in(title: &str, nav: NavItem) -> PageFrame {
    frame(title).seen_by(Visitor::Participant { name: "Vàng Thị Mỷ".into() }).under(nav)
}

/// All pages, by the name of a file.
pub fn pages() -> Vec<(&'static str, String)> {
    [
        accounts::pages(),
        attempts::pages(),
        banks::pages(),
        boards::pages(),
        contests::pages(),
        errors::pages(),
        practice::pages(),
        results::pages(),
        staff::pages(),
    ]
    .concat()
}
