//! Blueprints against what a bank has.

use std::cmp::Reverse;

use contest::banks::{Blueprint, Cell, CellSize, Shortage};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::queries::{Track, tracks};
use crate::{
    banks,
    db::{
        entities::{blueprints, rounds},
        from_json,
    },
};

/// The cells of a blueprint that the bank cannot fill.
pub async fn shortages(db: &impl ConnectionTrait, bank_id: i64, blueprint: &Blueprint) -> Result<Vec<Shortage>, DbErr> {
    Ok(blueprint.shortages(&banks::cells(db, bank_id).await?))
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
    Blueprint(
        asked.map(|(size, take)| Cell { topic: size.topic.clone(), level: size.level, take: take as u16 }).collect(),
    )
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
