//! The contest at a glance: what the public pages show to everybody alike.

use std::{collections::HashMap, sync::Arc};

use app::errors::ErrorView;
use contest::{
    Timestamp,
    contests::{RoundState, Rules, TrackKind},
};
use engine::{
    Engine,
    accounts::ParticipantSession,
    agencies,
    contests::{self, Contest, Round, RoundSummary, RulesVersion},
    reports::organiser::{self, ContestOverview},
    results::{self, AgencyPlace},
};

use crate::{banks::shelf::Shelf, error::PageError, state::AppState};

/// Agencies in front, on the front page.
const LEADERS: usize = 5;

/// The current contest, a few seconds old.
#[derive(Debug)]
pub struct Glance {
    /// The contest.
    pub contest: Contest,
    /// Its rounds, first to last; of those being prepared only what will open by itself.
    pub rounds: Vec<RoundSummary>,
    /// The round to speak of: open now, else the next, else the last.
    pub current: Option<Arc<Round>>,
    /// Questions on a paper of that round, where all its tracks have as many.
    pub questions: Option<usize>,
    /// The rules of that round, or those of the next.
    pub rules: Option<RulesVersion>,
    /// All versions of the rules, oldest first.
    pub history: Vec<RulesVersion>,
    /// People, attempts, agencies.
    pub figures: ContestOverview,
    /// Until when complaints may come in about rounds with provisional results, by the round.
    pub complaints: HashMap<i64, Timestamp>,
    /// The agencies in front in the latest round, with their names.
    pub leaders: Vec<(String, AgencyPlace)>,
    /// The handbook.
    pub handbook: Option<Arc<Shelf>>,
}

/// The contest at a glance; 404 before there is one.
pub async fn glance(state: &AppState) -> Result<Arc<Glance>, PageError> {
    let engine = &state.engine;
    state.glance.get(&engine.clock, |old| count(engine, old)).await
}

async fn count(engine: &Engine, old: Option<Arc<Glance>>) -> Result<Glance, PageError> {
    let (db, now) = (&engine.db.read, engine.now());
    let not_found = || PageError::from(ErrorView::NotFound);
    let contest = contests::contest(db, now).await?.ok_or_else(not_found)?;
    let figures = organiser::overview(engine, contest.id).await?.ok_or_else(not_found)?;
    let mut rounds = contests::rounds(db, contest.id).await?;
    rounds.retain(|round| round.state != RoundState::Draft || (round.opens_by_itself && now < round.window.opens));
    let current = contests::current_round(engine).await?;
    let history = contests::rules_history(db, contest.id).await?;
    let version = current.as_ref().map(|round| round.rules_version);
    let place = history.iter().rposition(|rules| version.is_none_or(|version| rules.version == version));
    Ok(Glance {
        questions: questions(engine, current.as_deref()).await?,
        rules: place.and_then(|place| history.get(place).cloned()),
        history,
        complaints: complaints(engine, &rounds).await?,
        leaders: leaders(engine, latest(&rounds, now)).await?,
        handbook: Shelf::current(engine, old.and_then(|old| old.handbook.clone())).await?,
        contest,
        rounds,
        current,
        figures,
    })
}

async fn complaints(engine: &Engine, rounds: &[RoundSummary]) -> Result<HashMap<i64, Timestamp>, PageError> {
    let mut complaints = HashMap::new();
    for round in rounds.iter().filter(|round| round.state == RoundState::Provisional) {
        let round = engine.rounds.get(&engine.db.read, round.id, engine.now()).await?;
        complaints.extend(round.and_then(|round| Some((round.id, round.complaints_until()?))));
    }
    Ok(complaints)
}

/// The latest round that has begun, else the first.
fn latest(rounds: &[RoundSummary], now: Timestamp) -> Option<&RoundSummary> {
    let begun = rounds.iter().filter(|round| round.window.opens <= now).max_by_key(|round| round.window.opens);
    begun.or(rounds.first())
}

/// How many questions a paper has; `None` before there are papers, or where tracks differ.
pub async fn questions(engine: &Engine, round: Option<&Round>) -> Result<Option<usize>, PageError> {
    let mut size = None;
    for plan in round.iter().flat_map(|round| &round.tracks).filter_map(|track| track.plan_id) {
        let of_track = engine.plans.get(&engine.db.read, plan).await?.paper_size();
        if size.replace(of_track).is_some_and(|other| other != of_track) {
            return Ok(None);
        }
    }
    Ok(size)
}

async fn leaders(engine: &Engine, round: Option<&RoundSummary>) -> Result<Vec<(String, AgencyPlace)>, PageError> {
    let Some(round) = round else { return Ok(Vec::new()) };
    let Some(round) = engine.rounds.get(&engine.db.read, round.id, engine.now()).await? else { return Ok(Vec::new()) };
    let tree = agencies::tree(engine).await?;
    let lines = results::agencies(engine, &round).await?.lines.into_iter().take(LEADERS);
    Ok(lines.map(|line| (tree.full_name(line.agency), line)).collect())
}

impl Glance {
    /// The round to show when none is asked for: the latest that has begun, else the first.
    pub fn latest(&self, now: Timestamp) -> Option<&RoundSummary> {
        latest(&self.rounds, now)
    }

    /// The round with this number.
    pub fn round(&self, number: u32) -> Option<&RoundSummary> {
        self.rounds.iter().find(|round| i64::from(round.number) == i64::from(number))
    }

    /// The rules that hold now.
    pub fn rules(&self) -> Option<&Rules> {
        self.current.as_ref().map(|round| &round.rules).or(self.rules.as_ref().map(|version| &version.rules))
    }
}

/// The track somebody looks at when none is asked for: their own, else that of officials.
pub fn track_of(participant: Option<&ParticipantSession>) -> TrackKind {
    participant.map_or(TrackKind::Staff, |participant| participant.track)
}
