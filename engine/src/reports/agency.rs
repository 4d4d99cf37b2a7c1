//! What an agency's people did in a round: for its viewer, and for nobody else.

use std::collections::{BTreeMap, HashMap};

use contest::{Timestamp, contests::TrackKind};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use serde::{Deserialize, Serialize};

use super::{DayFigures, Figures, counted, days, remembered::remembered};
use crate::{
    Engine,
    agencies::{AgencyScope, headcounts_at},
    contests::Round,
    db::entities::{agencies, results},
};

/// An agency and the units below it in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyOverview {
    /// The agency first, then the units below it: each before those below it, by name.
    pub lines: Vec<AgencyLine>,
    /// All lines together.
    pub total: Figures,
    /// The people of all lines; `None` while one of them has not said how many it has. An agency
    /// with units below it and no entrants of its own may have none.
    pub headcount: Option<u64>,
    /// Day by day, from the round's first day to today or its last.
    pub days: Vec<DayFigures>,
    /// What today has added to the totals of yesterday.
    pub today: Change,
    /// When this was counted.
    pub as_of: Timestamp,
}

/// One agency or unit, its own people only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyLine {
    /// The agency's row.
    pub agency_id: i64,
    /// Its name.
    pub name: String,
    /// How far below the viewer's agency; 0 for the agency itself.
    pub depth: u16,
    /// How many people work there; `None` when nobody has said. A ratio needs it.
    pub headcount: Option<u32>,
    /// What its people did.
    pub figures: Figures,
}

/// The change on the previous day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// More people.
    pub entrants: u64,
    /// More attempts.
    pub attempts: u64,
}

/// Counts a round for the agency of the viewer's session and the units below it. What people did is
/// at most five seconds old, headcounts are those of this moment: who has just saved one looks here
/// next. `None` when there is no such round.
pub async fn overview(engine: &Engine, scope: &AgencyScope, round_id: i64) -> Result<Option<AgencyOverview>, DbErr> {
    let Some(round) = engine.rounds.get(&engine.db.read, round_id, engine.now()).await? else { return Ok(None) };
    let key = format!("report:agency:{round_id}:{}", scope.agency_id);
    let mut overview = remembered(engine, &key, count(engine, scope, &round)).await?;
    let headcounts = headcounts_at(&engine.db.read, Condition::all().add(below(scope)), engine.now()).await?;
    for line in &mut overview.lines {
        line.headcount = headcounts.get(&line.agency_id).map(|known| known.people);
    }
    overview.headcount = total_headcount(&overview.lines);
    Ok(Some(overview))
}

/// All but the headcounts.
async fn count(engine: &Engine, scope: &AgencyScope, round: &Round) -> Result<AgencyOverview, DbErr> {
    let (db, now) = (&engine.db.read, engine.now());
    let below = agencies::Entity::find().select_only().column(agencies::Column::Id).filter(below(scope)).into_query();
    let of_round =
        Condition::all().add(results::Column::RoundId.eq(round.id)).add(results::Column::AgencyId.in_subquery(below));
    let lines = lines(engine, scope, of_round.clone(), round).await?;
    let attempts = counted::attempts_by_day(db, of_round.clone()).await?;
    let entrants = counted::entrants_by_day(db, of_round).await?;
    let today = now.local().date.days();
    let on_today = |counts: &HashMap<i64, u64>| counts.get(&today).copied().unwrap_or_default();
    Ok(AgencyOverview {
        total: lines.iter().fold(Figures::default(), |sum, line| sum.plus(line.figures)),
        headcount: None,
        days: days::filled(round.window.opens.min(now), now.min(round.window.closes), &attempts, &entrants),
        today: Change { entrants: on_today(&entrants), attempts: on_today(&attempts) },
        lines,
        as_of: now,
    })
}

/// The agency and everything below it.
fn below(scope: &AgencyScope) -> sea_orm::sea_query::Expr {
    agencies::Column::Path.starts_with(scope.path.as_str())
}

async fn lines(
    engine: &Engine,
    scope: &AgencyScope,
    of_round: Condition,
    round: &Round,
) -> Result<Vec<AgencyLine>, DbErr> {
    let (db, now) = (&engine.db.read, engine.now());
    let units = agencies::Entity::find().filter(below(scope)).all(db).await?;
    let staff_track = round.track(TrackKind::Staff).map(|track| track.track_id);
    let figures = counted::by_agency(db, of_round, &round.rules, staff_track).await?;
    let lines = in_tree_order(&units).into_iter().map(|(unit, depth)| AgencyLine {
        agency_id: unit.id,
        name: unit.name.clone(),
        depth,
        headcount: None,
        figures: figures.get(&unit.id).copied().unwrap_or_default(),
    });
    // An agency that was dissolved is shown while it has results, and no longer.
    let dissolved = |id: i64| units.iter().any(|unit| unit.id == id && unit.valid_to.is_some_and(|to| to <= now.0));
    Ok(lines.filter(|line| line.depth == 0 || line.figures.attempts > 0 || !dissolved(line.agency_id)).collect())
}

/// Depth first, by folded name among those of one parent.
fn in_tree_order(units: &[agencies::Model]) -> Vec<(&agencies::Model, u16)> {
    let names: HashMap<&str, &str> = units.iter().map(|unit| (unit.path.as_str(), unit.name_folded.as_str())).collect();
    let ordered: BTreeMap<Vec<(&str, i64)>, &agencies::Model> =
        units.iter().map(|unit| (place_in_tree(unit, &names), unit)).collect();
    ordered.into_iter().map(|(place, unit)| (unit, (place.len() - 1) as u16)).collect()
}

/// The names on the way down from the top of the scope, with identifiers to tell namesakes apart.
fn place_in_tree<'a>(unit: &'a agencies::Model, names: &HashMap<&'a str, &'a str>) -> Vec<(&'a str, i64)> {
    let slashes = unit.path.match_indices('/').map(|(end, _)| &unit.path[..=end]);
    let id = |path: &str| path.trim_end_matches('/').rsplit('/').next().and_then(|id| id.parse().ok()).unwrap_or(0);
    slashes.filter_map(|path| names.get(path).map(|name| (*name, id(path)))).collect()
}

fn total_headcount(lines: &[AgencyLine]) -> Option<u64> {
    let may_have_none = |place: usize, line: &AgencyLine| {
        let has_units = lines.get(place + 1).is_some_and(|next| next.depth > line.depth);
        has_units && line.figures.entrants == 0
    };
    let mut total = 0;
    for (place, line) in lines.iter().enumerate() {
        match line.headcount {
            Some(people) => total += u64::from(people),
            None if may_have_none(place, line) => {}
            None => return None,
        }
    }
    Some(total)
}
