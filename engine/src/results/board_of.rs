//! Whose board: a track's or everybody's, in a block, or in an agency with everything below it; of a round or of a
//! whole contest.
//!
//! What a board of the cache holds is read from there. Any other is laid together from those, and kept for seconds.

use std::{collections::HashMap, sync::Arc};

use contest::contests::TrackKind;

use super::{
    BoardError, BoardLine, BoardPage, PlaceOf,
    boards::{self, PAGE_SIZE_MAX, is_provisional, lines},
    joined::{Joined, joined},
};
use crate::{
    Engine,
    agencies::{self, AgencyTree},
    cache::{Place, Scope},
    contests::Round,
};

/// A board that people may ask for.
#[derive(Clone, Debug)]
pub struct BoardOf {
    /// One round; or those of a contest, first to last, all ranking by the same keys, and everybody stands with
    /// the best of theirs.
    pub rounds: Vec<Arc<Round>>,
    /// `None` for both tracks together.
    pub track: Option<TrackKind>,
    /// Among whom.
    pub among: Among,
}

/// Among whom people stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Among {
    /// Everybody.
    Everybody,
    /// An agency's people, and those of everything below it.
    Agency(i64),
    /// People of the agencies of a block.
    Block(String),
}

impl Among {
    /// Whether people of an agency are among them.
    pub(super) fn holds(&self, tree: &AgencyTree, agency: i64) -> bool {
        match self {
            Self::Everybody => true,
            Self::Agency(top) => match (tree.get(*top), tree.get(agency)) {
                (Some(top), Some(agency)) => agency.path.starts_with(&top.path),
                _ => *top == agency,
            },
            Self::Block(block) => tree.get(agency).is_some_and(|agency| agency.block == *block),
        }
    }
}

impl BoardOf {
    /// A round's board.
    pub fn round(round: Arc<Round>, track: Option<TrackKind>, among: Among) -> Self {
        Self { rounds: vec![round], track, among }
    }

    /// The board of the cache that it is, if it is one.
    fn kept(&self, tree: &AgencyTree) -> Option<(&Arc<Round>, Scope)> {
        let [round] = self.rounds.as_slice() else { return None };
        let track = self.track?;
        match self.among {
            Among::Everybody => Some((round, Scope::Track(track))),
            Among::Agency(agency) => {
                let is_leaf = tree.get(agency).is_none_or(|top| tree.subtree(&top.path).nth(1).is_none());
                is_leaf.then_some((round, Scope::Agency(agency, track)))
            }
            Among::Block(_) => None,
        }
    }

    fn is_provisional(&self) -> bool {
        self.rounds.iter().any(|round| is_provisional(round))
    }
}

/// Reads a page of a board, from 1. A size out of range is brought into it.
pub async fn board(engine: &Engine, of: &BoardOf, page: u64, page_size: u64) -> Result<BoardPage, BoardError> {
    let (page, page_size) = (page.max(1), page_size.clamp(1, PAGE_SIZE_MAX));
    let tree = agencies::tree(engine).await?;
    if let Some((round, scope)) = of.kept(&tree) {
        return boards::page(engine, round, scope, page, page_size).await;
    }
    let joined = joined(engine, of).await?;
    let lines = lines_of(engine, of, &joined, (page - 1).saturating_mul(page_size), page_size).await?;
    Ok(BoardPage { page, page_size, total: joined.len(), provisional: of.is_provisional(), lines })
}

/// Somebody's place on a board, found without reading the board; `None` when they are not on it.
pub async fn place_on(engine: &Engine, of: &BoardOf, participant: i64) -> Result<Option<PlaceOf>, BoardError> {
    let tree = agencies::tree(engine).await?;
    if let Some((round, scope)) = of.kept(&tree) {
        return boards::place_in(engine, round, scope, participant).await;
    }
    let joined = joined(engine, of).await?;
    let found = joined.place(participant);
    Ok(found.map(|place| PlaceOf { rank: place.rank, tied: place.tied, of: joined.len(), above: place.above }))
}

/// Lines of a board that was laid together: of each round what it has on this page.
async fn lines_of(
    engine: &Engine,
    of: &BoardOf,
    joined: &Joined,
    offset: u64,
    limit: u64,
) -> Result<Vec<BoardLine>, BoardError> {
    let page: Vec<(Place, usize)> = joined.page(offset, limit).collect();
    let mut found: HashMap<i64, BoardLine> = HashMap::new();
    for (number, round) in of.rounds.iter().enumerate() {
        let here = page.iter().filter(|(_, of_round)| *of_round == number);
        let here: Vec<Place> = here.map(|(place, _)| place.clone()).collect();
        if !here.is_empty() {
            let lines = lines(&engine.db.read, round, &here).await?;
            found.extend(lines.into_iter().map(|line| (line.participant, line)));
        }
    }
    Ok(page.into_iter().filter_map(|(place, _)| found.remove(&place.participant)).collect())
}
