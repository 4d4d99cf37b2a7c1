//! Everything that reads from outside on the way of an answer, with inputs that are nearly right.
//! Nothing may panic or take long, and what is accepted is read again as it was.
//!
//! The inputs are the same in every run. In ordinary tests a few thousand for each target;
//! `./dev fuzz [TARGET] [COUNT]` runs a million, or so many.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bodies;
#[expect(dead_code, reason = "the pages' tests use the rest")]
#[path = "../pages/common.rs"]
mod common;
mod feed;
mod files;
mod handbooks;
mod mutate;
mod texts;

use feed::feed;

/// Inputs in ordinary tests, of targets that take microseconds and of those that take a millisecond.
const FEW: usize = 4_000;
const FEW_REQUESTS: usize = 400;

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

#[test]
fn proposals() {
    feed(handbooks::entries(), FEW / 20, handbooks::propose_from);
}
