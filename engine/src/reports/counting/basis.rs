//! What counters go by. While it stays the same, a result more is all that can change them.

use std::{collections::HashMap, sync::Arc};

use contest::{
    contests::{Counting, RoundState, TrackKind},
    reports::Rule,
    results::RankKey,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::{
    Engine,
    contests::Round,
    db::entities::{recounts, rounds},
};

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CountedOf {
    /// A round.
    Round(i64),
    /// All rounds of a contest that have been opened: people are counted once.
    Contest(i64),
}

impl CountedOf {
    /// The name in the cache.
    pub(super) fn key(self) -> String {
        match self {
            Self::Round(id) => format!("counters:round:{id}"),
            Self::Contest(id) => format!("counters:contest:{id}"),
        }
    }
}

/// The rounds that are counted together, first to last; none of those being prepared.
pub(in crate::reports) async fn rounds_of(engine: &Engine, of: CountedOf) -> Result<Vec<Arc<Round>>, DbErr> {
    let (db, now) = (&engine.db.read, engine.now());
    let ids = match of {
        CountedOf::Round(id) => vec![id],
        CountedOf::Contest(id) => {
            rounds::Entity::find()
                .select_only()
                .column(rounds::Column::Id)
                .filter(rounds::Column::ContestId.eq(id))
                .filter(rounds::Column::State.ne(RoundState::Draft.code()))
                .order_by_asc(rounds::Column::Number)
                .into_tuple()
                .all(db)
                .await?
        }
    };
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(engine.rounds.get(db, id, now).await?);
    }
    Ok(found)
}

/// What a round is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct RoundBasis {
    id: i64,
    counts: Counting,
    ranking: Vec<RankKey>,
    tracks: Vec<(i64, TrackKind)>,
    /// What its questions are worth, and how far that has been brought.
    grading: (i32, i32),
    /// How often it was to be counted anew.
    recounts: i32,
}

/// What counters go by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis(Vec<RoundBasis>);

impl Basis {
    /// What stands in the database now, for rounds with their rules.
    pub(super) async fn read(db: &impl ConnectionTrait, of: &[Arc<Round>]) -> Result<Self, DbErr> {
        let ids = || of.iter().map(|round| round.id);
        let gradings: Vec<(i64, i32, i32)> = rounds::Entity::find()
            .select_only()
            .columns([rounds::Column::Id, rounds::Column::Grading, rounds::Column::Regraded])
            .filter(rounds::Column::Id.is_in(ids()))
            .into_tuple()
            .all(db)
            .await?;
        let gradings: HashMap<i64, (i32, i32)> =
            gradings.into_iter().map(|(id, grading, regraded)| (id, (grading, regraded))).collect();
        let recounted = recounts::Entity::find().filter(recounts::Column::RoundId.is_in(ids())).all(db).await?;
        let recounted: HashMap<i64, i32> = recounted.into_iter().map(|row| (row.round_id, row.revision)).collect();
        let basis = |round: &Arc<Round>| RoundBasis {
            id: round.id,
            counts: round.rules.counts,
            ranking: round.rules.ranking.clone(),
            tracks: round.tracks.iter().map(|track| (track.track_id, track.kind)).collect(),
            grading: gradings.get(&round.id).copied().unwrap_or_default(),
            recounts: recounted.get(&round.id).copied().unwrap_or_default(),
        };
        Ok(Self(of.iter().map(basis).collect()))
    }

    /// Whether results are being graded anew: they change in portions, and nothing tells which have.
    pub(super) fn is_moving(&self) -> bool {
        self.0.iter().any(|round| round.grading.1 < round.grading.0)
    }

    /// Whether these rounds by these rules are what was counted.
    pub(super) fn is_of(&self, of: &[Arc<Round>]) -> bool {
        self.0.len() == of.len()
            && self.0.iter().zip(of).all(|(basis, round)| {
                basis.id == round.id && basis.counts == round.rules.counts && basis.ranking == round.rules.ranking
            })
    }

    /// The rounds' rows.
    pub(super) fn ids(&self) -> impl Iterator<Item = i64> + Clone {
        self.0.iter().map(|round| round.id)
    }

    /// How the attempts of each round count.
    pub(super) fn rules(&self) -> Vec<Rule> {
        let rule = |round: &RoundBasis| Rule { counts: round.counts, ranking: round.ranking.clone() };
        self.0.iter().map(rule).collect()
    }

    /// The place of a round among them with its grading, and the kind of one of its tracks.
    pub(super) fn place(&self, round_id: i64, track_id: i64) -> Option<(usize, i32, TrackKind)> {
        let (place, round) = self.0.iter().enumerate().find(|(_, round)| round.id == round_id)?;
        let (_, kind) = round.tracks.iter().find(|(track, _)| *track == track_id)?;
        Some((place, round.grading.0, *kind))
    }
}
