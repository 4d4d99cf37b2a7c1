//! Lines of text: broken, balanced and shrunk so that they fit.

use crate::face::{Faces, Style, clean};

/// A word or several, in one face.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub text: String,
    pub style: Style,
}

/// Lines of one size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lines {
    pub size: f32,
    pub lines: Vec<Vec<Run>>,
}

/// Words, each with its face, and how wide they are at size 1.
type Words = Vec<(String, Style, f32)>;

fn words(faces: &Faces, pieces: &[(&str, Style)]) -> Words {
    let mut words = Words::new();
    for (text, style) in pieces {
        for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
            words.push((word.to_owned(), *style, faces.get(*style).width(word)));
        }
    }
    words
}

/// Breaks words greedily into lines of at most this width, at size 1.
fn greedy(words: &[(String, Style, f32)], space: f32, width: f32) -> Vec<usize> {
    let (mut ends, mut line) = (Vec::new(), 0.0);
    for (place, (_, _, word)) in words.iter().enumerate() {
        if line > 0.0 && line + space + word > width {
            ends.push(place);
            line = *word;
        } else {
            line += if line > 0.0 { space + word } else { *word };
        }
    }
    ends.push(words.len());
    ends
}

/// The text in the least number of lines, all about equally long. It is set smaller, down to
/// `smallest`, rather than in more than `most` lines; a word wider than the line makes it smaller still.
pub(crate) fn fit(faces: &Faces, pieces: &[(&str, Style)], width: f32, sizes: (f32, f32), most: usize) -> Lines {
    let words = words(faces, pieces);
    let (largest, smallest) = sizes;
    let space = faces.get(Style::Regular).width(" ");
    let longest = words.iter().map(|(_, _, word)| *word).fold(0.0, f32::max);
    let cap = if longest > 0.0 { width / longest } else { largest };
    let mut size = largest.min(cap);
    // A step is a fiftieth of the size: some forty at most.
    while size > smallest && greedy(&words, space, width / size).len() > most {
        size *= 0.98;
    }
    let size = size.min(cap);
    let count = greedy(&words, space, width / size).len();
    // The narrowest measure with as few lines balances them.
    let (mut narrow, mut wide) = (longest, width / size);
    for _ in 0..20 {
        let middle = f32::midpoint(narrow, wide);
        if greedy(&words, space, middle).len() > count { narrow = middle } else { wide = middle }
    }
    let mut lines = Vec::with_capacity(count);
    let mut from = 0;
    for end in greedy(&words, space, wide) {
        lines.push(runs(&words[from..end]));
        from = end;
    }
    Lines { size, lines }
}

/// Words of one face in a row are one run; the space belongs to what comes before it.
fn runs(words: &[(String, Style, f32)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (place, (word, style, _)) in words.iter().enumerate() {
        if place > 0
            && let Some(last) = runs.last_mut()
        {
            last.text.push(' ');
        }
        match runs.last_mut().filter(|last| last.style == *style) {
            Some(last) => last.text.push_str(word),
            None => runs.push(Run { text: word.clone(), style: *style }),
        }
    }
    runs
}

/// How wide a line is at size 1.
pub(crate) fn width(faces: &Faces, line: &[Run]) -> f32 {
    line.iter().map(|run| faces.get(run.style).width(&run.text)).sum()
}
