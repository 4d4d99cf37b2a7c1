//! Topics and levels as a table: its rows, its columns, and what stands in its cells.

use contest::banks::{Blueprint, CellSize, Level, Topic};

/// What questions without a topic stand under, in a bank.
pub const NO_TOPIC: &str = "Chưa ghi lĩnh vực";
/// What questions without a level stand under, in a bank.
pub const NO_LEVEL: &str = "Chưa ghi mức độ";

/// A cell's place: topic and level, either of which may not be given.
pub type Key = (Option<Topic>, Option<Level>);

/// A table of numbers by topic and level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid(Vec<(Key, u32)>);

impl Grid {
    /// What a bank has.
    pub fn of_bank(sizes: &[CellSize]) -> Self {
        Self(sizes.iter().map(|size| ((size.topic.clone(), size.level), size.available)).collect())
    }

    /// What a paper takes.
    pub fn of_blueprint(blueprint: &Blueprint) -> Self {
        let cells = blueprint.0.iter();
        Self(cells.map(|cell| ((cell.topic.clone(), cell.level), u32::from(cell.take))).collect())
    }

    /// The places that are in it, in its order.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.iter().map(|(key, _)| key)
    }

    /// The number at a place; 0 where there is none.
    pub fn get(&self, key: &Key) -> u32 {
        self.0.iter().filter(|(place, _)| place == key).map(|(_, number)| number).sum()
    }

    /// All numbers of a topic together; of `None`, what has no topic.
    pub fn of_topic(&self, topic: Option<&Topic>) -> u32 {
        self.0.iter().filter(|((of, _), _)| of.as_ref() == topic).map(|(_, number)| number).sum()
    }

    /// All numbers together.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|(_, number)| u64::from(*number)).sum()
    }

    /// A row for each topic, with a number for each level; `none` is the row without a topic.
    pub fn rows(&self, levels: &[Option<Level>], none: &str) -> Vec<(String, Vec<u32>)> {
        let row = |topic: Option<Topic>| {
            let numbers = levels.iter().map(|level| self.get(&(topic.clone(), *level))).collect();
            (topic.map_or_else(|| none.to_owned(), |topic| topic.0), numbers)
        };
        topics(self.keys()).into_iter().map(row).collect()
    }
}

/// The rows of a table with these cells: topics in the order in which they come, what has none last.
pub fn topics<'a>(keys: impl Iterator<Item = &'a Key>) -> Vec<Option<Topic>> {
    let mut topics: Vec<Option<Topic>> = Vec::new();
    for (topic, _) in keys {
        if !topics.contains(topic) {
            topics.push(topic.clone());
        }
    }
    topics.sort_by_key(Option::is_none);
    topics
}

/// The columns of tables with these cells: the three levels, and one for what has none.
pub fn levels<'a>(mut keys: impl Iterator<Item = &'a Key>) -> Vec<Option<Level>> {
    let mut levels: Vec<Option<Level>> = Level::ALL.map(Some).to_vec();
    if keys.any(|(_, level)| level.is_none()) {
        levels.push(None);
    }
    levels
}

/// What the columns are called; `none` is the one without a level.
pub fn heads(levels: &[Option<Level>], none: &'static str) -> Vec<&'static str> {
    levels.iter().map(|level| level.map_or(none, Level::label)).collect()
}

/// What a row of a bank is called.
pub fn topic_label(topic: Option<&Topic>) -> &str {
    topic.map_or(NO_TOPIC, |topic| &topic.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(topic: Option<&str>, level: Option<Level>, available: u32) -> CellSize {
        CellSize { topic: topic.map(|name| Topic(name.to_owned())), level, available }
    }

    #[test]
    fn a_bank_becomes_a_table_with_what_lacks_a_topic_or_a_level_last() {
        let grid = Grid::of_bank(&[
            size(None, Some(Level::Recall), 4),
            size(Some("Bộ máy"), Some(Level::Apply), 2),
            size(Some("Công vụ"), None, 1),
        ]);
        let levels = levels(grid.keys());
        assert_eq!(levels.len(), 4);
        let expected = [
            ("Bộ máy".to_owned(), vec![0, 0, 2, 0]),
            ("Công vụ".to_owned(), vec![0, 0, 0, 1]),
            ("Chưa ghi lĩnh vực".to_owned(), vec![4, 0, 0, 0]),
        ];
        assert_eq!(grid.rows(&levels, NO_TOPIC), expected);
        assert_eq!(heads(&levels, NO_LEVEL), ["Nhận biết", "Thông hiểu", "Vận dụng", "Chưa ghi mức độ"]);
        assert_eq!(grid.total(), 7);
    }
}
