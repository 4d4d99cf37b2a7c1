//! Agencies, and other groups of people, under each other.

use contest::text::{group, percent};
use leptos::prelude::*;

use super::{
    UnitFigures,
    figures::{hundred, points},
};
use crate::components::Meter;

/// One unit.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// Its name.
    pub name: String,
    /// The unit above it, where that is not the agency itself.
    pub within: Option<String>,
    /// Since when its headcount has been as it is: `01/7/2026`.
    pub since: Option<String>,
    /// What its own people did.
    pub figures: UnitFigures,
    /// What they and everybody below it did, where there are units below it.
    pub whole: Option<UnitFigures>,
    /// How many of them all took part in the round before, if there was one.
    pub before: Option<u64>,
    /// How its people stand to the quotas of the rules: a sentence each.
    pub quotas: Vec<String>,
}

/// Some of the people: a block, a track, a position.
#[derive(Clone, Debug)]
pub struct GroupRow {
    /// What people read.
    pub label: String,
    /// What they did.
    pub figures: UnitFigures,
}

/// Units with their own people.
#[component]
pub(super) fn Units(
    units: Vec<UnitRow>,
    low: Option<u8>,
    /// Whether headcounts count those who are looked at.
    has_headcounts: bool,
) -> impl IntoView {
    let rows: Vec<_> = units.into_iter().map(|unit| view! { <Unit unit low has_headcounts/> }).collect();
    view! {
        <table class="table">
            <caption class="vh">"Số liệu theo đơn vị, chỉ người của chính đơn vị"</caption>
            <thead>
                <tr>
                    <th scope="col">"Đơn vị"</th>
                    <th scope="col" class="num">"Đã thi"<small>"và lượt thi"</small></th>
                    <th scope="col" class="num">"Tỷ lệ"<small>"và điểm"</small></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Unit(unit: UnitRow, low: Option<u8>, has_headcounts: bool) -> impl IntoView {
    let UnitRow { name, within, since, figures, whole, before, quotas } = unit;
    let before = before.map(|before| format!("Vòng trước: {} người dự thi", group(before as i64)));
    let share = figures.share();
    let meter = share.map(|(part, whole)| {
        let label = format!("Tỷ lệ dự thi {name}");
        view! { <Meter label value=hundred(part, whole) low=low.map(f64::from)/> }
    });
    let staff = share.map(|(part, whole)| {
        let since = since.map(|since| format!(" (từ {since})")).unwrap_or_default();
        format!("{} trong {} người của đơn vị{since}", group(part as i64), group(whole as i64))
    });
    let staff = staff.or_else(|| has_headcounts.then(|| "Chưa báo số người".to_owned()));
    let quotas: Vec<_> = quotas.into_iter().map(|quota| view! { <small>{quota}</small> }).collect();
    view! {
        <tr>
            <th scope="row">
                {name}
                {within.map(|within| view! { <small>{within}</small> })}
                {staff.map(|staff| view! { <small>{staff}</small> })}
                {whole.map(|whole| view! { <small>{with_everything_below(whole)}</small> })}
                {before.map(|before| view! { <small>{before}</small> })}
                {quotas}
                {meter}
            </th>
            <Cells figures/>
        </tr>
    }
}

/// `Cả đơn vị trực thuộc: 120 người dự thi, 63,2%`.
fn with_everything_below(whole: UnitFigures) -> String {
    let share = whole.share().map(|(part, whole)| format!(", {}", percent(part, whole))).unwrap_or_default();
    format!("Cả đơn vị trực thuộc: {} người dự thi{share}", group(whole.entrants as i64))
}

#[component]
fn Cells(figures: UnitFigures) -> impl IntoView {
    let UnitFigures { entrants, attempts, mean, .. } = figures;
    let share = match figures.share() {
        Some((part, whole)) => view! { <b>{percent(part, whole)}</b> }.into_any(),
        None => view! { <span class="muted">"chưa có"</span> }.into_any(),
    };
    view! {
        <td class="num">{group(entrants as i64)}<small>{format!("{} lượt", group(attempts as i64))}</small></td>
        <td class="num">{share}{mean.map(|mean| view! { <small>{format!("{} điểm", points(mean))}</small> })}</td>
    }
}

/// Groups beside each other; nothing of a single one.
#[component]
pub(super) fn Groups(id: &'static str, title: &'static str, rows: Vec<GroupRow>) -> impl IntoView {
    (rows.len() > 1).then(|| {
        let rows: Vec<_> = rows
            .into_iter()
            .map(|GroupRow { label, figures }| {
                let mean = figures.mean.map_or_else(|| "–".to_owned(), points);
                let median = figures.median.map(|median| format!("trung vị {}", points(median)));
                let (perfect, counted) = figures.perfect;
                let share = figures.share().map(|(part, whole)| format!("{} của {} người", percent(part, whole), group(whole as i64)));
                view! {
                    <tr>
                        <th scope="row">
                            {label}
                            {share.map(|share| view! { <small>{share}</small> })}
                            <small>{format!("Đúng tất cả: {}", percent(perfect, counted))}</small>
                        </th>
                        <td class="num">
                            {group(figures.entrants as i64)}<small>{format!("{} lượt", group(figures.attempts as i64))}</small>
                        </td>
                        <td class="num">{mean}{median.map(|median| view! { <small>{median}</small> })}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            <section class="section" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <table class="table">
                    <caption class="vh">{format!("Số liệu {}", title.to_lowercase())}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Nhóm"</th>
                            <th scope="col" class="num">"Đã thi"<small>"và lượt thi"</small></th>
                            <th scope="col" class="num">"Điểm"<small>"trung bình"</small></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}
