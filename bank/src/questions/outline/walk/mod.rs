//! From lines to questions.

mod begin;
mod keys;

use std::collections::HashMap;

use contest::text;

use super::headings::{Heading, heading};
use super::key_lists::KeyLists;
use super::keys as key_lines;
use super::labels::{self, Detail, QuestionLabel};
use super::layout::{self, Follows, Layout, Next};
use super::notes::Notes;
use super::pieces::Piece;
use super::question::Question;
use crate::document::{Line, Role};
use crate::questions::details::{self, SaidLevel};
use crate::questions::draft::Draft;
use crate::{Place, Problem};

/// A question that is read, or nearly.
pub(super) enum Done {
    Lines(Box<Question>),
    Row(Box<Draft>),
}

/// What text without a label belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Questions,
    /// `Giải thích:` goes on.
    Explanation,
    /// Below `BẢNG ĐÁP ÁN`.
    Keys,
}

/// What the lines read so far make.
#[derive(Default)]
pub(super) struct Walk {
    layout: Layout,
    done: Vec<Done>,
    open: Option<Question>,
    /// Lines below the choices of a question that may be of the next one.
    loose: Vec<Line>,
    within: Within,
    lists: KeyLists,
    topic: Option<String>,
    level: Option<SaidLevel>,
    /// Whether a heading waits for its title.
    untitled: bool,
    last_number: u32,
    /// Whether authors number the questions, so that what stands between them is of the one above.
    numbered: bool,
    /// The last question of each number.
    by_number: HashMap<u32, usize>,
    notes: Notes,
}

impl Walk {
    /// The questions of these pieces, in order, and notes on what belongs to none.
    pub(super) fn through(pieces: Vec<Piece>) -> (Vec<Draft>, Vec<Problem>) {
        let mut walk = Self { layout: Layout::of(&pieces), ..Self::default() };
        let follows = layout::what_follows(&pieces);
        for (piece, follows) in pieces.into_iter().zip(follows) {
            match piece {
                Piece::Line(line) => walk.take(line, follows),
                Piece::Row(draft) => {
                    walk.close();
                    walk.row(*draft);
                }
                Piece::Keys(pairs) => {
                    walk.close();
                    walk.add_keys(pairs);
                }
            }
        }
        walk.close();
        walk.finish()
    }

    fn take(&mut self, line: Line, follows: Follows) {
        if is_page_number(&line.text) {
            return;
        }
        if line.text.is_empty() {
            // A picture without words.
            if let Some(open) = &mut self.open {
                open.see(line.left_out);
            }
            return;
        }
        if self.within == Within::Keys && self.take_key_line(&line, follows) {
            return;
        }
        if self.pending_key(&line) {
            return;
        }
        if is_end(&line.text) {
            self.close();
            return;
        }
        let detail = labels::detail(&line.text);
        if detail.is_none() && self.take_key_heading(&line, follows) {
            return;
        }
        if !self.is_in_stem()
            && let Some(pairs) = key_lines::pairs(&line.text)
            && (pairs.len() > 1 || self.is_known(&pairs))
        {
            self.close();
            self.add_keys(pairs);
            return;
        }
        if let Some(label) = labels::question(&line.text) {
            self.begin(line, label, follows);
            return;
        }
        if let Some((number, end)) = self.bare_number(&line, follows) {
            self.begin(line, QuestionLabel { number: Some(number), level: None, aside: None, end }, follows);
            return;
        }
        if let Some((detail, start)) = detail
            && self.take_detail(detail, &line, start)
        {
            return;
        }
        if self.take_choices(&line, follows) {
            return;
        }
        let is_title = matches!(line.role, Role::Heading(_)) && !self.layout.styled_headings;
        let may_be_heading = !is_title && (!self.is_in_stem() || follows.next == Next::Question);
        if let Some(heading) = heading(&line).filter(|_| may_be_heading) {
            self.close();
            self.take_heading(heading);
            return;
        }
        self.take_text(line);
    }

