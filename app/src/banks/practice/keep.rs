//! Which questions of a bank are kept for practice, for its organiser.

use std::sync::Arc;

use contest::banks::KeptFor;
use leptos::prelude::*;

use crate::{
    components::{ChoiceGroup, ErrorSummary, Notice, NoticeKind, SelectField, SelectGroup, SelectOption, TextField},
    contests::MatrixTable,
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod fields {
    /// Which form was sent.
    pub const ACT: &str = "viec";
    /// The form that keeps a share.
    pub const SHARE: &str = "ty-le";
    /// The form that names questions.
    pub const NUMBERED: &str = "ma-cau";
    /// Lĩnh vực.
    pub const TOPIC: &str = "linh-vuc";
    /// So many in 100.
    pub const PERCENT: &str = "phan-tram";
    /// The questions' numbers.
    pub const NUMBERS: &str = "cac-cau";
    /// What they are kept for.
    pub const KEPT_FOR: &str = "de-lam-gi";
}

/// Longest list of numbers, in characters.
const NUMBERS_LENGTH: u16 = 4_000;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct KeepView {
    /// This page's address.
    pub href: String,
    /// The bank's address and name.
    pub bank: (String, String),
    /// What was sent, and why it was refused.
    pub form: Arc<FormState>,
    /// What was done, in sentences.
    pub done: Vec<String>,
    /// A topic with how many questions are kept for papers and for practice.
    pub rows: Vec<(String, Vec<u32>)>,
    /// The topics to choose from.
    pub topics: Vec<SelectOption>,
    /// The shares to choose from, in percent.
    pub percents: Vec<u8>,
}

/// What a bank keeps for practice.
#[component]
pub fn KeepPage(keep: KeepView) -> impl IntoView {
    let KeepView { href, bank, form, done, rows, topics, percents } = keep;
    let done: Vec<_> = done.into_iter().map(|line| view! { <p>{line}</p> }).collect();
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), bank]
            here="Câu luyện tập"
        >
            <div class="page-head flow">
                <h1 class="h2">"Câu giữ cho luyện tập"</h1>
                <p class="muted">
                    "Ai cũng xem được câu luyện tập kèm đáp án ở trang Luyện tập. Đề thi không bao giờ lấy những câu này; câu đang nằm trong đề của vòng chưa công bố thì không chuyển sang luyện tập được."
                </p>
            </div>
            <div class="flow">
                <ErrorSummary form=form.clone()/>
                {(!done.is_empty()).then(|| view! { <Notice kind=NoticeKind::Ok>{done}</Notice> })}
                <section class="card">
                    <MatrixTable title="Số câu theo lĩnh vực" heads=KeptFor::ALL.map(KeptFor::label).into() rows/>
                </section>
                <Share href=href.clone() form=form.clone() topics percents/>
                <Numbered href form/>
            </div>
        </Work>
    }
}

#[component]
fn Share(href: String, form: Arc<FormState>, topics: Vec<SelectOption>, percents: Vec<u8>) -> impl IntoView {
    let plain = |options| vec![SelectGroup { label: None, options }];
    let percents = percents.into_iter().map(|percent| SelectOption::new(percent.to_string(), format!("{percent}%")));
    view! {
        <form class="card flow" method="post" action=href>
            <h2 class="h3">"Giữ theo tỷ lệ"</h2>
            <p class="muted">
                "Trong mỗi lĩnh vực và mức độ, hệ thống giữ lại đúng tỷ lệ này, rải đều theo thứ tự câu; các câu khác để thi."
            </p>
            <SelectField
                name=fields::TOPIC
                label="Lĩnh vực"
                form=form.clone()
                groups=plain(topics)
                empty="Tất cả lĩnh vực".to_owned()
            />
            <SelectField name=fields::PERCENT label="Tỷ lệ" form groups=plain(percents.collect())/>
            <p><button class="btn primary" name=fields::ACT value=fields::SHARE>"Giữ theo tỷ lệ này"</button></p>
        </form>
    }
}

#[component]
fn Numbered(href: String, form: Arc<FormState>) -> impl IntoView {
    let options = KeptFor::ALL.map(|kept| SelectOption::new(kept.code(), kept.label())).into();
    view! {
        <form class="card flow" method="post" action=href novalidate>
            <h2 class="h3">"Chọn từng câu"</h2>
            <TextField
                name=fields::NUMBERS
                label="Mã câu"
                hint="Mã ghi cạnh mỗi câu trong ngân hàng, cách nhau bằng dấu phẩy hoặc dấu cách.".to_owned()
                form=form.clone()
                maxlength=Some(NUMBERS_LENGTH)
            />
            <ChoiceGroup name=fields::KEPT_FOR label="Dùng để" form options/>
            <p><button class="btn" name=fields::ACT value=fields::NUMBERED>"Chuyển các câu này"</button></p>
        </form>
    }
}
