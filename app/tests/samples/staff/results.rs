//! Results of a round, and complaints about them.

use std::sync::Arc;

use app::{
    components::{Fact, SelectOption},
    form::{FormState, Problem},
    results::{
        AnswerView, AwardRow, AwardTable, ComplaintPage, ComplaintPageView, ComplaintRow, ComplaintsPage,
        ComplaintsView, DecidePage, DecideView, PassedRow, PassedView, ResultsAct, RoundStands, answer_fields,
        decide_fields,
    },
};
use contest::{
    Millis,
    contests::RoundState,
    results::{ComplaintKind, ComplaintOutcome},
};
use leptos::prelude::*;

use super::{super::results::marked_questions, LONG_NAME, now, organiser};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("results-provisional", results(RoundState::Provisional)),
        ("results-approved", results(RoundState::Approved)),
        ("complaints", complaints()),
        ("complaint", complaint(false)),
        ("complaint-answered", complaint(true)),
    ]
}

fn results(state: RoundState) -> String {
    let is_provisional = state == RoundState::Provisional;
    let refused = FormState::sent([(decide_fields::ATTEMPT, "12")])
        .with_problems([Problem::new(decide_fields::ATTEMPT, "Vòng này không có lượt thi hợp lệ mang số đó.")]);
    let winner = AwardRow {
        class: "Giải Nhất".into(),
        name: "Nguyễn Thị Hồng Nhung".into(),
        agency: Some(LONG_NAME.into()),
        attempt: Some(10_482),
        worth: Some(("20/20".into(), Millis::seconds(312))),
        taken_back: false,
        certificate: (!is_provisional).then(|| "/ban-to-chuc/giay-chung-nhan/V2-0-0938-NKRK-AQ6X".into()),
    };
    let acts = if is_provisional {
        vec![ResultsAct::Approve, ResultsAct::Refuse, ResultsAct::Void]
    } else {
        vec![ResultsAct::Publish, ResultsAct::Withdraw]
    };
    let results = DecideView {
        href: "/ban-to-chuc/vong-thi/2/ket-qua".into(),
        title: "Tuần 2".into(),
        above: is_provisional.then(|| ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into())),
        rounds: if is_provisional { vec![] } else { vec![rounds_stand()] },
        state,
        unsubmitted: 0,
        form: Arc::new(if is_provisional { refused } else { FormState::default() }),
        done: (!is_provisional).then_some("Đã duyệt kết quả. Bạn có thể công bố."),
        acts,
        facts: vec![Fact::new("6.218", "người dự thi"), Fact::new("13.402", "lượt thi hợp lệ")],
        counted_at: Some(now()),
        complaints_until: Some(now()),
        tables: vec![AwardTable { title: "Giải tuần, Bảng A".into(), individual: true, rows: vec![winner] }],
        winners: vec![SelectOption::new("nguoi-12", "Giải Nhất: Nguyễn Thị Hồng Nhung")],
        certificates: vec!["/ban-to-chuc/vong-thi/2/giay-chung-nhan.pdf?phan=1".into()],
        refused: vec![("Vàng Thị Mỷ".into(), "Khai sai đơn vị.".into())],
        passed: PassedView {
            rows: vec![PassedRow {
                race: "Giải tuần, Bảng A".into(),
                name: "Vàng Thị Mỷ".into(),
                below: format!("{LONG_NAME} · xếp thứ 1 · lượt thi số 9317"),
                why: "Không được trao giải: Khai sai đơn vị.".into(),
            }],
            count: 51,
            page: (2, 2),
            href: "/ban-to-chuc/vong-thi/2/ket-qua?trang=".into(),
        },
        public: None,
        complaints: is_provisional.then(|| ("/ban-to-chuc/vong-thi/2/khieu-nai".into(), 3)),
        reason_length: 500,
    };
    app::render(organiser("Kết quả vòng thi"), || view! { <DecidePage results/> })
}

fn rounds_stand() -> RoundStands {
    RoundStands {
        href: "/ban-to-chuc/vong-thi/2/ket-qua".into(), title: "Tuần 2".into(), state: RoundState::Published
    }
}

fn complaint_row(outcome: Option<ComplaintOutcome>) -> ComplaintRow {
    ComplaintRow {
        href: "/ban-to-chuc/vong-thi/2/khieu-nai/4".into(),
        name: "Vàng Thị Mỷ".into(),
        agency: LONG_NAME.into(),
        kind: ComplaintKind::Score,
        attempt: 10_482,
        filed_at: now(),
        outcome,
    }
}

fn complaints() -> String {
    let complaints = ComplaintsView {
        round: ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into()),
        until: Some(now()),
        unanswered: 1,
        rows: vec![complaint_row(None), complaint_row(Some(ComplaintOutcome::Upheld))],
        page: 1,
        pages: 2,
        href: "/ban-to-chuc/vong-thi/2/khieu-nai?trang=".into(),
    };
    app::render(organiser("Khiếu nại"), || view! { <ComplaintsPage complaints/> })
}

fn complaint(answered: bool) -> String {
    let undecided = FormState::sent([(answer_fields::ANSWER, "Đã xem lại.")])
        .with_problems([Problem::new(answer_fields::OUTCOME, "Chưa chọn kết luận.")]);
    let answer = AnswerView { at: now(), outcome: ComplaintOutcome::Upheld, text: "Đã xem lại.".into() };
    let complaint = ComplaintPageView {
        round: ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into()),
        list: "/ban-to-chuc/vong-thi/2/khieu-nai".into(),
        row: complaint_row(answered.then_some(ComplaintOutcome::Upheld)),
        text: "Tôi chọn 30% mà bị chấm sai.\nXin xem lại.".into(),
        correct: (18, 20),
        duration: Millis::seconds(751),
        valid: !answered,
        paper: marked_questions(),
        answer: answered.then(|| (answer, "Phạm Thu Hà".into())),
        form: Arc::new(if answered { FormState::default() } else { undecided }),
        acts: vec![("/ban-to-chuc/vong-thi/2/ket-qua".into(), "Huỷ kết quả một lượt thi, hoặc không trao một giải")],
    };
    app::render(organiser("Khiếu nại"), || view! { <ComplaintPage complaint/> })
}
