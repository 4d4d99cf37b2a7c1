//! What a bank keeps for practice.

use std::sync::Arc;

use app::{
    banks::{KeepPage, KeepView, keep_fields},
    components::SelectOption,
    form::{FormState, Problem},
};
use leptos::prelude::*;

use super::organiser;

pub fn pages() -> Vec<(&'static str, String)> {
    vec![("practice-kept", kept())]
}

fn kept() -> String {
    let wrong = Problem::new(keep_fields::NUMBERS, "“12a” không phải mã câu. Hãy ghi các số, ví dụ 12, 15, 40.");
    let keep = KeepView {
        href: "/ban-to-chuc/ngan-hang/1/luyen-tap".into(),
        bank: ("/ban-to-chuc/ngan-hang/1".into(), "Ngân hàng câu hỏi cải cách hành chính".into()),
        form: Arc::new(FormState::sent([(keep_fields::NUMBERS, "12a")]).with_problems([wrong])),
        done: vec!["Đã đổi 60 câu.".into(), "3 câu đang nằm trong đề của vòng chưa công bố nên vẫn để thi.".into()],
        rows: vec![("Cải cách thể chế".into(), vec![30, 10])],
        topics: vec![SelectOption::new("Cải cách thể chế", "Cải cách thể chế")],
        percents: vec![25, 10],
    };
    app::render(organiser("Câu luyện tập"), || view! { <KeepPage keep/> })
}
