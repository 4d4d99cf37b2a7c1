//! What looks wrong with a question.

use super::{ItemFigures, guess_score};
use crate::banks::{ChoiceSet, Kind, letter};

/// Fewer answers tell nothing: one person more would turn the figures.
pub const ENOUGH: u64 = 30;

/// Above this share nearly everybody has it right.
const EASY: f64 = 0.95;
/// Below this correlation a question hardly tells anybody apart (Ebel and Frisbie, "Essentials of Educational
/// Measurement": 0.20 to 0.29 marginal, below that poor).
const WEAK: f64 = 0.2;

/// A reason to look at a question again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// Fewer have it right than would by guessing.
    BelowGuess,
    /// Those who do well otherwise have it right less often than the others.
    Negative,
    /// More of the best marked this wrong choice, counted from 0, than the right one.
    ChoiceBeatsKey(usize),
    /// It hardly tells those who know from the others.
    Weak,
    /// Nearly all have it right.
    TooEasy,
    /// Nobody marked this wrong choice, counted from 0.
    ChoiceUnused(usize),
}

impl Warning {
    /// What it is called in a table.
    pub fn label(self) -> String {
        match self {
            Self::BelowGuess => "Khó hơn đoán mò".to_owned(),
            Self::Negative => "Phân biệt ngược".to_owned(),
            Self::ChoiceBeatsKey(choice) => format!("{} lấn át đáp án", letter(choice)),
            Self::Weak => "Phân biệt kém".to_owned(),
            Self::TooEasy => "Quá dễ".to_owned(),
            Self::ChoiceUnused(choice) => format!("{} không ai chọn", letter(choice)),
        }
    }

    /// What to check.
    pub fn advice(self) -> String {
        match self {
            Self::BelowGuess => {
                "Tỷ lệ làm đúng thấp hơn đoán mò: hãy xem lại đáp án, rồi xem câu hỏi có gây hiểu nhầm không.".to_owned()
            }
            Self::Negative => {
                "Người làm bài tốt lại hay sai câu này: hãy kiểm tra đáp án và xem có phương án nào khác cũng đúng."
                    .to_owned()
            }
            Self::ChoiceBeatsKey(choice) => format!(
                "Nhóm điểm cao chọn phương án {0} nhiều hơn đáp án: hãy kiểm tra phương án {0} có đúng theo văn bản hiện hành không.",
                letter(choice)
            ),
            Self::Weak => {
                "Câu này ít phân biệt được người nắm chắc với người chưa nắm: hãy viết lại câu hỏi cho rõ, thay phương án nhiễu yếu."
                    .to_owned()
            }
            Self::TooEasy => {
                "Gần như ai cũng làm đúng: hãy xem đáp án có lộ không (dài hơn, chi tiết hơn), hoặc chuyển xuống mức nhận biết."
                    .to_owned()
            }
            Self::ChoiceUnused(choice) => {
                format!("Không ai chọn phương án {}: hãy thay bằng phương án hợp lý hơn.", letter(choice))
            }
        }
    }
}

/// What looks wrong with a question of this kind and key; nothing while fewer than [`ENOUGH`] have answered it.
pub fn warnings(figures: &ItemFigures, kind: Kind, key: ChoiceSet) -> Vec<Warning> {
    if figures.attempts < ENOUGH {
        return Vec::new();
    }
    let mut found = Vec::new();
    let facility = figures.facility.unwrap_or_default();
    if guess_score(kind, figures.choices.len(), key).is_some_and(|guess| facility < guess) {
        found.push(Warning::BelowGuess);
    }
    let is_easy = facility > EASY;
    let correlation = |relation: Option<super::Relation>| relation.and_then(|relation| relation.correlation);
    if correlation(figures.with_rest).is_some_and(|rest| rest < 0.0) {
        found.push(Warning::Negative);
    } else if !is_easy && correlation(figures.with_whole).is_none_or(|whole| whole < WEAK) {
        found.push(Warning::Weak);
    }
    if is_easy {
        found.push(Warning::TooEasy);
    }
    let wrong = || figures.choices.iter().enumerate().filter(|(choice, _)| !key.contains(*choice));
    let right = figures.choices.iter().enumerate().filter(|(choice, _)| key.contains(*choice));
    let least = right.map(|(_, of)| of.upper).min().unwrap_or_default();
    found.extend(wrong().filter(|(_, of)| of.upper > least).map(|(choice, _)| Warning::ChoiceBeatsKey(choice)));
    found.extend(wrong().filter(|(_, of)| of.all == 0).map(|(choice, _)| Warning::ChoiceUnused(choice)));
    found.sort_unstable();
    found
}
