//! One question as an object.

use contest::banks::{ChoiceSet, MAX_CHOICES};
use contest::text::{self, squeeze};

use super::super::answer::{self, KeyError};
use super::super::details;
use super::super::draft::Draft;
use super::super::left_out::LeftOut;
use super::keys::{self, Key};
use super::value::Value;
use crate::Place;

/// What codes of topics and levels stand for, where the file says it.
#[derive(Default)]
pub(super) struct Names {
    pub(super) topics: Vec<(String, String)>,
    pub(super) levels: Vec<(String, String)>,
}

type Members = [(String, Value)];

/// Reads one question.
pub(super) fn draft(place: Place, members: &Members, names: &Names, left_out: &mut LeftOut) -> Draft {
    let mut draft = Draft::new(place);
    let mut choices = Choices::default();
    let (mut answer, mut anchors) = (None, None);
    for (name, value) in members.iter().filter(|(_, value)| !value.is_nothing()) {
        let label = || squeeze(&value.words().unwrap_or_default());
        match keys::key(name) {
            Key::Stem if draft.stem.is_empty() => draft.set_stem(&label()),
            Key::Choices => choices.take(value, &mut draft.refusals),
            Key::Choice(position) => choices.put(position, &label()),
            Key::Answer if answer.is_none() => answer = Some((name, value)),
            Key::Explanation => draft.explanation = Some(label()).filter(|text| !text.is_empty()),
            Key::Topic => draft.topic = Some(meaning(&names.topics, &label())).filter(|text| !text.is_empty()),
            Key::Level => draft.level = details::level(&meaning(&names.levels, &label()), &mut draft.warnings),
            Key::Kind => {
                let label = label().replace('_', " ");
                draft.declared = details::kind(&label, &mut draft.refusals, &mut draft.warnings);
            }
            Key::Entry => draft.handbook_entry = details::entry(&label(), &mut draft.warnings),
            Key::Anchors => anchors = Some((name, value)),
            Key::Idle => {}
            Key::Stem | Key::Answer | Key::Unknown => left_out.field(name),
        }
    }
    if choices.texts.is_empty() && draft.declared == Some(contest::banks::Kind::TrueFalse) {
        choices.texts = vec!["Đúng".to_owned(), "Sai".to_owned()];
    }
    draft.set_choices(choices.texts.iter().map(String::as_str));
    if let Some((name, value)) = anchors {
        draft.anchored = Some(kept(name, value, &draft.choices, &mut draft.warnings));
    }
    draft.key = match answer {
        Some((name, value)) => {
            let read = key(name, value, &draft.choices);
            if let (Ok(read), Some(marked)) = (&read, choices.marked)
                && *read != marked
            {
                draft.refusals.push(
                    "Đáp án ghi riêng khác với phương án được đánh dấu đúng. Hãy sửa để hai nơi như nhau.".to_owned(),
                );
            }
            read
        }
        None => Ok(choices.marked.unwrap_or(ChoiceSet::EMPTY)),
    };
    draft
}

/// The choices that keep their place: all, none, or named as the right ones are.
fn kept(name: &str, value: &Value, choices: &[String], warnings: &mut Vec<String>) -> ChoiceSet {
    // Numbers count from 0 under our own key, whose meaning does not depend on a language.
    let counted = if matches!(keys::plain(name).as_str(), "fixed" | "anchored") { name } else { "dap an" };
    match value {
        Value::Bool(true) => (0..choices.len()).collect(),
        Value::Bool(false) => ChoiceSet::EMPTY,
        Value::Text(words) => details::anchors(words, choices, warnings),
        _ => key(counted, value, choices).unwrap_or_else(|_| {
            warnings.push(format!(
                "Trường “{name}” không rõ là phương án nào nên không được dùng. Hãy ghi chữ cái, ví dụ D."
            ));
            ChoiceSet::EMPTY
        }),
    }
}

fn meaning(names: &[(String, String)], code: &str) -> String {
    names.iter().find(|(name, _)| name == code).map_or_else(|| code.to_owned(), |(_, label)| squeeze(label))
}

#[derive(Default)]
struct Choices {
    texts: Vec<String>,
    /// The choices that are marked right, when the file marks choices.
    marked: Option<ChoiceSet>,
}

