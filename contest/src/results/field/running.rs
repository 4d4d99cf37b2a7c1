//! One race for prizes: its order, and the lots that part equals.

use std::collections::BTreeMap;

use super::{
    Drawer, Drawing, Lot, PassReason, Race, build::Row, counted::Counted, draw_lot, ground::Ground, places::Order,
};
use crate::{
    contests::{BarredPolicy, IndividualPrizes, Period},
    results::{Entry, RankKey, compare},
};

/// A race under way. Its order is worked out only as far as prizes reach, so lots are drawn only
/// where they decide.
pub(super) struct Running<'a> {
    /// The list of prizes, as a place in the rules.
    pub list: usize,
    pub prizes: &'a IndividualPrizes,
    pub race: Race,
    pub drawings: Vec<Drawing>,
    /// The same lots, by place in the list of those who count.
    pub lots: Vec<(u32, Lot)>,
    ground: &'a Ground<'a>,
    counted: &'a [Counted],
    entries: &'a [Entry],
    keys: &'a [RankKey],
    /// Who races, sorted by keys.
    waiting: Vec<u32>,
    /// The first so many of `waiting`, with equals parted.
    parted: Vec<Runner>,
}

/// Someone in the order of a race.
#[derive(Clone, Debug)]
pub(super) struct Runner {
    /// As a place in the list of those who count.
    pub counted: u32,
    pub person: u32,
    pub agency: u32,
    /// Why they win nothing, wherever they stand.
    pub out: Option<PassReason>,
}

/// The races for one list of prizes, by round and group.
pub(super) fn races<'a>(
    ground: &'a Ground<'a>,
    counted: &'a [Counted],
    order: &'a Order,
    keys: &'a [RankKey],
    list: usize,
    prizes: &'a IndividualPrizes,
) -> Vec<Running<'a>> {
    let row = |one: u32| &ground.field.rows[counted[one as usize].row as usize];
    let mut groups: BTreeMap<(Option<u16>, u32), Vec<u32>> = BTreeMap::new();
    for &one in order.places.iter().filter(|&&one| may_race(ground, prizes, row(one))) {
        let round = (prizes.period == Period::Round).then_some(row(one).round);
        groups.entry((round, ground.group_key(prizes.apart, row(one)))).or_default().push(one);
    }
    let running = |((round, group), waiting)| Running {
        list,
        prizes,
        race: Race { prizes: prizes.name.clone(), round, group: ground.group(prizes.apart, group) },
        drawings: Vec::new(),
        lots: Vec::new(),
        ground,
        counted,
        entries: &order.entries,
        keys,
        waiting,
        parted: Vec::new(),
    };
    groups.into_iter().map(running).collect()
}

/// Whether somebody takes part in a race for these prizes with this attempt, if it counts.
pub(super) fn may_race(ground: &Ground<'_>, prizes: &IndividualPrizes, row: &Row) -> bool {
    (prizes.tracks.is_empty() || prizes.tracks.contains(&row.track))
        && (prizes.blocks.is_empty()
            || prizes.blocks.iter().any(|block| block.code() == ground.block_code(ground.block(row))))
        && (!ground.rules.eligibility.all_correct_only || row.is_perfect())
}

impl Running<'_> {
    /// Who stands at a place in the race's order, from 0.
    pub fn runner(&mut self, place: usize) -> Option<&Runner> {
        while self.parted.len() <= place {
            let (from, entries) = (self.parted.len(), self.entries);
            let first = entries.get(*self.waiting.get(from)? as usize)?;
            let rest = self.waiting[from..].iter();
            let is_equal = |one: &&u32| compare(&entries[**one as usize], first, self.keys).is_eq();
            let equals: Vec<u32> = rest.take_while(is_equal).copied().collect();
            self.part(&equals);
        }
        self.parted.get(place)
    }

    /// What someone of this race is compared by.
    pub fn entry_of(&self, counted: u32) -> Option<&Entry> {
        self.entries.get(counted as usize)
    }

    /// The identifier of the attempt that someone races with.
    pub fn entry(&self, counted: u32) -> &str {
        let row = &self.ground.field.rows[self.counted[counted as usize].row as usize];
        self.ground.field.entries.get(row.entry)
    }

    /// Puts equals in order: by lot if they are several.
    fn part(&mut self, equals: &[u32]) {
        let mut runners: Vec<(Option<Lot>, Runner)> = equals.iter().map(|&one| (None, self.make(one))).collect();
        if runners.len() > 1 {
            let (people, seed) = (&self.ground.field.people, self.ground.facts.seed_of(self.race.round));
            for (lot, runner) in &mut runners {
                let drawer = Drawer::Person(people.get(runner.person));
                *lot = Some(draw_lot(seed, self.race.round.unwrap_or(0), drawer));
            }
            runners.sort_by_key(|(lot, runner)| (*lot, runner.person));
            self.lots.extend(runners.iter().filter_map(|(lot, runner)| lot.map(|lot| (runner.counted, lot))));
            let drawn =
                |(lot, runner): &(Option<Lot>, Runner)| lot.map(|lot| (people.get(runner.person).to_owned(), lot));
            self.drawings.push(Drawing { race: self.race.clone(), lots: runners.iter().filter_map(drawn).collect() });
        }
        self.parted.extend(runners.into_iter().map(|(_, runner)| runner));
    }

    fn make(&self, counted: u32) -> Runner {
        let row = &self.ground.field.rows[self.counted[counted as usize].row as usize];
        let facts = self.ground.person(row.person);
        let of_round = || self.ground.facts.refused_in(self.race.round, self.ground.field.people.get(row.person));
        let refused = facts.and_then(|facts| facts.refused.clone()).or_else(|| of_round().map(str::to_owned));
        let refused = refused.map(PassReason::Refused);
        let without = self.ground.rules.eligibility.barred == BarredPolicy::WithoutPrizes
            && facts.is_some_and(|facts| facts.barred);
        let out = refused.or(without.then_some(PassReason::WithoutPrizes));
        Runner { counted, person: row.person, agency: row.agency, out }
    }
}
