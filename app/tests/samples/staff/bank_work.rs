//! Working on a bank: one question, its form, acts on many, and who works on it.

use std::sync::Arc;

use app::{
    banks::{
        QuestionView,
        work::{
            BulkForm, BulkPage, BulkPageView, ChoiceRow, DocumentPage, DocumentRow, DocumentView, DocumentsPage,
            DocumentsView, EditPage, EditView, FoundView, HandbookHit, PastView, PreviewView, QuestionLine,
            QuestionPage, QuestionPageView, RevisionView, WorkerRow, WorkersPage, WorkersView,
        },
    },
    components::SelectOption,
    form::{FormState, Problem},
};
use contest::banks::{ChoiceSet, Kind, RevisionState, Step, difference};
use leptos::prelude::*;

use super::{TOPICS, now, organiser};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("question", question(RevisionState::InReview, true)),
        ("question-approved", question(RevisionState::Approved, false)),
        ("question-edit", edit(FormState::default(), false)),
        ("question-edit-refused", edit(wrong(), false)),
        ("question-edit-conflict", edit(FormState::default(), true)),
        ("bank-bulk", bulk(false)),
        ("bank-bulk-undone", bulk(true)),
        ("bank-workers", workers()),
        ("bank-documents", documents()),
        ("bank-document", document()),
    ]
}

const BANK: &str = "/ban-to-chuc/ngan-hang/1";

fn bank() -> (String, String) {
    ("Ngân hàng câu hỏi cải cách hành chính".into(), BANK.into())
}

fn said() -> QuestionView {
    QuestionView {
        stem: "Năm 2025, Nghị quyết số 66/NQ-CP đặt mục tiêu bãi bỏ ít nhất bao nhiêu phần trăm điều kiện đầu tư \
               kinh doanh không cần thiết?"
            .into(),
        choices: vec![("20%".into(), false), ("25%".into(), false), ("30%".into(), true), ("<b>50%</b>".into(), false)],
        about: vec!["Thể chế".into(), "Nhận biết".into(), "Một đáp án".into(), "sổ tay câu 21".into()],
        explanation: Some("Theo 66/NQ-CP: bãi bỏ ít nhất 30%.".into()),
    }
}

/// What a search of a bank finds.
pub fn found() -> FoundView {
    let line = |number, state, in_use| QuestionLine {
        number,
        href: format!("{BANK}/cau/{number}"),
        state,
        in_use,
        question: said(),
    };
    FoundView {
        questions: vec![line(7, RevisionState::Approved, false), line(12, RevisionState::InReview, true)],
        found: 112,
        page: 1,
        pages: 6,
        search_href: format!("{BANK}?tim=x&trang="),
        href: BANK.into(),
        entries: vec![HandbookHit {
            href: "/so-tay/cau/21".into(),
            title: "Câu 21. Nghị quyết số 66/NQ-CP đặt ra những mục tiêu nào?".into(),
        }],
        bulk: Some(BulkForm {
            href: format!("{BANK}/hang-loat"),
            search: vec![("tim", "điều kiện".into())],
            steps: vec![Step::Submit, Step::TakeBack, Step::Approve, Step::Discard, Step::Retire],
            writes: true,
            topics: TOPICS.map(str::to_owned).into(),
        }),
    }
}