impl Choices {
    /// A list of texts or of objects, or an object with letters or numbers as keys.
    fn take(&mut self, value: &Value, refusals: &mut Vec<String>) {
        match value {
            // More than may be are counted as they are; the check says so.
            Value::List(values) => values.iter().take(2 * MAX_CHOICES).for_each(|value| self.item(value)),
            Value::Object(members) => {
                for (name, value) in members.iter().take(2 * MAX_CHOICES) {
                    let Some(position) = position(name) else {
                        refusals.push(format!(
                            "Phương án có khóa “{}” chưa rõ thứ tự. Hãy đặt khóa là A, B, C, D.",
                            name.chars().take(40).collect::<String>()
                        ));
                        return;
                    };
                    self.put(position, &value.words().unwrap_or_default());
                }
            }
            other => self.texts.extend(other.words()),
        }
    }

    fn item(&mut self, value: &Value) {
        let position = self.texts.len();
        let Value::Object(members) = value else {
            return self.texts.push(match value {
                Value::Bool(true) => "Đúng".to_owned(),
                Value::Bool(false) => "Sai".to_owned(),
                other => other.words().unwrap_or_default(),
            });
        };
        let named = |names: &[&str]| {
            members.iter().find(|(name, _)| names.contains(&keys::plain(name).as_str())).map(|(_, value)| value)
        };
        self.texts.push(named(&keys::TEXT).and_then(Value::words).unwrap_or_default());
        if let Some(mark) = named(&keys::MARK) {
            let marked = self.marked.get_or_insert_default();
            if is_yes(mark) {
                *marked = marked.with(position);
            }
        }
    }

    fn put(&mut self, position: usize, words: &str) {
        if self.texts.len() <= position {
            self.texts.resize(position + 1, String::new());
        }
        words.clone_into(&mut self.texts[position]);
    }
}

fn is_yes(mark: &Value) -> bool {
    match mark {
        Value::Bool(is_right) => *is_right,
        Value::Whole(number) => *number > 0,
        Value::Text(word) => matches!(text::fold(word).as_str(), "true" | "dung" | "x" | "1" | "yes" | "co"),
        _ => false,
    }
}

/// The position that a choice's key names: `A`, `b`, `1`.
fn position(name: &str) -> Option<usize> {
    let name = name.trim();
    let position = match name.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => usize::from(letter.to_ascii_uppercase() - b'A'),
        _ => name.parse::<usize>().ok()?.checked_sub(1)?,
    };
    (position < 26).then_some(position)
}

/// The right choices: numbers from 0, letters, words, or a list of these.
fn key(name: &str, value: &Value, choices: &[String]) -> Result<ChoiceSet, KeyError> {
    match value {
        Value::List(values) => {
            let mut all = ChoiceSet::EMPTY;
            for value in values.iter().take(2 * MAX_CHOICES) {
                all = key(name, value, choices)?.iter().fold(all, ChoiceSet::with);
            }
            Ok(all)
        }
        Value::Whole(number) => index(name, *number, choices),
        Value::Bool(is_true) => answer::read(if *is_true { "Đúng" } else { "Sai" }, choices),
        Value::Text(words) if is_digits(words) && !choices.contains(&squeeze(words)) => Err(format!(
            "Đáp án “{}” là số trong ngoặc kép nên không rõ đếm từ 0 hay từ 1. Hãy ghi chữ cái của phương án, ví dụ B.",
            words.trim()
        )),
        Value::Text(words) => answer::read(words, choices),
        _ => Err("Đáp án chưa rõ. Hãy ghi chữ cái của phương án, ví dụ B.".to_owned()),
    }
}

/// A number counts from 0 under an English key; a Vietnamese one does not say from where.
fn index(name: &str, number: i64, choices: &[String]) -> Result<ChoiceSet, KeyError> {
    if keys::plain(name).starts_with("dap an") || keys::plain(name).starts_with("phuong an") {
        return Err(format!("Đáp án {number} không rõ đếm từ 0 hay từ 1. Hãy ghi chữ cái của phương án, ví dụ B."));
    }
    match usize::try_from(number) {
        Ok(position) if position < choices.len() => Ok(ChoiceSet::EMPTY.with(position)),
        _ => Err(format!(
            "Đáp án {number} không có trong {} phương án của câu này; phương án đầu tiên là số 0. Hãy ghi lại đáp án.",
            choices.len()
        )),
    }
}

fn is_digits(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit())
}
