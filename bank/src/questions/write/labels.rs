//! Labels set before texts that would be taken for having one.

use contest::banks::{Question, letter};

use crate::labels;

/// The stem; one that begins like a label gets one of its own, which the reader takes off again.
pub(super) fn stem(question: &Question, number: usize) -> String {
    labelled_if(labels::question(&question.stem).is_some(), question, number)
}

/// The stem with a label where `needed`.
pub(super) fn labelled_if(needed: bool, question: &Question, number: usize) -> String {
    if needed { format!("Câu {number}: {}", question.stem) } else { question.stem.clone() }
}

/// The choices; where all seem to carry their letters they get them once more.
pub(super) fn choices(question: &Question) -> Vec<String> {
    let mut stripped = question.choices.clone();
    labels::strip_choices(&mut stripped);
    if stripped == question.choices {
        return stripped;
    }
    let labelled = question.choices.iter().enumerate();
    labelled.map(|(position, choice)| format!("{}. {choice}", letter(position))).collect()
}

/// The topic as text.
pub(super) fn topic(question: &Question) -> Option<&str> {
    question.topic.as_ref().map(|topic| topic.0.as_str())
}

/// Shares of the points in percent for right choices of which there are so many: `33.33333`.
pub(super) fn share(right: usize) -> String {
    let share = format!("{:.5}", 100.0 / right.max(1) as f64);
    share.trim_end_matches('0').trim_end_matches('.').to_owned()
}
