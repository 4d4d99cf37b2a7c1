//! One question: what it says, where it stands, what may be done, and how it came so.

use std::sync::Arc;

use contest::banks::{RevisionState, Step};
use leptos::prelude::*;

use super::{
    found::chip_of,
    revisions::{History, PastView, RevisionView, Revisions},
};
use crate::{
    Prose,
    banks::{QuestionView, question_card::Key},
    components::{Chip, ChipKind, ErrorSummary, Notice, NoticeKind, TextArea},
    form::FormState,
    results::{ItemSection, ItemSheet},
    work::{Desk, Work},
};

/// The inputs of the page's forms.
pub mod question_fields {
    /// What is done: a step's code, or [`COMMENT`].
    pub const ACT: &str = "viec";
    /// To say something and do nothing.
    pub const COMMENT: &str = "comment";
    /// What is said.
    pub const NOTE: &str = "gop-y";
    /// The question's version that the page showed.
    pub const VERSION: &str = "phien-ban";
}

/// What the page of a question shows.
#[derive(Clone, Debug)]
pub struct QuestionPageView {
    /// This page's address.
    pub href: String,
    /// Name and address of the bank.
    pub bank: (String, String),
    /// The question's number.
    pub number: i64,
    /// Its version, which the forms carry along.
    pub version: i32,
    /// What the latest revision says.
    pub question: QuestionView,
    /// The handbook entry that it was drawn from: its address, and its name.
    pub entry: Option<(String, String)>,
    /// The documents it rests on, each with what took its place.
    pub documents: Vec<(String, Option<String>)>,
    /// How far it is.
    pub state: RevisionState,
    /// Who wrote it.
    pub author: String,
    /// The number of the revision that is in use meanwhile.
    pub in_use: Option<i32>,
    /// The form's address, for those who write.
    pub edit_href: Option<String>,
    /// The steps that are open.
    pub steps: Vec<Step>,
    /// Whether it waits for somebody other than the one who looks.
    pub own_review: bool,
    /// Where an organiser makes a reviewer's account.
    pub workers_href: Option<String>,
    /// Longest comment, in characters.
    pub note_length: u16,
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// The revisions, the newest first.
    pub revisions: Vec<RevisionView>,
    /// The history, the newest first.
    pub history: Vec<PastView>,
    /// Rounds that were frozen with it: address for those who may go there, and what is said of it.
    pub rounds: Vec<(Option<String>, String)>,
    /// How it did in all rounds, once one was counted.
    pub items: Option<ItemSection>,
    /// Where organisers see how it did in each round.
    pub items_href: Option<String>,
}

/// A question.
#[component]
pub fn QuestionPage(view: QuestionPageView) -> impl IntoView {
    let QuestionPageView { bank, number, question, state, author, in_use, edit_href, form, .. } = view.clone();
    let (bank_name, bank_href) = bank;
    let QuestionPageView { revisions, history, rounds, items, items_href, entry, documents, .. } = view.clone();
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href, bank_name)]
            here=format!("Câu {number}")
        >
            <div class="page-head flow">
                <h1 class="h2">{format!("Câu {number}")}</h1>
                <p class="row">
                    <Chip kind=chip_of(state) label=state.label()/>
                    <span class="muted">{format!("Người soạn: {author}")}</span>
                </p>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {in_use.map(|number| {
                    view! {
                        <Notice>
                            <p>{format!("Đề thi vẫn lấy bản {number} cho đến khi bản mới được duyệt.")}</p>
                        </Notice>
                    }
                })}
                <article class="card flow" aria-label="Nội dung câu hỏi">
                    <p class="h4" inner_html=Prose::from(question.stem).html()></p>
                    <Key choices=question.choices/>
                    {question.explanation.map(|text| view! { <p inner_html=Prose::from(text).html()></p> })}
                    <p class="muted">{question.about.join(" · ")}</p>
                    <Sources entry documents/>
                    {edit_href.map(|href| view! { <p><a class="btn" href=href>"Sửa câu này"</a></p> })}
                </article>
                <Decide view/>
            </div>
            <Rounds rounds/>
            <Items items items_href/>
            <Revisions revisions/>
            <section class="section" aria-labelledby="lich-su">
                <h2 id="lich-su">"Góp ý và lịch sử"</h2>
                <History history/>
            </section>
        </Work>
    }
}

