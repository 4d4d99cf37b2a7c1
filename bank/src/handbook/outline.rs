//! From paragraphs to parts, sections and entries.

use std::{collections::HashSet, slice};

use contest::text;

use super::capitals::sentence_case;
use super::docx::{Listed, Paragraph, Role};
use super::{Block, Entry, Handbook, Part, Section, legal};
use crate::{Place, Problem, ReadError, labels};

/// What a line is.
enum Mark<'a> {
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
        number: u32,
        text: &'a str,
    },
    /// `Trả lời:` with what follows on the line.
    Answer(&'a str),
    Text(Option<Listed>),
}

/// A line of text with what its paragraph says of it.
struct Line {
    text: String,
    role: Role,
    listed: Option<Listed>,
}

/// An entry being read.
struct Draft {
    entry: Entry,
    answered: bool,
}

#[derive(Default)]
struct Outline {
    title: Vec<String>,
    parts: Vec<Part>,
    drafts: Vec<Draft>,
    /// Whether what comes next belongs to the last draft.
    in_entry: bool,
    /// Whether the last part still waits for its title.
    untitled: bool,
    section: Option<usize>,
    /// Whether this handbook marks its answers; else an answer follows its question directly.
    marks_answers: bool,
}

/// Reads the outline; what stands before the first entry and under no entry is left out.
pub(super) fn read(paragraphs: &[Paragraph]) -> Result<Handbook, ReadError> {
    let lines = lines(paragraphs);
    let marks_answers = lines.iter().any(|line| matches!(mark(line), Mark::Answer(_)));
    // A key to choices makes it a set of questions, unless answers are marked as such.
    if !marks_answers && lines.iter().any(|line| is_key(&line.text)) {
        return Err(ReadError::NoEntries);
    }
    let mut outline = Outline { marks_answers, ..Outline::default() };
    for line in &lines {
        outline.take(line);
    }
    let handbook = outline.finish();
    if handbook.entries.is_empty() { Err(ReadError::NoEntries) } else { Ok(handbook) }
}

/// `Đáp án: B`.
fn is_key(text: &str) -> bool {
    let rest =
        labels::strip_word(text, "đáp án").map(|rest| labels::strip_word(rest.trim_start(), "đúng").unwrap_or(rest));
    rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
}

fn lines(paragraphs: &[Paragraph]) -> Vec<Line> {
    let mut lines = Vec::new();
    for Paragraph { text, role, listed } in paragraphs.iter().filter(|paragraph| paragraph.role != Role::Contents) {
        for text in text.split('\n').map(text::squeeze).filter(|text| !text.is_empty()) {
            lines.push(Line { text, role: *role, listed: *listed });
        }
    }
    lines
}

