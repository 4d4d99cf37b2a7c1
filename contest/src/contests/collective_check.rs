//! Whether agencies can be ranked and rewarded by some rules.

use serde::{Deserialize, Serialize};

use super::{AgencyKey, CollectivePrizes, Need, Points, PrizeClass, PrizesError, prizes::check_name};
use crate::accounts::Position;

/// Why agencies cannot be ranked or rewarded so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectiveError {
    /// The name or the classes.
    #[error(transparent)]
    Prizes(#[from] PrizesError),
    /// Nothing to rank by.
    #[error("Giải tập thể chưa có tiêu chí xếp hạng. Hãy chọn ít nhất một tiêu chí.")]
    NoRanking,
    /// A key that ranks twice.
    #[error("Tiêu chí tập thể “{}” có hai lần. Hãy bỏ một lần.", .0.label())]
    RankedTwice(AgencyKey),
    /// Points without parts.
    #[error("Xếp hạng theo điểm tập thể nhưng chưa chọn điểm gồm những gì. Hãy chọn ít nhất một phần.")]
    NoPoints,
    /// Bands that do not begin at 0, or do not rise.
    #[error("Các mức quy mô phải bắt đầu từ 0 người và tăng dần. Hãy sắp xếp lại.")]
    Bands,
    /// A share over the whole.
    #[error("Tỷ lệ phải từ 0 đến 100%. Hãy nhập lại.")]
    Percent,
    /// A position with two quotas.
    #[error("“{}” có hai chỉ tiêu. Hãy giữ một.", .0.label())]
    QuotaTwice(Position),
}

impl CollectivePrizes {
    /// Checks that agencies can be ranked and rewarded so.
    pub fn check(&self) -> Result<(), CollectiveError> {
        check_name(&self.name)?;
        if !self.classes.is_empty() {
            PrizeClass::check_all(&self.classes)?;
        }
        if self.ranking.is_empty() {
            return Err(CollectiveError::NoRanking);
        }
        let twice = self.ranking.iter().enumerate().find(|(place, key)| self.ranking[..*place].contains(key));
        if let Some((_, &key)) = twice {
            return Err(CollectiveError::RankedTwice(key));
        }
        if self.ranking.contains(&AgencyKey::Points) && self.points == Points::default() {
            return Err(CollectiveError::NoPoints);
        }
        self.check_bands()?;
        self.check_quotas()
    }

    fn check_bands(&self) -> Result<(), CollectiveError> {
        let rising = self.size_bands.is_sorted_by(|a, b| a.from < b.from);
        if !rising || self.size_bands.first().is_some_and(|first| first.from != 0) {
            return Err(CollectiveError::Bands);
        }
        if self.size_bands.iter().any(|band| band.percent > 100) { Err(CollectiveError::Percent) } else { Ok(()) }
    }

    fn check_quotas(&self) -> Result<(), CollectiveError> {
        for (place, quota) in self.quotas.iter().enumerate() {
            if self.quotas[..place].iter().any(|other| other.position == quota.position) {
                return Err(CollectiveError::QuotaTwice(quota.position));
            }
            if matches!(quota.need, Need::Percent(percent) if percent > 100) {
                return Err(CollectiveError::Percent);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contests::{Quota, SizeBand};

    fn prizes() -> CollectivePrizes {
        serde_json::from_value(serde_json::json!({
            "name": "Giải tập thể", "period": "contest", "ranking": ["participation", "mean_score"],
            "classes": [{ "name": "Giải Nhất", "count": 1 }],
        }))
        .unwrap()
    }

    #[test]
    fn what_cannot_be_kept_says_why() {
        assert_eq!(prizes().check(), Ok(()));
        let band = |from, percent| SizeBand { from, percent };
        let quota = |need| Quota { position: Position::Leader, need };
        let cases = [
            (CollectivePrizes { ranking: vec![], ..prizes() }, CollectiveError::NoRanking),
            (
                CollectivePrizes { ranking: vec![AgencyKey::Entrants; 2], ..prizes() },
                CollectiveError::RankedTwice(AgencyKey::Entrants),
            ),
            (CollectivePrizes { ranking: vec![AgencyKey::Points], ..prizes() }, CollectiveError::NoPoints),
            (CollectivePrizes { size_bands: vec![band(1, 30)], ..prizes() }, CollectiveError::Bands),
            (CollectivePrizes { size_bands: vec![band(0, 30), band(0, 20)], ..prizes() }, CollectiveError::Bands),
            (CollectivePrizes { size_bands: vec![band(0, 101)], ..prizes() }, CollectiveError::Percent),
            (CollectivePrizes { quotas: vec![quota(Need::Percent(101))], ..prizes() }, CollectiveError::Percent),
            (
                CollectivePrizes { quotas: vec![quota(Need::Count(1)); 2], ..prizes() },
                CollectiveError::QuotaTwice(Position::Leader),
            ),
            (CollectivePrizes { name: String::new(), ..prizes() }, CollectiveError::Prizes(PrizesError::Name)),
        ];
        for (prizes, error) in cases {
            assert_eq!(prizes.check(), Err(error));
        }
    }
}
