//! Files that mean harm end in one clear sentence, within fixed memory and time.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use bank::questions::read;
use bank::{ReadError, handbook};
use flate2::{Compression, write::ZlibEncoder};

use crate::fixture;
use crate::maker::{Pdf, codes, text};

/// A debug build on a busy machine; a release build takes a twentieth.
const LONGEST: Duration = Duration::from_secs(60);

/// Reads as questions and as a handbook: both come back in time, with the same error.
#[expect(clippy::disallowed_methods, reason = "how long it takes is bounded")]
fn refused(bytes: &[u8]) -> ReadError {
    let begun = Instant::now();
    let error = read(bytes, "de.pdf").unwrap_err();
    let sentence = error.to_string();
    assert!(sentence.ends_with('.') && sentence.contains("Hãy"), "{sentence}");
    assert!(begun.elapsed() < LONGEST, "{:?}: {sentence}", begun.elapsed());
    error
}

fn deflated(parts: &[&[u8]], times: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..times {
        for part in parts {
            packed.write_all(part).unwrap();
        }
    }
    packed.finish().unwrap()
}

/// A page whose content is this stream.
fn with_content(dict: &str, bytes: &[u8], others: impl Fn(&mut Pdf)) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.page_with(b"", "/XObject<</X 40 0 R>>");
    others(&mut pdf);
    pdf.stream(101, dict, bytes);
    pdf.bytes()
}

