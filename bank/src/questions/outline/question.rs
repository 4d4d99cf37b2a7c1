//! A question while its lines are read.

use std::ops::Range;

use contest::banks::{ChoiceSet, letter};
use contest::text;

use super::labels::{self, ChoiceLabel};
use super::signs::{self, Choice, Statement};
use crate::Place;
use crate::document::{LeftOut, Line, Listed};
use crate::questions::answer::{self, KeyError};
use crate::questions::details;
use crate::questions::draft::Draft;

/// A line of the stem.
struct StemLine {
    line: Line,
    /// Where the stem begins in it.
    start: usize,
}

/// A question while its lines are read.
pub(super) struct Question {
    pub(super) draft: Draft,
    /// The number that its author gave.
    pub(super) number: Option<u32>,
    stem: Vec<StemLine>,
    pub(super) choices: Vec<Choice>,
    /// How the letters of its choices are written.
    style: Option<(bool, char)>,
    /// Its key as written below it.
    pub(super) key: Option<String>,
    /// Its key as a list of keys has it.
    pub(super) listed_key: Option<String>,
    pub(super) explanation: Vec<String>,
    /// Which choices keep their place, as written below it.
    anchors: Option<String>,
    left_out: LeftOut,
}

impl Question {
    pub(super) const fn new(place: Place, number: Option<u32>) -> Self {
        Self {
            draft: Draft::new(place),
            number,
            stem: Vec::new(),
            choices: Vec::new(),
            style: None,
            key: None,
            listed_key: None,
            explanation: Vec::new(),
            anchors: None,
            left_out: LeftOut { picture: false, formula: false, unreadable: false },
        }
    }

    /// The position that the next choice should have.
    pub(super) fn expected(&self) -> usize {
        self.choices.last().and_then(|choice| choice.position).map_or(self.choices.len(), |position| position + 1)
    }

    /// Whether a label can be one of this question's choices.
    pub(super) fn takes(&self, label: &ChoiceLabel) -> bool {
        match self.style {
            None => label.position == 0,
            Some(style) => style == label.style && label.position < self.expected() + 2,
        }
    }

    /// Whether these labels begin the choices anew, so that what was taken for choices is part of the
    /// stem: statements `a)`, `b)` before the choices `A.`, `B.`.
    pub(super) fn is_restarted_by(&self, label: &ChoiceLabel) -> bool {
        label.position == 0 && self.style.is_some_and(|style| style != label.style) && self.key.is_none()
    }

    /// Turns what was taken for choices into lines of the stem.
    pub(super) fn choices_are_statements(&mut self) {
        let upper = self.style.is_some_and(|(upper, _)| upper);
        for choice in self.choices.drain(..) {
            let name = choice.position.map_or(' ', letter);
            let name = if upper { name } else { name.to_ascii_lowercase() };
            let line = Line::plain(&format!("{name}) {}", choice.text));
            self.stem.push(StemLine { line, start: 0 });
        }
        self.style = None;
    }

    /// Adds a line to the stem, from a byte on.
    pub(super) fn add_stem(&mut self, line: Line, start: usize) {
        self.see(line.left_out);
        self.stem.push(StemLine { line, start });
    }

    /// Notes what of a line cannot be read.
    pub(super) const fn see(&mut self, left_out: LeftOut) {
        self.left_out = self.left_out.and(left_out);
    }

    /// Adds the choices that a line holds.
    pub(super) fn add_choices(&mut self, line: &Line, labels: &[ChoiceLabel]) {
        self.see(line.left_out);
        for (index, label) in labels.iter().enumerate() {
            let end = labels.get(index + 1).map_or(line.text.len(), |next| next.range.start);
            self.style.get_or_insert(label.style);
            self.add_choice(line, Some(label), label.range.end..end);
        }
    }

    fn add_choice(&mut self, line: &Line, label: Option<&ChoiceLabel>, range: Range<usize>) {
        let (range, right, anchored) = labels::without_marks(&line.text, range);
        self.choices.push(Choice {
            position: label.map(|label| label.position),
            text: line.text[range.clone()].to_owned(),
            label_ink: label.map(|label| line.ink(letter_of(line, label))).unwrap_or_default(),
            ink: line.ink(range),
            right: right || label.is_some_and(|label| label.right),
            anchored: anchored || label.is_some_and(|label| label.anchored),
        });
    }

