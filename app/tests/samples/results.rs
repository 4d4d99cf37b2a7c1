//! What came of one attempt.

use std::sync::Arc;

use app::{
    NavItem,
    form::{FormState, Problem},
    reports::RoundPlace,
    results::{
        AnswerView, ComplainPage, ComplainView, ComplaintView, MarkedChoiceView, MarkedPage, MarkedQuestionView,
        MarkedView, NextAttempt, PREDICTION_FIELD, PaperCheck, PredictionCard, ResultPage, ResultView, ScoreView,
        Standing, TopicRow, complain_fields,
    },
};
use contest::{
    Millis,
    attempts::{Mark, Seed},
    contests::{PredictedQuantity, Prediction, PredictionError},
    results::{ComplaintKind, ComplaintOutcome},
};
use leptos::prelude::*;

use super::{at, closes, now, signed_in};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("result", result(Some(PredictionCard::Made(Prediction(1_250))))),
        ("result-predicts", result(Some(to_predict()))),
        ("complain", complain()),
        ("marked", marked()),
    ]
}

fn result(prediction: Option<PredictionCard>) -> String {
    let topic = |topic: &str, correct, total| TopicRow {
        topic: topic.into(),
        correct,
        total,
        handbook: Some("/so-tay".into()),
        practice: Some("/luyen-tap?linh-vuc=x".into()),
    };
    let result = ResultView {
        certificate: Some("/cua-toi/giay-chung-nhan/D10482-0938-NKRK-AQ6X".into()),
        kicker: "Tuần 2 · Lượt 2 trong 3".into(),
        submitted_at: at("2026-05-14T11:51"),
        by_deadline: false,
        score: ScoreView {
            correct: 18,
            total: 20,
            points: Some((2_650, 3_000)),
            duration: Millis::seconds(751),
            counts: true,
            valid: true,
            change: Some(3),
        },
        standings: vec![
            Standing { label: "hạng tại đơn vị".into(), place: 4, of: 38 },
            Standing { label: "hạng toàn tỉnh, Bảng A".into(), place: 312, of: 5_140 },
        ],
        history: [Some(512), Some(312)]
            .into_iter()
            .zip(["Tuần 1", "Tuần 2"])
            .map(|(place, round)| RoundPlace { round: round.into(), place, of: 5_140, with: "18/20".into() })
            .collect(),
        prediction,
        predicted: None,
        provisional: Some("Còn thay đổi đến khi tuần 2 đóng và hết hạn khiếu nại.".into()),
        topics: vec![topic("Thủ tục hành chính", 11, 12), topic("Chính quyền số", 5, 5), topic("Tài chính công", 1, 3)],
        next: NextAttempt::Left { round_id: 2, left: Some(1), until: closes() },
        board: "/xep-hang?bang=A".into(),
        check: PaperCheck { plan: 12, seed: Seed([0x5a; 16]) },
        corrections: vec![
            "Câu 7 trong đề của bạn: Ban Tổ chức tính đúng câu này cho mọi bài có câu này. Lý do: Có hai đáp án đúng."
                .into(),
            "Kết quả trước khi điều chỉnh là 17/20 câu, nay là 18/20 câu.".into(),
        ],
        paper: Some("/ket-qua/7/bai-lam".into()),
        complain: Some(("/ket-qua/7/khieu-nai".into(), closes())),
        complaints: vec![complaint(true), complaint(false)],
        done: Some("Đã gửi khiếu nại. Ban Tổ chức trả lời ở trang này."),
    };
    app::render(signed_in("Kết quả tuần 2", NavItem::Mine), || view! { <ResultPage result/> })
}

fn complaint(answered: bool) -> ComplaintView {
    ComplaintView {
        kind: ComplaintKind::Question,
        text: "Câu 4 có hai đáp án đúng.\n\nTheo 66/NQ-CP thì <b>cả hai</b> đều được.".into(),
        filed_at: now(),
        answer: answered.then(|| AnswerView {
            at: closes(),
            outcome: ComplaintOutcome::Dismissed,
            text: "Ban Tổ chức đã xem lại: chỉ một đáp án đúng.".into(),
        }),
    }
}

fn complain() -> String {
    let problem = Problem::new(complain_fields::TEXT, "Nội dung có 2001 ký tự. Hãy viết gọn lại trong 2.000 ký tự.");
    let complain = ComplainView {
        result: ("/ket-qua/7".into(), "Kết quả tuần 2".into()),
        href: "/ket-qua/7/khieu-nai".into(),
        form: Arc::new(FormState::sent([(complain_fields::KIND, "score")]).with_problems([problem])),
        until: Some(closes()),
        left: 2,
        filed: vec![complaint(false)],
    };
    app::render(signed_in("Khiếu nại kết quả", NavItem::Mine), || view! { <ComplainPage complain/> })
}

/// A question answered wrong, one answered right and one left blank.
pub fn marked_questions() -> Vec<MarkedQuestionView> {
    let question = |marked: Option<usize>| {
        let choice = |(place, text): (usize, &str)| MarkedChoiceView {
            text: text.into(),
            marked: marked == Some(place),
            right: place == 2,
        };
        let choices = ["20%", "25%", "30%", "<b>50%</b>"];
        MarkedQuestionView {
            stem: "Nghị quyết số 66/NQ-CP đặt mục tiêu bãi bỏ ít nhất bao nhiêu điều kiện kinh doanh?".into(),
            choices: choices.into_iter().enumerate().map(choice).collect(),
            mark: if marked == Some(2) { Mark::Right } else { Mark::Wrong },
            corrected: marked.is_none().then_some("không tính câu này cho bất kỳ ai"),
        }
    };
    [Some(0), Some(2), None].map(question).to_vec()
}

fn marked() -> String {
    let result = ("/ket-qua/7".into(), "Kết quả tuần 2".into());
    let marked = MarkedView { result, questions: marked_questions() };
    app::render(signed_in("Bài làm và đáp án", NavItem::Mine), || view! { <MarkedPage marked/> })
}

fn to_predict() -> PredictionCard {
    let form = FormState::sent([(PREDICTION_FIELD, "nhiều")])
        .with_problems([Problem::new(PREDICTION_FIELD, PredictionError::NotNumber.to_string())]);
    PredictionCard::Asked {
        action: "/ket-qua/7/du-doan".into(),
        question: PredictedQuantity::People.question(),
        until: closes(),
        form: Arc::new(form),
    }
}
