//! Moodle XML.

use std::fmt::Write as _;

use contest::banks::{ChoiceOrder, Kind, Question};

use super::super::{category, tags};
use super::labels;
use crate::office::escape;

/// Writes the questions; the topic as category, level and handbook entry as tags.
pub(super) fn write(questions: &[&Question]) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
    let mut topic = None;
    for (index, question) in questions.iter().enumerate() {
        if topic != labels::topic(question) {
            topic = labels::topic(question);
            let path = category::path(topic);
            let _ = writeln!(
                out,
                "<question type=\"category\"><category><text>{}</text></category></question>",
                escape(&path)
            );
        }
        write_question(question, index + 1, &mut out);
    }
    out.push_str("</quiz>\n");
    out.into_bytes()
}

fn write_question(question: &Question, number: usize, out: &mut String) {
    let is_true_false = question.choices == ["Đúng", "Sai"];
    let kind = if is_true_false { "truefalse" } else { "multichoice" };
    let _ = write!(out, "<question type=\"{kind}\">\n<name><text>cau-{number}</text></name>\n");
    text("questiontext", &labels::stem(question, number), out);
    text("generalfeedback", question.explanation.as_deref().unwrap_or_default(), out);
    out.push_str("<defaultgrade>1</defaultgrade>\n<hidden>0</hidden>\n");
    if is_true_false {
        for (position, word) in ["true", "false"].into_iter().enumerate() {
            let share = if question.correct.contains(position) { 100 } else { 0 };
            let _ = writeln!(
                out,
                "<answer fraction=\"{share}\" format=\"moodle_auto_format\"><text>{word}</text></answer>"
            );
        }
    } else {
        write_choices(question, out);
    }
    let places = tags::anchors(question).or_else(|| tags::by_words(question));
    let tags: Vec<String> = tags::of(question).into_iter().chain(places).collect();
    if !tags.is_empty() {
        let tags: Vec<String> = tags.iter().map(|tag| format!("<tag><text>{}</text></tag>", escape(tag))).collect();
        let _ = writeln!(out, "<tags>{}</tags>", tags.concat());
    }
    out.push_str("</question>\n");
}

fn write_choices(question: &Question, out: &mut String) {
    let several = question.kind == Kind::Multiple;
    // Moodle cannot hold one choice in its place; the author's order holds them all, and a tag says which.
    let moves = question.order() == ChoiceOrder::Free;
    let _ = write!(
        out,
        "<single>{}</single>\n<shuffleanswers>{}</shuffleanswers>\n<answernumbering>ABCD</answernumbering>\n",
        !several,
        u8::from(moves)
    );
    let share = labels::share(question.correct.len());
    for (position, choice) in labels::choices(question).iter().enumerate() {
        let share = match (question.correct.contains(position), several) {
            (true, _) => share.as_str(),
            (false, true) => "-100",
            (false, false) => "0",
        };
        let _ = writeln!(
            out,
            "<answer fraction=\"{share}\" format=\"plain_text\"><text>{}</text></answer>",
            escape(choice)
        );
    }
}

fn text(name: &str, text: &str, out: &mut String) {
    let _ = writeln!(out, "<{name} format=\"plain_text\"><text>{}</text></{name}>", escape(text));
}
