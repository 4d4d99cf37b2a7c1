//! One page after the other, filled from the top.

use pdf_writer::Content;

use super::{
    Block, Text,
    lines::{self, LEADING, Line},
    table,
};
use crate::{
    document::Document,
    face::{Faces, Style},
};

/// A millimetre in points.
const MM: f32 = 72.0 / 25.4;
/// A4, in points.
const A4: (f32, f32) = (210.0 * MM, 297.0 * MM);
/// Margins as Nghị định 30/2020/NĐ-CP has them: 30 to 35 mm at the left, 15 to 20 at the right, 20 to 25 above and below.
const LEFT: f32 = 30.0 * MM;
const RIGHT: f32 = 15.0 * MM;
const TOP: f32 = 20.0 * MM;
const BOTTOM: f32 = 20.0 * MM;
/// The size of page numbers, and how far below the edge they stand.
const NUMBER: f32 = 12.0;
const NUMBER_AT: f32 = 9.0 * MM;
/// Lines of what follows that stay with what leads to it.
const LED: f32 = 3.0;

/// Fills the pages of one part.
pub(super) struct Writer<'a> {
    document: &'a mut Document,
    content: Content,
    size: (f32, f32),
    /// How low the page is filled.
    y: f32,
    number: u32,
}

impl<'a> Writer<'a> {
    pub fn begin(document: &'a mut Document, landscape: bool) -> Self {
        let size = if landscape { (A4.1, A4.0) } else { A4 };
        Self { document, content: Content::new(), size, y: size.1 - TOP, number: 1 }
    }

    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Text(text) => self.text(text),
                Block::Rule(length) => {
                    self.rule(*length, self.measure(), LEFT);
                    self.y -= RULE;
                }
                Block::Gap(height) => self.y -= height,
                Block::Columns(columns) => self.columns(columns),
                Block::Table(table) => table::draw(self, table),
            }
        }
    }

    pub fn end(mut self) {
        self.turn();
    }

    pub const fn measure(&self) -> f32 {
        self.size.0 - LEFT - RIGHT
    }

    pub const fn left() -> f32 {
        LEFT
    }

    pub const fn y(&self) -> f32 {
        self.y
    }

    /// The height that a page has for what stands on it.
    pub const fn whole(&self) -> f32 {
        self.size.1 - TOP - BOTTOM
    }

    pub fn faces(&mut self) -> (&mut Content, &mut Faces) {
        (&mut self.content, &mut self.document.faces)
    }

    pub fn advance(&mut self, height: f32) {
        self.y -= height;
    }

    pub fn has_room(&self, height: f32) -> bool {
        self.y - height >= BOTTOM
    }

    /// Begins the next page.
    pub fn next_page(&mut self) {
        self.turn();
        self.number += 1;
        self.y = self.size.1 - TOP;
        let number = Text::centered(self.number.to_string(), Style::Regular, NUMBER);
        let measure = self.measure();
        for line in lines::lines(&self.document.faces, &number, measure) {
            let at = (LEFT, self.size.1 - NUMBER_AT);
            lines::draw(&mut self.content, &mut self.document.faces, &line, at, measure);
        }
    }

    fn turn(&mut self) {
        let drawn = std::mem::replace(&mut self.content, Content::new());
        self.document.page(self.size, drawn, None);
    }

    fn text(&mut self, text: &Text) {
        let lines = lines::lines(&self.document.faces, text, self.measure());
        let height = LEADING * text.size;
        let stays = if text.leads { (lines.len() as f32 + LED) * height } else { height };
        if self.has_room(text.above + stays) {
            self.y -= text.above;
        } else {
            self.next_page();
        }
        for line in &lines {
            if !self.has_room(height) {
                self.next_page();
            }
            lines::draw(&mut self.content, &mut self.document.faces, line, (LEFT, self.y), self.size.0 - LEFT - RIGHT);
            self.y -= height;
        }
    }

    fn rule(&mut self, length: f32, measure: f32, left: f32) {
        let middle = left + measure / 2.0;
        self.content.set_line_width(0.7);
        self.content.move_to(middle - length / 2.0, self.y - 2.0).line_to(middle + length / 2.0, self.y - 2.0).stroke();
    }

    /// Blocks side by side; tables and further columns do not stand in them.
    fn columns(&mut self, columns: &[(f32, Vec<Block>)]) {
        let shares: f32 = columns.iter().map(|(share, _)| share).sum();
        let measure = self.measure();
        let width = |share: f32| measure * share / shares.max(f32::EPSILON);
        let laid: Vec<(f32, Vec<Laid>)> = columns
            .iter()
            .map(|(share, blocks)| (width(*share), laid(&self.document.faces, blocks, width(*share))))
            .collect();
        let height = laid.iter().map(|(_, laid)| laid.iter().map(Laid::height).sum()).fold(0.0, f32::max);
        if !self.has_room(height) && height <= self.whole() {
            self.next_page();
        }
        let (top, mut left) = (self.y, LEFT);
        for (width, laid) in &laid {
            self.y = top;
            for one in laid {
                match one {
                    Laid::Line(line) => {
                        lines::draw(&mut self.content, &mut self.document.faces, line, (left, self.y), *width);
                    }
                    Laid::Rule(length) => self.rule(*length, *width, left),
                    Laid::Gap(_) => {}
                }
                self.y -= one.height();
            }
            left += width;
        }
        self.y = top - height;
    }
}

/// The height that a line across takes.
const RULE: f32 = 5.0;

/// What a column of blocks is made of.
enum Laid {
    Line(Line),
    Rule(f32),
    Gap(f32),
}

impl Laid {
    const fn height(&self) -> f32 {
        match self {
            Self::Line(line) => LEADING * line.size,
            Self::Rule(_) => RULE,
            Self::Gap(height) => *height,
        }
    }
}

fn laid(faces: &Faces, blocks: &[Block], measure: f32) -> Vec<Laid> {
    let mut laid = Vec::new();
    for block in blocks {
        match block {
            Block::Text(text) => {
                laid.push(Laid::Gap(text.above));
                laid.extend(lines::lines(faces, text, measure).into_iter().map(Laid::Line));
            }
            Block::Rule(length) => laid.push(Laid::Rule(*length)),
            Block::Gap(height) => laid.push(Laid::Gap(*height)),
            Block::Columns(_) | Block::Table(_) => {}
        }
    }
    laid
}
