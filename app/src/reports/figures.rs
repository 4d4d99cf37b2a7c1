//! What a group of people did, as cards and as cells.

use contest::{
    Timestamp,
    text::{group, percent},
    time::LocalDate,
};
use leptos::prelude::*;

use crate::components::{Fact, Facts, Meter, Notice};

/// What people did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitFigures {
    /// People who have taken part.
    pub entrants: u64,
    /// Of them, staff, whom the headcount counts; the rest are citizens.
    pub staff_entrants: u64,
    /// Their attempts.
    pub attempts: u64,
    /// The mean of the scores that count, in hundredths of a percent; none without people.
    pub mean: Option<u16>,
    /// The middle one of them.
    pub median: Option<u16>,
    /// Attempts that count and have everything right, and all that count.
    pub perfect: (u64, u64),
    /// How many people work there, where somebody has said.
    pub headcount: Option<u64>,
}

impl UnitFigures {
    /// Who has taken part of how many; a headcount may be older than the newest colleague.
    pub(super) fn share(&self) -> Option<(u64, u64)> {
        let headcount = self.headcount.filter(|headcount| *headcount > 0)?;
        Some((self.staff_entrants.min(headcount), headcount))
    }
}

/// A share as the meter takes it, in percent.
pub(super) fn hundred(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64 * 100.0
}

/// The share that took part. Without a headcount it says where one is entered, or that none counts these people.
#[component]
pub(super) fn Share(
    total: UnitFigures,
    low: Option<u8>,
    closes: Option<Timestamp>,
    headcounts: Option<&'static str>,
) -> impl IntoView {
    let deadline =
        closes.map(|closes| view! { <p class="muted">{format!("Vòng thi đóng lúc {}.", closes.long())}</p> });
    let minimum = low.map(|low| {
        view! { <p class="muted small">{format!("Cần từ {low}% số người dự thi để được xét giải tập thể.")}</p> }
    });
    match total.share() {
        Some((part, whole)) => view! {
            <section class="card flow" aria-labelledby="ty-le">
                <h2 class="h3" id="ty-le">"Tỷ lệ dự thi"</h2>
                <p class="big nums"><b>{percent(part, whole)}</b></p>
                <Meter label="Tỷ lệ dự thi" value=hundred(part, whole) low=low.map(f64::from)/>
                <p>{format!("{} trong {} người làm việc tại đơn vị.", group(part as i64), group(whole as i64))}</p>
                {minimum}
                {deadline}
            </section>
        }
        .into_any(),
        None => view! {
            <section class="card flow" aria-labelledby="ty-le">
                <h2 class="h3" id="ty-le">"Tỷ lệ dự thi"</h2>
                <Notice>
                    {match headcounts {
                        Some(href) => view! {
                            <p>
                                "Chưa tính được tỷ lệ vì còn đơn vị chưa báo số người. "
                                <a href=href>"Nhập số người"</a>
                            </p>
                        }
                        .into_any(),
                        None => view! {
                            <p>"Tỷ lệ tính trên số người làm việc của cả đơn vị, không tính riêng nhóm đang chọn."</p>
                        }
                        .into_any(),
                    }}
                </Notice>
                {minimum}
                {deadline}
            </section>
        }
        .into_any(),
    }
}

/// The headline numbers, with the change on yesterday and on the round before.
#[component]
pub(super) fn Numbers(
    total: UnitFigures,
    today: (u64, u64),
    date: LocalDate,
    before: Option<UnitFigures>,
) -> impl IntoView {
    let (entrants, attempts) = today;
    let dash = || "–".to_owned();
    let (perfect, counted) = total.perfect;
    let facts = vec![
        Fact::new(group(total.entrants as i64), "người dự thi, gồm cả người dân"),
        Fact::new(group(total.attempts as i64), "lượt thi"),
        Fact::new(total.mean.map_or_else(dash, points), "điểm trung bình, thang 100"),
        Fact::new(total.median.map_or_else(dash, points), "điểm trung vị"),
        Fact::new(percent(perfect, counted), "bài đúng tất cả"),
        Fact::new(total.headcount.map_or_else(dash, |people| group(people as i64)), "người làm việc"),
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
            {before.map(|before| view! { <p class="muted">{on_round_before(total, before)}</p> })}
        </section>
    }
}

/// `So với vòng trước: thêm 12 người, bớt 3 lượt thi; điểm trung bình từ 80 lên 85.`
fn on_round_before(now: UnitFigures, before: UnitFigures) -> String {
    let change = |now: u64, before: u64, what: &str| {
        let by = group(now.abs_diff(before) as i64);
        match now.cmp(&before) {
            std::cmp::Ordering::Greater => format!("thêm {by} {what}"),
            std::cmp::Ordering::Less => format!("bớt {by} {what}"),
            std::cmp::Ordering::Equal => format!("số {what} không đổi"),
        }
    };
    let mean = before.mean.zip(now.mean).map(|(before, now)| {
        let way = if now > before { "lên" } else { "xuống" };
        if now == before {
            format!("; điểm trung bình vẫn là {}", points(now))
        } else {
            format!("; điểm trung bình từ {} {way} {}", points(before), points(now))
        }
    });
    format!(
        "So với vòng trước: {}, {}{}.",
        change(now.entrants, before.entrants, "người"),
        change(now.attempts, before.attempts, "lượt thi"),
        mean.unwrap_or_default()
    )
}

/// Hundredths of a percent as points of 100, with one decimal where there is one: `87,9`.
pub(super) fn points(hundredths: u16) -> String {
    let tenths = (hundredths + 5) / 10;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        decimal => format!("{},{decimal}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_one_decimal_where_there_is_one() {
        assert_eq!([0, 8_793, 8_795, 9_000, 10_000].map(points), ["0", "87,9", "88", "90", "100"]);
    }

    #[test]
    fn the_round_before_is_more_less_or_the_same() {
        let figures = |entrants, attempts, mean| UnitFigures { entrants, attempts, mean, ..UnitFigures::default() };
        assert_eq!(
            on_round_before(figures(1_012, 40, Some(8_500)), figures(1_000, 43, Some(8_000))),
            "So với vòng trước: thêm 12 người, bớt 3 lượt thi; điểm trung bình từ 80 lên 85."
        );
        assert_eq!(
            on_round_before(figures(5, 5, Some(8_000)), figures(5, 5, Some(8_000))),
            "So với vòng trước: số người không đổi, số lượt thi không đổi; điểm trung bình vẫn là 80."
        );
        assert_eq!(
            on_round_before(figures(0, 0, None), figures(2, 3, Some(1))),
            "So với vòng trước: bớt 2 người, bớt 3 lượt thi."
        );
    }
}
