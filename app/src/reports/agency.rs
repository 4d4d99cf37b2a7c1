//! Đơn vị của tôi: what an agency's people did in a round.

use contest::{
    Timestamp,
    text::{group, percent},
    time::LocalDate,
};
use leptos::prelude::*;

use super::{DayChart, DayCount};
use crate::{
    components::{Empty, Fact, Facts, Meter, Notice, Pager, Tab, Tabs},
    work::{Desk, Work},
};

/// What a viewer sees of the own agency.
#[derive(Clone, Debug)]
pub struct AgencyReportView {
    /// The agency's name.
    pub agency: String,
    /// The round in figures; none before the first round opens.
    pub report: Option<RoundReport>,
}

/// One round.
#[derive(Clone, Debug)]
pub struct RoundReport {
    /// `Tuần 2`.
    pub round: String,
    /// The rounds that can be chosen.
    pub rounds: Vec<Tab>,
    /// When this was counted.
    pub as_of: Timestamp,
    /// When the round closes, while it is open.
    pub closes: Option<Timestamp>,
    /// The agency and all below it together.
    pub total: UnitFigures,
    /// How many more than yesterday: people, attempts.
    pub today: (u64, u64),
    /// Below this share, in percent, an agency gets no collective award.
    pub minimum_percent: Option<u8>,
    /// Day by day.
    pub days: Vec<DayCount>,
    /// This page of the units, the agency itself first.
    pub units: Vec<UnitRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address without the page.
    pub href: String,
}

/// What people did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitFigures {
    /// People who have taken part.
    pub entrants: u64,
    /// Of them, staff, whom the headcount counts; the rest are citizens.
    pub staff_entrants: u64,
    /// Their attempts.
    pub attempts: u64,
    /// The mean over people of the score that counts, in hundredths of a percent; none without people.
    pub mean: Option<u16>,
    /// How many people work there, where somebody has said.
    pub headcount: Option<u64>,
}

impl UnitFigures {
    /// Who has taken part of how many; a headcount may be older than the newest colleague.
    fn share(&self) -> Option<(u64, u64)> {
        let headcount = self.headcount.filter(|headcount| *headcount > 0)?;
        Some((self.staff_entrants.min(headcount), headcount))
    }
}

/// A share as the meter takes it, in percent.
fn hundred(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64 * 100.0
}

/// One unit, its own people only.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// Its name.
    pub name: String,
    /// The unit above it, where that is not the agency itself.
    pub within: Option<String>,
    /// What its people did.
    pub figures: UnitFigures,
}

/// An agency's participation in a round.
#[component]
pub fn AgencyReportPage(view: AgencyReportView) -> impl IntoView {
    let AgencyReportView { agency, report } = view;
    view! {
        <Work desk=Desk::OwnAgency>
            <div class="page-head flow">
                <h1 class="h2">{agency}</h1>
                {report
                    .as_ref()
                    .map(|report| {
                        view! { <p class="muted">{format!("{} · số liệu lúc {}", report.round, report.as_of.long())}</p> }
                    })}
            </div>
            {match report {
                Some(report) => view! { <Report report/> }.into_any(),
                None => {
                    view! {
                        <Empty
                            title="Chưa có vòng thi nào mở"
                            text="Số liệu của đơn vị có ngay khi vòng thi đầu tiên mở."
                        />
                    }
                        .into_any()
                }
            }}
        </Work>
    }
}

#[component]
fn Report(report: RoundReport) -> impl IntoView {
    let RoundReport {
        rounds, as_of, closes, total, today, minimum_percent: low, days, units, page, pages, href, ..
    } = report;
    let date = as_of.local().date;
    view! {
        {(rounds.len() > 1).then(|| view! { <Tabs label="Vòng thi" tabs=rounds/> })}
        <div class="grid after">
            <Share total low closes/>
            <Numbers total today date/>
        </div>
        <section class="card flow after" aria-labelledby="theo-ngay">
            <h2 class="h3" id="theo-ngay">"Người dự thi mới theo ngày"</h2>
            <DayChart days today=date/>
        </section>
        <section class="section" aria-labelledby="don-vi">
            <h2 id="don-vi">"Theo đơn vị"</h2>
            <p class="muted">"Mỗi dòng chỉ tính người của chính đơn vị đó, không gồm đơn vị trực thuộc."</p>
            <Units units low/>
            <Pager page pages href/>
        </section>
    }
}

