//! The signs by which authors mark right choices, and what they say together.

use contest::banks::{ChoiceSet, MAX_CHOICES, letter};

use crate::document::{Ink, Look};
use crate::questions::answer::KeyError;

/// A choice as it stands in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    /// By its letter, from 0; none for one without.
    pub(super) position: Option<usize>,
    /// Without its label and marks; not yet squeezed.
    pub(super) text: String,
    /// What its label looks like; numbering by the word processor has no look.
    pub(super) label_ink: Ink,
    pub(super) ink: Ink,
    /// Whether a mark of the right choice stands with it.
    pub(super) right: bool,
    /// Whether `#` stands before it.
    pub(super) anchored: bool,
}

/// What one sign says: its name in Vietnamese, and the choices it marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) sign: &'static str,
    pub(super) says: ChoiceSet,
}

/// What marks and looks say of the choices. A look says something only when some of the choices
/// have it and some have not.
pub(super) fn statements(choices: &[Choice]) -> Vec<Statement> {
    // More choices than a question may have are refused whatever their key.
    if choices.len() > MAX_CHOICES {
        return Vec::new();
    }
    let marked: ChoiceSet = positions(choices, |choice| choice.right);
    let mut all = Vec::new();
    if !marked.is_empty() {
        all.push(Statement { sign: "dấu đánh ở phương án", says: marked });
    }
    let mut by_look = |sign, says: Option<ChoiceSet>| all.extend(says.map(|says| Statement { sign, says }));
    by_look("chữ in đậm", distinct(choices, |look| look.bold));
    by_look("chữ gạch chân", distinct(choices, |look| look.underline));
    by_look("màu chữ", distinct(choices, |look| look.colour));
    by_look("màu nền", distinct(choices, |look| look.back));
    all
}

fn positions(choices: &[Choice], has: impl Fn(&Choice) -> bool) -> ChoiceSet {
    choices.iter().enumerate().filter(|(_, choice)| has(choice)).map(|(position, _)| position).collect()
}

/// The choices that differ from the others in something: in their text, else in their labels.
fn distinct<T: PartialEq + Copy + Default>(choices: &[Choice], of: fn(Look) -> T) -> Option<ChoiceSet> {
    let by = |ink: fn(&Choice) -> &Ink| {
        let values: Vec<T> = choices.iter().map(|choice| ink(choice).most(of).unwrap_or_default()).collect();
        differing(&values)
    };
    by(|choice| &choice.ink).or_else(|| by(|choice| &choice.label_ink))
}

/// The positions whose value is not the common one: the plain value where some have it, else the
/// value of more than half.
fn differing<T: PartialEq + Copy + Default>(values: &[T]) -> Option<ChoiceSet> {
    let count = |value: T| values.iter().filter(|other| **other == value).count();
    let plain = T::default();
    let common =
        if count(plain) > 0 { plain } else { values.iter().copied().find(|value| count(*value) * 2 > values.len())? };
    let says: ChoiceSet = (0..values.len()).filter(|&position| values[position] != common).collect();
    (!says.is_empty()).then_some(says)
}

/// The key that lines and signs give together; where two contradict one another the question is
/// refused.
pub(super) fn key(statements: &[Statement]) -> Result<ChoiceSet, KeyError> {
    let Some((first, others)) = statements.split_first() else { return Ok(ChoiceSet::EMPTY) };
    match others.iter().find(|other| other.says != first.says) {
        None => Ok(first.says),
        Some(other) => Err(format!(
            "Đáp án không thống nhất: {} cho biết là {}, còn {} cho biết là {}. Hãy sửa cho khớp nhau.",
            first.sign,
            letters(first.says),
            other.sign,
            letters(other.says)
        )),
    }
}

fn letters(set: ChoiceSet) -> String {
    set.iter().map(|position| letter(position).to_string()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(positions: &[usize]) -> ChoiceSet {
        positions.iter().copied().collect()
    }

    #[test]
    fn what_all_or_none_have_says_nothing() {
        assert_eq!(differing(&[false, true, false]), Some(set(&[1])));
        assert_eq!(differing(&[true, true, true]), None);
        assert_eq!(differing(&[false, false]), None);
        // A template in blue with one choice in red.
        assert_eq!(differing(&[7, 7, 9, 7]), Some(set(&[2])));
        assert_eq!(differing(&[7, 9]), None);
        assert_eq!(differing(&[0, 9]), Some(set(&[1])));
    }

    #[test]
    fn signs_that_contradict_are_refused() {
        let statement = |sign, positions: &[usize]| Statement { sign, says: set(positions) };
        assert_eq!(key(&[]), Ok(ChoiceSet::EMPTY));
        assert_eq!(key(&[statement("chữ in đậm", &[1]), statement("màu chữ", &[1])]), Ok(set(&[1])));
        let error = key(&[statement("dòng “Đáp án”", &[2]), statement("chữ in đậm", &[1])]).unwrap_err();
        assert_eq!(
            error,
            "Đáp án không thống nhất: dòng “Đáp án” cho biết là C, còn chữ in đậm cho biết là B. Hãy sửa cho khớp nhau."
        );
    }
}
