//! Agencies in the order of their tree, each with what its own people did and with everything below it.

use std::collections::{BTreeMap, HashMap, HashSet};

use contest::{
    Timestamp,
    accounts::Position,
    agencies::AgencyKind,
    contests::Rules,
    reports::{CellFilter, Counters, QuotaMet, Tally, quotas_met},
};

use crate::agencies::{Agency, AgencyTree, Headcount};

/// One agency or unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyLine {
    /// The agency's row.
    pub agency_id: i64,
    /// Its official code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: AgencyKind,
    /// The code of its block.
    pub block: String,
    /// How far below the agency at the top; 0 for that itself.
    pub depth: u16,
    /// How many people work there and since when that is said; `None` when nobody has said. A ratio needs it.
    pub headcount: Option<Headcount>,
    /// As many as ratios of its own people take: with units below it and no entrants of its own it may have none.
    pub own_headcount: Option<u64>,
    /// What its own people did.
    pub own: Tally,
    /// What they and everybody below it did.
    pub whole: Tally,
    /// What the people of it and everything below it did in the round before; `None` where there is none.
    pub before: Option<Tally>,
    /// The people of it and everything below it; `None` while one of them has not said how many it has.
    pub whole_headcount: Option<u64>,
    /// The quotas of the rules with how its own people stand to them.
    pub quotas: Vec<QuotaMet>,
}

/// What lines are made of.
pub(super) struct Sources<'a> {
    pub tree: &'a AgencyTree,
    pub counters: &'a Counters,
    /// Those of the round before.
    pub before: Option<&'a Counters>,
    pub filter: CellFilter,
    pub rules: Option<&'a Rules>,
    pub headcounts: &'a HashMap<i64, Headcount>,
    pub positions: &'a HashMap<i64, BTreeMap<Position, Headcount>>,
    pub now: Timestamp,
}

/// The agency with this path and everything below it, each before those below it, by name. One that was dissolved is
/// there while it, or one below it, has results or stands, and no longer.
pub(super) fn lines(of: &Sources<'_>, path: &str) -> Vec<AgencyLine> {
    let entrants = |id| of.counters.entrants(id, CellFilter::default());
    let stands = |unit: &&Agency| unit.valid_to.is_none_or(|to| of.now < to) || entrants(unit.id) > 0;
    let units = in_tree_order(of.tree, path);
    let shown: HashSet<i64> = units.iter().map(|(unit, _)| *unit).filter(stands).flat_map(ids).collect();
    let shown = units.into_iter().filter(|(unit, depth)| *depth == 0 || shown.contains(&unit.id));
    let mut lines: Vec<AgencyLine> = shown.map(|(unit, depth)| line(of, unit, depth)).collect();
    add_up(&mut lines, entrants);
    if let Some(before) = of.before {
        add_up_before(&mut lines, |id| before.of(id, of.filter));
    }
    lines
}

fn line(of: &Sources<'_>, unit: &Agency, depth: u16) -> AgencyLine {
    let own = of.counters.of(unit.id, of.filter);
    let there = of.positions.get(&unit.id).into_iter().flatten();
    let there: BTreeMap<Position, u32> = there.map(|(position, count)| (*position, count.people)).collect();
    let took_part = |track, position| of.counters.entrants(unit.id, CellFilter { track, position: Some(position) });
    AgencyLine {
        agency_id: unit.id,
        code: unit.code.clone(),
        name: unit.name.clone(),
        kind: unit.kind,
        block: unit.block.clone(),
        depth,
        headcount: of.headcounts.get(&unit.id).copied(),
        whole: own.clone(),
        own,
        before: of.before.map(|_| Tally::default()),
        own_headcount: None,
        whole_headcount: None,
        quotas: of.rules.map_or_else(Vec::new, |rules| quotas_met(&rules.collective, &there, took_part)),
    }
}

/// From the last line to the first, so that each finds those below it added up. `entrants` are an agency's own.
fn add_up(lines: &mut [AgencyLine], entrants: impl Fn(i64) -> u64) {
    // What stands directly below a line of each depth: the people, and their number where all have said it.
    let mut below: Vec<Option<(Tally, Option<u64>)>> = Vec::new();
    for line in lines.iter_mut().rev() {
        let depth = usize::from(line.depth);
        below.resize_with(below.len().max(depth + 2), || None);
        let units = below.get_mut(depth + 1).and_then(Option::take);
        let may_have_none = units.is_some() && entrants(line.agency_id) == 0;
        let people = line.headcount.map(|headcount| u64::from(headcount.people));
        line.own_headcount = people.or(may_have_none.then_some(0));
        line.whole_headcount = line.own_headcount;
        if let Some((tally, people)) = &units {
            line.whole.add(tally);
            line.whole_headcount = line.own_headcount.zip(*people).map(|(own, below)| own + below);
        }
        let Some(beside) = below.get_mut(depth) else { continue };
        let (tally, people) = beside.get_or_insert_with(|| (Tally::default(), Some(0)));
        tally.add(&line.whole);
        *people = people.zip(line.whole_headcount).map(|(people, more)| people + more);
    }
}

/// The same of the round before; `own` is what an agency's own people did.
fn add_up_before(lines: &mut [AgencyLine], own: impl Fn(i64) -> Tally) {
    let mut below: Vec<Tally> = Vec::new();
    for line in lines.iter_mut().rev() {
        let depth = usize::from(line.depth);
        below.resize_with(below.len().max(depth + 2), Tally::default);
        let mut whole = below.get_mut(depth + 1).map(std::mem::take).unwrap_or_default();
        whole.add(&own(line.agency_id));
        if let Some(beside) = below.get_mut(depth) {
            beside.add(&whole);
        }
        line.before = Some(whole);
    }
}

/// Depth first, by folded name among those of one parent.
fn in_tree_order<'a>(tree: &'a AgencyTree, path: &str) -> Vec<(&'a Agency, u16)> {
    let names: HashMap<i64, &str> = tree
        .iter()
        .filter(|unit| unit.path.starts_with(path))
        .map(|unit| (unit.id, unit.name_folded.as_str()))
        .collect();
    let units = tree.iter().filter(|unit| unit.path.starts_with(path));
    let ordered: BTreeMap<Vec<(&str, i64)>, &Agency> = units.map(|unit| (place_in_tree(unit, &names), unit)).collect();
    ordered.into_iter().map(|(place, unit)| (unit, place.len().saturating_sub(1) as u16)).collect()
}

/// The names on the way down from the top, with identifiers to tell namesakes apart.
fn place_in_tree<'a>(unit: &Agency, names: &HashMap<i64, &'a str>) -> Vec<(&'a str, i64)> {
    ids(unit).filter_map(|id| names.get(&id).map(|name| (*name, id))).collect()
}

/// An agency and those above it, the highest first.
fn ids(unit: &Agency) -> impl Iterator<Item = i64> {
    unit.path.split('/').filter_map(|id| id.parse().ok())
}
