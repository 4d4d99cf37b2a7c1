//! GIFT.

use std::fmt::Write as _;

use contest::banks::{Kind, Question};

use super::super::category;
use super::super::gift::escape;
use super::super::tags;
use super::labels;

/// Writes the questions; the topic as category, level and handbook entry as tags.
pub(super) fn write(questions: &[&Question]) -> Vec<u8> {
    let mut out = String::new();
    let mut topic = None;
    for (index, question) in questions.iter().enumerate() {
        if topic != labels::topic(question) {
            topic = labels::topic(question);
            let _ = write!(out, "$CATEGORY: {}\n\n", category::path(topic));
        }
        write_question(question, index + 1, &mut out);
    }
    out.into_bytes()
}

fn write_question(question: &Question, number: usize, out: &mut String) {
    let tags = tags::of(question).into_iter().chain(tags::anchors(question));
    let tags: Vec<String> = tags.map(|tag| format!("[tag:{tag}]")).collect();
    if !tags.is_empty() {
        let _ = writeln!(out, "// {}", tags.join(" "));
    }
    let stem = labels::stem(question, number);
    let _ = writeln!(out, "::Câu {number}::[plain]{} {{", escape(&stem));
    if question.choices == ["Đúng", "Sai"] {
        out.push_str(if question.correct.contains(0) { "TRUE\n" } else { "FALSE\n" });
    } else {
        write_choices(question, out);
    }
    if let Some(explanation) = &question.explanation {
        let _ = writeln!(out, "####{}", text(explanation));
    }
    out.push_str("}\n\n");
}

fn write_choices(question: &Question, out: &mut String) {
    let share = labels::share(question.correct.len());
    for (position, choice) in labels::choices(question).iter().enumerate() {
        let right = question.correct.contains(position);
        let mark = match (question.kind, right) {
            (Kind::Multiple, true) => format!("~%{share}%"),
            (Kind::Multiple, false) => "~%-100%".to_owned(),
            (_, true) => "=".to_owned(),
            (_, false) => "~".to_owned(),
        };
        let _ = writeln!(out, "{mark}{}", text(choice));
    }
}

/// A text within the braces: one that begins like a format or a share is told to be plain.
fn text(text: &str) -> String {
    let line = contest::text::squeeze(text);
    let plain = if line.starts_with(['[', '%']) { "[plain]" } else { "" };
    format!("{plain}{}", escape(&line))
}
