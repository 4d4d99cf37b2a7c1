//! Notes on what belongs to no question.

use contest::text;

use crate::document::Line;
use crate::{Place, Problem};

/// Most notes on one file; the rest are counted.
const MAX_NOTES: usize = 50;
/// Longest piece of a line that a note shows, in characters.
const MAX_SHOWN: usize = 80;

#[derive(Default)]
pub(super) struct Notes {
    all: Vec<Problem>,
    more: usize,
}

impl Notes {
    pub(super) fn push(&mut self, place: &Place, message: String) {
        if self.all.len() < MAX_NOTES {
            self.all.push(Problem::new(place, message));
        } else {
            self.more += 1;
        }
    }

    /// Notes lines that belong to no question; `below` is the question they stand below.
    pub(super) fn left_over(&mut self, below: Option<&Place>, lines: &[Line]) {
        let (Some(first), count) = (lines.first(), lines.len()) else { return };
        let mut shown = text::squeeze(&first.text);
        if let Some((end, _)) = shown.char_indices().nth(MAX_SHOWN) {
            shown.truncate(end);
            shown.push('…');
        }
        let place = first.place().or_else(|| below.cloned()).unwrap_or(Place::File);
        let at = if matches!(place, Place::Question(_)) { "Bên dưới câu này, dòng" } else { "Dòng" };
        let more = if count > 1 { format!(" và {} dòng tiếp theo", count - 1) } else { String::new() };
        self.push(&place, format!("{at} “{shown}”{more} không thuộc câu hỏi nào nên được bỏ qua."));
    }

    pub(super) fn finish(mut self) -> Vec<Problem> {
        if self.more > 0 {
            let message = format!("Còn {} chỗ khác không thuộc câu hỏi nào nên được bỏ qua.", self.more);
            self.all.push(Problem::new(&Place::File, message));
        }
        self.all
    }
}
