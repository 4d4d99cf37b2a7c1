//! What is written is read back by other people's readers and holds every figure.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

mod common;

use std::{io::Cursor, time::Instant};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use reports::{Cell, Format, Report, Table, write};

/// What a person reads in a file, without any white space: lines are broken where they must be.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn cells(report: &Report) -> impl Iterator<Item = String> {
    let tables = report.sections.iter().flat_map(|section| &section.tables);
    let tables = tables.chain(report.appendices.iter().map(|appendix| &appendix.table));
    tables
        .flat_map(|table| table.rows.iter().chain(&table.totals()).map(|row| shown(row)).collect::<Vec<_>>())
        .flatten()
}

fn shown(row: &[Cell]) -> Vec<String> {
    row.iter().map(Cell::shown).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(package.by_name(name).unwrap()).unwrap()
}

/// The text of an XML part; fails where it is not well-formed.
fn xml_text(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => return text,
            quick_xml::events::Event::Text(piece) => text.push_str(&piece.xml10_content()),
            quick_xml::events::Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                Some(letter) => text.push(letter),
                None => text.push_str(quick_xml::escape::resolve_predefined_entity(&reference).unwrap()),
            },
            _ => {}
        }
    }
}

fn pdf_text(bytes: &[u8]) -> (String, usize) {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text: String = pages.iter().map(|page| document.extract_text(&[*page]).unwrap()).collect();
    (squeezed(&text), pages.len())
}

#[test]
fn a_workbook_has_numbers_and_totals_that_are_formulas() {
    let report = common::about(&common::names(20));
    let bytes = write(&report, Format::Xlsx).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    assert_eq!(workbook.sheet_names(), ["bao_cao", "khoi", "don_vi"]);
    let sheet = workbook.worksheet_range("don_vi").unwrap();
    let table = &report.appendices[0].table;
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let read = sheet.get_value((4 + row as u32, column as u32)).cloned().unwrap_or_default();
            let expected = match cell {
                Cell::Unknown => Data::Empty,
                Cell::Nothing => Data::String("–".into()),
                Cell::Text(text) => Data::String(text.clone()),
                Cell::Count(count) => Data::Float(*count as f64),
                Cell::Share { part, whole } => Data::Float(*part as f64 / *whole as f64),
                Cell::Date(date) => {
                    let Data::DateTime(day) = read else { panic!("{read:?}") };
                    // Excel counts days from 1899-12-30.
                    assert_eq!(day.as_f64() as i64, date.days() + 25_569);
                    continue;
                }
            };
            assert_eq!(read, expected, "row {row}, column {column}");
        }
    }
    let formulas = workbook.worksheet_formula("don_vi").unwrap();
    let formula = |column| formulas.get_value((24, column)).cloned().unwrap_or_default();
    assert_eq!(formula(2), "IF(COUNTBLANK(C5:C24)=0,SUM(C5:C24),\"–\")");
    assert_eq!(formula(3), "SUM(D5:D24)");
    assert_eq!(formula(4), "IFERROR(D25/C25,\"–\")");
    assert_eq!(formula(6), "IFERROR(SUMPRODUCT(G5:G24,D5:D24)/SUM(D5:D24),\"–\")");
    let total = |column| sheet.get_value((24, column)).cloned().unwrap();
    let entrants: u64 = (1..=20).map(|n| 30 + n * 2).sum();
    assert_eq!(total(3), Data::Float(entrants as f64));
    assert_eq!((total(2), total(4)), (Data::String("–".into()), Data::String("–".into())), "some have not said");
    let xml = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(
        xml.contains("state=\"frozen\"")
            && xml.contains("orientation=\"landscape\"")
            && xml.contains("paperSize=\"9\"")
    );
    assert!(part(&bytes, "xl/workbook.xml").contains("don_vi!$4:$4"), "the header is printed on each page");
    assert!(part(&bytes, "docProps/core.xml").contains("Tìm hiểu cải cách hành chính"));
}

