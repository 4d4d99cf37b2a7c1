//! Aiken: a stem, choices with letters, and a line that says the right one.
//!
//! The format: <https://docs.moodle.org/en/Aiken_format>. Taken beyond it, because authors write
//! it so: `a)` for `A.`, stems and choices of several lines, `ĐÁP ÁN:` for `ANSWER:`, several letters, and
//! an explanation below.

use contest::banks::ChoiceSet;
use contest::text;

use super::draft::{Draft, Judge};
use super::{QuestionSet, answer};
use crate::limits::{MAX_LINE_BYTES, MAX_QUESTIONS};
use crate::{Place, Problem, ReadError, labels};

/// Reads a file of questions.
pub(super) fn read(text: &str) -> Result<QuestionSet, ReadError> {
    let mut reader = Reader::default();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        let next = lines.peek().map_or("", |(_, next)| next.trim());
        reader.line(index as u32 + 1, &text::squeeze(line), next)?;
    }
    reader.end();
    if reader.set.rows.is_empty() {
        return Err(ReadError::NothingAsked { found: "tệp Aiken" });
    }
    Ok(reader.set)
}

/// What a line is.
enum Line<'a> {
    Blank,
    /// A choice by its position.
    Choice(usize, &'a str),
    Answer(&'a str),
    Explanation(&'a str),
    Words,
}

fn line(text: &str) -> Line<'_> {
    if text.is_empty() {
        return Line::Blank;
    }
    if let Some(key) = key(text) {
        return Line::Answer(key);
    }
    let explanation = ["giải thích", "explanation", "feedback"].iter().find_map(|word| labels::strip_word(text, word));
    if let Some(words) = explanation.and_then(|rest| rest.trim_start().strip_prefix(':')) {
        return Line::Explanation(words.trim());
    }
    match labels::choice(text) {
        Some((position, words)) if text[1..].starts_with(['.', ')']) => Line::Choice(position, words),
        _ => Line::Words,
    }
}

/// What stands behind `ANSWER:` and its Vietnamese forms; takes squeezed text.
fn key(text: &str) -> Option<&str> {
    ["answer", "đáp án đúng", "đáp án", "đa"]
        .iter()
        .find_map(|word| labels::strip_word(text, word))
        .and_then(|rest| rest.trim_start().strip_prefix(':'))
        .map(str::trim)
}

/// Whether a line, squeezed, is nothing but words: no label, no key.
pub(super) fn is_words(text: &str) -> bool {
    matches!(line(text), Line::Words)
}

/// Whether a line of a text that could be many things says the answer as Aiken does: `ANSWER: C`.
pub(super) fn is_key(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("ĐÁP ÁN:")
        || labels::strip_word(line, "answer").is_some_and(|rest| rest.trim_start().starts_with(':'))
}

#[derive(Default)]
struct Reader {
    set: QuestionSet,
    judge: Judge,
    current: Current,
}

/// The question being read.
#[derive(Default)]
struct Current {
    line: u32,
    stem: String,
    choices: Vec<String>,
    /// A choice whose letter does not follow the one before.
    wrong_label: bool,
    answer: Option<String>,
    explanation: String,
    /// Whether a blank line stood since the last words.
    gap: bool,
}

impl Reader {
    fn line(&mut self, number: u32, words: &str, next: &str) -> Result<(), ReadError> {
        if words.len() > MAX_LINE_BYTES || self.current.stem.len() > MAX_LINE_BYTES {
            return Err(ReadError::LongLine(Place::Line(if self.current.line > 0 {
                self.current.line
            } else {
                number
            })));
        }
        match line(words) {
            Line::Blank => {
                self.current.gap = true;
                return Ok(());
            }
            Line::Choice(position, words) if self.takes_choice(position) => {
                let current = &mut self.current;
                current.wrong_label |= position != current.choices.len();
                current.choices.push(words.to_owned());
            }
            Line::Answer(key) if self.current.answer.is_none() && self.current.line > 0 => {
                self.current.answer = Some(key.to_owned());
            }
            Line::Explanation(words) if self.current.answer.is_some() => {
                words.clone_into(&mut self.current.explanation);
            }
            _ => self.words(number, words, next),
        }
        self.current.gap = false;
        if self.set.rows.len() > MAX_QUESTIONS { Err(ReadError::TooManyQuestions) } else { Ok(()) }
    }

    /// A choice belongs to a stem whose answer has not been said; “A.” after other choices begins anew.
    fn takes_choice(&self, position: usize) -> bool {
        let Current { stem, choices, answer, gap, .. } = &self.current;
        !stem.is_empty() && answer.is_none() && !(position == 0 && !choices.is_empty() && *gap)
    }

    /// Words that are no choice and no answer.
    fn words(&mut self, number: u32, words: &str, next: &str) {
        let current = &mut self.current;
        let first_follows = matches!(line(next), Line::Choice(0, _));
        if current.answer.is_some() || (!current.choices.is_empty() && (current.gap || first_follows)) {
            self.end();
        } else if current.gap && current.choices.is_empty() && !current.stem.is_empty() {
            self.leftover();
        }
        let current = &mut self.current;
        let text = match current.choices.last_mut() {
            Some(choice) => choice,
            None => &mut current.stem,
        };
        if current.line == 0 {
            current.line = number;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(words);
    }

    /// Words above a question that are none of it.
    fn leftover(&mut self) {
        const LONGEST: usize = 80;
        let Current { line, stem, .. } = std::mem::take(&mut self.current);
        let words: String = stem.chars().take(LONGEST).collect();
        self.set.notes.push(Problem::new(
            &Place::Line(line),
            format!("Dòng chữ “{words}” không thuộc câu hỏi nào nên được bỏ qua."),
        ));
    }

    fn end(&mut self) {
        let current = std::mem::take(&mut self.current);
        if current.line > 0 {
            let row = self.judge.judge(current.draft());
            self.set.rows.push(row);
        }
    }
}

impl Current {
    fn draft(self) -> Draft {
        let mut draft = Draft::new(Place::Line(self.line));
        draft.set_stem(&self.stem);
        draft.choices = self.choices.iter().map(|choice| text::squeeze(choice)).collect();
        draft.explanation = Some(text::squeeze(&self.explanation)).filter(|text| !text.is_empty());
        if self.wrong_label {
            draft
                .refusals
                .push("Chữ cái của các phương án không liền nhau từ A. Hãy ghi lại A, B, C, D theo thứ tự.".to_owned());
        }
        if draft.choices.is_empty() && self.answer.is_none() {
            draft.refusals.push(
                "Dòng chữ không có phương án và đáp án. Hãy ghi các phương án A., B., … và dòng ANSWER:.".to_owned(),
            );
        }
        draft.key = match self.answer.as_deref() {
            None => Ok(ChoiceSet::EMPTY),
            Some(answer) => match letter(answer) {
                // A letter is always the label, whatever the choices say.
                Some(position) => answer::at(&[position], answer, &draft.choices),
                None => answer::read(answer, &draft.choices),
            },
        };
        draft
    }
}

/// `C`, `c.`, `C)`: the position.
fn letter(answer: &str) -> Option<usize> {
    match answer.trim_end_matches(['.', ')']).as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(usize::from(letter.to_ascii_uppercase() - b'A')),
        _ => None,
    }
}
