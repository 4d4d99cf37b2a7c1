//! What of the rules is settled when one round is over.

use super::{Period, Rules};

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
    }
}