/// What the question rests on.
#[component]
fn Sources(entry: Option<(String, String)>, documents: Vec<(String, Option<String>)>) -> impl IntoView {
    if entry.is_none() && documents.is_empty() {
        return view! { <p class="muted">"Chưa ghi nguồn: câu sổ tay hoặc căn cứ pháp lý."</p> }.into_any();
    }
    let entry = entry.map(|(href, name)| view! { <li><a href=href>{name}</a></li> });
    let documents: Vec<_> = documents
        .into_iter()
        .map(|(name, superseded)| {
            view! {
                <li><span>{name}</span> " " {superseded.map(|text| view! { <Chip kind=ChipKind::Bad label=text/> })}</li>
            }
        })
        .collect();
    view! { <h2 class="h4">"Nguồn"</h2> <ul class="plain">{entry}{documents}</ul> }.into_any()
}

/// The steps that are open, with a comment that goes along.
#[component]
fn Decide(view: QuestionPageView) -> impl IntoView {
    let QuestionPageView { href, version, steps, own_review, workers_href, note_length, form, .. } = view;
    let buttons: Vec<_> = steps
        .into_iter()
        .map(|step| {
            let class = if matches!(step, Step::Approve | Step::Submit) { "btn primary" } else { "btn" };
            view! { <button class=class name=question_fields::ACT value=step.code()>{step.label()}</button> }
        })
        .collect();
    view! {
        {own_review.then(|| view! { <OwnReview workers_href/> })}
        <form class="card flow" method="post" action=href novalidate>
            <h2 class="h3">"Việc tiếp theo"</h2>
            <input r#type="hidden" name=question_fields::VERSION value=version/>
            <TextArea
                name=question_fields::NOTE
                label="Góp ý"
                hint="Cần ghi khi trả lại; các việc khác có thể để trống.".to_owned()
                form
                rows=3
                maxlength=Some(note_length)
            />
            <p class="row">
                {buttons}
                <button class="btn" name=question_fields::ACT value=question_fields::COMMENT>"Chỉ gửi góp ý"</button>
            </p>
        </form>
    }
}

/// What to do about a question that only another may approve.
#[component]
fn OwnReview(workers_href: Option<String>) -> impl IntoView {
    let what = match workers_href {
        Some(href) => view! {
            " Nếu chưa có ai, hãy " <a href=href>"tạo tài khoản thẩm định"</a> " rồi giao cho người đó."
        }
        .into_any(),
        None => view! { " Hãy báo người thẩm định của ngân hàng." }.into_any(),
    };
    view! {
        <Notice kind=NoticeKind::Wait>
            <p><b>"Câu này do bạn soạn nên phải do người khác duyệt."</b>{what}</p>
        </Notice>
    }
}

#[component]
fn Rounds(rounds: Vec<(Option<String>, String)>) -> impl IntoView {
    let empty = rounds.is_empty();
    let items: Vec<_> = rounds
        .into_iter()
        .map(|(href, label)| match href {
            Some(href) => view! { <li><a href=href>{label}</a></li> }.into_any(),
            None => view! { <li>{label}</li> }.into_any(),
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="da-dung">
            <h2 id="da-dung">"Vòng thi đã dùng câu này"</h2>
            {if empty {
                view! { <p class="muted">"Chưa vòng nào chốt đề có câu này."</p> }.into_any()
            } else {
                view! {
                    <p class="muted">"Đề đã chốt giữ nguyên bản của mình: sửa câu ở đây không làm đổi đề đó."</p>
                    <ul class="plain">{items}</ul>
                }
                    .into_any()
            }}
        </section>
    }
}

/// How it did.
#[component]
fn Items(items: Option<ItemSection>, items_href: Option<String>) -> impl IntoView {
    let Some(section) = items else {
        return view! {
            <section class="section" aria-labelledby="phan-tich">
                <h2 id="phan-tich">"Câu này được làm ra sao"</h2>
                <p class="muted">"Chưa vòng thi nào có câu này được chấm xong nên chưa có chỉ số."</p>
            </section>
        }
        .into_any();
    };
    view! {
        <ItemSheet section/>
        {items_href.map(|href| view! { <p><a href=href>"Chỉ số của từng vòng"</a></p> })}
    }
    .into_any()
}
