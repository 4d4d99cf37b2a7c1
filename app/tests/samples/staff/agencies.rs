//! How many people agencies have.

use std::sync::Arc;

use app::{
    agencies::{
        HeadcountRow, HeadcountsPage, HeadcountsView, PositionField, PosterLink, PosterPage, PosterView, poster_fields,
    },
    components::{SelectGroup, SelectOption, Tab},
    form::{FormState, Problem},
    work::Desk,
};
use contest::accounts::Position;
use leptos::prelude::*;

use super::{LONG_NAME, now, organiser, viewer};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("headcounts", headcounts(FormState::default())),
        ("headcounts-wrong", headcounts(wrong_headcount())),
        ("poster", poster(FormState::default())),
        (
            "poster-wrong",
            poster(
                FormState::default().with_problems([Problem::new(
                    poster_fields::NAME,
                    "Hãy ghi đường dẫn dùng ở đâu, không quá 80 chữ.",
                )]),
            ),
        ),
    ]
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

fn poster(form: FormState) -> String {
    let link = |code: &str, name: &str, counts| PosterLink {
        code: code.into(),
        name: name.into(),
        address: format!("cchc.laocai.example/m/{code}"),
        poster: format!("/don-vi/ap-phich?ma={code}"),
        ends: code.len() == 5,
        ended_at: (code == "ZZZZZ").then(now),
        counts,
    };
    let view = PosterView {
        desk: Desk::OwnPoster,
        href: "/don-vi/ap-phich".into(),
        agencies: vec![SelectGroup {
            label: None,
            options: vec![SelectOption::new("15-nn", LONG_NAME), SelectOption::new("15-nn-1", "Trạm Bảo Thắng")],
        }],
        agency: LONG_NAME.into(),
        standing: Some("1.204 người đã dự thi, thứ 3 trong 119 đơn vị, tính đến 9 giờ 00, thứ Năm 14/5/2026".into()),
        picture: "/ap-phich.png".into(),
        files: vec![
            ("/a4.pdf".into(), "Tải PDF khổ A4"),
            ("/a5.pdf".into(), "Tải PDF khổ A5"),
            ("/ap-phich.png".into(), "Tải ảnh PNG"),
        ],
        message: "Sở Nội vụ mời bạn dự thi “Tìm hiểu cải cách hành chính”, Tỉnh Lào Cai.\nLàm 20 câu trong 20 phút, ngay trên điện thoại, không cần cài đặt gì.\nBấm vào đây để đăng ký và vào thi: https://cchc.laocai.example/m/K7QP2".into(),
        links: vec![
            link("15-so-noi-vu", "Mã của đơn vị", [1_204, 318, 290]),
            link("K7QP2", "Nhóm Zalo tổ dân phố số 3, phường Cam Đường", [96, 41, 40]),
            link("ZZZZZ", "Hội nghị tháng 4", [12, 0, 0]),
        ],
        chosen: "K7QP2".into(),
        done: (!form.is_refused()).then_some("Đã tạo đường dẫn. Áp phích và lời nhắn ở dưới dùng đường dẫn này."),
        form: Arc::new(form),
    };
    app::render(viewer("Áp phích và đường dẫn"), || view! { <PosterPage view/> })
}
