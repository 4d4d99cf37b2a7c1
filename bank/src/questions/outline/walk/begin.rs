//! Where questions and their choices begin.

use super::{Walk, Within};
use crate::Place;
use crate::document::Line;
use crate::questions::outline::labels::{self, ChoiceLabel, QuestionLabel};
use crate::questions::outline::layout::Follows;
use crate::questions::outline::question::Question;
use crate::questions::outline::split;

impl Walk {
    /// Begins the question whose label the line carries.
    pub(super) fn begin(&mut self, mut line: Line, label: QuestionLabel, follows: Follows) {
        let QuestionLabel { number, level, aside, end: start } = label;
        self.close();
        self.within = Within::Questions;
        self.untitled = false;
        self.numbered |= number.is_some();
        let counted = number.unwrap_or(self.last_number + 1);
        self.last_number = counted;
        let place = match (number, line.place()) {
            (None, Some(place)) => place,
            _ => Place::Question(counted),
        };
        let mut question = Question::new(place, Some(counted));
        question.draft.topic.clone_from(&self.topic);
        question.draft.take_level(level.or(self.level));
        let choices = split::labels(&line.text, 0, follows.choice());
        let mut stem_end = line.text.len();
        if let Some(first) = choices.first().filter(|first| first.range.start > start) {
            question.add_choices(&line, &choices);
            stem_end = first.range.start;
        }
        line.cut(stem_end..line.text.len());
        if let Some(aside) = aside {
            question.add_stem(Line::plain(&aside), 0);
        }
        question.add_stem(line, start);
        self.open = Some(question);
    }

    /// `12. …` where no question of the document has a label with a word, and choices follow.
    pub(super) fn bare_number(&self, line: &Line, follows: Follows) -> Option<(u32, usize)> {
        if self.layout.labelled {
            return None;
        }
        let (number, start) = labels::number(&line.text)?;
        let inline = split::labels(&line.text[start..], 0, follows.choice()).len() > 1;
        let in_turn = number == self.last_number + 1;
        let begins =
            inline || follows.choice_before_number || in_turn && (follows.choice_in_turn || follows.list_before_choice);
        (begins && !self.is_in_stem()).then_some((number, start))
    }

    /// Takes the choices on a line; `false` when it holds none of this question or a new one.
    pub(super) fn take_choices(&mut self, line: &Line, follows: Follows) -> bool {
        let expected = self.open.as_ref().map_or(0, Question::expected);
        let found = split::labels(&line.text, expected, follows.choice());
        let Some(first) = found.first() else { return false };
        let begins = first.position == 0 && first.range.start == 0;
        let Some(open) = &mut self.open else {
            return begins && !self.loose.is_empty() && self.begin_without_label(line, &found);
        };
        if open.choices.is_empty() && open.takes(first) || first.position > 0 && open.takes(first) {
            for loose in self.loose.drain(..) {
                open.continue_choice(&loose);
            }
            if first.range.start > 0 {
                let mut before = line.clone();
                before.cut(first.range.start..line.text.len());
                if open.choices.is_empty() { open.add_stem(before, 0) } else { open.continue_choice(&before) }
            }
        } else if open.is_restarted_by(first) && (self.layout.labelled || self.loose.is_empty()) {
            open.choices_are_statements();
            for loose in self.loose.drain(..) {
                open.add_stem(loose, 0);
            }
        } else if begins && !self.loose.is_empty() {
            return self.begin_without_label(line, &found);
        } else if !begins || open.choices.is_empty() {
            return false;
        }
        open.add_choices(line, &found);
        true
    }

    /// The lines since the last question are the stem of one without a label.
    fn begin_without_label(&mut self, line: &Line, choices: &[ChoiceLabel]) -> bool {
        let is_first = self.open.is_none() && self.done.is_empty();
        // Before the first question stand titles; only the last line asks.
        let kept = if is_first { self.loose.len().saturating_sub(1) } else { 0 };
        let stem = self.loose.split_off(kept);
        self.close();
        let number = self.last_number + 1;
        self.last_number = number;
        let place = stem.first().and_then(Line::place).unwrap_or(Place::Question(number));
        let mut question = Question::new(place, Some(number));
        question.draft.topic.clone_from(&self.topic);
        question.draft.take_level(self.level);
        if self.layout.labelled {
            question
                .draft
                .warnings
                .push("Câu không có nhãn “Câu n:”. Hãy xem câu này có tách đúng khỏi câu trên không.".to_owned());
        }
        for line in stem {
            question.add_stem(line, 0);
        }
        question.add_choices(line, choices);
        self.open = Some(question);
        true
    }
}
