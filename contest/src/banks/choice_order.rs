//! Choices that speak of other choices, and what they allow a paper to shuffle.

use serde::{Deserialize, Serialize};

use super::{ChoiceSet, Question, letter};
use crate::text;

/// How the choices of a question may be shuffled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceOrder {
    /// Any order.
    Free,
    /// The named choices stay last, in their order ("Tất cả các phương án trên"); the rest may move.
    PinLast(ChoiceSet),
    /// The author's order: a choice names letters ("Cả A, B và C"), or it is a true/false question.
    Fixed,
}

/// Finds out how a question's choices may be shuffled, from their wording.
pub fn choice_order(choices: &[String]) -> ChoiceOrder {
    if Question::is_true_false(choices) || choices.iter().any(|choice| names_letters(choice, choices.len())) {
        return ChoiceOrder::Fixed;
    }
    let about_all: ChoiceSet = (0..choices.len()).filter(|&position| speaks_of_all(&choices[position])).collect();
    match about_all.len() {
        0 => ChoiceOrder::Free,
        // More than half speaking of the others leaves nothing worth shuffling.
        pinned if pinned * 2 > choices.len() => ChoiceOrder::Fixed,
        _ => ChoiceOrder::PinLast(about_all),
    }
}

/// "Tất cả các phương án trên", "Cả ba đáp án đều đúng", "Không có phương án nào đúng", …
fn speaks_of_all(choice: &str) -> bool {
    const OPENINGS: [&str; 9] =
        ["tat ca", "ca hai", "ca ba", "ca bon", "ca 2", "ca 3", "ca 4", "khong co", "khong phuong an"];
    const NOUNS: [&str; 8] =
        ["phuong an", "dap an", "cau tra loi", "y tren", "noi dung tren", "y kien tren", "truong hop tren", "deu "];
    let folded = text::fold(choice);
    OPENINGS.iter().any(|opening| folded.starts_with(opening))
        && (NOUNS.iter().any(|noun| folded.contains(noun)) || folded.ends_with("tren") || folded.ends_with("deu dung"))
}

/// "Cả A, B và C", "A và B đúng", "Chỉ có A", "B hoặc C": letters of this question's own choices
/// stand as words of their own, and nothing but linking words stands between them.
fn names_letters(choice: &str, choices: usize) -> bool {
    const LINKS: [&str; 42] = [
        "ca", "va", "hoac", "dung", "sai", "deu", "chi", "co", "tat", "phuong", "an", "dap", "cau", "tra", "loi", "y",
        "kien", "noi", "truong", "hop", "khong", "phai", "la", "hai", "ba", "bon", "2", "3", "4", "gom", "bao", "tren",
        "neu", "cac", "cung", "chinh", "xac", "nhu", "voi", "with", "and", "or",
    ];
    let is_letter = |word: &str| {
        let mut chars = word.chars();
        let (Some(only), None) = (chars.next(), chars.next()) else { return false };
        (0..choices).any(|position| letter(position) == only.to_ascii_uppercase())
    };
    let words: Vec<&str> = choice.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let letters = words.iter().filter(|word| is_letter(word)).count();
    let linked = words.iter().all(|word| is_letter(word) || LINKS.contains(&text::fold(word).as_str()));
    // A lone letter is a choice of its own ("A"); with a linking word it points at another.
    letters > 0 && linked && words.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(choices: &[&str]) -> ChoiceOrder {
        choice_order(&choices.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn letters_of_other_choices_fix_the_order() {
        for last in [
            "Cả A, B và C",
            "A và B đúng",
            "Cả A và B",
            "Cả a, b, c đều đúng",
            "Cả 2 đáp án A và B",
            "Nội dung a và b nêu trên",
            "Câu trả lời A/B",
            "Chỉ A và C",
            "Đáp án A và B đều đúng",
            "Không phải A, B",
            "A, B, C",
        ] {
            assert_eq!(order(&["Một", "Hai", "Ba", last]), ChoiceOrder::Fixed, "{last}");
        }
    }

    #[test]
    fn speaking_of_all_the_others_pins_last() {
        let last = ChoiceSet::EMPTY.with(3);
        for wording in
            ["Tất cả các phương án trên", "Cả ba đáp án trên", "Không có phương án nào đúng", "Tất cả đều đúng"]
        {
            assert_eq!(order(&["Một", "Hai", "Ba", wording]), ChoiceOrder::PinLast(last), "{wording}");
        }
        // Written first by an author in a hurry, it is still pinned last.
        assert_eq!(order(&["Tất cả các phương án trên", "Hai", "Ba"]), ChoiceOrder::PinLast(ChoiceSet::EMPTY.with(0)));
    }

    #[test]
    fn ordinary_choices_move_freely() {
        for last in
            ["Vitamin C", "Tất cả cán bộ, công chức", "Bảng A", "Cả nước", "Không quá 30 ngày", "Loại A và loại B", "C"]
        {
            assert_eq!(order(&["Một", "Hai", "Ba", last]), ChoiceOrder::Free, "{last}");
        }
        assert_eq!(order(&["Đúng", "Sai"]), ChoiceOrder::Fixed);
    }
}