    /// Goes on with the text of the last choice.
    pub(super) fn continue_choice(&mut self, line: &Line) {
        self.see(line.left_out);
        let Some(last) = self.choices.last_mut() else { return };
        let (range, right, _) = labels::without_marks(&line.text, 0..line.text.len());
        last.text.push(' ');
        last.text.push_str(&line.text[range.clone()]);
        last.ink.add(line.ink(range));
        last.right |= right;
    }

    /// Whether the last choice breaks off, so that a line below can only be its end.
    pub(super) fn is_broken_off(&self, line: &Line) -> bool {
        let Some(last) = self.choices.last() else { return false };
        let text = last.text.trim_end();
        let ends = text.ends_with(['.', ';', '!', '?', ':']);
        text.is_empty() || line.continues || !ends && line.text.starts_with(char::is_lowercase)
    }

    /// The question as its author meant it, for the judge.
    pub(super) fn finish(mut self) -> Draft {
        self.choices_without_letters();
        self.sort_choices();
        let stem: Vec<&str> = self.stem.iter().filter_map(|part| part.line.text.get(part.start..)).collect();
        self.draft.stem = text::squeeze(&stem.join(" "));
        self.draft.choices = self.choices.iter().map(|choice| text::squeeze(&choice.text)).collect();
        self.true_or_false();
        self.draft.anchored = Some(self.anchors());
        let picture = "Câu có hình ảnh, hình không được đọc. Hãy xem câu còn đủ ý khi thiếu hình không.";
        let formula = "Câu có công thức, chỉ phần chữ được đọc. Hãy kiểm tra lại công thức.";
        let unreadable = "Câu có ký tự không đọc được, hiện là “�”. Hãy sửa trước khi nhập.";
        let lost = [
            (self.left_out.picture, picture),
            (self.left_out.formula, formula),
            (self.left_out.unreadable, unreadable),
        ];
        self.draft.warnings.extend(lost.into_iter().filter(|(is_so, _)| *is_so).map(|(_, said)| said.to_owned()));
        self.draft.key = self.read_key();
        self.draft.explanation = Some(text::squeeze(&self.explanation.join(" "))).filter(|text| !text.is_empty());
        self.draft
    }

    /// Bulleted or numbered lines at the end of the stem are choices when no line carries a letter.
    fn choices_without_letters(&mut self) {
        if !self.choices.is_empty() {
            return;
        }
        let count = self.stem.iter().skip(1).rev().take_while(|part| item(part).is_some()).count();
        let items = self.stem.split_off(self.stem.len() - count);
        let numbered: Vec<Option<u32>> = items.iter().filter_map(item).map(|(number, _)| number).collect();
        let counts_on = numbered.iter().flatten().copied().eq(1..=count as u32);
        if count < 2 || !(counts_on || numbered.iter().all(Option::is_none)) {
            self.stem.extend(items);
            return;
        }
        for part in items {
            let start = item(&part).map_or(0, |(_, start)| start);
            self.add_choice(&part.line, None, start..part.line.text.len());
        }
    }

    /// Choices stand in the order of their letters; letters that are missing or come twice refuse it.
    fn sort_choices(&mut self) {
        if self.choices.iter().any(|choice| choice.position.is_none()) {
            return;
        }
        self.choices.sort_by_key(|choice| choice.position);
        let positions = self.choices.iter().filter_map(|choice| choice.position);
        for (expected, found) in positions.enumerate() {
            if found == expected {
                continue;
            }
            let sentence = if found < expected {
                format!("Có hai phương án {}. Hãy đánh lại chữ cái của các phương án.", letter(found))
            } else {
                format!("Thiếu phương án {}. Hãy đánh lại chữ cái của các phương án.", letter(expected))
            };
            self.draft.refusals.push(sentence);
            return;
        }
    }

    /// A statement with the key `Đúng` or `Sai` and no choices has these two.
    fn true_or_false(&mut self) {
        let key = self.key.as_deref().or(self.listed_key.as_deref()).map(text::fold).unwrap_or_default();
        if self.draft.choices.is_empty()
            && matches!(key.trim_end_matches('.'), "dung" | "sai" | "true" | "false" | "d" | "s")
        {
            self.draft.choices = vec!["Đúng".to_owned(), "Sai".to_owned()];
        }
    }

    /// The choices with `#`, and those that a line below names.
    fn anchors(&mut self) -> ChoiceSet {
        let marked: Vec<usize> =
            self.choices.iter().enumerate().filter(|(_, choice)| choice.anchored).map(|(place, _)| place).collect();
        let named = self.anchors.take();
        let named = named.map(|named| details::anchors(&named, &self.draft.choices, &mut self.draft.warnings));
        named.into_iter().flat_map(ChoiceSet::iter).chain(marked).collect()
    }

