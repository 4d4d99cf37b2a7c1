//! The rows of a table of questions.

use contest::banks::{ChoiceSet, Level, MAX_CHOICES, Question, letter};

use super::super::{Field, answer};
use super::labels;

/// The columns, with as many choices as a question has at most.
pub(super) fn columns(questions: &[&Question]) -> Vec<Field> {
    let choices = (0..most_choices(questions)).map(Field::Choice);
    let beside = [Field::Answer, Field::Topic, Field::Level, Field::Explanation, Field::Entry];
    let anchors = questions.iter().any(|question| !question.anchored.is_empty()).then_some(Field::Anchors);
    [Field::Number, Field::Stem].into_iter().chain(choices).chain(beside).chain(anchors).collect()
}

/// The cells of each question, in the order of [`columns`].
pub(super) fn rows<'a>(questions: &'a [&'a Question]) -> impl Iterator<Item = Vec<String>> + 'a {
    let columns = columns(questions);
    questions.iter().enumerate().map(move |(index, question)| {
        let choices = labels::choices(question);
        let cell = |field: &Field| match field {
            Field::Number => (index + 1).to_string(),
            Field::Stem => labels::stem(question, index + 1),
            Field::Choice(place) => choices.get(*place).cloned().unwrap_or_default(),
            Field::Answer => key(question.correct, &question.choices),
            Field::Topic => labels::topic(question).unwrap_or_default().to_owned(),
            Field::Level => question.level.map_or("", Level::label).to_owned(),
            Field::Explanation => question.explanation.clone().unwrap_or_default(),
            Field::Entry => question.handbook_entry.map_or_else(String::new, |entry| entry.to_string()),
            Field::Anchors if question.anchored.is_empty() => String::new(),
            Field::Anchors => key(question.anchored, &question.choices),
            Field::Kind => question.kind.label().to_owned(),
        };
        columns.iter().map(cell).collect()
    })
}

fn most_choices(questions: &[&Question]) -> usize {
    questions.iter().map(|question| question.choices.len()).max().unwrap_or(0).clamp(2, MAX_CHOICES)
}

/// Choices by their letters, in the shortest way that the reader cannot take for a choice's own words.
fn key(places: ChoiceSet, choices: &[String]) -> String {
    let letters = letters(places);
    let ways = [letters.clone(), format!("Đáp án {letters}"), format!("Đáp án đúng là: {letters}")];
    let is_read = |way: &&String| answer::read(way, choices) == Ok(places);
    ways.iter().find(is_read).unwrap_or(&letters).clone()
}

/// `A, C`.
pub(in crate::questions) fn letters(correct: ChoiceSet) -> String {
    correct.iter().map(|position| letter(position).to_string()).collect::<Vec<_>>().join(", ")
}
