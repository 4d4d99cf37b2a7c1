//! Thể lệ as data.

use serde::{Deserialize, Serialize};

use super::{
    Apart, AttemptLimit, CollectivePrizes, Counting, DuplicateRule, Eligibility, IndividualPrizes, LimitPeriod,
    OnePrize, PaperShape, PredictedQuantity, PredictionMoment, Presentation, RoundState, Schedule,
};
use crate::{
    results::{Masking, RankKey},
    time::{Millis, Timestamp},
};

/// The rules of a contest's rounds. Stored as JSON with a version; an attempt keeps the version
/// that it began under, so a field is added with a default and never changes its meaning.
///
/// The fields from `prediction_asked` on are not written while they have their default: rules that
/// do not use them are stored as they always were, and a server that does not know them reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The time for one paper, 1 minute to 24 hours.
    pub duration: Millis,
    /// How long after the deadline the server takes in what was sent in time, 0 to 5 minutes.
    pub grace: Millis,
    /// Attempts allowed.
    pub attempts: AttemptLimit,
    /// Which of them counts.
    pub counts: Counting,
    /// What ranks people on boards, first to last. What is equal in all of it is a tie.
    pub ranking: Vec<RankKey>,
    /// What is asked as a prediction, if anything.
    pub prediction: Option<PredictedQuantity>,
    /// Whether a part of the right choices earns a part of the score.
    pub partial_credit: bool,
    /// How public lists show names.
    pub names: Masking,
    /// When the key is shown.
    pub reveal_key: KeyReveal,
    /// The share of its people, in percent, that an agency needs for a collective award.
    pub minimum_participation_percent: Option<u8>,
    /// When the prediction is asked.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub prediction_asked: PredictionMoment,
    /// How a paper is presented.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub presentation: Presentation,
    /// What ranks people for prizes where that is not what boards show; see [`Rules::prize_keys`].
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub prize_ranking: Vec<RankKey>,
    /// Who is ranked against whom on boards.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub apart: Apart,
    /// Who may take part, and who may win.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub eligibility: Eligibility,
    /// What becomes of registrations that may be one person. What is not named is not compared.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub duplicates: Vec<DuplicateRule>,
    /// Within what someone may win only one individual prize.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub one_prize: OnePrize,
    /// Prizes for people.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub prizes: Vec<IndividualPrizes>,
    /// Prizes for agencies.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub collective: Vec<CollectivePrizes>,
    /// The lower ends of the bands in which reports count scores, in hundredths of a percent,
    /// highest first and the last one 0. None: reports have no bands.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub score_bands: Vec<u16>,
    /// The shape of the calendar, where the rules say it.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub schedule: Option<Schedule>,
    /// The shape of a paper, where the rules say it.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub paper: Option<PaperShape>,
}

/// When people may see the right answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyReveal {
    /// Not at all.
    Never,
    /// Once the round is counted.
    AfterRound,
    /// Once its results are published.
    AfterPublish,
}

impl KeyReveal {
    /// Whether somebody may see the right answers of a paper of their own, in a round that stands so.
    ///
    /// Never before the round is counted: until then it may be extended or opened again, and others
    /// may still answer the same questions. `answered` says that a complaint of theirs about this
    /// attempt was answered: they need not wait for the publication to follow the answer.
    pub fn shows(self, state: RoundState, answered: bool) -> bool {
        let counted = state >= RoundState::Provisional;
        match self {
            Self::Never => false,
            Self::AfterRound => counted,
            Self::AfterPublish => state == RoundState::Published || (counted && answered),
        }
    }
}

impl Rules {
    /// Until when complaints about a round may come in that was counted at `counted_at`; `None` where
    /// the rules leave no time for it.
    pub fn complaints_until(&self, counted_at: Timestamp) -> Option<Timestamp> {
        let days = self.schedule.map_or(0, |schedule| schedule.complaint_days);
        (days > 0).then(|| counted_at + Millis::days(i64::from(days)))
    }

    /// Rule set 4: 20 minutes, 3 attempts a round of which the best counts, ranked by right answers
    /// and then by time; agencies under half their people get no collective award. The prediction
    /// is not scored and decides only among equals when prizes are given, so it does not rank.
    pub fn case_4() -> Self {
        Self {
            duration: Millis::minutes(20),
            grace: Millis::seconds(15),
            attempts: AttemptLimit { count: Some(3), per: LimitPeriod::Round },
            counts: Counting::Best,
            ranking: vec![RankKey::Correct, RankKey::Duration],
            prediction: Some(PredictedQuantity::PeopleAllCorrect),
            partial_credit: false,
            names: Masking::Masked,
            reveal_key: KeyReveal::AfterPublish,
            minimum_participation_percent: Some(50),
            prediction_asked: PredictionMoment::WithPaper,
            presentation: Presentation::OnePage,
            prize_ranking: vec![],
            apart: Apart::Track,
            eligibility: Eligibility::default(),
            duplicates: vec![],
            one_prize: OnePrize::Race,
            prizes: vec![],
            collective: vec![],
            score_bands: vec![],
            schedule: None,
            paper: None,
        }
    }

