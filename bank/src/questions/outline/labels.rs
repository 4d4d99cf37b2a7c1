//! What a line begins with: a question's label, a choice's letter, the name of a detail.

use std::ops::Range;

use contest::banks::MAX_CHOICES;
use contest::text;

use crate::labels;
use crate::questions::columns::{self, Field};
use crate::questions::details::{self, SaidLevel};
use crate::questions::table::Cell;

/// Marks that authors put before or behind the right choice.
pub(super) const RIGHT_MARKS: [&str; 16] = [
    "*",
    "✓",
    "✔",
    "√",
    "☑",
    "☒",
    "[x]",
    "[X]",
    "(x)",
    "(X)",
    "(đúng)",
    "(Đúng)",
    "(ĐÚNG)",
    "[đúng]",
    "(đáp án đúng)",
    "(Đáp án đúng)",
];
/// Marks that say nothing of the choice they stand before.
const EMPTY_BOXES: [&str; 4] = ["☐", "[ ]", "□", "○"];

/// Most marks before one letter.
const MAX_MARKS: usize = 4;

/// `Câu 3 (0,5 điểm). [NB]` before a question.
pub(super) struct QuestionLabel {
    pub(super) number: Option<u32>,
    pub(super) level: Option<SaidLevel>,
    /// What else stands in brackets in the label: `(chọn hai đáp án)`.
    pub(super) aside: Option<String>,
    /// Where the question itself begins.
    pub(super) end: usize,
}

/// The label of a question, at the start of a line.
pub(super) fn question(line: &str) -> Option<QuestionLabel> {
    let (number, rest) = labels::question(line).map(|(number, rest)| (Some(number), rest)).or_else(|| bare(line))?;
    let mut end = line.len() - rest.trim_start().len();
    let mut level = bracketed(&line[..end]).find_map(details::known_level);
    let is_aside = |inner: &&str| details::known_level(inner).is_none() && !is_points(inner);
    let aside = bracketed(&line[..end]).find(is_aside).map(|inner| format!("({inner})"));
    // What stands in brackets behind the label belongs to it, when it is a level or a worth.
    while let Some(inner) = leading_bracket(&line[end..]) {
        let known = details::known_level(inner.trim());
        if known.is_none() && !is_points(inner) {
            break;
        }
        level = level.or(known);
        end += inner.len() + 2;
        end += line[end..].len() - line[end..].trim_start_matches([' ', '\t', ':', '.']).len();
    }
    Some(QuestionLabel { number, level, aside, end })
}

/// `Câu 7` alone on its line, and `Câu hỏi:` without a number.
fn bare(line: &str) -> Option<(Option<u32>, &str)> {
    if line.chars().nth(20).is_none()
        && let Some((number, "")) = labels::question(&format!("{line}:"))
    {
        return Some((Some(number), ""));
    }
    let rest = labels::strip_word(line, "câu hỏi")?.trim_start().strip_prefix(':')?;
    Some((None, rest.trim_start()))
}

fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split(['(', '[']).skip(1).filter_map(|part| part.split([')', ']']).next()).map(str::trim)
}

fn leading_bracket(text: &str) -> Option<&str> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    text[1..].split_once(close).map(|(inner, _)| inner)
}

/// `0,5 điểm`, `1đ`.
fn is_points(text: &str) -> bool {
    let folded = text::fold(text);
    let unit = folded.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
    folded.starts_with(|c: char| c.is_ascii_digit()) && matches!(unit, "diem" | "d" | "đ")
}

/// `12. Nội dung`, `12) …`: the number and where the rest begins.
pub(super) fn number(line: &str) -> Option<(u32, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line.get(..digits)?.parse().ok().filter(|_| digits <= 4)?;
    let rest = line[digits..].strip_prefix(['.', ')', '/', ':'])?;
    let is_label = rest.starts_with([' ', '\t']) || rest.starts_with(char::is_alphabetic);
    is_label.then(|| (number, line.len() - rest.trim_start().len()))
}

