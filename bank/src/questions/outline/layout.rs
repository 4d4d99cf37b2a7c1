//! How a set of questions is laid out as a whole, and what follows each of its lines.

use std::collections::HashMap;

use super::labels::{self, Detail};
use super::pieces::Piece;
use super::split;
use crate::document::{Line, Role};

/// How a set of questions is laid out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    /// Whether questions carry labels with a word (`Câu 1`); else bare numbers begin them.
    pub(super) labelled: bool,
    /// Whether `Lĩnh vực: …` is a heading over questions, not a detail of the one above.
    pub(super) details_are_headings: bool,
    /// Whether styles of headings stand over questions; one alone is the document's title.
    pub(super) styled_headings: bool,
}

impl Layout {
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let lines = || pieces.iter().filter_map(Piece::line);
        let is_question = |line: &Line| labels::question(&line.text).is_some();
        let is_heading = |line: &Line| matches!(line.role, Role::Heading(_)) && !is_question(line);
        let first = lines().position(|line| is_question(line) || is_choice(&line.text)).unwrap_or_default();
        let is_detail = |line: &Line| {
            labels::detail(&line.text).is_some_and(|(detail, _)| matches!(detail, Detail::Topic | Detail::Level))
        };
        Self {
            labelled: lines().any(is_question),
            details_are_headings: lines().take(first).any(is_detail),
            styled_headings: lines().filter(|line| is_heading(line)).count() > 1,
        }
    }
}

/// What the next line is, as far as it helps to understand the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Next {
    #[default]
    Other,
    /// It begins with the label of a choice, by its position.
    Choice(usize),
    /// A key alone: `C`.
    Letters,
    /// It begins with a question's label or a number.
    Question,
}

/// What comes behind a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Follows {
    pub(super) next: Next,
    /// Whether a choice A comes before the next line with a number or a label.
    pub(super) choice_before_number: bool,
    /// Whether a choice A comes before the line with the next number.
    pub(super) choice_in_turn: bool,
    /// Whether the lines with numbers up to the next choice A are a list of their own: 1, 2, …
    pub(super) list_before_choice: bool,
}

impl Follows {
    /// The position of the choice that the next line begins with.
    pub(super) const fn choice(&self) -> Option<usize> {
        if let Next::Choice(position) = self.next { Some(position) } else { None }
    }
}

/// Where, from a line on, the nearest of what matters stands.
#[derive(Default)]
struct Nearest {
    choice: Option<usize>,
    number: Option<usize>,
    of_number: HashMap<u32, usize>,
    /// The number nearest below, of those before the choice, while they count on.
    list: Option<u32>,
    list_broken: bool,
}

impl Nearest {
    /// Takes one more number, walking up: a list is one that counts down to 1.
    fn count(&mut self, number: u32) {
        self.list_broken |= self.list.is_some_and(|below| below != number + 1);
        self.list = Some(number);
    }

    fn choice_before(&self, limit: Option<usize>) -> bool {
        self.choice.is_some_and(|choice| limit.is_none_or(|limit| choice < limit))
    }
}

/// What follows each piece.
pub(super) fn what_follows(pieces: &[Piece]) -> Vec<Follows> {
    let mut all = Vec::with_capacity(pieces.len());
    let mut next = Next::Other;
    let mut nearest = Nearest::default();
    for (index, piece) in pieces.iter().enumerate().rev() {
        let Some(line) = piece.line() else {
            all.push(Follows::default());
            (next, nearest.choice, nearest.number) = (Next::Other, None, None);
            continue;
        };
        let number = labels::number(&line.text).map(|(number, _)| number);
        let in_turn = |number: u32| nearest.choice_before(nearest.of_number.get(&(number + 1)).copied());
        all.push(Follows {
            next,
            choice_before_number: nearest.choice_before(nearest.number),
            choice_in_turn: number.is_some_and(in_turn),
            list_before_choice: nearest.list == Some(1) && !nearest.list_broken,
        });
        let choice = labels::choice_at(&line.text, 0).map(|label| label.position);
        if choice == Some(0) || has_choices(&line.text) {
            nearest.choice = Some(index);
            (nearest.list, nearest.list_broken) = (None, false);
        }
        let is_question = labels::question(&line.text).is_some() || number.is_some();
        if is_question {
            nearest.number = Some(index);
        }
        if let Some(number) = number {
            nearest.count(number);
            nearest.of_number.insert(number, index);
        }
        next = match choice {
            Some(position) => Next::Choice(position),
            None if labels::is_letters(&line.text) => Next::Letters,
            None if is_question => Next::Question,
            None => Next::Other,
        };
    }
    all.reverse();
    all
}

/// Whether choices stand within a line, from A on.
fn has_choices(text: &str) -> bool {
    split::labels(text, 0, None).first().is_some_and(|first| first.position == 0)
}

pub(super) fn is_choice(text: &str) -> bool {
    labels::choice_at(text, 0).is_some()
}
