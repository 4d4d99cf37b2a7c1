//! Feeding a target, in ordinary tests and in long runs.

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use crate::mutate::Mutator;

/// An input takes well under a millisecond; the machine of a test may be very busy.
const TOO_LONG: Duration = Duration::from_secs(5);

/// Feeds a target, which says whether it accepted its input, and tells which input it was that broke it.
#[expect(clippy::disallowed_methods, reason = "how long an input takes is measured")]
pub fn feed(good: Vec<Vec<u8>>, few: usize, target: impl Fn(&[u8]) -> bool) {
    for input in &good {
        assert!(target(input), "a good input is refused: {}", input.escape_ascii());
    }
    let count = env::var("CCHC_FUZZ_INPUTS").ok().and_then(|count| count.parse().ok()).unwrap_or(few);
    let mut mutator = Mutator::of(good, 1);
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
