//! What authors write of a question beside its text: its kind, its level, its entry in the handbook.

use contest::banks::{Kind, Level};
use contest::text;

use super::draft::Draft;

/// The kind as a column or field names it; a kind that no contest has refuses the question.
pub(super) fn kind(label: &str, draft: &mut Draft) {
    let folded = text::fold(label).replace('_', " ");
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&["tu luan", "dien khuyet", "dien vao", "ghep doi", "ghep cap", "essay", "matching"]) {
        draft.refusals.push(format!(
            "Loại câu “{label}” không dùng được. Hãy đổi thành câu một đáp án, nhiều đáp án hoặc đúng/sai."
        ));
    } else if says(&["nhieu", "multiple resp", "multiple ans", "multi"]) && folded != "multiple choice" {
        draft.declared = Some(Kind::Multiple);
    } else if says(&["dung/sai", "dung - sai", "dung sai", "dung hoac sai", "true"]) || folded == "ds" {
        draft.declared = Some(Kind::TrueFalse);
    } else if says(&["mot", "1 ", "don", "single"]) {
        draft.declared = Some(Kind::Single);
    } else if !says(&["trac nghiem", "multiple choice"]) {
        draft.warnings.push(format!("Loại câu “{label}” chưa rõ; loại được tính theo đáp án."));
    }
}

/// The level; one that is not known is left empty, and a warning says so.
pub(super) fn level(label: &str, draft: &mut Draft) {
    draft.level = known_level(label);
    if draft.level.is_none() {
        let known = Level::ALL.map(Level::label).join(", ");
        draft.warnings.push(format!("Mức độ “{label}” chưa rõ nên để trống. Hãy ghi một trong các mức: {known}."));
    }
}

fn known_level(label: &str) -> Option<Level> {
    Level::parse(label).or_else(|| match text::fold(label).as_str() {
        "nb" => Some(Level::Recall),
        "th" => Some(Level::Understand),
        "vd" => Some(Level::Apply),
        _ => None,
    })
}

/// The number of the handbook's entry: `12`, `Câu 12`, `Câu hỏi 12`.
pub(super) fn entry(label: &str, draft: &mut Draft) {
    draft.handbook_entry = entry_number(label);
    if draft.handbook_entry.is_none() {
        draft.warnings.push(format!("Câu sổ tay “{label}” không phải là số nên để trống."));
    }
}

fn entry_number(label: &str) -> Option<u32> {
    let folded = text::fold(label);
    let digits = folded.trim_start_matches("cau").trim_start_matches(" hoi").trim();
    digits.parse().ok().filter(|&number| number > 0)
}

/// A tag that carries a level (`Vận dụng`) or an entry (`Câu sổ tay 12`); whether it is one of these.
pub(super) fn tag(label: &str, draft: &mut Draft) -> bool {
    if let Some(level) = Level::parse(label) {
        draft.level = Some(level);
        return true;
    }
    let entry = text::fold(label).strip_prefix(&text::fold(ENTRY_TAG)).and_then(|number| entry_number(number.trim()));
    draft.handbook_entry = entry.or(draft.handbook_entry);
    entry.is_some()
}

/// What a tag with the number of the handbook's entry begins with.
pub(super) const ENTRY_TAG: &str = "Câu sổ tay";
