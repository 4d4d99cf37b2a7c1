//! What a line begins or ends with, as far as it tells where paragraphs do.

use contest::text;

use crate::labels;

/// Words behind which a line is one of its own, where a colon or nothing follows.
const LABELS: [&str; 11] =
    ["đáp án", "trả lời", "hỏi", "câu hỏi", "đáp", "giải thích", "mức độ", "lĩnh vực", "chủ đề", "nguồn", "căn cứ"];

/// Words before a number that begin a line of their own.
const NUMBERED: [&str; 5] = ["phần", "chương", "câu", "mục", "bài"];

/// Whether a line begins with something that begins a line of its own: a label, a bullet, a number, a line
/// of a table of contents.
pub(super) fn begins(text: &str) -> bool {
    is_item(text) || is_contents(text)
}

/// Whether a line begins with a label, a bullet or a number.
pub(super) fn is_item(text: &str) -> bool {
    let text = text::squeeze(text);
    let text = text.trim_start_matches(['*', '#', '✓', '☑', '☐', '(', '[', '=', '>', ' ']);
    let is_word = |word: &&str| {
        labels::strip_word(text, word).is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with([':', '.']))
    };
    // Within a sentence such words are small: “trả lời / câu hỏi: …”.
    let is_label = text.starts_with(char::is_uppercase)
        && (labels::question(text).is_some()
            || LABELS.iter().any(is_word)
            || NUMBERED.iter().any(|word| labels::strip_word(text, word).is_some_and(begins_with_ordinal)));
    is_label
        || bullet(text).is_some()
        || begins_with_number(text)
        || labels::choice(text).is_some_and(|(position, _)| position < 10)
}

/// `12. …`, `3) …`; a date or the number of a document is none.
fn begins_with_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text.get(digits..).and_then(|rest| rest.strip_prefix(['.', ')']));
    (1..=3).contains(&digits) && behind.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// ` II. …`, ` 3`: what follows such a word.
fn begins_with_ordinal(rest: &str) -> bool {
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    let is_roman = number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    !number.is_empty()
        && (is_roman || number.bytes().all(|byte| byte.is_ascii_digit()))
        && (behind.is_empty() || behind.starts_with([':', '.', ')', '-', '–']))
}

/// Whether a line ends within a word: behind a hyphen that joins (`CT-` and `TTg`), or within a number that
/// alone was too long for its cell.
pub(super) fn is_broken_word(line: &str, next: &str) -> bool {
    let joins = line.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let is_of_number = |c: char| c.is_ascii_digit() || c == '/';
    let is_alone = !line.trim().contains([' ', '\t']);
    line.is_empty() || joins || is_alone && line.ends_with(is_of_number) && next.starts_with(is_of_number)
}

/// A line of a table of contents: dots that lead to a number.
pub(super) fn is_contents(text: &str) -> bool {
    let text = text.trim_end();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = text[..text.len() - digits].trim_end();
    let dots = before.chars().rev().take_while(|c| matches!(c, '.' | '…' | ' ' | '\t')).filter(|c| *c != ' ').count();
    digits > 0 && dots >= 4
}

/// The bullet that a line begins with.
pub(super) fn bullet(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    let is_bullet = matches!(first, '•' | '▪' | '●' | '○' | '-' | '–' | '+' | '·');
    (is_bullet && text[first.len_utf8()..].starts_with([' ', '\t'])).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words() {
        for text in [
            "Câu 3: Là gì?",
            "A. Một",
            "(b) hai",
            "12) Ba",
            "• Bốn",
            "Đáp án: C",
            "Trả lời:",
            "PHẦN II",
            "*C. Đúng",
            "1. Mục ..... 7",
        ] {
            assert!(begins(text), "{text}");
        }
        for text in
            ["câu hỏi: quy trình", "76/NQ-CP ngày 15/7/2021", "2021. Theo", "Phần lớn thủ tục", "1.5 lần", "Chính phủ"]
        {
            assert!(!begins(text), "{text}");
        }
    }

    #[test]
    fn words_that_lines_break() {
        for (line, next, is_so) in [
            ("Chỉ thị số 23/CT-", "TTg", true),
            ("giai đoạn 2021 -", "2030", false),
            ("02/9/20", "21", true),
            ("năm 2021", "30 ngày", false),
            ("Một", "hai", false),
        ] {
            assert_eq!(is_broken_word(line, next), is_so, "{line}");
        }
    }
}
