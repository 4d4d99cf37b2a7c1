//! Choices that share a line: `A. Một  B. Hai`, `Là gì? A. Một B. Hai C. Ba`.

use super::labels::{ChoiceLabel, choice_at};

/// Most labels that are looked at on one line.
const MAX_LABELS: usize = 60;

/// The labels of the choices on a line, in order.
///
/// `expected` is the next position of the question being read, `next` the position with which the
/// next line begins. A letter behind a single space is a label only when the next line does not
/// carry it.
pub(super) fn labels(line: &str, expected: usize, next: Option<usize>) -> Vec<ChoiceLabel> {
    let all: Vec<ChoiceLabel> = starts(line).filter_map(|start| choice_at(line, start)).take(MAX_LABELS).collect();
    let allowed = |label: &ChoiceLabel| label.apart || next.is_none_or(|next| next > label.position);
    let usable: Vec<ChoiceLabel> = all.into_iter().filter(allowed).collect();
    let leads = usable.first().is_some_and(|first| first.range.start == 0);
    if leads {
        return chain(&usable, 0);
    }
    let begins = |label: &ChoiceLabel| label.position == expected;
    let longest = (0..usable.len())
        .filter(|&first| usable.get(first).is_some_and(begins))
        .map(|first| chain(&usable, first))
        // Of two that are as long, the later one: “loại A. … A. Một B. Hai”.
        .max_by_key(|chain| (chain.first().is_some_and(|first| first.apart), chain.len()));
    let goes_on = |chain: &Vec<ChoiceLabel>| {
        chain.len() > 1 || chain.first().is_some_and(|first| first.apart && next == Some(first.position + 1))
    };
    longest.filter(goes_on).unwrap_or_default()
}

/// Where words begin.
fn starts(line: &str) -> impl Iterator<Item = usize> {
    let mut gap = true;
    line.char_indices().filter_map(move |(at, character)| {
        let is_start = gap && !character.is_whitespace();
        gap = character.is_whitespace();
        is_start.then_some(at)
    })
}

/// The labels that go on from `first`: each the next letter, written alike; one that stands apart
/// before one that does not.
fn chain(usable: &[ChoiceLabel], first: usize) -> Vec<ChoiceLabel> {
    let mut chain: Vec<ChoiceLabel> = usable.get(first).cloned().into_iter().collect();
    while let Some(last) = chain.last() {
        let follows = |label: &&ChoiceLabel| {
            label.range.start >= last.range.end && label.position == last.position + 1 && label.style == last.style
        };
        let mut candidates = usable.iter().filter(follows);
        let nearest = candidates.clone().next();
        let Some(next) = candidates.find(|label| label.apart).or(nearest).cloned() else { break };
        chain.push(next);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str, expected: usize, next: Option<usize>) -> Vec<&str> {
        let labels = labels(line, expected, next);
        let ends = labels.iter().skip(1).map(|label| label.range.start).chain([line.len()]);
        labels.iter().zip(ends).map(|(label, end)| line[label.range.end..end].trim()).collect()
    }

    #[test]
    fn lines_with_several_choices() {
        assert_eq!(texts("A. Một\tB. Hai\tC. Ba", 0, None), ["Một", "Hai", "Ba"]);
        assert_eq!(texts("A. Một   B. Hai", 0, Some(2)), ["Một", "Hai"]);
        assert_eq!(texts("C. Ba D. Bốn", 2, None), ["Ba", "Bốn"]);
        assert_eq!(texts("Là gì? A. Một B. Hai C. Ba", 0, None), ["Một", "Hai", "Ba"]);
        assert_eq!(texts("Loại A. nghĩa là gì? A. Một B. Hai", 0, None), ["Một", "Hai"]);
        assert_eq!(texts("a) một  b) hai", 0, None), ["một", "hai"]);
        assert_eq!(texts("A.Một\t*B.Hai", 0, None), ["Một", "Hai"]);
    }

    #[test]
    fn letters_within_a_choice() {
        assert_eq!(texts("A. Vitamin B. và C", 0, Some(1)), ["Vitamin B. và C"]);
        assert_eq!(texts("Ông C. Mác là ai?", 0, Some(0)), [""; 0]);
        assert_eq!(texts("A. Nhóm B. thứ nhất\tB. Nhóm hai", 0, None), ["Nhóm B. thứ nhất", "Nhóm hai"]);
    }
}
