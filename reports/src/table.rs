//! Tables with typed cells, and their totals.

use contest::{
    text::{group, percent},
    time::LocalDate,
};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name of its sheet and of its object in JSON: `don_vi`. ASCII letters, digits and `_`.
    pub name: &'static str,
    /// What stands above it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What stands in the first text column of the last row; none for a table without totals.
    pub total: Option<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its stable name in CSV and JSON: `entrants`.
    pub name: &'static str,
    /// What stands above it: `Số người dự thi`.
    pub label: String,
    /// What its cells are.
    pub kind: Kind,
    /// Its width in letters.
    pub width: u8,
    /// What stands below it.
    pub total: Total,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Count,
    /// A share, shown in percent.
    Share,
    /// A day.
    Date,
}

/// What stands below a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Nothing.
    None,
    /// The sum.
    Sum,
    /// The sum, where every cell is known: a sum of some would be taken for that of all.
    SumOfAll,
    /// The total of one column as a share of another's, both by position.
    Ratio {
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
    },
    /// The mean of the shares, each as heavy as the number in another column; [`Cell::Share`]s must be of wholes that are
    /// in proportion to it.
    Weighted {
        /// That column's position.
        by: usize,
    },
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nobody has said; there is no total of all with it.
    Unknown,
    /// There is nothing to say, such as a share of nobody.
    Nothing,
    /// A text.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A share, exactly.
    Share {
        /// The part.
        part: u64,
        /// The whole; a share of 0 is nothing.
        whole: u64,
    },
    /// A day.
    Date(LocalDate),
}

impl Cell {
    /// A share, or nothing of nothing.
    pub const fn share(part: u64, whole: u64) -> Self {
        if whole == 0 { Self::Nothing } else { Self::Share { part, whole } }
    }

    /// As people read it: `9.846`, `88,4%`, `5/7/2026`.
    pub fn shown(&self) -> String {
        match self {
            Self::Unknown => "chưa có".to_owned(),
            Self::Nothing => "–".to_owned(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => group(i64::try_from(*count).unwrap_or(i64::MAX)),
            Self::Share { part, whole } => percent(*part, *whole),
            Self::Date(date) => date.short_date(),
        }
    }

    /// The fraction of a share.
    pub(crate) fn fraction(&self) -> Option<f64> {
        match self {
            Self::Share { part, whole } if *whole > 0 => Some(*part as f64 / *whole as f64),
            _ => None,
        }
    }
}

impl Table {
    /// The total row, computed; none for a table without totals.
    pub fn totals(&self) -> Option<Vec<Cell>> {
        let label = self.total.as_ref()?;
        let at = self.label_place();
        let of = |place: usize| if place == at { Cell::Text(label.clone()) } else { self.total_of(place) };
        Some((0..self.columns.len()).map(of).collect())
    }

    /// Where the label of the total row stands: the first column of text that has no total.
    pub(crate) fn label_place(&self) -> usize {
        let is_label = |column: &Column| column.kind == Kind::Text && column.total == Total::None;
        self.columns.iter().position(is_label).unwrap_or_default()
    }

    fn total_of(&self, place: usize) -> Cell {
        let cells = || self.rows.iter().filter_map(move |row| row.get(place));
        match self.columns.get(place).map_or(Total::None, |column| column.total) {
            Total::None => Cell::Text(String::new()),
            Total::SumOfAll if cells().any(|cell| *cell == Cell::Unknown) => Cell::Unknown,
            Total::Sum | Total::SumOfAll => Cell::Count(cells().fold(0, |sum, cell| match cell {
                Cell::Count(count) => sum.saturating_add(*count),
                _ => sum,
            })),
            Total::Ratio { part, whole } => match (self.total_of(part), self.total_of(whole)) {
                (Cell::Count(part), Cell::Count(whole)) => Cell::share(part, whole),
                _ => Cell::Nothing,
            },
            Total::Weighted { .. } => {
                let (part, whole) = cells().fold((0_u64, 0_u64), |(parts, wholes), cell| match cell {
                    Cell::Share { part, whole } => (parts.saturating_add(*part), wholes.saturating_add(*whole)),
                    _ => (parts, wholes),
                });
                Cell::share(part, whole)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: Kind, total: Total) -> Column {
        Column { name: "x", label: String::new(), kind, width: 8, total }
    }

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let columns = vec![
            column(Kind::Text, Total::None),
            column(Kind::Count, Total::Sum),
            column(Kind::Count, Total::SumOfAll),
            column(Kind::Share, Total::Ratio { part: 1, whole: 2 }),
            column(Kind::Share, Total::Weighted { by: 1 }),
        ];
        Table { name: "t", caption: String::new(), columns, rows, total: Some("Cộng".to_owned()) }
    }

    #[test]
    fn totals_are_of_all_or_there_are_none() {
        let row = |part, whole, score| {
            vec![Cell::Text("A".into()), Cell::Count(part), whole, Cell::Nothing, Cell::share(score, part * 100)]
        };
        let known = table(vec![row(10, Cell::Count(20), 900), row(30, Cell::Count(40), 1_500)]);
        let expected = [
            Cell::Text("Cộng".into()),
            Cell::Count(40),
            Cell::Count(60),
            Cell::share(40, 60),
            Cell::share(2_400, 4_000),
        ];
        assert_eq!(known.totals().unwrap(), expected);
        let unknown = table(vec![row(10, Cell::Unknown, 900), row(30, Cell::Count(40), 1_500)]);
        assert_eq!(unknown.totals().unwrap()[2..4], [Cell::Unknown, Cell::Nothing]);
        let empty = table(Vec::new());
        assert_eq!(empty.totals().unwrap()[1..], [Cell::Count(0), Cell::Count(0), Cell::Nothing, Cell::Nothing]);
    }

    #[test]
    fn cells_are_read_as_vietnamese_reads_numbers() {
        let date = LocalDate::new(2026, 7, 5).unwrap();
        let shown = [Cell::Count(9_846), Cell::share(884, 1_000), Cell::share(1, 0), Cell::Unknown, Cell::Date(date)]
            .map(|cell| cell.shown());
        assert_eq!(shown, ["9.846", "88,4%", "–", "chưa có", "5/7/2026"]);
    }
}
