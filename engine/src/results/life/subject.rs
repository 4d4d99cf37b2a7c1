//! Whose results are counted and decided on: a round's, or those of the whole contest.

use std::sync::Arc;

use contest::{
    Timestamp,
    contests::{OnePrize, RoundState, Rules, Window},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::LifeError;
use crate::{
    contests::{Round, rounds::advance},
    db::entities::{contests, round_results, rounds},
    results::corrections::is_behind,
};

/// Whose results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResultsOf {
    /// Those of a round, by its row.
    Round(i64),
    /// Those of a whole contest, by its row: they are counted once all its rounds are published.
    Contest(i64),
}

impl ResultsOf {
    /// The key of the tables of results: a round's number, or that of a contest below zero.
    pub const fn key(self) -> i64 {
        match self {
            Self::Round(id) => id,
            Self::Contest(id) => -id,
        }
    }

    /// What has that key.
    pub const fn with_key(key: i64) -> Self {
        if key < 0 { Self::Contest(-key) } else { Self::Round(key) }
    }

    /// How the audit log names it.
    pub(in crate::results) fn subject(self) -> String {
        match self {
            Self::Round(id) => format!("round:{id}"),
            Self::Contest(id) => format!("contest:{id}"),
        }
    }

    /// Whether results of the round are not yet regraded. What is published is not corrected any more, so
    /// that a whole contest never waits.
    pub(super) async fn is_behind(self, db: &impl ConnectionTrait) -> Result<bool, DbErr> {
        match self {
            Self::Round(id) => is_behind(db, id).await,
            Self::Contest(_) => Ok(false),
        }
    }

    /// How the audit log names an act: `round.approve`.
    pub(super) fn act(self, act: &str) -> String {
        match self {
            Self::Round(_) => format!("round.{act}"),
            Self::Contest(_) => format!("contest.{act}"),
        }
    }
}

/// What results are made of.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Whose they are.
    pub of: ResultsOf,
    /// The contest.
    pub contest_id: i64,
    /// The round's name on screen, or the contest's.
    pub title: String,
    /// Where they stand. A whole contest is `Open` until all its rounds are published, then `Closed`.
    pub state: RoundState,
    /// The round; or all rounds of the contest but those that are only prepared, first to last.
    pub rounds: Vec<Arc<Round>>,
    /// The rules as they are: of a contest, those of its last round.
    pub rules: Rules,
    /// Their version.
    pub rules_version: i32,
}

impl Subject {
    /// Reads it; `None` when there is none, or a contest has no rounds yet.
    pub async fn load(db: &impl ConnectionTrait, of: ResultsOf) -> Result<Option<Self>, DbErr> {
        let id = match of {
            ResultsOf::Round(id) => return Ok(Round::load(db, id).await?.map(|round| Self::of_round(Arc::new(round)))),
            ResultsOf::Contest(id) => id,
        };
        let Some(contest) = contests::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        let rounds = rounds_of(db, id).await?;
        let Some(last) = rounds.last() else { return Ok(None) };
        Ok(Some(Self {
            of,
            contest_id: id,
            title: contest.title,
            state: contest_state(db, id).await?,
            rules: last.rules.clone(),
            rules_version: last.rules_version,
            rounds,
        }))
    }

    /// The results of a round that was read.
    pub fn of_round(round: Arc<Round>) -> Self {
        Self {
            of: ResultsOf::Round(round.id),
            contest_id: round.contest_id,
            title: round.title.clone(),
            state: round.state,
            rules: round.rules.clone(),
            rules_version: round.rules_version,
            rounds: vec![round],
        }
    }

    /// The rules by which it is ranked.
    pub(in crate::results) fn ranked_by(&self) -> Rules {
        match self.of {
            ResultsOf::Round(_) => self.rules.of_one_round(),
            ResultsOf::Contest(_) => self.rules.of_whole_contest(),
        }
    }

    /// Whether prizes of a round, or those of the whole contest, are given with these results. Those of
    /// rounds are given again with the whole contest's where it gives one prize a person.
    pub(super) fn settles(&self, round: Option<u16>) -> bool {
        match self.of {
            ResultsOf::Round(_) => true,
            ResultsOf::Contest(_) => round.is_none() || self.rules.one_prize == OnePrize::Contest,
        }
    }

    /// From the first opening to the last close.
    pub fn window(&self) -> Window {
        let opens = self.rounds.iter().map(|round| round.window.opens).min();
        let closes = self.rounds.iter().map(|round| round.window.closes).max();
        let none = Timestamp::default();
        Window { opens: opens.unwrap_or(none), closes: closes.unwrap_or(none) }
    }
}

async fn rounds_of(db: &impl ConnectionTrait, contest_id: i64) -> Result<Vec<Arc<Round>>, DbErr> {
    let ids: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::ContestId.eq(contest_id))
        .filter(rounds::Column::State.ne(RoundState::Draft.code()))
        .order_by_asc(rounds::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    let mut rounds = Vec::with_capacity(ids.len());
    for id in ids {
        rounds.extend(Round::load(db, id).await?.map(Arc::new));
    }
    Ok(rounds)
}

/// Where the results of a whole contest stand: what is stored of them says it.
async fn contest_state(db: &impl ConnectionTrait, contest_id: i64) -> Result<RoundState, DbErr> {
    if let Some(row) = round_results::Entity::find_by_id(ResultsOf::Contest(contest_id).key()).one(db).await? {
        let times = (row.published_at.is_some(), row.approved_at.is_some(), row.counted_at.is_some());
        return Ok(match times {
            (true, ..) => RoundState::Published,
            (_, true, _) => RoundState::Approved,
            (_, _, true) => RoundState::Provisional,
            _ => RoundState::Closed,
        });
    }
    let states: Vec<String> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::State)
        .filter(rounds::Column::ContestId.eq(contest_id))
        .filter(rounds::Column::State.ne(RoundState::Draft.code()))
        .into_tuple()
        .all(db)
        .await?;
    let are_published = states.iter().all(|state| state == RoundState::Published.code());
    Ok(if are_published && !states.is_empty() { RoundState::Closed } else { RoundState::Open })
}

/// Holds the row of the round or of the contest until the transaction ends, and says where its results
/// stand.
pub(in crate::results) async fn lock(tx: &impl ConnectionTrait, of: ResultsOf) -> Result<RoundState, LifeError> {
    match of {
        ResultsOf::Round(id) => {
            let round = rounds::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or(LifeError::NoRound)?;
            RoundState::parse(&round.state)
                .ok_or_else(|| DbErr::Custom(format!("round {id}: unknown state {}", round.state)).into())
        }
        ResultsOf::Contest(id) => {
            contests::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or(LifeError::NoRound)?;
            Ok(contest_state(tx, id).await?)
        }
    }
}

/// Takes a round to another state; where a contest's results stand is told by what is stored of them.
pub(super) async fn go_on(
    tx: &impl ConnectionTrait,
    of: ResultsOf,
    to: RoundState,
    now: Timestamp,
) -> Result<(), LifeError> {
    match of {
        ResultsOf::Round(id) => Ok(advance(tx, id, to, now).await?),
        ResultsOf::Contest(_) => Ok(()),
    }
}
