//! What excludes agencies, and what decides between them.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::tally::Tally;
use crate::{
    accounts::Position,
    contests::{AgencyKey, CollectivePrizes},
};

/// Why an agency does not rank for a collective prize.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyExclusion {
    /// The rules need its headcount or its positions, and the facts do not have them.
    NoFigures,
    /// Nobody of its people took part.
    NobodyTookPart,
    /// Too few took part, with the percentage needed.
    Participation(u8),
    /// Too few of a position took part, with how many did and how many have to.
    Quota(Position, u32, u32),
    /// None of its people won an individual prize.
    NoWinner,
}

impl AgencyExclusion {
    /// What people read.
    pub fn label(self) -> String {
        match self {
            Self::NoFigures => "Chưa có số liệu biên chế để xét.".to_owned(),
            Self::NobodyTookPart => "Chưa có ai dự thi.".to_owned(),
            Self::Participation(percent) => format!("Chưa đạt tỷ lệ tham gia tối thiểu {percent}%."),
            Self::Quota(position, have, need) => {
                format!("{}: có {have} người dự thi, cần ít nhất {need}.", position.label())
            }
            Self::NoWinner => "Chưa có người đạt giải cá nhân.".to_owned(),
        }
    }
}

/// All that excludes an agency.
pub(super) fn exclusions(prizes: &CollectivePrizes, minimum: Option<u8>, tally: &Tally<'_>) -> Vec<AgencyExclusion> {
    let mut reasons = Vec::new();
    let by_share = prizes.ranking.contains(&AgencyKey::Participation)
        || prizes.ranking.contains(&AgencyKey::Points) && prizes.points.participation > 0;
    let needs_headcount = by_share || minimum.is_some() || !prizes.size_bands.is_empty();
    // Facts without any position are those of an agency that has not said, not of one with nobody.
    let positions = tally.facts.map(|facts| &facts.positions).filter(|positions| !positions.is_empty());
    if needs_headcount && tally.headcount.is_none() || !prizes.quotas.is_empty() && positions.is_none() {
        reasons.push(AgencyExclusion::NoFigures);
    }
    if tally.entrants == 0 {
        reasons.push(AgencyExclusion::NobodyTookPart);
    }
    // The size is the whole headcount; the share is of those who are not on leave.
    let size = tally.facts.and_then(|facts| facts.headcount);
    let needed = size.and_then(|size| prizes.needed_percent(size, minimum));
    if let (Some(percent), Some(headcount)) = (needed, tally.headcount)
        && u64::from(tally.entrants) * 100 < u64::from(percent) * u64::from(headcount)
    {
        reasons.push(AgencyExclusion::Participation(percent));
    }
    for (quota, positions) in prizes.quotas.iter().filter_map(|quota| Some((quota, positions?))) {
        let of = |people: &std::collections::BTreeMap<Position, u32>| people.get(&quota.position).copied().unwrap_or(0);
        let there = of(positions).saturating_sub(of(&tally.on_leave));
        let (have, need) = (of(&tally.took_part), quota.need.of(there));
        if have < need {
            reasons.push(AgencyExclusion::Quota(quota.position, have, need));
        }
    }
    if prizes.individual_winner && tally.winners == 0 {
        reasons.push(AgencyExclusion::NoWinner);
    }
    reasons
}

/// `Less` when `a` comes before `b` by one key. Shares are compared exactly, not as they are shown.
pub(super) fn compare(key: AgencyKey, prizes: &CollectivePrizes, a: &Tally<'_>, b: &Tally<'_>) -> Ordering {
    let more = |of: fn(&Tally<'_>) -> u64| of(b).cmp(&of(a));
    let greater = |of: fn(&Tally<'_>) -> (u64, u64)| {
        let ((part_a, whole_a), (part_b, whole_b)) = (of(a), of(b));
        (u128::from(part_b) * u128::from(whole_a)).cmp(&(u128::from(part_a) * u128::from(whole_b)))
    };
    match key {
        AgencyKey::Participation => greater(participation),
        AgencyKey::Entrants => more(|tally| u64::from(tally.entrants)),
        AgencyKey::Attempts => more(|tally| tally.attempts),
        AgencyKey::MeanScore => greater(|tally| (tally.score_sum, u64::from(tally.counted.max(1)))),
        AgencyKey::AllCorrect => greater(|tally| (u64::from(tally.perfect), u64::from(tally.counted.max(1)))),
        AgencyKey::Winners => more(|tally| u64::from(tally.winners)),
        AgencyKey::Points => points(prizes, b).cmp(&points(prizes, a)),
    }
}

/// Entrants of the headcount, at most the whole of it: a headcount that is out of date gives
/// nobody more than everybody.
fn participation(tally: &Tally<'_>) -> (u64, u64) {
    match tally.headcount {
        Some(headcount) if headcount > 0 => (u64::from(tally.entrants.min(headcount)), u64::from(headcount)),
        _ => (0, 1),
    }
}

/// The mean score in hundredths of a percent, rounded half up.
pub(super) fn mean_score(tally: &Tally<'_>) -> u64 {
    rounded(tally.score_sum, u64::from(tally.counted.max(1)))
}

/// The points in hundredths. Percentages are rounded half up to hundredths before they are weighed.
pub(super) fn points(prizes: &CollectivePrizes, tally: &Tally<'_>) -> u64 {
    let (part, whole) = participation(tally);
    let share = rounded(part * 10_000, whole) * u64::from(prizes.points.participation);
    let mean = mean_score(tally) * u64::from(prizes.points.mean_score);
    share + mean + if prizes.points.winners { tally.winner_points * 100 } else { 0 }
}

fn rounded(part: u64, whole: u64) -> u64 {
    (part * 2 + whole) / (whole * 2)
}