/// The letter before a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChoiceLabel {
    /// From 0.
    pub(super) position: usize,
    /// The label with the marks before it.
    pub(super) range: Range<usize>,
    /// How it is written; labels of one question are written alike.
    pub(super) style: (bool, char),
    /// Whether a mark of the right choice stands with it.
    pub(super) right: bool,
    /// Whether `#` stands before it: the choice keeps its place.
    pub(super) anchored: bool,
    /// Whether it stands at the start of the line, or behind a tab or several spaces.
    pub(super) apart: bool,
}

/// The label that begins at a byte, if one does.
pub(super) fn choice_at(line: &str, start: usize) -> Option<ChoiceLabel> {
    let before = line.get(..start)?;
    let apart = before.trim_start().is_empty() || before.ends_with('\t') || before.ends_with("  ");
    if !before.is_empty() && !before.ends_with([' ', '\t']) {
        return None;
    }
    let mut rest = line.get(start..)?;
    let (mut right, mut anchored) = (false, false);
    for _ in 0..MAX_MARKS {
        if let Some(after) = RIGHT_MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
            right = true;
            rest = after.trim_start();
        } else if let Some(after) = rest.strip_prefix('#') {
            anchored = true;
            rest = after.trim_start();
        } else if let Some(after) = EMPTY_BOXES.iter().find_map(|mark| rest.strip_prefix(mark)) {
            rest = after.trim_start();
        } else {
            break;
        }
    }
    if before.is_empty() {
        let word = ["phương án", "lựa chọn"].iter().find_map(|word| labels::strip_word(rest, word));
        rest = word.map_or(rest, str::trim_start);
    }
    let (open, inner) = match rest.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, rest),
    };
    let letter = inner.chars().next().filter(char::is_ascii_alphabetic)?;
    let position = usize::from(letter.to_ascii_uppercase() as u8 - b'A');
    let mut after = &inner[1..];
    if let Some(starred) = after.strip_prefix('*') {
        right = true;
        after = starred;
    }
    let delimiter =
        after.trim_start_matches(' ').chars().next().filter(|c| matches!(c, '.' | ')' | ':' | '-' | '–' | '/'))?;
    if open && delimiter != ')' || after.len() - after.trim_start_matches(' ').len() > 1 {
        return None;
    }
    let after = &after.trim_start_matches(' ')[delimiter.len_utf8()..];
    let ends = after.is_empty() || after.starts_with([' ', '\t']);
    // `A/B` and `a.m` are words; `A.Một` and `a)một` are choices.
    let glued = apart && (delimiter == ')' || delimiter == '.' && letter.is_ascii_uppercase());
    let dashed = before.is_empty() && letter.is_ascii_uppercase() && matches!(delimiter, ':' | '-' | '–');
    if position >= MAX_CHOICES || !(ends || glued || dashed) {
        return None;
    }
    let end = line.len() - after.trim_start().len();
    Some(ChoiceLabel {
        position,
        range: start..end,
        style: (letter.is_ascii_uppercase(), if open { '(' } else { delimiter }),
        right,
        anchored,
        apart,
    })
}

/// What a line names by `Mức độ: …`, `Đáp án đúng là C`, `Nguồn: …`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    Answer,
    Explanation,
    /// An explanation that keeps its name: `Nguồn: …`.
    Source,
    Topic,
    Level,
    Kind,
    Entry,
    /// The choices that keep their place.
    Anchors,
    Points,
}

/// The detail that a line gives, and where its value begins.
pub(super) fn detail(line: &str) -> Option<(Detail, usize)> {
    if let Some(end) = answer(line) {
        return Some((Detail::Answer, end));
    }
    let (name, value) = line.split_once(':')?;
    if name.chars().nth(40).is_some() {
        return None;
    }
    let detail = match columns::named(&Cell::Text(name.to_owned())) {
        Some(Field::Explanation) if text::fold(name).contains("giai") => Detail::Explanation,
        Some(Field::Explanation) => Detail::Source,
        Some(Field::Topic) => Detail::Topic,
        Some(Field::Level) => Detail::Level,
        Some(Field::Kind) => Detail::Kind,
        Some(Field::Entry) => Detail::Entry,
        Some(Field::Anchors) if is_letters(value.trim()) || text::fold(value) == "tat ca" => Detail::Anchors,
        _ => match text::fold(name).trim() {
            "nguon" | "nguon trich dan" | "tham khao" | "tai lieu tham khao" => Detail::Source,
            "huong dan" | "vi sao" | "ghi chu" => Detail::Explanation,
            "diem" | "so diem" | "thang diem" => Detail::Points,
            _ => return None,
        },
    };
    Some((detail, line.len() - value.trim_start().len()))
}

