//! What becomes of a question, and how it was answered.

use std::sync::Arc;

use contest::banks::letter;
use leptos::prelude::*;

use super::fields;
use crate::{
    Prose,
    components::{ChoiceGroup, Fact, Facts, Notice, NoticeKind, SelectOption, TickGroup},
    form::FormState,
};

/// A question with how it was answered.
#[derive(Clone, Debug)]
pub struct AskView {
    /// The question's number.
    pub revision: i64,
    /// What is asked.
    pub stem: String,
    /// `Một đáp án`, `Nhiều đáp án`.
    pub kind: &'static str,
    /// Whether several choices are marked.
    pub is_multiple: bool,
    /// The choices, in the author's order.
    pub answers: Vec<AnswerLine>,
    /// How many papers have it, how many have it right; none while it is being counted.
    pub facts: Vec<Fact>,
    /// What was decided about it before, which is taken back first.
    pub decided: Option<String>,
}

/// One choice.
#[derive(Clone, Debug)]
pub struct AnswerLine {
    /// The choice.
    pub text: String,
    /// Whether it is right now.
    pub is_right: bool,
    /// Whether it is ticked as right from now on.
    pub is_chosen: bool,
    /// `1.204 (35,1%)`; `None` while it is being counted.
    pub marked: Option<String>,
}

/// What becomes of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Right for everybody who has it.
    AllRight,
    /// Another key.
    Key,
    /// It counts for nobody.
    Drop,
}

impl How {
    /// All; what is fair in most cases first.
    pub const ALL: [Self; 3] = [Self::AllRight, Self::Key, Self::Drop];

    /// What is sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AllRight => "dung-het",
            Self::Key => "dap-an",
            Self::Drop => "bo-cau",
        }
    }

    /// Reads what was sent.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }

    const fn label(self) -> &'static str {
        match self {
            Self::AllRight => {
                "Tính đúng cho mọi người có câu này. Tổng số câu giữ nguyên, không ai bị giảm điểm. Nên dùng khi câu hỏi sai hoặc không có đáp án đúng."
            }
            Self::Key => {
                "Sửa đáp án, chọn ở dưới, rồi chấm lại mọi bài có câu này. Người đã chọn đáp án cũ bị trừ câu này."
            }
            Self::Drop => {
                "Bỏ câu này, không tính cho ai. Bài có câu này còn ít câu hơn; khi xếp hạng theo số câu đúng, người làm đúng câu này mất một câu so với người không có câu này trong đề."
            }
        }
    }
}

#[component]
pub(super) fn Ask(ask: AskView, form: Arc<FormState>, href: String) -> impl IntoView {
    let AskView { revision, stem, kind, is_multiple, answers, facts, decided } = ask;
    let can_act = decided.is_none();
    let is_counting = facts.is_empty();
    let act = can_act.then(|| view! { <Act revision is_multiple answers=answers.clone() form href/> });
    view! {
        <section class="section flow" aria-labelledby="cau">
            <h2 id="cau">"Câu hỏi"</h2>
            <p inner_html=Prose::from(stem).html()></p>
            <p class="muted">{kind}</p>
            {is_counting
                .then(|| {
                    view! {
                        <Notice kind=NoticeKind::Wait>
                            <p>"Đang đếm xem câu này được trả lời ra sao. Hãy tải lại trang sau ít phút."</p>
                        </Notice>
                    }
                })}
            {(!is_counting).then(|| view! { <Facts facts class="card"/> })}
            <Answers answers/>
        </section>
        {decided
            .map(|decided| {
                view! {
                    <Notice kind=NoticeKind::Info>
                        <p>{format!("Câu này đã được điều chỉnh: {decided}. Muốn đổi, hãy hoàn lại lần trước ở dưới.")}</p>
                    </Notice>
                }
            })}
        {act}
    }
}

#[component]
fn Answers(answers: Vec<AnswerLine>) -> impl IntoView {
    let rows: Vec<_> = answers
        .into_iter()
        .enumerate()
        .map(|(place, AnswerLine { text, is_right, marked, .. })| {
            let right = is_right.then(|| view! { <small>"đáp án đang dùng"</small> });
            view! {
                <tr>
                    <th scope="row">{format!("{}. {text}", letter(place))} {right}</th>
                    <td class="num">{marked.unwrap_or_else(|| "–".to_owned())}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table">
            <caption class="vh">"Mỗi phương án được chọn bao nhiêu lần"</caption>
            <thead><tr><th scope="col">"Phương án"</th><th scope="col" class="num">"Số bài chọn"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Act(
    revision: i64,
    is_multiple: bool,
    answers: Vec<AnswerLine>,
    form: Arc<FormState>,
    href: String,
) -> impl IntoView {
    let choices = answers
        .into_iter()
        .enumerate()
        .map(|(place, answer)| {
            let label = format!("{}. {}", letter(place), answer.text);
            (SelectOption::new(place.to_string(), label), answer.is_chosen)
        })
        .collect();
    let options = How::ALL.map(|how| SelectOption::new(how.code(), how.label())).into();
    let hint = if is_multiple {
        "Chỉ dùng khi sửa đáp án: bài đúng phải đánh dấu đúng và đủ các phương án này."
    } else {
        "Chỉ dùng khi sửa đáp án: chọn một trong các phương án này là đúng."
    };
    view! {
        <section class="section flow" aria-labelledby="xu-ly">
            <h2 id="xu-ly">"Xử lý câu này"</h2>
            <form class="card flow" method="post" action=href novalidate>
                <input r#type="hidden" name=fields::QUESTION value=revision/>
                <ChoiceGroup name=fields::HOW label="Cách xử lý" form=form.clone() options/>
                <TickGroup name=fields::KEY label="Đáp án mới" hint form options=choices/>
                <p><button class="btn primary" name=fields::ACT value=fields::SHOW>"Xem trước ai thay đổi"</button></p>
            </form>
        </section>
    }
}
