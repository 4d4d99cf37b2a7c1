//! The shape of a paper, before there is a bank to draw it from.

use serde::{Deserialize, Serialize};

use crate::banks::{Blueprint, Cell, Topic, Weight};

/// How many questions a paper has and where they come from. Its duration is `Rules::duration`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperShape {
    /// Scored questions, 1 to [`PaperShape::MAX_QUESTIONS`]; the prediction is not among them.
    pub questions: u16,
    /// What each topic gives: all by number or all by share. None: from the whole bank.
    #[serde(default)]
    pub topics: Vec<TopicDemand>,
    /// Who draws from which bank.
    #[serde(default)]
    pub bank: BankUse,
}

/// What one topic gives to a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicDemand {
    /// Lĩnh vực.
    pub topic: Topic,
    /// How much.
    pub take: Take,
}

/// A part of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// Questions.
    Count(u16),
    /// A share of the paper, in percent.
    Percent(u8),
}

/// Who draws from which bank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankUse {
    /// One bank for everybody and every round.
    #[default]
    Shared,
    /// Each track has its own.
    PerTrack,
    /// Each round has its own.
    PerRound,
}

/// Why papers of a shape cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperShapeError {
    /// No question, or too many.
    #[error("Đề thi phải có từ 1 đến {} câu. Hãy nhập lại số câu.", PaperShape::MAX_QUESTIONS)]
    Questions,
    /// One topic by number, another by share.
    #[error("Ma trận đề đang lẫn số câu với tỷ lệ. Hãy ghi mọi lĩnh vực cùng một cách.")]
    Mixed,
    /// A topic that gives nothing.
    #[error("Có lĩnh vực không lấy câu nào. Hãy nhập số câu từ 1 trở lên, hoặc bỏ lĩnh vực đó.")]
    Nothing,
    /// A topic named twice.
    #[error("Có lĩnh vực được ghi hai lần trong ma trận đề. Hãy gộp lại.")]
    TopicTwice,
    /// The numbers do not add up; with their sum and what it should be.
    #[error("Ma trận đề cộng lại được {0}, cần đúng {1}. Hãy sửa cho khớp.")]
    Sum(u32, u32),
}

impl PaperShape {
    /// More than any paper on a screen has had.
    pub const MAX_QUESTIONS: u16 = 200;

    /// Checks that papers can be drawn so.
    pub fn check(&self) -> Result<(), PaperShapeError> {
        if !(1..=Self::MAX_QUESTIONS).contains(&self.questions) {
            return Err(PaperShapeError::Questions);
        }
        let Some(first) = self.topics.first() else { return Ok(()) };
        let (mut counts, mut percents) = (0, 0);
        for (place, demand) in self.topics.iter().enumerate() {
            if self.topics[..place].iter().any(|other| other.topic == demand.topic) {
                return Err(PaperShapeError::TopicTwice);
            }
            match demand.take {
                Take::Count(0) | Take::Percent(0) => return Err(PaperShapeError::Nothing),
                Take::Count(count) => counts += u32::from(count),
                Take::Percent(percent) => percents += u32::from(percent),
            }
        }
        let (sum, whole) = match first.take {
            _ if counts > 0 && percents > 0 => return Err(PaperShapeError::Mixed),
            Take::Count(_) => (counts, u32::from(self.questions)),
            Take::Percent(_) => (percents, 100),
        };
        if sum == whole { Ok(()) } else { Err(PaperShapeError::Sum(sum, whole)) }
    }

    /// The blueprint, for a shape that passes [`PaperShape::check`].
    ///
    /// Shares become questions by largest remainders: each topic gets its share rounded down, and
    /// the questions that are left go one each to the largest remainders, the earlier topic first.
    pub fn blueprint(&self) -> Blueprint {
        if self.topics.is_empty() {
            return Blueprint(vec![Cell { topic: None, level: None, take: self.questions, weight: Weight::ONE }]);
        }
        let exact = |demand: &TopicDemand| match demand.take {
            Take::Count(count) => u32::from(count) * 100,
            Take::Percent(percent) => u32::from(percent) * u32::from(self.questions),
        };
        let mut takes: Vec<u32> = self.topics.iter().map(|demand| exact(demand) / 100).collect();
        let mut by_remainder: Vec<usize> = (0..takes.len()).collect();
        by_remainder.sort_by_key(|&place| std::cmp::Reverse(exact(&self.topics[place]) % 100));
        let left = u32::from(self.questions).saturating_sub(takes.iter().sum()) as usize;
        for &place in by_remainder.iter().take(left) {
            takes[place] += 1;
        }
        let cells = self.topics.iter().zip(takes).filter(|(_, take)| *take > 0);
        Blueprint(
            cells
                .map(|(demand, take)| Cell {
                    topic: Some(demand.topic.clone()),
                    level: None,
                    take: take as u16,
                    weight: Weight::ONE,
                })
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(questions: u16, takes: &[Take]) -> PaperShape {
        let topics = takes.iter().enumerate();
        let topics = topics.map(|(place, &take)| TopicDemand { topic: Topic(format!("Lĩnh vực {place}")), take });
        PaperShape { questions, topics: topics.collect(), bank: BankUse::Shared }
    }

    fn takes(shape: &PaperShape) -> Vec<u16> {
        shape.blueprint().0.iter().map(|cell| cell.take).collect()
    }

    #[test]
    fn shares_become_whole_questions_that_fill_the_paper() {
        let thirds = shape(20, &[Take::Percent(33), Take::Percent(33), Take::Percent(34)]);
        assert_eq!(thirds.check(), Ok(()));
        assert_eq!(takes(&thirds), [7, 6, 7], "6.6, 6.6 and 6.8: the largest remainder, then the earlier topic");
        let counts = shape(15, &[2, 2, 4, 2, 2, 1, 2].map(Take::Count));
        assert_eq!(counts.check(), Ok(()));
        assert_eq!(takes(&counts), [2, 2, 4, 2, 2, 1, 2]);
        assert_eq!(takes(&shape(20, &[])), [20]);
    }

    #[test]
    fn a_shape_that_cannot_be_drawn_says_why() {
        let cases = [
            (shape(0, &[]), PaperShapeError::Questions),
            (shape(201, &[]), PaperShapeError::Questions),
            (shape(10, &[Take::Count(5), Take::Percent(50)]), PaperShapeError::Mixed),
            (shape(10, &[Take::Count(10), Take::Count(0)]), PaperShapeError::Nothing),
            (shape(10, &[Take::Count(9)]), PaperShapeError::Sum(9, 10)),
            (shape(10, &[Take::Percent(90), Take::Percent(11)]), PaperShapeError::Sum(101, 100)),
        ];
        for (shape, error) in cases {
            assert_eq!(shape.check(), Err(error));
        }
        let mut twice = shape(10, &[Take::Count(5), Take::Count(5)]);
        twice.topics[1].topic = twice.topics[0].topic.clone();
        assert_eq!(twice.check(), Err(PaperShapeError::TopicTwice));
    }
}
