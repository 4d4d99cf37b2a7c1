//! Paragraphs broken into lines.

use pdf_writer::{Content, Name, Str};

use super::{Align, Text};
use crate::face::{Faces, Style, clean};

/// From base line to base line, in sizes.
pub(super) const LEADING: f32 = 1.35;
/// From the top of a line to its base line, in sizes.
const ASCENT: f32 = 1.02;

/// Words of a line and how wide they are together, in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub words: Vec<String>,
    pub width: f32,
    pub style: Style,
    pub size: f32,
    pub align: Align,
    /// How far it is drawn in.
    pub indent: f32,
    /// Whether a paragraph ends with it.
    pub ends: bool,
}

/// The lines of a paragraph in a measure, in points; a word wider than that is parted. Centred lines are about equally
/// long.
pub(super) fn lines(faces: &Faces, text: &Text, measure: f32) -> Vec<Line> {
    let lines = broken(faces, text, measure);
    if text.align != Align::Center || lines.len() < 2 {
        return lines;
    }
    let (mut best, mut narrow, mut wide) = (lines, 0.0, measure);
    // A step halves what is not known yet of the least measure: some points after eight.
    for _ in 0..8 {
        let middle = f32::midpoint(narrow, wide);
        let tried = broken(faces, text, middle);
        if tried.len() > best.len() || tried.iter().any(|line| line.width > middle) {
            narrow = middle;
        } else {
            (wide, best) = (middle, tried);
        }
    }
    best
}

fn broken(faces: &Faces, text: &Text, measure: f32) -> Vec<Line> {
    let (face, size) = (faces.get(text.style), text.size);
    let space = face.width(" ") * size;
    let mut lines: Vec<Line> = Vec::new();
    let begin = |indent: f32| Line {
        words: Vec::new(),
        width: 0.0,
        style: text.style,
        size,
        align: text.align,
        indent,
        ends: false,
    };
    let mut line = begin(text.indent);
    for word in clean(&text.text).split(' ').filter(|word| !word.is_empty()) {
        for piece in parted(word, measure, |piece| face.width(piece) * size) {
            let wide = face.width(&piece) * size;
            let gap = if line.words.is_empty() { 0.0 } else { space };
            if !line.words.is_empty() && line.indent + line.width + gap + wide > measure {
                lines.push(std::mem::replace(&mut line, begin(0.0)));
            }
            line.width += if line.words.is_empty() { wide } else { space + wide };
            line.words.push(piece);
        }
    }
    line.ends = true;
    lines.push(line);
    lines
}

/// A word in pieces that each fit.
fn parted(word: &str, measure: f32, width: impl Fn(&str) -> f32) -> Vec<String> {
    if width(word) <= measure {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut wide = 0.0;
    for letter in word.chars() {
        let mut buffer = [0; 4];
        let letter = letter.encode_utf8(&mut buffer);
        let advance = width(letter);
        if wide > 0.0 && wide + advance > measure {
            pieces.push(String::new());
            wide = 0.0;
        }
        wide += advance;
        if let Some(last) = pieces.last_mut() {
            last.push_str(letter);
        }
    }
    pieces
}

/// Draws a line whose top is at `top`, between `left` and so much further right.
pub(super) fn draw(content: &mut Content, faces: &mut Faces, line: &Line, (left, top): (f32, f32), measure: f32) {
    if line.words.is_empty() {
        return;
    }
    let free = measure - line.indent - line.width;
    let gaps = line.words.len().saturating_sub(1);
    let (shift, stretch) = match line.align {
        Align::Left => (0.0, 0.0),
        Align::Center => (free / 2.0, 0.0),
        Align::Right => (free, 0.0),
        Align::Justified if line.ends || gaps == 0 => (0.0, 0.0),
        Align::Justified => (0.0, free / gaps as f32),
    };
    let (x, y) = (left + line.indent + shift, top - ASCENT * line.size);
    let face = faces.get_mut(line.style);
    content.begin_text().set_font(Name(line.style.resource()), line.size).next_line(x, y);
    if stretch == 0.0 {
        let encoded = face.encode(&line.words.join(" "));
        content.show(Str(&encoded));
    } else {
        // Spaces of fonts with two bytes for a letter are not stretched by themselves (ISO 32000-1, 9.3.3).
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        for (place, word) in line.words.iter().enumerate() {
            let encoded = if place < gaps { face.encode(&format!("{word} ")) } else { face.encode(word) };
            items.show(Str(&encoded));
            if place < gaps {
                items.adjust(-stretch * 1000.0 / line.size);
            }
        }
    }
    content.end_text();
}
