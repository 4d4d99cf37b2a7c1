//! The handbook's editions, questions proposed from it, and questions that are alike.

use std::sync::Arc;

use app::{
    banks::{
        AlikePage, AlikePageView, AlikeView, ComparedView, DecidedView, DistractorView, EditProposalPage,
        EditProposalView, EditionEntry, EditionLine, EditionPage, EditionView, EditionsPage, EditionsView, LikeView,
        MistakeRow, MistakesPage, MistakesView, ProposalView, ProposalsPage, ProposalsView,
        work::{ChoiceRow, PreviewView},
    },
    components::{Fact, SelectOption, Tab},
    form::{FormState, Problem},
};
use contest::banks::{ChoiceSet, Kind};
use leptos::prelude::*;

use super::{TOPICS, now, organiser};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("proposals", proposals(true)),
        ("proposals-none", proposals(false)),
        ("proposal-edit", edit_proposal()),
        ("editions", editions(true)),
        ("editions-none", editions(false)),
        ("edition", edition()),
        ("mistakes", mistakes(true)),
        ("mistakes-none", mistakes(false)),
        ("alike", alike(true)),
        ("alike-none", alike(false)),
    ]
}

fn proposal(key: &str, decided: Option<DecidedView>) -> ProposalView {
    let sentence = || {
        let parts =
            [("Nghị quyết số 66/NQ-CP đặt mục tiêu bãi bỏ ít nhất ", false), ("30%", true), (" điều kiện.", false)];
        parts.map(|(text, marked)| (text.to_owned(), marked)).to_vec()
    };
    let distractor = |choice: &str| DistractorView {
        choice: choice.into(),
        entry: ("/so-tay/cau/33".into(), 33),
        sentence: sentence(),
    };
    ProposalView {
        key: key.into(),
        stem: "Năm 2025, Nghị quyết số 66/NQ-CP đặt mục tiêu bãi bỏ ít nhất bao nhiêu điều kiện kinh doanh?".into(),
        choices: vec![("20%".into(), false), ("25%".into(), false), ("30%".into(), true), ("<b>50%</b>".into(), false)],
        about: vec!["Thể chế".into(), "Nhận biết".into(), "Một đáp án".into(), "sổ tay câu 21".into()],
        rule: ("Tỷ lệ", "Câu trả lời nêu một tỷ lệ; phương án nhiễu là tỷ lệ khác trong sổ tay."),
        entry: ("/so-tay/cau/21".into(), "Câu 21 của sổ tay: Thủ tục hành chính là gì?".into()),
        sentence: sentence(),
        distractors: vec![distractor("20%"), distractor("<b>50%</b>")],
        like: vec![LikeView {
            likeness: 86, one: compared("Câu đề xuất"), other: compared("Câu 12 của ngân hàng")
        }],
        decided,
        edit: format!("/ban-to-chuc/ngan-hang/1/de-xuat/1/{key}"),
    }
}

fn compared(title: &str) -> ComparedView {
    let bits = |text: &str, other: &str| vec![(text.to_owned(), false), (other.to_owned(), true)];
    ComparedView {
        title: title.into(),
        href: None,
        about: vec!["Đã duyệt".into(), "Nhận biết".into()],
        stem: bits("Nghị quyết số 66/NQ-CP đặt mục tiêu bãi bỏ ", "bao nhiêu <b>điều kiện</b>?"),
        choices: vec![(bits("20", "%"), false), (bits("30%", ""), true)],
    }
}

