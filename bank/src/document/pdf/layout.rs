//! How pages are set as a whole: how far text reaches, how large it is, how far apart its lines stand.

use super::items;
use super::leaf::{Item, Leaf, TextLine};
use crate::document::Role;

/// Widest distance of two lines of a paragraph, in parts of the size.
pub(super) const APART: f64 = 2.2;
/// Letters larger than those of most text by this are a heading's; bold ones by less.
const HEADING: f64 = 1.18;
const BOLD_HEADING: f64 = 1.05;
/// Longest heading, in characters.
const LONGEST_HEADING: usize = 160;
/// What is known of all pages.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    /// Up to where text reaches on a page in one column.
    pub(super) margin: f64,
    /// The size of most letters.
    size: f64,
    /// How far apart the lines of paragraphs stand, in parts of their size.
    pub(super) pitch: f64,
}

impl Layout {
    pub(super) fn of(leaves: &[Leaf]) -> Self {
        let items = || leaves.iter().flat_map(|leaf| &leaf.items);
        let lines = || items().filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None });
        let mut rights: Vec<f64> = lines().filter(|line| line.column == 0).map(TextLine::right).collect();
        rights.sort_by(f64::total_cmp);
        // One line in a hundred may stand out.
        let margin = (rights.len() * 99).div_ceil(100).checked_sub(1).and_then(|at| rights.get(at));
        let mut sizes: Vec<(f64, usize)> = lines()
            .map(|line| (line.size(), line.pieces.iter().flat_map(|piece| &piece.runs).map(|run| run.text.len()).sum()))
            .collect();
        sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
        let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let mut counted = 0;
        let size = sizes.iter().find(|(_, count)| {
            counted += count;
            counted >= half
        });
        let margin = margin.copied().unwrap_or_default();
        Self { margin, size: size.map_or(0.0, |(size, _)| *size), pitch: pitch(leaves, margin) }
    }

    /// Whether a heading goes on in the next line, full or not.
    pub(super) fn is_heading(&self, line: &TextLine, next: &TextLine) -> bool {
        let large = |line: &TextLine| {
            line.size() > self.size * BOLD_HEADING && is_bold(line) || line.size() > self.size * HEADING
        };
        let is_same = (line.size() - next.size()).abs() < 0.02 * line.size() && is_bold(line) == is_bold(next);
        let is_near = (0.0..1.6 * line.size()).contains(&(next.base() - line.base()));
        self.size > 0.0 && large(line) && is_same && is_near && !items::begins(&next.text())
    }

    /// Whether a line's letters are so large that it is a heading; the level by how large they are.
    pub(super) fn role(&self, line: &TextLine, text: &str) -> Role {
        let by = if self.size > 0.0 { line.size() / self.size } else { 1.0 };
        if items::is_contents(text) {
            Role::Contents
        } else if by < BOLD_HEADING || by < HEADING && !is_bold(line) || text.chars().nth(LONGEST_HEADING).is_some() {
            Role::Body
        } else {
            Role::Heading(if by > 1.6 {
                1
            } else if by > 1.3 {
                2
            } else {
                3
            })
        }
    }
}

/// How far apart most lines stand of which the first is full: paragraphs that end so are few.
fn pitch(leaves: &[Leaf], margin: f64) -> f64 {
    let mut distances = Vec::new();
    for leaf in leaves {
        for pair in leaf.items.windows(2) {
            let [Item::Line(line), Item::Line(next)] = pair else { continue };
            let margin = if line.column == 0 { margin } else { line.margin };
            let distance = (next.base() - line.base()) / line.size().max(1.0);
            if is_full(line, next, margin) && !items::begins(&next.text()) && (0.5..APART).contains(&distance) {
                distances.push(distance);
            }
        }
    }
    distances.sort_by(f64::total_cmp);
    distances.get(distances.len() * 2 / 5).copied().unwrap_or(APART)
}

fn is_bold(line: &TextLine) -> bool {
    line.pieces.iter().flat_map(|piece| &piece.runs).all(|run| run.look.bold || run.text.trim().is_empty())
}

/// Whether the first word of a line had no room at the end of the one before.
pub(super) fn is_full(line: &TextLine, next: &TextLine, margin: f64) -> bool {
    let word = next.pieces.first().map_or(0.0, |piece| piece.first_word);
    line.right() + 0.2 * line.size() + word > margin - 0.1 * line.size()
}
