//! Automatic numbering: what Word writes before a paragraph and keeps out of its text.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};

use super::styles::Styles;
use crate::ReadError;
use crate::document::Listed;
use crate::xml::{Xml, attribute};

/// Levels of one list.
const LEVELS: usize = 9;
/// Longest label taken from a list, in characters.
const MAX_LABEL: usize = 60;
/// Letters and Roman numbers go no further than this; beyond, digits.
const MAX_LETTERS: u32 = 26 * 20;
const MAX_ROMAN: u32 = 3_999;

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Decimal,
    UpperLetter,
    LowerLetter,
    UpperRoman,
    LowerRoman,
    Bullet,
    None,
}

#[derive(Clone, Default)]
struct Level {
    start: u32,
    format: Format,
    /// `Câu %1:`.
    text: String,
    /// The level, from 1, after which this one starts again; 0 for never.
    restart: Option<u8>,
    /// The style whose paragraphs stand on this level.
    style: Option<String>,
}

/// A pattern of numbering that lists share.
#[derive(Clone, Default)]
struct Pattern {
    levels: [Level; LEVELS],
    /// The style that says which other pattern this one is.
    link: Option<String>,
}

/// A list: its pattern, and what it changes of it.
#[derive(Default)]
struct List {
    pattern: u32,
    levels: HashMap<u8, Level>,
    starts: HashMap<u8, u32>,
}

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    patterns: HashMap<u32, Pattern>,
    lists: HashMap<u32, List>,
    /// The list and level of the paragraphs of a style.
    levels_of_styles: HashMap<(u32, String), u8>,
}

/// How far each list has counted.
#[derive(Default)]
pub(super) struct Counters {
    by_pattern: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that have begun anew as they say, by list and level.
    begun: HashSet<(u32, u8)>,
}

