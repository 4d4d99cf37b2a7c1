//! `cchc rank` as a process: fields that a second implementation has ranked, as files.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output},
};

use contest::{
    Timestamp,
    contests::Preset,
    results::field::{EntryRow, RankFile, RankedRow},
};
use engine::{
    Engine,
    cache::Cache,
    clock::Clock,
    db::{
        Db,
        entities::{awards, contests, results, rounds, rules, tracks},
    },
    results::life::{ResultsOf, settle_due},
    secrets::{Secrets, sha256_hex},
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use serde::Deserialize;
use serde_json::Value;

const GOLDEN: &str = include_str!("../../../contest/tests/golden/fixtures/second.jsonl");

#[derive(Deserialize)]
struct Case {
    file: RankFile,
    entries: Vec<EntryRow>,
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    rows: BTreeMap<String, Row>,
}

/// One line of the ranked file, as far as the second implementation tells it.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Row {
    rank: Option<u32>,
    tied: bool,
    excluded: String,
    prizes: Vec<String>,
    distance: Option<u32>,
}

fn rank(folder: &Path, more: &[&str]) -> Output {
    let arguments = ["rank", "--rules", "rules.json", "--entries", "entries.csv", "--out", "out.csv"];
    Command::new(env!("CARGO_BIN_EXE_cchc")).current_dir(folder).args(arguments).args(more).output().unwrap()
}

fn write_entries<'a>(folder: &Path, entries: impl Iterator<Item = &'a EntryRow>) {
    let mut csv = csv::Writer::from_path(folder.join("entries.csv")).unwrap();
    entries.for_each(|row| csv.serialize(row).unwrap());
    csv.flush().unwrap();
}

fn read_ranked(bytes: &[u8]) -> BTreeMap<String, Row> {
    let mut csv = csv::Reader::from_reader(bytes);
    assert_eq!(csv.headers().unwrap().iter().collect::<Vec<_>>(), RankedRow::COLUMNS);
    let rows = csv.deserialize().map(|row| {
        let row: BTreeMap<String, String> = row.unwrap();
        let mut prizes: Vec<String> =
            row["prize"].split("; ").filter(|prize| !prize.is_empty()).map(str::to_owned).collect();
        prizes.sort();
        let number = |name: &str| (!row[name].is_empty()).then(|| row[name].parse().unwrap());
        let told = Row {
            rank: number("rank"),
            tied: row["tied"] == "true",
            excluded: row["excluded"].clone(),
            prizes,
            distance: number("distance"),
        };
        (row["entry"].clone(), told)
    });
    rows.collect()
}

#[test]
fn golden_fields_come_out_as_they_should_and_always_as_the_same_bytes() {
    for line in GOLDEN.lines() {
        let Case { file, entries, expected } = serde_json::from_str(line).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("rules.json"), serde_json::to_string(&file).unwrap()).unwrap();
        write_entries(folder, entries.iter());
        let once = rank(folder, &["--json", "whole.json"]);
        assert!(once.status.success(), "{}", String::from_utf8_lossy(&once.stderr));
        let bytes = fs::read(folder.join("out.csv")).unwrap();
        assert_eq!(read_ranked(&bytes), expected.rows);
        let whole: Value = serde_json::from_slice(&fs::read(folder.join("whole.json")).unwrap()).unwrap();
        assert!(whole["rounds"].is_array() && whole["collective"].is_array());
        let said = String::from_utf8(once.stdout).unwrap();
        for name in ["rules.json", "entries.csv", "out.csv", "whole.json"] {
            let sum = sha256_hex(&fs::read(folder.join(name)).unwrap());
            assert!(said.contains(&format!("{sum}  {name}\n")), "{said}");
        }

        write_entries(folder, entries.iter().rev());
        assert!(rank(folder, &[]).status.success());
        assert!(fs::read(folder.join("out.csv")).unwrap() == bytes, "the order of the lines left a trace");
    }
}

#[test]
fn files_that_cannot_be_used_say_why_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let refused = || {
        let output = rank(folder, &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(!folder.join("out.csv").exists());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused().starts_with("rules.json: "));
    fs::write(folder.join("rules.json"), "{}").unwrap();
    assert!(refused().starts_with("Tệp thể lệ chưa đọc được ở dòng 1, cột "));
    let Case { file, .. } = serde_json::from_str(GOLDEN.lines().next().unwrap()).unwrap();
    fs::write(folder.join("rules.json"), serde_json::to_string(&file).unwrap()).unwrap();
    assert!(refused().starts_with("entries.csv: "));
    fs::write(folder.join("entries.csv"), "entry,person,name\n").unwrap();
    assert!(refused().starts_with("Dòng đầu của tệp lượt thi thiếu cột “agency”, "));
    let header = "entry,person,agency,track,correct,score,started_at,submitted_at\n";
    let lines = "l1,an,snv,pupils,1,2,3,4\n".repeat(25);
    fs::write(folder.join("entries.csv"), format!("{header}{lines}")).unwrap();
    let told = refused();
    assert!(told.starts_with("Tệp lượt thi có 25 dòng chưa đọc được."), "{told}");
    assert!(told.contains("\nDòng 21, cột “track”: ") && !told.contains("\nDòng 22,"), "{told}");
    assert!(told.ends_with("\nVà 5 dòng khác.\n"), "{told}");
}

