//! Things compared, as bars drawn on the server, with the table of the same numbers beneath.

use std::fmt::Write;

use leptos::prelude::*;

use crate::{components::Empty, escape};

// The drawing, in its own units.
const WIDTH: f64 = 340.0;
/// Room for the value behind the longest bar.
const VALUE: f64 = 62.0;
const LINE: f64 = 17.0;
const BAR: f64 = 11.0;
const GAP: f64 = 9.0;
/// Letters of a line at their largest.
const LETTERS: usize = 40;

/// One of the things compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is: shown in full, over several lines where it has to be.
    pub label: String,
    /// How long the bar is, on the scale of all.
    pub value: u64,
    /// The value as people read it.
    pub shown: String,
    /// More about it, for the table.
    pub more: String,
}

/// Bars under each other. Nothing to draw is said in words.
#[component]
pub fn Bars(
    /// What is compared: `Điểm được tính`.
    #[prop(into)]
    label: String,
    /// What the columns of the table are called: the thing, its value, more about it.
    heads: [&'static str; 3],
    /// From top to bottom.
    bars: Vec<Bar>,
    /// The value of a bar over the whole width; the highest where none is given.
    #[prop(default = None)]
    full: Option<u64>,
    /// Why there is nothing, where there is nothing.
    #[prop(into)]
    empty: String,
    /// How many bars are drawn; the table has all.
    #[prop(default = 20)]
    most: usize,
) -> impl IntoView {
    if bars.is_empty() {
        return view! { <Empty title="Chưa có số liệu" text=empty/> }.into_any();
    }
    let drawn = bars.get(..most.min(bars.len())).unwrap_or_default();
    let (drawing, height) = draw(drawn, full);
    let frame = format!("0 0 {WIDTH} {height:.0}");
    let words = in_words(&label, drawn);
    let note =
        (drawn.len() < bars.len()).then(|| format!("{} dòng đầu; bảng dưới có đủ {} dòng.", drawn.len(), bars.len()));
    view! {
        <figure>
            <svg class="chart" width="340" viewBox=frame role="img" aria-label=words inner_html=drawing></svg>
            {note.map(|note| view! { <figcaption class="small muted">{note}</figcaption> })}
        </figure>
        <BarTable label heads bars/>
    }
    .into_any()
}

#[component]
fn BarTable(label: String, heads: [&'static str; 3], bars: Vec<Bar>) -> impl IntoView {
    let [thing, value, more] = heads;
    let rows: Vec<_> = bars
        .into_iter()
        .map(|bar| {
            view! {
                <tr>
                    <th scope="row">{bar.label}</th>
                    <td class="num">{bar.shown}</td>
                    <td class="num">{bar.more}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <details>
            <summary>"Xem bảng số liệu"</summary>
            <table class="table">
                <caption class="vh">{label}</caption>
                <thead>
                    <tr>
                        <th scope="col">{thing}</th>
                        <th scope="col" class="num">{value}</th>
                        <th scope="col" class="num">{more}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

fn in_words(label: &str, bars: &[Bar]) -> String {
    // Of equal ones the first.
    match bars.iter().rev().max_by_key(|bar| bar.value) {
        Some(highest) => format!("{label}. Cao nhất: {}, {}.", highest.label, highest.shown),
        None => label.to_owned(),
    }
}

/// The inside of the drawing, and its height: each bar under its label, with its value behind it.
fn draw(bars: &[Bar], full: Option<u64>) -> (String, f64) {
    let longest = bars.iter().map(|bar| bar.value).max().unwrap_or_default();
    let full = full.unwrap_or(longest).max(1) as f64;
    let mut svg = String::new();
    let mut y = 0.0;
    for bar in bars {
        for line in lines(&bar.label) {
            y += LINE;
            // Writing to a String does not fail.
            let _ = write!(svg, "<text x=\"0\" y=\"{:.1}\">", y - 3.0);
            escape(&mut svg, &line);
            svg.push_str("</text>");
        }
        let width = (WIDTH - VALUE) * (bar.value as f64 / full).min(1.0);
        let _ = write!(
            svg,
            "<rect class=\"area\" x=\"0\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{BAR}\" rx=\"1.5\"/>",
            WIDTH - VALUE
        );
        let _ =
            write!(svg, "<rect class=\"bar\" x=\"0\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{BAR}\" rx=\"1.5\"/>");
        let _ = write!(svg, "<text x=\"{WIDTH}\" y=\"{:.1}\" text-anchor=\"end\">", y + BAR);
        escape(&mut svg, &bar.shown);
        svg.push_str("</text>");
        y += BAR + GAP;
    }
    (svg, y)
}

/// A label in lines that fit, broken between words.
fn lines(label: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in label.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let letters = line.chars().count();
        if letters > 0 && letters + 1 + word.chars().count() > LETTERS {
            lines.push(word.to_owned());
        } else {
            if letters > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, value: u64) -> Bar {
        Bar { label: label.to_owned(), value, shown: value.to_string(), more: String::new() }
    }

    #[test]
    fn each_has_its_label_its_bar_and_its_value() {
        let (svg, height) = draw(&[bar("Sở <Nội vụ>", 50), bar("Xã", 100)], Some(100));
        assert_eq!(svg.matches("class=\"bar\"").count(), 2);
        assert!(svg.contains("Sở &lt;Nội vụ&gt;") && svg.contains(">50</text>"));
        assert!(svg.contains("width=\"139.0\"") && svg.contains("width=\"278.0\""));
        assert!(height > 0.0);
    }

    #[test]
    fn long_names_are_broken_between_words_and_lose_nothing() {
        let name = "Trung tâm Hỗ trợ doanh nghiệp nhỏ và vừa, xúc tiến đầu tư, thương mại và du lịch tỉnh";
        let lines = lines(name);
        assert_eq!(lines.join(" "), name);
        assert!(lines.len() > 1 && lines.iter().all(|line| line.chars().count() <= LETTERS));
    }

    #[test]
    fn a_picture_says_what_is_highest() {
        assert_eq!(in_words("Điểm", &[bar("a", 1), bar("b", 3), bar("c", 3)]), "Điểm. Cao nhất: b, 3.");
    }
}
