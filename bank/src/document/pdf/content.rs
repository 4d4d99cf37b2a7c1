//! What a page's content streams draw (ISO 32000-1, 8 and 9), as far as it is text, areas and pictures.

use std::collections::HashMap;
use std::rc::Rc;

use super::file::File;
use super::fonts::Font;
use super::lexer::{Fuel, Lexer, Token};
use super::marked::Marked;
use super::matrix::Matrix;
use super::pages::Page;
use super::path::Path;
use super::sheet::{Area, Glyph, Picture, Sheet};
use super::state::{Rgb, State};
use super::value::{Dict, Value};
use crate::ReadError;
use crate::document::Look;
use crate::limits::MAX_PDF_GLYPHS;

/// Deepest nesting of drawings within drawings.
const MAX_FORMS: usize = 8;
/// Most states that are kept to come back to.
const MAX_STATES: usize = 200;
/// Most letters of one page; a page of a dictionary shows 10,000.
const MAX_LETTERS: usize = 100_000;
/// What a drawing within a drawing costs besides its content, in values.
const FORM: usize = 500;
/// Most operands of one operator.
const MAX_OPERANDS: usize = 100;

/// Draws pages; fonts are read once for all of them.
pub(super) struct Painter<'a> {
    file: &'a File<'a>,
    fuel: &'a Fuel,
    fonts: HashMap<u32, Rc<Font>>,
    /// How many letters may still be drawn.
    room: usize,
}

/// A page being drawn.
struct Drawing<'a, 'b> {
    painter: &'b mut Painter<'a>,
    sheet: Sheet,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    marked: Marked,
}

impl<'a> Painter<'a> {
    pub(super) fn new(file: &'a File<'a>, fuel: &'a Fuel) -> Self {
        Self { file, fuel, fonts: HashMap::new(), room: MAX_PDF_GLYPHS }
    }

    pub(super) fn draw(&mut self, page: &Page<'a>) -> Result<Sheet, ReadError> {
        let matrix = Matrix::of_page(page);
        let mut paper = Area::NONE;
        let [left, bottom, right, top] = page.paper;
        paper.take(matrix.place(left, bottom));
        paper.take(matrix.place(right, top));
        let mut content = Vec::new();
        let streams = match self.file.get(page.dict, b"Contents") {
            Some(Value::Array(parts)) => parts.iter().filter_map(|part| self.file.resolve(part)).collect(),
            other => other.into_iter().collect::<Vec<_>>(),
        };
        for stream in streams {
            // A part may end within a word of the next one's.
            content.extend(self.file.unpacked(stream)?.unwrap_or_default());
            content.push(b'\n');
        }
        let mut drawing = Drawing {
            painter: self,
            sheet: Sheet { paper, ..Sheet::default() },
            state: State::new(matrix),
            kept: Vec::new(),
            text: Matrix::SAME,
            line: Matrix::SAME,
            path: Path::default(),
            marked: Marked::default(),
        };
        drawing.run(&content, page.resources, 0)?;
        Ok(drawing.sheet)
    }

    fn font(&mut self, resources: Option<&'a Dict>, name: &[u8]) -> Result<Option<Rc<Font>>, ReadError> {
        let fonts = resources.and_then(|resources| self.file.dict(resources, b"Font"));
        let Some(value) = fonts.and_then(|fonts| fonts.get(name)) else { return Ok(None) };
        let number = if let Value::Reference(number) = value { Some(*number) } else { None };
        if let Some(font) = number.and_then(|number| self.fonts.get(&number)) {
            return Ok(Some(Rc::clone(font)));
        }
        let Some(dict) = self.file.resolve(value).and_then(Value::dict) else { return Ok(None) };
        let font = Rc::new(Font::read(self.file, dict, self.fuel)?);
        if let Some(number) = number {
            self.fonts.insert(number, Rc::clone(&font));
        }
        Ok(Some(font))
    }
}

