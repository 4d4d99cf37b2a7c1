//! What a question is compared by.

use std::cmp::Ordering;

use contest::banks::{Kind, Question};
use contest::text::fold;

use crate::stable_hash::stable_hash;

/// Words that turn a sentence into its opposite, as they are spelled.
const NEGATIONS: [&str; 5] = ["không", "khong", "chưa", "trừ", "sai"];
/// Abbreviations that everybody writes out as often as not; folded.
const WRITTEN_OUT: [(&str, &str); 7] = [
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("cchc", "cai cach hanh chinh"),
    ("tthc", "thu tuc hanh chinh"),
    ("cbcc", "can bo cong chuc"),
    ("ttg", "thu tuong"),
    ("dvc", "dich vu cong"),
];
/// Longer texts are compared by their beginning, in words.
const MAX_WORDS: usize = 300;

/// A question as sets of hashes; each sorted, each value once.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    /// The words of the stem.
    pub(super) words: Vec<u64>,
    /// The words of the stem and the pairs of neighbours.
    pub(super) shingles: Vec<u64>,
    /// The words of the right choices.
    pub(super) right: Vec<u64>,
    /// All choices, each as a whole.
    pub(super) choices: Vec<u64>,
    /// How often the stem says no.
    pub(super) negations: usize,
    /// Whether it is answered Đúng or Sai.
    pub(super) is_true_false: bool,
    /// Numbers, codes and names of the stem.
    telling: Vec<u64>,
    /// A bit for each of `words`, and for each of `telling`: most pairs are told apart by these alone.
    word_bits: u64,
    telling_bits: u64,
}

/// A word of a text, folded, and whether it is a number, a code or a part of a name.
struct Word {
    folded: String,
    telling: bool,
}

impl Traits {
    pub(super) fn of(question: &Question) -> Self {
        let stem = words(&question.stem);
        let hashes: Vec<u64> = stem.iter().map(|word| stable_hash(word.folded.as_bytes())).collect();
        let pairs = hashes.windows(2).map(|pair| pair[0].rotate_left(17) ^ pair[1].wrapping_mul(3));
        let telling: Vec<u64> =
            stem.iter().zip(&hashes).filter(|(word, _)| word.telling).map(|(_, hash)| *hash).collect();
        let right = question.correct.iter().filter_map(|place| question.choices.get(place));
        let mut traits = Self {
            shingles: set(hashes.iter().copied().chain(pairs)),
            right: set(right.flat_map(|choice| words(choice)).map(|word| stable_hash(word.folded.as_bytes()))),
            choices: set(question.choices.iter().map(|choice| stable_hash(fold(choice).as_bytes()))),
            negations: negations(&question.stem),
            is_true_false: question.kind == Kind::TrueFalse,
            telling: set(telling),
            words: set(hashes),
            ..Self::default()
        };
        traits.word_bits = bits(&traits.words);
        traits.telling_bits = bits(&traits.telling);
        traits
    }

    /// Whether each stem has a number or a name that the other has not.
    pub(super) fn tells_apart(&self, other: &Self) -> bool {
        self.has_own(other) && other.has_own(self)
    }

    fn has_own(&self, other: &Self) -> bool {
        self.telling_bits & !other.word_bits != 0
            || self.telling.iter().any(|hash| other.words.binary_search(hash).is_err())
    }
}

/// How many values two sorted sets share.
pub(super) fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(i), other.get(j)) {
        match left.cmp(right) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared
}

fn set(values: impl IntoIterator<Item = u64>) -> Vec<u64> {
    let mut values: Vec<u64> = values.into_iter().collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn bits(hashes: &[u64]) -> u64 {
    hashes.iter().fold(0, |bits, hash| bits | 1 << (hash >> 58))
}

fn negations(stem: &str) -> usize {
    let lower = stem.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| NEGATIONS.contains(word)).count()
}

/// Words and numbers, in order: `15/07/2021` is `15`, `7`, `2021`; `76/NQ-CP` is `76`, `nq`, `cp`.
fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut begins = true;
    for whole in text.split_whitespace() {
        let with_digit = whole.contains(|c: char| c.is_ascii_digit());
        for piece in whole.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
            let is_capital = piece.starts_with(char::is_uppercase);
            let all_capitals = is_capital && !piece.chars().any(char::is_lowercase) && piece.chars().nth(1).is_some();
            let telling = with_digit || all_capitals || (is_capital && !begins);
            begins = false;
            let folded = fold(piece);
            if let Some((_, long)) = WRITTEN_OUT.iter().find(|(short, _)| *short == folded) {
                found.extend(long.split(' ').map(|word| Word { folded: word.to_owned(), telling: false }));
            } else {
                let plain = folded.trim_start_matches('0');
                let folded = if plain.is_empty() { folded.clone() } else { plain.to_owned() };
                found.push(Word { folded, telling });
            }
        }
        begins = whole.ends_with(['.', ':', '?', '!']);
        if found.len() >= MAX_WORDS {
            break;
        }
    }
    found
}
