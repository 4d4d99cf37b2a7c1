//! Giải thưởng của một vòng, as tables.

use contest::{Millis, time::clock};
use leptos::prelude::*;

use crate::components::{Chip, ChipKind, Empty};

/// The prizes of one list, among those who race with each other.
#[derive(Clone, Debug)]
pub struct AwardTable {
    /// `Giải tuần, Bảng A`.
    pub title: String,
    /// Whether people win them; else agencies do.
    pub individual: bool,
    /// The highest first.
    pub rows: Vec<AwardRow>,
}

/// One prize.
#[derive(Clone, Debug)]
pub struct AwardRow {
    /// `Giải Nhất`.
    pub class: String,
    /// The person, as the page may show them, or the agency.
    pub name: String,
    /// The person's agency.
    pub agency: Option<String>,
    /// The number of the attempt that won it.
    pub attempt: Option<i64>,
    /// Right answers out of all: `18/20`; and the time taken.
    pub worth: Option<(String, Millis)>,
    /// Whether it was taken back after it was published.
    pub taken_back: bool,
    /// The certificate, where whoever looks may take it along.
    pub certificate: Option<String>,
}

/// All prizes.
#[component]
pub(super) fn AwardTables(tables: Vec<AwardTable>) -> impl IntoView {
    if tables.is_empty() {
        return view! {
            <Empty
                title="Không có giải"
                text="Thể lệ không đặt giải ở đây, hoặc chưa ai đủ điều kiện nhận giải."
            />
        }
        .into_any();
    }
    tables.into_iter().map(|table| view! { <Table table/> }).collect::<Vec<_>>().into_any()
}

#[component]
fn Table(table: AwardTable) -> impl IntoView {
    let AwardTable { title, individual, rows } = table;
    let who = if individual { "Người dự thi" } else { "Cơ quan, đơn vị" };
    let last = individual.then(|| view! { <th scope="col" class="num">"Câu đúng"<small>"thời gian"</small></th> });
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Row row/> }).collect();
    view! {
        <section class="flow">
            <h3>{title.clone()}</h3>
            <table class="table">
                <caption class="vh">{title}</caption>
                <thead>
                    <tr><th scope="col">"Giải"</th><th scope="col">{who}</th>{last}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Row(row: AwardRow) -> impl IntoView {
    let AwardRow { class, name, agency, attempt, worth, taken_back, certificate } = row;
    let attempt = attempt.map(|attempt| format!("lượt thi số {attempt}"));
    let below: Vec<String> = agency.into_iter().chain(attempt).collect();
    let below = (!below.is_empty()).then(|| view! { <small>{below.join(" · ")}</small> });
    let worth =
        worth.map(|(correct, taken)| view! { <td class="num"><b>{correct}</b><small>{clock(taken)}</small></td> });
    let taken_back = taken_back.then(|| view! { <Chip kind=ChipKind::Bad label="Đã thu hồi"/> });
    let certificate = certificate.map(|href| {
        view! { <a class="small" href=href download="">"Giấy chứng nhận"<span class="vh">" "{name.clone()}</span></a> }
    });
    view! { <tr><td>{class}</td><th scope="row">{name.clone()}{below}{taken_back}{certificate}</th>{worth}</tr> }
}