fn proposals(some: bool) -> String {
    let decided = |refused| DecidedView {
        label: if refused { "Đã bỏ" } else { "Đã nhận" },
        refused,
        line: "Nguyễn Thị Hồng Nhung (nhung), 8 giờ 00, Chủ nhật 22/11/2026.".into(),
        question: (!refused).then(|| ("/ban-to-chuc/ngan-hang/1".into(), "Câu 251 của ngân hàng".into())),
        undoable: true,
    };
    let problem = Problem::new("de-xuat-0b", "Phạm Thu Hà (ha) đã bỏ câu này trước bạn, lúc 8 giờ 00.");
    let href = "/ban-to-chuc/ngan-hang/1/de-xuat";
    let view = ProposalsView {
        href: href.into(),
        action: format!("{href}?trang=1"),
        bank: ("/ban-to-chuc/ngan-hang/1".into(), "Ngân hàng câu hỏi cải cách hành chính".into()),
        made: some.then(|| ("Sổ tay hỏi – đáp".into(), 348)),
        filters: Arc::new(FormState::sent([("xem", "waiting")])),
        editions: vec![SelectOption::new("2", "Sổ tay (2026)"), SelectOption::new("1", "Sổ tay (2025)")],
        parts: vec![SelectOption::new("1", "Phần I. Những vấn đề chung")],
        rules: vec![SelectOption::new("percentage", "Tỷ lệ (12)")],
        tabs: vec![
            Tab::new(format!("{href}?xem=waiting"), "Chờ xem (213)", true),
            Tab::new(format!("{href}?xem=accepted"), "Đã nhận (130)", false),
        ],
        form: Arc::new(FormState::default().with_problems(some.then_some(problem))),
        done: (!some).then(|| ("Đã bỏ câu đề xuất.".into(), Some("0c".into()))),
        proposals: if some {
            vec![proposal("0a", None), proposal("0b", Some(decided(true))), proposal("0c", Some(decided(false)))]
        } else {
            vec![]
        },
        found: 213,
        page: 1,
        pages: 22,
        page_href: format!("{href}?trang="),
        reason_length: 500,
    };
    app::render(organiser("Câu hỏi đề xuất"), || view! { <ProposalsPage view/> })
}

fn edit_proposal() -> String {
    let form = FormState::sent([("muc-do", "recall")])
        .with_problems([Problem::new("cau-hoi", "Câu hỏi đang trống. Hãy nhập nội dung câu hỏi.")]);
    let view = EditProposalView {
        href: "/ban-to-chuc/ngan-hang/1/de-xuat/1/0a".into(),
        preview_href: "/ban-to-chuc/ngan-hang/1/xem-truoc".into(),
        bank: ("/ban-to-chuc/ngan-hang/1".into(), "Ngân hàng câu hỏi cải cách hành chính".into()),
        list: "/ban-to-chuc/ngan-hang/1/de-xuat".into(),
        proposal: proposal("0a", None),
        form: Arc::new(form),
        choices: [("20%", false), ("<b>30%</b>", true)]
            .map(|(text, right)| ChoiceRow { text: text.into(), right, anchored: false })
            .into(),
        topics: TOPICS.map(str::to_owned).into(),
        preview: PreviewView {
            kind: Kind::Single,
            stem: String::new(),
            choices: vec!["20%".into(), "<b>30%</b>".into()],
            correct: ChoiceSet::EMPTY.with(1),
            order: None,
            problem: Some("Câu hỏi đang trống. Hãy nhập nội dung câu hỏi.".into()),
        },
    };
    app::render(organiser("Sửa câu đề xuất").with_live_forms(), || view! { <EditProposalPage view/> })
}

fn alike(some: bool) -> String {
    let pair =
        AlikeView {
            code: "12-40-1-15-43-0".into(), likeness: 92, one: compared("Câu 12"), other: compared("Câu 15")
        };
    let problem = Problem::new("cap-12-40-1-15-43-0", "Câu này do bạn soạn nên phải do người khác duyệt.");
    let href = "/ban-to-chuc/ngan-hang/1/trung";
    let view = AlikePageView {
        action: format!("{href}?trang=1"),
        bank: ("/ban-to-chuc/ngan-hang/1".into(), "Ngân hàng câu hỏi cải cách hành chính".into()),
        compared: 5_000,
        is_bounded: some,
        kept: 3,
        form: Arc::new(FormState::default().with_problems(some.then_some(problem))),
        done: (!some).then_some("Đã giữ cả hai câu. Cặp này không hiện nữa, trừ khi một câu được sửa."),
        pairs: if some { vec![pair] } else { vec![] },
        found: u64::from(some),
        page: 1,
        pages: 1,
        page_href: format!("{href}?trang="),
    };
    app::render(organiser("Câu gần giống"), || view! { <AlikePage view/> })
}

