//! Correcting a round's questions, step by step.

use std::sync::Arc;

use app::{
    components::Fact,
    form::{FormState, Problem},
    results::{
        AnswerLine, AskView, ChooseView, CorrectionStep, CorrectionsPage, CorrectionsView, FirstLine, MadeLine,
        PreviewView, PrizeLine, QuestionLine, UndoneLine, correction_fields as fields,
    },
};
use leptos::prelude::*;

use super::{now, organiser};

const STEM: &str = "Thời hạn trả kết quả <cấp lại> thẻ căn cước theo 66/NQ-CP là bao nhiêu ngày làm việc?";

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("corrections", choose()),
        ("corrections-none", closed()),
        ("corrections-question", ask(true)),
        ("corrections-question-counting", ask(false)),
        ("corrections-counting", counting()),
        ("corrections-preview", preview()),
    ]
}

fn page(step: CorrectionStep, form: FormState, waits: Option<String>) -> String {
    let made = |id, undone| MadeLine {
        id,
        stem: STEM.into(),
        what: "Sửa đáp án thành B hoặc C.".into(),
        reason: "Văn bản đã được thay thế.".into(),
        at: now(),
        by: "Nguyễn Thị Hồng Nhung".into(),
        grades: "1.204 bài tăng điểm, 3 bài giảm điểm.".into(),
        can_undo: undone,
        undone: (!undone).then(|| UndoneLine {
            at: now(),
            by: "Vàng Thị Mỷ".into(),
            reason: "Chọn nhầm câu.".into(),
            grades: "3 bài tăng điểm, 1.204 bài giảm điểm.".into(),
        }),
    };
    let corrections = CorrectionsView {
        href: "/ban-to-chuc/vong-thi/2/sua-cau".into(),
        round: ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into()),
        form: Arc::new(form),
        done: None,
        waits,
        step,
        made: vec![made(2, true), made(1, false)],
    };
    app::render(organiser("Sửa câu hỏi sau khi thi"), || view! { <CorrectionsPage corrections/> })
}

fn choose() -> String {
    let line = |revision| QuestionLine {
        href: format!("/ban-to-chuc/vong-thi/2/sua-cau?cau={revision}"),
        stem: STEM.into(),
        about: "Bảng A, Bảng B · Đáp án: B".into(),
    };
    let choose = ChooseView {
        filters: Arc::new(FormState::sent([(fields::SEARCH, "căn cước")])),
        lines: vec![line(7), line(8)],
        found: "42 câu".into(),
        page: 1,
        pages: 3,
        search_href: "/ban-to-chuc/vong-thi/2/sua-cau?tim=c%C4%83n&trang=".into(),
    };
    page(CorrectionStep::Choose(choose), FormState::default(), Some("Đang chấm lại, còn 1.204 bài.".into()))
}

fn closed() -> String {
    page(CorrectionStep::Closed, FormState::default(), Some("Kết quả đã công bố nên không sửa được nữa.".into()))
}

fn ask(is_counted: bool) -> String {
    let answer = |text: &str, is_right| AnswerLine {
        text: text.into(),
        is_right,
        is_chosen: false,
        marked: is_counted.then(|| "1.204 (35,1%)".into()),
    };
    let facts = vec![
        Fact::of("3.429", "13.402", "bài có câu này"),
        Fact::new("35,1%", "làm đúng câu này"),
        Fact::new("12", "bài bỏ trống câu này"),
    ];
    let ask = AskView {
        revision: 7,
        stem: STEM.into(),
        kind: "Một đáp án",
        is_multiple: false,
        answers: vec![answer("5 ngày", false), answer("7 ngày", true), answer("<b>10</b> ngày", false)],
        facts: if is_counted { facts } else { Vec::new() },
        decided: None,
    };
    let wrong = Problem::new(fields::KEY, "Chưa chọn đáp án đúng nào. Hãy đánh dấu ít nhất một phương án.");
    let form = FormState::sent([(fields::HOW, "dap-an")]).with_problems([wrong]);
    page(CorrectionStep::Ask(ask), if is_counted { form } else { FormState::default() }, None)
}

fn counting() -> String {
    let sent = vec![(fields::QUESTION, "7".into()), (fields::HOW, "bo-cau".into())];
    page(CorrectionStep::Counting { papers: "120.000".into(), sent }, FormState::default(), None)
}

fn preview() -> String {
    let first = |name: &str, before: &str, after: &str| FirstLine {
        group: "Bảng A".into(),
        name: name.into(),
        about: "Chi cục Quản lý chất lượng, Chế biến và Phát triển thị trường · lượt thi số 10482".into(),
        before: before.into(),
        after: after.into(),
    };
    let preview = PreviewView {
        stem: STEM.into(),
        what: "Bỏ câu này, không tính cho ai.".into(),
        warning: Some("Không phải đề nào cũng có câu này, mà vòng xếp hạng theo số câu đúng."),
        facts: vec![
            Fact::of("3.429", "13.402", "bài có câu này"),
            Fact::new("1.204", "bài tăng điểm"),
            Fact::new("3", "bài giảm điểm"),
            Fact::new("2.118", "người đổi hạng"),
        ],
        first: vec![first("Nguyễn Thị Hồng Nhung", "2", "1"), first("Vàng Thị Mỷ", "1", "2"), first("Hà", "–", "3")],
        prizes: Some(vec![PrizeLine {
            list: "Giải tuần, Bảng A".into(),
            name: "Vàng Thị Mỷ".into(),
            about: "Sở Nội vụ".into(),
            before: "Giải Nhất".into(),
            after: "không có giải".into(),
        }]),
        sent: vec![(fields::QUESTION, "7".into()), (fields::HOW, "bo-cau".into())],
        apply: "Áp dụng, chấm lại 3.429 bài".into(),
        reason_length: 500,
    };
    let wrong = Problem::new(fields::WHY, "Chưa có lý do, hoặc lý do dài quá 500 ký tự. Hãy ghi ngắn gọn.");
    page(CorrectionStep::Preview(preview), FormState::default().with_problems([wrong]), None)
}
