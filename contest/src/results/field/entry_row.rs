//! The attempts as lines of a file.

use serde::{Deserialize, Serialize};

use super::{Attempt, RowError, RowProblem, build::PERFECT};
use crate::{
    contests::{Prediction, TrackKind},
    time::Timestamp,
};

/// One attempt as the file has it: all text, so that what cannot be read is told with its line. The
/// names of the fields are the columns; `round`, `block`, `prediction`, `registered_at` and `valid`
/// may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRow {
    /// The attempt's identifier, at most [`EntryRow::MAX_ID`] bytes.
    pub entry: String,
    /// The person's identifier, at most [`EntryRow::MAX_ID`] bytes.
    pub person: String,
    /// The agency's code; may be empty.
    pub agency: String,
    /// The block's code; empty to go by the facts.
    #[serde(default)]
    pub block: String,
    /// A [`TrackKind`] code.
    pub track: String,
    /// The round, from 1; empty for 1.
    #[serde(default)]
    pub round: String,
    /// Questions answered wholly right.
    pub correct: String,
    /// The score in hundredths of a percent, 0 to 10,000.
    pub score: String,
    /// The prediction; empty for none.
    #[serde(default)]
    pub prediction: String,
    /// When it was begun: UTC milliseconds, or RFC 3339.
    pub started_at: String,
    /// When it was submitted, not before it was begun.
    pub submitted_at: String,
    /// When the person registered; empty for not known.
    #[serde(default)]
    pub registered_at: String,
    /// `0` or `false` for an attempt declared invalid; `1`, `true` or empty for any other.
    #[serde(default)]
    pub valid: String,
}

impl EntryRow {
    /// Longest identifier, in bytes.
    pub const MAX_ID: usize = 200;
    /// The columns, in the order in which files are written.
    pub const COLUMNS: [&'static str; 13] = [
        "entry",
        "person",
        "agency",
        "block",
        "track",
        "round",
        "correct",
        "score",
        "prediction",
        "started_at",
        "submitted_at",
        "registered_at",
        "valid",
    ];

    /// Those that may be missing.
    pub const OPTIONAL: [&'static str; 5] = ["block", "round", "prediction", "registered_at", "valid"];

    /// The field of a column.
    pub(super) fn field_mut(&mut self, column: usize) -> Option<&mut String> {
        Some(match Self::COLUMNS.get(column).copied()? {
            "entry" => &mut self.entry,
            "person" => &mut self.person,
            "agency" => &mut self.agency,
            "block" => &mut self.block,
            "track" => &mut self.track,
            "round" => &mut self.round,
            "correct" => &mut self.correct,
            "score" => &mut self.score,
            "prediction" => &mut self.prediction,
            "started_at" => &mut self.started_at,
            "submitted_at" => &mut self.submitted_at,
            "registered_at" => &mut self.registered_at,
            "valid" => &mut self.valid,
            _ => return None,
        })
    }

    /// Reads a line, the `line`th of its file. Spaces around a field are dropped.
    pub fn read(&self, line: u64) -> Result<Attempt<'_>, RowError> {
        let at = |column| move |problem| RowError { line, column, problem };
        let started_at = instant(&self.started_at).map_err(at("started_at"))?;
        let submitted_at = instant(&self.submitted_at).map_err(at("submitted_at"))?;
        if submitted_at < started_at {
            return Err(at("submitted_at")(RowProblem::Backwards));
        }
        Ok(Attempt {
            entry: required(&self.entry).map_err(at("entry"))?,
            person: required(&self.person).map_err(at("person"))?,
            agency: short(&self.agency).map_err(at("agency"))?,
            block: short(&self.block).map_err(at("block"))?,
            track: TrackKind::parse(self.track.trim()).ok_or(at("track")(RowProblem::Track))?,
            round: round(&self.round).map_err(at("round"))?,
            correct: number(&self.correct).ok_or(at("correct")(RowProblem::Correct))?,
            score: number(&self.score).filter(|score| *score <= PERFECT).ok_or(at("score")(RowProblem::Score))?,
            prediction: prediction(&self.prediction).map_err(at("prediction"))?,
            started_at,
            submitted_at,
            registered_at: optional(&self.registered_at, instant).map_err(at("registered_at"))?,
            valid: valid(&self.valid).map_err(at("valid"))?,
        })
    }
}

fn short(text: &str) -> Result<&str, RowProblem> {
    let text = text.trim();
    if text.len() <= EntryRow::MAX_ID { Ok(text) } else { Err(RowProblem::Long) }
}

