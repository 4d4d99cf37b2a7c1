//! Pages set in two columns: read one after the other.

use super::leaf::TextLine;
use super::lines::Piece;

/// Fewest lines that a page in two columns has beside each other.
const FEWEST: usize = 8;
/// Narrowest space between columns, in points.
const NARROWEST: f64 = 8.0;

/// The lines of a page in the order in which they are read.
pub(super) fn in_order(lines: Vec<Vec<Piece>>) -> Vec<TextLine> {
    let Some((gutter, first, last)) = gutter(&lines) else { return with_margin(lines, 0) };
    let mut above = Vec::new();
    let mut left = Vec::new();
    let mut right = Vec::new();
    let mut below = Vec::new();
    for (at, pieces) in lines.into_iter().enumerate() {
        if at < first {
            above.push(pieces);
        } else if at > last {
            below.push(pieces);
        } else {
            let (before, behind): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|piece| piece.right < gutter);
            left.push(before);
            right.push(behind);
        }
    }
    let parts = [above, left, right, below].into_iter().enumerate();
    parts.flat_map(|(column, lines)| with_margin(lines, column)).collect()
}

fn with_margin(lines: Vec<Vec<Piece>>, column: usize) -> Vec<TextLine> {
    let margin = lines.iter().flatten().map(|piece| piece.right).fold(0.0, f64::max);
    let lines = lines.into_iter().filter(|pieces| !pieces.is_empty());
    lines.map(|pieces| TextLine { pieces, number: 0, margin, column }).collect()
}

/// The middle of the space between two columns, and the first and last line of those set in columns.
///
/// Columns are text that is broken where the column ends; choices side by side and tables without lines
/// are shorter, and the stems between them reach across.
fn gutter(lines: &[Vec<Piece>]) -> Option<(f64, usize, usize)> {
    let left = lines.iter().flatten().map(|piece| piece.left).fold(f64::MAX, f64::min);
    let right = lines.iter().flatten().map(|piece| piece.right).fold(f64::MIN, f64::max);
    let width = right - left;
    let middle = left + 0.35 * width..left + 0.65 * width;
    let begins = commonest(lines.iter().flatten().map(|piece| piece.left).filter(|left| middle.contains(left)))?;
    let gutter = begins - NARROWEST / 2.0;
    let crosses = |pieces: &Vec<Piece>| pieces.iter().any(|piece| piece.left < gutter && piece.right > gutter);
    let (first, last) = longest_run(lines.iter().map(|pieces| !crosses(pieces)))?;
    let body = lines.get(first..=last)?;
    let ends =
        body.iter().filter_map(|pieces| pieces.iter().rfind(|piece| piece.right < gutter)).map(|piece| piece.right);
    let starts =
        body.iter().filter_map(|pieces| pieces.iter().find(|piece| piece.left > gutter)).map(|piece| piece.left);
    let (ends, starts): (Vec<f64>, Vec<f64>) = (ends.collect(), starts.collect());
    let full = ends.iter().filter(|end| **end > gutter - 0.12 * width).count();
    let aligned = starts.iter().filter(|start| **start - begins < 0.06 * width).count();
    let is_set =
        ends.len() >= FEWEST && starts.len() >= FEWEST && full * 8 >= ends.len() && aligned * 5 >= starts.len() * 4;
    is_set.then_some((gutter, first, last))
}

/// The place where most pieces begin, to the left of what is near it.
fn commonest(places: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = places.collect();
    sorted.sort_by(f64::total_cmp);
    let near = |place: f64| sorted.partition_point(|other| *other < place + NARROWEST / 4.0);
    let counted = sorted.iter().enumerate().map(|(at, place)| (near(*place) - at, *place));
    counted.max_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1))).map(|(_, place)| place)
}

/// The first and last of the most that are so one after the other.
fn longest_run(all: impl Iterator<Item = bool>) -> Option<(usize, usize)> {
    let mut longest: Option<(usize, usize)> = None;
    let mut begun = None;
    for (at, is_so) in all.enumerate() {
        begun = if is_so { begun.or(Some(at)) } else { None };
        if let Some(begun) = begun
            && longest.is_none_or(|(first, last)| at - begun > last - first)
        {
            longest = Some((begun, at));
        }
    }
    longest
}
