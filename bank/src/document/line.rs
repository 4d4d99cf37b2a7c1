//! A line of text in one form, with the look of each stretch of it.

use std::ops::Range;

use contest::text;

use super::{LeftOut, Listed, Look, Paragraph, Role};
use crate::Place;

/// A line of a paragraph. Its text is NFC without invisible marks; spaces are ordinary ones, runs
/// of them and tabs are kept, its ends are trimmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// Where each look begins, in bytes, in order.
    looks: Vec<(usize, Look)>,
    /// How much of the text, in bytes, automatic numbering wrote.
    pub(crate) automatic: usize,
    pub(crate) role: Role,
    pub(crate) listed: Option<Listed>,
    /// The line of a text file, or of its page, from 1.
    pub(crate) number: Option<u32>,
    /// The page, from 1, where lines are counted by page.
    pub(crate) page: Option<u32>,
    pub(crate) continues: bool,
    pub(crate) left_out: LeftOut,
}

/// How many visible characters of a text have which look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ink(Vec<(Look, usize)>);

impl Ink {
    /// Adds what another text looks like.
    pub(crate) fn add(&mut self, other: Self) {
        for (look, count) in other.0 {
            self.count(look, count);
        }
    }

    fn count(&mut self, look: Look, count: usize) {
        match self.0.iter_mut().find(|(known, _)| *known == look) {
            Some((_, known)) => *known += count,
            None => self.0.push((look, count)),
        }
    }

    /// What most of the text has of something, such as its colour; `None` for no text.
    pub(crate) fn most<T: PartialEq>(&self, of: impl Fn(Look) -> T) -> Option<T> {
        let mut shares: Vec<(T, usize)> = Vec::new();
        for (look, count) in &self.0 {
            let value = of(*look);
            match shares.iter_mut().find(|(known, _)| *known == value) {
                Some((_, known)) => *known += count,
                None => shares.push((value, *count)),
            }
        }
        shares.into_iter().max_by_key(|(_, count)| *count).map(|(value, _)| value)
    }
}

impl Line {
    /// A line of plain text.
    pub(crate) fn plain(text: &str) -> Self {
        let mut paragraph = Paragraph::default();
        paragraph.push(text, Look::default());
        paragraph.lines().into_iter().next().unwrap_or_default()
    }

    /// Where it stands, in files whose lines or pages a person can count.
    pub(crate) fn place(&self) -> Option<Place> {
        let line = self.number?;
        Some(self.page.map_or(Place::Line(line), |page| Place::Page { page, line }))
    }

    /// The line as a heading, which the heading above it says it is.
    pub(crate) const fn into_heading(mut self) -> Self {
        self.role = Role::Heading(1);
        self
    }

    /// What a part of the text looks like.
    pub(crate) fn ink(&self, range: Range<usize>) -> Ink {
        let mut ink = Ink::default();
        for (index, (start, look)) in self.looks.iter().enumerate() {
            let end = self.looks.get(index + 1).map_or(self.text.len(), |(next, _)| *next);
            let (start, end) = (range.start.max(*start).max(self.automatic), range.end.min(end));
            let visible =
                self.text.get(start..end).map_or(0, |part| part.chars().filter(|c| !c.is_whitespace()).count());
            if visible > 0 {
                ink.count(*look, visible);
            }
        }
        ink
    }

    /// Takes a part out of the text, such as a mark of the right answer.
    pub(crate) fn cut(&mut self, range: Range<usize>) {
        if self.text.get(range.clone()).is_none() {
            return;
        }
        let gone = range.end - range.start;
        self.text.replace_range(range.clone(), "");
        let moved =
            |at: usize| if at <= range.start { at } else { range.start + at.saturating_sub(range.start + gone) };
        for (start, _) in &mut self.looks {
            *start = moved(*start);
        }
        self.automatic = moved(self.automatic);
    }

    /// Puts text before the line that is no part of it, such as a column's name.
    pub(crate) fn prefix(&mut self, label: &str) {
        if label.is_empty() {
            return;
        }
        let label = format!("{} ", text::squeeze(label));
        self.text.insert_str(0, &label);
        for (start, _) in &mut self.looks {
            *start += label.len();
        }
        self.automatic += label.len();
    }

    fn push(&mut self, text: &str, look: Look) {
        if self.looks.last().is_none_or(|(_, last)| *last != look) {
            self.looks.push((self.text.len(), look));
        }
        self.text.push_str(text);
    }

