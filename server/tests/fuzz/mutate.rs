//! Inputs that are nearly right: what a text looks like after a slip, a cut, or malice.

use rand::{Rng, RngExt as _, SeedableRng as _, rngs::StdRng};

/// Pieces that parsers trip over.
const PIECES: [&str; 32] = [
    "0",
    "-1",
    "9",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e999",
    "0.5",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "\"",
    ",",
    ":",
    "\n",
    "\r\n",
    "\0",
    "%00",
    "%",
    "&",
    "=",
    "+",
    "\u{feff}",
    "\u{202e}",
    "ệ",
    "e\u{323}\u{302}",
    "🦀",
    "q0=1&q0=2",
];
/// Longest input: what the platform's own limits let through, and a little more.
const LONGEST: usize = 40_000;

/// The same inputs in every run, made from good ones.
pub struct Mutator {
    rng: StdRng,
    good: Vec<Vec<u8>>,
}

impl Mutator {
    pub fn of(good: Vec<Vec<u8>>, seed: u64) -> Self {
        Self { rng: StdRng::seed_from_u64(seed), good }
    }

    /// The next input: now and then a good one as it is, or bytes that are nothing.
    pub fn next_input(&mut self) -> Vec<u8> {
        let rng = &mut self.rng;
        let mut input = pick(&self.good, rng).clone();
        match rng.random_range(0..20) {
            0 => return input,
            1 => return (0..rng.random_range(0..200)).map(|_| rng.random()).collect(),
            _ => {}
        }
        for _ in 0..rng.random_range(1..=5) {
            change(&mut input, &self.good, rng);
        }
        input.truncate(LONGEST);
        input
    }
}

fn change(input: &mut Vec<u8>, good: &[Vec<u8>], rng: &mut StdRng) {
    let (from, to) = range(input.len(), rng);
    match rng.random_range(0..9) {
        0 if from < input.len() => input[from] ^= 1 << rng.random_range(0..8),
        1 if from < input.len() => input[from] = rng.random(),
        2 => drop(input.drain(from..to)),
        3 => {
            let again = input[from..to].to_vec();
            input.splice(from..from, again);
        }
        4 => drop(input.splice(from..from, PIECES[rng.random_range(0..PIECES.len())].bytes())),
        5 => drop(input.splice(from..to, PIECES[rng.random_range(0..PIECES.len())].bytes())),
        // A number becomes another one.
        6 => {
            let is_digit = |at: usize| input.get(at).is_some_and(u8::is_ascii_digit);
            if let Some(begins) = (from..input.len()).find(|at| is_digit(*at)) {
                let ends = (begins..=input.len()).find(|at| !is_digit(*at)).unwrap_or(begins);
                input.splice(begins..ends, PIECES[rng.random_range(0..10)].bytes());
            }
        }
        7 => input.truncate(from),
        _ => {
            let other = pick(good, rng).clone();
            let (begins, ends) = range(other.len(), rng);
            input.splice(from..to, other[begins..ends].iter().copied());
        }
    }
}

/// A short part of something.
fn range(length: usize, rng: &mut StdRng) -> (usize, usize) {
    let from = rng.random_range(0..=length);
    (from, length.min(from + rng.random_range(0..24)))
}

fn pick<'a>(good: &'a [Vec<u8>], rng: &mut impl Rng) -> &'a Vec<u8> {
    &good[rng.random_range(0..good.len())]
}
