//! Ma trận đề: how many questions a paper takes from each topic and level.

use serde::{Deserialize, Serialize};

use super::{Level, Topic, Weight};

/// One demand of a blueprint. A cell without a topic or a level takes from all of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// Lĩnh vực; `None` for any.
    pub topic: Option<Topic>,
    /// Mức độ; `None` for any.
    pub level: Option<Level>,
    /// How many questions the paper takes from here.
    pub take: u16,
    /// What each of them is worth.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub weight: Weight,
}

/// The demands of a paper, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Blueprint(pub Vec<Cell>);

/// How many approved questions a bank has of one topic and level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellSize {
    /// Lĩnh vực.
    pub topic: Option<Topic>,
    /// Mức độ.
    pub level: Option<Level>,
    /// Approved questions there.
    pub available: u32,
}

/// A cell that the bank cannot fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// The demand.
    pub cell: Cell,
    /// Questions that belong to it; see [`Blueprint::owner`].
    pub available: u32,
}

impl Cell {
    /// Whether a question of this topic and level may be taken for the cell.
    pub fn accepts(&self, topic: Option<&Topic>, level: Option<Level>) -> bool {
        (self.topic.is_none() || self.topic.as_ref() == topic) && (self.level.is_none() || self.level == level)
    }

    fn narrowness(&self) -> u8 {
        u8::from(self.topic.is_some()) * 2 + u8::from(self.level.is_some())
    }
}

impl Blueprint {
    /// Questions on a paper.
    pub fn total(&self) -> u32 {
        self.0.iter().map(|cell| u32::from(cell.take)).sum()
    }

    /// The cell a question of this topic and level belongs to, by its position.
    ///
    /// Each question serves one cell, so that no paper holds it twice: the narrowest one that
    /// accepts it, and the first among equals.
    pub fn owner(&self, topic: Option<&Topic>, level: Option<Level>) -> Option<usize> {
        let accepting = self.0.iter().enumerate().filter(|(_, cell)| cell.accepts(topic, level));
        accepting.rev().max_by_key(|(_, cell)| cell.narrowness()).map(|(position, _)| position)
    }

    /// The cells the bank cannot fill, given how many questions it has where.
    pub fn shortages(&self, bank: &[CellSize]) -> Vec<Shortage> {
        let mut available = vec![0; self.0.len()];
        for size in bank {
            if let Some(owner) = self.owner(size.topic.as_ref(), size.level) {
                available[owner] += size.available;
            }
        }
        let short = self.0.iter().zip(available).filter(|(cell, available)| u32::from(cell.take) > *available);
        short.map(|(cell, available)| Shortage { cell: cell.clone(), available }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(topic: Option<&str>, level: Option<Level>, take: u16) -> Cell {
        Cell { topic: topic.map(|name| Topic(name.to_owned())), level, take, weight: Weight::ONE }
    }

    fn size(topic: &str, level: Level, available: u32) -> CellSize {
        CellSize { topic: Some(Topic(topic.to_owned())), level: Some(level), available }
    }

    #[test]
    fn a_cell_is_stored_as_it_was_before_there_were_weights() {
        let plain = cell(None, None, 3);
        assert_eq!(serde_json::to_string(&plain).unwrap(), r#"{"topic":null,"level":null,"take":3}"#);
        let heavy = Cell { weight: Weight(150), ..plain };
        let stored = serde_json::to_string(&heavy).unwrap();
        assert_eq!(serde_json::from_str::<Cell>(&stored).unwrap(), heavy);
    }

    #[test]
    fn a_question_belongs_to_the_narrowest_cell_that_accepts_it() {
        let blueprint = Blueprint(vec![
            cell(None, None, 1),
            cell(Some("TTHC"), None, 1),
            cell(Some("TTHC"), Some(Level::Apply), 1),
        ]);
        let tthc = Topic("TTHC".to_owned());
        assert_eq!(blueprint.owner(Some(&tthc), Some(Level::Apply)), Some(2));
        assert_eq!(blueprint.owner(Some(&tthc), Some(Level::Recall)), Some(1));
        assert_eq!(blueprint.owner(None, None), Some(0));
        assert_eq!(
            Blueprint(vec![cell(Some("TTHC"), None, 1), cell(Some("TTHC"), None, 2)]).owner(Some(&tthc), None),
            Some(0)
        );
    }

    #[test]
    fn shortages_name_the_cells_a_bank_cannot_fill_and_what_it_has() {
        let blueprint = Blueprint(vec![cell(Some("TTHC"), Some(Level::Apply), 3), cell(Some("TTHC"), None, 4)]);
        let bank = [size("TTHC", Level::Apply, 2), size("TTHC", Level::Recall, 4), size("BO_MAY", Level::Recall, 9)];
        let short = blueprint.shortages(&bank);
        assert_eq!(short, [Shortage { cell: blueprint.0[0].clone(), available: 2 }]);
    }
}