    fn read_key(&mut self) -> Result<ChoiceSet, KeyError> {
        let mut written = Vec::new();
        let by_line = self.key.take().map(|key| ("dòng “Đáp án”", key));
        let by_list = self.listed_key.take().map(|key| ("bảng đáp án", key));
        for (sign, text) in by_line.into_iter().chain(by_list) {
            let says = match answer::read(&text, &self.draft.choices) {
                Ok(says) if says.is_empty() => continue,
                Ok(says) => says,
                Err(error) => {
                    let (says, reason) = with_reason(&text, &self.draft.choices).ok_or(error)?;
                    self.explanation.insert(0, reason.to_owned());
                    says
                }
            };
            written.push(Statement { sign, says });
        }
        written.extend(signs::statements(&self.choices));
        signs::key(&written)
    }
}

/// `C. Vì Nghị quyết …`, `C (theo Điều 5)`: the key, and why.
fn with_reason<'a>(key: &'a str, choices: &[String]) -> Option<(ChoiceSet, &'a str)> {
    const REASONS: [&str; 8] = ["vì", "do", "theo", "căn cứ", "giải thích", "bởi", "điều", "khoản"];
    let at = key.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, rest) = key.split_at(at);
    let reason = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_reason = REASONS.iter().any(|word| crate::labels::strip_word(reason, word).is_some());
    let says = answer::read(letters, choices).ok().filter(|says| is_reason && !says.is_empty())?;
    Some((says, reason.trim_end_matches([')', ']'])))
}

/// Where the letter of a label stands: its last one, behind words and marks.
fn letter_of(line: &Line, label: &ChoiceLabel) -> Range<usize> {
    let text = line.text.get(label.range.clone()).unwrap_or_default();
    let at = label.range.start + text.rfind(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
    at..at + 1
}

/// A line that is an item of a list: its number, when it has one, and where its text begins.
fn item(part: &StemLine) -> Option<(Option<u32>, usize)> {
    let text = part.line.text.as_str();
    if part.start > 0 {
        return None;
    }
    if let Some((number, start)) = labels::number(text) {
        return Some((Some(number), start));
    }
    if part.line.listed == Some(Listed::Bullet) {
        return Some((None, 0));
    }
    let bullet = text
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '•' | '+' | '▪' | '●' | '○' | '☐' | '☑' | '\u{F0B7}'))?;
    let start = if matches!(bullet, '☐' | '☑') { 0 } else { bullet.len_utf8() };
    text[bullet.len_utf8()..].starts_with(' ').then_some((None, start))
}

/// What a detail's line says of the question; the name of the detail is known.
impl Question {
    pub(super) fn take_detail(&mut self, detail: labels::Detail, line: &str, value: &str) {
        let value = text::squeeze(value);
        match detail {
            labels::Detail::Answer => self.take_key(value),
            labels::Detail::Explanation => self.explanation.push(value),
            labels::Detail::Source => self.explanation.push(text::squeeze(line)),
            labels::Detail::Topic => self.draft.topic = Some(value).filter(|value| !value.is_empty()),
            labels::Detail::Level => {
                self.draft.level = details::level(&value, &mut self.draft.warnings).or(self.draft.level);
            }
            labels::Detail::Kind => {
                self.draft.declared = details::kind(&value, &mut self.draft.refusals, &mut self.draft.warnings);
            }
            labels::Detail::Entry => {
                self.draft.handbook_entry = details::entry(&value, &mut self.draft.warnings);
            }
            labels::Detail::Anchors => self.anchors = Some(value).filter(|value| !value.is_empty()),
            labels::Detail::Points => {
                let said = format!("Điểm “{value}” không được dùng; điểm do thể lệ của cuộc thi quy định.");
                self.draft.warnings.push(said);
            }
        }
    }

    /// Takes the key; a second one that differs refuses the question.
    fn take_key(&mut self, value: String) {
        match &self.key {
            Some(key) if !key.is_empty() && !key.eq_ignore_ascii_case(&value) => {
                let (key, value) = (answer::shortened(key), answer::shortened(&value));
                self.draft
                    .refusals
                    .push(format!("Câu có hai dòng đáp án khác nhau: “{key}” và “{value}”. Hãy chỉ giữ một."));
            }
            _ => self.key = Some(value),
        }
    }
}
