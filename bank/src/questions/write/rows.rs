//! The rows of a table of questions.

use contest::banks::{ChoiceSet, MAX_CHOICES, Question, letter};

use super::super::answer;
use super::labels;

/// The names of the columns, with as many choices as a question has at most.
pub(super) fn header(questions: &[&Question]) -> Vec<String> {
    let mut names = vec!["STT".to_owned(), "Câu hỏi".to_owned()];
    names.extend((0..most_choices(questions)).map(|position| format!("Phương án {}", letter(position))));
    names.extend(["Đáp án đúng", "Lĩnh vực", "Mức độ", "Giải thích", "Câu sổ tay"].map(str::to_owned));
    names
}

/// The cells of each question, in the order of [`header`].
pub(super) fn rows<'a>(questions: &'a [&'a Question]) -> impl Iterator<Item = Vec<String>> + 'a {
    let choices = most_choices(questions);
    questions.iter().enumerate().map(move |(index, question)| {
        let mut cells = vec![(index + 1).to_string(), labels::stem(question, index + 1)];
        cells.extend(labels::choices(question));
        cells.resize(2 + choices, String::new());
        cells.push(key(question));
        cells.push(labels::topic(question).unwrap_or_default().to_owned());
        cells.push(question.level.map_or("", contest::banks::Level::label).to_owned());
        cells.push(question.explanation.clone().unwrap_or_default());
        cells.push(question.handbook_entry.map_or_else(String::new, |entry| entry.to_string()));
        cells
    })
}

fn most_choices(questions: &[&Question]) -> usize {
    questions.iter().map(|question| question.choices.len()).max().unwrap_or(0).clamp(2, MAX_CHOICES)
}

/// The key by its letters, in the shortest way that the reader cannot take for a choice's own words.
fn key(question: &Question) -> String {
    let letters = letters(question.correct);
    let ways = [letters.clone(), format!("Đáp án {letters}"), format!("Đáp án đúng là: {letters}")];
    let is_read = |way: &&String| answer::read(way, &question.choices) == Ok(question.correct);
    ways.iter().find(is_read).unwrap_or(&letters).clone()
}

/// `A, C`.
pub(super) fn letters(correct: ChoiceSet) -> String {
    correct.iter().map(|position| letter(position).to_string()).collect::<Vec<_>>().join(", ")
}