fn question(state: RevisionState, own_review: bool) -> String {
    let changes = vec![
        (
            "Câu hỏi".to_owned(),
            difference("bãi bỏ bao nhiêu phần trăm điều kiện?", "bãi bỏ ít nhất bao nhiêu phần trăm?"),
        ),
        ("Đáp án".to_owned(), difference("B", "C")),
    ];
    let revision = |number, state, changes| RevisionView {
        number,
        state,
        author: "Nguyễn Văn An (nguyen.an)".into(),
        at: now(),
        changes,
    };
    let past =
        |what: &str, note: Option<&str>| PastView { at: now(), what: what.into(), note: note.map(str::to_owned) };
    let view = QuestionPageView {
        href: format!("{BANK}/cau/12"),
        bank: bank(),
        number: 12,
        version: 4,
        question: said(),
        entry: Some(("/so-tay/cau/21".into(), "Sổ tay, câu 21".into())),
        documents: vec![
            ("Nghị quyết 66/NQ-CP, Chính phủ, ban hành 26/3/2025".into(), None),
            ("Nghị định 30/2020/NĐ-CP".into(), Some("Đã thay bằng Nghị định 2/2026/NĐ-CP".into())),
        ],
        state,
        author: "Nguyễn Văn An (nguyen.an)".into(),
        in_use: (state == RevisionState::InReview).then_some(1),
        edit_href: Some(format!("{BANK}/cau/12/sua")),
        steps: if own_review { vec![Step::TakeBack] } else { vec![Step::Retire] },
        own_review,
        workers_href: own_review.then(|| "/ban-to-chuc/ngan-hang/nguoi-lam".into()),
        note_length: 1_000,
        form: Arc::default(),
        revisions: vec![revision(2, state, Some(changes)), revision(1, RevisionState::Approved, None)],
        history: vec![
            past("Nguyễn Văn An (nguyen.an): gửi duyệt, bản 2", None),
            past("Lò Thị Mai (lo.mai): trả lại, bản 1", Some("Nên ghi rõ “ít nhất”.\n\nXem lại đáp án <B>.")),
        ],
        rounds: vec![(Some("/ban-to-chuc/vong-thi/2".into()), "Tuần 2, bản 1".into()), (None, "Tuần 1, bản 1".into())],
        items: (state == RevisionState::Approved).then(super::items::section),
        items_href: (state == RevisionState::Approved).then(|| format!("{BANK}/phan-tich/12")),
    };
    app::render(organiser("Câu 12"), || view! { <QuestionPage view/> })
}

fn wrong() -> FormState {
    FormState::default().with_problems([
        Problem::new("phuong-an", "Chưa có đáp án đúng. Hãy ghi đáp án, ví dụ C."),
        Problem::new("cau-so-tay", "Câu sổ tay là một số, ví dụ 12. Hãy ghi lại hoặc để trống."),
    ])
}

fn edit(form: FormState, conflict: bool) -> String {
    let typed = [
        ("cau-hoi", "Nghị định số 118/2025/NĐ-CP có hiệu lực từ ngày nào?"),
        ("linh-vuc", "Thể chế"),
        ("muc-do", "recall"),
        ("giai-thich", "Theo điều khoản thi hành."),
        ("cau-so-tay", "mười"),
    ];
    let form = FormState { problems: form.problems, ..FormState::sent(typed) };
    let row = |text: &str, right, anchored| ChoiceRow { text: text.to_owned(), right, anchored };
    let choices = vec![
        row("01/7/2025", true, false),
        row("01/8/2025", false, true),
        row("01/9/2025", false, false),
        ChoiceRow::default(),
    ];
    let view = EditView {
        href: format!("{BANK}/cau/12/sua"),
        preview_href: format!("{BANK}/xem-truoc"),
        bank: bank(),
        question: Some(("Câu 12".into(), format!("{BANK}/cau/12"))),
        version: 4,
        form: Arc::new(form),
        choices,
        topics: TOPICS.map(str::to_owned).into(),
        preview: PreviewView {
            kind: Kind::Single,
            stem: "Nghị định số 118/2025/NĐ-CP có hiệu lực từ ngày nào?".into(),
            choices: ["01/7/2025", "01/8/2025", "01/9/2025"].map(str::to_owned).into(),
            correct: ChoiceSet::EMPTY.with(0),
            order: Some("phương án B giữ vị trí".into()),
            problem: None,
        },
        conflict: conflict.then(|| {
            let parts = vec![("Câu hỏi".to_owned(), difference("có hiệu lực khi nào?", "có hiệu lực từ ngày nào?"))];
            ("Lò Thị Mai (lo.mai), sửa nội dung, lúc 11 giờ 40".into(), parts)
        }),
        note: Some("Câu đã duyệt vẫn dùng như cũ cho đến khi bản sửa này được người khác duyệt."),
    };
    app::render(organiser("Sửa câu 12").with_live_forms(), || view! { <EditPage view/> })
}

