//! Hostile files end in one clear sentence, within fixed memory and time.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;

use bank::questions::Row;
use bank::{ReadError, agencies, handbook, questions};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

fn fixture(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn error_of(file: &str) -> ReadError {
    questions::read(&fixture(&format!("tests/fixtures/hostile/{file}")), file).unwrap_err()
}

#[test]
fn every_hostile_file_is_refused_by_every_reader() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile");
    let mut files = 0;
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if matches!(name, "README.md" | "expected.json") {
            continue;
        }
        files += 1;
        let bytes = fs::read(&path).unwrap();
        let questions = questions::read(&bytes, name);
        if name == "06-co-macro.docx" {
            assert!(questions.unwrap().notes[0].message.contains("macro"));
            continue;
        }
        let errors =
            [questions.unwrap_err(), handbook::read(&bytes, name).unwrap_err(), agencies::read(&bytes).unwrap_err()];
        for sentence in errors.map(|error| error.to_string()) {
            assert!(sentence.ends_with('.') && sentence.contains("Hãy"), "{name}: {sentence}");
        }
    }
    assert_eq!(files, 27);
}

#[test]
fn the_sentence_says_what_the_file_is() {
    assert_eq!(error_of("01-bom-nen-200mb.xlsx"), ReadError::TooLargeInside);
    assert_eq!(error_of("02-bi-cat.docx"), ReadError::Damaged);
    assert!(error_of("03-html-doi-duoi.xlsx").to_string().starts_with("Đây là trang web (HTML), không phải tệp Excel"));
    assert_eq!(error_of("09-rong.xlsx"), ReadError::Empty);
    assert!(matches!(error_of("10-ngau-nhien.csv"), ReadError::Unknown { .. }));
    assert!(error_of("11-docx-doi-duoi.xlsx").to_string().starts_with("Đây là tệp Word"));
    assert_eq!(error_of("14-chi-tieu-de.csv"), ReadError::NoQuestions);
}

/// The parts of a package by name.
type Parts = Vec<(String, Vec<u8>)>;

fn unpack(path: &str) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(fixture(path))).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

fn pack(parts: &Parts, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), stored).unwrap();
        writer.write_all(&change(name, bytes.clone())).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

static WORKBOOK: LazyLock<Parts> = LazyLock::new(|| unpack("tests/fixtures/xlsx/04-so-va-cong-thuc.xlsx"));

/// The start of the handbook that ships, with what says how it is laid out.
static DOCUMENT: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = unpack("../content/so-tay.docx");
    parts.retain(|(name, _)| name == "word/document.xml" || name == "word/numbering.xml");
    for (name, bytes) in &mut parts {
        if name == "word/document.xml" {
            let text = std::str::from_utf8(bytes).unwrap();
            let end = text.match_indices("</w:p>").nth(60).unwrap().0;
            *bytes = format!("{}</w:p></w:body></w:document>", &text[..end]).into_bytes();
        }
    }
    parts
});

fn workbook_with_sheet(sheet: &str) -> Vec<u8> {
    pack(&WORKBOOK, |name, bytes| if name == "xl/worksheets/sheet1.xml" { sheet.into() } else { bytes })
}

fn error_of_sheet(sheet: &str) -> ReadError {
    questions::read(&workbook_with_sheet(sheet), "de.xlsx").unwrap_err()
}

const HEADER: &str = "<row r=\"1\"><c t=\"str\"><v>Câu hỏi</v></c><c t=\"str\"><v>A</v></c><c t=\"str\"><v>B</v></c><c t=\"str\"><v>Đáp án</v></c></row>";

#[test]
fn entities_and_endless_sheets_are_refused() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData/></worksheet>";
    assert_eq!(error_of_sheet(bomb), ReadError::DocumentType);
    assert_eq!(error_of_sheet("<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row>"), ReadError::Damaged);
    let row = "<row><c t=\"str\"><v>x</v></c></row>";
    let rows = format!("<worksheet><sheetData>{HEADER}{}</sheetData></worksheet>", row.repeat(20_001));
    assert!(matches!(error_of_sheet(&rows), ReadError::TooManyRows(_)));
    let wide =
        format!("<worksheet><sheetData>{HEADER}<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row></sheetData></worksheet>");
    assert!(matches!(error_of_sheet(&wide), ReadError::TooManyColumns(_)));
    let long = format!(
        "<worksheet><sheetData>{HEADER}<row r=\"2\"><c t=\"str\"><v>{}</v></c></row></sheetData></worksheet>",
        "x".repeat(40_000)
    );
    assert!(matches!(error_of_sheet(&long), ReadError::LongCell(_)));
}

