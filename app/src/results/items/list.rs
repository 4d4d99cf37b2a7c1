//! The questions of a round or a bank with how they did.

use leptos::prelude::*;

use super::papers::{Papers, PapersView};
use crate::{
    Prose,
    components::{Chip, ChipKind, Empty, Meter, Notice, NoticeKind, Pager, Tab, Tabs},
    work::{Desk, Work},
};

/// The value of an address that says what comes first.
pub const ORDER: &str = "xep";

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ItemsView {
    /// The side bar's entry.
    pub desk: Desk,
    /// The pages above this one.
    pub above: Vec<(String, String)>,
    /// `Phân tích câu hỏi: Tuần 2`.
    pub title: String,
    /// What was counted, in a sentence.
    pub about: String,
    /// Why there is nothing yet, or not all.
    pub waits: Option<String>,
    /// How the papers did, of a round.
    pub papers: Option<PapersView>,
    /// What may come first.
    pub orders: Vec<Tab>,
    /// How many look wrong, in a sentence.
    pub doubtful: String,
    /// This page of the questions.
    pub rows: Vec<ItemRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this order without the page.
    pub page_href: String,
}

/// One question.
#[derive(Clone, Debug)]
pub struct ItemRow {
    /// Where all of its figures are.
    pub href: String,
    /// What is asked.
    pub stem: String,
    /// Number, topic, level.
    pub about: String,
    /// `1.204 bài`.
    pub attempts: String,
    /// The facility index in percent.
    pub facility: Option<f64>,
    /// The same as it is read: `35,1%`.
    pub facility_text: String,
    /// The discrimination index: `0,35`.
    pub discrimination: String,
    /// The discriminative efficiency: `41%`.
    pub efficiency: String,
    /// What looks wrong, in two or three words each.
    pub warnings: Vec<String>,
}

/// How questions did.
#[component]
pub fn ItemsPage(items: ItemsView) -> impl IntoView {
    let ItemsView { desk, above, title, about, waits, papers, orders, doubtful, rows, page, pages, page_href } = items;
    let questions = if rows.is_empty() {
        let text = "Các chỉ số có sau khi một vòng thi dùng những câu này đã đóng và được chấm xong.";
        view! { <Empty title="Chưa có câu nào để phân tích" text/> }.into_any()
    } else {
        view! {
            <Tabs label="Xếp câu hỏi theo" tabs=orders/>
            <p class="muted" role="status">{doubtful}</p>
            <ItemTable rows/>
            <Pager page pages href=page_href/>
            <Legend/>
        }
        .into_any()
    };
    view! {
        <Work desk above here="Phân tích câu hỏi">
            <div class="page-head flow">
                <h1 class="h2">{title}</h1>
                <p class="muted">{about}</p>
            </div>
            {waits.map(|waits| view! { <Notice kind=NoticeKind::Wait><p>{waits}</p></Notice> })}
            {papers.map(|papers| view! { <Papers papers/> })}
            <section class="section flow" aria-labelledby="cau-hoi">
                <h2 id="cau-hoi">"Từng câu hỏi"</h2>
                {questions}
            </section>
        </Work>
    }
}

#[component]
fn ItemTable(rows: Vec<ItemRow>) -> impl IntoView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let warnings: Vec<_> =
                row.warnings.into_iter().map(|label| view! { <Chip kind=ChipKind::Wait label/> " " }).collect();
            let meter = row.facility.map(|value| view! { <Meter label="Tỷ lệ làm đúng" value/> });
            view! {
                <tr>
                    <th scope="row">
                        <a href=row.href inner_html=Prose::from(row.stem).html()></a>
                        <small class="muted">{row.about}</small>
                        {warnings}
                    </th>
                    <td class="num">{row.facility_text} {meter} <small class="muted">{row.attempts}</small></td>
                    <td class="num">{row.discrimination} <small class="muted">{row.efficiency}</small></td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table">
            <caption class="vh">"Câu hỏi với độ khó và độ phân biệt"</caption>
            <thead>
                <tr>
                    <th scope="col">"Câu hỏi"</th>
                    <th scope="col" class="num">"Làm đúng"</th>
                    <th scope="col" class="num">"Phân biệt" <small>"hiệu suất"</small></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What the columns mean.
#[component]
fn Legend() -> impl IntoView {
    view! {
        <details class="unfold">
            <summary>"Các chỉ số này nói gì?"</summary>
            <ul class="prose">
                <li>
                    <b>"Làm đúng"</b>
                    " (độ khó): điểm trung bình của câu so với điểm tối đa. Dưới mức đoán mò hoặc trên 95% thì nên xem lại."
                </li>
                <li>
                    <b>"Phân biệt"</b>
                    ": câu này đi cùng điểm cả bài đến đâu, từ −1 đến 1. Dưới 0,20 là kém; số âm thường là sai đáp án."
                </li>
                <li>
                    <b>"Hiệu suất"</b>
                    ": độ phân biệt đạt được so với mức cao nhất mà một câu khó như vậy có thể đạt."
                </li>
                <li>"Câu có dưới 30 bài làm thì chưa đánh dấu gì: quá ít để kết luận."</li>
            </ul>
        </details>
    }
}