fn bulk(undone: bool) -> String {
    let link = |number: i64| (number, format!("{BANK}/cau/{number}"));
    let view = BulkPageView {
        href: format!("{BANK}/hang-loat/3"),
        bank: bank(),
        what: "Duyệt nhiều câu".into(),
        at: now(),
        by: "Lò Thị Mai (lo.mai)".into(),
        done: 182,
        skipped: vec![("Câu này do bạn soạn nên phải do người khác duyệt.".into(), 2, vec![link(7), link(12)])],
        may_undo: !undone,
        undone: undone.then(|| (now(), 1, vec![link(15)])),
    };
    app::render(organiser("Duyệt nhiều câu"), || view! { <BulkPage view/> })
}

fn documents() -> String {
    let row = |id: i64, name: &str, superseded: Option<&str>| DocumentRow {
        href: format!("{BANK}/van-ban/{id}"),
        name: name.into(),
        about: "Về công tác văn thư · Chính phủ · ban hành 5/3/2020".into(),
        questions: 12,
        superseded: superseded.map(str::to_owned),
    };
    let view = DocumentsView {
        href: format!("{BANK}/van-ban"),
        bank: bank(),
        documents: vec![
            row(1, "Nghị định 30/2020/NĐ-CP", Some("Đã thay bằng Nghị định 2/2026/NĐ-CP 1/3/2026")),
            row(2, "Nghị quyết 66/NQ-CP", None),
        ],
        page: 1,
        pages: 2,
        superseded: (format!("{BANK}?can-cu=da-thay"), 12),
    };
    app::render(organiser("Văn bản căn cứ"), || view! { <DocumentsPage view/> })
}

fn document() -> String {
    let form = FormState::sent([("trich-yeu", "Về công tác văn thư"), ("thay-bang", "30/2020/NĐ-CP")])
        .with_problems([Problem::new("thay-bang", "Văn bản không tự thay thế mình. Hãy ghi số văn bản mới.")]);
    let view = DocumentView {
        href: format!("{BANK}/van-ban/1"),
        bank: bank(),
        name: "Nghị định 30/2020/NĐ-CP".into(),
        form: Arc::new(form),
        writes: true,
        length: 500,
    };
    app::render(organiser("Nghị định 30/2020/NĐ-CP"), || view! { <DocumentPage view/> })
}

fn workers() -> String {
    let worker = |id, name: &str, username: &str, role, unused| WorkerRow {
        id,
        name: name.into(),
        username: username.into(),
        role,
        unused,
        disabled: false,
        banks: vec![(1, bank().0)],
        others: vec![SelectOption::new("2", "Câu hỏi bảng người dân")],
    };
    let view = WorkersView {
        href: "/ban-to-chuc/ngan-hang/nguoi-lam",
        workers: vec![
            worker(3, "Lò Thị Mai", "lo.mai", "Người thẩm định câu hỏi", false),
            worker(4, "Nguyễn Văn An", "nguyen.an", "Người biên soạn câu hỏi", true),
        ],
        banks: vec![SelectOption::new("1", bank().0), SelectOption::new("2", "Câu hỏi bảng người dân")],
        roles: vec![
            SelectOption::new("question_reviewer", "Người thẩm định câu hỏi"),
            SelectOption::new("question_author", "Người biên soạn câu hỏi"),
        ],
        form: Arc::new(FormState::sent([("vai-tro", "question_reviewer")])),
        username_length: 40,
    };
    app::render(organiser("Người soạn và thẩm định"), || view! { <WorkersPage view/> })
}
