use proptest::prelude::*;

use super::*;
use crate::{face, text};

const LONG: &str = "Nguyễn Thị Quỳnh Trang Thiên Hương Hoàng Ngọc Ánh";

fn certificate(name: &str) -> Certificate {
    Certificate {
        issuer: "Ban Tổ chức Cuộc thi trực tuyến Tìm hiểu cải cách hành chính tỉnh Lào Cai năm 2026 chứng nhận"
            .to_owned(),
        name: name.to_owned(),
        below_name: "Trung tâm Phục vụ hành chính công tỉnh".to_owned(),
        award: vec![
            Piece::plain("đạt"),
            Piece::bold("Giải Nhì"),
            Piece::plain("Giải tuần, Bảng A, Tuần 2, với"),
            Piece::bold("20/20 câu đúng"),
        ],
        place_and_date: "Lào Cai, ngày 19 tháng 6 năm 2026".to_owned(),
        signed_by: vec!["TM. BAN TỔ CHỨC".to_owned(), "TRƯỞNG BAN".to_owned()],
        verify: vec![
            Piece::plain("Mã kiểm tra:"),
            Piece::bold("V2-14-7K4M-92TD-QRST"),
            Piece::plain("Kiểm tra tại cchc.laocai.example/xac-nhan"),
        ],
        address: "https://cchc.laocai.example/xac-nhan/V2-14-7K4M-92TD-QRST".to_owned(),
    }
}

#[test]
fn one_certificate_is_small_and_always_the_same() {
    let first = pdf(&[certificate(LONG)]).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    assert!(first.len() < 100_000, "{} bytes", first.len());
    assert_eq!(first, pdf(&[certificate(LONG)]).unwrap());
    assert_ne!(first, pdf(&[certificate("An")]).unwrap());
}

#[test]
fn many_share_their_fonts_and_there_is_an_end_to_them() {
    let one = pdf(&[certificate(LONG)]).unwrap().len();
    let twenty = pdf(&vec![certificate(LONG); 20]).unwrap().len();
    assert!(twenty < one + 20 * 8_000, "{one} for one, {twenty} for twenty");
    assert_eq!(pdf(&[]), Err(PrintError::Empty));
    assert_eq!(pdf(&vec![certificate("An"); MAX_PAGES + 1]), Err(PrintError::TooMany(MAX_PAGES)));
    let endless = Certificate { address: "a".repeat(5_000), ..certificate("An") };
    assert!(matches!(pdf(&[endless]), Err(PrintError::Address(_))));
}

#[test]
fn every_letter_of_vietnamese_is_there() {
    let families = [Family::Serif, Family::Sans].map(|family| face::Faces::of(family).unwrap());
    let vowels = "aăâeêioôơuưy";
    let marks = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let letters = vowels.chars().flat_map(|vowel| marks.map(|mark| face::clean(&format!("{vowel}{mark}"))));
    for letter in letters.chain(["đ".to_owned(), "–".to_owned(), "“".to_owned(), "₫".to_owned()]) {
        for letter in letter.chars().chain(letter.to_uppercase().chars()) {
            for face in families.iter().flat_map(face::Faces::all) {
                assert!(face.parsed.glyph_index(letter).is_some(), "{letter:?} in {:?}", face.name);
            }
        }
    }
}

#[test]
fn a_long_name_is_broken_into_lines_of_like_length() {
    let faces = face::Faces::of(Family::Serif).unwrap();
    let text::Lines { size, lines } = text::fit(&faces, &[(LONG, face::Style::Bold)], 600.0, (34.0, 20.0), 2);
    let widths: Vec<f32> = lines.iter().map(|line| text::width(&faces, line) * size).collect();
    assert_eq!((size, widths.len()), (34.0, 2));
    assert!((widths[0] - widths[1]).abs() < 150.0, "{widths:?}");
    let text: Vec<&str> = lines.iter().flatten().flat_map(|run| run.text.split_whitespace()).collect();
    assert_eq!(text.join(" "), LONG);
}

proptest! {
    #[test]
    fn whatever_stands_on_it_fits_its_measure(text in "[A-Za-zĐđỗữ ]{1,200}", width in 100.0..700.0_f32) {
        let faces = face::Faces::of(Family::Serif).unwrap();
        let text::Lines { size, lines } = text::fit(&faces, &[(&text, face::Style::Regular)], width, (30.0, 10.0), 2);
        for line in &lines {
            // The space at a line's end is not seen.
            prop_assert!(text::width(&faces, line) * size <= width + 10.0);
        }
        prop_assert!(size <= 30.0);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_makes_a_file(name in ".{0,120}", award in ".{0,300}") {
        let some = Certificate { award: vec![Piece::plain(award)], ..certificate(&name) };
        prop_assert!(pdf(&[some]).is_ok());
    }
}
