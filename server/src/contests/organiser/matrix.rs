//! Ma trận đề as it is typed: one number for each topic and level of each track.

use std::collections::HashMap;

use app::{
    components::SelectOption,
    contests::{MatrixCell, MatrixRow, MatrixView, round_fields},
    form::Problem,
};
use contest::{
    banks::{Blueprint, Cell, FixedQuestion, Level, Shortage, Topic},
    contests::TrackKind,
};
use engine::contests::rounds::MAX_PAPER;

use super::{fixed::TypedFixed, shares::TypedShares, shortage, track_banks::TrackBank, weights::TypedWeights};
use crate::banks::{
    grid::{Grid, Key, levels, topic_label, topics},
    organiser::address,
};

/// Between the parts of an input's name; no topic's name has it, since it stands in addresses too.
const BAR: char = '|';

/// The table of one track as it was typed, with what is wrong in it.
#[derive(Debug)]
pub(super) struct TypedMatrix {
    pub(super) track: TrackBank,
    typed: HashMap<Key, String>,
    /// What was typed, as far as it could be read.
    pub(super) blueprint: Blueprint,
    wrong: HashMap<Key, Wrong>,
    weights: TypedWeights,
    fixed: TypedFixed,
    shares: TypedShares,
    /// What is wrong with the shares that a proposal was to be made by.
    unshared: Option<Problem>,
}

/// What is wrong in a cell: as the summary says it, and in the few words that fit beneath the input.
#[derive(Debug)]
struct Wrong {
    in_full: String,
    in_short: String,
}

impl TypedMatrix {
    /// A table that proposes a blueprint.
    pub(super) fn proposed(track: TrackBank, blueprint: &Blueprint) -> Self {
        let mut matrix = Self::sent(track, TypedFixed::default(), &[]);
        matrix.fill(blueprint);
        matrix
    }

    /// A table as a form sent it, filled anew: by the shares that were typed, or else in proportion to
    /// the bank. `size` is that of a paper, where nothing says it.
    pub(super) fn proposed_anew(mut self, size: u16) -> Self {
        let size = match self.total() {
            total @ 1..=MAX_PAPER => total as u16,
            _ => size,
        };
        match self.shares.blueprint(&self.fixed.left(&self.track.sizes), size, self.fixed.count()) {
            Ok(blueprint) => self.fill(&blueprint),
            Err(problem) => self.unshared = Some(problem),
        }
        self
    }

    fn fill(&mut self, blueprint: &Blueprint) {
        let cells = blueprint.0.iter();
        self.typed = cells.map(|cell| ((cell.topic.clone(), cell.level), cell.take.to_string())).collect();
        self.blueprint = Blueprint::default();
        self.wrong.clear();
        self.read();
    }

    /// The table as a form sent it.
    pub(super) fn sent(track: TrackBank, fixed: TypedFixed, pairs: &[(String, String)]) -> Self {
        let mut typed = HashMap::new();
        for (name, value) in pairs {
            if let Some(key) = key(track.kind, name) {
                typed.insert(key, value.trim().to_owned());
            }
        }
        let (weights, shares) = (TypedWeights::sent(track.kind, pairs), TypedShares::sent(track.kind, pairs));
        let (blueprint, wrong) = (Blueprint::default(), HashMap::new());
        let mut matrix = Self { track, typed, blueprint, wrong, weights, fixed, shares, unshared: None };
        matrix.read();
        matrix
    }

    /// In the order of the table, so that problems come in it too.
    fn read(&mut self) {
        for key in self.keys() {
            let text = self.typed.get(&key).map(String::as_str).unwrap_or_default();
            match text.parse::<u16>() {
                Ok(take) if u32::from(take) <= MAX_PAPER => {
                    let weight = self.weights.of(key.1);
                    self.blueprint.0.push(Cell { topic: key.0, level: key.1, take, weight });
                }
                _ if text.is_empty() => {}
                _ => {
                    let wrong = Wrong {
                        in_full: format!("{}: hãy ghi một số từ 0 đến {MAX_PAPER}.", self.place(&key)),
                        in_short: format!("số từ 0 đến {MAX_PAPER}"),
                    };
                    self.wrong.insert(key, wrong);
                }
            }
        }
        self.blueprint.0.retain(|cell| cell.take > 0);
        self.check_cells();
        self.check_whole();
    }

