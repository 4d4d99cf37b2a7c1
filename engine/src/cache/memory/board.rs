//! One round's board in memory, with ranks by order statistics.

use std::collections::HashMap;

use contest::{contests::TrackKind, results::SortKey};
use indexset::BTreeSet;

use super::super::{Member, Place, Scope, Standing, Tally};

/// The members of one scope in order. Rank and position are found without walking it.
type Order = BTreeSet<Member>;

#[derive(Default)]
pub(super) struct Board {
    pub(super) ready: bool,
    standings: HashMap<i64, Standing>,
    orders: HashMap<Scope, Order>,
    tallies: HashMap<(i64, TrackKind), Tally>,
}

impl Board {
    pub(super) fn apply(&mut self, standing: &Standing) {
        match self.standings.get(&standing.participant) {
            Some(known) if known.age() >= standing.age() => return,
            Some(known) => {
                let known = known.clone();
                self.take_out(&known);
            }
            None => {}
        }
        self.put_in(standing);
    }

    fn put_in(&mut self, standing: &Standing) {
        for scope in standing.scopes() {
            self.orders.entry(scope).or_default().insert((standing.key.clone(), standing.participant));
        }
        let tally = self.tallies.entry((standing.agency, standing.track)).or_default();
        tally.entrants += 1;
        tally.attempts += u64::from(standing.attempts);
        tally.score_sum += u64::from(standing.score);
        tally.perfect += u64::from(standing.perfect);
        self.standings.insert(standing.participant, standing.clone());
    }

    fn take_out(&mut self, standing: &Standing) {
        for scope in standing.scopes() {
            if let Some(order) = self.orders.get_mut(&scope) {
                order.remove(&(standing.key.clone(), standing.participant));
            }
        }
        if let Some(tally) = self.tallies.get_mut(&(standing.agency, standing.track)) {
            tally.entrants -= 1;
            tally.attempts -= u64::from(standing.attempts);
            tally.score_sum -= u64::from(standing.score);
            tally.perfect -= u64::from(standing.perfect);
        }
    }

    pub(super) fn page(&self, scope: Scope, offset: u64, limit: u64) -> Vec<Place> {
        let Some(order) = self.orders.get(&scope) else { return Vec::new() };
        let end = offset.saturating_add(limit).min(order.len() as u64);
        let members = (offset..end).filter_map(|position| order.get_index(position as usize));
        members.map(|(key, participant)| place_in(order, key, *participant)).collect()
    }

    pub(super) fn place(&self, scope: Scope, participant: i64) -> Option<Place> {
        let standing = self.standings.get(&participant)?;
        let order = standing.scopes().contains(&scope).then(|| self.orders.get(&scope))??;
        Some(place_in(order, &standing.key, participant))
    }

    pub(super) fn members(&self, scope: Scope, after: Option<&Member>, limit: u64) -> Vec<Member> {
        let Some(order) = self.orders.get(&scope) else { return Vec::new() };
        let from =
            after.map_or(0, |(key, participant)| order.rank(&(key.clone(), participant.saturating_add(1))) as u64);
        let end = from.saturating_add(limit).min(order.len() as u64);
        (from..end).filter_map(|position| order.get_index(position as usize).cloned()).collect()
    }

    pub(super) fn size(&self, scope: Scope) -> u64 {
        self.orders.get(&scope).map_or(0, |order| order.len() as u64)
    }

    pub(super) fn tallies(&self) -> Vec<(i64, TrackKind, Tally)> {
        let with_people = self.tallies.iter().filter(|(_, tally)| tally.entrants > 0);
        with_people.map(|(&(agency, track), &tally)| (agency, track, tally)).collect()
    }
}

fn place_in(order: &Order, key: &SortKey, participant: i64) -> Place {
    let before = order.rank(&(key.clone(), i64::MIN)) as u64;
    let through = order.rank(&(key.clone(), i64::MAX)) as u64;
    let above = order.rank(&(key.clone(), participant)) as u64;
    Place { rank: before + 1, tied: through - before > 1, participant, above }
}