#[component]
fn Share(total: UnitFigures, low: Option<u8>, closes: Option<Timestamp>) -> impl IntoView {
    let deadline =
        closes.map(|closes| view! { <p class="muted">{format!("Vòng thi đóng lúc {}.", closes.long())}</p> });
    match total.share() {
        Some((part, whole)) => view! {
            <section class="card flow" aria-labelledby="ty-le">
                <h2 class="h3" id="ty-le">"Tỷ lệ dự thi"</h2>
                <p class="big nums"><b>{percent(part, whole)}</b></p>
                <Meter label="Tỷ lệ dự thi" value=hundred(part, whole) low=low.map(f64::from)/>
                <p>{format!("{} trong {} người làm việc tại đơn vị.", group(part as i64), group(whole as i64))}</p>
                {low.map(|low| view! { <p class="muted small">{minimum(low)}</p> })}
                {deadline}
            </section>
        }
        .into_any(),
        None => view! {
            <section class="card flow" aria-labelledby="ty-le">
                <h2 class="h3" id="ty-le">"Tỷ lệ dự thi"</h2>
                <Notice>
                    <p>
                        "Chưa tính được tỷ lệ vì còn đơn vị chưa báo số người. "
                        <a href="/don-vi/so-nguoi">"Nhập số người"</a>
                    </p>
                </Notice>
                {low.map(|low| view! { <p class="muted small">{minimum(low)}</p> })}
                {deadline}
            </section>
        }
        .into_any(),
    }
}

fn minimum(low: u8) -> String {
    format!("Cần từ {low}% số người dự thi để được xét giải tập thể.")
}

#[component]
fn Numbers(total: UnitFigures, today: (u64, u64), date: LocalDate) -> impl IntoView {
    let (entrants, attempts) = today;
    let facts = vec![
        Fact::new(group(total.entrants as i64), "người dự thi, gồm cả người dân"),
        Fact::new(group(total.attempts as i64), "lượt thi"),
        Fact::new(total.mean.map_or_else(|| "–".to_owned(), points), "điểm trung bình, thang 100"),
        Fact::new(total.headcount.map_or_else(|| "–".to_owned(), |people| group(people as i64)), "người làm việc"),
    ];
    let change = format!(
        "Hôm nay {}: thêm {} người, {} lượt thi.",
        date.short_date(),
        group(entrants as i64),
        group(attempts as i64)
    );
    view! {
        <section class="card flow" aria-labelledby="so-lieu">
            <h2 class="h3" id="so-lieu">"Số liệu chung"</h2>
            <Facts facts class="two"/>
            <p class="muted">{change}</p>
        </section>
    }
}

#[component]
fn Units(units: Vec<UnitRow>, low: Option<u8>) -> impl IntoView {
    let rows: Vec<_> = units.into_iter().map(|unit| view! { <Unit unit low/> }).collect();
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
fn Unit(unit: UnitRow, low: Option<u8>) -> impl IntoView {
    let UnitRow { name, within, figures } = unit;
    let UnitFigures { entrants, attempts, mean, .. } = figures;
    let share = figures.share();
    let meter = share.map(|(part, whole)| {
        let label = format!("Tỷ lệ dự thi {name}");
        view! { <Meter label value=hundred(part, whole) low=low.map(f64::from)/> }
    });
    let staff =
        share.map(|(part, whole)| format!("{} trong {} người của đơn vị", group(part as i64), group(whole as i64)));
    let share = match share {
        Some((part, whole)) => view! { <b>{percent(part, whole)}</b> }.into_any(),
        None => view! { <span class="muted">"chưa có"</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                {name}
                {within.map(|within| view! { <small>{within}</small> })}
                <small>{staff.unwrap_or_else(|| "Chưa báo số người".to_owned())}</small>
                {meter}
            </th>
            <td class="num">{group(entrants as i64)}<small>{format!("{} lượt", group(attempts as i64))}</small></td>
            <td class="num">{share}{mean.map(|mean| view! { <small>{format!("{} điểm", points(mean))}</small> })}</td>
        </tr>
    }
}

/// Hundredths of a percent as points of 100, with one decimal where there is one: `87,9`.
fn points(hundredths: u16) -> String {
    let tenths = (hundredths + 5) / 10;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        decimal => format!("{},{decimal}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn points_have_one_decimal_where_there_is_one() {
        assert_eq!([0, 8_793, 8_795, 9_000, 10_000].map(points), ["0", "87,9", "88", "90", "100"]);
    }
}
