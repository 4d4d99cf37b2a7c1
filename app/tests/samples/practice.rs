//! Practice, step by step.

use std::sync::Arc;

use app::{
    banks::{
        AnsweredView, PracticeAsk, PracticeChooser, PracticePage, PracticeStep, PracticeSummary, PracticeTopic,
        PracticeView, PracticeWrong, practice_fields as fields,
    },
    components::SelectOption,
    form::{FormState, Problem},
    results::MarkedChoiceView,
};
use contest::banks::Kind;
use leptos::prelude::*;

use super::frame;

const STEM: &str = "Thời hạn trả kết quả <cấp lại> thẻ căn cước theo 66/NQ-CP là bao nhiêu ngày làm việc?";

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("practice", choose()),
        ("practice-none", none()),
        ("practice-question", ask(false)),
        ("practice-question-multiple", ask(true)),
        ("practice-answered", answered()),
        ("practice-summary", summary()),
    ]
}

fn page(step: PracticeStep, form: FormState) -> String {
    let practice = PracticeView { form: Arc::new(form), step };
    app::render(frame("Luyện tập"), || view! { <PracticePage practice/> })
}

fn none() -> String {
    page(PracticeStep::Nothing, FormState::default())
}

fn choose() -> String {
    let choose = PracticeChooser {
        topics: vec![SelectOption::new("Cải cách thể chế", "Cải cách thể chế (12 câu)")],
        counts: vec![10, 5, 20],
        about: "Có 60 câu luyện tập.".into(),
    };
    let wrong = Problem::new(fields::TOPIC, "Chưa có câu luyện tập nào thuộc lĩnh vực này. Hãy chọn rộng hơn.");
    page(PracticeStep::Choose(choose), FormState::default().with_problems([wrong]))
}

fn ask(is_multiple: bool) -> String {
    let ask = PracticeAsk {
        token: "AAAA".into(),
        place: "Câu 3 trong 10".into(),
        kind: if is_multiple { Kind::Multiple } else { Kind::Single },
        stem: STEM.into(),
        choices: vec!["5 ngày".into(), "<b>7</b> ngày".into()],
    };
    let wrong = Problem::new(fields::CHOICE, "Chưa chọn phương án nào. Hãy chọn rồi bấm Trả lời.");
    page(PracticeStep::Ask(ask), FormState::default().with_problems([wrong]))
}

fn answered() -> String {
    let choice = |text: &str, marked, right| MarkedChoiceView { text: text.into(), marked, right };
    let answered = AnsweredView {
        token: "AAAA".into(),
        place: "Câu 3 trong 10".into(),
        stem: STEM.into(),
        choices: vec![choice("5 ngày", true, false), choice("<b>7</b> ngày", false, true)],
        is_right: false,
        explanation: Some("Theo Điều 25 của Luật Căn cước.".into()),
        entry: Some((12, "/so-tay/cau/12".into())),
        is_last: false,
    };
    page(PracticeStep::Answered(answered), FormState::default())
}

fn summary() -> String {
    let summary = PracticeSummary {
        said: "Bạn trả lời đúng 7 trong 10 câu.".into(),
        topics: vec![PracticeTopic {
            topic: "Cải cách thể chế".into(),
            right: 7,
            total: 10,
            href: "/luyen-tap?linh-vuc=C".into(),
        }],
        wrong: vec![PracticeWrong { stem: STEM.into(), entry: Some((12, "/so-tay/cau/12".into())) }],
    };
    page(PracticeStep::Summary(summary), FormState::default())
}
