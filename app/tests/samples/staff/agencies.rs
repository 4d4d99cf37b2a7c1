//! How many people agencies have.

use std::sync::Arc;

use app::{
    agencies::{HeadcountRow, HeadcountsPage, HeadcountsView, PositionField},
    components::Tab,
    form::{FormState, Problem},
    work::Desk,
};
use contest::accounts::Position;
use leptos::prelude::*;

use super::{LONG_NAME, now, organiser};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![("headcounts", headcounts(FormState::default())), ("headcounts-wrong", headcounts(wrong_headcount()))]
}

fn wrong_headcount() -> FormState {
    FormState::sent([("so-2", "nhiều")]).with_problems([Problem::new(
        "so-2",
        "Chi cục Quản lý chất lượng: hãy ghi một số từ 1 đến 1.000.000, hoặc để trống nếu chưa biết.",
    )])
}

fn headcounts(form: FormState) -> String {
    let row = |id: i64, name: &str, value: &str| HeadcountRow {
        field: format!("so-{id}"),
        name: name.into(),
        kind: "Xã",
        value: value.into(),
        since: (!value.is_empty()).then(now),
        positions: [Position::Leader, Position::OneStopStaff]
            .map(|position| PositionField {
                field: format!("vi-tri-{id}-{}", position.code()),
                label: position.label(),
                value: if value.is_empty() { String::new() } else { "3".into() },
            })
            .into(),
    };
    let view = HeadcountsView {
        desk: Desk::Agencies,
        href: "/ban-to-chuc/don-vi".into(),
        action: "/ban-to-chuc/don-vi?trang=1".into(),
        search: String::new(),
        tabs: vec![
            Tab::new("/ban-to-chuc/don-vi", "Tất cả", true),
            Tab::new("/ban-to-chuc/don-vi?xem=chua-bao", "Chưa báo số người", false),
        ],
        saved: (!form.is_refused()).then_some(2),
        form: Arc::new(form),
        has_quotas: true,
        agencies: vec![row(1, "Xã Bảo Thắng", "43"), row(2, LONG_NAME, ""), row(3, "Xã Chế Tạo", "31")],
        found: 119,
        page: 1,
        pages: 3,
        page_href: "/ban-to-chuc/don-vi?trang=".into(),
    };
    app::render(organiser("Số người của đơn vị"), || view! { <HeadcountsPage view/> })
}