#[test]
fn files_that_are_cut_or_nothing() {
    let good = fixture("01-co-ban.pdf");
    for end in [5, 20, 200, 2_000, good.len() / 2] {
        assert_eq!(refused(&good[..end]), ReadError::Damaged, "{end}");
    }
    assert_eq!(refused(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"), ReadError::Damaged);
    // Only the table of places is gone: the file is read.
    assert!(read(&good[..good.len() - 300], "de.pdf").is_ok());
}

#[test]
fn pages_with_nothing_on_them() {
    assert_eq!(refused(&Pdf::new().page(&[]).page(&[" "]).bytes()), ReadError::Empty);
}

#[test]
fn circles_end() {
    let mut pages = Pdf::new();
    pages.put(5, "<</Type/Pages/Kids[5 0 R 2 0 R]>>");
    let bytes = pages.bytes();
    let text = String::from_utf8(bytes).unwrap().replace("/Kids[]", "/Kids[5 0 R 2 0 R 5 0 R]");
    assert_eq!(refused(text.as_bytes()), ReadError::Damaged);
    // A drawing that draws itself, ten times over.
    let forms = with_content("", b"/X Do", |pdf| {
        pdf.stream(40, "/Subtype/Form/Resources<</XObject<</X 40 0 R>>>>", "/X Do ".repeat(40).as_bytes());
    });
    assert_eq!(refused(&forms), ReadError::TooLargeInside);
}

#[test]
fn what_inflates_is_counted_as_a_whole() {
    let zeros = deflated(&[&vec![b' '; 1 << 16]], 800);
    assert!(zeros.len() < 1_000_000);
    let flate = "/Filter/FlateDecode";
    assert_eq!(refused(&with_content(flate, &zeros, |_| ())), ReadError::TooLargeInside);
    // Many streams that are each within bounds.
    let less = deflated(&[&vec![b' '; 1 << 16]], 100);
    let mut many = Pdf::new();
    for number in 0..20 {
        many.stream(200 + number, "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &less);
    }
    assert_eq!(refused(&many.bytes()), ReadError::TooLargeInside);
    // Packed twice.
    let twice = deflated(&[&zeros], 1);
    assert_eq!(refused(&with_content("/Filter[/FlateDecode/FlateDecode]", &twice, |_| ())), ReadError::TooLargeInside);
    // An index that names one large object over and over.
    let index = "9 0 ".repeat(100_000);
    let body = format!("{index}[{}]", "0 ".repeat(50_000));
    let mut named = Pdf::new();
    named.stream(60, &format!("/Type/ObjStm/N 100000/First {}", index.len()), body.as_bytes());
    assert_eq!(refused(&named.bytes()), ReadError::TooLargeInside);
}

#[test]
fn too_much_of_one_thing() {
    let mut pages = Pdf::new();
    for _ in 0..2_001 {
        pages.page(&["x"]);
    }
    assert_eq!(refused(&pages.bytes()), ReadError::TooManyPages);
    // A million pages that are one.
    let mut same = Pdf::new();
    same.page(&["Câu 1: Hai?", "A. Một", "B. Hai", "Đáp án: B"]);
    let text = String::from_utf8(same.bytes())
        .unwrap()
        .replace("100 0 R ]", &"100 0 R ".repeat(60_000))
        .replace("endobj\ntrailer", "]endobj\ntrailer");
    let text = text.replace(">>]endobj", "]>>endobj");
    assert_eq!(read(text.as_bytes(), "de.pdf").unwrap().rows.len(), 1);
    let numbers = format!("%PDF-1.7\n1 0 obj [{}] endobj", "0 ".repeat(3_000_000));
    assert_eq!(refused(numbers.as_bytes()), ReadError::TooLargeInside);
    let deep = format!("%PDF-1.7\n1 0 obj {} endobj", "[".repeat(1 << 20));
    refused(deep.as_bytes());
    refused(format!("%PDF-1.7\n{}", "1 0 obj (".repeat(200_000)).as_bytes());
    refused(format!("%PDF-1.7\n{}", "1 0 obj <</A ".repeat(200_000)).as_bytes());
    refused(format!("%PDF-1.7\n{}", "trailer<<".repeat(200_000)).as_bytes());
}

#[test]
fn pages_full_of_one_thing() {
    let letters = codes(&"x".repeat(1 << 20));
    let line = format!("BT /F1 10 Tf 0.0001 0 0 0.0001 100 300 Tm <{letters}> Tj ET");
    assert!(matches!(
        refused(&with_content("", line.as_bytes(), |_| ())),
        ReadError::LongLine(_) | ReadError::TooLargeInside
    ));
    let mut areas = String::new();
    for at in 0..60_000 {
        let _ = write!(areas, "{} {} 1 500 re f ", at % 400, at % 7);
    }
    refused(&with_content("", (areas + &text(&["Câu 1: Hai?"; 40])).as_bytes(), |_| ()));
    let mut crossed = String::new();
    for at in 0..3_000 {
        let (x, y) = (at % 400, at % 600);
        let _ = write!(crossed, "{x} 0 m {x} 600 l S 0 {y} m 400 {y} l S ");
    }
    refused(&with_content("", (crossed + &text(&["Câu 1: Hai?"; 40])).as_bytes(), |_| ()));
    let huge =
        "1e99 0 0 99999999999999999999 -1 99999999999 cm 1 0 0 1 40 560 cm ".repeat(50) + &text(&["Câu 1: Hai?"]);
    refused(&with_content("", huge.as_bytes(), |_| ()));
    refused(&with_content("", "q ".repeat(500_000).as_bytes(), |_| ()));
    refused(&with_content("", "/P <</MCID 0>> BDC ".repeat(100_000).as_bytes(), |_| ()));
    let many: String = "Q BI /W 1 ID EI".repeat(100_000);
    refused(&with_content("", many.as_bytes(), |_| ()));
}

#[test]
fn tables_of_letters_without_end() {
    let ranges = "1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange ".repeat(20_000);
    let mut pdf = Pdf::new();
    pdf.page(&["x"]).stream(14, "", ranges.as_bytes());
    refused(&pdf.bytes());
    let long = format!("1 beginbfchar <0041> <{}> endbfchar", "0041".repeat(1 << 16));
    let mut pdf = Pdf::new();
    pdf.page(&["@".repeat(2_000).as_str(); 30]).stream(14, "", long.as_bytes());
    refused(&pdf.bytes());
    assert!(handbook::read(&pdf.bytes(), "so-tay.pdf").is_err());
}

#[test]
fn codes_at_the_end_of_all_numbers() {
    let mut pdf = Pdf::new();
    pdf.page_with(b"BT /F3 12 Tf 1 0 0 1 20 500 Tm (x) Tj ET", "");
    let font = "/Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding";
    pdf.put(12, &format!("<<{font}/FirstChar 4294967295/Widths[500 500 500]>>"));
    assert!(read(&pdf.bytes(), "de.pdf").is_err());
}
