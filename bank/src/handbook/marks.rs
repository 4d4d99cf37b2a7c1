//! What the lines of a handbook are.

use crate::document::{Line, Listed, Role};
use crate::labels;

/// Longest label of a question alone on its line, in bytes.
const LONGEST_LABEL: usize = 24;

/// What a line is.
pub(super) enum Mark<'a> {
    Title,
    Part {
        number: &'a str,
        title: &'a str,
    },
    Section {
        number: &'a str,
        title: &'a str,
    },
    Question {
        /// None for one that goes by its place.
        number: Option<u32>,
        text: &'a str,
    },
    /// `Trả lời:` with what follows on the line.
    Answer(&'a str),
    Text(Option<Listed>),
}

/// `Đáp án: B`.
pub(super) fn is_key(text: &str) -> bool {
    let rest =
        labels::strip_word(text, "đáp án").map(|rest| labels::strip_word(rest.trim_start(), "đúng").unwrap_or(rest));
    rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// What a line is; headings of the level `top` begin parts.
pub(super) fn mark(line: &Line, top: u8) -> Mark<'_> {
    let text = line.text.as_str();
    if line.role == Role::Title {
        return Mark::Title;
    }
    if line.listed.is_none() {
        if let Some((number, text)) = question_label(text) {
            return Mark::Question { number, text };
        }
        if let Some(rest) = answer_label(text) {
            return Mark::Answer(rest);
        }
        if let Some((number, title)) = part_label(text) {
            return Mark::Part { number, title };
        }
    }
    match line.role {
        Role::Heading(level) if level <= top => {
            let (number, title) = numbered(text);
            Mark::Part { number, title }
        }
        Role::Heading(_) => {
            let (number, title) = numbered(text);
            Mark::Section { number, title }
        }
        _ => Mark::Text(line.listed),
    }
}

/// `Trả lời:`, `Đáp:`; a sentence that merely begins so is text.
pub(super) fn answer_label(text: &str) -> Option<&str> {
    ["trả lời", "đáp"].iter().find_map(|word| {
        let rest = labels::strip_word(text, word)?.trim_start();
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix([':', '.']).map(str::trim_start) }
    })
}

/// `Câu hỏi 5: …`, `Câu 5` alone on its line, `Hỏi: …` without a number.
pub(super) fn question_label(text: &str) -> Option<(Option<u32>, &str)> {
    if let Some((number, rest)) = labels::question(text) {
        return Some((Some(number), rest));
    }
    if text.len() < LONGEST_LABEL
        && let Some((number, "")) = labels::question(&format!("{text}:"))
    {
        return Some((Some(number), ""));
    }
    let rest = ["hỏi", "câu hỏi"].iter().find_map(|word| labels::strip_word(text, word))?.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits)?.parse().ok();
    let text = rest[digits..].trim_start().strip_prefix(':')?;
    Some((number, text.trim_start()))
}

/// `Phần I. Những vấn đề chung`, `PHẦN 2`; “Phần IV dùng văn bản …” is text.
pub(super) fn part_label(text: &str) -> Option<(&str, &str)> {
    let rest = labels::strip_word(text, "phần")?.trim_start();
    let rest = labels::strip_word(rest, "thứ").map_or(rest, str::trim_start);
    let (number, title) = rest.split_at(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
    let is_number = is_ordinal(number);
    let title = title.trim_start();
    let title = if title.is_empty() { Some(title) } else { title.strip_prefix([':', '.', '-', '–', ')']) };
    title.filter(|_| is_number).map(|title| (number, title.trim_start()))
}

fn is_ordinal(number: &str) -> bool {
    let roman = !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    roman || digits || matches!(number.to_lowercase().as_str(), "nhất" | "hai" | "ba" | "tư" | "năm" | "sáu")
}

/// `1. Cải cách thể chế` in two; the number is empty when there is none.
fn numbered(text: &str) -> (&str, &str) {
    let text = labels::strip_word(text, "mục").map_or(text, str::trim_start);
    let end = text.find(['.', ')', ':']).filter(|&end| {
        let number = &text[..end];
        is_ordinal(number) || (number.len() == 1 && number.chars().all(char::is_alphabetic))
    });
    end.map_or(("", text), |end| (&text[..end], text[end + 1..].trim_start()))
}
