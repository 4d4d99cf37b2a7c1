//! Whether enough people of each position took part.

use std::collections::BTreeMap;

use crate::{
    accounts::Position,
    contests::{CollectivePrizes, TrackKind},
};

/// A quota of the rules with how an agency stands to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaMet {
    /// The collective prizes that ask for it.
    pub prizes: String,
    /// Whose.
    pub position: Position,
    /// How many of them took part.
    pub have: u64,
    /// How many have to; `None` while nobody has said how many there are.
    pub need: Option<u32>,
}

impl QuotaMet {
    /// Whether enough took part; `None` while that is not known.
    pub fn is_met(&self) -> Option<bool> {
        self.need.map(|need| self.have >= u64::from(need))
    }
}

/// The quotas of these prizes for an agency of which so many people hold each position, and `took_part` in a track.
pub fn quotas_met(
    prizes: &[CollectivePrizes],
    there: &BTreeMap<Position, u32>,
    took_part: impl Fn(Option<TrackKind>, Position) -> u64,
) -> Vec<QuotaMet> {
    let of_prizes = prizes.iter().flat_map(|prizes| prizes.quotas.iter().map(move |quota| (prizes, quota)));
    let met = of_prizes.map(|(prizes, quota)| QuotaMet {
        prizes: prizes.name.clone(),
        position: quota.position,
        have: took_part(prizes.track, quota.position),
        need: there.get(&quota.position).map(|there| quota.need.of(*there)),
    });
    met.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_needs_to_know_how_many_there_are() {
        let prizes: CollectivePrizes = serde_json::from_value(serde_json::json!({
            "name": "Giải tập thể", "period": "round", "ranking": ["participation"],
            "quotas": [
                { "position": "leader", "need": { "count": 2 } },
                { "position": "civil_servant", "need": { "percent": 50 } },
                { "position": "worker", "need": { "percent": 10 } },
            ],
        }))
        .unwrap();
        let there = BTreeMap::from([(Position::Leader, 1), (Position::CivilServant, 5)]);
        let met = quotas_met(&[prizes], &there, |_, position| if position == Position::Leader { 1 } else { 2 });
        let shown: Vec<_> = met.iter().map(|quota| (quota.have, quota.need, quota.is_met())).collect();
        assert_eq!(shown, [(1, Some(1), Some(true)), (2, Some(3), Some(false)), (2, None, None)]);
    }
}