fn cchc(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cchc"));
    // A developer's own settings must not reach the test.
    command.current_dir(folder).env_clear().env("CCHC_DATA_DIR", folder.join("data")).args(arguments).output().unwrap()
}

/// A round that is over, of seven people of whom each had one right more than the one before.
async fn over(engine: &Engine) {
    let db = &engine.db.write;
    let contest = contests::Model {
        id: 1,
        code: "cchc".to_owned(),
        title: "Tìm hiểu".to_owned(),
        province_id: 1,
        handbook_id: None,
        created_at: 0,
    };
    contest.into_active_model().reset_all().insert(db).await.unwrap();
    let preset = Preset::find("12-lao-cai-2025").unwrap();
    let body = serde_json::to_string(&preset.rules).unwrap();
    let rules = rules::Model { contest_id: 1, version: 1, body, made_at: 0, reason: None, made_by: None };
    rules.into_active_model().reset_all().insert(db).await.unwrap();
    let track = tracks::Model { id: 1, contest_id: 1, kind: "staff".to_owned(), bank_id: 1 };
    track.into_active_model().reset_all().insert(db).await.unwrap();
    let round = rounds::Model {
        id: 1,
        contest_id: 1,
        number: 1,
        title: "Tuần 1".to_owned(),
        opens_at: 0,
        closes_at: 1_000,
        state: "closed".to_owned(),
        rules_version: 1,
        created_at: 0,
        grading: 0,
        regraded: 0,
        opens_by_itself: false,
    };
    round.into_active_model().reset_all().insert(db).await.unwrap();
    for person in 1..=7 {
        let result = results::Model {
            attempt_id: person,
            round_id: 1,
            participant_id: person,
            agency_id: 1,
            track_id: 1,
            correct: person as i32,
            total: 20,
            score: person as i32 * 500,
            prediction: Some(7),
            started_at: 10,
            submitted_at: 20,
            submitted_by: "person".to_owned(),
            valid: true,
            voided_at: None,
            grading: 0,
        };
        result.into_active_model().reset_all().insert(db).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_exported_is_ranked_to_what_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(cchc(folder, &["migrate"]).status.success());
    let db = Db::connect(&format!("sqlite://{}", folder.join("data/cchc.db").display())).await.unwrap();
    let engine = Engine::new(db, Cache::memory(), Clock::manual(Timestamp(2_000)), Secrets::derive(&[7; 32]));
    over(&engine).await;
    let rules = |round| ["export", "rules", "--round", round, "--out", "rules.json"];
    let entries = |round| ["export", "entries", "--round", round, "--out", "entries.csv"];
    let early = cchc(folder, &entries("1"));
    let told = String::from_utf8(early.stderr).unwrap();
    assert_eq!(early.status.code(), Some(1));
    assert!(told.starts_with("Vòng thi số 1 đang ở trạng thái “Đã đóng”."), "{told}");
    assert_eq!(String::from_utf8(cchc(folder, &rules("9")).stderr).unwrap(), "Không có vòng thi số 9.\n");
    assert_eq!(settle_due(&engine).await.unwrap(), [ResultsOf::Round(1)]);
    for (export, file) in [(&rules("1"), "rules.json"), (&entries("1"), "entries.csv")] {
        let output = cchc(folder, export);
        let sum = sha256_hex(&fs::read(folder.join(file)).unwrap());
        assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{sum}  {file}\n"));
    }
    assert!(rank(folder, &[]).status.success());
    let ranked = read_ranked(&fs::read(folder.join("out.csv")).unwrap());
    let mut won: Vec<i64> =
        ranked.iter().filter(|(_, row)| !row.prizes.is_empty()).map(|(entry, _)| entry.parse().unwrap()).collect();
    won.sort_unstable();
    let stored = awards::Entity::find().all(&engine.db.read).await.unwrap();
    let mut stored: Vec<i64> = stored.iter().filter_map(|award| award.attempt_id).collect();
    stored.sort_unstable();
    assert_eq!((won.as_slice(), stored.as_slice()), ([1, 2, 3, 4, 5, 6, 7].as_slice(), won.as_slice()));
    assert_eq!(ranked["7"].rank, Some(1));
}
