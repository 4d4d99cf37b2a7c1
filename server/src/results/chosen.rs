//! What both boards begin with: the round that is asked for, or the whole contest, and whether places may still change.

use std::sync::Arc;

use app::{components::SelectOption, results::Provisional};
use contest::{
    Timestamp,
    contests::{RoundState, Rules},
};
use engine::{
    Engine,
    contests::{Round, RoundSummary},
};

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
/// What `?vong=` says for the whole contest.
pub const WHOLE: &str = "ca-cuoc-thi";

/// The round of a board, or all of them.
pub struct Chosen {
    /// The contest.
    pub glance: Arc<Glance>,
    /// The rounds that the board is of, first to last: one, unless it is of the whole contest; none while there is none
    /// that people may know of.
    pub rounds: Vec<Arc<Round>>,
    /// Whether it is of the whole contest.
    pub is_whole: bool,
    /// Whether there is a board of the whole contest.
    has_whole: bool,
    /// Now.
    pub now: Timestamp,
}

impl Chosen {
    /// The round with the number `?vong=`, else the latest that has begun; or the whole contest, where the rules have
    /// a place for it and more than one round has begun.
    pub async fn find(
        state: &AppState,
        params: &Params,
        has_whole: impl Fn(&Rules) -> bool,
    ) -> Result<Self, PageError> {
        let (glance, now) = (glance(state).await?, state.engine.now());
        let begun: Vec<&RoundSummary> = glance.rounds.iter().filter(|round| has_begun(round, now)).collect();
        let has_whole = begun.len() > 1 && glance.rules().is_some_and(has_whole);
        let is_whole = has_whole && params.text("vong") == Some(WHOLE);
        let wanted = if is_whole {
            begun
        } else {
            let asked_for = params.number("vong").and_then(|number| glance.round(number));
            asked_for.or_else(|| glance.latest(now)).into_iter().collect()
        };
        let rounds = load(&state.engine, &wanted, now).await?;
        Ok(Self { glance, rounds, is_whole, has_whole, now })
    }

    /// The round, or the last.
    pub fn round(&self) -> Option<&Arc<Round>> {
        self.rounds.last()
    }

    /// What `?vong=` says of it; empty without a round.
    pub fn number(&self) -> String {
        match self.round() {
            Some(_) if self.is_whole => WHOLE.to_owned(),
            round => round.map(|round| round.number.to_string()).unwrap_or_default(),
        }
    }

    /// The round's title; empty without a round.
    pub fn title(&self) -> String {
        match self.round() {
            Some(_) if self.is_whole => "Cả cuộc thi".to_owned(),
            round => round.map(|round| round.title.clone()).unwrap_or_default(),
        }
    }

    /// The rounds to choose from.
    pub fn options(&self) -> Vec<SelectOption> {
        let rounds = self.glance.rounds.iter();
        let whole = self.has_whole.then(|| SelectOption::new(WHOLE, "Cả cuộc thi"));
        rounds.map(|round| SelectOption::new(round.number.to_string(), round.title.clone())).chain(whole).collect()
    }

    /// That places may still change, and until when.
    pub fn provisional(&self) -> Option<Provisional> {
        let until = self.rounds.iter().rev().find_map(|round| why_provisional(round, self.now))?;
        let until = if self.is_whole {
            "Còn thay đổi đến khi mọi vòng đã được duyệt.".to_owned()
        } else {
            until
        };
        Some(Provisional { counted_at: self.now, until })
    }
}

fn has_begun(round: &RoundSummary, now: Timestamp) -> bool {
    round.state != RoundState::Draft && round.window.opens <= now
}

async fn load(engine: &Engine, wanted: &[&RoundSummary], now: Timestamp) -> Result<Vec<Arc<Round>>, PageError> {
    let mut rounds = Vec::with_capacity(wanted.len());
    for round in wanted {
        rounds.extend(engine.rounds.get(&engine.db.read, round.id, now).await?);
    }
    Ok(rounds)
}
