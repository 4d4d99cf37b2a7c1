//! Question sets laid out as people write them, in Word documents of several programs and as text.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

mod hostile;
mod keys;
mod layouts;
mod package;
mod programs;
mod signs;
mod speed;
mod written;

use bank::questions::{QuestionSet, Row, read};

/// A question in short: its stem, its choices, its key, why it was refused.
fn told(row: &Row) -> String {
    match row.question() {
        Some(question) => {
            let key: String = question.correct.iter().map(contest::banks::letter).collect();
            format!("{} [{}] {key}", question.stem, question.choices.join("|"))
        }
        None => format!("{} ✗ {}", row.stem(), row.problems()[0].message),
    }
}

fn all(set: &QuestionSet) -> Vec<String> {
    set.rows.iter().map(told).collect()
}

/// The set in a document with this body.
fn docx(body: impl Into<String>) -> QuestionSet {
    read(&package::Docx::of(body).bytes(), "de.docx").unwrap()
}

/// The set in a text; a document with a paragraph a line must say the same.
fn text(text: &str) -> QuestionSet {
    let set = read(text.as_bytes(), "de.txt").unwrap();
    if !text.contains("**") {
        assert_eq!(all(&docx(package::lines(text))), all(&set), "{text}");
    }
    set
}
