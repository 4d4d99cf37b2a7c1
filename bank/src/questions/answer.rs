//! The key as authors write it: `C`, `A, C`, `2`, `AC`, `B. Năm nội dung`, the choice's own words.

use contest::banks::{ChoiceSet, MAX_CHOICES, Question, letter};
use contest::text;

use crate::labels;

/// Why a key cannot be used, as a Vietnamese sentence.
pub(super) type KeyError = String;

/// Reads the key of a question with these choices; an empty cell is the empty set.
///
/// A number counts from 1. A key that could mean two different choices is refused, not guessed.
pub(super) fn read(cell: &str, choices: &[String]) -> Result<ChoiceSet, KeyError> {
    let whole = text::squeeze(cell);
    if whole.is_empty() {
        return Ok(ChoiceSet::EMPTY);
    }
    let spoken = position_of(&whole, choices);
    let marks = marks(without_words(&whole));
    match (spoken, marks) {
        (Some(position), None) => Ok(ChoiceSet::EMPTY.with(position)),
        (Some(position), Some(marks)) => {
            let usable = marks.iter().all(|&mark| mark < choices.len());
            if !usable || marks == [position] {
                return Ok(ChoiceSet::EMPTY.with(position));
            }
            Err(format!(
                "Đáp án “{whole}” có thể hiểu theo hai cách: phương án {} hoặc phương án {}. Hãy ghi bằng chữ cái của phương án.",
                letters(&marks),
                letter(position)
            ))
        }
        (None, Some(marks)) => at(&marks, &whole, choices),
        (None, None) => spoken_list(cell, choices).or_else(|| yes_or_no(&whole, choices)).ok_or_else(|| {
            format!("Đáp án “{}” không trùng phương án nào. Hãy ghi chữ cái của phương án, ví dụ B.", shortened(&whole))
        }),
    }
}

/// The set of these positions from 0, which the author wrote as `whole`.
pub(super) fn at(marks: &[usize], whole: &str, choices: &[String]) -> Result<ChoiceSet, KeyError> {
    if marks.iter().all(|&mark| mark < choices.len()) {
        return Ok(marks.iter().copied().collect());
    }
    let last = choices.len().saturating_sub(1);
    let known = if last == 0 { "A".to_owned() } else { format!("từ A đến {}", letter(last)) };
    let shown = shortened(whole);
    Err(format!("Đáp án “{shown}” không có trong {} phương án của câu này. Hãy ghi {known}.", choices.len()))
}

/// The choice that reads so, case aside.
fn position_of(words: &str, choices: &[String]) -> Option<usize> {
    let words = words.to_lowercase();
    choices.iter().position(|choice| choice.to_lowercase() == words)
}

/// Positions from letters and numbers alone; `None` when anything else stands there.
pub(super) fn marks(text: &str) -> Option<Vec<usize>> {
    let mut marks = Vec::new();
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '&' | '+' | '|');
    for token in text.split(separators).filter(|token| !token.is_empty()) {
        if matches!(token.to_lowercase().as_str(), "và" | "va" | "and") {
            continue;
        }
        let token = token.trim_matches(['(', ')', '.', ':', '"', '“', '”']);
        if let Ok(number) = token.parse::<usize>() {
            // Zero names nothing; it is kept as a position out of range.
            marks.push(number.checked_sub(1).unwrap_or(usize::MAX));
        } else if let [only] = token.as_bytes()
            && only.is_ascii_alphabetic()
        {
            marks.push(usize::from(only.to_ascii_uppercase() - b'A'));
        } else {
            marks.extend(run_together(token)?);
        }
    }
    (!marks.is_empty()).then_some(marks)
}

/// `ACD`: capital letters of choices, each after the one before.
fn run_together(token: &str) -> Option<Vec<usize>> {
    let positions: Vec<usize> =
        token.chars().map(|c| (0..MAX_CHOICES).find(|&position| letter(position) == c)).collect::<Option<_>>()?;
    (positions.len() > 1 && positions.is_sorted_by(|a, b| a < b)).then_some(positions)
}

