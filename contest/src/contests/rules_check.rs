//! Whether rules can be kept.

use serde::{Deserialize, Serialize};

use super::{
    CollectiveError, DuplicateRule, EligibilityError, PaperShapeError, PredictionMoment, PrizesError, Rules,
    ScheduleError, prizes::check_names,
};
use crate::{results::RankKey, time::Millis};

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
    /// A moment for a prediction that is not asked.
    #[error("Đã chọn lúc hỏi dự đoán nhưng chưa chọn dự đoán điều gì. Hãy chọn nội dung dự đoán.")]
    NothingToAsk,
    /// A share over the whole.
    #[error("Tỷ lệ tham gia tối thiểu phải từ 1 đến 100%. Hãy nhập lại, hoặc để trống.")]
    Participation,
    /// Bands of scores that do not fall to 0.
    #[error("Các mức điểm của báo cáo phải giảm dần từ nhiều nhất là 100% và kết thúc ở 0. Hãy sắp xếp lại.")]
    ScoreBands,
    /// Who may take part.
    #[error(transparent)]
    Eligibility(#[from] EligibilityError),
    /// Prizes for people.
    #[error(transparent)]
    Prizes(#[from] PrizesError),
    /// Prizes for agencies.
    #[error(transparent)]
    Collective(#[from] CollectiveError),
    /// The calendar.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// The paper.
    #[error(transparent)]
    Paper(#[from] PaperShapeError),
}

impl Rules {
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
        self.check_keys(&self.ranking)?;
        self.check_keys(&self.prize_ranking)?;
        if self.prediction.is_none() && self.prediction_asked != PredictionMoment::WithPaper {
            return Err(RulesError::NothingToAsk);
        }
        if self.minimum_participation_percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
            return Err(RulesError::Participation);
        }
        let falling = self.score_bands.is_sorted_by(|a, b| a > b);
        let within = |bands: &[u16]| bands.first().is_none_or(|first| *first <= 10_000);
        if !falling || !within(&self.score_bands) || self.score_bands.last().is_some_and(|last| *last != 0) {
            return Err(RulesError::ScoreBands);
        }
        self.eligibility.check()?;
        DuplicateRule::check_all(&self.duplicates)?;
        check_names(self.prizes.iter().map(|prizes| prizes.name.as_str()))?;
        check_names(self.collective.iter().map(|prizes| prizes.name.as_str()))?;
        self.prizes.iter().try_for_each(|prizes| prizes.check().map_err(RulesError::Prizes))?;
        self.collective.iter().try_for_each(|prizes| prizes.check().map_err(RulesError::Collective))?;
        self.schedule.as_ref().map_or(Ok(()), |schedule| schedule.check().map_err(RulesError::Schedule))?;
        self.paper.as_ref().map_or(Ok(()), |paper| paper.check().map_err(RulesError::Paper))
    }

    fn check_keys(&self, keys: &[RankKey]) -> Result<(), RulesError> {
        let twice = keys.iter().enumerate().find(|(place, key)| keys[..*place].contains(key));
        if let Some((_, &key)) = twice {
            return Err(RulesError::RankedTwice(key));
        }
        if self.prediction.is_none() && keys.contains(&RankKey::PredictionDistance) {
            return Err(RulesError::NoPrediction);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contests::{AttemptLimit, Eligibility, LimitPeriod};

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
            (Rules { prize_ranking: vec![RankKey::Score; 2], ..base() }, RulesError::RankedTwice(RankKey::Score)),
            (
                Rules { prediction: None, ranking: vec![RankKey::PredictionDistance], ..base() },
                RulesError::NoPrediction,
            ),
            (
                Rules { prediction: None, prize_ranking: vec![RankKey::PredictionDistance], ..base() },
                RulesError::NoPrediction,
            ),
            (
                Rules { prediction: None, prediction_asked: PredictionMoment::AfterScore, ..base() },
                RulesError::NothingToAsk,
            ),
            (Rules { minimum_participation_percent: Some(101), ..base() }, RulesError::Participation),
            (Rules { minimum_participation_percent: Some(0), ..base() }, RulesError::Participation),
            (Rules { score_bands: vec![10_000, 7_500], ..base() }, RulesError::ScoreBands),
            (Rules { score_bands: vec![7_500, 7_500, 0], ..base() }, RulesError::ScoreBands),
            (Rules { score_bands: vec![10_001, 0], ..base() }, RulesError::ScoreBands),
            (
                Rules { eligibility: Eligibility { minimum_age: 101, ..Eligibility::default() }, ..base() },
                RulesError::Eligibility(EligibilityError::Age),
            ),
        ];
        for (rules, error) in cases {
            assert_eq!(rules.check(), Err(error));
        }
    }

    #[test]
    fn rules_that_can_be_kept_pass() {
        let base = Rules::case_4;
        assert_eq!(base().check(), Ok(()));
        let free = AttemptLimit { count: None, per: LimitPeriod::Week };
        assert_eq!(Rules { attempts: free, prediction: None, ..base() }.check(), Ok(()));
        assert_eq!(Rules { score_bands: vec![10_000, 7_500, 2_500, 1, 0], ..base() }.check(), Ok(()));
    }

    #[test]
    fn an_error_says_what_to_do() {
        assert_eq!(
            RulesError::RankedTwice(RankKey::Score).to_string(),
            "Tiêu chí “điểm cao hơn” có hai lần. Hãy bỏ một lần."
        );
        assert_eq!(RulesError::Schedule(ScheduleError::Days).to_string(), ScheduleError::Days.to_string());
    }
}
