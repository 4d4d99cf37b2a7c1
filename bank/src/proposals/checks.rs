//! The last gate: what passes is one whole question with one right choice.

use contest::banks::Kind;
use contest::text::fold;

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
        && choices.iter().enumerate().all(|(place, choice)| {
            choices[..place].iter().all(|earlier| !clash(earlier, choice)) && !says(&question.stem, choice)
        })
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

/// Whether two choices are the same, or one says all that the other says.
pub(super) fn clash(one: &str, other: &str) -> bool {
    let (one, other) = (normal(one), normal(other));
    one == other || holds(&one, &other) || holds(&other, &one)
}

/// Whether a stem gives a choice away.
pub(super) fn says(stem: &str, choice: &str) -> bool {
    holds(&normal(stem), &normal(choice))
}

/// Words with marks gone and numbers without noughts before them, between spaces.
fn normal(text: &str) -> String {
    let mut normal = String::from(" ");
    for word in text::words(&fold(text)) {
        let number = word.trim_start_matches('0');
        normal.push_str(if number.is_empty() { &word } else { number });
        normal.push(' ');
    }
    normal
}

/// Whether all words of one stand in the other, in a row.
fn holds(whole: &str, part: &str) -> bool {
    part.trim().is_empty() || whole.contains(part)
}
