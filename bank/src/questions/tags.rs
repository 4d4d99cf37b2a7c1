//! Tags that carry what the formats of learning platforms have no field for.

use contest::banks::{Level, Question};
use contest::text;

use super::draft::Draft;

/// What a tag with the number of the handbook's entry begins with.
const ENTRY: &str = "Câu sổ tay";

/// Takes a level (`Vận dụng`) or an entry of the handbook (`Câu sổ tay 12`); whether it is one of these.
pub(super) fn take(label: &str, draft: &mut Draft) -> bool {
    if let Some(level) = Level::parse(label) {
        draft.level = Some(level);
        return true;
    }
    let folded = text::fold(label);
    let entry = folded.strip_prefix(&text::fold(ENTRY)).and_then(|number| number.trim().parse().ok());
    draft.handbook_entry = entry.filter(|&entry| entry > 0).or(draft.handbook_entry);
    entry.is_some_and(|entry| entry > 0)
}

/// The tags of a question.
pub(super) fn of(question: &Question) -> Vec<String> {
    let level = question.level.map(|level| level.label().to_owned());
    let entry = question.handbook_entry.map(|entry| format!("{ENTRY} {entry}"));
    level.into_iter().chain(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    #[test]
    fn a_tag_is_a_level_an_entry_or_nothing() {
        let mut draft = Draft::new(Place::File);
        assert!(take("vận DỤNG", &mut draft));
        assert!(take("Câu sổ tay 12", &mut draft));
        for other in ["Câu sổ tay 0", "Câu sổ tay", "Câu sổ tay x", "mới", ""] {
            assert!(!take(other, &mut draft), "{other}");
        }
        assert_eq!((draft.level, draft.handbook_entry), (Some(Level::Apply), Some(12)));
    }
}
