//! One bank: what it has, its questions, and taking in more.

use std::sync::Arc;

use contest::{banks::Level, text::group};
use leptos::prelude::*;

use super::{question_card::QuestionCard, upload::Upload};
use crate::{
    components::{Empty, ErrorSummary, Pager, SelectField, SelectGroup, SelectOption, TextField},
    contests::MatrixTable,
    form::FormState,
    work::{Desk, Work},
};

/// What may be asked of the list of questions.
pub mod filters {
    /// Words to search for.
    pub const SEARCH: &str = "tim";
    /// Lĩnh vực.
    pub const TOPIC: &str = "linh-vuc";
    /// Mức độ.
    pub const LEVEL: &str = "muc-do";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// What the page of a bank shows.
#[derive(Clone, Debug)]
pub struct BankView {
    /// This page's address.
    pub href: String,
    /// The bank's name.
    pub name: String,
    /// What the columns of the table are called.
    pub heads: Vec<&'static str>,
    /// A topic with its counts, one for each column.
    pub rows: Vec<(String, Vec<u32>)>,
    /// What is searched for.
    pub filters: Arc<FormState>,
    /// The topics to choose from.
    pub topics: Vec<SelectOption>,
    /// This page of what was found.
    pub questions: Vec<QuestionView>,
    /// How many were found.
    pub found: u64,
    /// How many there are.
    pub total: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this search without the page.
    pub search_href: String,
    /// Why the last file was not read, if one was sent.
    pub upload: Arc<FormState>,
    /// Largest file, in megabytes.
    pub megabytes: usize,
}

/// A question with its key.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// What is asked.
    pub stem: String,
    /// Each choice, and whether it is right.
    pub choices: Vec<(String, bool)>,
    /// Topic, level, kind, handbook entry: what is known.
    pub about: Vec<String>,
    /// Why the key is the key.
    pub explanation: Option<String>,
}

/// A bank.
#[component]
pub fn BankPage(bank: BankView) -> impl IntoView {
    let BankView { href, name, heads, rows, total, upload, megabytes, .. } = bank.clone();
    view! {
        <Work desk=Desk::Banks above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned())] here=name.clone()>
            <div class="page-head flow">
                <h1 class="h2">{name}</h1>
                <p class="muted">{format!("{} câu hỏi", group(total as i64))}</p>
                <p class="row">
                    <a href=format!("{href}/phan-tich")>"Phân tích câu hỏi"</a>
                    <a href=format!("{href}/luyen-tap")>"Câu luyện tập"</a>
                </p>
            </div>
            <ErrorSummary form=upload.clone()/>
            <div class="flow">
                <Upload href upload megabytes/>
                {(total > 0)
                    .then(|| {
                        view! {
                            <section class="card">
                                <MatrixTable title="Số câu theo lĩnh vực và mức độ" heads rows/>
                            </section>
                        }
                    })}
            </div>
            {if total == 0 {
                view! {
                    <div class="after">
                        <Empty title="Ngân hàng chưa có câu hỏi" text="Hãy chọn tệp câu hỏi ở trên. Bạn được xem lại từng dòng trước khi nhập."/>
                    </div>
                }
                    .into_any()
            } else {
                view! { <Questions bank/> }.into_any()
            }}
        </Work>
    }
}

#[component]
fn Questions(bank: BankView) -> impl IntoView {
    let BankView { href, filters, topics, questions, found, page, pages, search_href, .. } = bank;
    let levels = Level::ALL.map(|level| SelectOption::new(level.code(), level.label())).into();
    let plain = |options| vec![SelectGroup { label: None, options }];
    let cards: Vec<_> = questions.into_iter().map(|question| view! { <QuestionCard question/> }).collect();
    view! {
        <section class="section" aria-labelledby="cau-hoi">
            <h2 id="cau-hoi">"Câu hỏi"</h2>
            <form class="filters" action=href.clone()>
                <SelectField
                    name=filters::TOPIC
                    label="Lĩnh vực"
                    form=filters.clone()
                    groups=plain(topics)
                    empty="Tất cả lĩnh vực".to_owned()
                />
                <SelectField
                    name=filters::LEVEL
                    label="Mức độ"
                    form=filters.clone()
                    groups=plain(levels)
                    empty="Tất cả mức độ".to_owned()
                />
                <TextField name=filters::SEARCH label="Tìm trong câu hỏi" form=filters/>
                <button class="btn">"Tìm câu hỏi"</button>
            </form>
            <div class="flow after">
                {if cards.is_empty() {
                    view! {
                        <Empty
                            title="Không tìm thấy câu nào"
                            text="Hãy thử ít từ hơn, hoặc chọn tất cả lĩnh vực và mức độ."
                            action=Some((href, "Xem tất cả câu hỏi".to_owned()))
                        />
                    }
                        .into_any()
                } else {
                    view! {
                        <p class="muted" role="status">{format!("{} câu", group(found as i64))}</p>
                        {cards}
                        <Pager page pages href=search_href/>
                    }
                        .into_any()
                }}
            </div>
        </section>
    }
}
