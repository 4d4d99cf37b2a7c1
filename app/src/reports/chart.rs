//! People by day, as bars drawn on the server, with the table of the same numbers beneath.

use std::fmt::Write;

use contest::{text::group, time::LocalDate};
use leptos::prelude::*;

use super::scale::{every, marks};
use crate::{components::Empty, escape};

/// Days that fit beside each other on a phone; the table has them all.
const MOST_BARS: usize = 31;
const MOST_LABELS: usize = 6;

// The drawing, in its own units.
const WIDTH: f64 = 340.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 126.0;
/// A digit of the axis' marks at its largest.
const DIGIT: f64 = 9.0;

/// What happened on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// The day.
    pub date: LocalDate,
    /// People whose first attempt was on this day.
    pub new_entrants: u64,
    /// Attempts submitted on this day.
    pub attempts: u64,
}

/// New people by day. Nothing to draw is said in words.
#[component]
pub fn DayChart(
    /// First to last, without gaps.
    days: Vec<DayCount>,
    /// Its bar is not finished yet.
    today: LocalDate,
) -> impl IntoView {
    if days.iter().all(|day| day.attempts == 0) {
        return view! {
            <Empty title="Chưa có ai nộp bài" text="Biểu đồ có số liệu ngay khi người đầu tiên nộp bài."/>
        }
        .into_any();
    }
    let shown = &days[days.len().saturating_sub(MOST_BARS)..];
    let drawing = draw(shown, today);
    let label = in_words(shown);
    let mut notes = Vec::new();
    if shown.len() < days.len() {
        notes.push(format!("{MOST_BARS} ngày gần nhất; bảng dưới có đủ các ngày."));
    }
    if shown.last().is_some_and(|day| day.date == today) {
        notes.push("Cột đỏ là hôm nay, chưa hết ngày.".to_owned());
    }
    view! {
        <div class="grid">
            <figure>
                <svg class="chart" width="340" viewBox="0 0 340 150" role="img" aria-label=label inner_html=drawing></svg>
                {(!notes.is_empty()).then(|| view! { <figcaption class="small muted">{notes.join(" ")}</figcaption> })}
            </figure>
            <DayTable days/>
        </div>
    }
    .into_any()
}

#[component]
fn DayTable(days: Vec<DayCount>) -> impl IntoView {
    let rows: Vec<_> = days
        .into_iter()
        .rev()
        .map(|day| {
            view! {
                <tr>
                    <th scope="row">{day.date.short_date()}</th>
                    <td class="num">{group(day.new_entrants as i64)}</td>
                    <td class="num">{group(day.attempts as i64)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <details>
            <summary>"Xem bảng số liệu"</summary>
            <table class="table">
                <caption class="vh">"Người dự thi mới và lượt thi theo ngày, ngày gần nhất ở trên"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Ngày"</th>
                        <th scope="col" class="num">"Người mới"</th>
                        <th scope="col" class="num">"Lượt thi"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

fn in_words(days: &[DayCount]) -> String {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return String::new() };
    // Of equal days the first.
    let highest = days.iter().rev().max_by_key(|day| day.new_entrants).unwrap_or(first);
    format!(
        "Số người dự thi mới theo ngày, từ {} đến {}. Cao nhất {} người, ngày {}.",
        first.date.short_date(),
        last.date.short_date(),
        group(highest.new_entrants as i64),
        highest.date.short_date()
    )
}

/// The inside of the drawing: marks with their lines, bars, labels of days.
fn draw(days: &[DayCount], today: LocalDate) -> String {
    let marks = marks(days.iter().map(|day| day.new_entrants).max().unwrap_or_default());
    let top_mark = marks.last().copied().unwrap_or(1) as f64;
    let y = |value: u64| BOTTOM - (BOTTOM - TOP) * value as f64 / top_mark;
    let labels: Vec<String> = marks.iter().map(|mark| group(*mark as i64)).collect();
    let left = 10.0 + DIGIT * labels.iter().map(String::len).max().unwrap_or(1) as f64;
    let mut svg = String::new();
    for (mark, label) in marks.iter().zip(&labels) {
        let height = y(*mark);
        // Writing to a String does not fail.
        let _ = write!(svg, "<path class=\"axis\" d=\"M{left:.1} {height:.1}H{WIDTH}\"/>");
        let _ = write!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">", left - 6.0, height + 4.0);
        escape(&mut svg, label);
        svg.push_str("</text>");
    }
    let slot = (WIDTH - left) / days.len().max(1) as f64;
    let (bar, step) = ((slot * 0.64).min(40.0), every(days.len(), MOST_LABELS));
    for (place, day) in days.iter().enumerate() {
        let middle = left + slot * (place as f64 + 0.5);
        let class = if day.date == today { "today" } else { "bar" };
        let height = BOTTOM - y(day.new_entrants);
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{bar:.1}\" height=\"{height:.1}\" rx=\"1.5\"/>",
            middle - bar / 2.0,
            BOTTOM - height
        );
        // Counted from the last day, which people look for first.
        if (days.len() - 1 - place).is_multiple_of(step) {
            let (day, month) = (day.date.day, day.date.month);
            let _ = write!(svg, "<text x=\"{middle:.1}\" y=\"143\" text-anchor=\"middle\">{day}/{month}</text>");
        }
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, counts: &[u64]) -> Vec<DayCount> {
        let first: LocalDate = from.parse().unwrap();
        let day = |(place, count): (usize, &u64)| DayCount {
            date: LocalDate::from_days(first.days() + place as i64),
            new_entrants: *count,
            attempts: *count,
        };
        counts.iter().enumerate().map(day).collect()
    }

    #[test]
    fn every_day_has_a_bar_and_today_is_told_apart() {
        let days = days("2026-05-04", &[5, 7, 2, 0]);
        let svg = draw(&days, days[3].date);
        assert_eq!(svg.matches("<rect").count(), 4);
        assert_eq!(svg.matches("class=\"today\"").count(), 1);
        for label in ["4/5", "7/5", ">8</text>"] {
            assert!(svg.contains(label), "{label}");
        }
        assert_eq!(
            in_words(&days),
            "Số người dự thi mới theo ngày, từ 4/5/2026 đến 7/5/2026. Cao nhất 7 người, ngày 5/5/2026."
        );
    }

    #[test]
    fn a_month_shows_few_labels_and_the_last_day_is_one() {
        let days = days("2026-05-01", &[1; 31]);
        let svg = draw(&days, days[0].date);
        assert!(svg.contains(">31/5</text>"));
        assert_eq!(svg.matches("/5</text>").count(), 6);
    }
}
