//! Keys that stand apart from their questions, while lines are read.

use contest::text;

use super::{Done, Walk, Within, is_end};
use crate::document::Line;
use crate::questions::outline::headings::heading;
use crate::questions::outline::keys::{self, Pair};
use crate::questions::outline::labels;
use crate::questions::outline::layout::{Follows, Next, is_choice};
use crate::questions::outline::split;

impl Walk {
    /// `Đáp án:` alone: the next line is the key. `Đáp án` is a name alone, too, when letters follow.
    pub(super) fn pending_key(&mut self, line: &Line) -> bool {
        let Some(open) = &mut self.open else { return false };
        let waits = open.key.as_deref() == Some("");
        if waits {
            open.key = Some(text::squeeze(&line.text));
        }
        waits
    }

    /// `BẢNG ĐÁP ÁN`: keys follow, or, where letters alone stand below, the key of this question.
    pub(super) fn take_key_heading(&mut self, line: &Line, follows: Follows) -> bool {
        let is_sure = !self.is_in_stem() || !line.text.contains(char::is_lowercase);
        if !is_sure || !keys::is_heading(&line.text) {
            return false;
        }
        if let Some(open) = self.open.as_mut().filter(|open| follows.next == Next::Letters && open.key.is_none()) {
            open.key = Some(String::new());
            return true;
        }
        self.close();
        self.within = Within::Keys;
        true
    }

    /// `7. B` below the choices of a question, when there is a question 7.
    pub(super) fn is_known(&self, pairs: &[Pair]) -> bool {
        let is_open = |number| self.open.as_ref().is_some_and(|open| open.number == Some(number));
        matches!(pairs, [(number, _)] if self.by_number.contains_key(number) || is_open(*number))
    }

    pub(super) fn add_keys(&mut self, pairs: Vec<Pair>) {
        self.lists.add(pairs, self.done.len());
    }

    /// A line below `BẢNG ĐÁP ÁN`; `false` when questions go on.
    pub(super) fn take_key_line(&mut self, line: &Line, follows: Follows) -> bool {
        if let Some(pairs) = keys::pairs(&line.text) {
            self.add_keys(pairs);
            return true;
        }
        if let Some(label) = labels::question(&line.text) {
            let rest = line.text.get(label.end..).unwrap_or_default();
            let inline = split::labels(rest, 0, follows.choice()).len() > 1;
            if inline || follows.choice_before_number {
                return false;
            }
            if let Some(number) = label.number {
                self.take_solution(number, rest);
            }
            return true;
        }
        if is_choice(&line.text) || self.bare_number(line, follows).is_some() {
            self.within = Within::Questions;
            return false;
        }
        if let Some(heading) = heading(line) {
            self.take_heading(heading);
        } else if !is_end(&line.text) && !keys::is_heading(&line.text) {
            self.loose.push(line.clone());
        }
        true
    }

    /// `Câu 3: Đáp án B. Vì …` among the keys.
    fn take_solution(&mut self, number: u32, rest: &str) {
        let key = labels::answer_name(rest).map_or(rest, |(at, _)| &rest[at..]);
        let end = key.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(key.len());
        let (letters, reason) = key.split_at(end);
        if labels::is_letters(letters) {
            self.add_keys(vec![(number, letters.to_owned())]);
        }
        let reason = if labels::is_letters(letters) { reason } else { rest };
        let reason = reason.trim_start_matches(|c: char| !c.is_alphanumeric());
        let question = self.by_number.get(&number).and_then(|&index| match self.done.get_mut(index) {
            Some(Done::Lines(question)) => Some(question),
            _ => None,
        });
        if let Some(question) = question.filter(|_| !reason.is_empty()) {
            let start = labels::detail(reason).map_or(0, |(_, at)| at);
            question.explanation.push(reason[start..].to_owned());
        }
    }
}
