//! Agencies against each other by what the contest gives collective prizes for.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    fmt,
    sync::Arc,
    time::Duration,
};

use contest::{
    accounts::Position,
    agencies::Block,
    contests::{CollectivePrizes, RoundState, TrackKind},
    results::field::{AgencyFacts, AgencyRunner, race_of_agencies},
};
use moka::{policy::EvictionPolicy, sync};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait as _,
    sea_query::{Expr, ExprTrait as _},
};

use super::{
    AgencyBoard, AgencyPlace, BoardError, boards::is_provisional, field::told, keeper::with_boards, life::ResultsOf,
};
use crate::{
    Engine,
    agencies::{self, headcounts_at, positions_at},
    cache::{Cache, Tally},
    contests::Round,
    db::entities::{awards, participants, results},
    kept::Kept,
};

/// Most races that are kept, and for how long when nobody looks.
const MOST: u64 = 64;
const IDLE: Duration = Duration::from_secs(120);

/// A race of agencies.
#[derive(Clone, Debug)]
pub struct AgencyRace<'a> {
    /// One round, or those of a contest, first to last.
    pub rounds: Vec<Arc<Round>>,
    /// By what.
    pub prizes: &'a CollectivePrizes,
    /// The code of the block that races; `None` for all that the prizes are for.
    pub block: Option<&'a str>,
    /// The size band that races, as a place in the list of the prizes; `None` for all.
    pub size_band: Option<usize>,
}

/// What tells one race's figures from another's.
type Key = (Vec<(i64, i32, i32, RoundState)>, Option<TrackKind>);

/// What agencies race with, as it was counted lately.
#[derive(Clone)]
pub(super) struct AgencyRaces(sync::Cache<Key, Arc<Kept<Vec<Runner>>>>);

impl Default for AgencyRaces {
    fn default() -> Self {
        let races = sync::Cache::builder().max_capacity(MOST).eviction_policy(EvictionPolicy::lru());
        Self(races.time_to_idle(IDLE).build())
    }
}

impl fmt::Debug for AgencyRaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AgencyRaces(…)")
    }
}

#[derive(Debug)]
struct Runner {
    agency: i64,
    name: String,
    figures: AgencyRunner,
    /// Of a single round, what people did in the tracks that do not race.
    beside: Tally,
}

/// Ranks the agencies that have entrants, some seconds ago. Places are by the rules' keys for collective prizes; units
/// below an agency race for themselves. Those whose people took part only in a track that does not race stand at the
/// end, without a place.
pub async fn race(engine: &Engine, race: &AgencyRace<'_>) -> Result<AgencyBoard, BoardError> {
    let key = race.rounds.iter().map(|round| (round.id, round.rules_version, round.grading, round.state)).collect();
    let kept = engine.boards.races.0.get_with((key, race.prizes.track), Arc::default);
    let all = kept.get(&engine.clock, |_| count(engine, &race.rounds, race.prizes.track)).await?;
    let held = all.iter().filter(|runner| race.holds(&runner.figures.facts));
    let (racing, mut beside): (Vec<&Runner>, Vec<&Runner>) = held.partition(|runner| runner.figures.entrants > 0);
    beside.sort_by_key(|runner| (Reverse(runner.beside.entrants), &runner.name));
    let figures: Vec<AgencyRunner> = racing.iter().map(|runner| runner.figures.clone()).collect();
    let minimum = race.rounds.last().and_then(|round| round.rules.minimum_participation_percent);
    let is_over = race.rounds.iter().all(|round| round.state >= RoundState::Provisional);
    let ranks = race_of_agencies(race.prizes, minimum, is_over, &figures);
    let lines = ranks.into_iter().filter_map(|rank| {
        let runner = racing.get(rank.runner)?;
        let AgencyRunner { facts, entrants, attempts, all_correct, winners, .. } = &runner.figures;
        let took_part = |people: u32| (u64::from(Ord::min(*entrants, people)), u64::from(people));
        let share = facts.headcount.map(took_part);
        let needed = facts.headcount.and_then(|people| race.prizes.needed_percent(people, minimum));
        let short = |(part, people), percent: u8| part * 100 < u64::from(percent) * people;
        Some(AgencyPlace {
            rank: rank.rank.map(u64::from),
            tied: rank.tied,
            agency: runner.agency,
            name: runner.name.clone(),
            entrants: u64::from(*entrants) + runner.beside.entrants,
            staff_entrants: u64::from(*entrants),
            attempts: *attempts,
            headcount: facts.headcount,
            participation: share.map(|(part, people)| (part * 10_000 / Ord::max(people, 1)) as u16),
            below_minimum: share.zip(needed).is_some_and(|(share, percent)| short(share, percent)),
            mean_score: rank.mean_score,
            perfect: u64::from(*all_correct),
            winners: *winners,
            points: rank.points,
            lacks: rank.lacks,
        })
    });
    Ok(AgencyBoard {
        provisional: race.rounds.iter().any(|round| is_provisional(round)),
        minimum_participation_percent: minimum,
        lines: lines.chain(beside.into_iter().map(Runner::without_place)).collect(),
    })
}

