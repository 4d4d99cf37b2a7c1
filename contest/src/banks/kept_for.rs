//! What a question is kept for: papers, or practice that anyone may look at.

use std::collections::BTreeMap;

use super::{Level, Topic};

/// What a question is kept for. Papers are never drawn from what is kept for practice, and practice shows nothing
/// else: so it never reveals what a contest asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptFor {
    /// Papers.
    #[default]
    Contest,
    /// Practice, with the key and the explanation for anyone.
    Practice,
}

impl KeptFor {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Contest, Self::Practice];

    /// The short name in storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contest => "contest",
            Self::Practice => "practice",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Contest => "Để thi",
            Self::Practice => "Để luyện tập",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kept| kept.code() == code)
    }
}

/// Of a bank's questions, those that are kept for practice when it is to be so many in 100: of each topic and level, in
/// the order of the numbers, the ones with which the share reaches another whole question. So n questions give
/// ⌊n · percent / 100⌋, evenly spread, and the same ones every time.
pub fn share_for_practice(
    questions: impl IntoIterator<Item = (i64, Option<Topic>, Option<Level>)>,
    percent: u8,
) -> Vec<i64> {
    let mut cells: BTreeMap<(Option<Topic>, Option<Level>), Vec<i64>> = BTreeMap::new();
    for (number, topic, level) in questions {
        cells.entry((topic, level)).or_default().push(number);
    }
    let percent = usize::from(percent.min(100));
    let mut chosen = Vec::new();
    for mut numbers in cells.into_values() {
        numbers.sort_unstable();
        let reaches = |place: usize| (place + 1) * percent / 100 > place * percent / 100;
        chosen.extend(numbers.into_iter().enumerate().filter(|(place, _)| reaches(*place)).map(|(_, number)| number));
    }
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_cell_gives_its_share_whatever_the_order(
            cells in prop::collection::vec((0..4_u8, 0..3_usize), 0..120), percent in 0..=100_u8,
        ) {
            let topic = |topic: u8| (topic > 0).then(|| Topic(format!("Lĩnh vực {topic}")));
            let questions: Vec<_> = (0_i64..)
                .zip(&cells)
                .map(|(number, (of, level))| (number, topic(*of), Level::ALL.get(*level).copied()))
                .collect();
            let chosen = share_for_practice(questions.clone(), percent);
            prop_assert_eq!(&chosen, &share_for_practice(questions.iter().rev().cloned(), percent));
            for cell in questions.iter().map(|(_, topic, level)| (topic, level)) {
                let of_cell = |number: &i64| {
                    questions.iter().any(|(other, topic, level)| other == number && (topic, level) == cell)
                };
                let all = questions.iter().filter(|(_, topic, level)| (topic, level) == cell).count();
                prop_assert_eq!(chosen.iter().filter(|number| of_cell(number)).count(), all * usize::from(percent) / 100);
            }
        }
    }

    #[test]
    fn a_quarter_is_every_fourth() {
        let questions = (1..=10).map(|number| (number, None, None));
        assert_eq!(share_for_practice(questions, 25), [4, 8]);
    }
}
