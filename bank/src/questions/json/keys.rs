//! What the keys of an object mean.

use contest::text;

use super::super::columns::{self, Field};

/// Keys of the list of questions.
pub(super) const QUESTIONS: [&str; 10] = [
    "questions",
    "cau hoi",
    "cac cau hoi",
    "danh sach cau hoi",
    "danh sach",
    "items",
    "data",
    "quiz",
    "cauhoi",
    "bo cau hoi",
];

/// Keys of the choices, beside those of single choices.
const CHOICES: [&str; 11] = [
    "options",
    "choices",
    "answers",
    "phuong an",
    "cac phuong an",
    "phuong an tra loi",
    "lua chon",
    "cac lua chon",
    "phuongan",
    "luachon",
    "alternatives",
];
/// Keys of the right choices whose numbers count from 0.
const ANSWERS: [&str; 9] = [
    "correct options",
    "correct answers",
    "correct choices",
    "correct index",
    "correct indexes",
    "correct indices",
    "answer index",
    "correct option",
    "answers correct",
];
/// Keys of what tells a question from others and says nothing more.
const IDLE: [&str; 9] = ["uuid", "index", "number", "name", "ten", "title", "code", "thu tu", "order"];
/// Keys of a choice's text.
pub(super) const TEXT: [&str; 9] =
    ["text", "content", "noi dung", "noidung", "value", "label text", "phuong an", "answer", "option"];
/// Keys of the mark on a right choice.
pub(super) const MARK: [&str; 8] =
    ["correct", "is correct", "iscorrect", "right", "dung", "la dap an dung", "dap an dung", "la dung"];

/// What a key of a question means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Choices,
    /// One choice, by its position.
    Choice(usize),
    Answer,
    Stem,
    Explanation,
    Topic,
    Level,
    Kind,
    Entry,
    /// The choices that keep their place.
    Anchors,
    Idle,
    Unknown,
}

/// Folded, with spaces for `_` and `-`, and between the words of `camelCase`.
pub(super) fn plain(key: &str) -> String {
    let mut spaced = String::with_capacity(key.len());
    let mut lower = false;
    for character in key.chars() {
        if lower && character.is_uppercase() {
            spaced.push(' ');
        }
        lower = character.is_lowercase();
        spaced.push(if matches!(character, '_' | '-') { ' ' } else { character });
    }
    text::fold(&spaced)
}

pub(super) fn key(key: &str) -> Key {
    let name = plain(key);
    let has = |names: &[&str]| names.contains(&name.as_str());
    if has(&CHOICES) {
        return Key::Choices;
    }
    if has(&ANSWERS) {
        return Key::Answer;
    }
    match columns::field(&name) {
        Some((Field::Stem, _)) => Key::Stem,
        Some((Field::Choice(position), _)) => Key::Choice(position),
        Some((Field::Answer, _)) => Key::Answer,
        Some((Field::Explanation, _)) => Key::Explanation,
        Some((Field::Topic, _)) => Key::Topic,
        Some((Field::Level, _)) => Key::Level,
        Some((Field::Kind, _)) => Key::Kind,
        Some((Field::Entry, _)) => Key::Entry,
        Some((Field::Anchors, _)) => Key::Anchors,
        Some((Field::Number, _)) => Key::Idle,
        None if has(&IDLE) => Key::Idle,
        None => match name.as_str() {
            "text" | "prompt" | "noidung" | "cauhoi" => Key::Stem,
            "dapan" | "dap an la" => Key::Answer,
            "giaithich" | "feedback" | "rationale" => Key::Explanation,
            "difficulty" | "mucdo" => Key::Level,
            "category" | "linhvuc" => Key::Topic,
            "kind" => Key::Kind,
            _ => Key::Unknown,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_both_languages() {
        for (names, meaning) in [
            (&["stem", "question", "noi_dung", "cau-hoi", "Câu hỏi", "questionText"][..], Key::Stem),
            (&["options", "choices", "phuong_an", "Phương án", "luaChon"], Key::Choices),
            (&["correct", "answer", "dap_an", "Đáp án đúng", "correctAnswer", "correct_index"], Key::Answer),
            (&["B", "phuong_an_b", "optionB"], Key::Choice(1)),
            (&["explanation", "giai_thich"], Key::Explanation),
            (&["topic", "linh_vuc"], Key::Topic),
            (&["level", "muc_do"], Key::Level),
            (&["handbook_entry", "cau_so_tay"], Key::Entry),
            (&["fixed", "giu_vi_tri", "co_dinh"], Key::Anchors),
            (&["id", "stt"], Key::Idle),
            (&["points", "diem"], Key::Unknown),
        ] {
            for name in names {
                assert_eq!(key(name), meaning, "{name}");
            }
        }
    }
}
