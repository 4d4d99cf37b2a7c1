//! The paragraphs and tables of a document's body.

use quick_xml::events::{BytesStart, Event};

use super::look;
use super::numbering::{Counters, Numbering};
use super::styles::{self, Styles};
use crate::document::look::{Colour, LookChange};
use crate::document::{Block, Document, Look, Paragraph, Role, Table};
use crate::limits::{MAX_COLUMNS, MAX_LINE_BYTES, MAX_PARAGRAPHS, MAX_ROWS};
use crate::xml::{Xml, attribute, push_text};
use crate::{Place, ReadError};

/// Paragraphs within paragraphs (text boxes) and tables within tables go no deeper than this.
const MAX_DEPTH: usize = 16;

/// A paragraph being read.
#[derive(Default)]
struct Draft {
    paragraph: Paragraph,
    bytes: usize,
    style: Option<String>,
    /// Its own list and level; a list of 0 takes the style's list off.
    list: Option<u32>,
    level: Option<u8>,
    outline: Option<u8>,
    in_properties: bool,
    /// The colour behind the paragraph.
    back: Colour,
    run: Option<RunDraft>,
}

/// A run being read.
#[derive(Default)]
struct RunDraft {
    style: Option<String>,
    own: LookChange,
    in_properties: bool,
}

/// The table being read, the outermost one.
#[derive(Default)]
struct TableDraft {
    table: Table,
    depth: usize,
    /// The cell being filled, of the last row.
    cell: usize,
    /// The colour behind that cell.
    back: Colour,
}

pub(super) struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    numbering: &'a Numbering,
    counters: Counters,
    open: Vec<Draft>,
    table: Option<TableDraft>,
    paragraphs: usize,
    rows: usize,
    done: Document,
}

impl<'a> Body<'a> {
    pub(super) fn new(text: &'a str, styles: &'a Styles, numbering: &'a Numbering) -> Self {
        Self {
            xml: Xml::new(text),
            styles,
            numbering,
            counters: Counters::default(),
            open: Vec::new(),
            table: None,
            paragraphs: 0,
            rows: 0,
            done: Document::default(),
        }
    }

    pub(super) fn read(mut self) -> Result<Document, ReadError> {
        while self.step()? {}
        Ok(self.done)
    }

