//! What came of a practice.

use leptos::prelude::*;

use super::PRACTICE;
use crate::{Prose, components::Meter};

/// What came of it, for nobody but who sees the page.
#[derive(Clone, Debug)]
pub struct PracticeSummary {
    /// `Bạn trả lời đúng 7 trong 10 câu.`
    pub said: String,
    /// Topic by topic.
    pub topics: Vec<PracticeTopic>,
    /// What was not answered right.
    pub wrong: Vec<PracticeWrong>,
}

/// One topic.
#[derive(Clone, Debug)]
pub struct PracticeTopic {
    /// Its name.
    pub topic: String,
    /// Right answers.
    pub right: u32,
    /// Questions.
    pub total: u32,
    /// Practice of this topic.
    pub href: String,
}

/// A question that was not answered right.
#[derive(Clone, Debug)]
pub struct PracticeWrong {
    /// What was asked.
    pub stem: String,
    /// The handbook's entry about it: its number and address.
    pub entry: Option<(u32, String)>,
}

#[component]
pub(super) fn Summary(summary: PracticeSummary) -> impl IntoView {
    let PracticeSummary { said, topics, wrong } = summary;
    let rows: Vec<_> = topics
        .into_iter()
        .map(|PracticeTopic { topic, right, total, href }| {
            view! {
                <tr>
                    <th scope="row">
                        <a href=href>{topic.clone()}</a>
                        <Meter label=format!("Câu đúng về {topic}") value=f64::from(right) max=f64::from(total)/>
                    </th>
                    <td class="num"><b>{format!("{right}/{total}")}</b></td>
                </tr>
            }
        })
        .collect();
    let wrong: Vec<_> = wrong
        .into_iter()
        .map(|PracticeWrong { stem, entry }| {
            let entry =
                entry.map(|(number, href)| view! { <small><a href=href>{format!("Sổ tay, câu {number}")}</a></small> });
            view! { <li class="name"><span inner_html=Prose::from(stem).html()></span> {entry}</li> }
        })
        .collect();
    view! {
        <section class="card flow" aria-labelledby="tong-ket">
            <h2 class="h3" id="tong-ket">"Tổng kết"</h2>
            <p>{said}</p>
            <table class="table">
                <caption class="vh">"Số câu đúng theo lĩnh vực"</caption>
                <thead>
                    <tr><th scope="col">"Lĩnh vực"</th><th scope="col" class="num">"Câu đúng"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {(!wrong.is_empty()).then(|| view! { <h3>"Nên đọc lại"</h3> <ul class="links plain">{wrong}</ul> })}
            <p><a class="btn primary block" href=PRACTICE>"Luyện tập tiếp"</a></p>
        </section>
    }
}
