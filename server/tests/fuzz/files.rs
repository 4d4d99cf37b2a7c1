//! Files that an organiser, or anyone who ranks a round again, brings.

use std::{collections::BTreeMap, str};

use contest::{
    contests::{Preset, Rules},
    results::field::{EntryRow, RankFile, rank_field},
};
use engine::results::files::{read_entries, write_ranked};
use serde::Deserialize;

const GOLDEN: &str = include_str!("../../../contest/tests/golden/fixtures/second.jsonl");
/// Fields that a second implementation ranked, as far as fuzzing begins from them.
const CASES: usize = 12;

#[derive(Deserialize)]
struct Case {
    file: RankFile,
    entries: Vec<EntryRow>,
}

fn cases() -> Vec<Case> {
    GOLDEN.lines().take(CASES).map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The rules of real contests.
pub fn rules() -> Vec<Vec<u8>> {
    Preset::all().iter().map(|preset| serde_json::to_vec(&preset.rules).unwrap()).collect()
}

/// Rules are refused or can be described, written and read again, and laid out in time.
pub fn read_rules(input: &[u8]) -> bool {
    let Ok(rules) = serde_json::from_slice::<Rules>(input) else { return false };
    assert_eq!(serde_json::from_slice::<Rules>(&serde_json::to_vec(&rules).unwrap()).unwrap(), rules);
    if rules.check().is_err() {
        return false;
    }
    let told = rules.describe();
    assert!(told.iter().all(|sentence| sentence.ends_with('.')), "{told:#?}");
    assert_eq!(rules.of_one_round().check(), Ok(()));
    assert!(!rules.prize_keys().is_empty());
    if let Some(schedule) = rules.schedule {
        let windows = schedule.windows(contest::time::LocalDate { year: 2026, month: 5, day: 11 });
        assert!(windows.iter().all(|window| window.opens < window.closes), "{windows:?}");
        assert!(windows.windows(2).all(|two| two[0].closes <= two[1].opens), "{windows:?}");
    }
    true
}

/// The presets as files.
pub fn presets() -> Vec<Vec<u8>> {
    Preset::all().iter().map(|preset| serde_json::to_vec(preset).unwrap()).collect()
}

pub fn read_preset(input: &[u8]) -> bool {
    let Ok(preset) = serde_json::from_slice::<Preset>(input) else { return false };
    assert_eq!(serde_json::from_slice::<Preset>(&serde_json::to_vec(&preset).unwrap()).unwrap(), preset);
    true
}

/// Files of rules and frozen facts.
pub fn rank_files() -> Vec<Vec<u8>> {
    cases().iter().map(|case| serde_json::to_vec(&case.file).unwrap()).collect()
}

/// Whatever is taken for a file of rules and facts ranks the golden field.
pub fn read_rank_file(input: &[u8]) -> bool {
    thread_local! {
        static FIELD: Vec<u8> = entries().swap_remove(0);
    }
    let Ok(json) = str::from_utf8(input) else { return false };
    let Ok(file) = RankFile::read(json) else { return false };
    assert_eq!(RankFile::read(&serde_json::to_string(&file).unwrap()).unwrap(), file);
    FIELD.with(|csv| rank(csv, &file))
}

/// Files of attempts.
pub fn entries() -> Vec<Vec<u8>> {
    let written = |case: &Case| {
        let mut csv = csv::Writer::from_writer(Vec::new());
        for entry in &case.entries {
            csv.serialize(entry).unwrap();
        }
        csv.into_inner().unwrap()
    };
    cases().iter().map(written).collect()
}

/// Whatever is taken for a file of attempts is ranked, the same way twice.
pub fn read_attempts(input: &[u8]) -> bool {
    thread_local! {
        static FILES: Vec<RankFile> = cases().into_iter().map(|case| case.file).collect();
    }
    FILES.with(|files| rank(input, &files[input.len() % files.len()]))
}

/// Whether the attempts could be ranked.
fn rank(csv: &[u8], file: &RankFile) -> bool {
    let Ok(field) = read_entries(csv) else { return false };
    let Ok(outcome) = rank_field(&field, &file.rules, &file.facts) else { return false };
    let again = rank_field(&field, &file.rules, &file.facts).unwrap();
    assert_eq!(serde_json::to_string(&outcome).unwrap(), serde_json::to_string(&again).unwrap());
    let mut written = Vec::new();
    write_ranked(&outcome, &field, &mut written).unwrap();
    assert!(str::from_utf8(&written).unwrap().lines().count() > field.len());
    let mut given: BTreeMap<(String, String), usize> = BTreeMap::new();
    for award in &outcome.awards {
        *given.entry((format!("{:?}", award.race), award.entry.clone())).or_default() += 1;
    }
    assert!(given.values().all(|count| *count == 1), "two prizes of one race: {given:?}");
    true
}
