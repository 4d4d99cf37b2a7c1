//! Boards, and results that are published.

use std::sync::Arc;

use app::{
    NavItem, Shell,
    components::{Fact, SelectOption},
    form::{FormState, Problem},
    reports::RoundPlace,
    results::{
        AgencyBoardPage, AgencyBoardView, AgencyHistoryPage, AgencyHistoryView, AgencyRow, AwardRow, AwardTable,
        BoardPage, BoardView, CERTIFICATE_CODE, FileSum, FramedPage, FramedRows, FramedView, MyAgency, MyPlace,
        PersonRow, Provisional, PublishedCorrection, PublishedPage, PublishedView, ScreenPage, ScreenRow, ScreenTime,
        ScreenView, Verdict, Verified, VerifyPage, VerifyView, WholeContest,
    },
};
use contest::{Millis, results::CertificateCodeError};
use leptos::prelude::*;

use super::{accounts::agencies, at, frame, now, signed_in};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("board", board()),
        ("board-agencies", agency_board()),
        ("agency-history", agency_history()),
        ("screen", screen()),
        ("framed", framed(true)),
        ("framed-agencies", framed(false)),
        ("published", published()),
        ("verify", verify(None)),
        ("verify-mistyped", verify(Some("V2-14"))),
    ]
}

fn provisional() -> Provisional {
    Provisional {
        counted_at: now(), until: "Kết quả chính thức công bố ngày 19/6 sau khi xử lý khiếu nại.".into()
    }
}

fn board() -> String {
    let row = |place, name: &str, agency: &str, tied, correct: &str, seconds, is_me| PersonRow {
        place,
        name: name.into(),
        agency: agency.into(),
        tied,
        correct: correct.into(),
        duration: Millis::seconds(seconds),
        is_me,
    };
    let board = BoardView {
        scope: "tuần 2, Bảng A".into(),
        provisional: Some(provisional()),
        mine: Some(MyPlace {
            facts: vec![MyPlace::fact(312, 5_140, "toàn tỉnh, Bảng A"), MyPlace::fact(4, 38, "tại đơn vị")],
            hint: Some("Thêm 1 câu đúng nữa, bạn vào nhóm 100 người dẫn đầu.".into()),
            href: "/xep-hang?bang=A&trang=7#dong-cua-toi".into(),
            row: Some(row(312, "Vàng Thị Mỷ", "Trung tâm Phục vụ hành chính công tỉnh", false, "18/20", 751, true)),
        }),
        filters: Arc::new(FormState::sent([("vong", "2"), ("bang", "A")])),
        rounds: vec![SelectOption::new("2", "Tuần 2"), SelectOption::new("1", "Tuần 1")],
        tracks: vec![SelectOption::new("A", "Bảng A"), SelectOption::new("B", "Bảng B")],
        together: None,
        blocks: vec![SelectOption::new("xa-phuong", "Xã, phường")],
        agencies: agencies(),
        keys: vec!["nhiều câu đúng hơn", "làm bài nhanh hơn"],
        masked: true,
        rows: vec![
            row(1, "Lý Láo L***", "Phường Sa Pa", false, "20/20", 494, false),
            row(2, "Nguyễn Thị Hồng N***", "Sở Nội vụ", true, "20/20", 527, false),
            row(2, "Tẩn Mẩy P***", "Xã Tả Phìn", true, "20/20", 527, false),
            row(
                4,
                "Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Thị Thiên H***",
                "Trung tâm Phục vụ hành chính công tỉnh",
                false,
                "20/20",
                545,
                false,
            ),
            row(5, "Giàng A P***", "Xã Púng Luông", false, "19/20", 571, false),
        ],
        page: 1,
        pages: 514,
        href: "/xep-hang?bang=A&trang=".into(),
    };
    app::render(signed_in("Bảng xếp hạng cá nhân", NavItem::Boards), || view! { <BoardPage board/> })
}

