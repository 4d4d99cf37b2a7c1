//! Twelve fields that a second implementation, written from docs/RANK.md in Python, has ranked: the
//! rules of a preset changed at random, few people with many attempts, and facts of every kind.

use std::collections::BTreeMap;

use contest::results::field::{AgencyExclusion, EntryRow, FieldBuilder, RankFile, rank_field};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    file: RankFile,
    entries: Vec<EntryRow>,
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    rows: BTreeMap<String, Row>,
    tables: Vec<Table>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Row {
    rank: Option<u32>,
    tied: bool,
    excluded: String,
    prizes: Vec<String>,
    distance: Option<u32>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Table {
    prizes: String,
    round: Option<u16>,
    agencies: BTreeMap<String, Agency>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Agency {
    rank: Option<u32>,
    prize: Option<String>,
    points: u64,
    excluded: Vec<AgencyExclusion>,
}

#[test]
fn a_second_implementation_comes_to_the_same() {
    let lines = include_str!("fixtures/second.jsonl").lines();
    let cases: Vec<Case> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(cases.len(), 12);
    for Case { file, entries, expected } in cases {
        let mut field = FieldBuilder::default();
        for (row, line) in entries.iter().zip(2..) {
            field.push(&row.read(line).unwrap()).unwrap();
        }
        let field = field.finish();
        let outcome = rank_field(&field, &file.rules, &file.facts).unwrap();
        let rows = outcome.rows(&field).map(|row| {
            let mut prizes: Vec<String> =
                row.prize.split("; ").filter(|prize| !prize.is_empty()).map(str::to_owned).collect();
            prizes.sort();
            let excluded = row.excluded.to_owned();
            let told = Row { rank: row.rank, tied: row.tied, excluded, prizes, distance: row.distance };
            (row.entry.to_owned(), told)
        });
        assert_eq!(rows.collect::<BTreeMap<_, _>>(), expected.rows);
        let tables = outcome.collective.iter().map(|table| Table {
            prizes: table.prizes.clone(),
            round: table.round,
            agencies: table
                .standings
                .iter()
                .map(|agency| {
                    let (prize, excluded) = (agency.prize.clone(), agency.excluded.clone());
                    (agency.agency.clone(), Agency { rank: agency.rank, prize, points: agency.points, excluded })
                })
                .collect(),
        });
        assert_eq!(tables.collect::<Vec<_>>(), expected.tables);
    }
}
