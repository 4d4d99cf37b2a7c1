//! The contest and its rounds, as everybody sees them.

use app::{
    NavItem,
    components::{Change, Fact, Stage},
    contests::{
        ContestPage, ContestView, EntryLink, HomePage, HomeView, LeaderRow, OpenRound, PrivacyPage, PrivacyView,
        RoundAction, RoundRow, RulesStep, TrackView,
    },
};
use contest::contests::{Rules, TrackKind};
use leptos::prelude::*;

use super::{at, closes, frame, now};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![("home", home()), ("contest", contest()), ("privacy", privacy())]
}

fn home() -> String {
    let row = |title: &str, line: &str, state: &str, is_ahead, link: Option<(&str, &str)>| RoundRow {
        title: title.into(),
        line: line.into(),
        state: state.into(),
        is_ahead,
        link: link.map(|(href, label)| (href.into(), label.into())),
    };
    let leader = |place, name: &str, people, headcount| LeaderRow { place, name: name.into(), people, headcount };
    let home = HomeView {
        kicker: "Cuộc thi trực tuyến tỉnh Lào Cai, 2026".into(),
        title: "Tìm hiểu cải cách hành chính".into(),
        lead: "Mỗi tuần một bài thi ngắn 20 câu. Ai ở Lào Cai cũng dự thi được, chỉ cần điện thoại có mạng.".into(),
        now: now(),
        round: Some(OpenRound {
            id: 2,
            title: "Tuần 2: Thủ tục hành chính và dịch vụ công".into(),
            place: "Vòng 2 trong 4".into(),
            action: RoundAction::Enter(closes()),
            facts: "20 câu và 1 câu dự đoán · 20 phút · tối đa 3 lượt".into(),
        }),
        whole: None,
        people: 9_846,
        agencies: 114,
        agencies_total: 119,
        rounds: vec![
            row(
                "Tuần 1: Những vấn đề chung về cải cách hành chính",
                "4/5 – 10/5/2026 · 6.218 người dự thi",
                "Đã đóng",
                false,
                Some(("/xep-hang?vong=1", "Xem kết quả tạm thời")),
            ),
            row("Tuần 3: Tổ chức bộ máy và chế độ công vụ", "Mở lúc 8 giờ 00, thứ Hai 18/5/2026", "Sắp mở", true, None),
            row(
                "Tuần 4: Chính quyền số và văn bản của tỉnh",
                "Mở lúc 8 giờ 00, thứ Hai 25/5/2026",
                "Sắp mở",
                true,
                None,
            ),
        ],
        leaders: vec![
            leader(Some(1), "Phường Cam Đường", 412, Some(430)),
            leader(Some(2), "Sở Nội vụ", 118, Some(124)),
            leader(Some(3), "Văn phòng UBND tỉnh", 94, Some(103)),
            leader(Some(4), "Trung tâm Phục vụ hành chính công tỉnh", 38, Some(43)),
            leader(None, "Xã Thượng Bằng La", 81, None),
        ],
        entries: vec![
            EntryLink { number: 21, question: "Thủ tục hành chính là gì?".into() },
            EntryLink {
                number: 27,
                question: "Mô hình Trung tâm Phục vụ hành chính công một cấp là gì và do ai quyết định?".into(),
            },
            EntryLink {
                number: 61,
                question:
                    "Dịch vụ công trực tuyến toàn trình và dịch vụ công trực tuyến một phần khác nhau như thế nào?"
                        .into(),
            },
        ],
        practice: true,
        entries_total: 100,
    };
    app::render(frame("Trang chủ"), || view! { <HomePage home/> })
}

fn contest() -> String {
    let stage = |when: &str, title: &str, text: Option<&str>, done, current| Stage {
        when: when.into(),
        title: title.into(),
        text: text.map(Into::into),
        done,
        current,
    };
    let contest = ContestView {
        kicker: "Kế hoạch số 00/KH-UBND năm 2026 (số mẫu)".into(),
        title: "Cuộc thi trực tuyến Tìm hiểu cải cách hành chính tỉnh Lào Cai năm 2026".into(),
        lead: "Từ 4/5 đến 31/5/2026, mỗi tuần một vòng thi trên trang này.".into(),
        state: "Đang mở tuần 2".into(),
        is_open: true,
        facts: vec![
            Fact::new("9.846", "người đã dự thi"),
            Fact::new("21.307", "lượt thi hợp lệ"),
            Fact::of("114", 119, "đơn vị có người dự thi"),
            Fact::new("172", "đang làm bài"),
        ],
        counted_at: now(),
        stages: vec![
            stage("4/5 – 10/5 · Đã đóng", "Tuần 1: Những vấn đề chung", Some("6.218 người dự thi."), true, false),
            stage(
                "11/5 – 17/5 · Đang mở",
                "Tuần 2: Thủ tục hành chính và dịch vụ công",
                Some("Đóng lúc 17 giờ 00, Chủ nhật 17/5."),
                false,
                true,
            ),
            stage("18/5 – 24/5", "Tuần 3: Tổ chức bộ máy và chế độ công vụ", None, false, false),
            stage("25/5 – 31/5", "Tuần 4: Chính quyền số và văn bản của tỉnh", None, false, false),
        ],
        rules: Rules::case_4().describe(),
        history: vec![
            RulesStep {
                version: 2,
                made_at: at("2026-05-08T09:00"),
                reason: Some("Theo công văn số 12/SNV, kéo dài thời gian làm bài.".into()),
                changes: vec![Change {
                    before: Some("Thời gian làm mỗi bài là 15 phút.".into()),
                    after: Some("Thời gian làm mỗi bài là 20 phút.".into()),
                }],
                rounds: Some("Áp dụng cho: Tuần 2.".into()),
            },
            RulesStep { version: 1, made_at: at("2026-05-01T09:00"), reason: None, changes: vec![], rounds: None },
        ],
        tracks: TrackKind::ALL.map(|kind| TrackView { kind, note: None }).into(),
        prizes: Vec::new(),
        may_register: true,
    };
    app::render(frame("Thể lệ cuộc thi").under(NavItem::Contest), || view! { <ContestPage contest/> })
}

fn privacy() -> String {
    let privacy = PrivacyView {
        organiser: "Sở Nội vụ tỉnh Lào Cai".into(),
        phone: "0214 000 0123".into(),
        email: "cchc@laocai.example".into(),
        kept_months: 12,
    };
    app::render(frame("Bảo vệ dữ liệu cá nhân"), || view! { <PrivacyPage privacy/> })
}
