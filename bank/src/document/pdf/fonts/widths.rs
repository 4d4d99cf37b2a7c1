//! How wide glyphs are, in thousandths of the size of the font (ISO 32000-1, 9.2.4 and 9.7.4.3).

use std::collections::HashMap;

use crate::document::pdf::file::File;
use crate::document::pdf::value::{Dict, Value};

/// Where a font says nothing.
const COMMON: f64 = 500.0;

#[derive(Debug, Default)]
pub(super) struct Widths {
    own: HashMap<u32, f64>,
    /// First and last code of those of one width, with it.
    ranges: Vec<(u32, u32, f64)>,
    other: f64,
}

impl Widths {
    /// Those of a font of one byte a letter.
    pub(super) fn simple(file: &File<'_>, font: &Dict) -> Self {
        let first = file.number(font, b"FirstChar").unwrap_or_default() as u32;
        let own = file
            .array(font, b"Widths")
            .take(256)
            .zip(first..=u32::MAX)
            .filter_map(|(width, code)| Some((code, width.number()?)))
            .collect();
        let missing = file.dict(font, b"FontDescriptor").and_then(|told| file.number(told, b"MissingWidth"));
        Self { own, ranges: Vec::new(), other: missing.filter(|width| *width > 0.0).unwrap_or(COMMON) }
    }

    /// Those of a font of many letters: `[1 [500 600] 10 20 700]`.
    pub(super) fn composite(file: &File<'_>, font: &Dict) -> Self {
        let mut widths = Self { other: file.number(font, b"DW").unwrap_or(1_000.0), ..Self::default() };
        let values: Vec<&Value> = file.array(font, b"W").collect();
        let mut rest = values.as_slice();
        while let [first, next, behind @ ..] = rest {
            let Some(first) = first.number().map(|number| number as u32) else { break };
            if let Some(own) = next.array() {
                widths
                    .own
                    .extend((first..=u32::MAX).zip(own).filter_map(|(code, width)| Some((code, width.number()?))));
                rest = behind;
            } else {
                let [width, behind @ ..] = behind else { break };
                if let (Some(last), Some(width)) = (next.number(), width.number()) {
                    widths.ranges.push((first, last as u32, width));
                }
                rest = behind;
            }
        }
        widths.ranges.sort_by_key(|(first, ..)| *first);
        widths
    }

    pub(super) fn of(&self, code: u32) -> f64 {
        if let Some(width) = self.own.get(&code) {
            return *width;
        }
        let at = self.ranges.partition_point(|(first, ..)| *first <= code);
        let range = at.checked_sub(1).and_then(|at| self.ranges.get(at)).filter(|(_, last, _)| code <= *last);
        range.map_or(self.other, |(.., width)| *width)
    }
}
