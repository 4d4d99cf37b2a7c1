//! What a board is made of, and the boards of a round.

use contest::{contests::TrackKind, results::SortKey};

use super::{Cache, CacheError};

/// Whose board it is, within a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everyone of a track.
    Track(TrackKind),
    /// Everyone of a track in an agency: tracks have papers of their own, so that an official's and
    /// a citizen's right answers do not compare.
    Agency(i64, TrackKind),
}

/// Where one participant stands in a round, by all attempts so far.
///
/// Applying a standing is idempotent, and an older one (of an earlier grading, or of the same with fewer
/// attempts) never undoes a newer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub participant: i64,
    /// Bảng dự thi.
    pub track: TrackKind,
    /// The agency at the time of the attempt that counts.
    pub agency: i64,
    /// Order on the board; smaller is better.
    pub key: SortKey,
    /// The score that counts, in hundredths of a percent.
    pub score: u16,
    /// Valid attempts so far.
    pub attempts: u32,
    /// Whether the attempt that counts is all correct.
    pub perfect: bool,
    /// By which grading of the round all the attempts are graded; 0 where no question was ever corrected.
    pub grading: u32,
}

impl Standing {
    /// Of two standings of one person, the one with the greater is the newer.
    pub(super) const fn age(&self) -> (u32, u32) {
        (self.grading, self.attempts)
    }

    /// The boards it is on.
    pub fn scopes(&self) -> [Scope; 2] {
        [Scope::Track(self.track), Scope::Agency(self.agency, self.track)]
    }
}

/// One line of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// 1 for the first; equal keys share a rank and the next rank skips.
    pub rank: u64,
    /// Whether somebody else has the same key.
    pub tied: bool,
    /// Who.
    pub participant: i64,
    /// Lines above it, those of equals too.
    pub above: u64,
}

/// Somebody's key on a board, and who.
pub type Member = (SortKey, i64);

/// What an agency's people of one track did in a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// People with at least one result.
    pub entrants: u64,
    /// Valid attempts.
    pub attempts: u64,
    /// Sum over people of the score that counts, in hundredths of a percent.
    pub score_sum: u64,
    /// People whose attempt that counts is all correct.
    pub perfect: u64,
}

/// The boards of a round. Whoever reads them first sees to it that they are ready.
impl Cache {
    /// Takes standings over, each at once in all its boards and tallies. What is known already, or
    /// older than what is known, changes nothing; so several may apply the same, in any order.
    pub async fn board_apply(&self, round: i64, standings: &[Standing]) -> Result<(), CacheError> {
        match self {
            Self::Memory(memory) => memory.board_apply(round, standings),
            Self::Redis(redis) => redis.board_apply(round, standings).await?,
        }
        Ok(())
    }

    /// Whether the boards hold everyone. They do not after a start, a flush or [`Self::board_drop`].
    pub async fn board_is_ready(&self, round: i64) -> Result<bool, CacheError> {
        match self {
            Self::Memory(memory) => Ok(memory.board_is_ready(round)),
            Self::Redis(redis) => redis.board_is_ready(round).await,
        }
    }

    /// Says that all that the database had has been applied.
    pub async fn board_mark_ready(&self, round: i64) -> Result<(), CacheError> {
        match self {
            Self::Memory(memory) => memory.board_mark_ready(round),
            Self::Redis(redis) => redis.board_mark_ready(round).await?,
        }
        Ok(())
    }

    /// Forgets the boards of a round.
    pub async fn board_drop(&self, round: i64) -> Result<(), CacheError> {
        match self {
            Self::Memory(memory) => memory.board_drop(round),
            Self::Redis(redis) => redis.board_drop(round).await?,
        }
        Ok(())
    }

    /// Up to `limit` lines after the first `offset`, best first; equal keys by participant.
    pub async fn board_page(
        &self,
        round: i64,
        scope: Scope,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<Place>, CacheError> {
        match self {
            Self::Memory(memory) => Ok(memory.board_page(round, scope, offset, limit)),
            Self::Redis(redis) => redis.board_page(round, scope, offset, limit).await,
        }
    }

    /// Someone's place on a board; `None` when they are not on it.
    pub async fn board_place(&self, round: i64, scope: Scope, participant: i64) -> Result<Option<Place>, CacheError> {
        match self {
            Self::Memory(memory) => Ok(memory.board_place(round, scope, participant)),
            Self::Redis(redis) => redis.board_place(round, scope, participant).await,
        }
    }

    /// Up to `limit` members of a board that come after another, in its order: to read all of it piece by piece.
    pub async fn board_members(
        &self,
        round: i64,
        scope: Scope,
        after: Option<&Member>,
        limit: u64,
    ) -> Result<Vec<Member>, CacheError> {
        match self {
            Self::Memory(memory) => Ok(memory.board_members(round, scope, after, limit)),
            Self::Redis(redis) => redis.board_members(round, scope, after, limit).await,
        }
    }

    /// How many people are on a board.
    pub async fn board_size(&self, round: i64, scope: Scope) -> Result<u64, CacheError> {
        match self {
            Self::Memory(memory) => Ok(memory.board_size(round, scope)),
            Self::Redis(redis) => redis.board_size(round, scope).await,
        }
    }

    /// The tallies of agencies that have entrants, by agency and track, in no order. They are apart
    /// by track because a headcount counts an agency's own people, not the citizens of its area.
    pub async fn board_tallies(&self, round: i64) -> Result<Vec<(i64, TrackKind, Tally)>, CacheError> {
        match self {
            Self::Memory(memory) => Ok(memory.board_tallies(round)),
            Self::Redis(redis) => redis.board_tallies(round).await,
        }
    }
}
