//! Tạo cuộc thi: the rules to begin from, then the form.

use std::sync::Arc;

use contest::contests::TrackKind;
use leptos::prelude::*;

use super::new_round::fields as round_fields;
use crate::{
    components::{
        ChoiceGroup, ErrorSummary, Notice, NoticeKind, SelectField, SelectGroup, SelectOption, TextField, TextKind,
        Tick,
    },
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names; those of the banks are a round's.
pub mod fields {
    /// The rules to begin from.
    pub const PRESET: &str = "mau";
    /// Tên cuộc thi.
    pub const TITLE: &str = "ten";
    /// Ngày đầu tiên.
    pub const FIRST_DAY: &str = "ngay-dau";
    /// Số vòng.
    pub const ROUNDS: &str = "so-vong";
    /// What papers take questions by.
    pub const PAPERS: &str = "ma-tran";
    /// By the topics of the rules.
    pub const BY_RULES: &str = "the-le";
    /// As the bank has them.
    pub const BY_BANK: &str = "ngan-hang";
    /// Whether rounds open by themselves.
    pub const BY_ITSELF: &str = "tu-mo";
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The button that only shows what would be made.
    pub const PREVIEW: &str = "xem";
    /// The button that makes the contest.
    pub const SAVE: &str = "luu";
}

const HREF: &str = "/ban-to-chuc/cuoc-thi/moi";

/// Rules to begin from.
#[derive(Clone, Debug)]
pub struct PresetLine {
    /// Leads to the form.
    pub href: String,
    /// Whose rules they are.
    pub title: String,
    /// What is known of them.
    pub note: String,
}

/// The rules to choose from.
#[component]
pub fn PresetsPage(presets: Vec<PresetLine>) -> impl IntoView {
    let lines: Vec<_> = presets
        .into_iter()
        .map(|PresetLine { href, title, note }| {
            view! {
                <li>
                    <div><h2 class="h3">{title.clone()}</h2><p class="muted">{note}</p></div>
                    <p><a class="btn" href=href>"Chọn" <span class="vh">" " {title}</span></a></p>
                </li>
            }
        })
        .collect();
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned())]
            here="Tạo cuộc thi"
        >
            <div class="page-head flow">
                <h1 class="h2">"Tạo cuộc thi: chọn thể lệ mẫu"</h1>
                <p class="muted">"Thể lệ mẫu lấy từ các cuộc thi đã tổ chức. Tạo xong bạn vẫn sửa được từng điều."</p>
            </div>
            <ul class="list">{lines}</ul>
        </Work>
    }
}

/// What the form shows.
#[derive(Clone, Debug)]
pub struct NewContestView {
    /// What names the rules to begin from, and what people call them.
    pub preset: (String, String),
    /// The rules as sentences.
    pub rules: Vec<String>,
    /// What was typed or is proposed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// The tracks that take part.
    pub tracks: Vec<TrackKind>,
    /// The banks to choose from.
    pub banks: Vec<SelectOption>,
    /// Whether the rules say when rounds are held.
    pub has_calendar: bool,
    /// Whether the rules say what topics a paper is made of.
    pub has_topics: bool,
    /// The rounds that would be made, with their hours; none before it was asked.
    pub preview: Option<Vec<(String, String)>>,
    /// Longest title, in characters.
    pub title_length: u16,
}

/// The form of a new contest.
#[component]
pub fn NewContestPage(view: NewContestView) -> impl IntoView {
    let NewContestView { preset, rules, form, preview, .. } = view.clone();
    let rules: Vec<_> = rules.into_iter().map(|rule| view! { <li>{rule}</li> }).collect();
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![
                ("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned()),
                (HREF.to_owned(), "Tạo cuộc thi".to_owned()),
            ]
            here=preset.1.clone()
        >
            <div class="page-head flow">
                <h1 class="h2">"Tạo cuộc thi"</h1>
                <p class="muted">"Các vòng được tạo ở trạng thái chuẩn bị. Trang chủ vẫn giữ cuộc thi đang chạy."</p>
            </div>
            <form class="flow" method="post" action=HREF novalidate>
                <ErrorSummary form=form/>
                {preview.map(|rounds| view! { <Preview rounds/> })}
                <input type="hidden" name=fields::PRESET value=preset.0/>
                <Inputs view/>
                <details class="card"><summary>"Thể lệ: " {preset.1}</summary><ul class="prose">{rules}</ul></details>
                <div class="row after">
                    <button class="btn" name=fields::ACT value=fields::PREVIEW>"Xem trước các vòng"</button>
                    <button class="btn primary" name=fields::ACT value=fields::SAVE>"Tạo cuộc thi"</button>
                </div>
            </form>
        </Work>
    }
}

#[component]
fn Inputs(view: NewContestView) -> impl IntoView {
    let NewContestView { form, tracks, banks, has_calendar, has_topics, title_length, .. } = view;
    let alone = |options| vec![SelectGroup { label: None, options }];
    let banks: Vec<_> = tracks
        .into_iter()
        .map(|track| {
            let groups = alone(banks.clone());
            let label = format!("Ngân hàng câu hỏi của {}", track.short_label());
            view! { <SelectField name=round_fields::bank(track) label form=form.clone() groups/> }
        })
        .collect();
    let papers = vec![
        SelectOption::new(fields::BY_RULES, "Theo lĩnh vực ghi trong thể lệ"),
        SelectOption::new(fields::BY_BANK, "Theo tỷ lệ câu có trong ngân hàng"),
    ];
    view! {
        <TextField name=fields::TITLE label="Tên cuộc thi" form=form.clone() maxlength=Some(title_length)/>
        {has_calendar
            .then(|| view! {
                <div class="grid">
                    <TextField
                        name=fields::FIRST_DAY
                        label="Ngày đầu tiên"
                        hint="Vòng đầu mở vào giờ của thể lệ, từ ngày này trở đi.".to_owned()
                        form=form.clone()
                        kind=TextKind::Date
                    />
                    <TextField
                        name=fields::ROUNDS
                        label="Số vòng"
                        form=form.clone()
                        kind=TextKind::Digits
                        maxlength=Some(3)
                    />
                </div>
            })}
        {banks}
        {has_topics.then(|| view! { <ChoiceGroup name=fields::PAPERS label="Câu hỏi của đề" form=form.clone() options=papers/> })}
        {has_calendar
            .then(|| view! {
                <Tick name=fields::BY_ITSELF legend="Giờ mở" form=form.clone()>
                    "Các vòng tự mở đúng giờ. Không chọn thì mỗi vòng phải có người bấm mở."
                </Tick>
            })}
    }
}

#[component]
fn Preview(rounds: Vec<(String, String)>) -> impl IntoView {
    if rounds.is_empty() {
        return view! {
            <Notice kind=NoticeKind::Info><p>"Thể lệ này không ghi lịch. Bạn tạo từng vòng sau khi tạo cuộc thi."</p></Notice>
        }
        .into_any();
    }
    let count = rounds.len();
    let rows: Vec<_> = rounds
        .into_iter()
        .map(|(title, when)| view! { <li class="name"><b>{title}</b><small>{when}</small></li> })
        .collect();
    view! {
        <section class="card flow" aria-labelledby="se-tao">
            <h2 class="h3" id="se-tao">{format!("Sẽ tạo {count} vòng")}</h2>
            <ol class="links plain">{rows}</ol>
            <p class="muted">"Chưa lưu gì."</p>
        </section>
    }
    .into_any()
}
