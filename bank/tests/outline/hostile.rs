//! Documents and texts that cost more than they look like: one clear error, or soon done.

use bank::handbook;
use bank::questions::read;
use bank::{Place, ReadError};

use crate::package::{Docx, lines, p};

fn error_of(body: impl Into<String>) -> ReadError {
    let bytes = Docx::of(body).bytes();
    let error = read(&bytes, "de.docx").unwrap_err();
    assert_eq!(handbook::read(&bytes, "so-tay.docx").unwrap_err(), error);
    error
}

#[test]
fn bombs_of_every_kind_are_refused() {
    assert_eq!(error_of(p(&"x".repeat(300_000))), ReadError::LongLine(Place::File));
    assert_eq!(error_of("<w:p/>".repeat(50_001)), ReadError::TooManyParagraphs);
    let wide = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr></w:tc></w:tr>";
    assert_eq!(error_of(format!("<w:tbl>{}</w:tbl>", wide.repeat(20_001))), ReadError::TooManyRows(Place::File));
    assert_eq!(error_of("<w:tbl><w:tr><w:tc>".repeat(100)), ReadError::Damaged);
    assert_eq!(error_of("<w:p><w:r>".repeat(100)), ReadError::Damaged);
    assert_eq!(error_of("<w:p><w:r><w:t>&bomb;</w:t></w:r></w:p>"), ReadError::Damaged);
    let text = "x".repeat(1 << 20);
    assert_eq!(read(text.as_bytes(), "de.txt"), Err(ReadError::LongLine(Place::Line(1))));
    assert_eq!(handbook::read(text.as_bytes(), "so-tay.md"), Err(ReadError::LongLine(Place::Line(1))));
    assert_eq!(read("|a|\n".repeat(50_001).as_bytes(), "de.md"), Err(ReadError::TooManyParagraphs));
}

#[test]
fn a_label_of_a_megabyte_is_cut() {
    let long = "%1".repeat(500_000);
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4000000000\"/><w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"{long}\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    let body = crate::package::listed(1, 0, "Một").repeat(500);
    assert!(read(&Docx::of(body).numbering(&numbering).bytes(), "de.docx").is_err());
}

#[test]
fn much_of_one_thing_is_soon_done() {
    for text in [
        "Câu 1: Là gì?\nA. a\nB. b\n1.A\n".repeat(600),
        "Câu 1: Là gì?\n".to_owned() + &"A. a\n".repeat(5_000),
        "Câu 1: Là gì?\n".to_owned() + &"a) a\nA. a\n".repeat(2_000),
        "Câu 1: Là gì?\n".to_owned() + &"- a\n".repeat(4_000) + "1.A\n",
        "ĐÁP ÁN\n".to_owned() + &"1.A ".repeat(40_000) + "\nCâu 1: Một?\nA. a\nB. b\n",
        "A. ".repeat(60_000),
        "* ".repeat(90_000) + "\nCâu 1: Một?",
        "**a".repeat(50_000) + "\nCâu 1: Một?",
        "Câu 1: Một?\nTrả lời: hai\n".to_owned() + "Câu 2:\n" + &"dòng của câu hỏi\n".repeat(4_000),
    ] {
        for name in ["de.txt", "de.md"] {
            let _ = read(text.as_bytes(), name);
            let _ = handbook::read(text.as_bytes(), name);
        }
    }
    let _ = read(&Docx::of(lines(&"Câu 1: Là gì? A. a B. b\n".repeat(600))).bytes(), "de.docx");
}
