//! The shipped handbook reads as its JSON says.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use std::fs;
use std::path::Path;

use bank::handbook::{Block, Date, LegalReference, read};
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
            issuer: Some("Chính phủ".into()),
        }
    );
    assert_eq!(handbook.entries[0].legal_basis[2].issuer.as_deref(), Some("UBND tỉnh Lai Châu"));
    let with_basis = handbook.entries.iter().filter(|entry| !entry.legal_basis.is_empty()).count();
    assert!(with_basis > 80, "{with_basis}");
    // What is left says no more: numbers alone, and bodies of the Party that a number does not name.
    let all = || handbook.entries.iter().flat_map(|entry| &entry.legal_basis);
    let (dated, issued) =
        (all().filter(|one| one.date.is_some()).count(), all().filter(|one| one.issuer.is_some()).count());
    assert_eq!((all().count(), dated, issued), (148, 115, 129));
}

fn text(text: &str, name: &str) -> bank::handbook::Handbook {
    read(text.as_bytes(), name).unwrap()
}

#[test]
fn plain_text_is_read_as_documents_are() {
    let handbook = text(
        "SỔ TAY HỎI ĐÁP\n\nPhần I. Vấn đề chung\n\nCâu hỏi 1: Cải cách\nlà gì?\nTrả lời: Là đổi mới nền hành chính theo\nNghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.\n\
         - Thể chế;\n- Thủ tục.\n1. Một\n2. Hai\n4. Bốn\n\nCâu 2\nHỏi: Ai làm?\nĐáp: Bộ Nội vụ\nlà cơ quan thường trực.\n",
        "so-tay.txt",
    );
    assert_eq!(handbook.problems, []);
    assert_eq!(handbook.parts.len(), 1);
    let [first, second] = handbook.entries.as_slice() else { panic!("{:?}", handbook.entries) };
    assert_eq!(first.question, "Cải cách là gì?");
    assert_eq!(
        first.answer,
        [
            Block::Paragraph("Là đổi mới nền hành chính theo".into()),
            Block::Paragraph("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.".into()),
            Block::List(vec!["Thể chế;".into(), "Thủ tục.".into()]),
            Block::NumberedList(vec!["Một".into(), "Hai".into()]),
            Block::Paragraph("4. Bốn".into()),
        ]
    );
    assert_eq!(first.legal_basis[0].number, "76/NQ-CP");
    assert_eq!((second.number, second.question.as_str()), (2, "Ai làm?"));
    assert_eq!(second.answer, [Block::Paragraph("Bộ Nội vụ là cơ quan thường trực.".into())]);
}

#[test]
fn markdown_is_read_as_documents_are() {
    let handbook = text(
        "# Sổ tay cải cách\n\n## Phần I. Vấn đề chung\n\n### 1. Thể chế\n\n#### Câu 1. Là gì?\n\n**Trả lời:** Là *một*\nviệc lớn:\n\n- thể chế\n  và thủ tục;\n- bộ máy.\n\n\
         | Năm | Kết quả |\n|---|---|\n| 2024 | 88% |\n\n## Phần II. Tổ chức\n\n**Hỏi:** Ai?\n\n**Đáp:** Bộ Nội vụ.\n\n**Hỏi:** Khi nào?\n\n**Đáp:** Hằng năm.\n",
        "so-tay.md",
    );
    assert_eq!(handbook.problems, []);
    assert_eq!(handbook.title.as_deref(), Some("Sổ tay cải cách"));
    let parts: Vec<(&str, usize)> =
        handbook.parts.iter().map(|part| (part.title.as_str(), part.sections.len())).collect();
    assert_eq!(parts, [("Vấn đề chung", 1), ("Tổ chức", 0)]);
    let numbers: Vec<u32> = handbook.entries.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(
        handbook.entries[0].answer_text(),
        "Là một việc lớn:\n- thể chế và thủ tục;\n- bộ máy.\nNăm | Kết quả\n2024 | 88%"
    );
    assert_eq!(handbook.entries[2].question, "Khi nào?");
}
