//! Boards laid together from those of the cache: of many agencies, of both tracks, of many rounds.
//!
//! The cache holds what each submission touches, and each further board there would cost every submission. So what is
//! looked at less often is merged when somebody looks, kept for some seconds, the longer the longer it took
//! ([`Kept`]), and given up when nobody looks any more. A line takes 30 bytes.

use std::{collections::HashMap, fmt, sync::Arc, time::Duration};

use contest::{
    contests::TrackKind,
    results::{RankKey, SortKey},
};
use moka::{policy::EvictionPolicy, sync};
use sea_orm::DbErr;
use tokio::sync::Semaphore;

use super::{
    BoardError,
    board_of::{Among, BoardOf},
    keeper::with_boards,
};
use crate::{
    Engine,
    agencies::{self, AgencyTree},
    cache::{Cache, CacheError, Place, Scope},
    contests::Round,
    kept::Kept,
};

/// Most boards that are kept.
const MOST: u64 = 64;
/// A board that nobody looks at is given up after this.
const IDLE: Duration = Duration::from_secs(120);
/// Boards laid together at once.
const AT_ONCE: usize = 2;
/// Members read in one piece.
const PIECE: u64 = 2_000;

/// What tells one board from another: its rounds with the versions of their rules and gradings, and whose it is.
type Key = (Vec<(i64, i32, i32)>, Option<TrackKind>, Among);

/// The boards that were looked at lately.
#[derive(Clone)]
pub(super) struct JoinedBoards {
    boards: sync::Cache<Key, Arc<Kept<Joined>>>,
    turns: Arc<Semaphore>,
}

