//! Which of two prizes is the higher: by value where every class of every list has one, then by the
//! list's place in the rules, by class, by round.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{HeldPrize, ground::Ground, running::Running};
use crate::contests::{OnePrize, Rules};

/// A prize's height; what sorts first is higher.
pub(super) type Height = (Reverse<u64>, usize, usize, u16);

/// The heights of a contest's prizes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights<'a> {
    rules: &'a Rules,
    is_valued: bool,
}

impl<'a> Heights<'a> {
    pub fn of(rules: &'a Rules) -> Self {
        let is_valued = rules.prizes.iter().flat_map(|prizes| &prizes.classes).all(|class| class.value > 0);
        Self { rules, is_valued }
    }

    /// The height of a class of a list, both as places in the rules, won in a round or in the whole.
    pub fn height(self, list: usize, class: usize, round: Option<u16>) -> Height {
        let classes = self.rules.prizes.get(list).map(|prizes| &prizes.classes);
        let value = classes.and_then(|classes| classes.get(class)).filter(|_| self.is_valued);
        (Reverse(value.map_or(0, |class| class.value)), list, class, round.unwrap_or(u16::MAX))
    }

    /// The same of one that was published before; `None` when the rules know of none like it.
    fn held(self, prize: &HeldPrize) -> Option<Height> {
        let list = self.rules.prizes.iter().position(|prizes| prizes.name == prize.prizes)?;
        let class = self.rules.prizes[list].classes.iter().position(|class| class.name == prize.class)?;
        Some(self.height(list, class, Some(prize.round)))
    }
}

/// By person, the highest prize that was published before, where the whole contest gives one only.
pub(super) fn held_before<'a>(ground: &Ground<'a>) -> BTreeMap<u32, (Height, &'a HeldPrize)> {
    let mut held: BTreeMap<u32, (Height, &HeldPrize)> = BTreeMap::new();
    if ground.rules.one_prize == OnePrize::Contest {
        let heights = Heights::of(ground.rules);
        for prize in &ground.facts.held {
            let Some((person, height)) = ground.field.people.find(&prize.person).zip(heights.held(prize)) else {
                continue;
            };
            let highest = held.entry(person).or_insert((height, prize));
            if height < highest.0 {
                *highest = (height, prize);
            }
        }
    }
    held
}

/// The classes of races that are no higher than what a person holds already: they are turned down.
pub(super) fn not_higher(
    ground: &Ground<'_>,
    races: &[Running<'_>],
    held: &BTreeMap<u32, (Height, &HeldPrize)>,
) -> BTreeSet<(usize, u32, usize)> {
    let heights = Heights::of(ground.rules);
    let mut declined = BTreeSet::new();
    for (&person, (height, _)) in held {
        for (race, running) in races.iter().enumerate() {
            let classes = 0..running.prizes.classes.len();
            let lower = classes.filter(|&class| *height < heights.height(running.list, class, running.race.round));
            declined.extend(lower.map(|class| (race, person, class)));
        }
    }
    declined
}
