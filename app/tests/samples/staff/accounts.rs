//! Accounts and the people who take part.

use std::sync::Arc;

use app::{
    Shell,
    accounts::staff::{
        AlikeView, DuplicatesPage, DuplicatesView, IssuedPage, IssuedView, PeoplePage, PeopleView, PersonPage,
        PersonRow, PersonView, StaffAccountPage, StaffAccountView, StaffSignInPage, StaffSignInView, ViewerRow,
        ViewersPage, ViewersView, duplicates_fields, person_fields, staff_fields,
    },
    components::{SelectGroup, SelectOption, Tab},
    form::{FormState, Problem},
    work::Desk,
};
use contest::accounts::Involvement;
use leptos::prelude::*;

use super::{LONG_NAME, frame, now, organiser};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("staff-sign-in", sign_in()),
        ("staff-first-password", account(Desk::FirstPassword)),
        ("staff-account", account(Desk::OrganiserAccount)),
        ("people", people(Desk::People, "/ban-to-chuc/nguoi-du-thi", true)),
        ("person", person(false)),
        ("person-refused", person(true)),
        ("duplicates", duplicates(true)),
        ("duplicates-none", duplicates(false)),
        ("people-none", people(Desk::OwnPeople, "/don-vi/nguoi-du-thi", false)),
        ("code-issued", issued()),
        ("viewers", viewers()),
    ]
}

fn sign_in() -> String {
    let form = FormState::sent([(staff_fields::USERNAME, "bantochuc")])
        .with_summary("Tên đăng nhập và mật khẩu chưa khớp. Hãy kiểm tra cả hai rồi thử lại.");
    let view =
        StaffSignInView { form: Arc::new(form), next: Some("/ban-to-chuc/vong-thi".into()), username_length: 40 };
    app::render(frame("Đăng nhập").within(Shell::Work), || view! { <StaffSignInPage sign_in=view/> })
}

fn account(desk: Desk) -> String {
    let problem = Problem::new(staff_fields::NEW_PASSWORD, "Mật khẩu mới có 6 ký tự. Hãy dùng ít nhất 12 ký tự.");
    let account = StaffAccountView {
        desk,
        name: "Ban Tổ chức".into(),
        username: "bantochuc".into(),
        form: Arc::new(FormState::default().with_problems([problem])),
        changed: desk == Desk::OrganiserAccount,
    };
    app::render(organiser("Tài khoản của tôi"), || view! { <StaffAccountPage account/> })
}

fn people(desk: Desk, href: &'static str, some: bool) -> String {
    let person = |id, name: &str, agency: &str| PersonRow {
        id,
        name: name.into(),
        masked_phone: "*** *** *678".into(),
        agency: agency.into(),
        about: vec!["Chuyên viên".into(), "Bảng A".into(), "đăng ký 4/5/2026".into()],
        page: (desk == Desk::People).then(|| format!("{href}/{id}")),
        involved: (id == 1).then(|| Involvement::Technical.label()),
    };
    let lines = vec![
        person(1, "Vàng Thị Mỷ", "Xã Bảo Thắng"),
        person(2, "Trần Nguyễn Hoàng Bảo Khánh Linh Phương Thảo", LONG_NAME),
    ];
    let view = PeopleView {
        desk,
        href,
        tabs: vec![Tab::new(href, "Tất cả", true), Tab::new(format!("{href}?xem=to-chuc"), "Tham gia tổ chức", false)],
        search: "linh".into(),
        form: Arc::default(),
        people: if some { lines } else { Vec::new() },
        found: 72,
        page: 1,
        pages: 2,
        search_href: format!("{href}?tim=linh&trang="),
    };
    app::render(organiser("Người dự thi"), || view! { <PeoplePage view/> })
}

