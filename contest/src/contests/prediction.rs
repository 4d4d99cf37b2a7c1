//! Câu dự đoán.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text;

/// What is predicted. Counted once at the close, over valid entries, and frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PredictedQuantity {
    /// People with an all-correct attempt.
    PeopleAllCorrect,
    /// All-correct attempts.
    AttemptsAllCorrect,
    /// People taking part.
    People,
    /// Attempts.
    Attempts,
}

/// When the prediction is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PredictionMoment {
    /// With the questions of the paper.
    #[default]
    WithPaper,
    /// Once the score is shown.
    AfterScore,
}

/// Someone's prediction, 0 to [`Prediction::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prediction(pub u32);

/// Why a prediction is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PredictionError {
    /// Nothing typed.
    #[error("Bạn chưa nhập số dự đoán. Hãy nhập một số, ví dụ 1250.")]
    Missing,
    /// Not a whole number.
    #[error("Số dự đoán chưa đúng. Hãy chỉ nhập chữ số, ví dụ 1250.")]
    NotNumber,
    /// Over the most.
    #[error("Số dự đoán lớn quá. Hãy nhập số từ 0 đến {}.", text::group(i64::from(Prediction::MAX)))]
    TooLarge,
}

impl PredictedQuantity {
    /// The question on the paper.
    pub const fn question(self) -> &'static str {
        match self {
            Self::PeopleAllCorrect => "Theo bạn, có bao nhiêu người trả lời đúng tất cả các câu hỏi?",
            Self::AttemptsAllCorrect => "Theo bạn, có bao nhiêu lượt thi trả lời đúng tất cả các câu hỏi?",
            Self::People => "Theo bạn, có bao nhiêu người dự thi?",
            Self::Attempts => "Theo bạn, có bao nhiêu lượt thi?",
        }
    }

    /// `số người trả lời đúng tất cả các câu hỏi`, inside a sentence.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PeopleAllCorrect => "số người trả lời đúng tất cả các câu hỏi",
            Self::AttemptsAllCorrect => "số lượt thi trả lời đúng tất cả các câu hỏi",
            Self::People => "số người dự thi",
            Self::Attempts => "số lượt thi",
        }
    }
}

impl Prediction {
    /// The greatest; no country's contest has had as many attempts.
    pub const MAX: u32 = 9_999_999;
    /// Most characters that the input takes: `9.999.999` with spaces for points.
    pub const MAX_INPUT: usize = 12;

    /// Reads what was typed: digits, in groups or not.
    pub fn parse(typed: &str) -> Result<Self, PredictionError> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | ',')).collect();
        if digits.is_empty() {
            return Err(PredictionError::Missing);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !well_grouped(typed.trim()) {
            return Err(PredictionError::NotNumber);
        }
        match digits.trim_start_matches('0') {
            "" => Ok(Self(0)),
            digits => {
                digits.parse().ok().filter(|number| *number <= Self::MAX).map(Self).ok_or(PredictionError::TooLarge)
            }
        }
    }

    /// How far it is from what came about.
    pub fn distance(self, actual: u32) -> u32 {
        self.0.abs_diff(actual)
    }
}

/// Separators stand before groups of three: `1.250`, not the `12,5` of someone who means a share.
fn well_grouped(number: &str) -> bool {
    number.split(|c: char| !c.is_ascii_digit()).skip(1).all(|group| group.len() == 3)
}

impl fmt::Display for Prediction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::group(i64::from(self.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_with_or_without_groups() {
        for (typed, number) in [("0", 0), (" 1250 ", 1_250), ("1.250", 1_250), ("9 999 999", 9_999_999), ("007", 7)] {
            assert_eq!(Prediction::parse(typed), Ok(Prediction(number)), "{typed}");
        }
    }

    #[test]
    fn anything_else_says_what_to_do() {
        let cases = [
            ("", PredictionError::Missing),
            (" . ", PredictionError::Missing),
            ("-5", PredictionError::NotNumber),
            ("12,5", PredictionError::NotNumber),
            ("nhiều", PredictionError::NotNumber),
            ("10000000", PredictionError::TooLarge),
            ("99999999999999999999", PredictionError::TooLarge),
        ];
        for (typed, error) in cases {
            assert_eq!(Prediction::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(PredictionError::TooLarge.to_string(), "Số dự đoán lớn quá. Hãy nhập số từ 0 đến 9.999.999.");
    }

    #[test]
    fn distance_does_not_care_for_the_side() {
        assert_eq!(Prediction(10).distance(7), Prediction(4).distance(7));
    }
}
