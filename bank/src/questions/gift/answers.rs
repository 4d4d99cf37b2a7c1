//! What stands between the braces of a GIFT question.

use super::super::weights::percent;
use super::escape::{find, find_run, plain};

/// Answers, texts still escaped.
#[derive(Debug, PartialEq)]
pub(super) enum Answers<'a> {
    TrueFalse {
        is_true: bool,
    },
    Choices(Vec<Choice<'a>>),
    /// A kind that no contest has, by its Vietnamese name.
    Unsupported(&'static str),
    /// Shares that are no numbers, or nothing that can be understood.
    Unclear,
}

#[derive(Debug, PartialEq)]
pub(super) struct Choice<'a> {
    /// The share of the points in percent.
    pub(super) share: f64,
    /// Whether it was marked by `=`.
    pub(super) marked: bool,
    pub(super) text: &'a str,
    /// Whether a remark follows it.
    pub(super) remark: bool,
}

/// The general remark behind `####` and the answers before it.
pub(super) fn general_remark(text: &str) -> (&str, Option<&str>) {
    match find_run(text, '#', 4) {
        Some(at) => (&text[..at], Some(text[at + 4..].trim()).filter(|remark| !remark.is_empty())),
        None => (text, None),
    }
}

/// Reads the answers, in the order of Moodle's own importer.
pub(super) fn read(text: &str) -> Answers<'_> {
    let text = text.trim();
    if text.is_empty() {
        return Answers::Unsupported("tự luận");
    }
    if text.starts_with('#') {
        return Answers::Unsupported("trả lời bằng số");
    }
    if find(text, '~').is_some() {
        return choices(text).map_or(Answers::Unclear, Answers::Choices);
    }
    if find(text, '=').is_some() {
        let kind = if text.contains("->") { "nối" } else { "trả lời ngắn" };
        return Answers::Unsupported(kind);
    }
    truth(text).map_or(Answers::Unclear, |is_true| Answers::TrueFalse { is_true })
}

fn truth(text: &str) -> Option<bool> {
    let word = without_remark(text).0.trim().to_lowercase();
    match word.as_str() {
        "t" | "true" | "đ" | "đúng" => Some(true),
        "f" | "false" | "s" | "sai" => Some(false),
        _ => None,
    }
}

/// The answers, each from its mark to the next; `None` when something stands before the first.
fn choices(text: &str) -> Option<Vec<Choice<'_>>> {
    let marks: Vec<(usize, char)> = plain(text).filter(|(_, character)| matches!(character, '~' | '=')).collect();
    if marks.first()?.0 != 0 {
        return None;
    }
    let ends = marks.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    // `~=` is one mark: older files write the right one so.
    let parts = marks.iter().zip(ends).filter(|&(&(at, mark), end)| mark == '=' || at + 1 < end || end == text.len());
    parts.map(|(&(at, mark), end)| choice(mark, text[at + 1..end].trim())).collect()
}

fn choice(mark: char, text: &str) -> Option<Choice<'_>> {
    let marked = mark == '=';
    let (share, text) = match text.strip_prefix('%').and_then(|rest| rest.split_once('%')) {
        Some((share, rest)) => (percent(share)?, rest.trim_start()),
        None => (if marked { 100.0 } else { 0.0 }, text),
    };
    let (text, remark) = without_remark(text);
    Some(Choice { share, marked, text: text.trim(), remark })
}

/// The answer before a remark, and whether there is one that says something.
fn without_remark(text: &str) -> (&str, bool) {
    find(text, '#').map_or((text, false), |at| (&text[..at], !text[at + 1..].trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(text: &str) -> Vec<(f64, &str)> {
        let Answers::Choices(choices) = read(text) else { panic!("{text}") };
        choices.into_iter().map(|choice| (choice.share, choice.text)).collect()
    }

    #[test]
    fn kinds_are_told_apart() {
        for (text, kind) in [
            ("", Answers::Unsupported("tự luận")),
            (" # 6:0", Answers::Unsupported("trả lời bằng số")),
            ("=a -> b =c -> d", Answers::Unsupported("nối")),
            ("=a =b", Answers::Unsupported("trả lời ngắn")),
            ("F#Sai.#Đúng.", Answers::TrueFalse { is_true: false }),
            ("Đúng", Answers::TrueFalse { is_true: true }),
            ("có lẽ", Answers::Unclear),
            ("a ~b", Answers::Unclear),
            ("~%x%a =b", Answers::Unclear),
        ] {
            assert_eq!(read(text), kind, "{text}");
        }
    }

    #[test]
    fn choices_carry_their_shares() {
        assert_eq!(shares("~a#sai =b \\= c ~%-50%d"), [(0.0, "a"), (100.0, "b \\= c"), (-50.0, "d")]);
        assert_eq!(shares("~%33.3%a~%66,7%b\n~c"), [(33.3, "a"), (66.7, "b"), (0.0, "c")]);
        assert_eq!(shares("~=a ~b"), [(100.0, "a"), (0.0, "b")]);
        assert_eq!(shares("=a ~ ~b"), [(100.0, "a"), (0.0, ""), (0.0, "b")]);
    }
}
