//! Tags that carry what the formats of learning platforms have no field for.

use contest::banks::{ChoiceOrder, Question};
use contest::text;

use super::answer;
use super::details;
use super::draft::Draft;
use super::write::letters;

/// What a tag with the number of the handbook's entry begins with.
const ENTRY: &str = "Câu sổ tay";
/// What a tag with the letters of choices that keep their place begins with.
const ANCHORS: &str = "Giữ vị trí";
/// The tag of choices that keep their place by their words alone, for formats that then write more.
const BY_WORDS: &str = "Giữ vị trí theo lời";

/// Takes a level (`Vận dụng`), an entry of the handbook (`Câu sổ tay 12`) or choices that keep their place
/// (`Giữ vị trí A, D`); whether it is one of these.
pub(super) fn take(label: &str, draft: &mut Draft) -> bool {
    // Letters alone may be anything's.
    if let Some(said) = details::known_level(label).filter(|_| label.chars().nth(3).is_some()) {
        draft.level = Some(said.taken(&mut draft.warnings));
        return true;
    }
    let folded = text::fold(label);
    let places = folded.strip_prefix(&text::fold(ANCHORS)).and_then(answer::marks).unwrap_or_default();
    if !places.is_empty() || folded == text::fold(BY_WORDS) {
        draft.anchored = Some(places.into_iter().collect());
        return true;
    }
    let entry = folded.strip_prefix(&text::fold(ENTRY)).and_then(|number| number.trim().parse().ok());
    draft.handbook_entry = entry.filter(|&entry| entry > 0).or(draft.handbook_entry);
    entry.is_some_and(|entry| entry > 0)
}

/// The tag of the choices that their author keeps in place.
pub(super) fn anchors(question: &Question) -> Option<String> {
    (!question.anchored.is_empty()).then(|| format!("{ANCHORS} {}", letters(question.anchored)))
}

/// The tag of a question whose choices keep their place by their words alone.
pub(super) fn by_words(question: &Question) -> Option<String> {
    let is_so = question.anchored.is_empty() && matches!(question.order(), ChoiceOrder::PinLast(_));
    is_so.then(|| BY_WORDS.to_owned())
}

/// The tags of a question, those of its choices' places aside.
pub(super) fn of(question: &Question) -> Vec<String> {
    let level = question.level.map(|level| level.label().to_owned());
    let entry = question.handbook_entry.map(|entry| format!("{ENTRY} {entry}"));
    level.into_iter().chain(entry).collect()
}

#[cfg(test)]
mod tests {
    use contest::banks::{ChoiceSet, Level};

    use super::*;
    use crate::Place;

    #[test]
    fn a_tag_is_a_level_an_entry_or_nothing() {
        let mut draft = Draft::new(Place::File);
        assert!(take("vận DỤNG", &mut draft));
        assert!(take("Câu sổ tay 12", &mut draft));
        assert!(!take("TH", &mut draft), "letters alone may be anything's");
        assert!(take("Giữ vị trí a, D", &mut draft));
        for other in ["Giữ vị trí", "Giữ vị trí nào", "Câu sổ tay 0", "Câu sổ tay", "Câu sổ tay x", "mới", ""]
        {
            assert!(!take(other, &mut draft), "{other}");
        }
        assert_eq!((draft.level, draft.handbook_entry), (Some(Level::Apply), Some(12)));
        assert_eq!(draft.anchored, Some([0, 3].into_iter().collect()));
        assert!(take(BY_WORDS, &mut draft));
        assert_eq!(draft.anchored, Some(ChoiceSet::EMPTY));
    }
}
