//! Two questions side by side: which words and choices differ.

use app::banks::{Bits, ComparedView};
use contest::{
    banks::{Piece, Question, difference},
    text::fold,
};

/// What stands above a question that is compared.
pub(super) struct Heading {
    /// `Câu 12`.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
    /// What is known beside its words.
    pub about: Vec<String>,
}

/// Both questions, each with what the other does not say marked.
pub(super) fn side_by_side(one: (Heading, &Question), other: (Heading, &Question)) -> (ComparedView, ComparedView) {
    let pieces = difference(&one.1.stem, &other.1.stem);
    let stem = |skip: fn(&Piece) -> bool| -> Bits {
        let kept = pieces.iter().filter(|piece| !skip(piece));
        kept.map(|piece| match piece {
            Piece::Same(text) => (format!("{text} "), false),
            Piece::Gone(text) | Piece::New(text) => (format!("{text} "), true),
        })
        .collect()
    };
    let (first, second) = (stem(|piece| matches!(piece, Piece::New(_))), stem(|piece| matches!(piece, Piece::Gone(_))));
    let ((left, one), (right, other)) = (one, other);
    (view(left, one, first, other), view(right, other, second, one))
}

fn view(heading: Heading, question: &Question, stem: Bits, other: &Question) -> ComparedView {
    let known: Vec<String> = other.choices.iter().map(|choice| fold(choice)).collect();
    let choice = |(place, text): (usize, &String)| {
        (vec![(text.clone(), !known.contains(&fold(text)))], question.correct.contains(place))
    };
    ComparedView {
        title: heading.title,
        href: heading.href,
        about: heading.about,
        stem,
        choices: question.choices.iter().enumerate().map(choice).collect(),
    }
}

/// A sentence with the words of `fact` marked, where it has them.
pub(super) fn marked(sentence: &str, fact: &str) -> Bits {
    let found = find(sentence, fact).and_then(|(from, to)| {
        Some([(sentence.get(..from)?, false), (sentence.get(from..to)?, true), (sentence.get(to..)?, false)])
    });
    match found {
        Some(bits) => {
            bits.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, is)| (text.to_owned(), is)).collect()
        }
        None => vec![(sentence.to_owned(), false)],
    }
}

/// Where the words stand, capitals aside.
fn find(sentence: &str, fact: &str) -> Option<(usize, usize)> {
    let fact = fact.trim_end_matches('.');
    if fact.is_empty() {
        return None;
    }
    let (lower, wanted) = (sentence.to_lowercase(), fact.to_lowercase());
    // Letters whose small form takes another number of bytes would shift the places.
    let (text, wanted) =
        if lower.len() == sentence.len() { (lower.as_str(), wanted.as_str()) } else { (sentence, fact) };
    let from = text.find(wanted)?;
    Some((from, from + wanted.len()))
}

#[cfg(test)]
mod tests {
    use contest::banks::{ChoiceSet, Kind};

    use super::*;

    fn question(stem: &str, choices: [&str; 2]) -> Question {
        Question {
            stem: stem.to_owned(),
            choices: choices.map(str::to_owned).to_vec(),
            correct: ChoiceSet::EMPTY.with(1),
            anchored: ChoiceSet::EMPTY,
            kind: Kind::Single,
            topic: None,
            level: None,
            explanation: None,
            handbook_entry: None,
        }
    }

    fn heading() -> Heading {
        Heading { title: "Câu 1".to_owned(), href: None, about: Vec::new() }
    }

    fn text(bits: &Bits) -> String {
        bits.iter()
            .map(|(text, marked)| if *marked { format!("[{}]", text.trim()) } else { text.trim().to_owned() })
            .collect()
    }

    #[test]
    fn words_and_choices_that_the_other_does_not_have_are_marked() {
        let (one, other) = (question("Cơ quan nào ban hành?", ["Một", "Hai"]), question("Ai ban hành?", ["HAI", "Ba"]));
        let (left, right) = side_by_side((heading(), &one), (heading(), &other));
        assert_eq!(
            (text(&left.stem), text(&right.stem)),
            ("[Cơ quan nào]ban hành?".to_owned(), "[Ai]ban hành?".to_owned())
        );
        let marks =
            |view: &ComparedView| view.choices.iter().map(|(bits, right)| (bits[0].1, *right)).collect::<Vec<_>>();
        assert_eq!(marks(&left), [(true, false), (false, true)]);
        assert_eq!(marks(&right), [(false, false), (true, true)]);
    }

    #[test]
    fn a_fact_is_found_in_its_sentence() {
        let sentence = "Nghị định do Chính phủ ban hành.";
        assert_eq!(text(&marked(sentence, "chính phủ")), "Nghị định do[Chính phủ]ban hành.");
        assert_eq!(text(&marked(sentence, "Quốc hội")), sentence);
        assert_eq!(text(&marked(sentence, "")), sentence);
        assert_eq!(text(&marked("Đủ", "Đủ.")), "[Đủ]");
    }
}