impl<'a> Drawing<'a, '_> {
    fn run(&mut self, content: &[u8], resources: Option<&'a Dict>, depth: usize) -> Result<(), ReadError> {
        let mut lexer = Lexer::new(content, 0, self.painter.fuel);
        let mut operands: Vec<Value> = Vec::new();
        loop {
            match lexer.next()? {
                Token::Value(value) if operands.len() < MAX_OPERANDS => operands.push(value),
                Token::Word(b"BI") => {
                    self.sheet.pictures.extend(self.picture());
                    skip_picture(&mut lexer, content)?;
                    operands.clear();
                }
                Token::Word(word) => {
                    self.operate(word, &operands, resources, depth)?;
                    operands.clear();
                }
                Token::Value(_) | Token::Close => {}
                Token::End => return Ok(()),
            }
        }
    }

    fn operate(
        &mut self,
        word: &[u8],
        operands: &[Value],
        resources: Option<&'a Dict>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let numbers: Vec<f64> = operands.iter().filter_map(Value::number).collect();
        let numbers = numbers.as_slice();
        let number = numbers.first().copied().unwrap_or_default();
        match (word, numbers) {
            (b"q", _) if self.kept.len() < MAX_STATES => self.kept.push(self.state.clone()),
            (b"Q", _) => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            (b"cm", _) => {
                let matrix = Matrix::of(numbers).unwrap_or(Matrix::SAME);
                self.state.matrix = matrix.then(self.state.matrix);
            }
            (b"BT", _) => (self.text, self.line) = (Matrix::SAME, Matrix::SAME),
            (b"Tf", _) => {
                let name = operands.first().and_then(Value::name).unwrap_or_default();
                self.state.font = self.painter.font(resources, name)?;
                self.state.size = number;
            }
            (b"Tc", _) => self.state.letter_space = number,
            (b"Tw", _) => self.state.word_space = number,
            (b"Tz", _) => self.state.stretch = number / 100.0,
            (b"TL", _) => self.state.leading = number,
            (b"Ts", _) => self.state.rise = number,
            (b"Tr", _) => self.state.mode = number as u8,
            (b"Td", &[x, y]) => self.next_line(x, y),
            (b"TD", &[x, y]) => {
                self.state.leading = -y;
                self.next_line(x, y);
            }
            (b"Tm", _) => {
                self.line = Matrix::of(numbers).unwrap_or(self.line);
                self.text = self.line;
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tj", _) => self.show_all(operands)?,
            (b"'", _) => {
                self.next_line(0.0, -self.state.leading);
                self.show_all(operands)?;
            }
            (b"\"", _) => {
                self.state.word_space = number;
                self.state.letter_space = numbers.get(1).copied().unwrap_or_default();
                self.next_line(0.0, -self.state.leading);
                self.show_all(operands)?;
            }
            (b"TJ", _) => self.show_all(operands.first().and_then(Value::array).unwrap_or_default())?,
            (b"g" | b"rg" | b"k" | b"sc" | b"scn", _) => self.state.fill = Rgb::of(numbers),
            (b"cs", _) => self.state.fill = Rgb::default(),
            (b"BDC", _) => self.marked.begin(&self.sheet, self.painter.file, operands, resources),
            (b"BMC", _) => self.marked.begin(&self.sheet, self.painter.file, &[], None),
            (b"EMC", _) => self.marked.end(&mut self.sheet),
            (b"Do", _) => self.draw_object(operands, resources, depth)?,
            _ => self.shape(word, numbers),
        }
        Ok(())
    }

    fn shape(&mut self, word: &[u8], numbers: &[f64]) {
        let fill = Some(self.state.fill.behind());
        match (word, numbers) {
            (b"re", &[x, y, width, height]) => self.path.rectangle(self.state.matrix, [x, y, width, height]),
            (b"m", &[x, y]) => self.path.move_to(self.state.matrix.place(x, y)),
            (b"l", &[x, y]) => self.path.line_to(self.state.matrix.place(x, y)),
            (b"c" | b"v" | b"y", _) => self.path.curve(),
            (b"h", _) => self.path.close(),
            (b"f" | b"F" | b"f*", _) => self.path.paint(&mut self.sheet, fill, false),
            (b"S", _) => self.path.paint(&mut self.sheet, None, true),
            (b"s", _) => {
                self.path.close();
                self.path.paint(&mut self.sheet, None, true);
            }
            (b"B" | b"B*" | b"b" | b"b*", _) => {
                self.path.close();
                self.path.paint(&mut self.sheet, fill, true);
            }
            (b"n", _) => self.path.clear(),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }

    /// Strings, and by how much of a thousandth of the size the next one stands further left.
    fn show_all(&mut self, values: &[Value]) -> Result<(), ReadError> {
        for value in values {
            match value {
                Value::Bytes(bytes) => self.show(bytes)?,
                Value::Number(back) => self.advance(-back / 1_000.0 * self.state.size * self.state.stretch),
                _ => {}
            }
        }
        Ok(())
    }

    fn advance(&mut self, by: f64) {
        self.text = Matrix::moved(by, 0.0).then(self.text);
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        let State { size, stretch, rise, letter_space, word_space, .. } = self.state;
        let shown = font.shown(bytes);
        if self.sheet.glyphs.len() > MAX_LETTERS {
            return Err(ReadError::TooLargeInside);
        }
        self.painter.room = self.painter.room.checked_sub(shown.len()).ok_or(ReadError::TooLargeInside)?;
        for one in shown {
            let letter = Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]);
            let to = letter.then(self.text).then(self.state.matrix);
            self.put(&font, one.letters, one.width, to);
            let space = letter_space + if one.is_space { word_space } else { 0.0 };
            self.advance((one.width * size + space) * stretch);
        }
        Ok(())
    }

    /// Puts a letter on the sheet, unless nobody sees it there.
    fn put(&mut self, font: &Font, letters: Option<String>, width: f64, to: Matrix) {
        let [a, b, c, d, ..] = to.0;
        let sheet = &mut self.sheet;
        if self.marked.is_left_out() {
            return;
        }
        if self.state.is_invisible() {
            sheet.invisible += 1;
            return;
        }
        let (left, base) = to.place(0.0, 0.0);
        let (right, _) = to.place(width, 0.0);
        // Upright: to the right and up, which is towards smaller places; slanted letters are.
        if a <= 0.0 || d >= 0.0 || b.abs() > 0.1 * a || c.abs() > 0.7 * d.abs() {
            sheet.turned += usize::from(letters.is_some_and(|letters| !letters.trim().is_empty()));
            return;
        }
        let middle = f64::midpoint(left, right);
        if !sheet.paper.holds(middle, base + d / 3.0) {
            return;
        }
        let letters = letters.unwrap_or_else(|| {
            sheet.unknown.insert(font.name.clone());
            char::REPLACEMENT_CHARACTER.to_string()
        });
        let look =
            Look { bold: font.bold || self.state.is_outlined(), colour: self.state.fill.of_text(), ..Look::default() };
        let start = sheet.text.len();
        sheet.text.push_str(&letters);
        sheet.glyphs.push(Glyph { letters: start..sheet.text.len(), left, right, base, size: d.abs(), look });
    }

    /// A picture where the unit square is drawn.
    fn picture(&self) -> Option<Picture> {
        const MOST: usize = 1_000;
        let mut area = Area::NONE;
        for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            area.take(self.state.matrix.place(x, y));
        }
        (self.sheet.pictures.len() < MOST).then_some(Picture { area, after: self.sheet.glyphs.len() })
    }

    /// A picture, or a drawing of its own.
    fn draw_object(&mut self, operands: &[Value], resources: Option<&'a Dict>, depth: usize) -> Result<(), ReadError> {
        let file = self.painter.file;
        let objects = resources.and_then(|resources| file.dict(resources, b"XObject"));
        let name = operands.first().and_then(Value::name).unwrap_or_default();
        let Some(object) = objects.and_then(|objects| file.get(objects, name)) else { return Ok(()) };
        let Some(dict) = object.dict() else { return Ok(()) };
        if dict.name(b"Subtype") == Some(b"Image") {
            let shows_through = [&b"SMask"[..], b"Mask", b"ImageMask"].iter().any(|key| dict.get(key).is_some());
            let picture = self.picture();
            self.sheet.pictures.extend(
                picture.map(|picture| Picture { after: if shows_through { 0 } else { picture.after }, ..picture }),
            );
            return Ok(());
        }
        if dict.name(b"Subtype") != Some(b"Form") || depth >= MAX_FORMS {
            return Ok(());
        }
        self.painter.fuel.burn(FORM)?;
        let Some(content) = file.unpacked(object)? else { return Ok(()) };
        let outside = (self.state.clone(), self.text, self.line, self.kept.len());
        let matrix = file.numbers::<6>(dict, b"Matrix").map_or(Matrix::SAME, Matrix);
        self.state.matrix = matrix.then(self.state.matrix);
        self.run(&content, file.dict(dict, b"Resources").or(resources), depth + 1)?;
        self.kept.truncate(outside.3);
        (self.state, self.text, self.line) = (outside.0, outside.1, outside.2);
        Ok(())
    }
}

/// Passes a picture that stands in the stream itself: its data ends before `EI` as a word of its own.
fn skip_picture(lexer: &mut Lexer<'_>, content: &[u8]) -> Result<(), ReadError> {
    loop {
        match lexer.next()? {
            Token::Word(b"ID") => break,
            Token::End => return Ok(()),
            _ => {}
        }
    }
    let is_end = |window: &[u8]| matches!(window, [before, b'E', b'I', behind] if before.is_ascii_whitespace() && behind.is_ascii_whitespace());
    let data = content.get(lexer.at()..).unwrap_or_default();
    let length = data.windows(4).position(is_end).map_or(data.len(), |at| at + 3);
    lexer.skip_to(lexer.at() + length);
    Ok(())
}