    fn is_empty(&self) -> bool {
        self.text.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
    }

    fn trim(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        let start = end - self.text.trim_start().len();
        self.cut(0..start);
        self.looks.retain(|(start, _)| *start < self.text.len());
    }
}

impl Paragraph {
    /// Its lines that hold text, in one form; numbering's label stands before the first.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut lines = vec![Line::default()];
        for run in &self.runs {
            for (index, part) in run.text.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Line::default());
                }
                if let Some(line) = lines.last_mut() {
                    mend(part, |text| line.push(text, run.look));
                }
            }
        }
        let mut left_out = self.left_out;
        lines.retain_mut(|line| {
            line.trim();
            !line.is_empty()
        });
        if lines.is_empty() && left_out != LeftOut::default() {
            lines.push(Line::default());
        }
        for (index, line) in lines.iter_mut().enumerate() {
            line.role = self.role;
            line.listed = self.listed;
            line.number = self.line;
            line.page = self.page;
            line.continues = self.continues && index == 0;
            line.left_out = std::mem::take(&mut left_out);
            if index == 0 && !line.is_empty() {
                line.prefix(&self.label);
            }
        }
        lines
    }
}

/// Gives the text in one form, piece by piece: accents composed, white space as ordinary spaces and
/// tabs, invisible marks dropped.
///
/// A mark that a word processor put into the next run cannot be composed any more; that only
/// happens where the two have different looks.
fn mend(text: &str, mut push: impl FnMut(&str)) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let plain = rest.bytes().take_while(|byte| (0x20..0x7F).contains(byte) || *byte == b'\t').count();
        // The last plain letter may carry marks that follow.
        let is_marked = rest[plain..].chars().next().is_some_and(|next| !is_simple(next));
        let plain = if is_marked { plain.saturating_sub(1) } else { plain };
        if plain > 0 {
            push(&rest[..plain]);
            rest = &rest[plain..];
            continue;
        }
        let marks = rest[first.len_utf8()..].chars().take_while(|c| is_mark(*c)).map(char::len_utf8).sum::<usize>();
        let (cluster, behind) = rest.split_at(first.len_utf8() + marks);
        if first == '\t' {
            push("\t");
        } else if first.is_whitespace() {
            push(" ");
        } else if marks == 0 && is_simple(first) {
            push(cluster);
        } else {
            push(&text::squeeze(cluster));
        }
        rest = behind;
    }
}

/// A character that is what it is, alone: Latin letters with their accents, common punctuation.
const fn is_simple(c: char) -> bool {
    matches!(c, '\u{00AE}'..='\u{02FF}' | '\u{1EA0}'..='\u{1EF9}' | '\u{2012}'..='\u{2027}' | '\u{2030}'..='\u{205E}')
}

/// A character that belongs to the one before it.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(runs: &[(&str, bool)]) -> Paragraph {
        let mut paragraph = Paragraph::default();
        for (text, bold) in runs {
            paragraph.push(text, Look { bold: *bold, ..Look::default() });
        }
        paragraph
    }

    #[test]
    fn lines_are_in_one_form() {
        let lines = paragraph(&[
            ("\u{FEFF}\u{00A0}Ca\u{0309}i\u{00A0}ca\u{0301}ch\t\u{00AD}ha\u{0300}nh\u{200B}  chi\u{0301}nh ", false),
            (" \n\n30c\u{2011}NQ", true),
        ])
        .lines();
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Cải cách\thành  chính", "30c-NQ"]);
        assert_eq!(lines[1].ink(0..3).most(|look| look.bold), Some(true));
    }

    #[test]
    fn looks_stay_with_their_words() {
        let mut line =
            Paragraph { label: "B.".into(), ..paragraph(&[(" hai ", false), ("ba bốn", true)]) }.lines().remove(0);
        assert_eq!((line.text.as_str(), line.automatic), ("B. hai ba bốn", 3));
        let bold = |line: &Line, part: &str| {
            let at = line.text.find(part).unwrap();
            line.ink(at..at + part.len()).most(|look| look.bold)
        };
        assert_eq!((bold(&line, "B."), bold(&line, "hai"), bold(&line, "bốn")), (None, Some(false), Some(true)));
        line.cut(3..7);
        assert_eq!((line.text.as_str(), bold(&line, "B."), bold(&line, "ba")), ("B. ba bốn", None, Some(true)));
    }
}