/// Where the key begins behind `Đáp án:`, `ĐA:`, `Đáp án đúng là`, `Chọn`.
///
/// Without a colon only letters are a key: “Đáp án đúng nhất” is text.
fn answer(line: &str) -> Option<usize> {
    let (start, has_colon) = answer_name(line)?;
    (has_colon || is_letters(&line[start..])).then_some(start)
}

/// Where the text behind the name of a key begins, and whether a colon stands between.
pub(super) fn answer_name(line: &str) -> Option<(usize, bool)> {
    const NAMES: [&str; 15] = [
        "đáp án",
        "dap an",
        "đ/a",
        "đa",
        "đáp số",
        "phương án đúng",
        "phương án chọn",
        "phương án trả lời đúng",
        "câu trả lời đúng",
        "lựa chọn đúng",
        "chọn",
        "trả lời",
        "answer",
        "key",
        "correct answer",
    ];
    let opened = line.trim_start_matches(['(', '[', '=', '>', '→', '-', ' ']);
    let mut rest = NAMES.iter().find_map(|name| labels::strip_word(opened, name))?.trim_start();
    for word in ["đáp án", "câu trả lời", "chính xác", "đúng nhất", "đúng", "dung", "là"] {
        rest = labels::strip_word(rest, word).map_or(rest, str::trim_start);
    }
    let (value, has_colon) = match rest.strip_prefix([':', '=']) {
        Some(value) => (value.trim_start(), true),
        None => (rest.trim_start_matches(['.', '-', '–', ' ']), false),
    };
    Some((line.len() - value.len(), has_colon))
}

/// `C`, `a, c`, `B và D`: letters of choices and nothing else.
pub(super) fn is_letters(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')', ']', ';', ' ']);
    let mut words = text
        .split([' ', ',', ';', '&', '+', '/'])
        .filter(|word| !word.is_empty() && !matches!(word.to_lowercase().as_str(), "và" | "va"))
        .peekable();
    words.peek().is_some()
        && words.all(|word| {
            word.len() <= MAX_CHOICES && word.bytes().all(|byte| matches!(byte, b'A'..=b'J'))
                || matches!(word.as_bytes(), [b'a'..=b'j'])
        })
}

/// The visible text of a range with the marks of a right choice taken off both its ends: what is
/// left, whether there was a mark, and whether `#` stood before it.
pub(super) fn without_marks(line: &str, mut range: Range<usize>) -> (Range<usize>, bool, bool) {
    let (mut right, mut anchored) = (false, false);
    loop {
        let text = &line[range.clone()];
        let trimmed = text.trim();
        range.start += text.len() - text.trim_start().len();
        range.end = range.start + trimmed.len();
        if let Some(mark) = RIGHT_MARKS.iter().find(|mark| trimmed.starts_with(**mark)) {
            range.start += mark.len();
            right = true;
        } else if let Some(mark) = RIGHT_MARKS.iter().find(|mark| trimmed.ends_with(**mark)) {
            range.end -= mark.len();
            right = true;
        } else if trimmed.starts_with('#') {
            range.start += 1;
            anchored = true;
        } else if let Some(mark) = EMPTY_BOXES.iter().find(|mark| trimmed.starts_with(**mark)) {
            range.start += mark.len();
        } else {
            return (range, right, anchored);
        }
    }
}

#[cfg(test)]
mod tests {
    use contest::banks::Level;

    use super::*;

