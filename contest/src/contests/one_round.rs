//! What of the rules is settled when one round is over, and what when all are.

use super::{AgencyKey, OnePrize, Period, Rules};

impl Rules {
    /// The rules by which one round is ranked by itself. Prizes of the whole contest wait until it is
    /// over, unless the contest has this round alone.
    #[must_use]
    pub fn of_one_round(&self) -> Self {
        let mut rules = self.clone();
        if self.schedule.is_none_or(|schedule| schedule.rounds > 1) {
            rules.prizes.retain(|prizes| prizes.period == Period::Round);
            rules.collective.retain(|prizes| prizes.period == Period::Round);
        }
        rules
    }

    /// The rules by which the whole contest is ranked once all its rounds are published. Agencies'
    /// prizes of single rounds stand as they were published; so do people's, unless the whole contest
    /// gives one prize a person. They stay in the rules where that is so, or where agencies are ranked
    /// by what their people won.
    #[must_use]
    pub fn of_whole_contest(&self) -> Self {
        let mut rules = self.clone();
        rules.collective.retain(|prizes| prizes.period == Period::Contest);
        let counts_winners = rules.collective.iter().any(|prizes| {
            prizes.individual_winner || prizes.ranking.contains(&AgencyKey::Winners) || prizes.points.winners
        });
        if self.one_prize != OnePrize::Contest && !counts_winners {
            rules.prizes.retain(|prizes| prizes.period == Period::Contest);
        }
        rules
    }

    /// Whether something is settled only when all rounds are over.
    pub fn waits_for_the_whole(&self) -> bool {
        let has_rounds = self.schedule.is_none_or(|schedule| schedule.rounds > 1);
        has_rounds
            && (self.one_prize == OnePrize::Contest
                || self.prizes.iter().any(|prizes| prizes.period == Period::Contest)
                || self.collective.iter().any(|prizes| prizes.period == Period::Contest))
    }
}

#[cfg(test)]
mod tests {
    use crate::contests::{Period, Preset};

    #[test]
    fn prizes_of_the_whole_contest_wait_unless_it_has_one_round() {
        let of_one_round = |code| Preset::find(code).unwrap().rules.of_one_round();
        let hue = of_one_round("03-hue-cchc-2025");
        assert_eq!(hue.prizes.len(), 1);
        assert!(hue.prizes.iter().all(|prizes| prizes.period == Period::Round) && hue.collective.is_empty());
        let rules = Preset::find("12-lao-cai-2025").unwrap().rules;
        assert_eq!(rules.of_one_round(), rules);
        assert!(!rules.waits_for_the_whole(), "its one round settles all");
    }

    #[test]
    fn prizes_of_rounds_are_looked_at_again_only_where_the_whole_contest_says_so() {
        let rules = |code| Preset::find(code).unwrap().rules;
        let hue = rules("03-hue-cchc-2025");
        assert!(hue.waits_for_the_whole());
        let whole = hue.of_whole_contest();
        assert!(whole.prizes.iter().all(|prizes| prizes.period == Period::Contest));
        assert!(!whole.collective.is_empty());
        let quang_nam = rules("07-quang-nam");
        assert_eq!(quang_nam.of_whole_contest().prizes, quang_nam.prizes, "one prize in the whole contest");
    }
}
