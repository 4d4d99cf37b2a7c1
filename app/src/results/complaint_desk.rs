//! Khiếu nại, of the organiser: the list of a round, and one with the paper beside it.

use std::sync::Arc;

use contest::{
    Millis, Timestamp,
    results::{ComplaintKind, ComplaintOutcome, MAX_COMPLAINT},
    text::group,
    time::in_words,
};
use leptos::prelude::*;

use super::{
    complain::{AnswerView, Paragraphs, outcome_chip},
    marked::{MarkedQuestionView, MarkedQuestions},
};
use crate::{
    components::{
        Chip, ChipKind, ChoiceGroup, Empty, ErrorSummary, Fact, Facts, Notice, NoticeKind, Pager, SelectOption,
        TextArea,
    },
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod fields {
    /// Whether the complaint is right.
    pub const OUTCOME: &str = "ket-luan";
    /// The answer.
    pub const ANSWER: &str = "tra-loi";
}

/// What the list shows.
#[derive(Clone, Debug)]
pub struct ComplaintsView {
    /// The page of the round, and its title.
    pub round: (String, String),
    /// Until when complaints may come in, while they may.
    pub until: Option<Timestamp>,
    /// How many wait for an answer.
    pub unanswered: u64,
    /// This page of them; those that wait come first.
    pub rows: Vec<ComplaintRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address without the page.
    pub href: String,
}

/// One complaint.
#[derive(Clone)]
pub struct ComplaintRow {
    /// Its page.
    pub href: String,
    /// Who filed it.
    pub name: String,
    /// Their agency.
    pub agency: String,
    /// What it is about.
    pub kind: ComplaintKind,
    /// The attempt.
    pub attempt: i64,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// What it was answered; `None` while it waits.
    pub outcome: Option<ComplaintOutcome>,
}

/// What the page of one shows.
#[derive(Clone, Debug)]
pub struct ComplaintPageView {
    /// The page of the round, and its title.
    pub round: (String, String),
    /// The list.
    pub list: String,
    /// The complaint as the list has it, with the address of this page.
    pub row: ComplaintRow,
    /// What they wrote.
    pub text: String,
    /// Right answers, and questions on the paper.
    pub correct: (u16, u16),
    /// The time taken.
    pub duration: Millis,
    /// Whether the attempt counts.
    pub valid: bool,
    /// The paper; none when it cannot be drawn any more.
    pub paper: Vec<MarkedQuestionView>,
    /// The answer, and who gave it.
    pub answer: Option<(AnswerView, String)>,
    /// What was typed as an answer, and what is wrong with it.
    pub form: Arc<FormState>,
    /// Acts that a complaint may lead to: address and label.
    pub acts: Vec<(String, &'static str)>,
}

impl std::fmt::Debug for ComplaintRow {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ComplaintRow(…)")
    }
}

const ROUNDS: &str = "/ban-to-chuc/vong-thi";

/// The complaints about a round.
#[component]
pub fn ComplaintsPage(complaints: ComplaintsView) -> impl IntoView {
    let ComplaintsView { round, until, unanswered, rows, page, pages, href } = complaints;
    let title = format!("Khiếu nại: {}", round.1);
    let until = until.map(|until| format!(" Nhận khiếu nại đến {}.", until.long())).unwrap_or_default();
    let waiting = match unanswered {
        0 => format!("Không còn khiếu nại nào chờ trả lời.{until}"),
        waiting => {
            format!("Còn {} khiếu nại chờ trả lời. Trả lời hết mới duyệt được kết quả.{until}", group(waiting as i64))
        }
    };
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Row row/> }).collect();
    view! {
        <Work desk=Desk::Rounds above=vec![(ROUNDS.to_owned(), "Vòng thi".to_owned()), round] here="Khiếu nại">
            <div class="page-head flow">
                <h1 class="h2">{title}</h1>
                <p class="muted" role="status">{waiting}</p>
            </div>
            {if rows.is_empty() {
                view! {
                    <Empty
                        title="Chưa có khiếu nại nào"
                        text="Người dự thi gửi khiếu nại từ trang kết quả của mình, khi vòng có kết quả tạm thời."
                    />
                }
                    .into_any()
            } else {
                view! { <ul class="list">{rows}</ul> <Pager page pages href/> }.into_any()
            }}
        </Work>
    }
}

