//! Drawing a paper: a pure function of plan and seed.
//!
//! The procedure is fixed for ever, since papers are drawn again to resume, to regrade and to
//! audit. It uses nothing but the `ChaCha20` key stream (RFC 8439) read as little-endian `u32`s:
//!
//! 1. The key is the 16 bytes of the seed followed by the ASCII text `cchc-paper-v1` and three
//!    zero bytes; nonce and counter are zero.
//! 2. For each cell in order, the first `take` places of a Fisher–Yates shuffle pick questions
//!    without replacement. Questions that stand on every paper are cells, the first ones, that take all
//!    they have.
//! 3. A Fisher–Yates shuffle orders the picked questions.
//! 4. For each question in that order, a Fisher–Yates shuffle orders the choices that may move;
//!    pinned ones follow in the author's order. Anchored ones stand in the author's places instead, and the
//!    others take, in the order they were given, the places that are left.
//!
//! A number below `n` is drawn by rejection, so that all are equally likely: words at or above the
//! largest multiple of `n` are skipped, the rest are taken modulo `n`.

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use serde::{Deserialize, Serialize};

use super::{Plan, PlanQuestion, Seed};
use crate::banks::{ChoiceOrder, ChoiceSet};

/// One question of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperItem {
    /// The plan's cell.
    pub cell: u16,
    /// The question within the cell.
    pub question: u16,
    /// For each place on the page, the choice shown there, in the author's numbering.
    pub order: Vec<u8>,
}

/// What one attempt sees, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its questions, first to last.
    pub items: Vec<PaperItem>,
}

impl PaperItem {
    /// The question in the plan; `None` when the item was drawn from another plan.
    pub fn question<'plan>(&self, plan: &'plan Plan) -> Option<&'plan PlanQuestion> {
        plan.cells.get(usize::from(self.cell))?.questions.get(usize::from(self.question))
    }

    /// Places on the page → the author's numbering. Places that do not exist are dropped.
    pub fn to_author(&self, places: ChoiceSet) -> ChoiceSet {
        places.iter().filter_map(|place| self.order.get(place)).map(|&choice| usize::from(choice)).collect()
    }
}

impl Paper {
    /// The revisions on the paper.
    pub fn revisions<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = i64> + 'a {
        self.items.iter().filter_map(|item| item.question(plan)).map(|question| question.revision)
    }
}

/// Draws the paper of a seed. The same plan and seed give the same paper, for ever.
pub fn draw(plan: &Plan, seed: Seed) -> Paper {
    let mut stream = Stream::new(seed);
    let mut items = pick_from(plan, &mut stream);
    let count = items.len();
    stream.shuffle(&mut items, count);
    for item in &mut items {
        if let Some(question) = item.question(plan) {
            item.order = order_choices(question, &mut stream);
        }
    }
    Paper { items }
}

/// The questions of a seed's paper, cell by cell, and their choices not yet in any order.
pub(super) fn pick(plan: &Plan, seed: Seed) -> Vec<PaperItem> {
    pick_from(plan, &mut Stream::new(seed))
}

fn pick_from(plan: &Plan, stream: &mut Stream) -> Vec<PaperItem> {
    let mut items = Vec::with_capacity(plan.paper_size());
    for (cell_index, cell) in plan.cells.iter().enumerate() {
        let mut pool: Vec<u16> = (0..cell.questions.len() as u16).collect();
        let take = usize::from(cell.cell.take).min(pool.len());
        stream.shuffle(&mut pool, take);
        items.extend(pool[..take].iter().map(|&question| PaperItem {
            cell: cell_index as u16,
            question,
            order: Vec::new(),
        }));
    }
    items
}

fn order_choices(question: &PlanQuestion, stream: &mut Stream) -> Vec<u8> {
    let all = 0..question.choices.len();
    let still = match question.order {
        ChoiceOrder::Fixed => all.clone().collect(),
        ChoiceOrder::PinLast(still) | ChoiceOrder::Anchored(still) => still,
        ChoiceOrder::Free => ChoiceSet::EMPTY,
    };
    let mut order: Vec<u8> = all.clone().filter(|&choice| !still.contains(choice)).map(|choice| choice as u8).collect();
    let movable = order.len();
    stream.shuffle(&mut order, movable);
    let still_ones = all.filter(|&choice| still.contains(choice));
    if let ChoiceOrder::Anchored(_) = question.order {
        // From the front, so that each finds all places before its own taken.
        still_ones.for_each(|choice| order.insert(choice.min(order.len()), choice as u8));
    } else {
        order.extend(still_ones.map(|choice| choice as u8));
    }
    order
}

/// The key stream of a seed.
struct Stream(ChaCha20Rng);

impl Stream {
    fn new(seed: Seed) -> Self {
        let mut key = *b"................cchc-paper-v1\0\0\0";
        key[..16].copy_from_slice(&seed.0);
        Self(ChaCha20Rng::from_seed(key))
    }

    /// The first `places` steps of a Fisher–Yates shuffle.
    fn shuffle<T>(&mut self, items: &mut [T], places: usize) {
        for place in 0..places {
            let other = place + self.below((items.len() - place) as u32) as usize;
            items.swap(place, other);
        }
    }

    /// Uniform in `0..n`; 0 for `n` of 0 or 1, and then no word is used.
    fn below(&mut self, n: u32) -> u32 {
        if n < 2 {
            return 0;
        }
        let unbiased = u32::MAX - (u32::MAX % n + 1) % n;
        loop {
            let word = self.0.next_u32();
            if word <= unbiased {
                return word % n;
            }
        }
    }
}