    fn check_cells(&mut self) {
        for Shortage { cell, available } in self.blueprint.shortages(&self.fixed.left(&self.track.sizes)) {
            let key = (cell.topic, cell.level);
            let level = key.1.map(Level::label);
            let wrong = Wrong {
                in_full: shortage(self.track.kind, topic_label(key.0.as_ref()), level, cell.take, available),
                in_short: format!("chỉ có {available}"),
            };
            self.wrong.insert(key, wrong);
        }
    }

    /// What is wrong with the whole stands at the first cell that has nothing wrong of its own.
    fn check_whole(&mut self) {
        let track = self.track.kind.short_label();
        let wrong = match self.total() {
            0 if self.wrong.is_empty() => Wrong {
                in_full: format!("{track}: đề chưa có câu nào. Hãy ghi số câu vào ít nhất một ô."),
                in_short: "đề cần ít nhất 1 câu".to_owned(),
            },
            total if total > MAX_PAPER => Wrong {
                in_full: format!("{track}: đề có {total} câu, nhiều hơn mức {MAX_PAPER}. Hãy giảm bớt."),
                in_short: format!("đề có {total} câu"),
            },
            _ => return,
        };
        if let Some(key) = self.keys().into_iter().find(|key| !self.wrong.contains_key(key)) {
            self.wrong.insert(key, wrong);
        }
    }

    /// Questions on a paper.
    fn total(&self) -> u32 {
        self.blueprint.total() + self.fixed.count()
    }

    /// What stands on every paper.
    pub(super) fn fixed(&self) -> Vec<FixedQuestion> {
        self.fixed.questions(&self.weights)
    }

    /// What is wrong with the bank, with the fixed questions, with the shares, then cell by cell, then with the weights.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let keys = self.keys();
        let bank = self.track.problem.iter().map(|why| Problem::new(round_fields::bank(self.track.kind), why));
        let wrong = keys.iter().enumerate().filter_map(|(place, key)| Some((place, self.wrong.get(key)?)));
        let cells = wrong.map(|(place, wrong)| Problem::new(self.id(place), &wrong.in_full));
        let weights = self.weights.problems(&levels(keys.iter()));
        bank.chain(self.fixed.problem()).chain(self.unshared.clone()).chain(cells).chain(weights).collect()
    }

    /// The table to fill in, with the banks to choose from.
    pub(super) fn view(&self, banks: &[SelectOption]) -> MatrixView {
        let keys = self.keys();
        let grid = Grid::of_bank(&self.track.sizes);
        let levels = levels(keys.iter());
        let mut rows: Vec<MatrixRow> = Vec::new();
        for (place, key) in keys.iter().enumerate() {
            let cell = MatrixCell {
                id: self.id(place),
                name: name(self.track.kind, key),
                value: self.typed.get(key).cloned().unwrap_or_default(),
                available: grid.get(key),
                problem: self.wrong.get(key).map(|wrong| wrong.in_short.clone()),
            };
            if place % levels.len() == 0 {
                rows.push(MatrixRow {
                    topic: topic_label(key.0.as_ref()).to_owned(),
                    cells: Vec::new(),
                    share: self.shares.view(place, key.0.as_ref()),
                });
            }
            if let Some(row) = rows.last_mut() {
                row.cells.push(cell);
            }
        }
        MatrixView {
            track: self.track.kind,
            banks: banks.to_vec(),
            bank: self.track.bank.clone(),
            bank_href: address(self.track.bank_id),
            weights: self.weights.view(&levels),
            size: MatrixCell {
                problem: self.unshared.as_ref().map(|problem| problem.message.clone()),
                ..self.shares.total_view()
            },
            levels,
            rows,
            total: self.total(),
        }
    }

    /// The cells of the table, row by row: all that the bank has, and all that was asked for.
    fn keys(&self) -> Vec<Key> {
        let grid = Grid::of_bank(&self.track.sizes);
        let mut asked: Vec<&Key> = self.typed.keys().filter(|key| grid.get(key) == 0).collect();
        asked.sort();
        let known: Vec<&Key> = grid.keys().chain(asked).collect();
        let columns = levels(known.iter().copied());
        let rows = topics(known.into_iter());
        rows.into_iter().flat_map(|topic| columns.iter().map(move |level| (topic.clone(), *level))).collect()
    }

    fn id(&self, place: usize) -> String {
        format!("{}-{place}", self.track.kind.code())
    }

    fn place(&self, (topic, level): &Key) -> String {
        let level = level.map(|level| format!(", {}", level.label().to_lowercase())).unwrap_or_default();
        format!("{}, {}{level}", self.track.kind.short_label(), topic_label(topic.as_ref()))
    }
}

