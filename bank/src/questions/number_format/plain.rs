//! Plain numbers, percentages and amounts.

use super::code::Piece;

/// A plain number under its code; `None` when it is shown in the general way.
pub(super) fn shown(value: f64, pieces: &[Piece]) -> Option<String> {
    let is_fraction = pieces.contains(&Piece::Literal('/')) && pieces.iter().any(|p| matches!(p, Piece::Digit { .. }));
    let is_time = pieces.iter().any(|piece| matches!(piece, Piece::Time(..) | Piece::Elapsed(_)));
    if pieces.contains(&Piece::General) || is_fraction || is_time || pieces.is_empty() {
        return None;
    }
    let first = pieces.iter().position(|piece| matches!(piece, Piece::Digit { .. } | Piece::Point));
    let last = pieces.iter().rposition(|piece| matches!(piece, Piece::Digit { .. } | Piece::Point | Piece::Comma));
    let literals = |pieces: &[Piece]| -> String {
        pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Literal(character) => Some(*character),
                Piece::Percent => Some('%'),
                _ => None,
            })
            .collect()
    };
    let (Some(first), Some(last)) = (first, last) else { return Some(literals(pieces)) };
    let digits = pieces.get(first..=last)?;
    if digits.iter().any(|piece| matches!(piece, Piece::Literal(_))) {
        return None; // patterns such as 000-000 belong to other fields than ours
    }
    let percents = pieces.iter().filter(|piece| **piece == Piece::Percent).count();
    let scaled = (0..percents).fold(value, |value, _| value * 100.0);
    let (before, after) = split_at_point(digits);
    let thousands = before.windows(2).any(|pair| matches!(pair, [Piece::Comma, Piece::Digit { .. }]));
    let text = decimal(scaled.abs(), count(before, true), count(after, false), count(after, true), thousands);
    let sign = if scaled < 0.0 && text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) { "-" } else { "" };
    Some(
        format!("{sign}{}{text}{}", literals(pieces.get(..first)?), literals(pieces.get(last + 1..)?))
            .trim()
            .to_owned(),
    )
}

fn split_at_point(digits: &[Piece]) -> (&[Piece], &[Piece]) {
    match digits.iter().position(|piece| *piece == Piece::Point) {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, &[]),
    }
}

fn count(pieces: &[Piece], only_always: bool) -> usize {
    pieces.iter().filter(|piece| matches!(piece, Piece::Digit { always } if *always || !only_always)).count()
}

/// A number not below zero with `least` digits before the comma and `most` to `fewest` after it.
fn decimal(value: f64, least: usize, most: usize, fewest: usize, thousands: bool) -> String {
    let most = most.min(15);
    let text = format!("{value:.most$}");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut part = part.to_owned();
    while part.len() > fewest && part.ends_with('0') {
        part.pop();
    }
    let whole =
        if whole == "0" && least == 0 { String::new() } else { format!("{whole:0>least$}", least = least.min(30)) };
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if thousands && index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(',');
        out.push_str(&part);
    }
    out
}

/// A number without a format: 34 and 2,5; eleven digits at most, as Excel has it.
pub(super) fn general(value: f64) -> String {
    const WHOLE: f64 = 1e15;
    if value.abs() >= WHOLE {
        return format!("{value:E}").replace('.', ",");
    }
    let whole_digits = format!("{:.0}", value.abs().trunc()).len();
    let text = format!("{value:.decimals$}", decimals = 11_usize.saturating_sub(whole_digits).min(10));
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.replace('.', ",") }
}
