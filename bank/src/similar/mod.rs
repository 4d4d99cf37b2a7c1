//! Questions that ask nearly the same.
//!
//! Two stems are compared by the words and pairs of words they share, accents aside, and their
//! right choices by their words. What tells questions apart although nearly all words agree is
//! heeded: numbers, dates and names ([`traits`]) that each has and the other has not, and a “không”
//! more or less.

mod traits;

use std::cmp::Reverse;
use std::collections::HashMap;

use contest::banks::Question;

use self::traits::{Traits, shared};

/// The least likeness that is told, in percent.
pub const LEAST: u8 = 60;
/// The most questions that are told to be like one.
pub const MOST: usize = 20;

/// Stems that share less of the shorter than this are not compared further, in percent.
const LEAST_CONTAINED: usize = 59;
/// What a stem wholly contained in another is worth, in percent.
const CONTAINED: usize = 85;
/// Stems with fewer words say too little to be contained in others.
const CONTAINED_WORDS: usize = 6;

/// A question that is like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Similar<Id> {
    /// Which.
    pub id: Id,
    /// How much, in percent from [`LEAST`] to 100.
    pub likeness: u8,
}

/// Questions of a bank, laid out so that those like another are found without reading all.
///
/// Words that stand in few questions lead to the candidates: of two stems that share enough, one
/// of the rarest words or pairs of the shorter stands in the longer (prefix filtering, Chaudhuri
/// et al. 2006).
#[derive(Clone, Debug)]
pub struct Index<Id> {
    ids: Vec<Id>,
    traits: Vec<Traits>,
    /// Who has a shingle at all.
    all: HashMap<u64, Vec<u32>>,
    /// Who has it among the rarest of theirs.
    rare: HashMap<u64, Vec<u32>>,
}

impl<Id: Copy + Ord> Index<Id> {
    /// Lays these questions out.
    pub fn new<'q>(questions: impl IntoIterator<Item = (Id, &'q Question)>) -> Self {
        let (ids, traits): (Vec<Id>, Vec<Traits>) =
            questions.into_iter().map(|(id, question)| (id, Traits::of(question))).unzip();
        let mut index = Self { ids, traits, all: HashMap::new(), rare: HashMap::new() };
        for (place, traits) in (0_u32..).zip(&index.traits) {
            for shingle in &traits.shingles {
                index.all.entry(*shingle).or_default().push(place);
            }
        }
        let mut rare: HashMap<u64, Vec<u32>> = HashMap::new();
        for (place, traits) in (0_u32..).zip(&index.traits) {
            for shingle in index.rarest(traits) {
                rare.entry(shingle).or_default().push(place);
            }
        }
        Self { rare, ..index }
    }

    /// The questions like this one, the most alike first, at most [`MOST`]; itself, too, when it is among them.
    pub fn like(&self, question: &Question) -> Vec<Similar<Id>> {
        let mut seen = vec![false; self.ids.len()];
        self.near(&Traits::of(question), 0, &mut seen)
            .into_iter()
            .filter_map(|(place, likeness)| Some(Similar { id: *self.ids.get(place)?, likeness }))
            .collect()
    }

    /// All pairs of questions that are alike, the most alike first, at most [`MOST`] for each question.
    pub fn pairs(&self) -> Vec<(Id, Id, u8)> {
        let mut seen = vec![false; self.ids.len()];
        let mut pairs = Vec::new();
        for (place, (id, traits)) in self.ids.iter().zip(&self.traits).enumerate() {
            let near = self.near(traits, place + 1, &mut seen);
            pairs.extend(near.into_iter().filter_map(|(other, likeness)| Some((*id, *self.ids.get(other)?, likeness))));
        }
        pairs.sort_by_key(|(one, other, likeness)| (Reverse(*likeness), *one, *other));
        pairs
    }

    /// Those from a place on that are like these traits, with their likeness.
    fn near(&self, traits: &Traits, from: usize, seen: &mut [bool]) -> Vec<(usize, u8)> {
        let by_own = self.rarest(traits).into_iter().filter_map(|shingle| self.all.get(&shingle));
        let by_theirs = traits.shingles.iter().filter_map(|shingle| self.rare.get(shingle));
        let mut touched: Vec<usize> = Vec::new();
        for places in by_own.chain(by_theirs) {
            let first = places.partition_point(|place| (*place as usize) < from);
            for place in places[first..].iter().map(|place| *place as usize) {
                if let Some(seen) = seen.get_mut(place).filter(|seen| !**seen) {
                    *seen = true;
                    touched.push(place);
                }
            }
        }
        let mut near = Vec::new();
        for place in touched {
            seen[place] = false;
            let likeness = likeness(traits, &self.traits[place]);
            if likeness >= LEAST {
                near.push((place, likeness));
            }
        }
        near.sort_by_key(|(place, likeness)| (Reverse(*likeness), self.ids[*place]));
        near.truncate(MOST);
        near
    }

    /// The rarest shingles of a stem: one of them is in whatever shares [`LEAST_CONTAINED`] of it.
    fn rarest(&self, traits: &Traits) -> Vec<u64> {
        let mut shingles = traits.shingles.clone();
        shingles.sort_by_key(|shingle| (self.all.get(shingle).map_or(0, Vec::len), *shingle));
        let enough = (shingles.len() * LEAST_CONTAINED).div_ceil(100);
        shingles.truncate(shingles.len() - enough + 1);
        shingles
    }
}

/// How alike two questions are, in percent.
fn likeness(one: &Traits, other: &Traits) -> u8 {
    if one.negations != other.negations || one.tells_apart(other) {
        return 0;
    }
    let stem = stems(one, other);
    if stem * 2 < 100 {
        return 0;
    }
    let percent = if one.is_true_false && other.is_true_false {
        stem
    } else {
        // “Phát biểu nào đúng?” says little: the shorter a stem, the more its choices count.
        let weight = (one.words.len().min(other.words.len()) * 5).clamp(40, 75);
        let choices = jaccard(&one.right, &other.right).max(jaccard(&one.choices, &other.choices));
        (stem * weight + choices * (100 - weight)) / 100
    };
    u8::try_from(percent).unwrap_or(100)
}

fn stems(one: &Traits, other: &Traits) -> usize {
    let shorter = one.words.len().min(other.words.len());
    let fewer = one.shingles.len().min(other.shingles.len()).max(1);
    let contained =
        if shorter >= CONTAINED_WORDS { shared(&one.shingles, &other.shingles) * CONTAINED / fewer } else { 0 };
    jaccard(&one.shingles, &other.shingles).max(contained)
}

/// What two sorted sets share of what they hold together, in percent.
fn jaccard(one: &[u64], other: &[u64]) -> usize {
    let shared = shared(one, other);
    (shared * 100).checked_div(one.len() + other.len() - shared).unwrap_or(0)
}

#[cfg(test)]
mod tests;
