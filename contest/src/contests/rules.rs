//! Thể lệ as data.

use serde::{Deserialize, Serialize};

use super::{AttemptLimit, Counting, LimitPeriod, PredictedQuantity};
use crate::{
    results::{Masking, RankKey},
    time::Millis,
};

/// The rules of a contest's rounds. Stored as JSON with a version; an attempt keeps the version
/// that it began under, so a field is added with a default and never changes its meaning.
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
    /// What ranks people, first to last. What is equal in all of it is a tie.
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
}

/// When people may see the right answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyReveal {
    /// Not at all.
    Never,
    /// Once the round is closed.
    AfterRound,
    /// Once its results are published.
    AfterPublish,
}

/// Why rules cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesError {
    /// The duration is out of range.
    #[error("Thời gian làm bài phải từ 1 phút đến 24 giờ. Hãy nhập lại số phút.")]
    Duration,
    /// The grace is out of range.
    #[error("Thời gian chờ bài gửi muộn phải từ 0 đến 5 phút. Hãy nhập lại số giây.")]
    Grace,
    /// A limit of no attempts.
    #[error("Số lượt thi phải từ 1 trở lên. Hãy nhập lại, hoặc chọn không giới hạn.")]
    NoAttempts,
    /// Nothing to rank by.
    #[error("Chưa có tiêu chí xếp hạng. Hãy chọn ít nhất một tiêu chí.")]
    NoRanking,
    /// A key that ranks twice.
    #[error("Tiêu chí “{}” có hai lần. Hãy bỏ một lần.", .0.label())]
    RankedTwice(RankKey),
    /// Ranked by a prediction that is not asked.
    #[error(
        "Xếp hạng theo câu dự đoán nhưng chưa chọn dự đoán điều gì. Hãy chọn nội dung dự đoán, hoặc bỏ tiêu chí này."
    )]
    NoPrediction,
    /// A share over the whole.
    #[error("Tỷ lệ tham gia tối thiểu phải từ 1 đến 100%. Hãy nhập lại, hoặc để trống.")]
    Participation,
}

impl Rules {
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
        }
    }

    /// Checks that the rules can be kept; the first that cannot is the error.
    pub fn check(&self) -> Result<(), RulesError> {
        if !(Millis::minutes(1)..=Millis::hours(24)).contains(&self.duration) {
            return Err(RulesError::Duration);
        }
        if !(Millis(0)..=Millis::minutes(5)).contains(&self.grace) {
            return Err(RulesError::Grace);
        }
        if self.attempts.count == Some(0) {
            return Err(RulesError::NoAttempts);
        }
        if self.ranking.is_empty() {
            return Err(RulesError::NoRanking);
        }
        let twice = self.ranking.iter().enumerate().find(|(place, key)| self.ranking[..*place].contains(key));
        if let Some((_, &key)) = twice {
            return Err(RulesError::RankedTwice(key));
        }
        if self.prediction.is_none() && self.ranking.contains(&RankKey::PredictionDistance) {
            return Err(RulesError::NoPrediction);
        }
        if self.minimum_participation_percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
            return Err(RulesError::Participation);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_set_4_can_be_kept_and_is_stored_so() {
        let rules = Rules::case_4();
        assert_eq!(rules.check(), Ok(()));
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
    fn rules_that_cannot_be_kept_say_why() {
        let base = Rules::case_4;
        let attempts = |count| AttemptLimit { count, per: LimitPeriod::Week };
        let cases = [
            (Rules { duration: Millis::seconds(59), ..base() }, RulesError::Duration),
            (Rules { duration: Millis::hours(25), ..base() }, RulesError::Duration),
            (Rules { grace: Millis(-1), ..base() }, RulesError::Grace),
            (Rules { attempts: attempts(Some(0)), ..base() }, RulesError::NoAttempts),
            (Rules { ranking: vec![], ..base() }, RulesError::NoRanking),
            (
                Rules { ranking: vec![RankKey::Score, RankKey::Correct, RankKey::Score], ..base() },
                RulesError::RankedTwice(RankKey::Score),
            ),
            (
                Rules { prediction: None, ranking: vec![RankKey::PredictionDistance], ..base() },
                RulesError::NoPrediction,
            ),
            (Rules { minimum_participation_percent: Some(101), ..base() }, RulesError::Participation),
            (Rules { minimum_participation_percent: Some(0), ..base() }, RulesError::Participation),
        ];
        for (rules, error) in cases {
            assert_eq!(rules.check(), Err(error));
        }
        assert_eq!(Rules { attempts: attempts(None), prediction: None, ..base() }.check(), Ok(()));
        assert_eq!(
            RulesError::RankedTwice(RankKey::Score).to_string(),
            "Tiêu chí “điểm cao hơn” có hai lần. Hãy bỏ một lần."
        );
    }
}
