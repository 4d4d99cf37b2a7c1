//! One question with its choices and its key.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ChoiceOrder, ChoiceSet, choice_order};
use crate::text;

/// The most choices one question may have.
pub const MAX_CHOICES: usize = 10;
/// Longest stem, in characters.
pub const MAX_STEM: usize = 2_000;
/// Longest choice, in characters.
pub const MAX_CHOICE: usize = 1_000;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One right choice.
    Single,
    /// Several right choices; all are needed unless the rules give partial credit.
    Multiple,
    /// Đúng or Sai, always in this order.
    TrueFalse,
}

impl Kind {
    /// The name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Single => "Một đáp án",
            Self::Multiple => "Nhiều đáp án",
            Self::TrueFalse => "Đúng/Sai",
        }
    }

    /// The kind of a question with these choices and this key.
    pub fn of(choices: &[String], correct: ChoiceSet) -> Self {
        if Question::is_true_false(choices) {
            Self::TrueFalse
        } else if correct.len() > 1 {
            Self::Multiple
        } else {
            Self::Single
        }
    }

    /// What someone taking the paper is told.
    pub const fn instruction(self) -> &'static str {
        match self {
            Self::Single => "Chọn một đáp án",
            Self::Multiple => "Chọn tất cả đáp án đúng",
            Self::TrueFalse => "Đúng hay sai?",
        }
    }
}

/// How deep a question goes (mức độ), by the Ministry of Education's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nhận biết: to recall.
    Recall,
    /// Thông hiểu: to understand.
    Understand,
    /// Vận dụng: to apply.
    Apply,
}

impl Level {
    /// All, from easy to hard.
    pub const ALL: [Self; 3] = [Self::Recall, Self::Understand, Self::Apply];

    /// The name on screen and in spreadsheets.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Recall => "Nhận biết",
            Self::Understand => "Thông hiểu",
            Self::Apply => "Vận dụng",
        }
    }

    /// The short name in storage and URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recall => "recall",
            Self::Understand => "understand",
            Self::Apply => "apply",
        }
    }

    /// Reads a label or a code, accents and case aside.
    pub fn parse(s: &str) -> Option<Self> {
        let folded = text::fold(s);
        Self::ALL.into_iter().find(|level| folded == text::fold(level.label()) || folded == level.code())
    }
}

/// The field a question belongs to (lĩnh vực), as the bank names it, NFC and squeezed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Topic(pub String);

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A question as a bank holds it: with its key, so never sent to anyone taking a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked; NFC, spaces squeezed.
    pub stem: String,
    /// 2 to [`MAX_CHOICES`] choices in the author's order.
    pub choices: Vec<String>,
    /// The right ones.
    pub correct: ChoiceSet,
    /// Those that its author keeps where they are on every paper, beside those that keep their place by
    /// their words ([`super::choice_order`]).
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub anchored: ChoiceSet,
    /// How it is answered; agrees with `choices` and `correct`.
    pub kind: Kind,
    /// Lĩnh vực.
    pub topic: Option<Topic>,
    /// Mức độ.
    pub level: Option<Level>,
    /// Why the key is the key; shown when the rules reveal it.
    pub explanation: Option<String>,
    /// The number of the handbook entry it was drawn from.
    pub handbook_entry: Option<u32>,
}

