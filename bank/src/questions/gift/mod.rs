//! GIFT, the text format of Moodle.
//!
//! The format: <https://docs.moodle.org/en/GIFT_format>; where it leaves something open, as
//! Moodle's own importer does it.

mod answers;
mod blocks;
mod escape;

use answers::Answers;
use blocks::{Block, Question};
pub(super) use escape::escape;

use super::draft::{Draft, Judge};
use super::left_out::LeftOut;
use super::markup::{self, Markup};
use super::weights::{self, Marking};
use super::{QuestionSet, category, tags};
use crate::limits::MAX_QUESTIONS;
use crate::{Place, ReadError};

/// Reads a file of questions.
pub(super) fn read(text: &str) -> Result<QuestionSet, ReadError> {
    let mut judge = Judge::default();
    let mut left_out = LeftOut::default();
    let mut rows = Vec::new();
    let mut topic = None;
    for block in blocks::split(text)? {
        match block {
            Block::Category(path) => topic = category::topic(&path, &mut left_out),
            Block::Question(question) => {
                let mut draft = draft(&question, &mut left_out);
                draft.topic.clone_from(&topic);
                rows.push(judge.judge(draft));
            }
        }
        if rows.len() > MAX_QUESTIONS {
            return Err(ReadError::TooManyQuestions);
        }
    }
    if rows.is_empty() {
        return Err(ReadError::NothingAsked { found: "tệp GIFT" });
    }
    Ok(QuestionSet { rows, notes: left_out.notes() })
}

fn draft(question: &Question, left_out: &mut LeftOut) -> Draft {
    let mut draft = Draft::new(Place::Line(question.line));
    for tag in &question.tags {
        if !tags::take(tag, &mut draft) {
            left_out.tag(tag);
        }
    }
    let (markup, text) = format(without_name(question.text.trim()), Markup::Auto);
    let mut reading = Reading { draft, markup, media: 0 };
    reading.question(text, left_out);
    reading.draft.warnings.extend(markup::media_warning(reading.media));
    reading.draft
}

/// One question being read.
struct Reading {
    draft: Draft,
    markup: Markup,
    media: usize,
}

impl Reading {
    fn question(&mut self, text: &str, left_out: &mut LeftOut) {
        let Some(open) = escape::find(text, '{') else {
            return self.refuse(text, "Thiếu phần phương án trong ngoặc nhọn { }. Hãy ghi các phương án sau câu hỏi, phương án đúng có dấu = đứng trước.");
        };
        let Some(close) = escape::find(&text[open..], '}').map(|at| open + at) else {
            return self.refuse(&text[..open], "Thiếu dấu ngoặc nhọn đóng } sau các phương án. Hãy thêm dấu này.");
        };
        let after = &text[close + 1..];
        if escape::find(after, '{').is_some() {
            return self.refuse(
                &text[..open],
                "Câu có hai nhóm phương án trong ngoặc nhọn. Hãy để một dòng trống giữa hai câu hỏi.",
            );
        }
        if after.trim().is_empty() {
            self.stem(&text[..open]);
        } else {
            self.stem(&format!("{}_____{after}", &text[..open]));
        }
        let (inside, remark) = answers::general_remark(&text[open + 1..close]);
        self.draft.explanation = remark.map(|remark| self.text(remark)).filter(|text| !text.is_empty());
        match answers::read(inside) {
            Answers::TrueFalse { is_true } => {
                left_out.remarks += usize::from(escape::find(inside, '#').is_some());
                self.draft.choices = vec!["Đúng".to_owned(), "Sai".to_owned()];
                self.draft.key = Ok([usize::from(!is_true)].into_iter().collect());
            }
            Answers::Choices(choices) => self.choices(&choices, left_out),
            Answers::Unsupported(kind) => self.draft.refusals.push(format!(
                "Câu {kind} không dùng được. Hãy đổi thành câu một đáp án, nhiều đáp án hoặc đúng/sai."
            )),
            Answers::Unclear => self.draft.refusals.push(
                "Phần trong ngoặc nhọn chưa rõ. Hãy đặt dấu = trước phương án đúng, dấu ~ trước phương án sai, hoặc ghi TRUE, FALSE."
                    .to_owned(),
            ),
        }
    }

    fn choices(&mut self, choices: &[answers::Choice<'_>], left_out: &mut LeftOut) {
        left_out.remarks += usize::from(choices.iter().any(|choice| choice.remark));
        let texts: Vec<String> = choices.iter().map(|choice| self.text(choice.text)).collect();
        self.draft.set_choices(texts.iter().map(String::as_str));
        let shares: Vec<f64> = choices.iter().map(|choice| choice.share).collect();
        let marking = if choices.iter().any(|choice| choice.marked) { Marking::One } else { Marking::Several };
        weights::set_key(&mut self.draft, &shares, marking);
    }

    fn refuse(&mut self, stem: &str, sentence: &str) {
        self.stem(stem);
        self.draft.refusals.push(sentence.to_owned());
    }

    fn stem(&mut self, escaped: &str) {
        let stem = self.read(self.markup, escaped);
        self.draft.set_stem(&stem);
    }

    /// A text as it is meant; one with a format of its own is read by that.
    fn text(&mut self, escaped: &str) -> String {
        let (markup, text) = format(escaped, self.markup);
        self.read(markup, text)
    }

    fn read(&mut self, markup: Markup, escaped: &str) -> String {
        let marked = markup.read(&escape::undo(escaped));
        self.media += marked.media;
        contest::text::squeeze(&marked.text)
    }
}

/// What follows the name `::…::`; the name is none of the question's text.
fn without_name(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("::") else { return text };
    escape::find_run(rest, ':', 2).map_or(text, |end| &rest[end + 2..])
}

/// The format before a text (`[html]`), or the one that holds otherwise.
fn format(text: &str, otherwise: Markup) -> (Markup, &str) {
    let text = text.trim_start();
    let named = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let known = named.and_then(|(name, rest)| Some((Markup::named(name)?, rest)));
    known.unwrap_or((otherwise, text))
}