    /// Whether a line can only be part of the stem: no choice has been read yet.
    fn is_in_stem(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.choices.is_empty() && open.key.is_none())
    }

    fn take_detail(&mut self, detail: Detail, line: &Line, start: usize) -> bool {
        let value = line.text.get(start..).unwrap_or_default().to_owned();
        if matches!(detail, Detail::Topic | Detail::Level)
            && (self.open.is_none() || self.layout.details_are_headings && !self.is_in_stem())
        {
            self.close();
            match detail {
                Detail::Level => self.level = details::known_level(&value),
                _ => match heading(&Line::plain(&format!("Lĩnh vực: {value}"))) {
                    Some(heading) => self.take_heading(heading),
                    None => self.topic = None,
                },
            }
            return true;
        }
        self.settle();
        let Some(open) = &mut self.open else { return false };
        open.take_detail(detail, &line.text, &value);
        let explains = matches!(detail, Detail::Explanation | Detail::Source);
        self.within = if explains { Within::Explanation } else { Within::Questions };
        true
    }

    fn take_heading(&mut self, heading: Heading) {
        self.untitled = heading == Heading::Untitled;
        match heading {
            Heading::Topic(topic) => self.topic = Some(topic),
            Heading::Level(level) => self.level = Some(level),
            Heading::Untitled | Heading::Division => self.topic = None,
        }
    }

    fn take_text(&mut self, line: Line) {
        if std::mem::take(&mut self.untitled) && self.open.is_none() {
            let titled = line.into_heading();
            match heading(&titled) {
                Some(heading) => self.take_heading(heading),
                None => self.loose.push(titled),
            }
            return;
        }
        let in_stem = self.is_in_stem();
        match &mut self.open {
            Some(open) if in_stem => open.add_stem(line, 0),
            Some(open) if self.within == Within::Explanation && self.numbered => {
                open.see(line.left_out);
                open.explanation.push(line.text);
            }
            _ => self.loose.push(line),
        }
    }

    /// Lines below the choices that go on with the last one are its end.
    fn settle(&mut self) {
        let Some(open) = self.open.as_mut().filter(|open| open.key.is_none()) else { return };
        let mut kept = Vec::new();
        for line in std::mem::take(&mut self.loose) {
            if kept.is_empty() && open.is_broken_off(&line) {
                open.continue_choice(&line);
            } else {
                kept.push(line);
            }
        }
        self.loose = kept;
    }

    /// Ends the question being read; lines below it that are of no question are noted.
    fn close(&mut self) {
        if self.within == Within::Explanation {
            self.within = Within::Questions;
        }
        self.settle();
        let rest = std::mem::take(&mut self.loose);
        let place = self.open.as_ref().map(|open| open.draft.place.clone());
        if let Some(open) = self.open.take() {
            self.by_number.extend(open.number.map(|number| (number, self.done.len())));
            self.done.push(Done::Lines(Box::new(open)));
        }
        self.notes.left_over(place.as_ref(), &rest);
    }

    fn row(&mut self, mut draft: Draft) {
        self.within = Within::Questions;
        if let Place::Question(number) = draft.place {
            self.last_number = number;
        }
        draft.topic = draft.topic.or_else(|| self.topic.clone());
        draft.take_level(self.level);
        self.done.push(Done::Row(Box::new(draft)));
    }

    fn finish(mut self) -> (Vec<Draft>, Vec<Problem>) {
        self.lists.assign(&mut self.done, &mut self.notes);
        let drafts = self.done.into_iter().map(|done| match done {
            Done::Lines(question) => question.finish(),
            Done::Row(draft) => *draft,
        });
        (drafts.collect(), self.notes.finish())
    }
}

/// `--- HẾT ---`.
fn is_end(line: &str) -> bool {
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    words.chars().nth(8).is_none() && matches!(text::fold(words).as_str(), "het" | "the end" | "end")
}

/// `Trang 2/5`, `- 3 -`: what a page number leaves when a document is copied as text.
fn is_page_number(line: &str) -> bool {
    if line.len() > 24 {
        return false;
    }
    let folded = text::fold(line);
    let rest = folded.strip_prefix("trang ").or_else(|| folded.strip_prefix("- ").filter(|rest| rest.ends_with(" -")));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | ' '))
    })
}
