//! Who is given which prize.
//!
//! Each race fills its seats from the highest class down: each seat goes to the first in the race's
//! order who has none there, is not refused, whose agency has room, and who has not turned that
//! class down. Whoever holds two prizes where one is allowed turns down all but the highest, and the
//! races fill their seats again. This is the deferred acceptance of Gale and Shapley ("College
//! Admissions and the Stability of Marriage", 1962) with the seats proposing: it ends, it does not
//! depend on the order of anything, and nobody is left with a lower prize where the order would
//! have given them a higher one.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Award, PassReason, PassedOver,
    build::NONE,
    ground::Ground,
    height::{Heights, held_before, not_higher},
    running::{Runner, Running},
};
use crate::contests::OnePrize;

/// A prize that someone holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    /// The place in the race's order, from 0.
    pub place: usize,
    /// The class, as a place in the list.
    pub class: usize,
    pub counted: u32,
    pub person: u32,
}

/// The class of a race that a person has turned down.
type Declined = BTreeSet<(usize, u32, usize)>;

/// By scope and person, the prizes held there, with their races.
type Held = BTreeMap<(Option<u16>, u32), Vec<(usize, Seat)>>;

/// By race, the seats that are taken, the highest first; and what was turned down.
pub(super) fn award(ground: &Ground<'_>, races: &mut [Running<'_>]) -> (Vec<Vec<Seat>>, Declined) {
    let mut declined = not_higher(ground, races, &held_before(ground));
    loop {
        let seats: Vec<Vec<Seat>> =
            races.iter_mut().enumerate().map(|(race, running)| fill(race, running, &declined)).collect();
        let before = declined.len();
        for holdings in holdings(ground, races, &seats).into_values() {
            declined.extend(holdings.iter().skip(1).map(|&(race, seat)| (race, seat.person, seat.class)));
        }
        if declined.len() == before {
            return (seats, declined);
        }
    }
}

fn fill(race: usize, running: &mut Running<'_>, declined: &Declined) -> Vec<Seat> {
    let prizes = running.prizes;
    let mut seats: Vec<Seat> = Vec::new();
    let mut taken = BTreeSet::new();
    let mut of_agency: BTreeMap<u32, u16> = BTreeMap::new();
    for (class, prize) in prizes.classes.iter().enumerate() {
        let (mut place, mut left) = (0, prize.count);
        while left > 0 {
            let Some(Runner { counted, person, agency, out }) = running.runner(place) else { break };
            let given = of_agency.get(agency).copied().unwrap_or(0);
            let has_room = *agency == NONE || prizes.most_per_agency.is_none_or(|most| given < most);
            if out.is_none() && has_room && !taken.contains(&place) && !declined.contains(&(race, *person, class)) {
                seats.push(Seat { place, class, counted: *counted, person: *person });
                taken.insert(place);
                of_agency.insert(*agency, given + 1);
                left -= 1;
            }
            place += 1;
        }
    }
    seats
}

/// By scope and person, what they hold where only one prize is allowed, the highest first.
fn holdings(ground: &Ground<'_>, races: &[Running<'_>], seats: &[Vec<Seat>]) -> Held {
    let mut held = Held::new();
    for (race, seats) in seats.iter().enumerate() {
        let scope = match ground.rules.one_prize {
            OnePrize::Race => continue,
            OnePrize::Round => races[race].race.round,
            OnePrize::Contest => None,
        };
        for &seat in seats {
            held.entry((scope, seat.person)).or_default().push((race, seat));
        }
    }
    let heights = Heights::of(ground.rules);
    let height =
        |&(race, seat): &(usize, Seat)| (heights.height(races[race].list, seat.class, races[race].race.round), race);
    for holdings in held.values_mut() {
        holdings.sort_by_key(height);
    }
    held
}

/// The prizes and the log of who was passed over, race by race.
pub(super) fn report(
    ground: &Ground<'_>,
    races: &mut [Running<'_>],
    seats: &[Vec<Seat>],
    declined: &Declined,
) -> (Vec<Award>, Vec<(u32, PassedOver)>) {
    let (held, before) = (holdings(ground, races, seats), held_before(ground));
    let names: Vec<_> = races.iter().map(|running| (running.race.clone(), running.prizes)).collect();
    let (mut awards, mut passed) = (Vec::new(), Vec::new());
    for (race, (running, seats)) in races.iter_mut().zip(seats).enumerate() {
        let wanted: usize = running.prizes.classes.iter().map(|class| usize::from(class.count)).sum();
        let last = seats.iter().map(|seat| seat.place).max();
        let end = if seats.len() < wanted { usize::MAX } else { last.map_or(0, |last| last + 1) };
        let winners: BTreeSet<usize> = seats.iter().map(|seat| seat.place).collect();
        for place in (0..end).filter(|place| !winners.contains(place)) {
            let Some(runner) = running.runner(place).cloned() else { break };
            let scope = if ground.rules.one_prize == OnePrize::Round { running.race.round } else { None };
            let has_declined =
                (0..running.prizes.classes.len()).any(|class| declined.contains(&(race, runner.person, class)));
            let higher = held.get(&(scope, runner.person)).and_then(|held| held.first()).filter(|_| has_declined);
            let before = before.get(&runner.person).filter(|_| has_declined);
            let reason = runner.out.unwrap_or_else(|| match (higher, before) {
                (Some(&(other, seat)), _) => {
                    let (other, prizes) = &names[other];
                    let class = prizes.classes.get(seat.class).map_or("", |class| &class.name);
                    PassReason::Higher(format!("{}, {class}", other.prizes), other.round)
                }
                (None, Some((_, held))) => {
                    PassReason::Higher(format!("{}, {}", held.prizes, held.class), Some(held.round))
                }
                (None, None) => PassReason::AgencyLimit(running.prizes.most_per_agency.unwrap_or_default()),
            });
            let person = ground.field.people.get(runner.person).to_owned();
            let order = place as u32 + 1;
            let entry = running.entry(runner.counted).to_owned();
            passed.push((runner.counted, PassedOver { race: running.race.clone(), order, person, entry, reason }));
        }
        for (seat, number) in seats.iter().zip(1..) {
            awards.push(Award {
                race: running.race.clone(),
                class: running.prizes.classes.get(seat.class).map(|class| class.name.clone()).unwrap_or_default(),
                person: ground.field.people.get(seat.person).to_owned(),
                entry: running.entry(seat.counted).to_owned(),
                seat: number,
                order: seat.place as u32 + 1,
            });
        }
    }
    (awards, passed)
}
