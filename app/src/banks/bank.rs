//! One bank: what it has, its questions, and taking in more.

use std::sync::Arc;

use contest::{
    banks::{Level, RevisionState},
    text::group,
};
use leptos::prelude::*;

use super::{
    upload::Upload,
    work::{Found, FoundView},
};
use crate::{
    components::{Chip, ChipKind, Empty, ErrorSummary, SelectField, SelectGroup, SelectOption, TextField},
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
    /// Trạng thái.
    pub const STATE: &str = "trang-thai";
    /// Whether only questions are meant that rest on a superseded document.
    pub const BASIS: &str = "can-cu";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// The place that the list stands in.
const PLACE: &str = "tim-thay";

/// What the page of a bank shows.
#[derive(Clone, Debug)]
pub struct BankView {
    /// This page's address.
    pub href: String,
    /// Where what is found is asked for while one types.
    pub live_href: String,
    /// The bank's name.
    pub name: String,
    /// What the columns of the table are called.
    pub heads: Vec<&'static str>,
    /// A topic with its counts, one for each column: of questions that papers may be drawn from.
    pub rows: Vec<(String, Vec<u32>)>,
    /// How many questions are in each state: address, and what is said of it.
    pub states: Vec<(String, RevisionState, u64)>,
    /// What is searched for.
    pub filters: Arc<FormState>,
    /// The topics to choose from.
    pub topics: Vec<SelectOption>,
    /// What was found.
    pub found: FoundView,
    /// How many questions there are.
    pub total: u64,
    /// Questions that rest on a superseded document: the address of their list, and how many.
    pub superseded: Option<(String, u64)>,
    /// What else can be done here: address and label.
    pub links: Vec<(String, String)>,
    /// Why the last file was not read, if one was sent.
    pub upload: Arc<FormState>,
    /// Which files are taken, in words.
    pub file_kinds: &'static str,
    /// Which files the browser offers, as `accept` has it.
    pub accept: &'static str,
    /// Largest file, in megabytes; `None` for those who take none in.
    pub megabytes: Option<usize>,
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
    let BankView {
        href,
        name,
        heads,
        rows,
        states,
        total,
        superseded,
        links,
        upload,
        file_kinds,
        accept,
        megabytes,
        ..
    } = bank.clone();
    let links: Vec<_> = links.into_iter().map(|(href, label)| view! { <a class="btn" href=href>{label}</a> }).collect();
    let states: Vec<_> = states
        .into_iter()
        .map(|(href, state, count)| {
            let label = format!("{}: {}", state.label(), group(count as i64));
            view! { <li><Chip kind=super::work::chip_of(state) label href=href/></li> }
        })
        .collect();
    view! {
        <Work desk=Desk::Banks above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned())] here=name.clone()>
            <div class="page-head flow">
                <h1 class="h2">{name}</h1>
                <p class="muted">{format!("{} câu hỏi", group(total as i64))}</p>
                <ul class="row plain" aria-label="Theo trạng thái">{states}</ul>
                {superseded.map(|(href, count)| view! {
                    <p><Chip kind=ChipKind::Bad label=format!("Căn cứ đã bị thay thế: {} câu", group(count as i64)) href=href/></p>
                })}
                <p class="row">{links}</p>
            </div>
            <ErrorSummary form=upload.clone()/>
            <div class="flow">
                {megabytes.map(|megabytes| view! { <Upload href upload kinds=file_kinds accept megabytes/> })}
                {(!rows.is_empty())
                    .then(|| {
                        view! {
                            <section class="card">
                                <MatrixTable title="Số câu đã duyệt theo lĩnh vực và mức độ" heads rows/>
                            </section>
                        }
                    })}
            </div>
            {if total == 0 {
                view! {
                    <div class="after">
                        <Empty title="Ngân hàng chưa có câu hỏi" text="Hãy soạn câu đầu tiên, hoặc chọn tệp câu hỏi và xem lại từng dòng trước khi nhập."/>
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
    let BankView { href, live_href, filters, topics, found, .. } = bank;
    let levels = Level::ALL.map(|level| SelectOption::new(level.code(), level.label())).into();
    let states = RevisionState::ALL.into_iter().filter(|state| *state != RevisionState::Superseded);
    let states = states.map(|state| SelectOption::new(state.code(), state.label())).collect();
    let plain = |options| vec![SelectGroup { label: None, options }];
    view! {
        <section class="section" aria-labelledby="cau-hoi">
            <h2 id="cau-hoi">"Câu hỏi"</h2>
            <form class="filters" action=href data-live=live_href data-place=PLACE>
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
                <SelectField
                    name=filters::STATE
                    label="Trạng thái"
                    form=filters.clone()
                    groups=plain(states)
                    empty="Tất cả trạng thái".to_owned()
                />
                <SelectField
                    name=filters::BASIS
                    label="Căn cứ"
                    form=filters.clone()
                    groups=plain(vec![SelectOption::new("da-thay", "Đã bị thay thế")])
                    empty="Mọi căn cứ".to_owned()
                />
                <TextField name=filters::SEARCH label="Tìm trong câu hỏi và sổ tay" form=filters/>
                <button class="btn">"Tìm câu hỏi"</button>
            </form>
            <div class="flow after" id=PLACE><Found view=found/></div>
        </section>
    }
}