/// `Đáp án đúng: C` and `Phương án C` say `C`.
fn without_words(whole: &str) -> &str {
    let mut rest = whole;
    for word in ["đáp án", "phương án", "lựa chọn", "chọn", "câu", "đúng", "là"] {
        if let Some(after) = labels::strip_word(rest, word) {
            rest = after.trim_start_matches([' ', ':', '.']);
        }
    }
    if rest.is_empty() { whole } else { rest }
}

/// Whole choices one a line or between semicolons, each with or without its letter.
fn spoken_list(cell: &str, choices: &[String]) -> Option<ChoiceSet> {
    let parts = cell.split([';', '\n', '|']).map(text::squeeze).filter(|part| !part.is_empty());
    let positions: Vec<usize> = parts.map(|part| spoken(&part, choices)).collect::<Option<_>>()?;
    (!positions.is_empty()).then(|| positions.into_iter().collect())
}

fn spoken(part: &str, choices: &[String]) -> Option<usize> {
    position_of(part, choices).or_else(|| {
        let (position, words) = labels::choice(part)?;
        (position_of(words, choices) == Some(position)).then_some(position)
    })
}

/// `Đ`, `S`, `True`, `False` of a question with Đúng and Sai.
fn yes_or_no(whole: &str, choices: &[String]) -> Option<ChoiceSet> {
    if !Question::is_true_false(choices) {
        return None;
    }
    match whole.to_lowercase().as_str() {
        "đ" | "true" | "đúng" => Some(ChoiceSet::EMPTY.with(0)),
        "s" | "false" | "sai" => Some(ChoiceSet::EMPTY.with(1)),
        _ => None,
    }
}

fn letters(marks: &[usize]) -> String {
    marks.iter().map(|&mark| letter(mark).to_string()).collect::<Vec<_>>().join(", ")
}

/// A key as a sentence shows it.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(cell: &str, choices: &[&str]) -> Result<Vec<usize>, KeyError> {
        let choices: Vec<String> = choices.iter().map(ToString::to_string).collect();
        read(cell, &choices).map(|set| set.iter().collect())
    }

    const FOUR: [&str; 4] = ["Bốn nội dung", "Năm nội dung", "Sáu nội dung", "Tám nội dung"];

    #[test]
    fn every_way_of_writing_a_key() {
        for (cell, expected) in [
            ("C", vec![2]),
            (" c. ", vec![2]),
            ("(C)", vec![2]),
            ("3", vec![2]),
            ("A,C", vec![0, 2]),
            ("A, B, C", vec![0, 1, 2]),
            ("A và C", vec![0, 2]),
            ("a;c", vec![0, 2]),
            ("1,3", vec![0, 2]),
            ("ACD", vec![0, 2, 3]),
            ("Đáp án C", vec![2]),
            ("Đáp án đúng: C", vec![2]),
            ("phương án b", vec![1]),
            ("SÁU nội dung", vec![2]),
            ("C. Sáu nội dung", vec![2]),
            ("Bốn nội dung; Tám nội dung", vec![0, 3]),
            ("A. Bốn nội dung\nD. Tám nội dung", vec![0, 3]),
            ("", vec![]),
        ] {
            assert_eq!(key(cell, &FOUR), Ok(expected), "{cell}");
        }
        assert_eq!(key("Sai", &["Đúng", "Sai"]), Ok(vec![1]));
        assert_eq!(key("Đ", &["Đúng", "Sai"]), Ok(vec![0]));
        assert_eq!(key("34", &["28", "34"]), Ok(vec![1]));
        assert_eq!(key("2", &["1", "2", "3"]), Ok(vec![1]));
    }

    #[test]
    fn what_cannot_be_known_is_refused() {
        for (cell, choices, says) in [
            ("E", &FOUR[..], "không có trong 4 phương án"),
            ("5", &FOUR, "Hãy ghi từ A đến D"),
            ("0", &FOUR, "không có trong 4 phương án"),
            ("A, F", &FOUR, "không có trong"),
            ("Mười nội dung", &FOUR, "không trùng phương án nào"),
            ("B. Sáu nội dung", &FOUR, "không trùng phương án nào"),
            ("A-C", &FOUR, "không trùng phương án nào"),
            ("A hoặc B", &FOUR, "không trùng phương án nào"),
            ("3", &["2", "3", "4"], "hai cách"),
        ] {
            let error = key(cell, choices).unwrap_err();
            assert!(error.contains(says), "{cell}: {error}");
        }
    }
}
