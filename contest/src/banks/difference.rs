//! What a new wording changes, word by word.

use super::{ChoiceSet, Question, letter};

/// A run of words that two texts share, or that only one of them has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the earlier text.
    Gone(String),
    /// Only in the later text.
    New(String),
}

/// Words beyond this many of a text are told as replaced as a whole: the table below takes their
/// product, and no wording that a question may have is near it.
const MAX_WORDS: usize = 2_000;

/// The longest common run of words of two texts (the textbook's table of the longest common
/// subsequence, `O(n·m)`), as pieces in reading order; of a change what is gone comes first. Texts that
/// differ in white space only are the same.
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    if old.len() > MAX_WORDS || new.len() > MAX_WORDS {
        let whole = [Piece::Gone(old.join(" ")), Piece::New(new.join(" "))];
        return if old == new { vec![Piece::Same(new.join(" "))] } else { whole.into() };
    }
    let width = new.len() + 1;
    // How many words the rest of both texts, from each pair of places on, have in common.
    let mut common = vec![0_u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let mut pieces = Pieces::default();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pieces.same(old[i]);
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            pieces.gone.push(old[i]);
            i += 1;
        } else {
            pieces.new.push(new[j]);
            j += 1;
        }
    }
    pieces.gone.extend(&old[i..]);
    pieces.new.extend(&new[j..]);
    pieces.finish()
}

/// What a revision changes of the one before it: each part of the question that is not the same, by
/// its name, with its pieces.
pub fn changes(before: &Question, after: &Question) -> Vec<(String, Vec<Piece>)> {
    let letters = |set: ChoiceSet| set.iter().map(|at| letter(at).to_string()).collect::<Vec<_>>().join(", ");
    let topic = |question: &Question| question.topic.as_ref().map(|topic| topic.0.clone()).unwrap_or_default();
    let level = |question: &Question| question.level.map_or("", super::Level::label).to_owned();
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let entry = |question: &Question| question.handbook_entry.map(|number| number.to_string()).unwrap_or_default();
    let choice = |question: &Question, at: usize| question.choices.get(at).cloned().unwrap_or_default();
    let choices = (0..before.choices.len().max(after.choices.len()))
        .map(|at| (format!("Phương án {}", letter(at)), choice(before, at), choice(after, at)));
    let parts = [("Câu hỏi".to_owned(), before.stem.clone(), after.stem.clone())].into_iter().chain(choices).chain([
        ("Đáp án".to_owned(), letters(before.correct), letters(after.correct)),
        ("Giữ vị trí".to_owned(), letters(before.anchored), letters(after.anchored)),
        ("Lĩnh vực".to_owned(), topic(before), topic(after)),
        ("Mức độ".to_owned(), level(before), level(after)),
        ("Giải thích".to_owned(), said(&before.explanation), said(&after.explanation)),
        ("Câu sổ tay".to_owned(), entry(before), entry(after)),
    ]);
    let changed = parts.filter(|(_, before, after)| before != after);
    changed.map(|(name, before, after)| (name, difference(&before, &after))).collect()
}

/// Words that wait to become pieces.
#[derive(Default)]
struct Pieces<'a> {
    done: Vec<Piece>,
    same: Vec<&'a str>,
    gone: Vec<&'a str>,
    new: Vec<&'a str>,
}

impl<'a> Pieces<'a> {
    fn same(&mut self, word: &'a str) {
        if !self.gone.is_empty() || !self.new.is_empty() {
            self.settle();
        }
        self.same.push(word);
    }

    fn settle(&mut self) {
        let mut settle = |words: &mut Vec<&str>, piece: fn(String) -> Piece| {
            if !words.is_empty() {
                self.done.push(piece(words.join(" ")));
                words.clear();
            }
        };
        settle(&mut self.same, Piece::Same);
        settle(&mut self.gone, Piece::Gone);
        settle(&mut self.new, Piece::New);
    }

    fn finish(mut self) -> Vec<Piece> {
        self.settle();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_changed_word_stands_between_what_stayed() {
        let pieces = difference("Thời hạn là 20 ngày làm việc", "Thời hạn là 15 ngày");
        assert_eq!(
            pieces,
            [
                Piece::Same("Thời hạn là".to_owned()),
                Piece::Gone("20".to_owned()),
                Piece::New("15".to_owned()),
                Piece::Same("ngày".to_owned()),
                Piece::Gone("làm việc".to_owned()),
            ]
        );
        assert_eq!(difference("", ""), []);
        assert_eq!(difference("", "một"), [Piece::New("một".to_owned())]);
        assert_eq!(difference("một  hai", " một hai "), [Piece::Same("một hai".to_owned())]);
    }

    #[test]
    fn only_parts_that_changed_are_told() {
        let before = Question {
            stem: "Thời hạn là bao lâu?".to_owned(),
            choices: vec!["5 ngày".to_owned(), "7 ngày".to_owned()],
            correct: ChoiceSet::EMPTY.with(0),
            anchored: ChoiceSet::EMPTY,
            kind: super::super::Kind::Single,
            topic: None,
            level: None,
            explanation: None,
            handbook_entry: Some(3),
        };
        assert_eq!(changes(&before, &before), []);
        let mut after = before.clone();
        after.choices.push("9 ngày".to_owned());
        after.correct = ChoiceSet::EMPTY.with(1);
        after.anchored = ChoiceSet::EMPTY.with(2);
        let told: Vec<String> = changes(&before, &after).into_iter().map(|(name, _)| name).collect();
        assert_eq!(told, ["Phương án C", "Đáp án", "Giữ vị trí"]);
    }

    #[test]
    fn very_long_texts_are_replaced_as_a_whole() {
        let long = "từ ".repeat(MAX_WORDS + 1);
        assert_eq!(difference(&long, &long).len(), 1);
        assert_eq!(difference(&long, "từ").len(), 2);
    }

    proptest! {
        /// Both texts can be read off the pieces, and no two neighbours are of one kind.
        #[test]
        fn pieces_are_both_texts(before in "[abc ]{0,40}", after in "[abc ]{0,40}") {
            let pieces = difference(&before, &after);
            let read = |of: fn(&Piece) -> Option<&str>| {
                pieces.iter().filter_map(of).flat_map(str::split_whitespace).map(str::to_owned).collect::<Vec<_>>()
            };
            let old = read(|piece| match piece { Piece::Same(text) | Piece::Gone(text) => Some(text), Piece::New(_) => None });
            let new = read(|piece| match piece { Piece::Same(text) | Piece::New(text) => Some(text), Piece::Gone(_) => None });
            prop_assert_eq!(old, before.split_whitespace().collect::<Vec<_>>());
            prop_assert_eq!(new, after.split_whitespace().collect::<Vec<_>>());
            let kinds = |piece: &Piece| std::mem::discriminant(piece);
            prop_assert!(pieces.windows(2).all(|pair| kinds(&pair[0]) != kinds(&pair[1])));
            prop_assert_eq!(difference(&before, &before).iter().filter(|piece| !matches!(piece, Piece::Same(_))).count(), 0);
        }
    }
}
