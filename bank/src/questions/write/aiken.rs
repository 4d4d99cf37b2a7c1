//! Aiken.

use std::fmt::Write as _;

use contest::banks::{Question, letter};

use super::super::aiken::is_words;
use super::labels;

/// Writes questions that have one right choice each.
pub(super) fn write(questions: &[&Question]) -> Vec<u8> {
    let mut out = String::new();
    for (index, question) in questions.iter().enumerate() {
        // A file that begins so could pass for one of another format.
        let labelled = question.stem.starts_with(['<', '{', '[', '%'])
            || !is_words(&question.stem)
            || crate::labels::question(&question.stem).is_some();
        out.push_str(&labels::labelled_if(labelled, question, index + 1));
        out.push('\n');
        for (position, choice) in question.choices.iter().enumerate() {
            let _ = writeln!(out, "{}. {choice}", letter(position));
        }
        let answer = question.correct.iter().next().map_or('A', letter);
        let _ = write!(out, "ANSWER: {answer}\n\n");
    }
    out.into_bytes()
}