fn agency_board() -> String {
    let row = |place, name: &str, people, headcount, mean: &str, is_mine| AgencyRow {
        place,
        tied: false,
        name: name.into(),
        href: Some("/xep-hang/don-vi/15-x".into()),
        people,
        headcount,
        below: people == 22,
        figure: "95,8%".into(),
        lacks: if people == 22 { vec!["Chưa đạt tỷ lệ tham gia tối thiểu 50%.".into()] } else { vec![] },
        mean: mean.into(),
        is_mine,
    };
    let board = AgencyBoardView {
        scope: "tuần 2".into(),
        provisional: Some(provisional()),
        mine: Some(MyAgency {
            name: "Trung tâm Phục vụ hành chính công tỉnh".into(),
            place: Some((4, 119)),
            people: 38,
            missing: Some(5),
            href: Some("/xep-hang/don-vi?trang=1#dong-cua-toi".into()),
        }),
        filters: Arc::new(FormState::sent([("vong", "2")])),
        rounds: vec![SelectOption::new("2", "Tuần 2")],
        lists: vec![SelectOption::new("0", "Giải tập thể"), SelectOption::new("1", "Giải xã, phường")],
        blocks: vec![SelectOption::new("xa-phuong", "Xã, phường")],
        blocks_together: true,
        sizes: vec![SelectOption::new("0", "Từ 0 đến 49 người"), SelectOption::new("1", "Từ 50 người")],
        keys: vec!["tỷ lệ tham gia cao hơn", "điểm trung bình cao hơn"],
        figure: "Tỷ lệ",
        rows: vec![
            row(Some(1), "Phường Cam Đường", 412, Some(430), "17,3/20", false),
            row(Some(2), "Sở Nội vụ", 118, Some(124), "18,2/20", false),
            row(Some(4), "Trung tâm Phục vụ hành chính công tỉnh", 38, Some(43), "17,6/20", true),
            row(Some(10), "Xã Tà Xi Láng", 22, Some(58), "15,6/20", false),
            row(None, "Xã Thượng Bằng La", 81, None, "16,1/20", false),
        ],
        page: 2,
        pages: 12,
        href: "/xep-hang/don-vi?trang=".into(),
        without_headcount: 5,
        screen: Some("/man-hinh/2".into()),
        minimum_percent: Some(50),
    };
    app::render(signed_in("Bảng xếp hạng đơn vị", NavItem::Boards), || view! { <AgencyBoardPage board/> })
}

fn framed(people: bool) -> String {
    let person = PersonRow {
        place: 1,
        name: "Lý Láo L***".into(),
        agency: "Phường Sa Pa".into(),
        tied: true,
        correct: "20/20".into(),
        duration: Millis::seconds(494),
        is_me: false,
    };
    let agency = AgencyRow {
        place: Some(1),
        tied: false,
        name: "Phường Cam Đường".into(),
        href: None,
        people: 412,
        headcount: Some(430),
        below: false,
        figure: "95,8%".into(),
        lacks: vec![],
        mean: "17,3/20".into(),
        is_mine: false,
    };
    let rows = if people { FramedRows::People(vec![person]) } else { FramedRows::Agencies(vec![agency], "Tỷ lệ") };
    let board = FramedView {
        title: "Bảng xếp hạng".into(),
        scope: "Tuần 2, Bảng A".into(),
        rows,
        provisional: true,
        counted_at: now(),
        href: "/xep-hang?vong=2".into(),
    };
    app::render(frame("Bảng xếp hạng").within(Shell::Framed), || view! { <FramedPage board/> })
}

fn agency_history() -> String {
    let place = |(number, place): (i32, Option<u64>)| RoundPlace {
        round: format!("Tuần {number}: Thủ tục hành chính"),
        place,
        of: 119,
        with: "95,8%".into(),
    };
    let history = AgencyHistoryView {
        name: "Phường Cam Đường".into(),
        among: Some("Khối Xã, phường.".into()),
        places: [(1, Some(12)), (2, None), (3, Some(1))].map(place).to_vec(),
        figure: "Tỷ lệ",
    };
    app::render(signed_in("Thứ hạng Phường Cam Đường", NavItem::Boards), || view! { <AgencyHistoryPage history/> })
}

fn screen() -> String {
    let row = |place, name: &str, figure: &str, people, headcount| ScreenRow {
        place,
        name: name.into(),
        figure: figure.into(),
        people,
        headcount,
    };
    let screen = ScreenView {
        province: "Tỉnh Lào Cai".into(),
        contest: "Tìm hiểu cải cách hành chính".into(),
        round: "Tuần 2: Thủ tục hành chính và dịch vụ công".into(),
        time: ScreenTime::Closes(Millis::hours(77), at("2026-05-17T17:00")),
        code: Some(("M4 4h7v1h-7z".into(), 33)),
        address: "cchc.laocai.example".into(),
        facts: vec![
            Fact::new("9.846", "người đã dự thi"),
            Fact::new("18.284", "lượt thi"),
            Fact::of("114", "119", "đơn vị tham gia"),
        ],
        title: "Đơn vị dẫn đầu".into(),
        rows: vec![
            row(Some(1), "Phường Cam Đường", "95,8%", 412, Some(430)),
            row(Some(2), "Trung tâm Phục vụ hành chính công tỉnh", "88,4%", 38, Some(43)),
            row(None, "Xã Thượng Bằng La", "–", 81, None),
        ],
        provisional: true,
        counted_at: now(),
    };
    let feed = "/man-hinh/2/dong".to_owned();
    app::render(frame("Màn hình sảnh").within(Shell::Screen), || view! { <ScreenPage screen feed/> })
}

