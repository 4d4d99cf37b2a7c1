//! The shipped handbook reads as its JSON says.

use std::fs;
use std::path::Path;

use bank::handbook::{Date, LegalReference, read};
use contest::text::{fold, squeeze};
use serde_json::Value;

#[test]
fn the_shipped_handbook_is_the_shipped_json() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let expected: Value = serde_json::from_slice(&fs::read(here.join("tests/fixtures/so-tay.json")).unwrap()).unwrap();
    let handbook = read(&fs::read(here.join("../content/so-tay.docx")).unwrap(), "so-tay.docx").unwrap();
    assert_eq!(handbook.problems, []);
    assert_eq!(handbook.title.as_deref().map(fold), expected["title"].as_str().map(fold));
    // The cover is set in capitals.
    assert_eq!(handbook.title.as_deref(), Some("Hỏi – đáp kiến thức cơ bản về công tác cải cách hành chính"));

    let parts: Vec<(&str, &str)> =
        handbook.parts.iter().map(|part| (part.number.as_str(), part.title.as_str())).collect();
    let wanted: Vec<(&str, &str)> = expected["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| (part["id"].as_str().unwrap(), part["title"].as_str().unwrap()))
        .collect();
    assert_eq!(parts, wanted);
    assert_eq!(handbook.parts.iter().map(|part| part.sections.len()).collect::<Vec<_>>(), [0, 6, 0, 0, 0]);
    assert_eq!(handbook.parts[1].sections[0].title, "Cải cách thể chế");

    let wanted = expected["entries"].as_array().unwrap();
    assert_eq!((handbook.entries.len(), wanted.len()), (100, 100));
    for (entry, wanted) in handbook.entries.iter().zip(wanted) {
        assert_eq!(u64::from(entry.number), wanted["number"].as_u64().unwrap());
        assert_eq!(entry.question, squeeze(wanted["question"].as_str().unwrap()));
        let answer: Vec<String> = wanted["answer"].as_str().unwrap().lines().map(squeeze).collect();
        assert_eq!(entry.answer_text(), answer.join("\n"), "{}", entry.number);
        assert_eq!(handbook.parts[entry.part.unwrap()].number, wanted["part"].as_str().unwrap());
        assert_eq!(entry.section.is_some(), entry.part == Some(1), "{}", entry.number);
    }
    assert_eq!(
        handbook.entries[0].legal_basis[0],
        LegalReference {
            kind: Some("Nghị quyết".into()),
            number: "76/NQ-CP".into(),
            date: Some(Date { year: 2021, month: 7, day: 15 }),
            issuer: None,
        }
    );
    assert_eq!(handbook.entries[0].legal_basis[2].issuer.as_deref(), Some("UBND tỉnh Lai Châu"));
    let with_basis = handbook.entries.iter().filter(|entry| !entry.legal_basis.is_empty()).count();
    assert!(with_basis > 80, "{with_basis}");
}
