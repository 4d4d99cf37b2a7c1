//! PDF files with a text layer, of two programs: each gives exactly what its `.expected.json` says.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use bank::questions::{QuestionSet, Row, read};
use contest::banks::{Kind, Question};
use serde_json::{Value, json};

mod hostile;
mod made;
mod maker;
mod speed;

/// Files with the number of rows that are refused in each.
const FILES: [(&str, usize); 10] = [
    ("01-co-ban.pdf", 0),
    ("02-mot-dong-tab.pdf", 0),
    ("03-danh-dau-dap-an.pdf", 0),
    ("04-bang-dap-an-cuoi.pdf", 0),
    ("05-danh-so-tu-dong.pdf", 0),
    ("10-co-loi.pdf", 5),
    ("11-dau-trang.pdf", 0),
    ("12-hai-cot.pdf", 0),
    ("13-bang.pdf", 0),
    ("14-dau-hieu.pdf", 0),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf")
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

fn as_fixture(question: &Question) -> Value {
    let kind = match question.kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::TrueFalse => "true_false",
    };
    json!({ "stem": question.stem, "options": question.choices, "correct": question.correct, "kind": kind })
}

fn notes(set: &QuestionSet) -> Vec<&str> {
    set.notes.iter().map(|note| note.message.as_str()).collect()
}

#[test]
fn files_give_what_they_say() {
    for (name, refused) in FILES {
        let set = read(&fixture(name), name).unwrap();
        let expected: Value = serde_json::from_slice(&fixture(&format!("{name}.expected.json"))).unwrap();
        let given: Vec<Value> = set.questions().map(as_fixture).collect();
        assert_eq!(&given, expected["questions"].as_array().unwrap(), "{name}");
        assert_eq!(set.refused().count(), refused, "{name}");
        let warned: Vec<_> = set.rows.iter().filter(|row| row.question().is_some()).flat_map(Row::problems).collect();
        assert_eq!(warned, Vec::<&bank::Problem>::new(), "{name}");
        assert!(notes(&set)[0].starts_with("Tệp PDF chỉ ghi vị trí của chữ"), "{name}");
    }
}
