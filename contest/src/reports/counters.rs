//! Everybody's parts, added up by agency, track and position.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{NotCounted, Part, Tally};
use crate::{accounts::Position, contests::TrackKind};

/// Who, within an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    /// Bảng dự thi.
    pub track: TrackKind,
    /// Vị trí công tác; `None` where it is not known.
    pub position: Option<Position>,
}

/// Whom to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellFilter {
    /// `None` for both tracks.
    pub track: Option<TrackKind>,
    /// `None` for all positions.
    pub position: Option<Position>,
}

impl CellFilter {
    /// Whether it looks at these people.
    pub fn holds(self, cell: Cell) -> bool {
        self.track.is_none_or(|track| track == cell.track)
            && self.position.is_none_or(|position| cell.position == Some(position))
    }
}

/// What everybody did, by agency (their rows), track and position. Where nothing was counted, nothing is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(i64, Cell, Tally)>", into = "Vec<(i64, Cell, Tally)>")]
pub struct Counters(BTreeMap<i64, BTreeMap<Cell, Tally>>);

impl Counters {
    /// Puts somebody in.
    pub fn add(&mut self, part: &Part) {
        self.put(part.agency, part.cell, &part.tally);
    }

    /// Takes somebody out who was put in. After an error what is left means nothing.
    pub fn remove(&mut self, part: &Part) -> Result<(), NotCounted> {
        let cells = self.0.get_mut(&part.agency).ok_or(NotCounted)?;
        let tally = cells.get_mut(&part.cell).ok_or(NotCounted)?;
        tally.remove(&part.tally)?;
        if tally.is_empty() {
            cells.remove(&part.cell);
        }
        if cells.is_empty() {
            self.0.remove(&part.agency);
        }
        Ok(())
    }

    /// What was counted apart.
    pub fn merge(&mut self, other: &Self) {
        for (agency, cells) in &other.0 {
            for (cell, tally) in cells {
                self.put(*agency, *cell, tally);
            }
        }
    }

    fn put(&mut self, agency: i64, cell: Cell, tally: &Tally) {
        self.0.entry(agency).or_default().entry(cell).or_default().add(tally);
    }

    /// An agency's own people, as far as the filter looks at them.
    pub fn of(&self, agency: i64, filter: CellFilter) -> Tally {
        let mut sum = Tally::default();
        let cells = self.0.get(&agency).into_iter().flatten();
        cells.filter(|(cell, _)| filter.holds(**cell)).for_each(|(_, tally)| sum.add(tally));
        sum
    }

    /// How many of an agency's own people took part in a position.
    pub fn entrants(&self, agency: i64, filter: CellFilter) -> u64 {
        let cells = self.0.get(&agency).into_iter().flatten();
        cells.filter(|(cell, _)| filter.holds(**cell)).map(|(_, tally)| tally.entrants).sum()
    }

    /// Everybody.
    pub fn total(&self) -> Tally {
        let mut sum = Tally::default();
        self.0.values().flat_map(BTreeMap::values).for_each(|tally| sum.add(tally));
        sum
    }

    /// The agencies of whom somebody took part.
    pub fn agencies(&self) -> impl Iterator<Item = i64> {
        self.0.keys().copied()
    }
}

impl From<Vec<(i64, Cell, Tally)>> for Counters {
    fn from(rows: Vec<(i64, Cell, Tally)>) -> Self {
        let mut counters = Self::default();
        for (agency, cell, tally) in &rows {
            counters.put(*agency, *cell, tally);
        }
        counters
    }
}

impl From<Counters> for Vec<(i64, Cell, Tally)> {
    fn from(counters: Counters) -> Self {
        let row = |(agency, cells): (i64, BTreeMap<Cell, Tally>)| {
            cells.into_iter().map(move |(cell, tally)| (agency, cell, tally))
        };
        counters.0.into_iter().flat_map(row).collect()
    }
}