#[component]
fn Row(row: ComplaintRow) -> impl IntoView {
    let ComplaintRow { href, name, agency, kind, attempt, filed_at, outcome } = row;
    let (chip, label) = outcome.map_or((ChipKind::Wait, "Chờ trả lời"), outcome_chip);
    view! {
        <li>
            <div>
                <h3><a href=href>{name}</a></h3>
                <p>{agency}</p>
                <p class="muted">{format!("{} · lượt số {attempt} · gửi lúc {}", kind.label(), filed_at.long())}</p>
            </div>
            <p><Chip kind=chip label/></p>
        </li>
    }
}

/// One complaint: what was said, the paper with its key, and the answer.
#[component]
pub fn ComplaintPage(complaint: ComplaintPageView) -> impl IntoView {
    let ComplaintPageView { round, list, row, text, correct, duration, valid, paper, answer, form, acts } = complaint;
    let facts = vec![
        Fact::of(correct.0.to_string(), correct.1, "câu đúng"),
        Fact::new(in_words(duration), "thời gian làm bài"),
    ];
    let above = vec![(ROUNDS.to_owned(), "Vòng thi".to_owned()), round, (list, "Khiếu nại".to_owned())];
    let acts: Vec<_> = acts.into_iter().map(|(href, label)| view! { <li><a href=href>{label}</a></li> }).collect();
    let answered = match answer {
        Some((answer, by)) => view! { <Answered answer by/> }.into_any(),
        None => view! { <AnswerForm href=row.href.clone() form=form.clone()/> }.into_any(),
    };
    view! {
        <Work desk=Desk::Rounds above here=row.name.clone()>
            <div class="page-head flow">
                <h1 class="h2">{format!("Khiếu nại của {}", row.name)}</h1>
                <p>{row.agency}</p>
                <p class="muted">
                    {format!("{} · lượt số {} · gửi lúc {}", row.kind.label(), row.attempt, row.filed_at.long())}
                </p>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                <section class="card flow" aria-labelledby="noi-dung-khieu-nai">
                    <h2 class="h3" id="noi-dung-khieu-nai">"Nội dung"</h2>
                    <Paragraphs text/>
                </section>
                <Facts facts class="card"/>
                {(!valid).then(|| view! { <Notice kind=NoticeKind::Wait><p>"Lượt thi này đã bị huỷ kết quả."</p></Notice> })}
                {answered}
                {(!acts.is_empty())
                    .then(|| {
                        view! {
                            <section class="card flow" aria-labelledby="xu-ly">
                                <h2 class="h3" id="xu-ly">"Nếu khiếu nại đúng"</h2>
                                <ul class="prose">{acts}</ul>
                            </section>
                        }
                    })}
            </div>
            <section class="section flow" aria-labelledby="bai-lam">
                <h2 id="bai-lam">"Bài làm và đáp án"</h2>
                {if paper.is_empty() {
                    view! { <p>"Không còn đọc được bài làm của lượt này."</p> }.into_any()
                } else {
                    view! { <MarkedQuestions questions=paper/> }.into_any()
                }}
            </section>
        </Work>
    }
}

#[component]
fn AnswerForm(href: String, form: Arc<FormState>) -> impl IntoView {
    let outcomes = ComplaintOutcome::ALL.map(|outcome| SelectOption::new(outcome.code(), outcome.label())).to_vec();
    view! {
        <form class="card flow" method="post" action=href novalidate>
            <h2 class="h3">"Trả lời"</h2>
            <ChoiceGroup name=fields::OUTCOME label="Kết luận" form=form.clone() options=outcomes/>
            <TextArea
                name=fields::ANSWER
                label="Trả lời người khiếu nại"
                hint=Some("Người khiếu nại đọc nguyên văn. Câu trả lời đã gửi thì không sửa được.".to_owned())
                form
                maxlength=Some(MAX_COMPLAINT as u16)
            />
            <p><button class="btn primary">"Gửi trả lời, không sửa được nữa"</button></p>
        </form>
    }
}

#[component]
fn Answered(answer: AnswerView, by: String) -> impl IntoView {
    let (chip, label) = outcome_chip(answer.outcome);
    view! {
        <section class="card flow" aria-labelledby="da-tra-loi">
            <p class="row between"><b class="h3" id="da-tra-loi">"Đã trả lời"</b><Chip kind=chip label/></p>
            <Paragraphs text=answer.text/>
            <p class="muted small">{format!("{by}, {}", answer.at.long())}</p>
        </section>
    }
}
