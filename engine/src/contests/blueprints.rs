//! Blueprints against what a bank has.

use std::{cmp::Reverse, collections::HashMap};

use contest::banks::{Blueprint, Cell, CellSize, FixedQuestion, Shortage, Weight, left_for_cells};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::queries::{Track, tracks};
use crate::{
    banks,
    db::{
        entities::{blueprints, rounds},
        from_json,
    },
};

/// What a bank lacks for papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacks {
    /// The cells that it cannot fill.
    pub shortages: Vec<Shortage>,
    /// The questions meant for every paper that it does not have, or that are not approved.
    pub missing: Vec<i64>,
}

impl Lacks {
    /// Whether papers can be drawn.
    pub fn is_nothing(&self) -> bool {
        self.shortages.is_empty() && self.missing.is_empty()
    }
}

/// What the bank lacks for papers with these questions on every one and the others by a blueprint.
pub async fn lacks(
    db: &impl ConnectionTrait,
    bank_id: i64,
    blueprint: &Blueprint,
    fixed: &[FixedQuestion],
) -> Result<Lacks, DbErr> {
    lacks_given(db, bank_id, &banks::cells(db, bank_id).await?, blueprint, fixed).await
}

/// What [`lacks`] says, of a bank whose sizes are known already.
pub(super) async fn lacks_given(
    db: &impl ConnectionTrait,
    bank_id: i64,
    sizes: &[CellSize],
    blueprint: &Blueprint,
    fixed: &[FixedQuestion],
) -> Result<Lacks, DbErr> {
    let numbers: Vec<i64> = fixed.iter().map(|fixed| fixed.question).collect();
    let found = banks::numbered(db, bank_id, &numbers).await?;
    let sizes = left_for_cells(sizes, found.iter().map(|found| (found.topic.as_ref(), found.level)));
    let is_missing = |number: &i64| found.iter().all(|found| found.question != *number);
    Ok(Lacks { shortages: blueprint.shortages(&sizes), missing: numbers.into_iter().filter(is_missing).collect() })
}

/// The questions on every paper that a blueprint's row says.
pub(super) fn fixed_in(row: &blueprints::Model) -> Result<Vec<FixedQuestion>, DbErr> {
    row.fixed.as_deref().map_or(Ok(Vec::new()), |body| from_json(body, "fixed questions of round", row.round_id))
}

/// The questions that stand on every paper of a round, by track.
pub async fn fixed_of(db: &impl ConnectionTrait, round_id: i64) -> Result<HashMap<i64, Vec<FixedQuestion>>, DbErr> {
    let rows = blueprints::Entity::find().filter(blueprints::Column::RoundId.eq(round_id)).all(db).await?;
    rows.iter().map(|row| Ok((row.track_id, fixed_in(row)?))).collect()
}

/// What the papers of a round are drawn by, one blueprint for each track, as pages list tracks. Each
/// track has the bank that the round draws it from.
pub async fn blueprints_of(db: &impl ConnectionTrait, round_id: i64) -> Result<Vec<(Track, Blueprint)>, DbErr> {
    let Some(round) = rounds::Entity::find_by_id(round_id).one(db).await? else { return Ok(Vec::new()) };
    let rows = blueprints::Entity::find().filter(blueprints::Column::RoundId.eq(round_id)).all(db).await?;
    let mut found = Vec::with_capacity(rows.len());
    for track in tracks(db, round.contest_id).await? {
        if let Some(row) = rows.iter().find(|row| row.track_id == track.id) {
            found.push((drawn_from(track, row), from_json(&row.body, "blueprint of round", round_id)?));
        }
    }
    Ok(found)
}

/// A track with the bank that the blueprint's round draws it from.
pub(super) fn drawn_from(track: Track, row: &blueprints::Model) -> Track {
    Track { bank_id: row.bank_id.unwrap_or(track.bank_id), ..track }
}

/// Spreads `total` questions over the bank's topics and levels in proportion to what it has.
/// With fewer questions in the bank, the blueprint asks for all of them.
///
/// By largest remainders (Hamilton's method): each cell gets its whole share, and what is left goes
/// to the largest fractions, the larger cell first among equals.
pub fn default_blueprint(cells: &[CellSize], total: u16) -> Blueprint {
    let available: u64 = cells.iter().map(|cell| u64::from(cell.available)).sum();
    let total = u64::from(total).min(available);
    if total == 0 {
        return Blueprint::default();
    }
    let share = |cell: &CellSize| u64::from(cell.available) * total;
    let mut takes: Vec<u64> = cells.iter().map(|cell| share(cell) / available).collect();
    let mut by_remainder: Vec<usize> = (0..cells.len()).collect();
    by_remainder.sort_by_key(|&place| Reverse((share(&cells[place]) % available, cells[place].available)));
    let left = total - takes.iter().sum::<u64>();
    for place in by_remainder.into_iter().take(left as usize) {
        takes[place] += 1;
    }
    let asked = cells.iter().zip(takes).filter(|(_, take)| *take > 0);
    let cell = |(size, take): (&CellSize, u64)| Cell {
        topic: size.topic.clone(),
        level: size.level,
        take: take as u16,
        weight: Weight::ONE,
    };
    Blueprint(asked.map(cell).collect())
}

#[cfg(test)]
mod tests {
    use contest::banks::{Level, Topic};

    use super::*;

    fn size(topic: &str, level: Level, available: u32) -> CellSize {
        CellSize { topic: Some(Topic(topic.to_owned())), level: Some(level), available }
    }

    fn takes(cells: &[CellSize], total: u16) -> Vec<u16> {
        default_blueprint(cells, total).0.iter().map(|cell| cell.take).collect()
    }

    #[test]
    fn a_total_is_spread_in_proportion_and_the_bank_can_fill_it() {
        let cells = [size("A", Level::Recall, 60), size("A", Level::Apply, 25), size("B", Level::Recall, 15)];
        assert_eq!(takes(&cells, 20), [12, 5, 3]);
        assert_eq!(takes(&cells, 10), [6, 3, 1], "of two equal remainders the larger cell's comes first");
        for total in 0..=100 {
            let blueprint = default_blueprint(&cells, total);
            assert_eq!(blueprint.total(), u32::from(total));
            assert_eq!(blueprint.shortages(&cells), []);
        }
    }

    #[test]
    fn a_small_bank_is_asked_for_all_it_has() {
        let cells = [size("A", Level::Recall, 2), size("B", Level::Recall, 1)];
        assert_eq!(takes(&cells, 15), [2, 1]);
        assert_eq!(takes(&[], 15), [0; 0]);
    }
}