#[test]
fn a_mean_below_a_column_is_that_of_all_people() {
    let report = common::about(&common::names(6));
    let bytes = write(&report, Format::Xlsx).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range("don_vi").unwrap();
    let (people, points) = (1..=6_u64).fold((0, 0), |(people, points), n| {
        let entrants = 30 + n * 2;
        (people + entrants, points + entrants * (7_000 + n))
    });
    let Some(Data::Float(mean)) = sheet.get_value((10, 6)) else { panic!("no number") };
    assert!((mean - points as f64 / (people as f64 * 10_000.0)).abs() < 1e-12);
    let Some(Data::Float(ratio)) = sheet.get_value((10, 4)) else { panic!("no number") };
    let headcount: u64 = (1..=6_u64).map(|n| 40 + n * 3).sum();
    assert!((ratio - people as f64 / headcount as f64).abs() < 1e-12);
}

#[test]
fn a_document_is_laid_out_as_the_decree_has_it() {
    let report = common::report(40);
    let bytes = write(&report, Format::Docx).unwrap();
    let read = docx_rs::read_docx(&bytes).unwrap();
    let tables: Vec<_> = read
        .document
        .children
        .iter()
        .filter_map(|child| if let docx_rs::DocumentChild::Table(table) = child { Some(table) } else { None })
        .collect();
    assert_eq!(tables.iter().map(|table| table.rows.len()).collect::<Vec<_>>(), [1, 4, 1, 42]);
    let xml = part(&bytes, "word/document.xml");
    let text = squeezed(&xml_text(&xml));
    for cell in cells(&report) {
        assert!(text.contains(&squeezed(&cell)), "{cell}");
    }
    for said in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI",
        "Số: 15/BC-SNV",
        "Lào Cai, ngày 05 tháng 7 năm 2026",
        "9.846 người",
        "88,4%",
        "Nơi nhận:- UBND tỉnh (để báo cáo);",
        "- Lưu: VT.",
        "TM. BAN TỔ CHỨCTRƯỞNG BAN",
        "Nguyễn Thị Quỳnh Trang",
        "(Kèm theo Báo cáo số 15/BC-SNV ngày 05 tháng 7 năm 2026 của Sở Nội vụ)",
    ] {
        assert!(text.contains(&squeezed(said)), "{said}");
    }
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2, "each table of figures repeats its header");
    assert_eq!(xml.matches("w:orient=\"landscape\"").count(), 1);
    assert_eq!(xml.matches("<w:titlePg/>").count(), 2, "no number on first pages");
    assert!(xml.contains(r#"w:top="1134" w:right="851" w:bottom="1134" w:left="1701""#), "20, 15, 20 and 30 mm");
    let styles = part(&bytes, "word/styles.xml");
    assert!(styles.contains(r#"w:ascii="Times New Roman""#) && styles.contains(r#"<w:sz w:val="28"/>"#));
    for name in ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/settings.xml", "word/header1.xml"] {
        xml_text(&part(&bytes, name));
    }
    assert!(part(&bytes, "word/header1.xml").contains(" PAGE "));
}

#[test]
fn a_pdf_holds_every_figure_and_its_header_on_each_page() {
    let report = common::report(90);
    let bytes = write(&report, Format::Pdf).unwrap();
    let (text, pages) = pdf_text(&bytes);
    for cell in cells(&report) {
        assert!(text.contains(&squeezed(&cell)), "{cell}");
    }
    assert!(pages > 3);
    assert_eq!(text.matches(&squeezed("Tỷ lệ dự thi")).count(), pages - 1, "on each page of the table");
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert!(catalog.get(b"Lang").unwrap().as_str().unwrap().ends_with(b"vi-VN"));
    assert!(document.trailer.get(b"Info").is_ok());
}

#[test]
fn csv_has_numbers_that_programs_read_and_nothing_that_is_calculated() {
    let names = ["=cmd|' /C calc'!A0".to_owned(), "+84".to_owned(), "Sở \"Nội vụ\", tỉnh".to_owned()];
    let report = common::about(&names);
    let bytes = write(&report, Format::Csv).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[3..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows[4].iter().take(4).collect::<Vec<_>>(), ["number", "agency", "headcount", "entrants"]);
    assert_eq!(&rows[5][1], " =cmd|' /C calc'!A0");
    assert_eq!(&rows[6][1], " +84");
    assert_eq!((&rows[7][1], &rows[7][3], &rows[7][4]), (names[2].as_str(), "36", "73.47"));
}

#[test]
fn json_has_stable_names() {
    let report = common::about(&common::names(8));
    let read: serde_json::Value = serde_json::from_slice(&write(&report, Format::Json).unwrap()).unwrap();
    assert_eq!((&read["version"], &read["issued"]["date"]), (&1.into(), &"2026-07-05".into()));
    let table = &read["tables"][1];
    assert_eq!((&table["name"], &table["columns"][4]["kind"]), (&"don_vi".into(), &"percent".into()));
    assert_eq!(table["rows"][0]["entrants"], 32);
    assert_eq!(table["rows"][0]["participation"], 74.42);
    assert!(table["rows"][6]["headcount"].is_null() && table["total"]["headcount"].is_null());
    assert_eq!(table["total"]["entrants"], (1..=8).map(|n| 30 + n * 2).sum::<u64>());
}

#[test]
fn two_thousand_agencies_take_moments_and_there_is_an_end() {
    let report = common::report(2_000);
    for format in Format::ALL {
        let begun = now();
        let bytes = write(&report, format).unwrap();
        let took = begun.elapsed();
        assert!(took.as_secs() < 20, "{format:?}: {took:?} unoptimised");
        assert!(bytes.len() < 2_000_000, "{format:?}: {}", bytes.len());
    }
    assert!(write(&common::report(20_001), Format::Csv).is_err());
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for format in Format::ALL {
        assert_eq!(write(&common::report(5), format), write(&common::report(5), format), "{format:?}");
        assert_ne!(write(&common::report(5), format), write(&common::report(6), format), "{format:?}");
    }
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn now() -> Instant {
    Instant::now()
}

/// Names that mean something to one of the formats, and any others.
fn name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "<w:p>",
            "&amp;",
            "&",
            "]]>",
            "\"",
            "'",
            "=1+1",
            "+",
            "-",
            "@SUM(A1)",
            "{{",
            "_x0041_",
            "\u{0}",
            "\u{FFFE}",
            "\u{1F}",
            "Nghiêng",
            "nghiêng",
            " ",
            "\t",
            "\r\n",
            "Ủy",
            "ban",
            "🦀",
            "e\u{301}",
            ";",
            ",",
            "A".repeat(300).leak(),
        ])
        .prop_map(str::to_owned),
        ".{0,20}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_agencies_are_called_every_format_is_written_and_read(names in prop::collection::vec(name(), 0..4)) {
        let mut report = common::about(&names);
        report.header.issuer = names.concat();
        report.subject = names.join(" ");
        for format in Format::ALL {
            let bytes = write(&report, format);
            prop_assert!(bytes.is_ok(), "{format:?}: {bytes:?}");
            let bytes = bytes.unwrap();
            match format {
                Format::Docx => {
                    let text = xml_text(&part(&bytes, "word/document.xml"));
                    for name in &names {
                        let kept: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
                        let there: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
                        prop_assert!(there.contains(&kept), "{name:?}");
                    }
                    prop_assert!(docx_rs::read_docx(&bytes).is_ok());
                }
                Format::Xlsx => {
                    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
                    let rows = workbook.worksheet_range("don_vi").unwrap();
                    let total = rows.get_value((4 + names.len() as u32, 1)).cloned();
                    prop_assert_eq!(total, Some(Data::String("Tổng cộng".into())));
                }
                Format::Pdf => {
                    let (text, _) = pdf_text(&bytes);
                    prop_assert!(text.contains(&squeezed("Tổng cộng")));
                }
                Format::Csv => {
                    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[3..]);
                    for row in reader.records() {
                        let row = row.unwrap();
                        prop_assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
                    }
                }
                Format::Json => {
                    let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                    for (place, name) in names.iter().enumerate() {
                        prop_assert_eq!(read["tables"][1]["rows"][place]["agency"].as_str(), Some(name.as_str()));
                    }
                }
            }
        }
    }

    #[test]
    fn the_total_is_what_a_person_adds_up(counts in prop::collection::vec((0_u64..1_000_000, 0_u64..1_000_000), 0..40)) {
        let mut table: Table = common::agencies(&common::names(counts.len()), true);
        for (row, (headcount, entrants)) in table.rows.iter_mut().zip(&counts) {
            (row[2], row[3]) = (Cell::Count(*headcount), Cell::Count(*entrants));
        }
        let totals = table.totals().unwrap();
        let (people, entrants): (u64, u64) = counts.iter().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
        prop_assert_eq!(&totals[2..5], &[Cell::Count(people), Cell::Count(entrants), Cell::share(entrants, people)]);
    }
}
