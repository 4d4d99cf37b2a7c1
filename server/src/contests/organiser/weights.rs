//! What a right answer is worth, by level, as it is typed on the form of a new round.

use std::collections::HashMap;

use app::{contests::MatrixCell, form::Problem};
use contest::{
    banks::{Blueprint, Level, Weight, WeightError},
    contests::TrackKind,
};

/// The weights of one track; what is left empty is a point.
#[derive(Clone, Debug)]
pub(super) struct TypedWeights {
    track: TrackKind,
    typed: HashMap<Option<Level>, String>,
}

impl TypedWeights {
    /// Those that a form sent.
    pub(super) fn sent(track: TrackKind, pairs: &[(String, String)]) -> Self {
        let levels = Level::ALL.into_iter().map(Some).chain([None]);
        let typed = levels.filter_map(|level| {
            let name = name(track, level);
            let (_, value) = pairs.iter().find(|(key, _)| *key == name)?;
            Some((level, value.trim().to_owned()))
        });
        Self { track, typed: typed.collect() }
    }

    fn read(&self, level: Option<Level>) -> Result<Weight, WeightError> {
        match self.typed.get(&level).map(String::as_str) {
            None | Some("") => Ok(Weight::ONE),
            Some(typed) => typed.parse(),
        }
    }

    /// What questions of a level are worth, as far as it could be read.
    pub(super) fn of(&self, level: Option<Level>) -> Weight {
        self.read(level).unwrap_or_default()
    }

    /// What cannot be read, in the order of the columns.
    pub(super) fn problems(&self, levels: &[Option<Level>]) -> Vec<Problem> {
        let wrong = levels.iter().filter_map(|level| Some((level, self.read(*level).err()?)));
        wrong.map(|(level, why)| Problem::new(name(self.track, *level), told(self.track, why))).collect()
    }

    /// An input for each column.
    pub(super) fn view(&self, levels: &[Option<Level>]) -> Vec<MatrixCell> {
        let cell = |level: &Option<Level>| MatrixCell {
            id: name(self.track, *level),
            name: name(self.track, *level),
            value: self.typed.get(level).cloned().unwrap_or_default(),
            available: 0,
            problem: self.read(*level).err().map(|_| format!("từ {} đến {}", Weight::MIN, Weight::MAX)),
        };
        levels.iter().map(cell).collect()
    }
}

/// What questions of a paper are worth, in words; `None` where each is a point.
pub(super) fn in_words(blueprint: &Blueprint) -> Option<String> {
    if blueprint.0.iter().all(|cell| cell.weight == Weight::ONE) {
        return None;
    }
    let mut weights: Vec<(Option<Level>, Weight)> = Vec::new();
    for cell in &blueprint.0 {
        if !weights.contains(&(cell.level, cell.weight)) {
            weights.push((cell.level, cell.weight));
        }
    }
    weights.sort_by_key(|(level, weight)| (level.is_none(), *level, *weight));
    let label = |level: Option<Level>| level.map_or("mức khác".to_owned(), |level| level.label().to_lowercase());
    let parts: Vec<String> = weights.iter().map(|(level, weight)| format!("{} {weight}", label(*level))).collect();
    Some(format!("Điểm mỗi câu: {}.", parts.join("; ")))
}

fn told(track: TrackKind, why: WeightError) -> String {
    format!("{}: {}", track.short_label(), why)
}

pub(super) fn name(track: TrackKind, level: Option<Level>) -> String {
    format!("diem-{}-{}", track.code(), level.map_or("khac", Level::code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_empty_is_a_point_and_what_cannot_be_is_told() {
        let pairs = [
            ("diem-staff-recall", ""),
            ("diem-staff-apply", "1,5"),
            ("diem-staff-khac", "0"),
            ("diem-citizens-recall", "9"),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let weights = TypedWeights::sent(TrackKind::Staff, &pairs);
        let levels = [Some(Level::Recall), Some(Level::Apply), None];
        assert_eq!(levels.map(|level| weights.of(level)), [Weight::ONE, Weight(150), Weight::ONE]);
        let problems = weights.problems(&levels);
        assert_eq!((problems.len(), problems[0].field.as_str()), (1, "diem-staff-khac"));
        assert!(problems[0].message.starts_with("Bảng A: Điểm mỗi câu phải từ 0,25 đến 10"), "{}", problems[0].message);
        let view = weights.view(&levels);
        assert_eq!(view.iter().map(|cell| cell.problem.is_some()).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(view[1].value, "1,5");
    }
}
