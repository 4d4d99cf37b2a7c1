//! A place from round to round, as a line drawn on the server, with the table of the same numbers beneath.

use std::fmt::Write;

use contest::text::group;
use leptos::prelude::*;

use super::scale::{every, marks};
use crate::escape;

const MOST_LABELS: usize = 6;

// The drawing, in its own units; the first place is at the top.
const WIDTH: f64 = 340.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 126.0;
/// A digit of the axis' marks at its largest.
const DIGIT: f64 = 9.0;

/// A place in one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundPlace {
    /// `Tuần 1`.
    pub round: String,
    /// From 1; `None` without a place.
    pub place: Option<u64>,
    /// Among so many.
    pub of: u64,
    /// What the place was won with: `95,8%`, `18/20`.
    pub with: String,
}

/// Places of rounds that were counted, first to last.
#[component]
pub fn PlaceChart(
    places: Vec<RoundPlace>,
    /// Whose: `Sở Nội vụ`.
    #[prop(into)]
    whose: String,
    /// What `with` is: `Tỷ lệ`.
    with: &'static str,
) -> impl IntoView {
    let known: Vec<&RoundPlace> = places.iter().filter(|place| place.place.is_some()).collect();
    let drawing = (known.len() > 1).then(|| {
        let (label, drawing) = (in_words(&whose, &known), draw(&places));
        view! {
            <figure>
                <svg class="chart" width="340" viewBox="0 0 340 150" role="img" aria-label=label inner_html=drawing></svg>
                <figcaption class="small muted">"Càng lên cao, thứ hạng càng tốt."</figcaption>
            </figure>
        }
    });
    let caption = format!("Thứ hạng qua các vòng, {whose}");
    let rows: Vec<_> = places
        .into_iter()
        .map(|RoundPlace { round, place, of, with }| {
            let place = place.map_or_else(|| "–".to_owned(), |place| group(place as i64));
            view! {
                <tr>
                    <th scope="row">{round}</th>
                    <td class="num">{place}<small>{format!("trên {}", group(of as i64))}</small></td>
                    <td class="num">{with}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="grid">
            {drawing}
            <table class="table">
                <caption class="vh">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Vòng"</th>
                        <th scope="col" class="num">"Hạng"</th>
                        <th scope="col" class="num">{with}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn in_words(whose: &str, known: &[&RoundPlace]) -> String {
    let told = |place: &&RoundPlace| format!("{}: {}", place.round, group(place.place.unwrap_or_default() as i64));
    let places: Vec<String> = known.iter().map(told).collect();
    format!("Thứ hạng của {whose} qua các vòng. {}.", places.join("; "))
}

/// The inside of the drawing: marks with their lines, the line from place to place, labels of rounds.
fn draw(places: &[RoundPlace]) -> String {
    let lowest = places.iter().filter_map(|place| place.place).max().unwrap_or(1);
    let mut marks = marks(lowest);
    // There is no place 0.
    if let Some(first) = marks.first_mut() {
        *first = 1;
    }
    marks.dedup();
    let last = marks.last().copied().unwrap_or(1).max(2) as f64;
    let y = |place: u64| TOP + (BOTTOM - TOP) * (place as f64 - 1.0) / (last - 1.0);
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
    let slot = (WIDTH - left) / places.len().max(1) as f64;
    let step = every(places.len(), MOST_LABELS);
    let (mut line, mut points) = (String::new(), String::new());
    for (number, place) in places.iter().enumerate() {
        let middle = left + slot * (number as f64 + 0.5);
        if let Some(place) = place.place {
            let (height, stroke) = (y(place), if line.is_empty() { 'M' } else { 'L' });
            let _ = write!(line, "{stroke}{middle:.1} {height:.1}");
            let _ = write!(points, "<circle class=\"bar\" cx=\"{middle:.1}\" cy=\"{height:.1}\" r=\"3\"/>");
        }
        if (places.len() - 1 - number).is_multiple_of(step) {
            let _ = write!(svg, "<text x=\"{middle:.1}\" y=\"143\" text-anchor=\"middle\">");
            escape(&mut svg, &short(&place.round));
            svg.push_str("</text>");
        }
    }
    let _ = write!(svg, "<path class=\"line\" d=\"{line}\"/>{points}");
    svg
}

/// `Tuần 2` of `Tuần 2: Thủ tục hành chính`, and never more than fits under a point.
fn short(round: &str) -> String {
    const FITS: usize = 10;
    let title = round.split(':').next().unwrap_or(round).trim();
    if title.chars().count() <= FITS { title.to_owned() } else { title.chars().take(FITS - 1).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(of: &[Option<u64>]) -> Vec<RoundPlace> {
        let place = |(number, place): (usize, &Option<u64>)| RoundPlace {
            round: format!("Tuần {}: Thủ tục", number + 1),
            place: *place,
            of: 120,
            with: "95,8%".to_owned(),
        };
        of.iter().enumerate().map(place).collect()
    }

    #[test]
    fn a_round_without_a_place_has_no_point() {
        let svg = draw(&places(&[Some(4), None, Some(1)]));
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(svg.contains(">Tuần 2</text>"));
        let known = places(&[Some(4), Some(1)]);
        let known: Vec<&RoundPlace> = known.iter().collect();
        assert_eq!(
            in_words("Sở Nội vụ", &known),
            "Thứ hạng của Sở Nội vụ qua các vòng. Tuần 1: Thủ tục: 4; Tuần 2: Thủ tục: 1."
        );
    }

    #[test]
    fn the_first_place_is_at_the_top_whatever_the_last_is() {
        for lowest in [1, 2, 7, 120_000] {
            let svg = draw(&places(&[Some(1), Some(lowest)]));
            assert!(svg.contains("cy=\"12.0\""), "{svg}");
            assert!(!svg.contains("NaN"), "{svg}");
        }
    }
}