fn published() -> String {
    let worth = |correct: &str, seconds| Some((correct.to_owned(), Millis::seconds(seconds)));
    let person = |class: &str, name: &str, attempt, worth| AwardRow {
        class: class.into(),
        name: name.into(),
        agency: Some("Trung tâm Phục vụ hành chính công tỉnh".into()),
        attempt: Some(attempt),
        worth,
        taken_back: attempt == 9_317,
        certificate: None,
    };
    let agency = AwardRow {
        class: "Giải A".into(),
        name: "Phường Cam Đường".into(),
        agency: None,
        attempt: None,
        worth: None,
        taken_back: false,
        certificate: None,
    };
    let file = |name, meaning, href: Option<&str>| FileSum {
        name,
        meaning,
        href: href.map(Into::into),
        sum: "c1eec51646a4434cf58ba5c224490a136794a59191cf263031a1d73825e6c409".into(),
    };
    let results = PublishedView {
        title: "Tuần 1: Những vấn đề chung về cải cách hành chính".into(),
        published_at: now(),
        facts: vec![Fact::new("6.218", "người dự thi"), Fact::new("13.402", "lượt thi hợp lệ")],
        tables: vec![
            AwardTable {
                title: "Giải tuần, Bảng A".into(),
                individual: true,
                rows: vec![
                    person("Giải Nhất", "Nguyễn Thị Hồng N***", 10_482, worth("20/20", 312)),
                    person("Giải Nhì", "Vàng Thị M***", 9_317, worth("20/20", 358)),
                ],
            },
            AwardTable { title: "Giải xã, phường".into(), individual: false, rows: vec![agency] },
        ],
        board: Some("/xep-hang?vong=1".into()),
        rounds: vec![],
        whole: Some(WholeContest { href: "/cong-bo/cuoc-thi/1".into(), replaces_prizes: true }),
        rules_version: 2,
        lots_seed: "000102030405060708090a0b0c0d0e0f".into(),
        files: vec![
            file("the-le.json", "Thể lệ và số liệu đã chốt", Some("/cong-bo/1/the-le.json")),
            file("luot-thi.csv", "Các lượt thi", Some("/cong-bo/1/luot-thi.csv")),
            file("thu-hang.csv", "Thứ hạng và giải, do cchc rank ghi ra", None),
        ],
        corrections: vec![PublishedCorrection {
            stem: "Thời hạn giải quyết thủ tục <cấp lại> là bao lâu?".into(),
            what: "Ban Tổ chức không tính câu này cho bất kỳ ai. Lý do: Văn bản đã hết hiệu lực.".into(),
            at: now(),
        }],
    };
    app::render(signed_in("Kết quả: Tuần 1", NavItem::Boards), || view! { <PublishedPage results/> })
}

fn verify(typed: Option<&str>) -> String {
    let problem = || Problem::new(CERTIFICATE_CODE, CertificateCodeError.to_string());
    let refused = |typed| FormState::sent([(CERTIFICATE_CODE, typed)]).with_problems([problem()]);
    let form = typed.map_or_else(FormState::default, refused);
    let rows = vec![
        ("Họ và tên", "Nguyễn Thị Hồng N***".to_owned()),
        ("Cơ quan, đơn vị", "Trung tâm Phục vụ hành chính công tỉnh".to_owned()),
        ("Giải", "Giải Nhất (Giải tuần, Bảng A)".to_owned()),
        ("Cuộc thi", "Tìm hiểu cải cách hành chính".to_owned()),
    ];
    let good = || Verified { code: "V1-0-0938-NKRK-AQ6X".into(), verdict: Verdict::Good, rows };
    let found = typed.is_none().then(good);
    let view = VerifyView { form: Arc::new(form), found };
    app::render(frame("Xác nhận giấy chứng nhận"), || view! { <VerifyPage view/> })
}
