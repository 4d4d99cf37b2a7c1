//! Registering, signing in and what people see of their own.

use std::sync::Arc;

use app::{
    NavItem,
    accounts::{
        AttemptRow, CodePage, CodeView, CorrectPage, CorrectView, MyPage, MyView, RegisterPage, RegisterView,
        SignInPage, SignInView,
    },
    components::{SelectGroup, SelectOption},
    form::{FormState, Problem},
};
use contest::accounts::{RegistrationForm, SignInForm};
use leptos::prelude::*;

use super::{frame, now, signed_in};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("register", register(FormState::default())),
        ("register-wrong", register(wrong_registration())),
        ("code", code()),
        ("sign-in", sign_in()),
        ("mine", mine()),
        ("correct", correct()),
    ]
}

pub fn agencies() -> Vec<SelectGroup> {
    let group = |label: &str, names: &[&str]| SelectGroup {
        label: Some(label.into()),
        options: names.iter().enumerate().map(|(n, name)| SelectOption::new(format!("{label}-{n}"), *name)).collect(),
    };
    vec![
        group("Sở, ban, ngành", &["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Văn phòng UBND tỉnh"]),
        group("Đơn vị sự nghiệp", &["Báo và Phát thanh, Truyền hình tỉnh", "Trung tâm Phục vụ hành chính công tỉnh"]),
        group("Xã, phường", &["Phường Cam Đường", "Xã A Mú Sung", "Xã Hợp Thành", "Xã Xuân Hoà", "Xã Y Tý"]),
    ]
}

/// A registration with a phone number that lacks a digit, no consent, and a hostile name.
pub fn wrong_registration() -> FormState {
    let form = RegistrationForm {
        full_name: "Nguyễn <script>alert(1)</script>".into(),
        birth_day: "2".into(),
        birth_month: "9".into(),
        birth_year: "1987".into(),
        phone: "0912 345 67".into(),
        agency: "Đơn vị sự nghiệp-1".into(),
        position: "public_employee".into(),
        ..RegistrationForm::default()
    };
    let problems = form.check(now().local().date, false).unwrap_err();
    FormState::sent([
        ("ho-ten", form.full_name),
        ("ngay", form.birth_day),
        ("thang", form.birth_month),
        ("nam", form.birth_year),
        ("dien-thoai", form.phone),
        ("don-vi", form.agency),
        ("vi-tri", form.position),
    ])
    .with_problems(problems.iter().map(Problem::from))
}

fn register(form: FormState) -> String {
    let register =
        RegisterView { form: Arc::new(form), agencies: agencies(), asks_id: true, shares_phone: true, kept_months: 12 };
    app::render(frame("Đăng ký dự thi").with_islands(), || view! { <RegisterPage register/> })
}

fn code() -> String {
    let code = CodeView { name: "Vàng Thị Mỷ".into(), code: "K7P-2M9-QX4".into(), next: "/thi/2".into() };
    app::render(signed_in("Mã dự thi", NavItem::Mine), || view! { <CodePage code/> })
}

fn sign_in() -> String {
    let sent = SignInForm { phone: "0912345678".into(), code: "K7P".into() };
    let problems = sent.check().unwrap_err();
    let form = FormState::sent([("dien-thoai", sent.phone)]).with_problems(problems.iter().map(Problem::from));
    let sign_in = SignInView { form: Arc::new(form), next: Some("/thi/2".into()), phone: "0214 000 0123".into() };
    app::render(frame("Đăng nhập"), || view! { <SignInPage sign_in/> })
}

fn mine() -> String {
    let attempt = |href: &str, title: &str, line: &str, score: Option<&str>, counts| AttemptRow {
        href: href.into(),
        title: title.into(),
        line: line.into(),
        score: score.map(Into::into),
        counts,
        predicts: counts,
    };
    let mine = MyView {
        name: "Vàng Thị Mỷ".into(),
        certificates: vec![(
            "/cua-toi/giay-chung-nhan/V1-0-0938-NKRK-AQ6X".into(),
            "Giải Nhì, Tuần 1: Những vấn đề chung (PDF)".into(),
        )],
        data: [
            ("Ngày sinh", "2/9/1987"),
            ("Số điện thoại", "091* *** *78"),
            ("Cơ quan, đơn vị", "Trung tâm Phục vụ hành chính công tỉnh"),
            ("Vị trí công tác", "Viên chức"),
        ]
        .map(|(label, value)| (label.into(), value.into()))
        .into(),
        attempts: vec![
            attempt("/thi/2", "Tuần 2 · Lượt 3", "Hết giờ lúc 11 giờ 53", None, false),
            attempt("/ket-qua/7", "Tuần 2 · Lượt 2", "Nộp lúc 11 giờ 51, thứ Năm 14/5/2026", Some("18/20 câu"), true),
            attempt("/ket-qua/5", "Tuần 2 · Lượt 1", "Nộp lúc 20 giờ 10, thứ Ba 12/5/2026", Some("15/20 câu"), false),
        ],
        next: Some(("/thi/2".into(), "Làm bài tiếp".into())),
        withdrawal: Arc::default(),
        corrected: true,
        involved: Some(
            "Từ ngày 4/5/2026, Ban Tổ chức ghi nhận bạn tham gia tổ chức cuộc thi: Nhân viên kỹ thuật. Lý do: vận hành hệ thống. Theo thể lệ, bạn được thi nhưng không xét giải."
                .into(),
        ),
    };
    app::render(signed_in("Của tôi", NavItem::Mine), || view! { <MyPage mine/> })
}

fn correct() -> String {
    let kept = [
        ("ho-ten", "Vàng Thị Mỷ"),
        ("ngay", "2"),
        ("thang", "9"),
        ("nam", "2012"),
        ("don-vi", "Đơn vị sự nghiệp-1"),
        ("vi-tri", "citizen"),
    ];
    let form = FormState::sent(kept).with_problems([Problem::new("giam-ho", "Người dưới 16 tuổi cần cha, mẹ đồng ý.")]);
    let correct = CorrectView {
        form: Arc::new(form),
        agencies: agencies(),
        asks_guardian: true,
        asks_id: true,
        id_ending: Some("234".into()),
        phone: "0214 000 0123".into(),
    };
    let frame = signed_in("Sửa thông tin của bạn", NavItem::Mine).with_islands();
    app::render(frame, || view! { <CorrectPage correct/> })
}
