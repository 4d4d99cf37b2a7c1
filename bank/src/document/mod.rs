//! A document as it is laid out: paragraphs and tables in reading order, whatever file they come
//! from. What they mean is for [`crate::questions`] and [`crate::handbook`] to say.

pub(crate) mod docx;
mod line;
mod look;
mod markdown;
pub(crate) mod pdf;
pub(crate) mod text;

pub(crate) use self::line::{Ink, Line};
pub(crate) use self::look::Look;
use crate::Problem;

/// A document's body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) blocks: Vec<Block>,
    /// Whether there is text that the word processor does not show.
    pub(crate) hidden_text: bool,
    /// Whether there are macros; they are never touched.
    pub(crate) macros: bool,
    /// What the reader of the file has to tell of it as a whole.
    pub(crate) notes: Vec<Problem>,
}

/// A piece of a document's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A table: rows of cells of paragraphs. A cell over several columns is followed by empty ones;
/// a table within a cell is the cell's paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Vec<Vec<Paragraph>>>,
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    #[default]
    Body,
    /// On the cover.
    Title,
    /// A heading, 1 the highest.
    Heading(u8),
    /// A line of a table of contents that the word processor made.
    Contents,
}

/// How a paragraph is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    Bullet,
    Numbered,
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Its text in stretches of one look; line breaks and tabs within it kept.
    pub(crate) runs: Vec<Run>,
    /// What automatic numbering writes before it: `Câu 3:`, `B.`; nothing for a bullet.
    pub(crate) label: String,
    pub(crate) role: Role,
    pub(crate) listed: Option<Listed>,
    /// The line of a text file, or of its page, from 1.
    pub(crate) line: Option<u32>,
    /// The page, from 1, where lines are counted by page.
    pub(crate) page: Option<u32>,
    /// Whether it goes on where the paragraph before it was broken off.
    pub(crate) continues: bool,
    /// What cannot be read of it.
    pub(crate) left_out: LeftOut,
}

/// A stretch of text of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) look: Look,
}

/// What stands in a paragraph besides text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) picture: bool,
    pub(crate) formula: bool,
    /// Letters that no font tells.
    pub(crate) unreadable: bool,
}

impl LeftOut {
    pub(crate) const fn and(self, other: Self) -> Self {
        Self {
            picture: self.picture || other.picture,
            formula: self.formula || other.formula,
            unreadable: self.unreadable || other.unreadable,
        }
    }
}

impl Paragraph {
    /// Adds text, to the last run when it looks the same.
    pub(crate) fn push(&mut self, text: &str, look: Look) {
        match self.runs.last_mut() {
            Some(run) if run.look == look => run.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(Run { text: text.to_owned(), look }),
        }
    }
}
