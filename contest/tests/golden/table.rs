//! Tables of attempts in, lines about the outcome out.

use contest::{
    contests::{Preset, Rules},
    results::field::{AgencyExclusion, AgencyStanding, EntryRow, Facts, FieldBuilder, rank_field},
    time::{LocalDateTime, Millis},
};
use serde_json::{Value, json};

/// What lots are drawn from in every golden test.
const SEED: &str = "000102030405060708090a0b0c0d0e0f";

/// What came of a field, line by line.
pub struct Told {
    /// `round group place person attempt prize`; `=` after a place that is shared, and for attempts
    /// that do not rank `x` and why.
    pub ranks: Vec<String>,
    /// `race round group: person lot, …`.
    pub lots: Vec<String>,
    /// `race round group: order person why`.
    pub passed: Vec<String>,
    /// `race round group: person attempt why`, of those who would have won but do not count.
    pub missed: Vec<String>,
    /// `prizes round group: place agency entrants/headcount prize`, or `x` and why.
    pub agencies: Vec<String>,
    /// What predictions are measured against, by round.
    pub quantities: Vec<Option<u32>>,
    /// The agencies in full, table after table.
    pub standings: Vec<AgencyStanding>,
}

/// Ranks a table by a preset. The columns `entry`, `person`, `agency`, `correct`, `start` (day of
/// May 2026 and hour, `11T08:00`) and `taken` (`12:30`) are needed; `round`, `track`, `block`,
/// `guess`, `registered` and `valid` may be there.
pub fn rank(preset: &str, facts: Value, table: &str) -> Told {
    rank_by(&Preset::find(preset).expect("preset").rules, facts, table)
}

/// Ranks a table by rules that say how many questions there are.
pub fn rank_by(rules: &Rules, mut facts: Value, table: &str) -> Told {
    if facts["lots_seed"].is_null() {
        facts["lots_seed"] = json!(SEED);
    }
    let facts: Facts = serde_json::from_value(facts).expect("facts");
    let questions = rules.paper.as_ref().expect("paper").questions;
    let mut table = lines(table).into_iter();
    let header = table.next().expect("header");
    let columns: Vec<&str> = header.split(' ').collect();
    let mut field = FieldBuilder::default();
    for (number, line) in table.enumerate() {
        let row = entry_row(&columns, &line, questions);
        field.push(&row.read(number as u64 + 2).expect("row")).expect("entry");
    }
    let field = field.finish();
    let outcome = rank_field(&field, rules, &facts).expect("rank");
    let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let ranks = outcome.rows(&field).map(|row| match row.rank {
        Some(rank) => {
            let tied = if row.tied { "=" } else { "" };
            let prize = if row.no_prize.is_empty() { or_dash(&row.prize) } else { format!("!{}", row.no_prize) };
            format!("{} {} {rank}{tied} {} {} {prize}", row.round, or_dash(row.group), row.person, row.entry)
        }
        None => format!("{} - x {} {} {}", row.round, row.person, row.entry, row.excluded),
    });
    let scope = |name: &str, round: Option<u16>, group: &str| {
        format!("{name} {} {}:", round.map_or("all".to_owned(), |round| round.to_string()), or_dash(group))
    };
    let lots = outcome.drawings.iter().map(|drawing| {
        let drawn: Vec<String> = drawing.lots.iter().map(|(person, lot)| format!("{person} {lot}")).collect();
        let race = &drawing.race;
        format!("{} {}", scope(&race.prizes, race.round, race.group.code()), drawn.join(", "))
    });
    let passed = outcome.passed.iter().map(|passed| {
        let race = scope(&passed.race.prizes, passed.race.round, passed.race.group.code());
        format!("{race} {} {} {}", passed.order, passed.person, passed.reason.label())
    });
    let missed = outcome.missed.iter().map(|missed| {
        let race = scope(&missed.race.prizes, missed.race.round, missed.race.group.code());
        format!("{race} {} {} {}", missed.person, missed.entry, missed.exclusion.code())
    });
    let agencies = outcome.collective.iter().flat_map(|table| {
        let of = scope(&table.prizes, table.round, table.group.code());
        table.standings.iter().map(move |agency| format!("{of} {}", agency_line(agency)))
    });
    Told {
        ranks: ranks.collect(),
        lots: lots.collect(),
        passed: passed.collect(),
        missed: missed.collect(),
        agencies: agencies.collect(),
        quantities: outcome.rounds.iter().map(|figures| figures.quantity).collect(),
        standings: outcome.collective.iter().flat_map(|table| table.standings.clone()).collect(),
    }
}

/// The lines of a table: without what follows `#`, every run of spaces one, empty ones left out.
pub fn lines(table: &str) -> Vec<String> {
    let bare = table.lines().map(|line| line.split('#').next().unwrap_or_default());
    bare.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty()).collect()
}

fn agency_line(agency: &AgencyStanding) -> String {
    let AgencyStanding { entrants, tied, .. } = agency;
    let of = agency.headcount.map_or("?".to_owned(), |headcount| headcount.to_string());
    let code = &agency.agency;
    let Some(rank) = agency.rank else {
        let why: Vec<String> = agency.excluded.iter().copied().map(AgencyExclusion::label).collect();
        return format!("x {code} {entrants}/{of} {}", why.join(" "));
    };
    let lot = agency.lot.map(|lot| format!(" lot {lot}")).unwrap_or_default();
    let refused = agency.refused.as_ref().map(|why| format!(" refused: {why}")).unwrap_or_default();
    let prize = agency.prize.as_deref().unwrap_or("-");
    format!("{rank}{} {code} {entrants}/{of} {prize}{lot}{refused}", if *tied { "=" } else { "" })
}

fn entry_row(columns: &[&str], line: &str, questions: u16) -> EntryRow {
    let cells: Vec<&str> = line.split(' ').collect();
    assert_eq!(cells.len(), columns.len(), "{line}");
    let cell = |name: &str| {
        let place = columns.iter().position(|column| *column == name);
        place.map(|place| cells[place]).filter(|cell| *cell != "-").unwrap_or_default().to_owned()
    };
    let instant = |name: &str| {
        let local = format!("2026-05-{}", cell(name)).parse::<LocalDateTime>();
        local.map(LocalDateTime::to_timestamp)
    };
    let started = instant("start").expect("start");
    let taken = cell("taken");
    let (minutes, seconds) = taken.split_once(':').expect("taken");
    let [minutes, seconds] = [minutes, seconds].map(|number| number.parse::<i64>().expect("taken"));
    let correct: u16 = cell("correct").parse().expect("correct");
    let score = (u32::from(correct) * 20_000 + u32::from(questions)) / (u32::from(questions) * 2);
    let track = cell("track");
    EntryRow {
        entry: cell("entry"),
        person: cell("person"),
        agency: cell("agency"),
        block: cell("block"),
        track: if track.is_empty() { "staff".to_owned() } else { track },
        round: cell("round"),
        correct: correct.to_string(),
        score: score.to_string(),
        prediction: cell("guess"),
        started_at: started.0.to_string(),
        submitted_at: (started + Millis::minutes(minutes) + Millis::seconds(seconds)).to_rfc3339(),
        registered_at: instant("registered").map(|at| at.0.to_string()).unwrap_or_default(),
        valid: cell("valid"),
    }
}
