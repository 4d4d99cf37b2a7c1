//! What both boards begin with: the round that is asked for, and whether it may still change.

use std::sync::Arc;

use app::{components::SelectOption, results::Provisional};
use contest::Timestamp;
use engine::contests::Round;

use crate::{
    contests::{
        glance::{Glance, glance},
        words::why_provisional,
    },
    error::PageError,
    params::Params,
    state::AppState,
};

/// Lines of one page.
pub const PAGE_SIZE: u64 = 50;

/// The round of a board.
pub struct Chosen {
    /// The contest.
    pub glance: Arc<Glance>,
    /// The round; `None` while there is none that people may know of.
    pub round: Option<Arc<Round>>,
    /// Now.
    pub now: Timestamp,
}

impl Chosen {
    /// The round with the number `?vong=`, else the latest that has begun.
    pub async fn find(state: &AppState, params: &Params) -> Result<Self, PageError> {
        let (glance, now) = (glance(state).await?, state.engine.now());
        let asked_for = params.number("vong").and_then(|number| glance.round(number));
        let round = match asked_for.or_else(|| glance.latest(now)) {
            Some(round) => state.engine.rounds.get(&state.engine.db.read, round.id, now).await?,
            None => None,
        };
        Ok(Self { glance, round, now })
    }

    /// The round's number as its address says it; empty without a round.
    pub fn number(&self) -> String {
        self.round.as_ref().map(|round| round.number.to_string()).unwrap_or_default()
    }

    /// The round's title; empty without a round.
    pub fn title(&self) -> String {
        self.round.as_ref().map(|round| round.title.clone()).unwrap_or_default()
    }

    /// The rounds to choose from.
    pub fn options(&self) -> Vec<SelectOption> {
        let rounds = self.glance.rounds.iter();
        rounds.map(|round| SelectOption::new(round.number.to_string(), round.title.clone())).collect()
    }

    /// That places may still change, and until when.
    pub fn provisional(&self) -> Option<Provisional> {
        let until = why_provisional(self.round.as_ref()?, self.now)?;
        Some(Provisional { counted_at: self.now, until })
    }
}
