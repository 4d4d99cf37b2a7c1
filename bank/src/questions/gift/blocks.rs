//! A GIFT file cut into its questions and categories.

use super::escape::plain;
use crate::limits::{MAX_LINE_BYTES, MAX_QUESTIONS};
use crate::{Place, ReadError};

/// What stands between blank lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A path behind `$CATEGORY:`.
    Category(String),
    Question(Question),
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Question {
    /// The line it begins on, from 1.
    pub(super) line: u32,
    /// Its lines, comments left out.
    pub(super) text: String,
    /// From comments such as `// [tag:Vận dụng]`.
    pub(super) tags: Vec<String>,
}

/// Cuts a file at blank lines, and where a new name (`::…`) follows closed answers.
///
/// A blank line among answers is no end as long as an answer follows.
pub(super) fn split(text: &str) -> Result<Vec<Block>, ReadError> {
    let mut cutter = Cutter::default();
    for (index, line) in text.lines().enumerate() {
        cutter.line(index as u32 + 1, line)?;
    }
    cutter.end();
    Ok(cutter.blocks)
}

#[derive(Default)]
struct Cutter {
    blocks: Vec<Block>,
    current: Option<Question>,
    /// Tags of comments above the question.
    tags: Vec<String>,
    /// Whether the current question's answers have begun and not ended.
    open: bool,
    /// Whether they have ended.
    closed: bool,
    /// Whether a blank line stood among the answers.
    gap: bool,
}

impl Cutter {
    fn line(&mut self, number: u32, line: &str) -> Result<(), ReadError> {
        let words = line.trim();
        if words.is_empty() {
            if self.open {
                self.gap = true;
            } else {
                self.end();
                self.tags.clear();
            }
            return Ok(());
        }
        let is_comment = words.starts_with("//");
        let goes_on = is_comment || words.starts_with(['=', '~', '}', '#']);
        if (self.gap && !goes_on) || (self.closed && (is_comment || words.starts_with("::"))) {
            self.end();
        }
        self.gap = false;
        if is_comment {
            self.current.as_mut().map_or(&mut self.tags, |question| &mut question.tags).extend(tags(words));
            return Ok(());
        }
        if let Some(path) = words.strip_prefix("$CATEGORY:") {
            self.end();
            self.blocks.push(Block::Category(path.trim().to_owned()));
            return self.check();
        }
        let question = self.current.get_or_insert_with(|| Question {
            line: number,
            text: String::new(),
            tags: std::mem::take(&mut self.tags),
        });
        if question.text.len() + line.len() > MAX_LINE_BYTES {
            return Err(ReadError::LongLine(Place::Line(question.line)));
        }
        question.text.push_str(line);
        question.text.push('\n');
        for (_, character) in plain(line) {
            match character {
                '{' => self.open = true,
                '}' if self.open => (self.open, self.closed) = (false, true),
                _ => {}
            }
        }
        self.check()
    }

    fn end(&mut self) {
        self.blocks.extend(self.current.take().map(Block::Question));
        (self.open, self.closed, self.gap) = (false, false, false);
    }

    fn check(&self) -> Result<(), ReadError> {
        if self.blocks.len() > 2 * MAX_QUESTIONS { Err(ReadError::TooManyQuestions) } else { Ok(()) }
    }
}

/// The words behind each `[tag:`, up to its bracket.
fn tags(comment: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = comment;
    while let Some((_, after)) = rest.split_once("[tag:") {
        let Some((tag, behind)) = after.split_once(']') else { break };
        found.push(tag.trim().to_owned());
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<u32> {
        let blocks = split(text).unwrap();
        blocks.iter().map(|block| if let Block::Question(question) = block { question.line } else { 0 }).collect()
    }

    #[test]
    fn questions_end_where_they_should() {
        assert_eq!(lines("Một{T}\n\nHai{F}\n"), [1, 3]);
        assert_eq!(lines("// x\n::1::Một{\n\n=a\n\n// y\n~b\n}\n::2::Hai{T}"), [2, 9]);
        assert_eq!(lines("Một{=a\n\nHai{T}\n$CATEGORY: x\nBa{T}"), [1, 3, 0, 5]);
        assert_eq!(lines("Một \\{{T}\n\nHai{T}"), [1, 3]);
    }

    #[test]
    fn tags_belong_to_the_question_below() {
        let blocks = split("// [tag:a] [id:1] [tag: b ]\nMột{T}\n// [tag:c]\nHai{T}\n\n// [tag:d]\n\nBa{T}").unwrap();
        let tags: Vec<Vec<String>> = blocks
            .into_iter()
            .map(|block| if let Block::Question(question) = block { question.tags } else { Vec::new() })
            .collect();
        assert_eq!(tags, [vec!["a", "b"], vec!["c"], vec![]]);
    }
}
