//! Heads and feet of pages: what stands in the same place on most pages, and the pages' numbers.

use std::collections::HashMap;

use contest::text;

use super::leaf::{Item, Leaf, TextLine};
use super::sheet::Area;
use crate::labels;

/// How much of a page, from above and from below, its head and foot may take.
const EDGE: f64 = 0.13;
/// Most lines of a head or foot.
const MOST_LINES: usize = 3;
/// How far apart the same line stands on two pages, in points.
const NEAR: f64 = 4.0;

/// What a line says on whatever page, and where it stands.
type Key = (String, i64);

/// Takes heads and feet off; the text of one of each, to tell.
pub(super) fn take_off(leaves: &mut [Leaf]) -> Vec<String> {
    let mut counts: HashMap<Key, (usize, String)> = HashMap::new();
    for leaf in leaves.iter() {
        for line in edges(leaf).into_iter().flatten().filter(|line| may_run(line)) {
            for key in keys(line) {
                let entry = counts.entry(key).or_insert_with(|| (0, text::squeeze(&line.text())));
                entry.0 += 1;
            }
        }
    }
    // Left and right pages may have heads of their own.
    let enough = (leaves.len() * 2).div_ceil(5).max(2);
    counts.retain(|_, (count, _)| *count >= enough);
    let runs = |line: &&TextLine| may_run(line) && keys(line).iter().any(|key| counts.contains_key(key));
    for leaf in leaves.iter_mut() {
        // From the edges inwards: behind a line of the text nothing is a head or a foot.
        let [head, foot] = edges(leaf);
        let gone: Vec<u32> = head
            .into_iter()
            .take_while(runs)
            .chain(foot.into_iter().take_while(runs))
            .map(|line| line.number)
            .collect();
        leaf.items.retain(|item| !matches!(item, Item::Line(line) if gone.contains(&line.number)));
    }
    take_off_pictures(leaves, enough);
    let mut told: Vec<String> = counts.into_values().map(|(_, line)| line).collect();
    told.sort_unstable();
    told.dedup();
    told
}

/// A question or a choice is none, however often it stands there.
fn may_run(line: &TextLine) -> bool {
    let text = text::squeeze(&line.text());
    labels::question(&text).is_none() && labels::choice(&text).is_none()
}

/// The lines near the upper edge of a page from above, and those near the lower edge from below.
fn edges(leaf: &Leaf) -> [Vec<&TextLine>; 2] {
    let lines = || leaf.items.iter().filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None });
    let (top, height) = (leaf.paper.top, leaf.paper.height());
    let head = lines().take(MOST_LINES).take_while(|line| line.base() < top + EDGE * height).collect();
    let last: Vec<&TextLine> = lines().collect();
    let foot = last.into_iter().rev().take(MOST_LINES);
    [head, foot.take_while(|line| line.base() > top + (1.0 - EDGE) * height).collect()]
}

/// What a line is known by: its words without the numbers that count on, at its place and the one beside it.
fn keys(line: &TextLine) -> [Key; 2] {
    let text = text::fold(&line.text());
    let mut words = String::with_capacity(text.len());
    for character in text.chars() {
        let character = if character.is_ascii_digit() { '#' } else { character };
        if !(character == '#' && words.ends_with('#')) {
            words.push(character);
        }
    }
    let strip = (line.base() / NEAR) as i64;
    [(words.clone(), strip), (words, strip + 1)]
}

/// Pictures in the same place on most pages are no part of a question.
fn take_off_pictures(leaves: &mut [Leaf], enough: usize) {
    let key = |area: &Area| [area.left, area.top, area.right, area.bottom].map(|place| (place / NEAR) as i64);
    let mut counts: HashMap<[i64; 4], usize> = HashMap::new();
    for area in leaves.iter().flat_map(|leaf| &leaf.pictures) {
        *counts.entry(key(area)).or_default() += 1;
    }
    for leaf in leaves.iter_mut() {
        leaf.pictures.retain(|area| counts.get(&key(area)).is_none_or(|count| *count < enough));
    }
}
