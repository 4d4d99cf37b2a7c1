//! The tree of agencies, one of them, and how many people they have.

use std::sync::Arc;

use app::{
    agencies::{
        AgencyFact, AgencyPage, AgencyRow, AgencyView, DoublePage, DoubleView, HeadcountRow, HeadcountsPage,
        HeadcountsView, ListPreviewPage, ListPreviewView, ListRow, ListsPage, ListsView, MovePeoplePage,
        MovePeopleView, MoveShown, NewAgencyPage, NewAgencyView, PastRow, PositionField, TreePage, TreeView,
        WaitingPage, WaitingRow, WaitingView,
    },
    components::{SelectGroup, SelectOption, Tab},
    form::{FormState, Problem},
    work::Desk,
};
use contest::accounts::Position;
use leptos::prelude::*;

use super::{LONG_NAME, now, organiser};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("headcounts", headcounts(FormState::default())),
        ("headcounts-wrong", headcounts(wrong_headcount())),
        ("agency-tree", tree("")),
        ("agency-tree-found", tree("Xã Bảo Thắng, Huyện Bảo Thắng")),
        ("agency", agency(false, FormState::default())),
        ("agency-dissolved", agency(true, FormState::default())),
        ("agency-wrong", agency(false, wrong_agency())),
        ("agency-new", new_agency()),
        ("agency-move", move_people(None, FormState::default())),
        ("agency-move-shown", move_people(Some(shown()), FormState::default())),
        ("agency-move-wrong", move_people(None, wrong_move())),
        ("agency-double", double(None, FormState::default())),
        ("agency-double-shown", double(Some(shown()), FormState::default())),
        ("agency-double-wrong", double(None, wrong_move())),
        ("agency-lists", lists(FormState::default())),
        ("agency-lists-wrong", lists(wrong_list())),
        ("agency-list", list(true)),
        ("agency-list-nothing", list(false)),
        ("headcounts-waiting", waiting(2, FormState::default())),
        ("headcounts-nothing-waits", waiting(0, FormState::default())),
        ("headcounts-no-reason", waiting(2, no_reason())),
    ]
}

fn leaves() -> Vec<Tab> {
    vec![
        Tab::new("/ban-to-chuc/don-vi", "Cây đơn vị", true),
        Tab::new("/ban-to-chuc/don-vi/so-nguoi", "Số người", false),
    ]
}

fn choices() -> Vec<SelectGroup> {
    let options = vec![SelectOption::new("7", "Sở Nội vụ"), SelectOption::new("8", LONG_NAME)];
    vec![SelectGroup { label: Some("Sở, ban, ngành".into()), options }]
}

fn tree(above: &str) -> String {
    let row = |name: &str, depth| AgencyRow {
        href: "/ban-to-chuc/don-vi/3".into(),
        name: name.into(),
        above: above.to_owned(),
        depth,
        about: vec!["Mã 15-xa-bao-thang".into(), "Xã".into(), "Xã, phường".into(), "43 người từ 1/7/2025".into()],
        units: (depth == 1).then(|| ("/ban-to-chuc/don-vi?trong=3".into(), 12)),
        dissolved: (depth == 2).then(|| "Giải thể từ 1/7/2025".into()),
    };
    let view = TreeView {
        tabs: leaves(),
        form: Arc::new(FormState::sent([("tim", "xã"), ("ngay", "2025-06-30")])),
        blocks: vec![SelectOption::new("xa-phuong", "Xã, phường")],
        within: Some(("/ban-to-chuc/don-vi/1".into(), "Tỉnh Lào Cai".into())),
        day: Some("30/6/2025".into()),
        agencies: vec![row("Tỉnh Lào Cai", 0), row(LONG_NAME, 1), row("Xã Phố Lu", 2)],
        found: 119,
        page: 1,
        pages: 3,
        page_href: "/ban-to-chuc/don-vi?trang=".into(),
    };
    app::render(organiser("Đơn vị"), || view! { <TreePage view/> })
}

fn wrong_agency() -> FormState {
    FormState::sent([("ten", "Sở Nội vụ"), ("tu-ngay", "2027-01-01")])
        .with_problems([Problem::new("tu-ngay", "Ngày này chưa đến. Hãy ghi khi đến ngày đó.")])
}

fn agency(dissolved: bool, form: FormState) -> String {
    let fact = |label, value: &str, href: Option<&str>| AgencyFact {
        label,
        values: vec![(value.to_owned(), href.map(str::to_owned))],
    };
    let past = PastRow {
        period: "Từ 1/1/2024 đến trước 1/7/2025".into(),
        name: "Xã Phố Lu".into(),
        about: "Mã 10-bt-1 · Xã · Xã, phường · thuộc Huyện Bảo Thắng".into(),
    };
    let view = AgencyView {
        href: "/ban-to-chuc/don-vi/3".into(),
        name: LONG_NAME.into(),
        above: vec![("/ban-to-chuc/don-vi/1".into(), "Tỉnh Lào Cai".into())],
        done: (!form.is_refused()).then(|| "Đã lưu thay đổi.".into()),
        facts: vec![
            fact("Mã", "15-xa-bao-thang", None),
            fact("Đơn vị trực thuộc", "12", Some("/ban-to-chuc/don-vi?trong=3")),
        ],
        past: vec![past],
        headcounts: vec![["43".into(), "1/7/2025".into(), "Theo danh sách, ngày 1/7/2025".into()]],
        links: vec![("/ban-to-chuc/don-vi/3/gop".into(), "Gộp đơn vị bị trùng".into())],
        form: Arc::new(form),
        agencies: choices(),
        top: false,
        dissolved,
    };
    app::render(organiser("Đơn vị"), || view! { <AgencyPage view/> })
}