    /// What the paper asks as a prediction, if it asks one.
    pub fn predicted_on_paper(&self) -> Option<PredictedQuantity> {
        self.prediction.filter(|_| self.prediction_asked == PredictionMoment::WithPaper)
    }

    /// What is asked as a prediction once the score is shown, if anything.
    pub fn predicted_after_score(&self) -> Option<PredictedQuantity> {
        self.prediction.filter(|_| self.prediction_asked == PredictionMoment::AfterScore)
    }

    /// What ranks people for prizes: `prize_ranking`, or else the board's keys, and after them the
    /// prediction where one is asked that boards do not rank by.
    pub fn prize_keys(&self) -> Vec<RankKey> {
        if !self.prize_ranking.is_empty() {
            return self.prize_ranking.clone();
        }
        let mut keys = self.ranking.clone();
        if self.prediction.is_some() && !keys.contains(&RankKey::PredictionDistance) {
            keys.push(RankKey::PredictionDistance);
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_set_4_is_stored_so() {
        let rules = Rules::case_4();
        let stored = serde_json::json!({
            "duration": 1_200_000, "grace": 15_000,
            "attempts": { "count": 3, "per": "round" }, "counts": "best",
            "ranking": ["correct", "duration"], "prediction": "people_all_correct", "partial_credit": false,
            "names": "masked", "reveal_key": "after_publish", "minimum_participation_percent": 50,
        });
        assert_eq!(serde_json::to_value(&rules).unwrap(), stored);
        assert_eq!(serde_json::from_value::<Rules>(stored).unwrap(), rules);
    }

    #[test]
    fn a_field_that_rules_do_not_have_is_refused() {
        let mut stored = serde_json::to_value(Rules::case_4()).unwrap();
        stored["bonus"] = 1.into();
        assert!(serde_json::from_value::<Rules>(stored).is_err());
    }

    #[test]
    fn a_prediction_is_asked_at_one_moment() {
        let with_paper = Rules::case_4();
        let after_score = Rules { prediction_asked: PredictionMoment::AfterScore, ..with_paper.clone() };
        let asked = |rules: &Rules| (rules.predicted_on_paper(), rules.predicted_after_score());
        assert_eq!(asked(&with_paper), (with_paper.prediction, None));
        assert_eq!(asked(&after_score), (None, with_paper.prediction));
        assert_eq!(asked(&Rules { prediction: None, ..after_score }), (None, None));
    }

    #[test]
    fn a_prediction_that_boards_leave_out_decides_prizes_last() {
        let rules = Rules::case_4();
        assert_eq!(rules.prize_keys(), [RankKey::Correct, RankKey::Duration, RankKey::PredictionDistance]);
        assert_eq!(Rules { prediction: None, ..rules.clone() }.prize_keys(), rules.ranking);
        let own = vec![RankKey::PredictionDistance];
        assert_eq!(Rules { prize_ranking: own.clone(), ..rules }.prize_keys(), own);
    }

    #[test]
    fn nobody_sees_a_key_while_others_may_still_answer() {
        for reveal in [KeyReveal::Never, KeyReveal::AfterRound, KeyReveal::AfterPublish] {
            for state in RoundState::ALL {
                let shown = [false, true].map(|answered| reveal.shows(state, answered));
                let expected = match (reveal, state) {
                    (KeyReveal::Never, _) | (_, RoundState::Draft | RoundState::Open | RoundState::Closed) => {
                        [false; 2]
                    }
                    (KeyReveal::AfterRound, _) | (KeyReveal::AfterPublish, RoundState::Published) => [true; 2],
                    (KeyReveal::AfterPublish, _) => [false, true],
                };
                assert_eq!(shown, expected, "{reveal:?}, {state:?}");
            }
        }
    }

    #[test]
    fn complaints_have_the_days_that_the_rules_give_them() {
        assert_eq!(Rules::case_4().complaints_until(Timestamp(5)), None);
        let schedule = crate::contests::Preset::all().iter().find_map(|preset| preset.rules.schedule);
        let schedule = schedule.map(|schedule| Schedule { complaint_days: 3, ..schedule });
        let rules = Rules { schedule, ..Rules::case_4() };
        assert_eq!(rules.complaints_until(Timestamp(5)), Some(Timestamp(5) + Millis::days(3)));
    }
}
