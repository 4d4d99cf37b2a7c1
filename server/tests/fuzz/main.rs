//! Everything that reads from outside on the way of an answer, with inputs that are nearly right.
//! Nothing may panic or take long, and what is accepted is read again as it was.
//!
//! The inputs are the same in every run. In ordinary tests a few thousand for each target;
//! `./dev fuzz [TARGET] [COUNT]` runs a million, or so many.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bodies;
#[path = "../common/mod.rs"]
mod common;
mod files;
mod mutate;
mod texts;

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use tokio::time::Instant;

/// Inputs in ordinary tests, of targets that take microseconds and of those that take a millisecond.
const FEW: usize = 4_000;
const FEW_REQUESTS: usize = 400;
/// An input takes well under a millisecond; the machine of a test may be very busy.
const TOO_LONG: Duration = Duration::from_secs(5);

/// Feeds a target, which says whether it accepted its input, and tells which input it was that broke it.
fn feed(good: Vec<Vec<u8>>, few: usize, target: impl Fn(&[u8]) -> bool) {
    for input in &good {
        assert!(target(input), "a good input is refused: {}", input.escape_ascii());
    }
    let count = env::var("CCHC_FUZZ_INPUTS").ok().and_then(|count| count.parse().ok()).unwrap_or(few);
    let mut mutator = mutate::Mutator::of(good, 1);
    for number in 0..count {
        let input = mutator.next_input();
        let begun = Instant::now();
        let held = catch_unwind(AssertUnwindSafe(|| target(&input)));
        let took = begun.elapsed();
        let told = || format!("input {number}: {}", input.escape_ascii());
        assert!(held.is_ok(), "{}", told());
        assert!(took < TOO_LONG, "{took:?} for {}", told());
    }
}

#[test]
fn typed_fields() {
    feed(texts::fields(), FEW, texts::read_field);
}

#[test]
fn registrations() {
    feed(texts::registrations(), FEW, texts::read_registration);
}

#[test]
fn tokens() {
    feed(texts::tokens(), FEW, texts::read_token);
}

#[test]
fn rules() {
    feed(files::rules(), FEW, files::read_rules);
}

#[test]
fn presets() {
    feed(files::presets(), FEW, files::read_preset);
}

#[test]
fn rank_files() {
    feed(files::rank_files(), FEW / 4, files::read_rank_file);
}

#[test]
fn attempts() {
    feed(files::entries(), FEW / 4, files::read_attempts);
}

#[test]
fn saves() {
    let paper = bodies::Paper::open();
    feed(paper.saves(), FEW_REQUESTS, |input| paper.save(input));
}

#[test]
fn forms() {
    let paper = bodies::Paper::open();
    feed(paper.forms(), FEW_REQUESTS, |input| paper.save_form(input));
}
