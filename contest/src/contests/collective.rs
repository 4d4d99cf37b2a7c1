//! Giải tập thể: which agencies may win, and what ranks them.

use serde::{Deserialize, Serialize};

use super::{Period, PrizeClass, Rules, TrackKind};
use crate::{accounts::Position, agencies::Block};

/// Prizes for agencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollectivePrizes {
    /// What people read: "Giải tập thể".
    pub name: String,
    /// How often they are given.
    pub period: Period,
    /// The blocks that race; none named for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Whether each block races apart, with its own set of prizes.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub by_block: bool,
    /// Whose attempts count; all when none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackKind>,
    /// The participation needed by size, smallest first. None: `minimum_participation_percent`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub size_bands: Vec<SizeBand>,
    /// Who of each position has to take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// Whether one of its people has to have won an individual prize.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub individual_winner: bool,
    /// What points are made of, where they rank.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub points: Points,
    /// What ranks agencies, first to last.
    pub ranking: Vec<AgencyKey>,
    /// The classes, highest first. None: the agencies are only ranked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<PrizeClass>,
}

/// The participation that agencies of a size need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeBand {
    /// From so many people on, up to the next band.
    pub from: u32,
    /// The share of its people that has to take part, 0 to 100 percent.
    pub percent: u8,
}

/// How many of a position have to take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Vị trí công tác.
    pub position: Position,
    /// How many.
    pub need: Need,
}

/// A number of people, or a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// People; where there are fewer, all of them.
    Count(u32),
    /// A share in percent, rounded up to whole people.
    Percent(u8),
}

/// What an agency's points are the sum of. A part that is 0 does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Points {
    /// Points for each percent of participation.
    pub participation: u8,
    /// Points for each percent of the mean score.
    pub mean_score: u8,
    /// Whether winners bring the points of their prize's class.
    pub winners: bool,
}

/// One thing that decides between two agencies; more comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKey {
    /// Entrants of its headcount, at most the whole of it.
    Participation,
    /// People who took part.
    Entrants,
    /// Their attempts.
    Attempts,
    /// The mean score of the attempts that count.
    MeanScore,
    /// The share of the attempts that count with every question right.
    AllCorrect,
    /// Individual prizes won.
    Winners,
    /// The sum of [`Points`].
    Points,
}

impl AgencyKey {
    /// What comes first, inside a sentence.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Participation => "tỷ lệ tham gia cao hơn",
            Self::Entrants => "nhiều người dự thi hơn",
            Self::Attempts => "nhiều lượt thi hơn",
            Self::MeanScore => "điểm trung bình cao hơn",
            Self::AllCorrect => "tỷ lệ bài đúng tất cả cao hơn",
            Self::Winners => "nhiều giải cá nhân hơn",
            Self::Points => "tổng điểm tập thể cao hơn",
        }
    }
}

impl CollectivePrizes {
    /// The participation that an agency of this size needs, in percent; `otherwise` without bands.
    pub fn needed_percent(&self, headcount: u32, otherwise: Option<u8>) -> Option<u8> {
        let band = self.size_bands.iter().rev().find(|band| band.from <= headcount);
        band.map(|band| band.percent).or(otherwise)
    }
}

impl Rules {
    /// The positions that quotas name, each once, as forms list them.
    pub fn quota_positions(&self) -> Vec<Position> {
        let named = |position: &Position| {
            self.collective.iter().flat_map(|prizes| &prizes.quotas).any(|quota| quota.position == *position)
        };
        Position::ALL.into_iter().filter(named).collect()
    }
}

impl Need {
    /// How many of `there` people have to take part.
    pub fn of(self, there: u32) -> u32 {
        match self {
            Self::Count(count) => count.min(there),
            Self::Percent(percent) => (u64::from(there) * u64::from(percent)).div_ceil(100) as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prizes() -> CollectivePrizes {
        serde_json::from_value(serde_json::json!({
            "name": "Giải tập thể", "period": "contest", "ranking": ["participation", "mean_score"],
            "size_bands": [{ "from": 0, "percent": 30 }, { "from": 50, "percent": 25 }],
            "quotas": [{ "position": "leader", "need": { "count": 1 } }],
            "classes": [{ "name": "Giải Nhất", "count": 1 }],
        }))
        .unwrap()
    }

    #[test]
    fn bands_go_by_size_and_quotas_by_who_there_is() {
        let percent = |headcount| prizes().needed_percent(headcount, Some(50));
        assert_eq!([0, 49, 50, 900].map(percent), [Some(30), Some(30), Some(25), Some(25)]);
        assert_eq!(CollectivePrizes { size_bands: vec![], ..prizes() }.needed_percent(10, Some(50)), Some(50));
        assert_eq!([0, 1, 3].map(|there| Need::Count(1).of(there)), [0, 1, 1]);
        assert_eq!([0, 1, 4, 5].map(|there| Need::Percent(50).of(there)), [0, 1, 2, 3]);
    }
}
