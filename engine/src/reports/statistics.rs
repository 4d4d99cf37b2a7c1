//! What the people of an agency and of everything below it did.

use std::{collections::HashMap, sync::Arc};

use contest::{
    Timestamp,
    accounts::Position,
    agencies::AgencyKind,
    contests::{RoundState, TrackKind},
    reports::{CellFilter, Counters, Tally},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    AgencyLine, DayFigures,
    compared::{blocks, positions, tracks},
    counting::{CountedOf, State, counted, rounds_of},
    days,
    lines::{Sources, lines},
};
use crate::{
    Engine,
    agencies::{self, AgencyScope, headcounts_at, positions_at},
    contests::Round,
    db::entities::{agencies as rows, rounds},
};

/// Whom to look at; everybody by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this track.
    pub track: Option<TrackKind>,
    /// Only this position.
    pub position: Option<Position>,
    /// Only agencies of this block, by its code.
    pub block: Option<String>,
    /// Only agencies of this kind.
    pub kind: Option<AgencyKind>,
}

impl Filter {
    /// Whether a headcount says anything about those who are looked at: it counts staff of all positions.
    pub fn has_headcount(&self) -> bool {
        self.position.is_none() && self.track != Some(TrackKind::Citizens)
    }

    fn holds(&self, line: &AgencyLine) -> bool {
        self.block.as_ref().is_none_or(|block| *block == line.block) && self.kind.is_none_or(|kind| kind == line.kind)
    }

    fn cells(&self) -> CellFilter {
        CellFilter { track: self.track, position: self.position }
    }
}

/// An agency and everything below it, in a round or a whole contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// The agency first, then those below it: each before those below it, by name. Only those that the filter looks at.
    pub lines: Vec<AgencyLine>,
    /// The own people of all lines together.
    pub total: Tally,
    /// The people of all lines; `None` while one of them has not said how many it has.
    pub headcount: Option<u64>,
    /// The same agencies' people in the round before this one; `None` of the first round, and of a whole contest.
    pub before: Option<Tally>,
    /// The blocks, by code.
    pub blocks: Vec<Group<String>>,
    /// The tracks. Headcounts know none, and no positions.
    pub tracks: Vec<Group<TrackKind>>,
    /// The positions of which somebody took part.
    pub positions: Vec<Group<Position>>,
    /// Day by day, from the first round's first day to today or the last one's last.
    pub days: Vec<DayFigures>,
    /// What today has added.
    pub today: Change,
    /// When this was counted.
    pub as_of: Timestamp,
}

/// Some of the people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<Key> {
    /// Which.
    pub key: Key,
    /// Agencies of the group; of a track or a position, those of whom somebody took part.
    pub agencies: u64,
    /// What its people did.
    pub tally: Tally,
    /// How many there are, where that is known.
    pub headcount: Option<u64>,
}

/// The change on the previous day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// More people.
    pub entrants: u64,
    /// More attempts.
    pub attempts: u64,
}

/// The statistics of an agency and everything below it, which are those of the viewer's session, or the province for
/// an organiser. What people did is some seconds old at most, headcounts are those of this moment: who has just saved
/// one looks here next. `None` when there is no such round, or none that was opened.
pub async fn statistics(
    engine: &Engine,
    scope: &AgencyScope,
    of: CountedOf,
    filter: &Filter,
) -> Result<Option<Statistics>, DbErr> {
    let rounds = rounds_of(engine, of).await?;
    let (Some(first), Some(last)) = (rounds.first(), rounds.last()) else { return Ok(None) };
    let (db, now) = (&engine.db.read, engine.now());
    let counted = counted(engine, of, &rounds).await?;
    let before = counted_before(engine, of, last).await?;
    let tree = agencies::tree(engine).await?;
    let below = Condition::all().add(rows::Column::Path.starts_with(scope.path.as_str()));
    let headcounts = headcounts_at(db, below.clone(), now).await?;
    let asks_positions = !last.rules.quota_positions().is_empty();
    let positions_there = if asks_positions { positions_at(db, below, now).await? } else { HashMap::new() };
    let sources = Sources {
        tree: &tree,
        counters: &counted.counters,
        before: before.as_ref().map(|before| &*before.counters),
        filter: filter.cells(),
        rules: Some(&last.rules),
        headcounts: &headcounts,
        positions: &positions_there,
        now,
    };
    let mut all = lines(&sources, &scope.path);
    all.retain(|line| filter.holds(line));
    let shown: Vec<&AgencyLine> = all.iter().collect();
    let total = own_of(&counted.counters, &shown, filter.cells());
    let day = total.days.get(&now.local().date.days()).copied().unwrap_or_default();
    Ok(Some(Statistics {
        headcount: shown.iter().map(|line| line.own_headcount).sum(),
        before: before.map(|before| own_of(&before.counters, &shown, filter.cells())),
        blocks: blocks(&shown),
        tracks: tracks(&counted.counters, &shown, filter),
        positions: positions(&counted.counters, &shown, filter),
        days: days::filled(first.window.opens.min(now), now.min(last.window.closes), &total.days),
        today: Change { entrants: day.new_entrants, attempts: day.attempts },
        as_of: counted.as_of,
        total,
        lines: all,
    }))
}

/// What the own people of all these lines did.
fn own_of(counters: &Counters, lines: &[&AgencyLine], filter: CellFilter) -> Tally {
    let mut sum = Tally::default();
    for line in lines {
        sum.add(&counters.of(line.agency_id, filter));
    }
    sum
}

/// The counters of the round before a round.
async fn counted_before(engine: &Engine, of: CountedOf, round: &Round) -> Result<Option<Arc<State>>, DbErr> {
    let CountedOf::Round(_) = of else { return Ok(None) };
    let Some(id) = round_before(&engine.db.read, round).await? else { return Ok(None) };
    let of = CountedOf::Round(id);
    counted(engine, of, &rounds_of(engine, of).await?).await.map(Some)
}

async fn round_before(db: &impl ConnectionTrait, round: &Round) -> Result<Option<i64>, DbErr> {
    rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::ContestId.eq(round.contest_id))
        .filter(rounds::Column::Number.lt(round.number))
        .filter(rounds::Column::State.ne(RoundState::Draft.code()))
        .order_by_desc(rounds::Column::Number)
        .limit(1)
        .into_tuple()
        .one(db)
        .await
}
