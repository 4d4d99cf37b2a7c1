//! Questions that stand on every paper, named by their numbers on the form of a new round.

use app::{contests::round_fields, form::Problem};
use contest::{
    banks::{CellSize, FixedQuestion, left_for_cells},
    contests::TrackKind,
};
use engine::{
    DbErr, Engine,
    banks::{ApprovedQuestion, numbered},
    contests::rounds::MAX_PAPER,
};

use super::{track_banks::TrackBank, weights::TypedWeights};

/// The fixed questions of one track, as far as the bank has them.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedFixed {
    found: Vec<ApprovedQuestion>,
    problem: Option<Problem>,
}

impl TypedFixed {
    /// Those that a form sent, looked up in the track's bank.
    pub(super) async fn sent(engine: &Engine, track: &TrackBank, pairs: &[(String, String)]) -> Result<Self, DbErr> {
        let name = round_fields::fixed(track.kind);
        let typed = pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
        let numbers = match read(typed) {
            Ok(numbers) => numbers,
            Err(message) => return Ok(Self { problem: Some(problem(track.kind, &message)), found: Vec::new() }),
        };
        let found = numbered(&engine.db.read, track.bank_id, &numbers).await?;
        let is_missing = |number: &i64| found.iter().all(|found| found.question != *number);
        let missing: Vec<i64> = numbers.into_iter().filter(is_missing).collect();
        let problem = (!missing.is_empty()).then(|| problem(track.kind, &missed(&missing)));
        Ok(Self { found, problem })
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        self.found.len() as u32
    }

    /// What the bank has left for the table.
    pub(super) fn left(&self, sizes: &[CellSize]) -> Vec<CellSize> {
        left_for_cells(sizes, self.found.iter().map(|found| (found.topic.as_ref(), found.level)))
    }

    /// What is wrong with the field.
    pub(super) fn problem(&self) -> Option<Problem> {
        self.problem.clone()
    }

    /// Each with what questions of its level are worth.
    pub(super) fn questions(&self, weights: &TypedWeights) -> Vec<FixedQuestion> {
        let fixed =
            |found: &ApprovedQuestion| FixedQuestion { question: found.question, weight: weights.of(found.level) };
        self.found.iter().map(fixed).collect()
    }
}

/// Numbers with commas, semicolons or blanks between them; each once.
fn read(typed: &str) -> Result<Vec<i64>, String> {
    let mut numbers = Vec::new();
    for part in typed.split([',', ';', ' ', '\n', '\r', '\t']).filter(|part| !part.is_empty()) {
        let number = part.parse().ok().filter(|number: &i64| *number > 0);
        let number = number.ok_or_else(|| {
            let part: String = part.chars().take(20).collect();
            format!("“{part}” không phải mã câu hỏi. Hãy ghi các mã số, cách nhau bằng dấu phẩy.")
        })?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
        if numbers.len() > MAX_PAPER as usize {
            return Err(format!("nhiều hơn {MAX_PAPER} câu. Hãy bớt đi."));
        }
    }
    Ok(numbers)
}

fn problem(track: TrackKind, message: &str) -> Problem {
    Problem::new(round_fields::fixed(track), format!("{}, câu cố định: {message}", track.short_label()))
}

/// What a bank does not have, and what to do.
pub(super) fn missed(numbers: &[i64]) -> String {
    format!(
        "ngân hàng không có câu đã duyệt mang mã {}. Hãy xem mã của câu ở trang ngân hàng, hoặc bỏ mã này.",
        listed(numbers)
    )
}

/// What is fixed on a round's papers, in words.
pub(super) fn in_words(fixed: &[FixedQuestion]) -> Option<String> {
    let numbers: Vec<i64> = fixed.iter().map(|fixed| fixed.question).collect();
    (!numbers.is_empty()).then(|| format!("Câu cố định, có trong mọi đề: mã {}.", listed(&numbers)))
}

/// What the form's field holds for these.
pub(super) fn as_typed(fixed: &[FixedQuestion]) -> String {
    listed(&fixed.iter().map(|fixed| fixed.question).collect::<Vec<_>>())
}

fn listed(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_parted() {
        assert_eq!(read(" 12, 15;15\n7 "), Ok(vec![12, 15, 7]));
        assert_eq!(read(""), Ok(vec![]));
        for wrong in ["x", "12,-3", "0", "1.5", "99999999999999999999"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        let many: Vec<String> = (1..=101).map(|number| number.to_string()).collect();
        assert_eq!(read(&many.join(",")), Err("nhiều hơn 100 câu. Hãy bớt đi.".to_owned()));
        let long = read(&"a".repeat(500)).unwrap_err();
        assert!(long.chars().count() < 120, "{long}");
    }
}
