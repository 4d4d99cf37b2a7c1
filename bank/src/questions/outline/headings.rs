//! Headings over questions: topics, levels, and what only divides the paper.

use contest::text;

use super::labels;
use crate::capitals::sentence_case;
use crate::document::{Line, Role};
use crate::labels::strip_word;
use crate::questions::details::{self, SaidLevel};

/// What a heading says of the questions below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    Topic(String),

    Level(SaidLevel),
    /// `PHẦN I`: its title may stand on the next line.
    Untitled,
    /// `I. PHẦN TRẮC NGHIỆM (10 điểm)`: of no topic.
    Division,
}

/// Words before a topic. The sure ones are a heading wherever they stand with a number.
const WORDS: [&str; 9] = ["phần", "chương", "chủ đề", "chuyên đề", "lĩnh vực", "nội dung", "mục", "bài", "nhóm"];

/// The heading that a line is, if it is one.
pub(super) fn heading(line: &Line) -> Option<Heading> {
    let label = line.text.trim();
    if label.chars().nth(200).is_some() || label.ends_with('?') {
        return None;
    }
    if let Some(rest) = worded(label) {
        return Some(titled(rest));
    }
    if let Some(level) = whole_level(label) {
        return Some(Heading::Level(level));
    }
    if let Some(title) = roman(label)
        && (is_shouted(title) || WORDS.iter().any(|word| strip_word(title, word).is_some()))
    {
        return Some(titled(worded_loosely(title)));
    }
    match line.role {
        Role::Heading(_) => {
            let title = labels::number(label).map_or(label, |(_, start)| &label[start..]);
            Some(titled(worded_loosely(roman(title).unwrap_or(title))))
        }
        _ => None,
    }
}

/// `NHẬN BIẾT`, `Mức độ 1: Thông hiểu`.
fn whole_level(label: &str) -> Option<SaidLevel> {
    let name = roman(label).unwrap_or(label);
    let name = strip_word(name, "mức độ").map_or(name, |rest| rest.trim_start_matches(|c: char| !c.is_alphabetic()));
    details::known_level(name.trim_matches(|c: char| !c.is_alphanumeric())).filter(|_| name.chars().nth(3).is_some())
}

/// The title behind `Phần I.`, `CHỦ ĐỀ 2:`, `Lĩnh vực:`; “Phần lớn …” is none.
fn worded(label: &str) -> Option<&str> {
    let rest = WORDS.iter().find_map(|word| strip_word(label, word))?.trim_start();
    let rest = strip_word(rest, "thứ").map_or(rest, str::trim_start);
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    let is_number = number.is_empty() || is_ordinal(number);
    let behind = behind.trim_start();
    let title = behind.strip_prefix([':', '.', '-', '–', ')', '/']);
    match title {
        Some(title) if is_number => Some(title.trim_start_matches(['.', ' ', ':'])),
        None if is_ordinal(number) && (behind.is_empty() || behind.starts_with('(')) => Some(behind),
        // “PHẦN II QUY ĐỊNH CHUNG”
        None if is_ordinal(number) && is_shouted(behind) => Some(behind),
        _ => None,
    }
}

/// The title behind such a word, number or not.
fn worded_loosely(title: &str) -> &str {
    worded(title).unwrap_or_else(|| {
        ["lĩnh vực", "chủ đề", "chuyên đề"]
            .iter()
            .find_map(|word| strip_word(title, word))
            .map_or(title, str::trim_start)
    })
}

fn is_ordinal(number: &str) -> bool {
    let is_roman = |c: char| matches!(c, 'I' | 'V' | 'X');
    !number.is_empty() && (number.chars().all(|c| c.is_ascii_digit()) || number.chars().all(is_roman))
        || matches!(text::fold(number).as_str(), "nhat" | "hai" | "ba" | "tu" | "nam" | "sau" | "bay" | "tam")
        || matches!(number.as_bytes(), [b'A'..=b'H'])
}

/// The title behind a Roman number: `II. LĨNH VỰC THỂ CHẾ`.
fn roman(label: &str) -> Option<&str> {
    let end = label.find(|c: char| !matches!(c, 'I' | 'V' | 'X')).filter(|end| *end > 0)?;
    label[end..].strip_prefix(['.', '/', ')', ':', '-']).map(str::trim_start)
}

fn is_shouted(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = title.chars().filter(|c| c.is_uppercase()).count();
    letters > 3 && capitals * 10 >= letters * 8
}

/// A title as what it says: brackets such as `(10 câu)` go, capitals become a sentence.
fn titled(title: &str) -> Heading {
    let title = match title.split_once('(') {
        Some((before, inside)) if inside.contains(|c: char| c.is_ascii_digit()) => before,
        _ => title,
    };
    let title =
        text::squeeze(title.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-' | '–' | '*')));
    if title.is_empty() {
        return Heading::Untitled;
    }
    let folded = text::fold(&title);
    if let Some(level) = whole_level(&title) {
        return Heading::Level(level);
    }
    if ["trac nghiem", "tu luan", "cau hoi"].iter().any(|word| folded.contains(word)) && !folded.contains(" ve ") {
        return Heading::Division;
    }
    let sentence = sentence_case(&[title]);
    let mut characters = sentence.chars();
    Heading::Topic(characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect()))
}

#[cfg(test)]
mod tests {
    use contest::banks::Level;

    use super::*;

    fn topic(line: &str) -> Option<Heading> {
        heading(&Line::plain(line))
    }

    #[test]
    fn topics_levels_and_divisions() {
        let level = |level, high| Heading::Level(SaidLevel { level, high });
        let said = |title: &str| Some(Heading::Topic(title.to_owned()));
        assert_eq!(topic("Phần I. Cải cách thể chế"), said("Cải cách thể chế"));
        assert_eq!(topic("PHẦN 2: CẢI CÁCH TÀI CHÍNH CÔNG (10 câu)"), said("Cải cách tài chính công"));
        assert_eq!(topic("Chủ đề: chuyển đổi số"), said("Chuyển đổi số"));
        assert_eq!(topic("I. LĨNH VỰC CẢI CÁCH THỂ CHẾ"), said("Cải cách thể chế"));
        assert_eq!(topic("Lĩnh vực 3: Thủ tục hành chính"), said("Thủ tục hành chính"));
        assert_eq!(topic("PHẦN II"), Some(Heading::Untitled));
        assert_eq!(topic("I. PHẦN TRẮC NGHIỆM (10 điểm)"), Some(Heading::Division));
        assert_eq!(topic("II. NHẬN BIẾT"), Some(level(Level::Recall, false)));
        assert_eq!(topic("Mức độ 2: Thông hiểu"), Some(level(Level::Understand, false)));
        assert_eq!(topic("IV. VẬN DỤNG CAO"), Some(level(Level::Apply, true)));
        for line in
            ["Phần lớn thủ tục được đơn giản hóa", "Phần nào sau đây?", "V. I. Lênin", "Bài học là gì", "Cải cách"]
        {
            assert_eq!(topic(line), None, "{line}");
        }
        assert_eq!(heading(&Line::plain("Cải cách").into_heading()), said("Cải cách"));
    }
}
