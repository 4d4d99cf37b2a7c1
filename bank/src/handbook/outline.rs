//! From paragraphs to parts, sections and entries.

use std::{collections::HashSet, slice};

use contest::text;

use super::marks::{Mark, is_key, mark};
use super::{Block, Entry, Handbook, Part, Section, issuers, legal, lines};
use crate::capitals::sentence_case;
use crate::document::{Document, Line, Listed, Role};
use crate::{Place, Problem, ReadError};

/// An entry being read.
struct Draft {
    entry: Entry,
    /// The lines of its question.
    question: Vec<String>,
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
    /// The level of headings that begin parts.
    top: u8,
}

/// Reads the outline; what stands before the first entry and under no entry is left out.
pub(super) fn read(document: &Document) -> Result<Handbook, ReadError> {
    let mut lines = lines::of(document);
    let title = take_title(&mut lines);
    let has_labels = lines.iter().any(|line| line.role == Role::Body && matches!(mark(line, 1), Mark::Part { .. }));
    let top = lines.iter().filter_map(level).min().filter(|_| !has_labels).unwrap_or(1);
    let marks_answers = lines.iter().any(|line| matches!(mark(line, top), Mark::Answer(_)));
    // A key to choices makes it a set of questions, unless answers are marked as such.
    if !marks_answers && lines.iter().any(|line| is_key(&line.text)) {
        return Err(ReadError::NoEntries);
    }
    let mut outline = Outline { marks_answers, top, title: title.into_iter().collect(), ..Outline::default() };
    for line in &lines {
        outline.take(line);
    }
    let handbook = outline.finish();
    if handbook.entries.is_empty() { Err(ReadError::NoEntries) } else { Ok(handbook) }
}

/// The level of a heading that is no question.
fn level(line: &Line) -> Option<u8> {
    match line.role {
        Role::Heading(level) if matches!(mark(line, level), Mark::Part { .. }) => Some(level),
        _ => None,
    }
}

/// In Markdown the one heading of its level above all others is the title.
fn take_title(lines: &mut Vec<Line>) -> Option<String> {
    let mut levels = lines.iter().enumerate().filter_map(|(index, line)| level(line).map(|level| (index, level)));
    let (first, top) = levels.next()?;
    let is_title =
        lines.get(first)?.number.is_some() && levels.clone().count() > 0 && levels.all(|(_, level)| level > top);
    is_title.then(|| lines.remove(first).text)
}

impl Outline {
    fn take(&mut self, line: &Line) {
        let untitled = std::mem::take(&mut self.untitled);
        match mark(line, self.top) {
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
            Mark::Text(listed) => self.text(line, listed),
        }
    }

    fn begin(&mut self, number: Option<u32>, question: &str) {
        // `Câu 5` on one line and `Hỏi: …` on the next are one question.
        if let Some(last) =
            self.drafts.last_mut().filter(|last| self.in_entry && number.is_none() && last.question.is_empty())
        {
            last.question.push(question.to_owned());
            return;
        }
        let before = self.drafts.last().map_or(0, |draft| draft.entry.number);
        let entry = Entry {
            number: number.unwrap_or(before.saturating_add(1)),
            part: self.parts.len().checked_sub(1),
            section: self.section,
            question: String::new(),
            answer: Vec::new(),
            legal_basis: Vec::new(),
        };
        let question = Some(question.to_owned()).filter(|question| !question.is_empty()).into_iter().collect();
        self.drafts.push(Draft { entry, question, answered: !self.marks_answers });
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

    fn text(&mut self, line: &Line, listed: Option<Listed>) {
        let Some(draft) = self.drafts.last_mut().filter(|_| self.in_entry) else { return };
        let answer = &mut draft.entry.answer;
        // Without labels of answers the line below a label alone is the question.
        if !draft.answered || draft.question.is_empty() {
            draft.question.push(line.text.clone());
            return;
        }
        let (text, typed) = item(&line.text, answer.last());
        match (text, listed.or(typed)) {
            (text, None) if line.continues && !answer.is_empty() => continue_block(answer, text),
            (text, None) => answer.push(Block::Paragraph(text.to_owned())),
            (text, Some(listed)) => push_item(answer, text.to_owned(), listed),
        }
    }

    fn finish(self) -> Handbook {
        let answered = |draft: &Draft| !draft.entry.answer.is_empty();
        let with_answer: HashSet<u32> =
            self.drafts.iter().filter(|draft| answered(draft)).map(|draft| draft.entry.number).collect();
        let mut handbook = Handbook { parts: self.parts, ..Handbook::default() };
        handbook.title = Some(sentence_case(&self.title)).filter(|title| !title.is_empty());
        let mut used = HashSet::new();
        for mut draft in self.drafts {
            draft.entry.question = text::squeeze(&draft.question.join(" "));
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
                let text = draft.entry.answer_text();
                let mut legal_basis = legal::find(&text);
                issuers::complete(&mut legal_basis, &text);
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

/// A typed item of a list without its mark, and how it is listed. A typed number begins a list with
/// 1 and goes on with the next; anything else is text.
fn item<'a>(text: &'a str, before: Option<&Block>) -> (&'a str, Option<Listed>) {
    const BULLETS: [char; 9] = ['-', '–', '•', '+', '*', '·', '▪', '●', '\u{F0B7}'];
    if let Some(rest) = text.strip_prefix(BULLETS).filter(|rest| rest.starts_with(' ')) {
        return (rest.trim_start(), Some(Listed::Bullet));
    }
    let next = if let Some(Block::NumberedList(items)) = before { items.len() + 1 } else { 1 };
    match text.split_once(". ") {
        Some((number, rest)) if number.parse() == Ok(next) => (rest.trim_start(), Some(Listed::Numbered)),
        _ => (text, None),
    }
}

/// Adds a line to the block that it was broken off from.
fn continue_block(blocks: &mut [Block], text: &str) {
    let last = match blocks.last_mut() {
        Some(Block::Paragraph(paragraph)) => Some(paragraph),
        Some(Block::List(items) | Block::NumberedList(items)) => items.last_mut(),
        None => None,
    };
    if let Some(last) = last {
        last.push(' ');
        last.push_str(text);
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
    use crate::document::{Block as Piece, Look, Paragraph};

    fn body(text: &str) -> Paragraph {
        let mut paragraph = Paragraph::default();
        paragraph.push(text, Look::default());
        paragraph
    }

    fn heading(level: u8, text: &str) -> Paragraph {
        Paragraph { role: Role::Heading(level), ..body(text) }
    }

    fn read<const N: usize>(paragraphs: [Paragraph; N]) -> Result<Handbook, ReadError> {
        super::read(&Document { blocks: paragraphs.map(Piece::Paragraph).into(), ..Document::default() })
    }

    #[test]
    fn contents_preface_and_breaks_within_paragraphs() {
        let handbook = read([
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
        let handbook = read([
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
        assert_eq!(read([body("Không có gì.")]), Err(ReadError::NoEntries));
    }

    #[test]
    fn answers_without_labels_follow_their_questions() {
        let handbook = read([body("Câu 1. Một?"), body("Là một."), body("Câu 2. Hai?"), body("Là hai.")]).unwrap();
        assert_eq!(handbook.entries[1].answer, [Block::Paragraph("Là hai.".into())]);
        assert_eq!(handbook.entries[1].part, None);
        let set = read([body("Câu 1. Một?"), body("A. Một"), body("B. Hai"), body("Đáp án: B")]);
        assert_eq!(set, Err(ReadError::NoEntries));
    }
}
