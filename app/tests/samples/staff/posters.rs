//! Posters and what came through their addresses.

use std::sync::Arc;

use app::{
    agencies::{PosterLink, PosterPage, PosterView, poster_fields},
    components::{SelectGroup, SelectOption},
    form::{FormState, Problem},
    work::Desk,
};
use leptos::prelude::*;

use super::{LONG_NAME, now, viewer};

pub fn pages() -> Vec<(&'static str, String)> {
    let problem = Problem::new(poster_fields::NAME, "Hãy ghi đường dẫn dùng ở đâu, không quá 80 chữ.");
    let wrong = FormState::default().with_problems([problem]);
    vec![("poster", poster(FormState::default())), ("poster-wrong", poster(wrong))]
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
