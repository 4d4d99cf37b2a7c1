//! What someone marks on their paper, and what of it is right.

use contest::banks::ChoiceSet;
use engine::attempts::OpenPaper;
use rand::{Rng, RngExt as _};

/// For each place of a paper the marks that someone makes there.
pub(super) struct Sheet {
    marks: Vec<Mark>,
}

struct Mark {
    value: i32,
    right: bool,
}

impl Sheet {
    /// Marks by someone who knows so many of a hundred questions.
    pub(super) fn fill(paper: &OpenPaper, knows: u8, rng: &mut impl Rng) -> Self {
        let mark = |item: &contest::attempts::PaperItem| {
            let correct = item.question(&paper.plan).map(|question| question.correct).unwrap_or_default();
            // The key is in the author's numbering, marks are places on the page.
            let places = item.order.iter().enumerate();
            let key: ChoiceSet =
                places.filter(|(_, choice)| correct.contains(usize::from(**choice))).map(|(place, _)| place).collect();
            let guessed = 1 << rng.random_range(0..item.order.len().max(1));
            let value = if rng.random_range(0..100) < knows { key.bits() } else { guessed };
            Mark { value: i32::from(value), right: value == key.bits() }
        };
        Self { marks: paper.paper.items.iter().map(mark).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }

    /// The places from one on, up to and without another, with their values.
    pub(super) fn part(&self, from: usize, to: usize) -> impl Iterator<Item = (u16, i32)> {
        self.marks[from..to].iter().zip(from as u16..).map(|(mark, place)| (place, mark.value))
    }

    /// How many of the first so many places are right.
    pub(super) fn correct(&self, of: usize) -> u16 {
        self.marks[..of].iter().filter(|mark| mark.right).count() as u16
    }

    /// Whether the page shows the marks of the first so many places, and no others.
    pub(super) fn is_shown(&self, paper: &OpenPaper, of: usize) -> bool {
        let shown = paper.answers.0.iter().map(|choices| i32::from(choices.bits()));
        let marked = self.marks.iter().enumerate().map(|(place, mark)| if place < of { mark.value } else { 0 });
        shown.eq(marked)
    }
}