fn mark(line: &Line) -> Mark<'_> {
    let text = line.text.as_str();
    if line.role == Role::Title {
        return Mark::Title;
    }
    if line.listed.is_none() {
        if let Some((number, text)) = labels::question(text) {
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
        Role::Heading(1) => {
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
fn answer_label(text: &str) -> Option<&str> {
    ["trả lời", "đáp"].iter().find_map(|word| {
        let rest = labels::strip_word(text, word)?.trim_start();
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix([':', '.']).map(str::trim_start) }
    })
}

/// `Phần I. Những vấn đề chung`, `PHẦN 2`; “Phần IV dùng văn bản …” is text.
fn part_label(text: &str) -> Option<(&str, &str)> {
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

impl Outline {
    fn take(&mut self, line: &Line) {
        let untitled = std::mem::take(&mut self.untitled);
        match mark(line) {
            Mark::Title => {
                if self.drafts.is_empty() {
                    self.title.push(line.text.clone());
                }
            }
            Mark::Part { number, title } => {
                self.parts.push(Part { number: number.to_owned(), title: title.to_owned(), sections: Vec::new() });
                self.untitled = title.is_empty();
                self.section = None;
                self.in_entry = false;
            }
            Mark::Section { number, title } => {
                if let Some(part) = self.parts.last_mut() {
                    part.sections.push(Section { number: number.to_owned(), title: title.to_owned() });
                    self.section = Some(part.sections.len() - 1);
                }
                self.in_entry = false;
            }
            Mark::Question { number, text } => self.begin(number, text),
            Mark::Answer(rest) => self.answer(rest, &line.text),
            Mark::Text(_) if untitled => {
                if let Some(part) = self.parts.last_mut() {
                    part.title.clone_from(&line.text);
                }
            }
            Mark::Text(listed) => self.text(&line.text, listed),
        }
    }

    fn begin(&mut self, number: u32, question: &str) {
        let entry = Entry {
            number,
            part: self.parts.len().checked_sub(1),
            section: self.section,
            question: question.to_owned(),
            answer: Vec::new(),
            legal_basis: Vec::new(),
        };
        self.drafts.push(Draft { entry, answered: !self.marks_answers });
        self.in_entry = true;
    }

    fn answer(&mut self, rest: &str, line: &str) {
        let Some(draft) = self.drafts.last_mut().filter(|_| self.in_entry) else { return };
        // A second label within an answer is part of its text.
        let text = if draft.answered { line } else { rest };
        draft.answered = true;
        if !text.is_empty() {
            draft.entry.answer.push(Block::Paragraph(text.to_owned()));
        }
    }

    fn text(&mut self, text: &str, listed: Option<Listed>) {
        let Some(draft) = self.drafts.last_mut().filter(|_| self.in_entry) else { return };
        if !draft.answered {
            let question = &mut draft.entry.question;
            *question = text::squeeze(&format!("{question} {text}"));
            return;
        }
        let typed = text
            .strip_prefix(['-', '–', '•', '+', '*', '·', '▪', '●', '\u{F0B7}'])
            .filter(|rest| rest.starts_with(' '));
        match (typed.map_or(text, str::trim_start), listed.or(typed.map(|_| Listed::Bullet))) {
            (text, None) => draft.entry.answer.push(Block::Paragraph(text.to_owned())),
            (text, Some(listed)) => push_item(&mut draft.entry.answer, text.to_owned(), listed),
        }
    }

    fn finish(self) -> Handbook {
        let answered = |draft: &Draft| !draft.entry.answer.is_empty();
        let with_answer: HashSet<u32> =
            self.drafts.iter().filter(|draft| answered(draft)).map(|draft| draft.entry.number).collect();
        let mut handbook = Handbook { parts: self.parts, ..Handbook::default() };
        handbook.title = Some(sentence_case(&self.title)).filter(|title| !title.is_empty());
        let mut used = HashSet::new();
        for draft in self.drafts {
            let place = Place::Entry(draft.entry.number);
            let number = draft.entry.number;
            let refusal = if !answered(&draft) && with_answer.contains(&number) {
                continue; // a line of the table of contents
            } else if draft.entry.question.is_empty() {
                "Chưa có nội dung câu hỏi. Hãy ghi câu hỏi ngay sau số câu."
            } else if !answered(&draft) {
                "Chưa có câu trả lời. Hãy thêm dòng “Trả lời:” và nội dung trả lời bên dưới."
            } else if !used.insert(number) {
                "Số câu này đã dùng ở trên. Hãy đánh lại số câu."
            } else {
                let legal_basis = legal::find(&draft.entry.answer_text());
                handbook.entries.push(Entry { legal_basis, ..draft.entry });
                continue;
            };
            handbook.problems.push(Problem::new(&place, refusal));
        }
        handbook.problems.extend(gaps(&used));
        keep_used_parts(&mut handbook);
        for part in &mut handbook.parts {
            let sections = part.sections.iter_mut().map(|section| &mut section.title);
            for title in sections.chain([&mut part.title]) {
                *title = sentence_case(slice::from_ref(title));
            }
        }
        handbook
    }
}

fn push_item(blocks: &mut Vec<Block>, item: String, listed: Listed) {
    match (blocks.last_mut(), listed) {
        (Some(Block::List(items)), Listed::Bullet) | (Some(Block::NumberedList(items)), Listed::Numbered) => {
            items.push(item);
        }
        (_, Listed::Bullet) => blocks.push(Block::List(vec![item])),
        (_, Listed::Numbered) => blocks.push(Block::NumberedList(vec![item])),
    }
}

/// A note on numbers left out between the first and the last.
fn gaps(used: &HashSet<u32>) -> Option<Problem> {
    const MOST: usize = 10;
    let mut numbers: Vec<u32> = used.iter().copied().collect();
    numbers.sort_unstable();
    let missing: Vec<String> =
        numbers.windows(2).flat_map(|pair| pair[0] + 1..pair[1]).take(MOST).map(|number| number.to_string()).collect();
    (!missing.is_empty()).then(|| {
        let message = format!(
            "Số câu không liên tục, thiếu câu {}. Hãy kiểm tra xem tệp có đủ các câu không.",
            missing.join(", ")
        );
        Problem::new(&Place::File, message)
    })
}

/// Parts and sections without entries go: a table of contents names them a first time.
fn keep_used_parts(handbook: &mut Handbook) {
    let mut parts: Vec<Part> = Vec::new();
    let mut last = None;
    for entry in &mut handbook.entries {
        let Some(index) = entry.part else { continue };
        let Some(part) = handbook.parts.get(index) else { continue };
        let (is_new_part, is_new_section) = match last {
            Some((part, section)) => (part != index, part != index || section != entry.section),
            None => (true, true),
        };
        last = Some((index, entry.section));
        if is_new_part {
            parts.push(Part { sections: Vec::new(), ..part.clone() });
        }
        let Some(kept) = parts.last_mut() else { continue };
        if let Some(section) = entry.section.and_then(|section| part.sections.get(section)) {
            if is_new_section {
                kept.sections.push(section.clone());
            }
            entry.section = Some(kept.sections.len() - 1);
        }
        entry.part = Some(parts.len() - 1);
    }
    handbook.parts = parts;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Paragraph {
        Paragraph { text: text.to_owned(), ..Paragraph::default() }
    }

    fn heading(level: u8, text: &str) -> Paragraph {
        Paragraph { text: text.to_owned(), role: Role::Heading(level), listed: None }
    }

    #[test]
    fn contents_preface_and_breaks_within_paragraphs() {
        let handbook = read(&[
            body("LỜI GIỚI THIỆU"),
            body("Phần I nêu những vấn đề chung."),
            body("MỤC LỤC"),
            body("Phần I. Vấn đề chung"),
            body("Câu 1. Cải cách là gì?\t3"),
            body("Câu 2. Ai làm?\t4"),
            body("PHẦN I"),
            body("VẤN ĐỀ CHUNG"),
            body("Câu 1. Cải cách là gì?\nTrả lời: Là đổi mới."),
            body("- Thể chế;"),
            body("- Thủ tục."),
            body("Trả lời người dân đúng hạn là một yêu cầu."),
            heading(2, "1. Phân công"),
            body("Câu 2. Ai"),
            body("làm?"),
            body("Đáp:"),
            Paragraph { listed: Some(Listed::Numbered), ..body("Bộ Nội vụ") },
        ])
        .unwrap();
        assert_eq!(handbook.parts.len(), 1);
        assert_eq!((handbook.parts[0].number.as_str(), handbook.parts[0].title.as_str()), ("I", "Vấn đề chung"));
        assert_eq!(handbook.parts[0].sections, [Section { number: "1".into(), title: "Phân công".into() }]);
        assert_eq!(handbook.problems, []);
        let [first, second] = handbook.entries.as_slice() else { panic!("{:?}", handbook.entries) };
        assert_eq!(
            first.answer,
            [
                Block::Paragraph("Là đổi mới.".into()),
                Block::List(vec!["Thể chế;".into(), "Thủ tục.".into()]),
                Block::Paragraph("Trả lời người dân đúng hạn là một yêu cầu.".into()),
            ]
        );
        assert_eq!((second.question.as_str(), second.part, second.section), ("Ai làm?", Some(0), Some(0)));
        assert_eq!(second.answer_text(), "1. Bộ Nội vụ");
    }

    #[test]
    fn what_is_missing_is_said() {
        let handbook = read(&[
            body("Câu 1: Một?"),
            body("Trả lời:"),
            body("Một."),
            body("Câu 2: Hai?"),
            body("Câu 5:"),
            body("Trả lời:"),
            body("Năm."),
            body("Câu 1: Lại một?"),
            body("Trả lời: Một."),
            body("Câu 4: Bốn?"),
            body("Trả lời: Bốn."),
        ])
        .unwrap();
        assert_eq!(handbook.entries.iter().map(|entry| entry.number).collect::<Vec<_>>(), [1, 4]);
        let places: Vec<&Place> = handbook.problems.iter().map(|problem| &problem.place).collect();
        assert_eq!(places, [&Place::Entry(2), &Place::Entry(5), &Place::Entry(1), &Place::File]);
        assert!(handbook.problems[3].message.contains("thiếu câu 2, 3"));
        assert_eq!(read(&[body("Không có gì.")]), Err(ReadError::NoEntries));
    }

    #[test]
    fn answers_without_labels_follow_their_questions() {
        let handbook = read(&[body("Câu 1. Một?"), body("Là một."), body("Câu 2. Hai?"), body("Là hai.")]).unwrap();
        assert_eq!(handbook.entries[1].answer, [Block::Paragraph("Là hai.".into())]);
        assert_eq!(handbook.entries[1].part, None);
        let set = read(&[body("Câu 1. Một?"), body("A. Một"), body("B. Hai"), body("Đáp án: B")]);
        assert_eq!(set, Err(ReadError::NoEntries));
    }
}