/// The name of a cell's input: the cell itself, so that a bank that changes between showing the
/// form and sending it moves nothing.
pub(super) fn name(track: TrackKind, (topic, level): &Key) -> String {
    let level = level.map_or("", Level::code);
    let topic = topic.as_ref().map_or("", |topic| &topic.0);
    format!("{}{BAR}{level}{BAR}{topic}", track.code())
}

fn key(track: TrackKind, name: &str) -> Option<Key> {
    let mut parts = name.splitn(3, BAR);
    if parts.next() != Some(track.code()) {
        return None;
    }
    let level = match parts.next()? {
        "" => None,
        code => Some(Level::parse(code)?),
    };
    let topic = Some(parts.next()?).filter(|topic| !topic.is_empty()).map(|topic| Topic(topic.to_owned()));
    Some((topic, level))
}

#[cfg(test)]
mod tests {
    use contest::banks::CellSize;

    use super::*;

    fn track() -> TrackBank {
        let size = |topic: &str, level, available| CellSize {
            topic: Some(Topic(topic.to_owned())),
            level: Some(level),
            available,
        };
        let sizes =
            vec![size("Bộ máy", Level::Recall, 5), size("Bộ máy", Level::Apply, 2), size("Công vụ", Level::Recall, 3)];
        TrackBank { kind: TrackKind::Staff, bank_id: 7, bank: "Ngân hàng".to_owned(), sizes, problem: None }
    }

    fn sent(pairs: &[(&str, &str)]) -> TypedMatrix {
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        TypedMatrix::sent(track(), TypedFixed::default(), &pairs)
    }

    #[test]
    fn a_table_is_read_back_as_it_was_shown() {
        let key: Key = (Some(Topic("A | B".to_owned())), Some(Level::Apply));
        assert_eq!(super::key(TrackKind::Staff, &name(TrackKind::Staff, &key)), Some(key));
        assert_eq!(super::key(TrackKind::Staff, &name(TrackKind::Staff, &(None, None))), Some((None, None)));
        assert_eq!(super::key(TrackKind::Citizens, "staff|recall|Bộ máy"), None);
        let matrix =
            sent(&[("staff|recall|Bộ máy", " 4 "), ("staff|apply|Bộ máy", ""), ("citizens|recall|Bộ máy", "99")]);
        assert_eq!(matrix.problems(), []);
        assert_eq!(matrix.blueprint.total(), 4);
        let view = matrix.view(&[]);
        assert_eq!((view.rows.len(), view.rows[0].cells.len(), view.total), (2, 3, 4));
        assert_eq!((view.rows[0].cells[0].value.as_str(), view.rows[0].cells[0].available), ("4", 5));
    }

    #[test]
    fn cells_that_the_bank_cannot_fill_are_marked_and_named() {
        let matrix = sent(&[("staff|recall|Bộ máy", "6"), ("staff|recall|Công vụ", "x"), ("staff|apply|Khác", "1")]);
        let problems = matrix.problems();
        let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "Bảng A, Bộ máy, nhận biết: cần 6 câu, ngân hàng có 5. Hãy giảm xuống 5 hoặc nhập thêm câu hỏi.",
                "Bảng A, Công vụ, nhận biết: hãy ghi một số từ 0 đến 100.",
                "Bảng A, Khác, vận dụng: cần 1 câu, ngân hàng có 0. Hãy giảm xuống 0 hoặc nhập thêm câu hỏi.",
            ]
        );
        let view = matrix.view(&[]);
        let marked: Vec<&str> = view
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.problem.is_some())
            .map(|cell| cell.id.as_str())
            .collect();
        let named: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(marked, named, "the summary leads to the cells");
    }

    #[test]
    fn a_paper_has_a_question_and_at_most_a_hundred() {
        let nothing = sent(&[]).problems();
        assert_eq!(nothing[0].message, "Bảng A: đề chưa có câu nào. Hãy ghi số câu vào ít nhất một ô.");
        let much: Vec<CellSize> = track().sizes.into_iter().map(|size| CellSize { available: 1_000, ..size }).collect();
        let pairs = [("staff|recall|Bộ máy", "60"), ("staff|recall|Công vụ", "41")];
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let matrix = TypedMatrix::sent(TrackBank { sizes: much, ..track() }, TypedFixed::default(), &pairs);
        assert_eq!(matrix.problems()[0].message, "Bảng A: đề có 101 câu, nhiều hơn mức 100. Hãy giảm bớt.");
    }
}
