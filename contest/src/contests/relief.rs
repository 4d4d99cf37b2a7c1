//! Sự cố: more time and more attempts than the rules give, given by an organiser to those whom
//! something kept from taking part.

use std::{collections::HashMap, ops::Add};

use super::{AttemptLimit, LimitPeriod, Window};
use crate::time::{Millis, Timestamp};

/// Longest extension at once, in minutes: a week.
pub const MAX_EXTENSION: u16 = 7 * 24 * 60;
/// Most attempts given at once.
pub const MAX_MORE_ATTEMPTS: u16 = 20;

/// What somebody has beyond what a round gives everybody. Several add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    /// So much later the round closes for them.
    pub time: Millis,
    /// So many attempts more.
    pub attempts: u16,
}

/// An earlier attempt, as far as limits look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastAttempt {
    /// When it began.
    pub started: Timestamp,
    /// Whether it was in the round that another is to begin in.
    pub here: bool,
}

impl Add for Allowance {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { time: self.time + other.time, attempts: self.attempts.saturating_add(other.attempts) }
    }
}

impl Window {
    /// The same, closing so much later.
    #[must_use]
    pub fn extended(self, by: Millis) -> Self {
        Self { closes: self.closes + by, ..self }
    }
}

impl AttemptLimit {
    /// The limit of somebody who was given `more` attempts in a round, at `now`, by their attempts of
    /// the contest so far.
    ///
    /// What was given is given once: of a limit that begins anew every day or week, what went beyond
    /// it in earlier days or weeks of the round is used up. Of a limit on the whole contest, what was
    /// given and used in other rounds takes nothing from this one.
    #[must_use]
    pub fn with_more(self, more: u16, past: impl IntoIterator<Item = PastAttempt>, now: Timestamp) -> Self {
        let Some(count) = self.count.filter(|_| more > 0) else { return self };
        let beyond = |used: u32| used.saturating_sub(u32::from(count));
        let raised = match self.per {
            LimitPeriod::Round => u32::from(more),
            LimitPeriod::Contest => {
                let elsewhere = past.into_iter().filter(|past| !past.here).count();
                u32::from(more) + beyond(u32::try_from(elsewhere).unwrap_or(u32::MAX))
            }
            LimitPeriod::Week | LimitPeriod::Day => {
                let current = self.per.begins(now);
                let mut used: HashMap<Option<Timestamp>, u32> = HashMap::new();
                for past in past.into_iter().filter(|past| past.here) {
                    *used.entry(self.per.begins(past.started)).or_default() += 1;
                }
                let earlier = used.into_iter().filter(|(period, _)| *period < current);
                let spent: u32 = earlier.map(|(_, used)| beyond(used)).sum();
                u32::from(more).saturating_sub(spent)
            }
        };
        Self { count: Some(u16::try_from(u32::from(count) + raised).unwrap_or(u16::MAX)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::LocalDateTime;

    fn at(clock: &str) -> Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    fn allowed(per: LimitPeriod, more: u16, past: &[(&str, bool)]) -> Option<u16> {
        let past = past.iter().map(|(clock, here)| PastAttempt { started: at(clock), here: *here });
        AttemptLimit { count: Some(1), per }.with_more(more, past, at("2026-05-13T08:00")).count
    }

    #[test]
    fn attempts_that_are_given_add_to_those_of_the_rules() {
        assert_eq!(allowed(LimitPeriod::Round, 2, &[("2026-05-12T08:00", true)]), Some(3));
        assert_eq!(allowed(LimitPeriod::Round, 0, &[]), Some(1));
        let free = AttemptLimit { count: None, per: LimitPeriod::Round };
        assert_eq!(free.with_more(2, [], at("2026-05-13T08:00")).count, None);
    }

    #[test]
    fn what_was_given_is_not_given_anew_every_day() {
        let twice = [("2026-05-12T08:00", true), ("2026-05-12T09:00", true)];
        assert_eq!(allowed(LimitPeriod::Day, 1, &twice[..1]), Some(2), "not used yet");
        assert_eq!(allowed(LimitPeriod::Day, 1, &twice), Some(1), "used yesterday");
        assert_eq!(allowed(LimitPeriod::Week, 1, &twice), Some(2), "this week's");
    }

    #[test]
    fn what_was_used_in_another_round_takes_nothing_from_this_one() {
        let elsewhere = [("2026-05-04T08:00", false), ("2026-05-05T08:00", false)];
        assert_eq!(allowed(LimitPeriod::Contest, 1, &elsewhere), Some(3), "the second was given there");
        assert_eq!(allowed(LimitPeriod::Contest, 1, &elsewhere[..1]), Some(2));
    }

    #[test]
    fn a_window_closes_later_and_opens_when_it_did() {
        let window = Window { opens: Timestamp(5), closes: Timestamp(10) };
        assert_eq!(window.extended(Millis(7)), Window { opens: Timestamp(5), closes: Timestamp(17) });
        let both = Allowance { time: Millis(1), attempts: 2 } + Allowance { time: Millis(3), attempts: u16::MAX };
        assert_eq!(both, Allowance { time: Millis(4), attempts: u16::MAX });
    }
}