impl Runner {
    /// The line of an agency whose people took part only in a track that does not race.
    fn without_place(&self) -> AgencyPlace {
        let Tally { entrants, attempts, score_sum, perfect } = self.beside;
        AgencyPlace {
            rank: None,
            tied: false,
            agency: self.agency,
            name: self.name.clone(),
            entrants,
            staff_entrants: 0,
            attempts,
            headcount: self.figures.facts.headcount,
            participation: self.figures.facts.headcount.map(|_| 0),
            below_minimum: false,
            mean_score: (score_sum / Ord::max(entrants, 1)) as u16,
            perfect,
            winners: 0,
            points: 0,
            lacks: Vec::new(),
        }
    }
}

impl AgencyRace<'_> {
    fn holds(&self, facts: &AgencyFacts) -> bool {
        let block = facts.block.as_ref().map_or("", Block::code);
        let is_of_block = self.block.is_none_or(|wanted| wanted == block)
            && (self.prizes.blocks.is_empty() || self.prizes.blocks.iter().any(|named| named.code() == block));
        let bands = &self.prizes.size_bands;
        let band = facts.headcount.and_then(|people| bands.iter().rposition(|band| band.from <= people));
        is_of_block && self.size_band.is_none_or(|wanted| band == Some(wanted))
    }
}

async fn count(engine: &Engine, rounds: &[Arc<Round>], track: Option<TrackKind>) -> Result<Vec<Runner>, BoardError> {
    let mut runners: BTreeMap<i64, AgencyRunner> = BTreeMap::new();
    let mut beside: HashMap<i64, Tally> = HashMap::new();
    for round in rounds {
        let id = round.id;
        let tallies = with_boards(engine, round, move |cache: Cache| async move { cache.board_tallies(id).await });
        for (agency, of, tally) in tallies.await? {
            if track.is_none_or(|track| track == of) {
                add(runners.entry(agency).or_default(), tally);
            } else if rounds.len() == 1 {
                runners.entry(agency).or_default();
                beside.insert(agency, tally);
            }
        }
    }
    if rounds.len() > 1 {
        different_people(engine, rounds, track, &mut runners).await?;
    }
    quotas(engine, rounds, track, &mut runners).await?;
    winners(engine, rounds, track, &mut runners).await?;
    Ok(with_facts(engine, rounds, runners, &beside).await?)
}

fn add(runner: &mut AgencyRunner, tally: Tally) {
    runner.entrants += tally.entrants as u32;
    runner.counted += tally.entrants as u32;
    runner.attempts += tally.attempts;
    runner.score_sum += tally.score_sum;
    runner.all_correct += tally.perfect as u32;
}

/// The valid results of a race.
fn of_race(rounds: &[Arc<Round>], track: Option<TrackKind>) -> Condition {
    let tracks = rounds.iter().flat_map(|round| &round.tracks);
    let tracks = tracks.filter(|of| track.is_none_or(|track| track == of.kind)).map(|track| track.track_id);
    Condition::all()
        .add(results::Column::RoundId.is_in(rounds.iter().map(|round| round.id)))
        .add(results::Column::Valid.eq(true))
        .add(results::Column::TrackId.is_in(tracks))
}

/// How many different people of each agency took part, of those that `who` holds for.
async fn people(engine: &Engine, who: Condition) -> Result<Vec<(i64, u32)>, DbErr> {
    let people = Expr::col(results::Column::ParticipantId).count_distinct();
    let rows: Vec<(i64, i64)> = results::Entity::find()
        .select_only()
        .column(results::Column::AgencyId)
        .column_as(people, "people")
        .filter(who)
        .group_by(results::Column::AgencyId)
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    Ok(rows.into_iter().map(|(agency, people)| (agency, people as u32)).collect())
}

