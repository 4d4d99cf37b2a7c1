//! Lists of keys, and which questions they are of.

use std::collections::HashMap;
use std::ops::Range;

use super::keys::Pair;
use super::notes::Notes;
use super::question::Question;
use super::walk::Done;
use crate::Place;

/// The questions of each number, by their places.
type Numbers = HashMap<u32, Vec<usize>>;

/// A list of keys, and how many questions stood above it.
struct KeyList {
    pairs: Vec<Pair>,
    above: usize,
}

/// The lists of keys of a document, in order.
#[derive(Default)]
pub(super) struct KeyLists(Vec<KeyList>);

impl KeyLists {
    /// Adds keys below so many questions.
    pub(super) fn add(&mut self, pairs: Vec<Pair>, above: usize) {
        match self.0.last_mut().filter(|list| list.above == above) {
            Some(list) => list.pairs.extend(pairs),
            None => self.0.push(KeyList { pairs, above }),
        }
    }

    /// Gives the questions their keys: a list is of the questions above it, up to the list before;
    /// one above all questions is of those below, up to the next list.
    pub(super) fn assign(self, done: &mut [Done], notes: &mut Notes) {
        let ends: Vec<usize> = self.0.iter().map(|list| list.above).skip(1).chain([done.len()]).collect();
        let of_all = indices(done, 0..done.len());
        let mut from = 0;
        for (list, end) in self.0.iter().zip(ends) {
            let range = if list.above == 0 { 0..end } else { from..list.above };
            from = range.end;
            list.assign(done, &of_all, range, notes);
        }
    }
}

impl KeyList {
    fn assign(&self, done: &mut [Done], of_all: &Numbers, range: Range<usize>, notes: &mut Notes) {
        let of_list = indices(done, range);
        let mut order = Vec::new();
        let mut keys: HashMap<u32, Vec<&str>> = HashMap::new();
        for (number, key) in &self.pairs {
            keys.entry(*number).or_insert_with(|| {
                order.push(*number);
                Vec::new()
            });
            keys.entry(*number).or_default().push(key);
        }
        for number in order {
            let Some((keys, first)) = keys.get(&number).and_then(|keys| Some((keys, *keys.first()?))) else { continue };
            match of_list.get(&number).or_else(|| of_all.get(&number)).map(Vec::as_slice).unwrap_or_default() {
                [] => {
                    notes.push(
                        &Place::File,
                        format!("Bảng đáp án có câu {number} nhưng không có câu hỏi nào mang số này."),
                    );
                }
                [only] => {
                    let differs = keys.iter().any(|key| !key.eq_ignore_ascii_case(first));
                    let refusal = "Bảng đáp án ghi nhiều đáp án khác nhau cho câu này. Hãy chỉ giữ một.";
                    give(done, *only, first, differs.then_some(refusal));
                }
                several if several.len() == keys.len() => {
                    for (index, key) in several.iter().zip(keys) {
                        give(done, *index, key, None);
                    }
                }
                several => {
                    let refusal = format!(
                        "Có {} câu mang số {number} nên chưa rõ bảng đáp án nói câu nào. Hãy đánh lại số câu.",
                        several.len()
                    );
                    for index in several {
                        give(done, *index, first, Some(&refusal));
                    }
                }
            }
        }
    }
}

fn question(done: &mut [Done], index: usize) -> Option<&mut Question> {
    match done.get_mut(index) {
        Some(Done::Lines(question)) => Some(question),
        _ => None,
    }
}

/// The questions of each number among these.
fn indices(done: &[Done], range: Range<usize>) -> Numbers {
    let mut all = Numbers::new();
    for index in range {
        if let Some(Done::Lines(question)) = done.get(index)
            && let Some(number) = question.number
        {
            all.entry(number).or_default().push(index);
        }
    }
    all
}

/// Gives a question its key, or says why it cannot have it.
fn give(done: &mut [Done], index: usize, key: &str, refusal: Option<&str>) {
    let Some(question) = question(done, index) else { return };
    // One reason is enough.
    if !question.draft.refusals.is_empty() {
        return;
    }
    question.draft.refusals.extend(refusal.map(str::to_owned));
    match &question.listed_key {
        Some(earlier) if !earlier.eq_ignore_ascii_case(key) => {
            question.draft.refusals.push("Hai bảng đáp án ghi khác nhau cho câu này. Hãy chỉ giữ một.".to_owned());
        }
        _ => question.listed_key = Some(key.to_owned()),
    }
}