/// Why a question cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// No stem.
    #[error("Câu hỏi đang trống. Hãy nhập nội dung câu hỏi.")]
    EmptyStem,
    /// A stem over [`MAX_STEM`] characters.
    #[error("Câu hỏi dài quá {MAX_STEM} ký tự. Hãy viết ngắn lại.")]
    LongStem,
    /// Fewer than two choices.
    #[error("Mới có {0} phương án. Mỗi câu cần ít nhất 2 phương án.")]
    TooFewChoices(usize),
    /// More than [`MAX_CHOICES`] choices.
    #[error("Có {0} phương án, nhiều hơn mức {MAX_CHOICES}. Hãy bớt phương án.")]
    TooManyChoices(usize),
    /// A choice without text, by its position from 0.
    #[error("Phương án {} đang trống. Hãy nhập nội dung hoặc bỏ phương án này.", letter(*.0))]
    EmptyChoice(usize),
    /// A choice over [`MAX_CHOICE`] characters, by its position from 0.
    #[error("Phương án {} dài quá {MAX_CHOICE} ký tự. Hãy viết ngắn lại.", letter(*.0))]
    LongChoice(usize),
    /// Two choices that read the same, by their positions from 0.
    #[error("Phương án {} và {} giống nhau. Hãy sửa một trong hai.", letter(*.0), letter(*.1))]
    SameChoices(usize, usize),
    /// Nothing is marked right.
    #[error("Chưa có đáp án đúng. Hãy ghi đáp án, ví dụ C.")]
    NoAnswer,
    /// A right answer that is no choice, by its position from 0.
    #[error("Đáp án {} không có trong {} phương án của câu này.", letter(*.0), .1)]
    AnswerOutOfRange(usize, usize),
    /// A choice that is to keep its place and is none, by its position from 0.
    #[error("Phương án {} được giữ vị trí nhưng không có trong {} phương án của câu này.", letter(*.0), .1)]
    AnchorOutOfRange(usize, usize),
    /// Said to have one right choice, and several are marked.
    #[error("Câu ghi là một đáp án nhưng có {0} đáp án đúng. Hãy sửa loại câu hoặc đáp án.")]
    SeveralAnswers(usize),
}

/// The letter a choice carries on paper: `A` for 0.
pub fn letter(position: usize) -> char {
    char::from(b'A' + (position % 26) as u8)
}

impl Question {
    /// How papers may shuffle its choices.
    pub fn order(&self) -> ChoiceOrder {
        choice_order(&self.choices, self.anchored)
    }

    /// Which choices stay where, in words; `None` where all may move, or the kind says it.
    pub fn order_in_words(&self) -> Option<String> {
        if self.kind == Kind::TrueFalse { None } else { self.order().in_words() }
    }

    /// Whether another question offers the same choices and has the same key, in whatever order and
    /// case.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let marked = |question: &Self| {
            let choices = question.choices.iter().enumerate();
            let mut marked: Vec<(String, bool)> =
                choices.map(|(place, text)| (text.to_lowercase(), question.correct.contains(place))).collect();
            marked.sort();
            marked
        };
        marked(self) == marked(other)
    }

    /// Whether these two choices read `Đúng` and `Sai` (or True and False).
    pub fn is_true_false(choices: &[String]) -> bool {
        let [first, second] = choices else { return false };
        matches!((text::fold(first).as_str(), text::fold(second).as_str()), ("dung", "sai") | ("true", "false"))
    }

    /// Checks every rule a question keeps; the first broken one is the error.
    pub fn check(&self) -> Result<(), QuestionError> {
        check_stem(&self.stem)?;
        check_choices(&self.choices)?;
        if self.correct.is_empty() {
            return Err(QuestionError::NoAnswer);
        }
        if let Some(position) = self.correct.iter().find(|&position| position >= self.choices.len()) {
            return Err(QuestionError::AnswerOutOfRange(position, self.choices.len()));
        }
        if let Some(position) = self.anchored.iter().find(|&position| position >= self.choices.len()) {
            return Err(QuestionError::AnchorOutOfRange(position, self.choices.len()));
        }
        if self.kind != Kind::Multiple && self.correct.len() > 1 {
            return Err(QuestionError::SeveralAnswers(self.correct.len()));
        }
        Ok(())
    }
}

fn check_stem(stem: &str) -> Result<(), QuestionError> {
    if stem.trim().is_empty() {
        return Err(QuestionError::EmptyStem);
    }
    if stem.chars().count() > MAX_STEM {
        return Err(QuestionError::LongStem);
    }
    Ok(())
}

fn check_choices(choices: &[String]) -> Result<(), QuestionError> {
    if choices.len() < 2 {
        return Err(QuestionError::TooFewChoices(choices.len()));
    }
    if choices.len() > MAX_CHOICES {
        return Err(QuestionError::TooManyChoices(choices.len()));
    }
    for (position, choice) in choices.iter().enumerate() {
        if choice.trim().is_empty() {
            return Err(QuestionError::EmptyChoice(position));
        }
        if choice.chars().count() > MAX_CHOICE {
            return Err(QuestionError::LongChoice(position));
        }
        // Accents distinguish answers, case does not.
        let lower = choice.to_lowercase();
        if let Some(earlier) = choices[..position].iter().position(|other| other.to_lowercase() == lower) {
            return Err(QuestionError::SameChoices(earlier, position));
        }
    }
    Ok(())
}