    #[test]
    fn questions() {
        for (line, number, rest) in [
            ("Câu 1. Là gì?", Some(1), "Là gì?"),
            ("Câu\t12:\tLà gì?", Some(12), "Là gì?"),
            ("Cau 4) Là gì?", Some(4), "Là gì?"),
            ("Câu 5 (0,5 điểm): (NB) Là gì?", Some(5), "Là gì?"),
            ("Câu 6. [1,0 đ] Là gì?", Some(6), "Là gì?"),
            ("Câu 7", Some(7), ""),
            ("Câu hỏi: Là gì?", None, "Là gì?"),
            ("Câu 8: (chọn hai) Là gì?", Some(8), "(chọn hai) Là gì?"),
        ] {
            let label = question(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((label.number, &line[label.end..]), (number, rest), "{line}");
        }
        assert_eq!(question("Câu 5 (NB): Là gì?").unwrap().level.map(|said| said.level), Some(Level::Recall));
        assert!(question("Câu 5 [VDC]. Là gì?").unwrap().level.is_some_and(|said| said.high));
        assert_eq!(question("Câu 5 (chọn hai): Là gì?").unwrap().aside.as_deref(), Some("(chọn hai)"));
        assert_eq!(question("Câu 5 (0,5 điểm): Là gì?").unwrap().aside, None);
        assert!(question("Câu hỏi nào đúng?").is_none());
    }

    #[test]
    fn choices() {
        for (line, position, rest) in [
            ("A. Một", 0, "Một"),
            ("B)Hai", 1, "Hai"),
            ("c) ba", 2, "ba"),
            ("D- Bốn", 3, "Bốn"),
            ("*A. Một", 0, "Một"),
            ("#D. Bốn", 3, "Bốn"),
            ("(B) Hai", 1, "Hai"),
            ("Phương án C: Ba", 2, "Ba"),
            ("☐ A. Một", 0, "Một"),
        ] {
            let label = choice_at(line, 0).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((label.position, &line[label.range.end..]), (position, rest), "{line}");
        }
        assert!(choice_at("*A. Một", 0).unwrap().right && choice_at("#A. Một", 0).unwrap().anchored);
        for line in ["A/B là gì", "a.m", "Cả nước", "Z. Không", "a - b", "(A. Một"] {
            assert_eq!(choice_at(line, 0).filter(|label| label.style != (false, '-')), None, "{line}");
        }
    }

    #[test]
    fn details() {
        for (line, expected, value) in [
            ("Đáp án: C", Detail::Answer, "C"),
            ("ĐÁP ÁN ĐÚNG LÀ C", Detail::Answer, "C"),
            ("Đáp án đúng là: C", Detail::Answer, "C"),
            ("ĐA: A, C", Detail::Answer, "A, C"),
            ("Đ/A: b", Detail::Answer, "b"),
            ("=> Chọn đáp án B.", Detail::Answer, "B."),
            ("Đáp án: Sáu nội dung", Detail::Answer, "Sáu nội dung"),
            ("Mức độ: Nhận biết", Detail::Level, "Nhận biết"),
            ("Giải thích : vì thế", Detail::Explanation, "vì thế"),
            ("Nguồn: Nghị quyết số 76/NQ-CP", Detail::Source, "Nghị quyết số 76/NQ-CP"),
            ("Căn cứ: Điều 5", Detail::Source, "Điều 5"),
            ("Lĩnh vực: Thể chế", Detail::Topic, "Thể chế"),
            ("Giữ vị trí: A, D", Detail::Anchors, "A, D"),
            ("Cố định: tất cả", Detail::Anchors, "tất cả"),
        ] {
            let (detail, at) = detail(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((detail, &line[at..]), (expected, value), "{line}");
        }
        for line in [
            "Đáp án nào đúng?",
            "Chọn một phương án",
            "Hãy cho biết: ai?",
            "Giữ nguyên: mức cũ",
            "Trả lời người dân đúng hạn",
        ] {
            assert_eq!(detail(line), None, "{line}");
        }
    }

    #[test]
    fn marks_of_right_choices() {
        for (text, rest, right) in [
            ("10/10*", "10/10", true),
            (" * Một", "Một", true),
            ("Hai (đúng)", "Hai", true),
            ("Ba ✓", "Ba", true),
            ("Bốn", "Bốn", false),
        ] {
            let (range, found, _) = without_marks(text, 0..text.len());
            assert_eq!((&text[range], found), (rest, right), "{text}");
        }
        assert!(without_marks("#Cả hai", 0..8).2);
    }
}