fn editions(some: bool) -> String {
    let line = |title: &str, current, stands: &str| EditionLine {
        href: "/ban-to-chuc/so-tay/2".into(),
        title: title.into(),
        entries: 100,
        imported_at: now(),
        stands: (current, stands.into()),
    };
    let problem = Problem::new("tep", "Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi tải lên lại.");
    let view = EditionsView {
        editions: if some {
            vec![line("Sổ tay hỏi – đáp 2026", false, "Chưa công khai"), line("Sổ tay", true, "Đang công khai")]
        } else {
            vec![]
        },
        form: Arc::new(FormState::default().with_problems((!some).then_some(problem))),
        done: some.then_some("Đã xóa bản sổ tay."),
        megabytes: 20,
        mistakes: 2,
    };
    app::render(organiser("Sổ tay hỏi – đáp"), || view! { <EditionsPage view/> })
}

fn edition() -> String {
    let entry = |number| EditionEntry {
        number,
        question: "Thủ tục hành chính là gì?".into(),
        legal_basis: vec!["Nghị định 63/2010/NĐ-CP".into(), "Nghị quyết 76/NQ-CP".into()],
    };
    let view = EditionView {
        href: "/ban-to-chuc/so-tay/2".into(),
        title: "Sổ tay hỏi – đáp 2026".into(),
        imported_at: now(),
        stands: (false, "Chưa công khai".into()),
        removable: true,
        form: Arc::default(),
        done: Some("Đã đọc tệp. Hãy xem lại các phần, rồi công khai."),
        facts: vec![Fact::new("100", "câu hỏi – đáp"), Fact::new("3", "phần"), Fact::new("64", "văn bản làm căn cứ")],
        problems: vec!["Câu 12: câu này chưa có phần trả lời nên được bỏ qua.".into()],
        parts: vec![("Phần I. Những vấn đề chung".into(), vec![entry(1), entry(2)])],
    };
    app::render(organiser("Sổ tay hỏi – đáp"), || view! { <EditionPage view/> })
}

fn mistakes(some: bool) -> String {
    let row = |id: i64, settled: Option<Option<&str>>| MistakeRow {
        id,
        entry: ("/so-tay/cau/21".into(), "Câu 21. Thủ tục hành chính là gì?".into()),
        edition: ("/ban-to-chuc/so-tay/bao-loi?ban=2&trang=1".into(), "Sổ tay hỏi – đáp".into()),
        text: "Nghị định <b>63</b>/2010/NĐ-CP đã được sửa.\n\nXem Nghị định 92/2017/NĐ-CP.".into(),
        reported_at: now(),
        settled: settled.map(|note| (now(), "Hoàng Thu Hà (thu.ha)".into(), note.map(str::to_owned))),
    };
    let form = FormState::sent([("ghi-chu", "Đã sửa")])
        .with_problems([Problem::new("ghi-chu", "Nội dung có 1001 ký tự. Hãy viết gọn lại trong 1.000 ký tự.")]);
    let href = "/ban-to-chuc/so-tay/bao-loi";
    let view = MistakesView {
        action: format!("{href}?trang=1"),
        tabs: vec![
            Tab::new(format!("{href}?trang=1"), "Chờ xử lý (2)", true),
            Tab::new(format!("{href}?xem=da-xu-ly&trang=1"), "Đã xử lý", false),
        ],
        edition: some.then(|| ("Sổ tay hỏi – đáp".into(), format!("{href}?trang=1"))),
        rows: if some {
            vec![row(3, None), row(2, None), row(1, Some(Some("Đã sửa ở bản mới."))), row(4, Some(None))]
        } else {
            vec![]
        },
        form: if some { (2, Arc::new(form)) } else { (0, Arc::default()) },
        page: 1,
        pages: if some { 2 } else { 1 },
        page_href: format!("{href}?trang="),
    };
    app::render(organiser("Báo lỗi sổ tay"), || view! { <MistakesPage view/> })
}
