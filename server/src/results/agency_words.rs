//! What boards of agencies are by, and how their figures are said: on the board, on big screens, within frames.

use app::results::AgencyRow;
use contest::{
    contests::{AgencyKey, CollectivePrizes, Period, Points, TrackKind},
    results::field::AgencyExclusion,
    text::{group, percent},
};
use engine::{agencies::AgencyTree, results::AgencyPlace};

use super::history;

/// What agencies race by where the rules do not say: the share of their staff.
pub(super) fn by_participation() -> CollectivePrizes {
    CollectivePrizes {
        name: "Tỷ lệ dự thi".to_owned(),
        period: Period::Round,
        blocks: vec![],
        by_block: false,
        track: Some(TrackKind::Staff),
        size_bands: vec![],
        quotas: vec![],
        individual_winner: false,
        points: Points::default(),
        ranking: vec![AgencyKey::Participation, AgencyKey::MeanScore],
        classes: vec![],
    }
}

/// How figures are said.
pub(super) struct Words {
    /// What decides first.
    pub(super) key: Option<AgencyKey>,
    /// Questions on a paper, where papers are alike.
    pub(super) questions: Option<usize>,
}

impl Words {
    /// What the figures are.
    pub(super) fn head(&self) -> &'static str {
        match self.key {
            None | Some(AgencyKey::Participation) => "Tỷ lệ",
            Some(AgencyKey::Entrants) => "Người dự thi",
            Some(AgencyKey::Attempts) => "Lượt thi",
            Some(AgencyKey::MeanScore) => "Trung bình",
            Some(AgencyKey::AllCorrect) => "Đúng tất cả",
            Some(AgencyKey::Winners) => "Giải cá nhân",
            Some(AgencyKey::Points) => "Điểm",
        }
    }

    /// The row of a line.
    pub(super) fn row(&self, line: AgencyPlace, tree: &AgencyTree, mine: Option<i64>) -> AgencyRow {
        let mean = mean(line.mean_score, self.questions);
        let share = |of: u32| percent(line.entrants.min(u64::from(of)), u64::from(of));
        let figure = match self.key {
            None | Some(AgencyKey::Participation) => line.headcount.map_or_else(|| "–".to_owned(), share),
            Some(AgencyKey::Entrants) => group(line.entrants as i64),
            Some(AgencyKey::Attempts) => group(line.attempts as i64),
            Some(AgencyKey::MeanScore) => mean.clone(),
            Some(AgencyKey::AllCorrect) => percent(line.perfect, line.entrants.max(1)),
            Some(AgencyKey::Winners) => line.winners.to_string(),
            Some(AgencyKey::Points) => hundredths(line.points),
        };
        AgencyRow {
            place: line.rank.map(|rank| u32::try_from(rank).unwrap_or(u32::MAX)),
            tied: line.tied,
            name: tree.full_name(line.agency),
            href: tree.get(line.agency).map(|agency| history::address(&agency.code)),
            people: line.entrants,
            headcount: line.headcount.map(u64::from),
            below: line.below_minimum,
            figure,
            mean,
            lacks: line.lacks.into_iter().map(AgencyExclusion::label).collect(),
            is_mine: mine == Some(line.agency),
        }
    }
}

/// `98,5` of 9,850 hundredths.
fn hundredths(points: u64) -> String {
    let whole = group((points / 100) as i64);
    match points % 100 {
        0 => whole,
        rest if rest.is_multiple_of(10) => format!("{whole},{}", rest / 10),
        rest => format!("{whole},{rest:02}"),
    }
}

/// A mean score in hundredths of a percent as right answers out of all, `17,3/20`; in percent where
/// papers differ in length.
fn mean(score: u16, questions: Option<usize>) -> String {
    let (whole, unit) = match questions {
        Some(questions) => (questions as u64, format!("/{questions}")),
        None => (100, "%".to_owned()),
    };
    let tenths = (u64::from(score) * whole + 500) / 1_000;
    match tenths % 10 {
        0 => format!("{}{unit}", tenths / 10),
        decimal => format!("{},{decimal}{unit}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_right_answers_where_papers_are_alike() {
        assert_eq!(mean(8_667, Some(15)), "13/15");
        assert_eq!(mean(8_650, Some(20)), "17,3/20");
        assert_eq!(mean(8_650, None), "86,5%");
        assert_eq!(mean(10_000, Some(15)), "15/15");
    }

    #[test]
    fn points_are_said_with_the_decimals_that_they_have() {
        assert_eq!([12_000, 9_850, 9_805, 7].map(hundredths), ["120", "98,5", "98,05", "0,07"]);
    }
}