    /// Takes one event; `false` at the end.
    fn step(&mut self) -> Result<bool, ReadError> {
        match self.xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "p" => self.begin()?,
                "t" => self.text("t")?,
                // Former text and formatting, codes of fields, the second copy of a drawing, what a
                // content control says of itself.
                "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rPrChange" | "pPrChange" | "sdtPr"
                | "tblPr" | "tblPrEx" | "trPr" | "sectPr" => self.xml.skip()?,
                "tbl" => self.begin_table()?,
                "tr" => self.begin_row()?,
                "tc" => self.begin_cell(),
                "gridSpan" => self.span(&element),
                name => self.detail(name, &element),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "p" => self.end()?,
                "pPr" => self.with_draft(|draft| draft.in_properties = false),
                "rPr" => self.with_run(|run| run.in_properties = false),
                "r" => self.with_draft(|draft| draft.run = None),
                "tbl" => self.end_table(),
                _ => {}
            },
            Event::Eof => {
                let is_whole = self.open.is_empty() && self.table.is_none();
                return if is_whole { Ok(false) } else { Err(ReadError::Damaged) };
            }
            _ => {}
        }
        Ok(true)
    }

    fn with_draft(&mut self, act: impl FnOnce(&mut Draft)) {
        if let Some(draft) = self.open.last_mut() {
            act(draft);
        }
    }

    fn with_run(&mut self, act: impl FnOnce(&mut RunDraft)) {
        if let Some(run) = self.open.last_mut().and_then(|draft| draft.run.as_mut()) {
            act(run);
        }
    }

    fn begin(&mut self) -> Result<(), ReadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(ReadError::Damaged);
        }
        self.open.push(Draft::default());
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let Some(draft) = self.open.pop() else { return Ok(()) };
        self.paragraphs += 1;
        if self.paragraphs > MAX_PARAGRAPHS {
            return Err(ReadError::TooManyParagraphs);
        }
        let mut paragraph = draft.paragraph;
        let style = draft.style.as_deref();
        paragraph.role = match draft.outline {
            Some(level) => Role::Heading(level),
            None => self.styles.role(style),
        };
        let own = draft.list.map(|list| (list, None));
        match own.or_else(|| self.styles.list(style)) {
            // A list that holds nothing writes nothing.
            Some(_) if paragraph.runs.iter().all(|run| run.text.trim().is_empty()) => {}
            Some((0, _)) => {}
            Some((list, level)) => {
                let by_style = || level.or_else(|| self.numbering.level_of_style(list, style));
                let level = draft.level.or_else(by_style).unwrap_or_default();
                if let Some((listed, label)) = self.numbering.next(&mut self.counters, list, level) {
                    paragraph.listed = Some(listed);
                    paragraph.label = label;
                }
            }
            None => paragraph.listed = self.styles.listed_by_name(style),
        }
        self.keep(paragraph);
        Ok(())
    }

    fn keep(&mut self, paragraph: Paragraph) {
        let cell = self.table.as_mut().and_then(|draft| draft.table.rows.last_mut()?.get_mut(draft.cell));
        match cell {
            Some(cell) => cell.push(paragraph),
            None => self.done.blocks.push(Block::Paragraph(paragraph)),
        }
    }

    fn begin_table(&mut self) -> Result<(), ReadError> {
        let draft = self.table.get_or_insert_default();
        draft.depth += 1;
        if draft.depth > MAX_DEPTH { Err(ReadError::Damaged) } else { Ok(()) }
    }

    fn end_table(&mut self) {
        let Some(draft) = &mut self.table else { return };
        draft.depth -= 1;
        if draft.depth == 0 {
            self.done.blocks.extend(self.table.take().map(|draft| Block::Table(draft.table)));
        }
    }

    /// The outermost table, when the reader stands right in it.
    fn outer_table(&mut self) -> Option<&mut Table> {
        self.table.as_mut().filter(|draft| draft.depth == 1).map(|draft| &mut draft.table)
    }

    fn begin_row(&mut self) -> Result<(), ReadError> {
        if let Some(table) = self.outer_table() {
            table.rows.push(Vec::new());
            self.rows += 1;
        }
        if self.rows > MAX_ROWS { Err(ReadError::TooManyRows(Place::File)) } else { Ok(()) }
    }

    fn begin_cell(&mut self) {
        if let Some(draft) = self.table.as_mut().filter(|draft| draft.depth == 1)
            && let Some(row) = draft.table.rows.last_mut()
        {
            draft.cell = row.len();
            draft.back = Colour::PLAIN;
            row.push(Vec::new());
        }
    }

    /// A cell over several columns: the others stand empty behind it.
    fn span(&mut self, element: &BytesStart<'_>) {
        let columns = attribute(element, "val").and_then(|value| value.parse::<usize>().ok()).unwrap_or(1);
        if let Some(row) = self.outer_table().and_then(|table| table.rows.last_mut()) {
            let width = (row.len() + columns.saturating_sub(1)).min(MAX_COLUMNS);
            row.resize(width.max(row.len()), Vec::new());
        }
    }

    /// Properties of the paragraph and of its runs; breaks, tabs and signs of the text.
    fn detail(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(draft) = self.open.last_mut() else {
            if let Some(table) = self.table.as_mut().filter(|_| name == "shd") {
                table.back = look::fill(element);
            }
            return;
        };
        let value = || attribute(element, "val");
        if draft.in_properties {
            match name {
                "pStyle" => draft.style = value(),
                "numId" => draft.list = value().and_then(|value| value.parse().ok()),
                "ilvl" => draft.level = value().and_then(|value| value.parse().ok()),
                "outlineLvl" => draft.outline = value().as_deref().and_then(styles::heading),
                "shd" => draft.back = look::fill(element),
                _ => {}
            }
            return;
        }
        match (name, &mut draft.run) {
            ("pPr", _) => draft.in_properties = true,
            ("r", run) => *run = Some(RunDraft::default()),
            ("rPr", Some(run)) => run.in_properties = true,
            ("rStyle", Some(run)) if run.in_properties => run.style = value(),
            (name, Some(run)) if run.in_properties => look::take(&mut run.own, name, element),
            ("br" | "cr", _) => self.push("\n"),
            ("tab" | "ptab", _) => self.push("\t"),
            ("noBreakHyphen", _) => self.push("-"),
            ("sym", _) => self.push(symbol(attribute(element, "char").as_deref())),
            ("pic" | "imagedata" | "chart" | "OLEObject", _) => draft.paragraph.left_out.picture = true,
            ("oMath", _) => draft.paragraph.left_out.formula = true,
            _ => {}
        }
    }

    fn text(&mut self, element: &str) -> Result<(), ReadError> {
        let mut text = String::new();
        loop {
            match self.xml.next()? {
                Event::End(end) if end.local_name().as_ref() == element => break,
                Event::Eof => return Err(ReadError::Damaged),
                event => push_text(&mut text, &event)?,
            }
        }
        self.push(&text);
        match self.open.last() {
            Some(draft) if draft.bytes > MAX_LINE_BYTES => Err(ReadError::LongLine(Place::File)),
            _ => Ok(()),
        }
    }

    fn push(&mut self, text: &str) {
        let Some(draft) = self.open.last_mut() else { return };
        let run = draft.run.as_ref();
        let own = run.map_or_else(LookChange::default, |run| run.own);
        let character = self.styles.look(run.and_then(|run| run.style.as_deref()));
        let by_paragraph = self.styles.look_of_paragraph(draft.style.as_deref());
        if own.over(character.over(by_paragraph)).hidden.unwrap_or_default() {
            self.done.hidden_text |= !text.trim().is_empty();
            return;
        }
        draft.bytes += text.len();
        let look = LookChange::look(by_paragraph, character, own);
        let of_cell = self.table.as_ref().map_or(Colour::PLAIN, |table| table.back);
        let back = look.back.or(draft.back).or(of_cell);
        draft.paragraph.push(text, Look { back, ..look });
    }
}

/// A sign of a symbol font (Wingdings) that means something in a set of questions.
fn symbol(code: Option<&str>) -> &'static str {
    match code.map(str::to_ascii_uppercase).as_deref() {
        Some("F0FC" | "F050") => "✓",
        Some("F0FE" | "F052") => "☑",
        Some("F0A8" | "F06F" | "F0A3") => "☐",
        Some("F0E0") => "→",
        _ => "▪",
    }
}