impl Numbering {
    pub(super) fn read(part: &str, styles: &Styles) -> Result<Self, ReadError> {
        let mut all = Self::default();
        let mut xml = Xml::new(part);
        let mut reading = Reading::default();
        loop {
            match xml.next()? {
                Event::Start(element) => all.begin(&mut reading, &element),
                Event::End(element) => match element.local_name().as_ref() {
                    "lvl" => all.keep_level(&mut reading),
                    "num" => reading.list = None,
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        all.link(styles);
        Ok(all)
    }

    fn begin(&mut self, reading: &mut Reading, element: &BytesStart<'_>) {
        let value = || attribute(element, "val").unwrap_or_default();
        let number = |name| attribute(element, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or_default();
        match element.local_name().as_ref() {
            "abstractNum" => {
                reading.pattern = number("abstractNumId");
                self.patterns.insert(reading.pattern, Pattern::default());
            }
            "numStyleLink" => {
                if let Some(pattern) = self.patterns.get_mut(&reading.pattern) {
                    pattern.link = Some(value());
                }
            }
            "num" => {
                reading.list = Some(number("numId"));
                self.lists.insert(number("numId"), List::default());
            }
            "abstractNumId" => {
                if let Some(list) = reading.list.and_then(|list| self.lists.get_mut(&list)) {
                    list.pattern = number("val");
                }
            }
            "lvlOverride" => reading.level = number("ilvl") as u8,
            "startOverride" => {
                if let Some(list) = reading.list.and_then(|list| self.lists.get_mut(&list)) {
                    list.starts.insert(reading.level, number("val"));
                }
            }
            "lvl" => {
                reading.level = number("ilvl") as u8;
                reading.draft = Some(Level { start: 1, ..Level::default() });
            }
            name => {
                if let Some(level) = &mut reading.draft {
                    match name {
                        "start" => level.start = number("val"),
                        "numFmt" => level.format = Format::named(&value()),
                        "lvlText" => level.text = value().chars().take(MAX_LABEL).collect(),
                        "lvlRestart" => level.restart = Some(number("val") as u8),
                        "pStyle" => level.style = Some(value()),
                        _ => {}
                    }
                }
            }
        }
    }

    fn keep_level(&mut self, reading: &mut Reading) {
        let Some(level) = reading.draft.take() else { return };
        if let Some(list) = reading.list.and_then(|list| self.lists.get_mut(&list)) {
            list.levels.insert(reading.level, level);
            return;
        }
        let pattern = self.patterns.get_mut(&reading.pattern);
        if let Some(slot) = pattern.and_then(|pattern| pattern.levels.get_mut(usize::from(reading.level))) {
            *slot = level;
        }
    }

    /// Follows patterns that are named by a style, and finds the levels that styles stand on.
    fn link(&mut self, styles: &Styles) {
        let mut links = Vec::new();
        for (id, list) in &self.lists {
            let link = self.patterns.get(&list.pattern).and_then(|pattern| pattern.link.as_deref());
            let other = link.and_then(|style| styles.list(Some(style))).and_then(|(other, _)| self.lists.get(&other));
            links.extend(other.map(|other| (*id, other.pattern)));
        }
        for (id, pattern) in links {
            if let Some(list) = self.lists.get_mut(&id) {
                list.pattern = pattern;
            }
        }
        for (id, list) in &self.lists {
            let levels =
                self.patterns.get(&list.pattern).into_iter().flat_map(|pattern| pattern.levels.iter().zip(0..));
            let named = levels.filter_map(|(level, at)| level.style.clone().map(|style| ((*id, style), at)));
            self.levels_of_styles.extend(named);
        }
    }

    /// The level of a list on which paragraphs of a style stand.
    pub(super) fn level_of_style(&self, list: u32, style: Option<&str>) -> Option<u8> {
        self.levels_of_styles.get(&(list, style?.to_owned())).copied()
    }

    fn level(&self, list: &List, level: u8) -> Option<Level> {
        let pattern = self.patterns.get(&list.pattern);
        list.levels.get(&level).or_else(|| pattern.and_then(|pattern| pattern.levels.get(usize::from(level)))).cloned()
    }

    /// Counts one more paragraph of a list: how it is listed, and its label.
    pub(super) fn next(&self, counters: &mut Counters, id: u32, level: u8) -> Option<(Listed, String)> {
        let list = self.lists.get(&id)?;
        let here = self.level(list, level)?;
        let counts = counters.by_pattern.entry(list.pattern).or_default();
        let anew = list.starts.get(&level).filter(|_| counters.begun.insert((id, level)));
        let slot = counts.get_mut(usize::from(level))?;
        *slot = Some(match (anew, *slot) {
            (Some(start), _) => *start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => here.start,
        });
        for deeper in level + 1..LEVELS as u8 {
            let restart = self.level(list, deeper).and_then(|deeper| deeper.restart);
            if restart.is_none_or(|after| after > level) {
                counts[usize::from(deeper)] = None;
            }
        }
        match here.format {
            Format::Bullet => Some((Listed::Bullet, String::new())),
            Format::None if here.text.is_empty() => None,
            _ => Some((Listed::Numbered, self.label(list, &here.text, counts))),
        }
    }

    /// `%1.%2)` with the counts of its levels.
    fn label(&self, list: &List, pattern: &str, counts: &[Option<u32>; LEVELS]) -> String {
        let mut label = String::new();
        let mut characters = pattern.chars();
        while let Some(character) = characters.next() {
            let next = characters.clone().next().filter(|_| character == '%').and_then(|next| next.to_digit(10));
            let Some(at) = next.and_then(|digit| digit.checked_sub(1)) else {
                label.push(character);
                continue;
            };
            characters.next();
            let level = self.level(list, at as u8).unwrap_or_default();
            let count = counts.get(at as usize).copied().flatten().unwrap_or(level.start);
            label.push_str(&level.format.write(count));
        }
        label
    }
}

/// Where the reader stands in the part.
#[derive(Default)]
struct Reading {
    pattern: u32,
    list: Option<u32>,
    level: u8,
    draft: Option<Level>,
}

impl Format {
    fn named(name: &str) -> Self {
        match name {
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    fn write(self, count: u32) -> String {
        match self {
            Self::UpperLetter if (1..=MAX_LETTERS).contains(&count) => letters(count, b'A'),
            Self::LowerLetter if (1..=MAX_LETTERS).contains(&count) => letters(count, b'a'),
            Self::UpperRoman if (1..=MAX_ROMAN).contains(&count) => roman(count),
            Self::LowerRoman if (1..=MAX_ROMAN).contains(&count) => roman(count).to_lowercase(),
            Self::Bullet | Self::None => String::new(),
            _ => count.to_string(),
        }
    }
}

/// `A` … `Z`, `AA`, `BB`, … as Word goes on.
fn letters(count: u32, first: u8) -> String {
    let letter = char::from(first + ((count - 1) % 26) as u8);
    std::iter::repeat_n(letter, (count.div_ceil(26)) as usize).collect()
}

fn roman(mut count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while count >= worth {
            out.push_str(sign);
            count -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = "<numbering><abstractNum abstractNumId=\"3\">\
        <lvl ilvl=\"0\"><start val=\"1\"/><numFmt val=\"decimal\"/><lvlText val=\"Câu %1:\"/></lvl>\
        <lvl ilvl=\"1\"><start val=\"1\"/><numFmt val=\"upperLetter\"/><lvlText val=\"%2.\"/></lvl>\
        <lvl ilvl=\"2\"><start val=\"1\"/><numFmt val=\"lowerRoman\"/><lvlText val=\"%1.%3)\"/><lvlRestart val=\"0\"/></lvl></abstractNum>\
        <abstractNum abstractNumId=\"4\"><lvl ilvl=\"0\"><numFmt val=\"bullet\"/><lvlText val=\"\u{F0B7}\"/></lvl></abstractNum>\
        <num numId=\"5\"><abstractNumId val=\"3\"/></num><num numId=\"6\"><abstractNumId val=\"4\"/></num>\
        <num numId=\"7\"><abstractNumId val=\"3\"/><lvlOverride ilvl=\"0\"><startOverride val=\"1\"/></lvlOverride></num>\
        <num numId=\"8\"><abstractNumId val=\"3\"/><lvlOverride ilvl=\"1\"><lvl ilvl=\"1\"><start val=\"1\"/><numFmt val=\"lowerLetter\"/><lvlText val=\"%2)\"/></lvl></lvlOverride></num></numbering>";

    #[test]
    fn labels_are_counted_as_word_does() {
        let numbering = Numbering::read(PART, &Styles::default()).unwrap();
        let mut counters = Counters::default();
        let mut labels = Vec::new();
        for (list, level) in
            [(5, 0), (5, 1), (5, 1), (5, 2), (5, 0), (5, 1), (5, 2), (8, 1), (7, 0), (7, 0), (5, 0), (7, 1)]
        {
            labels.push(numbering.next(&mut counters, list, level).unwrap().1);
        }
        assert_eq!(
            labels,
            ["Câu 1:", "A.", "B.", "1.i)", "Câu 2:", "A.", "2.ii)", "b)", "Câu 1:", "Câu 2:", "Câu 3:", "A."]
        );
        assert_eq!(numbering.next(&mut counters, 6, 0), Some((Listed::Bullet, String::new())));
        assert_eq!(numbering.next(&mut counters, 9, 0), None);
        assert_eq!(numbering.next(&mut counters, 5, 200), None);
    }

    #[test]
    fn letters_and_roman_numbers() {
        assert_eq!(Format::UpperLetter.write(27), "AA");
        assert_eq!(Format::LowerLetter.write(4), "d");
        assert_eq!(Format::UpperRoman.write(1_994), "MCMXCIV");
        assert_eq!(Format::UpperLetter.write(4_000_000_000), "4000000000");
    }
}
