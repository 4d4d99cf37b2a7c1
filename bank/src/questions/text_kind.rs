//! Which format a text of questions is in.

use super::aiken;
use crate::labels;

/// The formats that are plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    /// csv, tsv.
    Table,
    Json,
    Gift,
    Aiken,
    /// Laid out as people write it.
    Outline,
}

impl TextKind {
    /// By the name's ending where it says one format, else by what stands in the text.
    pub(super) fn of(text: &str, file_name: &str) -> Self {
        let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("csv" | "tsv") => Self::Table,
            Some("json") => Self::Json,
            Some("gift") => Self::Gift,
            Some("aiken") => Self::Aiken,
            Some("md" | "markdown") => Self::Outline,
            None => Self::by_content(text).unwrap_or(Self::Table),
            Some(_) => Self::by_content(text).unwrap_or(Self::Outline),
        }
    }

    fn by_content(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        if trimmed.starts_with(['[', '{']) && trimmed.ends_with([']', '}']) {
            return Some(Self::Json);
        }
        // A question of Aiken may speak of braces; a question of GIFT has no such line.
        // `Câu 1:` with `ĐÁP ÁN: A` below is laid out as on paper.
        let on_paper = text.lines().any(|line| labels::question(line.trim()).is_some());
        if text.lines().any(|line| aiken::is_key(line) && !(on_paper && line.trim_start().starts_with('Đ'))) {
            return Some(Self::Aiken);
        }
        has_answers_in_braces(text).then_some(Self::Gift)
    }
}

/// `{` with an answer behind it, and its `}`.
fn has_answers_in_braces(text: &str) -> bool {
    text.split('{').skip(1).any(|inside| {
        let inside = inside.split('}').next().filter(|found| found.len() < inside.len());
        inside.map(str::trim).is_some_and(|inside| {
            inside.starts_with(['=', '~', '#'])
                || inside.is_empty()
                || matches!(inside.to_ascii_uppercase().as_str(), "T" | "F" | "TRUE" | "FALSE")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_contents_tell_the_format() {
        for (text, name, kind) in [
            ("Câu hỏi;A;B;Đáp án", "de.csv", TextKind::Table),
            ("Câu hỏi;A;B;Đáp án", "de", TextKind::Table),
            ("{", "de.json", TextKind::Json),
            (" [{}] ", "de.txt", TextKind::Json),
            ("Là gì?{=a ~b}", "de.txt", TextKind::Gift),
            ("Là gì?{\n T }", "de", TextKind::Gift),
            ("Là {=gì ~gì}?\nA. a\nB. b\nANSWER: A", "de.txt", TextKind::Aiken),
            ("Là gì?\nA. a\nB. b\nĐÁP ÁN: A", "de.txt", TextKind::Aiken),
            ("Là gì?\nanswer : A", "de", TextKind::Aiken),
            ("Câu 1: Là gì?\nA. a\nB. b\nĐÁP ÁN: A", "de.txt", TextKind::Outline),
            ("Câu 1: Là gì?\nA. a\n*B. b", "de.txt", TextKind::Outline),
            ("Là gì?\nANSWER: A", "de.md", TextKind::Outline),
        ] {
            assert_eq!(TextKind::of(text, name), kind, "{text}");
        }
    }
}
