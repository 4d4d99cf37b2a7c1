//! Before a paper and on it.

use app::{
    NavItem, PageFrame, Prose, Shell,
    attempts::{
        PaperPage, PaperView, PredictionView, QuestionView, Shown, StartPage, StartState, StartView, StepPage, StepView,
    },
    components::{Fact, NoticeKind},
};
use contest::{
    banks::{ChoiceSet, Kind, Weight},
    contests::{PredictedQuantity, Refusal, Rules},
};
use leptos::prelude::*;

use super::{at, closes, frame, now, signed_in};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("start", start("start", StartState::Ready { attempt: 2, allowed: Some(3) })),
        ("start-resume", start("start", StartState::Resume { deadline: at("2026-05-14T11:53") })),
        ("start-refused", start("start", StartState::Refused(Refusal::AttemptsUsed(3)))),
        ("start-signed-out", start("start", StartState::SignedOut)),
        ("paper", paper(None)),
        ("paper-saved", paper(Some((NoticeKind::Ok, "Đã lưu 11 câu.".into())))),
        ("paper-step", step(Shown::Question(3), true)),
        ("paper-step-forward", step(Shown::Question(19), false)),
        ("paper-step-end", step(Shown::End, true)),
        ("paper-step-end-forward", step(Shown::End, false)),
    ]
}

fn start(title: &str, state: StartState) -> String {
    let start = StartView {
        round_id: 2,
        title: "Tuần 2: Thủ tục hành chính và dịch vụ công".into(),
        now: now(),
        closes: closes(),
        facts: vec![Fact::new("20", "câu hỏi và 1 câu dự đoán"), Fact::new("20", "phút"), Fact::of("2", 3, "lượt")],
        rules: Rules::case_4().describe(),
        given: vec!["Bạn được thi thêm 1 lượt trong vòng này.".into()],
        predicts_later: false,
        to_predict: matches!(state, StartState::Refused(_)).then_some(7),
        state,
    };
    app::render(signed_in(title, NavItem::None), || view! { <StartPage start/> })
}

/// The questions of `paper.txt`: kind, stem and choices, a line each.
pub fn questions() -> Vec<QuestionView> {
    let blocks = include_str!("paper.txt").trim().split("\n\n");
    let question = |(place, block): (usize, &str)| {
        let mut lines = block.lines();
        let kind = match lines.next() {
            Some("multiple") => Kind::Multiple,
            Some("true_false") => Kind::TrueFalse,
            _ => Kind::Single,
        };
        let stem = Prose::from(lines.next().unwrap());
        let choices = lines.map(Prose::from).collect();
        let marked = if place < 10 { ChoiceSet::EMPTY.with(place % 2) } else { ChoiceSet::EMPTY };
        QuestionView {
            kind,
            stem,
            choices,
            marked,
            saved: true,
            weight: (place % 5 == 4).then_some(Weight(150)),
            letters: kind != Kind::TrueFalse,
        }
    };
    blocks.enumerate().map(question).collect()
}

/// A paper half done.
pub fn paper_view() -> PaperView {
    PaperView {
        round_id: 2,
        attempt_id: 7,
        round_title: "Tuần 2: Thủ tục hành chính và dịch vụ công".into(),
        attempt_line: "Lượt 2 trong 3 · Bảng A · Vàng Thị Mỷ, Trung tâm Phục vụ hành chính công tỉnh".into(),
        token: "dGhpcyBpcyBub3QgYSBzZWNyZXQ".into(),
        deadline_ms: at("2026-05-14T11:53:48").0,
        now_ms: now().0,
        questions: questions(),
        prediction: Some(PredictionView {
            label: PredictedQuantity::PeopleAllCorrect.question().into(),
            hint: "Nhập một số từ 0 đến 9.999.999.".into(),
            value: "187".into(),
            problem: None,
            saved: true,
        }),
        next_sequence: 12,
        last: Some(11),
        notice: None,
    }
}

/// The frame of a paper.
pub fn paper_frame() -> PageFrame {
    frame("Bài thi tuần 2").within(Shell::Bare).with_islands()
}

fn paper(notice: Option<(NoticeKind, String)>) -> String {
    let paper = PaperView { notice, ..paper_view() };
    app::render(paper_frame(), || view! { <PaperPage paper/> })
}

fn step(shown: Shown, goes_back: bool) -> String {
    let mut paper = paper_view();
    let places = paper.questions.iter().enumerate().map(|(place, question)| {
        let seen = place < 4 && (goes_back || place == 3);
        (question.is_answered(), seen.then(|| format!("/thi/2/bai?cau={}", place + 1)))
    });
    let places = places.collect();
    match shown {
        Shown::Question(place) => {
            paper.questions = paper.questions.get(place).cloned().into_iter().collect();
            paper.prediction = None;
        }
        Shown::End => paper.questions.clear(),
    }
    let step = StepView { paper, shown, places, goes_back, go_on: goes_back.then(|| "/thi/2/bai?cau=4".into()) };
    app::render(paper_frame(), || view! { <StepPage step/> })
}