#[test]
fn one_long_string_in_many_cells_is_refused() {
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(90);
    let sheet =
        format!("<worksheet><sheetData>{HEADER}{}</sheetData></worksheet>", format!("<row>{cells}</row>").repeat(20));
    let bytes = pack(&WORKBOOK, |name, bytes| match name {
        "xl/worksheets/sheet1.xml" => sheet.clone().into(),
        // The part with the colours takes the place of the one with the strings.
        "xl/theme/theme1.xml" => format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000)).into(),
        "xl/_rels/workbook.xml.rels" => {
            String::from_utf8(bytes).unwrap().replace("relationships/theme", "relationships/sharedStrings").into()
        }
        _ => bytes,
    });
    assert_eq!(questions::read(&bytes, "de.xlsx"), Err(ReadError::TooLargeInside));
}

#[test]
fn a_package_of_thousands_of_parts_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..3_000 {
        writer
            .start_file(format!("{index}"), SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
            .unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(questions::read(&bytes, "de.xlsx"), Err(ReadError::TooLargeInside));
}

#[test]
fn formulas_that_show_errors_refuse_their_row_only() {
    let set = questions::read(
        &workbook_with_sheet(&format!(
            "<worksheet><sheetData>{HEADER}<row r=\"2\"><c t=\"str\"><v>Một?</v></c><c t=\"e\"><v>#SPILL!</v></c><c><v>2</v></c><c t=\"str\"><v>B</v></c></row>\
             <row r=\"3\"><c t=\"str\"><v>Hai?</v></c><c><v>1</v></c><c><v>2</v></c><c><f>1+1</f></c></row>\
             <row r=\"4\"><c t=\"str\"><v>Ba?</v></c><c><v>1</v></c><c><v>2</v></c><c><v>2</v></c></row></sheetData></worksheet>"
        )),
        "de.xlsx",
    )
    .unwrap();
    let said: Vec<&str> = set.refused().flat_map(Row::problems).map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "Ô ở cột “A” báo lỗi #SPILL!. Hãy mở tệp bằng Excel, sửa ô này rồi lưu lại.",
            "Ô ở cột “Đáp án” có công thức nhưng chưa có kết quả. Hãy mở tệp bằng Excel, sửa ô này rồi lưu lại.",
        ]
    );
    assert_eq!(set.questions().count(), 1);
}

/// Reads with everything; what matters is that it comes back, with sound questions only.
fn read_all(bytes: &[u8]) {
    if let Ok(set) = questions::read(bytes, "x.csv") {
        assert!(set.questions().all(|question| question.check().is_ok()));
        assert!(set.refused().all(|row| !row.problems().is_empty()));
    }
    if let Ok(handbook) = handbook::read(bytes, "x.docx") {
        assert!(handbook.entries.iter().all(|entry| !entry.question.is_empty() && !entry.answer.is_empty()));
        for entry in &handbook.entries {
            let part = entry.part.map(|part| &handbook.parts[part]);
            assert!(entry.section.is_none_or(|section| part.is_some_and(|part| section < part.sections.len())));
        }
    }
    let _ = agencies::read(bytes);
}

/// Puts bytes in place of others, as a damaged disk or a curious person would.
fn mutate(bytes: &mut [u8], changes: &[(prop::sample::Index, u8)]) {
    if bytes.is_empty() {
        return;
    }
    for (at, byte) in changes {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    // Bytes that mean something in XML and csv, now and then any byte.
    let byte = prop_oneof![prop::sample::select(b"<>/&;\"'=,0129aAc\n \xC3".to_vec()), any::<u8>()];
    prop::collection::vec((any::<prop::sample::Index>(), byte), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..2_000), magic in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xEF\xBB\xBF"])) {
        read_all(&[magic, &bytes].concat());
    }

    #[test]
    fn any_text_comes_back(header in prop::sample::select(vec!["code,name,kind,parent_code", "Câu hỏi;A;B;Đáp án"]), text in "[;,\n\"aAbB1Đ ếu\u{301}\u{200B}]{0,200}") {
        read_all(format!("{header}\n{text}").as_bytes());
    }

    #[test]
    fn changed_csv_comes_back(changes in changes()) {
        let mut bytes = fixture("tests/fixtures/csv/02-cham-phay.csv");
        mutate(&mut bytes, &changes);
        read_all(&bytes);
    }

    #[test]
    fn changed_packages_come_back(changes in changes(), keep in any::<prop::sample::Index>()) {
        let mut bytes = fixture("tests/fixtures/xlsx/02-tieu-de-gop.xlsx");
        mutate(&mut bytes, &changes);
        read_all(&bytes);
        bytes.truncate(keep.index(bytes.len()));
        read_all(&bytes);
    }

    #[test]
    fn changed_sheets_come_back(changes in changes(), part in prop::sample::select(vec!["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])) {
        read_all(&pack(&WORKBOOK, |name, mut bytes| {
            if name == part {
                mutate(&mut bytes, &changes);
            }
            bytes
        }));
    }

    #[test]
    fn changed_documents_come_back(changes in changes(), part in prop::sample::select(vec!["word/document.xml", "word/numbering.xml"])) {
        read_all(&pack(&DOCUMENT, |name, mut bytes| {
            if name == part {
                mutate(&mut bytes, &changes);
            }
            bytes
        }));
    }
}
