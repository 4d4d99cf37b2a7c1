//! The last gate: what passes is one whole question with one right choice.

use contest::banks::{Kind, Question};

use super::Proposal;
use super::draft::WRONG;
use super::reading::plain::has_bare_kind;
use super::text::{self, points_elsewhere};

/// Stems are at least and at most so long, in characters.
const STEM: std::ops::RangeInclusive<usize> = 20..=330;
/// Choices are at most so long, in characters.
const MAX_CHOICE: usize = 220;
/// The longest choice is at most so many times as long as the shortest, short ones aside.
const MAX_RATIO: usize = 3;
/// Shorter choices count as so long.
const SHORT: usize = 8;

/// Whether a proposal may be shown.
pub(super) fn pass(proposal: &Proposal) -> bool {
    let question = &proposal.question;
    let choices = &question.choices;
    let length = |text: &str| text.chars().count();
    question.check().is_ok()
        && question.kind == Kind::Single
        && choices.len() == WRONG + 1
        && proposal.distractors.len() == WRONG
        && STEM.contains(&length(&question.stem))
        && question.stem.ends_with('?')
        && question.stem.matches('?').count() == 1
        && question.stem.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '“')
        && !has_bare_kind(&question.stem)
        && choices.iter().all(|choice| length(choice) <= MAX_CHOICE)
        && alike_long(choices.iter().map(String::as_str))
        && choices.iter().chain([&question.stem]).all(|text| is_whole(text))
        && one_right(question)
}

/// Whether no choice is in another, and none in the stem.
fn one_right(question: &Question) -> bool {
    let stem = Normal::of(&question.stem);
    let choices: Vec<Normal> = question.choices.iter().map(|choice| Normal::of(choice)).collect();
    choices
        .iter()
        .enumerate()
        .all(|(place, choice)| choices[..place].iter().all(|earlier| !earlier.clashes(choice)) && !stem.says(choice))
}

/// Whether no choice sticks out by its length.
pub(super) fn alike_long<'a>(choices: impl Iterator<Item = &'a str>) -> bool {
    let lengths = choices.map(|choice| choice.chars().count());
    let (shortest, longest) = lengths.fold((usize::MAX, 0), |(low, high), length| (low.min(length), high.max(length)));
    longest <= shortest.max(SHORT) * MAX_RATIO
}

/// Whether a text stands alone: nothing it points to, no mark left open, no piece of a sentence.
pub(super) fn is_whole(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    !points_elsewhere(text)
        && count('(') == count(')')
        && count('“') == count('”')
        && count('"').is_multiple_of(2)
        && !text.contains("..")
        && !text.contains("  ")
        && !text.ends_with([',', ';', ':', '-', '–', '(', ' '])
        && !text.starts_with([',', ';', ':', ')', ' ', '.'])
        && !text.contains('\n')
}

/// A text for comparing: words with marks gone and numbers without noughts before them, between spaces.
pub(super) struct Normal(String);

impl Normal {
    pub(super) fn of(text: &str) -> Self {
        let mut normal = String::from(" ");
        for word in text::words(text) {
            let number = word.trim_start_matches('0');
            normal.push_str(if number.is_empty() { &word } else { number });
            normal.push(' ');
        }
        Self(normal)
    }

    /// Whether all words of the other stand in it, in a row; of a text without words they do.
    pub(super) fn says(&self, other: &Self) -> bool {
        other.0.trim().is_empty() || self.0.contains(&other.0)
    }

    /// Whether they are the same, or one says all that the other says.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        self.says(other) || other.says(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clash(one: &str, other: &str) -> bool {
        Normal::of(one).clashes(&Normal::of(other))
    }

    #[test]
    fn choices_that_say_the_same_or_more_clash() {
        for (one, other) in [
            ("15 ngày", "15 Ngày"),
            ("02 lần", "2 lần"),
            ("Chính phủ", "Thủ tướng Chính phủ"),
            ("Ngày 01/7/2025", "ngày 1/7/2025"),
            ("Hoà Bình", "Hòa Bình"),
            ("", "mọi chữ"),
        ] {
            assert!(clash(one, other), "{one} {other}");
        }
        for (one, other) in
            [("15 ngày", "5 ngày"), ("20%", "120%"), ("Bộ Nội vụ", "Sở Nội vụ"), ("66-NQ/TW", "66/NQ-CP")]
        {
            assert!(!clash(one, other), "{one} {other}");
        }
        assert!(Normal::of("Năm 2024 đạt bao nhiêu?").says(&Normal::of("năm 2024")));
    }

    #[test]
    fn pieces_are_not_whole() {
        for text in
            ["Nghị định này quy định gì?", "Luật (sửa đổi", "nêu “một cửa", "gồm:", ", có ba", "Theo yêu cầu nêu trên"]
        {
            assert!(!is_whole(text), "{text}");
        }
        for text in ["Luật Viên chức (sửa đổi) có hiệu lực từ ngày nào?", "“Một cửa số” là gì?", "20%"]
        {
            assert!(is_whole(text), "{text}");
        }
    }

    #[test]
    fn no_choice_sticks_out() {
        assert!(alike_long(["Hai", "Mười lăm"].into_iter()));
        assert!(!alike_long(["Bộ Nội vụ", "Liên đoàn Thương mại và Công nghiệp Việt Nam"].into_iter()));
    }
}
