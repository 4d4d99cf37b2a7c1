//! Groups beside each other: blocks, tracks, positions.

use std::collections::BTreeMap;

use contest::{
    accounts::Position,
    contests::TrackKind,
    reports::{CellFilter, Counters, Tally},
};

use super::{AgencyLine, Filter, Group};

/// The blocks of the lines, by code; each agency's own people.
pub(super) fn blocks(lines: &[&AgencyLine]) -> Vec<Group<String>> {
    let mut blocks: BTreeMap<&str, Group<String>> = BTreeMap::new();
    for line in lines {
        let block = blocks.entry(&line.block).or_insert_with(|| Group {
            key: line.block.clone(),
            agencies: 0,
            tally: Tally::default(),
            headcount: Some(0),
        });
        block.agencies += 1;
        block.tally.add(&line.own);
        block.headcount = block.headcount.zip(line.own_headcount).map(|(sum, more)| sum + more);
    }
    blocks.into_values().collect()
}

/// Both tracks, as far as the filter looks at them.
pub(super) fn tracks(counters: &Counters, lines: &[&AgencyLine], filter: &Filter) -> Vec<Group<TrackKind>> {
    let kinds = TrackKind::ALL.into_iter().filter(|kind| filter.track.is_none_or(|track| track == *kind));
    kinds
        .map(|kind| group(counters, lines, kind, CellFilter { track: Some(kind), position: filter.position }))
        .collect()
}

/// The positions of which somebody took part, as far as the filter looks at them.
pub(super) fn positions(counters: &Counters, lines: &[&AgencyLine], filter: &Filter) -> Vec<Group<Position>> {
    let all = Position::ALL.into_iter().filter(|position| filter.position.is_none_or(|only| only == *position));
    let groups = all
        .map(|position| group(counters, lines, position, CellFilter { track: filter.track, position: Some(position) }));
    groups.filter(|group| group.tally.entrants > 0).collect()
}

fn group<Key>(counters: &Counters, lines: &[&AgencyLine], key: Key, filter: CellFilter) -> Group<Key> {
    let (mut tally, mut agencies) = (Tally::default(), 0);
    for line in lines {
        let of_line = counters.of(line.agency_id, filter);
        agencies += u64::from(!of_line.is_empty());
        tally.add(&of_line);
    }
    Group { key, agencies, tally, headcount: None }
}