fn wrong_list() -> FormState {
    FormState::default().with_problems([Problem::new("tep", "Tệp đang trống. Hãy kiểm tra lại tệp.")])
}

fn lists(form: FormState) -> String {
    let view = ListsView {
        tabs: leaves(),
        done: (!form.is_refused()).then(|| "Đã thêm 2 đơn vị, sửa 3 đơn vị.".into()),
        form: Arc::new(form),
        kinds: "Tệp Excel (.xlsx), LibreOffice (.ods) hoặc CSV",
        accept: ".xlsx,.csv",
        megabytes: 20,
    };
    app::render(organiser("Danh sách đơn vị"), || view! { <ListsPage view/> })
}

fn list(changes: bool) -> String {
    let row = ListRow {
        deed: "Sửa",
        name: LONG_NAME.into(),
        about: "Mã 15-nong-nghiep · hàng 12".into(),
        changes: vec![("Tên", "Sở Nông nghiệp".into(), LONG_NAME.into()), ("Số người", String::new(), "43".into())],
    };
    let view = ListPreviewView {
        href: "/ban-to-chuc/don-vi/danh-sach/3".into(),
        file: "don-vi.xlsx".into(),
        stale: changes,
        counts: if changes { [2, 1, 3, 113] } else { [0, 0, 0, 119] },
        absent: 4,
        problems: if changes {
            vec!["Hàng 4: Chưa có tên. Hãy nhập tên của cơ quan.".into()]
        } else {
            Vec::new()
        },
        more_problems: usize::from(changes),
        rows: if changes { vec![row] } else { Vec::new() },
        page: 1,
        pages: 1,
        seen: "0a1b".into(),
    };
    app::render(organiser("Danh sách đơn vị"), || view! { <ListPreviewPage view/> })
}

fn wrong_move() -> FormState {
    FormState::default().with_problems([Problem::new("den", "Bạn chưa chọn đơn vị nhận. Hãy chọn trong danh sách.")])
}

fn shown() -> MoveShown {
    MoveShown {
        sentences: vec![
            "2 người chuyển từ Sở Nội vụ đến Xã Bảo Thắng.".into(),
            "Lượt thi chuyển theo: Tuần 2 (3 lượt).".into(),
        ],
        carried: vec![("den", "3".into()), ("chon", "1".into())],
        button: "Chuyển 2 người".into(),
    }
}

fn move_people(shown: Option<MoveShown>, form: FormState) -> String {
    let view = MovePeopleView {
        href: "/ban-to-chuc/don-vi/3/chuyen".into(),
        agency: ("/ban-to-chuc/don-vi/3".into(), LONG_NAME.into()),
        form: Arc::new(form),
        agencies: choices(),
        shown,
        people: vec![(1, "Nguyễn Thị Hoa".into(), "đăng ký 1/7/2025".into())],
        found: 120,
        page: 1,
        pages: 3,
    };
    app::render(organiser("Chuyển người"), || view! { <MovePeoplePage view/> })
}

fn double(shown: Option<MoveShown>, form: FormState) -> String {
    let view = DoubleView {
        href: "/ban-to-chuc/don-vi/3/gop".into(),
        agency: ("/ban-to-chuc/don-vi/3".into(), LONG_NAME.into()),
        form: Arc::new(form),
        agencies: choices(),
        shown,
    };
    app::render(organiser("Gộp đơn vị bị trùng"), || view! { <DoublePage view/> })
}

fn no_reason() -> FormState {
    FormState::default().with_problems([Problem::new("ly-do", "Chưa có lý do. Hãy ghi ngắn gọn.")])
}

fn waiting(count: i64, form: FormState) -> String {
    let row = |id| WaitingRow {
        id,
        chosen: id == 1,
        agency: (LONG_NAME.into(), "/ban-to-chuc/don-vi/3".into()),
        said: "Lãnh đạo cơ quan, đơn vị: 3 người từ 1/7/2025".into(),
        known: "đang tính 2 người từ 1/1/2025".into(),
        by: "so.nong-nghiep báo ngày 1/7/2025".into(),
    };
    let view = WaitingView {
        tabs: leaves(),
        done: (count == 0).then(|| "Đã xác nhận 2 số. Tỷ lệ dự thi tính theo số mới.".into()),
        form: Arc::new(form),
        lines: (1..=count).map(row).collect(),
        page: 1,
        pages: if count > 0 { 3 } else { 1 },
        reason_length: 500,
    };
    app::render(organiser("Số người chờ xác nhận"), || view! { <WaitingPage view/> })
}

fn new_agency() -> String {
    let problem = Problem::new("ma", "Chưa có mã. Hãy nhập mã của cơ quan.");
    let form = Arc::new(FormState::sent([("ten", "Xã Phố Lu")]).with_problems([problem]));
    let view = NewAgencyView { href: "/ban-to-chuc/don-vi/moi", form, agencies: choices() };
    app::render(organiser("Thêm đơn vị"), || view! { <NewAgencyPage view/> })
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
        counted: (!value.is_empty()).then(|| (43, now())),
        notes: if id == 2 {
            vec!["đơn vị báo 1.250 người, chờ Ban Tổ chức xác nhận.".into()]
        } else {
            Vec::new()
        },
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
        leaves: leaves(),
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