impl Default for JoinedBoards {
    fn default() -> Self {
        let boards = sync::Cache::builder().max_capacity(MOST).eviction_policy(EvictionPolicy::lru());
        Self { boards: boards.time_to_idle(IDLE).build(), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl fmt::Debug for JoinedBoards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JoinedBoards(…)")
    }
}

/// A board as it was a few seconds ago.
#[derive(Debug, Default)]
pub(super) struct Joined {
    lines: Vec<Line>,
    /// By participant, the place in `lines`.
    by_person: Vec<(i64, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Line {
    participant: i64,
    rank: u32,
    /// As a place in the list of rounds.
    round: u16,
}

impl Joined {
    /// How many people are on it.
    pub(super) fn len(&self) -> u64 {
        self.lines.len() as u64
    }

    /// Lines after the first `offset`, each with the round that it stands for.
    pub(super) fn page(&self, offset: u64, limit: u64) -> impl Iterator<Item = (Place, usize)> {
        let end = offset.saturating_add(limit).min(self.len());
        (offset..end).filter_map(|above| self.line(above))
    }

    /// Somebody's place.
    pub(super) fn place(&self, participant: i64) -> Option<Place> {
        let found = self.by_person.binary_search_by_key(&participant, |(person, _)| *person).ok()?;
        let (_, above) = self.by_person.get(found)?;
        self.line(u64::from(*above)).map(|(place, _)| place)
    }

    fn line(&self, above: u64) -> Option<(Place, usize)> {
        let rank_at = |at: usize| self.lines.get(at).map(|line| line.rank);
        let at = usize::try_from(above).ok()?;
        let line = self.lines.get(at)?;
        let tied = rank_at(at + 1) == Some(line.rank) || at > 0 && rank_at(at - 1) == Some(line.rank);
        let place = Place { rank: u64::from(line.rank), tied, participant: line.participant, above };
        Some((place, usize::from(line.round)))
    }

    /// Puts people in their order; equals by participant.
    fn of(people: HashMap<i64, (SortKey, u16)>) -> Self {
        let mut order: Vec<(SortKey, i64, u16)> =
            people.into_iter().map(|(participant, (key, round))| (key, participant, round)).collect();
        order.sort_unstable();
        let mut lines: Vec<Line> = Vec::with_capacity(order.len());
        for equals in order.chunk_by(|a, b| a.0 == b.0) {
            let rank = lines.len() as u32 + 1;
            lines.extend(equals.iter().map(|&(_, participant, round)| Line { participant, rank, round }));
        }
        let mut by_person: Vec<(i64, u32)> = lines.iter().map(|line| line.participant).zip(0..).collect();
        by_person.sort_unstable();
        Self { lines, by_person }
    }
}

/// The board, some seconds old at most unless it took long to lay together.
pub(super) async fn joined(engine: &Engine, of: &BoardOf) -> Result<Arc<Joined>, BoardError> {
    let rounds = of.rounds.iter().map(|round| (round.id, round.rules_version, round.grading)).collect();
    let kept = engine.boards.joined.boards.get_with((rounds, of.track, of.among.clone()), Arc::default);
    kept.get(&engine.clock, |_| lay(engine, of)).await
}

async fn lay(engine: &Engine, of: &BoardOf) -> Result<Joined, BoardError> {
    let _turn = engine.boards.joined.turns.acquire().await;
    let tree = agencies::tree(engine).await?;
    let mut people: HashMap<i64, (SortKey, u16)> = HashMap::new();
    for (round, number) in of.rounds.iter().zip(0..) {
        for (person, key) in of_round(engine, of, round, &tree).await? {
            let together = match people.get(&person) {
                Some((before, at)) => {
                    let (key, is_later) = before.over(&key, keys(of));
                    (key, if is_later { number } else { *at })
                }
                None => (key, number),
            };
            people.insert(person, together);
        }
    }
    // Sorting half a million takes long enough to hold up those who are answered on the same thread.
    let sorted = tokio::task::spawn_blocking(move || Joined::of(people)).await;
    sorted.map_err(|stopped| DbErr::Custom(format!("a board could not be sorted: {stopped}")).into())
}

fn keys(of: &BoardOf) -> &[RankKey] {
    of.rounds.first().map_or(&[], |round| &round.rules.ranking)
}

async fn of_round(
    engine: &Engine,
    of: &BoardOf,
    round: &Round,
    tree: &Arc<AgencyTree>,
) -> Result<HashMap<i64, SortKey>, BoardError> {
    let (id, track) = (round.id, of.track);
    let read = move |cache: Cache| {
        let (tree, among) = (Arc::clone(tree), of.among.clone());
        async move {
            let scopes = scopes(&cache, id, track, &among, &tree).await?;
            members(&cache, id, &scopes).await
        }
    };
    with_boards(engine, round, read).await
}

/// The cache's boards that it is made of; of agencies those that have entrants.
async fn scopes(
    cache: &Cache,
    round: i64,
    track: Option<TrackKind>,
    among: &Among,
    tree: &AgencyTree,
) -> Result<Vec<Scope>, CacheError> {
    let wanted = |of: &TrackKind| track.is_none_or(|track| track == *of);
    if *among == Among::Everybody {
        return Ok(TrackKind::ALL.into_iter().filter(wanted).map(Scope::Track).collect());
    }
    let tallies = cache.board_tallies(round).await?.into_iter();
    let of = tallies.filter(|(agency, track, _)| wanted(track) && among.holds(tree, *agency));
    Ok(of.map(|(agency, track, _)| Scope::Agency(agency, track)).collect())
}

/// Everybody on some boards, piece by piece. Whoever moves meanwhile may be missed, until it is laid together anew.
async fn members(cache: &Cache, round: i64, scopes: &[Scope]) -> Result<HashMap<i64, SortKey>, CacheError> {
    let mut people = HashMap::new();
    for scope in scopes {
        let mut after = None;
        loop {
            let piece = cache.board_members(round, *scope, after.as_ref(), PIECE).await?;
            let is_last = (piece.len() as u64) < PIECE;
            after = piece.last().cloned();
            people.extend(piece.into_iter().map(|(key, participant)| (participant, key)));
            // The memory's answers are there at once, and others want the thread, too.
            tokio::task::yield_now().await;
            if is_last {
                break;
            }
        }
    }
    Ok(people)
}
