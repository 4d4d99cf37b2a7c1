//! `cchc bank` as a process: what it prints, and what it leaves.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cchc"));
    command.args(arguments).env_clear().env("CCHC_DATA_DIR", folder.path().join("data")).current_dir(folder.path());
    command.output().unwrap()
}

#[track_caller]
fn says(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    assert!(!folder.path().join("data").exists(), "no database is touched");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn refuses(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}: {output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn read_json(folder: &TempDir, path: &Path) -> Value {
    serde_json::from_str(&says(folder, &["bank", "read", path.to_str().unwrap(), "--json"])).unwrap()
}

#[test]
fn a_file_is_read_as_its_expected_json_says() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["xlsx/05-co-loi.xlsx", "csv/03-co-loi.csv"] {
        let path = repository("bank/tests/fixtures").join(name);
        let expected: Value =
            serde_json::from_slice(&fs::read(format!("{}.expected.json", path.display())).unwrap()).unwrap();
        let read = read_json(&folder, &path);
        let (questions, wanted) = (read["questions"].as_array().unwrap(), expected["questions"].as_array().unwrap());
        assert_eq!(questions.len(), wanted.len());
        for (question, wanted) in questions.iter().zip(wanted) {
            for field in ["options", "correct", "kind"] {
                assert_eq!(question[field], wanted[field], "{name}: {}", question["stem"]);
            }
        }
        let problems = read["problems"].as_array().unwrap();
        let refused = problems.iter().filter(|problem| problem["refused"] == true).count();
        assert_eq!(refused, expected["problems"].as_array().unwrap().len());
        assert!(problems.iter().all(|problem| problem["place"].is_string() && problem["message"].is_string()));
    }
    let path = repository("bank/tests/fixtures/xlsx/05-co-loi.xlsx");
    let words = says(&folder, &["bank", "read", path.to_str().unwrap()]);
    assert!(words.starts_with("Đọc được 2 câu; 8 câu bị từ chối.\nCâu 1. "), "{words}");
    assert!(words.contains("\n  *") && words.contains("\nBị từ chối:\n  Hàng "), "{words}");
}

#[test]
fn a_file_that_cannot_be_read_is_one_sentence_and_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = repository("bank/tests/fixtures/hostile/01-bom-nen-200mb.xlsx");
    let said = refuses(&folder, &["bank", "read", hostile.to_str().unwrap(), "--json"]);
    assert!(said.starts_with("Tệp khi mở ra lớn quá"), "{said}");
    assert!(refuses(&folder, &["bank", "read", "khong-co.csv"]).starts_with("khong-co.csv: "));

    let old = "C©u hái;A;B;§¸p ¸n\nNghÞ quyÕt nµy cã mÊy néi dung?;Bèn;S¸u;B\n";
    let old: Vec<u8> = old.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    fs::write(folder.path().join("cu.csv"), old).unwrap();
    let asked = refuses(&folder, &["bank", "read", "cu.csv"]);
    assert!(asked.contains("có vẻ là TCVN3") && asked.contains("--encoding tcvn3:\n  Câu hỏi;A;B;Đáp án"), "{asked}");
    let read = says(&folder, &["bank", "read", "cu.csv", "--encoding", "tcvn3"]);
    assert!(read.contains("Câu 1. Nghị quyết này có mấy nội dung?\n   A. Bốn\n  *B. Sáu\n"), "{read}");
    assert!(refuses(&folder, &["bank", "read", "cu.csv", "--encoding", "latin"]).contains("windows-1258"));
}

#[test]
fn what_is_written_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = repository("bank/tests/fixtures/xlsx/01-co-ban.xlsx");
    let questions = read_json(&folder, &path)["questions"].clone();
    for format in ["xlsx", "csv", "gift", "moodle-xml", "qti", "json"] {
        let extension = if format == "moodle-xml" {
            "xml"
        } else if format == "qti" {
            "zip"
        } else {
            format
        };
        let out = format!("ra.{extension}");
        let said = says(&folder, &["bank", "write", path.to_str().unwrap(), "--to", format, "--out", &out]);
        assert!(said.starts_with("Đã ghi 6 câu theo định dạng "), "{said}");
        assert_eq!(read_json(&folder, &folder.path().join(&out))["questions"], questions, "{format}");
    }
    let unknown = refuses(&folder, &["bank", "write", path.to_str().unwrap(), "--to", "pdf", "--out", "x.pdf"]);
    assert!(unknown.contains("moodle-xml"), "{unknown}");
    assert!(!folder.path().join("x.pdf").exists());
}

#[test]
fn a_handbook_gives_proposals_with_their_sources() {
    let folder = tempfile::tempdir().unwrap();
    let handbook = repository("content/so-tay.docx");
    let said = says(&folder, &["bank", "propose", handbook.to_str().unwrap(), "--json"]);
    let proposals: Vec<Value> = serde_json::from_str(&said).unwrap();
    assert!(proposals.len() > 50, "{}", proposals.len());
    for proposal in &proposals {
        assert!(proposal["rule"].is_string() && proposal["sentence"].is_string() && proposal["entry"].is_u64());
        assert!(proposal["question"]["stem"].is_string() && proposal["distractors"].is_array());
    }
    let words = says(&folder, &["bank", "propose", handbook.to_str().unwrap()]);
    assert!(words.starts_with(&format!("{} đề xuất.\nCâu 1. ", proposals.len())), "{}", &words[..200]);
    let wrong = repository("content/ngan-hang.xlsx");
    assert!(refuses(&folder, &["bank", "propose", wrong.to_str().unwrap()]).contains("Hãy"));
}
