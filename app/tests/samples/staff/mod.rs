//! The pages of staff, with data as it may be.

mod accounts;
mod agencies;
mod bank_work;
mod banks;
mod boards;
mod contests;
mod corrections;
mod items;
mod posters;
mod practice;
mod proposals;
mod report_files;
mod reports;
mod results;
mod rounds;

use app::{PageFrame, Shell, Visitor};
use contest::contests::Window;

use super::{at, frame, now};

const LONG_NAME: &str = "Chi cục Quản lý chất lượng, Chế biến và Phát triển thị trường nông, lâm sản và thủy sản";

const TOPICS: [&str; 4] = [
    "Chỉ đạo, điều hành cải cách hành chính",
    "Cải cách thủ tục hành chính",
    "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
    "Thể chế",
];

pub fn pages() -> Vec<(&'static str, String)> {
    [
        accounts::pages(),
        agencies::pages(),
        bank_work::pages(),
        banks::pages(),
        boards::pages(),
        contests::pages(),
        corrections::pages(),
        items::pages(),
        posters::pages(),
        practice::pages(),
        proposals::pages(),
        report_files::pages(),
        reports::pages(),
        results::pages(),
        rounds::pages(),
    ]
    .concat()
}

fn organiser(title: &str) -> PageFrame {
    let visitor =
        Visitor::Staff { name: "Phạm Thu Hà".into(), role: "Ban Tổ chức".into(), home: "/ban-to-chuc" };
    frame(title).seen_by(visitor).within(Shell::Work)
}

fn viewer(title: &str) -> PageFrame {
    let visitor = Visitor::Staff {
        name: "Trung tâm Phục vụ hành chính công tỉnh".into(),
        role: "Đầu mối của cơ quan, đơn vị".into(),
        home: "/don-vi",
    };
    frame(title).seen_by(visitor).within(Shell::Work)
}

fn window() -> Window {
    Window { opens: at("2026-05-11T08:00"), closes: at("2026-05-17T17:00") }
}
