//! Which choices keep their place: those that speak of others, and those that their author has anchored.

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
    /// The named choices stand where the author put them, between whatever comes; the rest may move.
    Anchored(ChoiceSet),
    /// The author's order: a choice names letters ("Cả A, B và C"), or it is a true/false question.
    Fixed,
}

impl ChoiceOrder {
    /// What stays where, for those who keep the bank; `None` where all may move.
    pub fn in_words(self) -> Option<String> {
        let letters = |set: ChoiceSet| set.iter().map(|place| letter(place).to_string()).collect::<Vec<_>>().join(", ");
        match self {
            Self::Free => None,
            Self::PinLast(last) => Some(format!("phương án {} đứng cuối", letters(last))),
            Self::Anchored(stay) => Some(format!("phương án {} giữ vị trí", letters(stay))),
            Self::Fixed => Some("giữ thứ tự phương án".to_owned()),
        }
    }
}

/// Finds out how a question's choices may be shuffled: from their wording, and from the choices that
/// its author has `anchored`. Where anything is anchored, choices that speak of all the others stay where
/// the author put them, too. Anchors of choices that do not exist change nothing.
pub fn choice_order(choices: &[String], anchored: ChoiceSet) -> ChoiceOrder {
    let by_words = order_by_words(choices);
    let anchored: ChoiceSet = anchored.iter().filter(|&place| place < choices.len()).collect();
    if anchored.is_empty() {
        return by_words;
    }
    let stay: ChoiceSet = match by_words {
        ChoiceOrder::Fixed => return ChoiceOrder::Fixed,
        ChoiceOrder::PinLast(last) | ChoiceOrder::Anchored(last) => last.iter().chain(anchored.iter()).collect(),
        ChoiceOrder::Free => anchored,
    };
    let movable = choices.len() - stay.len();
    if movable < 2 {
        ChoiceOrder::Fixed
    } else if stay.iter().all(|place| place >= movable) {
        ChoiceOrder::PinLast(stay)
    } else {
        ChoiceOrder::Anchored(stay)
    }
}

/// Of all anchors that give the same [`ChoiceOrder`] the ones that are kept: those that say what the words
/// of the choices do not, and all choices where none can move. So a question is the same again however the
/// format of a file says it.
pub fn telling_anchors(choices: &[String], anchored: ChoiceSet) -> ChoiceSet {
    let order = choice_order(choices, anchored);
    let by_words = order_by_words(choices);
    if order == by_words {
        return ChoiceSet::EMPTY;
    }
    if order == ChoiceOrder::Fixed {
        return (0..choices.len()).collect();
    }
    let anchored: ChoiceSet = anchored.iter().filter(|&place| place < choices.len()).collect();
    let ChoiceOrder::PinLast(last) = by_words else { return anchored };
    let fewer = anchored.iter().filter(|&place| !last.contains(place)).collect();
    if choice_order(choices, fewer) == order { fewer } else { anchored }
}

fn order_by_words(choices: &[String]) -> ChoiceOrder {
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

    fn texts(choices: &[&str]) -> Vec<String> {
        choices.iter().map(ToString::to_string).collect()
    }

    fn order(choices: &[&str]) -> ChoiceOrder {
        choice_order(&texts(choices), ChoiceSet::EMPTY)
    }

    fn set(places: &[usize]) -> ChoiceSet {
        places.iter().copied().collect()
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
    #[test]
    fn an_author_s_anchors_join_what_the_words_say() {
        let plain = ["Một", "Hai", "Ba", "Bốn"];
        let about_all = ["Một", "Hai", "Ba", "Tất cả các phương án trên"];
        let first = ["Tất cả các phương án sau đều đúng", "Hai", "Ba", "Bốn"];
        for (choices, anchored, expected) in [
            (plain, &[][..], ChoiceOrder::Free),
            (plain, &[0], ChoiceOrder::Anchored(set(&[0]))),
            (plain, &[3], ChoiceOrder::PinLast(set(&[3]))),
            (plain, &[2, 3], ChoiceOrder::PinLast(set(&[2, 3]))),
            (plain, &[0, 3], ChoiceOrder::Anchored(set(&[0, 3]))),
            (plain, &[0, 1, 3], ChoiceOrder::Fixed),
            (plain, &[0, 1, 2, 3], ChoiceOrder::Fixed),
            (plain, &[7], ChoiceOrder::Free),
            (about_all, &[3], ChoiceOrder::PinLast(set(&[3]))),
            (about_all, &[2], ChoiceOrder::PinLast(set(&[2, 3]))),
            (about_all, &[1], ChoiceOrder::Anchored(set(&[1, 3]))),
            (first, &[], ChoiceOrder::PinLast(set(&[0]))),
            (first, &[0], ChoiceOrder::Anchored(set(&[0]))),
            (["Một", "Hai", "Ba", "Cả A và B"], &[0], ChoiceOrder::Fixed),
        ] {
            assert_eq!(choice_order(&texts(&choices), set(anchored)), expected, "{choices:?} {anchored:?}");
        }
    }

    #[test]
    fn the_fewest_anchors_tell_the_same_order() {
        let about_all = texts(&["Một", "Hai", "Ba", "Tất cả các phương án trên"]);
        let telling = |choices: &[String], anchored: &[usize]| telling_anchors(choices, set(anchored));
        assert_eq!(telling(&about_all, &[3]), set(&[]));
        assert_eq!(telling(&about_all, &[1, 3]), set(&[1]));
        assert_eq!(telling(&about_all, &[0, 1, 3]), set(&[0, 1, 2, 3]));
        assert_eq!(telling(&texts(&["Một", "Hai", "Ba", "Cả A và B"]), &[3]), set(&[]));
        assert_eq!(telling(&texts(&["Một", "Hai", "Ba"]), &[0, 1]), set(&[0, 1, 2]));
        assert_eq!(telling(&texts(&["Một", "Hai", "Ba"]), &[1, 9]), set(&[1]));
        assert_eq!(telling(&texts(&["Tất cả các phương án sau", "Hai", "Ba", "Bốn"]), &[0]), set(&[0]));
        for choices in [about_all, texts(&["Một", "Hai", "Ba", "Bốn", "Năm"])] {
            for bits in 0..1 << choices.len() {
                let anchored = ChoiceSet::from_bits(bits).unwrap();
                let telling = telling_anchors(&choices, anchored);
                assert_eq!(choice_order(&choices, telling), choice_order(&choices, anchored), "{anchored:?}");
                assert_eq!(telling_anchors(&choices, telling), telling, "{anchored:?}");
            }
        }
    }
}
