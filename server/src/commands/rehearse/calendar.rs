//! Who begins when: the shape of a week.

use contest::{
    Millis, Timestamp,
    contests::{Rules, Window},
};
use rand::{Rng, RngExt as _};

/// Someone begins an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn {
    pub begins: Timestamp,
    /// Whose, as a place in the list of people.
    pub person: u32,
}

/// How busy each hour of the day is: offices at nine and three, homes in the evening.
const HOURS: [u64; 24] = [4, 2, 1, 1, 1, 3, 8, 30, 80, 100, 85, 60, 40, 55, 90, 95, 80, 50, 30, 35, 55, 60, 40, 15];
/// Of a hundred people, how many try once, twice, three and four times; the limit may cut it short.
const TIMES: [u32; 4] = [45, 27, 18, 10];
/// How many times an hour is as busy in which the round opens, and in which it closes.
const RUSH: u64 = 3;
/// Nobody begins in the last minutes: the paper would be cut to nothing.
const TOO_LATE: Millis = Millis::minutes(2);
/// Between the deadline of one's attempt and the next beginning.
const REST: Millis = Millis::minutes(1);

/// So many attempts over the round, first to last, and how many people make them.
pub(super) fn turns(window: Window, rules: &Rules, attempts: u32, rng: &mut impl Rng) -> (u32, Vec<Turn>) {
    let most = rules.attempts.count.map_or(TIMES.len(), |count| TIMES.len().min(usize::from(count)));
    let hours = Hours::of(window);
    let (mut turns, mut person) = (Vec::with_capacity(attempts as usize), 0);
    while turns.len() < attempts as usize {
        let times = times(most, rng).min(attempts as usize - turns.len());
        let begun = beginnings(times, window, rules, &hours, rng);
        turns.extend(begun.into_iter().map(|begins| Turn { begins, person }));
        person += 1;
    }
    turns.sort_unstable();
    (person, turns)
}

fn times(most: usize, rng: &mut impl Rng) -> usize {
    let mut left = rng.random_range(0..TIMES[..most].iter().sum::<u32>());
    for (share, times) in TIMES[..most].iter().zip(1..) {
        if left < *share {
            return times;
        }
        left -= share;
    }
    most
}

/// When one person begins, each attempt after the last one's time is up.
fn beginnings(times: usize, window: Window, rules: &Rules, hours: &Hours, rng: &mut impl Rng) -> Vec<Timestamp> {
    let apart = rules.duration + rules.grace + REST;
    for _ in 0..20 {
        let mut begun: Vec<Timestamp> = (0..times).map(|_| hours.pick(rng)).collect();
        begun.sort_unstable();
        if begun.windows(2).all(|two| two[1] - two[0] >= apart) {
            return begun;
        }
    }
    // A day that is too short for leisure: one attempt after the other.
    (0..times).map(|nth| window.opens + Millis(apart.0 * nth as i64)).collect()
}

/// The hours of a round's window, each with how busy it is.
struct Hours {
    opens: Timestamp,
    last: Timestamp,
    sums: Vec<u64>,
}

impl Hours {
    fn of(window: Window) -> Self {
        const HOUR: i64 = Millis::hours(1).0;
        let last = window.closes - TOO_LATE;
        let count = ((last - window.opens).0 / HOUR + 1).max(1);
        let mut sums = Vec::new();
        let mut sum = 0;
        for hour in 0..count {
            let clock = (window.opens + Millis(hour * HOUR)).local().hour;
            let rush = if hour == 0 || hour == count - 1 { RUSH } else { 1 };
            sum += HOURS[usize::from(clock) % HOURS.len()] * rush;
            sums.push(sum);
        }
        Self { opens: window.opens, last, sums }
    }

    fn pick(&self, rng: &mut impl Rng) -> Timestamp {
        let drawn = rng.random_range(0..self.sums.last().copied().unwrap_or(1));
        let hour = self.sums.partition_point(|sum| *sum <= drawn) as i64;
        let within = rng.random_range(0..Millis::hours(1).0);
        (self.opens + Millis::hours(hour) + Millis(within)).min(self.last)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use contest::contests::Preset;
    use rand::{SeedableRng as _, rngs::StdRng};

    use super::*;
    use crate::commands::rehearse::stage::EVE;

    #[test]
    fn everybody_begins_in_time_and_one_attempt_after_the_other() {
        for (preset, seed) in Preset::all().into_iter().zip(1..) {
            let rules = preset.rules;
            for length in [Millis::hours(9), Millis::days(6) + Millis::hours(9)] {
                let window = Window { opens: EVE, closes: EVE + length };
                let (people, turns) = turns(window, &rules, 3_000, &mut StdRng::seed_from_u64(seed));
                assert_eq!(turns.len(), 3_000);
                assert!(turns.is_sorted());
                assert!(turns.iter().all(|turn| window.opens <= turn.begins && turn.begins < window.closes));
                let mut of: BTreeMap<u32, Vec<Timestamp>> = BTreeMap::new();
                for turn in turns {
                    of.entry(turn.person).or_default().push(turn.begins);
                }
                assert_eq!(of.len(), people as usize);
                let most = usize::from(rules.attempts.count.unwrap_or(4));
                for begun in of.values() {
                    assert!(begun.len() <= most, "{begun:?}");
                    assert!(begun.windows(2).all(|two| two[1] - two[0] > rules.duration + rules.grace), "{begun:?}");
                }
            }
        }
    }
}
