//! `cchc rank` as a process: fields that a second implementation has ranked, as files.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output},
};

use contest::results::field::{EntryRow, RankFile, RankedRow};
use engine::secrets::sha256_hex;
use serde::Deserialize;
use serde_json::Value;

const GOLDEN: &str = include_str!("../../contest/tests/golden/fixtures/second.jsonl");

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
