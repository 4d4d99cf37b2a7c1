//! All figures of one question.

use contest::banks::letter;
use leptos::prelude::*;

use crate::{
    Prose,
    components::{Chip, ChipKind, Empty, Meter, Notice, NoticeKind},
    work::{Desk, Work},
};

/// What the page of a question's figures shows.
#[derive(Clone, Debug)]
pub struct ItemPageView {
    /// The pages above this one.
    pub above: Vec<(String, String)>,
    /// The question's number.
    pub number: i64,
    /// How it did: all rounds together first. Nothing when it was in none.
    pub sections: Vec<ItemSection>,
}

/// How one revision of a question did, in a round or in all of them.
#[derive(Clone, Debug)]
pub struct ItemSection {
    /// The part's identifier on the page.
    pub id: String,
    /// `Tất cả các vòng`, `Tuần 2`.
    pub title: String,
    /// What is asked, as it was then.
    pub stem: String,
    /// Topic, level.
    pub about: String,
    /// What looks wrong: in two or three words, and what to check.
    pub warnings: Vec<(String, String)>,
    /// What is to be known of the figures, if anything.
    pub note: Option<&'static str>,
    /// The figures.
    pub figures: Vec<ItemFigure>,
    /// Who chose which answer.
    pub choices: Vec<ItemChoice>,
    /// Whether there are an upper and a lower group.
    pub has_groups: bool,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct ItemFigure {
    /// `Độ phân biệt`.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// `0,35`.
    pub value: String,
}

/// One choice, or none of them.
#[derive(Clone, Debug)]
pub struct ItemChoice {
    /// The choice; `None` for those who left the question.
    pub text: Option<String>,
    /// Whether it is right.
    pub is_right: bool,
    /// How many chose it: `1.204 (35,1%)`.
    pub all: String,
    /// The same in percent.
    pub percent: f64,
    /// What part of the upper group did: `61,5%`.
    pub upper: String,
    /// What part of the lower group did.
    pub lower: String,
}

/// All figures of a question.
#[component]
pub fn ItemPage(item: ItemPageView) -> impl IntoView {
    let ItemPageView { above, number, sections } = item;
    let nothing = sections.is_empty();
    let sections: Vec<_> = sections.into_iter().map(|section| view! { <ItemSheet section/> }).collect();
    view! {
        <Work desk=Desk::Banks above here=format!("Câu {number}")>
            <div class="page-head flow">
                <h1 class="h2">{format!("Phân tích câu mã {number}")}</h1>
            </div>
            {if nothing {
                let text = "Các chỉ số có sau khi một vòng thi dùng câu này đã đóng và được chấm xong.";
                view! { <Empty title="Chưa vòng thi nào dùng câu này" text/> }.into_any()
            } else {
                sections.into_any()
            }}
        </Work>
    }
}

/// How a question did in one round or in all: stands on any page of the question.
#[component]
pub fn ItemSheet(section: ItemSection) -> impl IntoView {
    let ItemSection { id, title, stem, about, warnings, note, figures, choices, has_groups } = section;
    let labelled = id.clone();
    let warnings: Vec<_> = warnings
        .into_iter()
        .map(|(label, advice)| view! { <li><Chip kind=ChipKind::Wait label/> " " {advice}</li> })
        .collect();
    let figures: Vec<_> = figures
        .into_iter()
        .map(|ItemFigure { name, meaning, value }| {
            let meaning = (!meaning.is_empty()).then(|| view! { <small class="muted">{meaning}</small> });
            view! { <tr><th scope="row">{name} {meaning}</th><td class="num">{value}</td></tr> }
        })
        .collect();
    view! {
        <section class="section flow" aria-labelledby=labelled>
            <h2 id=id>{title.clone()}</h2>
            <p inner_html=Prose::from(stem).html()></p>
            <p class="muted">{about}</p>
            {note.map(|note| view! { <Notice kind=NoticeKind::Info><p>{note}</p></Notice> })}
            {(!warnings.is_empty()).then(|| view! { <ul class="plain flow">{warnings}</ul> })}
            <Choices title=title.clone() choices has_groups/>
            <table class="table">
                <caption class="vh">{format!("Các chỉ số của câu: {title}")}</caption>
                <thead><tr><th scope="col">"Chỉ số"</th><th scope="col" class="num">"Giá trị"</th></tr></thead>
                <tbody>{figures}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Choices(title: String, choices: Vec<ItemChoice>, has_groups: bool) -> impl IntoView {
    let rows: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(place, ItemChoice { text, is_right, all, percent, upper, lower })| {
            let label = match text {
                Some(text) => format!("{}. {text}", letter(place)),
                None => "Bỏ trống".to_owned(),
            };
            let right = is_right.then(|| view! { <small>"đáp án"</small> });
            let groups = has_groups.then(|| view! { <td class="num">{upper}</td><td class="num">{lower}</td> });
            let meter = view! { <Meter label=format!("Tỷ lệ chọn: {label}") value=percent/> };
            view! { <tr><th scope="row">{label} {right}</th><td class="num">{all} {meter}</td>{groups}</tr> }
        })
        .collect();
    let heads = has_groups.then(|| {
        view! {
            <th scope="col" class="num">"27% cao nhất"</th>
            <th scope="col" class="num">"27% thấp nhất"</th>
        }
    });
    view! {
        <div class="table-wrap">
            <table class="table">
                <caption class="vh">{format!("Mỗi phương án được chọn bao nhiêu lần: {title}")}</caption>
                <thead>
                    <tr><th scope="col">"Phương án"</th><th scope="col" class="num">"Số bài chọn"</th>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