fn person(refused: bool) -> String {
    let form = FormState::sent([(person_fields::PART, "technical")]);
    let problem = Problem::new(person_fields::REASON, "Chưa có lý do, hoặc lý do dài quá 500 ký tự. Hãy ghi ngắn gọn.");
    let facts = [("Cơ quan, đơn vị", LONG_NAME), ("Vị trí công tác", "Viên chức"), ("Số điện thoại", "*** *** *678")];
    let person = PersonView {
        href: "/ban-to-chuc/nguoi-du-thi/1".into(),
        name: "Vàng Thị Mỷ".into(),
        facts: facts.map(|(label, value)| (label.into(), value.into())).into(),
        involved: (!refused).then(|| "Nhân viên kỹ thuật, từ ngày 4/5/2026. Lý do: vận hành hệ thống.".into()),
        consequence: "Theo thể lệ đang dùng, những người này không dự thi.",
        alike: vec![SelectOption::new("phone", "số điện thoại")],
        form: Arc::new(if refused { form.with_problems([problem]) } else { FormState::default() }),
        done: (!refused).then_some("Đã ghi nhận."),
        reason_length: 500,
    };
    app::render(organiser("Người dự thi"), || view! { <PersonPage person/> })
}

fn duplicates(some: bool) -> String {
    let person =
        |id: i64, name: &str| (format!("/ban-to-chuc/nguoi-du-thi/{id}"), name.to_owned(), LONG_NAME.to_owned(), now());
    let group =
        AlikeView { value: "ab12".into(), people: vec![person(1, "Vàng Thị Mỷ"), person(2, "Vàng A Páo")] };
    let problem = Problem::new(duplicates_fields::REASON, "Chưa có lý do, hoặc lý do dài quá 500 ký tự.");
    let view = DuplicatesView {
        action: "/ban-to-chuc/nguoi-du-thi/trung?theo=phone".into(),
        tabs: vec![Tab::new("/ban-to-chuc/nguoi-du-thi/trung?theo=phone", "Số điện thoại", true)],
        by: "số điện thoại",
        groups: if some { vec![group] } else { Vec::new() },
        found: u64::from(some),
        page: 1,
        pages: 1,
        page_href: "/ban-to-chuc/nguoi-du-thi/trung?theo=phone&trang=".into(),
        form: Arc::new(if some { FormState::default().with_problems([problem]) } else { FormState::default() }),
        done: !some,
        reason_length: 500,
    };
    app::render(organiser("Đăng ký trùng"), || view! { <DuplicatesPage view/> })
}

fn issued() -> String {
    let issued = IssuedView {
        desk: Desk::Viewers,
        title: "Mật khẩu lần đầu",
        owner: LONG_NAME.into(),
        secret: "k7px-2m9q-x4tr-b8wz".into(),
        advice: "Tên đăng nhập: chi-cuc.cl. Lần đầu đăng nhập, đơn vị phải đặt mật khẩu riêng.".into(),
        back: ("/ban-to-chuc/tai-khoan", "Tôi đã giao mật khẩu, về danh sách"),
    };
    app::render(organiser("Mật khẩu lần đầu"), || view! { <IssuedPage issued/> })
}

fn viewers() -> String {
    let row = |id, username: &str, agency: &str, unused, disabled| ViewerRow {
        id,
        username: username.into(),
        agency: agency.into(),
        unused,
        disabled,
        created_at: now(),
    };
    let view = ViewersView {
        viewers: vec![
            row(1, "xa.bao-thang", "Xã Bảo Thắng", false, false),
            row(2, "chi-cuc.cl", LONG_NAME, true, false),
            row(3, "so-cu", "Sở Giao thông vận tải", false, true),
        ],
        page: 1,
        pages: 1,
        form: Arc::new(FormState::sent([("ten-dang-nhap", "Xã A")]).with_problems([Problem::new(
            "ten-dang-nhap",
            "Tên đăng nhập cần từ 3 đến 40 ký tự: chữ thường không dấu, chữ số, dấu chấm hoặc gạch.",
        )])),
        agencies: vec![SelectGroup {
            label: Some("Sở, ban, ngành".into()),
            options: vec![SelectOption::new("15-noi-vu", "Sở Nội vụ"), SelectOption::new("15-cl", LONG_NAME)],
        }],
        username_length: 40,
    };
    app::render(organiser("Tài khoản đơn vị"), || view! { <ViewersPage view/> })
}
