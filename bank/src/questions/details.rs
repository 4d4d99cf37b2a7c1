//! What authors write of a question besides its text: kind, level, entry of the handbook, choices that
//! keep their place.

use contest::banks::{ChoiceSet, Kind, Level};
use contest::text;

use super::answer;

/// The kind that an author gave; a kind that cannot be used refuses the question.
pub(super) fn kind(label: &str, refusals: &mut Vec<String>, warnings: &mut Vec<String>) -> Option<Kind> {
    let folded = text::fold(label);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&["tu luan", "dien khuyet", "dien vao", "ghep doi", "ghep cap", "essay", "matching"]) {
        refusals.push(format!(
            "Loại câu “{label}” không dùng được. Hãy đổi thành câu một đáp án, nhiều đáp án hoặc đúng/sai."
        ));
        None
    } else if says(&["nhieu", "multiple resp", "multiple ans", "multi"]) && folded != "multiple choice" {
        Some(Kind::Multiple)
    } else if says(&["dung/sai", "dung - sai", "dung sai", "dung hoac sai", "true"]) || folded == "ds" {
        Some(Kind::TrueFalse)
    } else if says(&["mot", "1 ", "don", "single"]) {
        Some(Kind::Single)
    } else {
        if !says(&["trac nghiem", "multiple choice"]) {
            warnings.push(format!("Loại câu “{label}” chưa rõ; loại được tính theo đáp án."));
        }
        None
    }
}

/// A level as an author names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SaidLevel {
    /// What it is here.
    pub(super) level: Level,
    /// Whether it is Vận dụng cao, which the scale of a contest does not tell from Vận dụng.
    pub(super) high: bool,
}

impl SaidLevel {
    /// The level; of the high one a warning says what became of it.
    pub(super) fn taken(self, warnings: &mut Vec<String>) -> Level {
        if self.high {
            let label = self.level.label();
            warnings
                .push(format!("Mức độ “Vận dụng cao” được ghi là {label}; phần mềm không có mức riêng cho câu này."));
        }
        self.level
    }
}

/// The level by its name, its code or its letters: `Nhận biết`, `NB`.
pub(super) fn known_level(label: &str) -> Option<SaidLevel> {
    let said = |level| SaidLevel { level, high: false };
    Level::parse(label).map(said).or_else(|| match text::fold(label).as_str() {
        "nb" => Some(said(Level::Recall)),
        "th" => Some(said(Level::Understand)),
        "vd" | "vdt" | "van dung thap" => Some(said(Level::Apply)),
        "vdc" | "van dung cao" => Some(SaidLevel { level: Level::Apply, high: true }),
        _ => None,
    })
}

/// The level; one that is not known is left out, and a warning says so.
pub(super) fn level(label: &str, warnings: &mut Vec<String>) -> Option<Level> {
    let Some(said) = known_level(label) else {
        let known = Level::ALL.map(Level::label).join(", ");
        warnings.push(format!("Mức độ “{label}” chưa rõ nên để trống. Hãy ghi một trong các mức: {known}."));
        return None;
    };
    Some(said.taken(warnings))
}

/// The number of an entry of the handbook: `12`, `Câu 12`; anything else is left out with a warning.
pub(super) fn entry(label: &str, warnings: &mut Vec<String>) -> Option<u32> {
    let digits = text::fold(label);
    let number =
        digits.trim_start_matches("cau").trim_start_matches(" hoi").trim().parse().ok().filter(|&number| number > 0);
    if number.is_none() {
        warnings.push(format!("Câu sổ tay “{label}” không phải là số nên để trống."));
    }
    number
}

/// The choices that keep their place: `D`, `A, D`, `tất cả`, `không`; anything else is left out with a
/// warning.
pub(super) fn anchors(label: &str, choices: &[String], warnings: &mut Vec<String>) -> ChoiceSet {
    match text::fold(label).trim_matches(|c: char| !c.is_alphanumeric()) {
        "tat ca" | "all" | "x" | "co" | "toan bo" | "true" => return (0..choices.len()).collect(),
        "" | "khong" | "no" | "none" | "false" => return ChoiceSet::EMPTY,
        _ => {}
    }
    answer::read(label, choices).unwrap_or_else(|_| {
        let shown = answer::shortened(label);
        warnings.push(format!(
            "Giữ vị trí “{shown}” không rõ là phương án nào nên không được dùng. Hãy ghi chữ cái, ví dụ D, hoặc “tất cả”."
        ));
        ChoiceSet::EMPTY
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_by_their_names_and_letters() {
        for (label, expected, warned) in [
            ("Nhận biết", Some(Level::Recall), 0),
            ("TH", Some(Level::Understand), 0),
            ("vận dụng thấp", Some(Level::Apply), 0),
            ("VẬN DỤNG CAO", Some(Level::Apply), 1),
            ("VDC", Some(Level::Apply), 1),
            ("Khó", None, 1),
        ] {
            let mut warnings = Vec::new();
            assert_eq!((level(label, &mut warnings), warnings.len()), (expected, warned), "{label}");
        }
    }

    #[test]
    fn choices_that_keep_their_place() {
        let choices = ["Một", "Hai", "Ba", "Cả hai"].map(str::to_owned);
        for (label, places) in [
            ("D", &[3][..]),
            ("A, D", &[0, 3]),
            ("a và d", &[0, 3]),
            ("4", &[3]),
            ("Tất cả", &[0, 1, 2, 3]),
            ("x", &[0, 1, 2, 3]),
            ("Không", &[]),
            ("-", &[]),
            ("Phương án D", &[3]),
        ] {
            let mut warnings = Vec::new();
            let read: Vec<usize> = anchors(label, &choices, &mut warnings).iter().collect();
            assert_eq!((read.as_slice(), warnings.len()), (places, 0), "{label}");
        }
        let mut warnings = Vec::new();
        assert_eq!(anchors("E", &choices, &mut warnings), ChoiceSet::EMPTY);
        assert!(warnings[0].starts_with("Giữ vị trí “E” không rõ"), "{warnings:?}");
    }
}