fn required(text: &str) -> Result<&str, RowProblem> {
    short(text).and_then(|text| if text.is_empty() { Err(RowProblem::Empty) } else { Ok(text) })
}

fn optional<T>(text: &str, read: fn(&str) -> Result<T, RowProblem>) -> Result<Option<T>, RowProblem> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) }
}

/// Digits only: a sign is no part of a count.
fn number(text: &str) -> Option<u16> {
    let text = text.trim();
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn round(text: &str) -> Result<u16, RowProblem> {
    let read = |text: &str| number(text).filter(|round| *round > 0).ok_or(RowProblem::Round);
    optional(text, read).map(|round| round.unwrap_or(1))
}

fn prediction(text: &str) -> Result<Option<Prediction>, RowProblem> {
    optional(text, |text| Prediction::parse(text).map_err(RowProblem::Prediction))
}

fn instant(text: &str) -> Result<Timestamp, RowProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(RowProblem::Empty);
    }
    match text.parse() {
        Ok(millis) => Ok(Timestamp(millis)),
        Err(_) => Timestamp::from_rfc3339(text).map_err(|_| RowProblem::Time),
    }
}

fn valid(text: &str) -> Result<bool, RowProblem> {
    match text.trim() {
        "" | "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(RowProblem::Valid),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contests::PredictionError;

    fn row() -> EntryRow {
        serde_json::from_value(serde_json::json!({
            "entry": "l1", "person": " an ", "agency": "snv", "track": "staff", "correct": "19", "score": "9500",
            "prediction": "1.250", "started_at": "2026-05-17T08:00:00+07:00", "submitted_at": "1778980500000",
        }))
        .unwrap()
    }

    #[test]
    fn a_line_is_read_and_what_may_be_missing_may() {
        let row = row();
        let attempt = row.read(2).unwrap();
        assert_eq!((attempt.entry, attempt.person, attempt.block, attempt.round), ("l1", "an", "", 1));
        assert_eq!((attempt.prediction, attempt.registered_at), (Some(Prediction(1_250)), None));
        assert!(attempt.valid);
        assert_eq!(attempt.submitted_at - attempt.started_at, crate::Millis::minutes(15));
        let void = EntryRow { valid: "0".to_owned(), round: "3".to_owned(), ..row };
        assert!(matches!(void.read(2), Ok(Attempt { valid: false, round: 3, .. })));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line_and_column() {
        let text = str::to_owned;
        let cases = [
            (EntryRow { entry: text(" "), ..row() }, "entry", RowProblem::Empty),
            (EntryRow { person: "x".repeat(201), ..row() }, "person", RowProblem::Long),
            (EntryRow { track: text("pupils"), ..row() }, "track", RowProblem::Track),
            (EntryRow { round: text("0"), ..row() }, "round", RowProblem::Round),
            (EntryRow { correct: text("-1"), ..row() }, "correct", RowProblem::Correct),
            (EntryRow { score: text("10001"), ..row() }, "score", RowProblem::Score),
            (
                EntryRow { prediction: text("many"), ..row() },
                "prediction",
                RowProblem::Prediction(PredictionError::NotNumber),
            ),
            (EntryRow { started_at: text("today"), ..row() }, "started_at", RowProblem::Time),
            (EntryRow { submitted_at: text("5"), ..row() }, "submitted_at", RowProblem::Backwards),
            (EntryRow { submitted_at: String::new(), ..row() }, "submitted_at", RowProblem::Empty),
            (EntryRow { valid: text("perhaps"), ..row() }, "valid", RowProblem::Valid),
        ];
        for (row, column, problem) in cases {
            assert_eq!(row.read(7), Err(RowError { line: 7, column, problem }));
        }
        let error = RowError { line: 7, column: "score", problem: RowProblem::Score };
        assert_eq!(error.to_string(), "Dòng 7, cột “score”: không phải điểm theo phần vạn. Hãy ghi số từ 0 đến 10000.");
    }

    #[test]
    fn the_columns_are_the_fields_and_those_that_may_be_missing_may() {
        let mut stored = serde_json::to_value(EntryRow::default()).unwrap();
        let names: std::collections::BTreeSet<&str> = stored.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, EntryRow::COLUMNS.into_iter().collect());
        for name in EntryRow::OPTIONAL {
            stored.as_object_mut().unwrap().remove(name);
        }
        assert_eq!(serde_json::from_value::<EntryRow>(stored).unwrap(), EntryRow::default());
    }
}