/// Over rounds people are counted once.
async fn different_people(
    engine: &Engine,
    rounds: &[Arc<Round>],
    track: Option<TrackKind>,
    runners: &mut BTreeMap<i64, AgencyRunner>,
) -> Result<(), DbErr> {
    for (agency, people) in people(engine, of_race(rounds, track)).await? {
        if let Some(runner) = runners.get_mut(&agency) {
            runner.entrants = people;
        }
    }
    Ok(())
}

/// The positions that quotas of the rules name.
fn quota_positions(rounds: &[Arc<Round>]) -> Vec<Position> {
    rounds.last().map(|round| round.rules.quota_positions()).unwrap_or_default()
}

async fn quotas(
    engine: &Engine,
    rounds: &[Arc<Round>],
    track: Option<TrackKind>,
    runners: &mut BTreeMap<i64, AgencyRunner>,
) -> Result<(), DbErr> {
    for position in quota_positions(rounds) {
        let holders = participants::Entity::find().select_only().column(participants::Column::Id);
        let holders = holders.filter(participants::Column::Position.eq(position.code())).into_query();
        let who = of_race(rounds, track).add(results::Column::ParticipantId.in_subquery(holders));
        for (agency, people) in people(engine, who).await? {
            if let Some(runner) = runners.get_mut(&agency) {
                runner.took_part.insert(position, people);
            }
        }
    }
    Ok(())
}

/// The individual prizes that were given, once something is counted: those of a whole contest stand for those of its
/// rounds.
async fn winners(
    engine: &Engine,
    rounds: &[Arc<Round>],
    track: Option<TrackKind>,
    runners: &mut BTreeMap<i64, AgencyRunner>,
) -> Result<(), DbErr> {
    let Some(last) = rounds.last() else { return Ok(()) };
    let find = |keys: Vec<i64>| {
        let won = awards::Entity::find().filter(awards::Column::ParticipantId.is_not_null());
        won.filter(awards::Column::RoundId.is_in(keys)).all(&engine.db.read)
    };
    let whole =
        if rounds.len() > 1 { find(vec![ResultsOf::Contest(last.contest_id).key()]).await? } else { Vec::new() };
    let won = if whole.is_empty() { find(rounds.iter().map(|round| round.id).collect()).await? } else { whole };
    let points: HashMap<(&str, &str), u16> = last
        .rules
        .prizes
        .iter()
        .flat_map(|list| list.classes.iter().map(|class| ((list.name.as_str(), class.name.as_str()), class.points)))
        .collect();
    for award in won {
        // Who races together by track is of that track; else it is not told, and the prize counts.
        let of = TrackKind::parse(&award.race_group);
        if track.is_some() && of.is_some() && of != track {
            continue;
        }
        if let Some(runner) = runners.get_mut(&award.agency_id) {
            runner.winners += 1;
            let class = (award.prizes.as_str(), award.class.as_str());
            runner.winner_points += u64::from(points.get(&class).copied().unwrap_or_default());
        }
    }
    Ok(())
}

async fn with_facts(
    engine: &Engine,
    rounds: &[Arc<Round>],
    runners: BTreeMap<i64, AgencyRunner>,
    beside: &HashMap<i64, Tally>,
) -> Result<Vec<Runner>, DbErr> {
    let tree = agencies::tree(engine).await?;
    // As results are counted: by what was in force at the close, of a whole contest at the last one.
    let closes = rounds.iter().map(|round| round.window.closes).max().unwrap_or_default();
    let at = engine.now().min(closes);
    let headcounts = headcounts_at(&engine.db.read, Condition::all(), at).await?;
    let wanted = quota_positions(rounds);
    let positions = match wanted.as_slice() {
        [] => HashMap::new(),
        _ => positions_at(&engine.db.read, Condition::all(), at).await?,
    };
    let with_facts = runners.into_iter().map(|(id, runner)| {
        let agency = tree.get(id);
        let block = agency.map(|agency| agency.block.clone()).filter(|block| !block.is_empty());
        let facts = AgencyFacts {
            code: agency.map(|agency| agency.code.clone()).unwrap_or_default(),
            block: block.map(Block),
            headcount: headcounts.get(&id).map(|known| known.people),
            positions: positions.get(&id).map(|known| told(&wanted, known)).unwrap_or_default(),
            ..AgencyFacts::default()
        };
        Runner {
            agency: id,
            name: tree.full_name(id),
            figures: AgencyRunner { facts, ..runner },
            beside: beside.get(&id).copied().unwrap_or_default(),
        }
    });
    Ok(with_facts.collect())
}
