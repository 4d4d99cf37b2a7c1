//! Places on boards, and the orders in which people race for prizes.

use std::collections::BTreeSet;

use super::{
    Group,
    build::NONE,
    counted::{Counted, capped},
    ground::Ground,
};
use crate::results::{Entry, RankKey, compare};

/// A place on the board of a round and group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// As a place in the list of groups.
    pub group: u32,
    /// Who, as a place in the list of those who count.
    pub counted: u32,
    /// From 1; equals share one and the next is skipped.
    pub rank: u32,
    /// Whether it is shared.
    pub tied: bool,
}

/// The boards, by round, group, place and person, and the groups that there are.
pub(super) fn boards(ground: &Ground<'_>, counted: &[Counted], entries: &[Entry]) -> (Vec<Place>, Vec<Group>) {
    let keys = &ground.rules.ranking;
    let board = |one: u32| {
        let row = &ground.field.rows[counted[one as usize].row as usize];
        (row.round, ground.group_key(ground.rules.apart, row))
    };
    let mut order: Vec<(u16, u32, u32)> = (0..counted.len() as u32)
        .map(|one| {
            let (round, group) = board(one);
            (round, group, one)
        })
        .collect();
    let by_keys = |a: u32, b: u32| compare(&entries[a as usize], &entries[b as usize], keys);
    order.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| by_keys(a.2, b.2)).then(a.2.cmp(&b.2)));
    let keys: BTreeSet<u32> = order.iter().map(|(_, group, _)| *group).collect();
    let keys: Vec<u32> = keys.into_iter().collect();
    let mut places = Vec::with_capacity(order.len());
    for board in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let group = board.first().map_or(0, |(_, group, _)| keys.partition_point(|key| key < group)) as u32;
        let mut ahead = 0;
        for equals in board.chunk_by(|a, b| by_keys(a.2, b.2).is_eq()) {
            let (rank, tied) = (ahead + 1, equals.len() > 1);
            places.extend(equals.iter().map(|&(_, _, counted)| Place { group, counted, rank, tied }));
            ahead += equals.len() as u32;
        }
    }
    (places, keys.into_iter().map(|key| ground.group(ground.rules.apart, key)).collect())
}

/// People in the order of some keys, and what they are compared by.
pub(super) struct Order {
    /// By place in the list of those who count.
    pub entries: Vec<Entry>,
    /// Places in the list of those who count, first to last; equals by person.
    pub places: Vec<u32>,
}

/// Each round's people, round by round.
pub(super) fn by_round(ground: &Ground<'_>, counted: &[Counted], entries: &[Entry], keys: &[RankKey]) -> Order {
    let round = |one: u32| ground.field.rows[counted[one as usize].row as usize].round;
    let mut places: Vec<u32> = (0..counted.len() as u32).collect();
    places.sort_unstable_by(|&a, &b| {
        let keys = || compare(&entries[a as usize], &entries[b as usize], keys);
        round(a).cmp(&round(b)).then_with(keys).then(a.cmp(&b))
    });
    Order { entries: entries.to_vec(), places }
}

/// Everybody with the best of their rounds, of equal ones the earliest. Attempts are those of all
/// rounds together.
pub(super) fn over_rounds(ground: &Ground<'_>, counted: &[Counted], entries: &[Entry], keys: &[RankKey]) -> Order {
    let person = |one: usize| ground.field.rows[counted[one].row as usize].person as usize;
    let mut totals = vec![(0_u32, 0_u32); ground.field.people.len()];
    for (place, one) in counted.iter().enumerate() {
        let (attempts, perfect) = &mut totals[person(place)];
        *attempts += one.attempts;
        *perfect += one.perfect;
    }
    let whole = |(place, entry): (usize, &Entry)| {
        let (attempts, perfect) = totals[person(place)];
        Entry { attempts: capped(attempts), perfect_attempts: capped(perfect), ..*entry }
    };
    let entries: Vec<Entry> = entries.iter().enumerate().map(whole).collect();
    let mut best = vec![NONE; totals.len()];
    for place in 0..counted.len() {
        let mine = &mut best[person(place)];
        if *mine == NONE || compare(&entries[place], &entries[*mine as usize], keys).is_lt() {
            *mine = place as u32;
        }
    }
    let mut places: Vec<u32> = best.into_iter().filter(|place| *place != NONE).collect();
    places.sort_unstable_by(|&a, &b| {
        let by_person = || person(a as usize).cmp(&person(b as usize));
        compare(&entries[a as usize], &entries[b as usize], keys).then_with(by_person)
    });
    Order { entries, places }
}
