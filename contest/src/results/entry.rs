//! What counts in a ranking.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::{
    contests::Counting,
    time::{Millis, Timestamp},
};

/// One thing that decides between two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankKey {
    /// More questions right.
    Correct,
    /// The higher score.
    Score,
    /// The prediction nearer to what came about; one who predicted nothing comes last.
    PredictionDistance,
    /// Less time.
    Duration,
    /// Submitted earlier.
    EarliestSubmission,
    /// Begun earlier.
    EarliestStart,
    /// Fewer attempts.
    FewerAttempts,
    /// More all-correct attempts.
    MorePerfectAttempts,
    /// Registered earlier.
    EarlierRegistration,
}

/// What a ranking knows of one person: the attempt that counts, and facts about the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Questions answered wholly right.
    pub correct: u16,
    /// The score in hundredths of a percent, to 10,000.
    pub score: u16,
    /// How far the prediction is from what came about; `None` before that is known, and for those
    /// who predicted nothing.
    pub prediction_distance: Option<u32>,
    /// The time taken.
    pub duration: Millis,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// When it was begun.
    pub started_at: Timestamp,
    /// How many attempts the person has made.
    pub attempts: u16,
    /// How many of them are all-correct.
    pub perfect_attempts: u16,
    /// When the person registered.
    pub registered_at: Timestamp,
}

impl RankKey {
    /// All.
    pub const ALL: [Self; 9] = [
        Self::Correct,
        Self::Score,
        Self::PredictionDistance,
        Self::Duration,
        Self::EarliestSubmission,
        Self::EarliestStart,
        Self::FewerAttempts,
        Self::MorePerfectAttempts,
        Self::EarlierRegistration,
    ];

    /// Who comes first, inside a sentence.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Correct => "nhiều câu đúng hơn",
            Self::Score => "điểm cao hơn",
            Self::PredictionDistance => "dự đoán gần đúng hơn",
            Self::Duration => "làm bài nhanh hơn",
            Self::EarliestSubmission => "nộp bài sớm hơn",
            Self::EarliestStart => "vào thi sớm hơn",
            Self::FewerAttempts => "ít lượt thi hơn",
            Self::MorePerfectAttempts => "nhiều lượt đúng tất cả hơn",
            Self::EarlierRegistration => "đăng ký sớm hơn",
        }
    }

    fn compare(self, a: &Entry, b: &Entry) -> Ordering {
        match self {
            Self::Correct => b.correct.cmp(&a.correct),
            Self::Score => b.score.cmp(&a.score),
            Self::PredictionDistance => {
                let place = |entry: &Entry| (entry.prediction_distance.is_none(), entry.prediction_distance);
                place(a).cmp(&place(b))
            }
            Self::Duration => a.duration.cmp(&b.duration),
            Self::EarliestSubmission => a.submitted_at.cmp(&b.submitted_at),
            Self::EarliestStart => a.started_at.cmp(&b.started_at),
            Self::FewerAttempts => a.attempts.cmp(&b.attempts),
            Self::MorePerfectAttempts => b.perfect_attempts.cmp(&a.perfect_attempts),
            Self::EarlierRegistration => a.registered_at.cmp(&b.registered_at),
        }
    }
}

/// Key by key: `Less` when `a` comes before `b`, `Equal` when they tie.
pub fn compare(a: &Entry, b: &Entry, keys: &[RankKey]) -> Ordering {
    keys.iter().map(|key| key.compare(a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// Whether `a` counts rather than `b`, two attempts of one person. Of two equally good attempts the
/// one submitted first counts, so that another attempt never costs anyone their place.
pub fn better(counting: Counting, a: &Entry, b: &Entry, keys: &[RankKey]) -> bool {
    match counting {
        Counting::Best => compare(a, b, keys).then(a.submitted_at.cmp(&b.submitted_at)).is_lt(),
        Counting::First => a.started_at < b.started_at,
        Counting::Last => a.started_at > b.started_at,
    }
}
