//! What a page can hold, and what cannot be trusted, in files written by hand.

use std::fmt::Write as _;

use bank::questions::{Options, encodings, read, read_with};
use bank::{Encoding, Place, ReadError, handbook};

use crate::maker::{Pdf, codes, text};
use crate::notes;

const LINES: [&str; 6] = [
    "Câu 1: Nghị quyết số 76/NQ-CP do ai ban hành?",
    "A. Quốc hội",
    "*B. Chính phủ",
    "C. Bộ Nội vụ",
    "Câu 2: Hai cộng hai?",
    "A. Bốn B. Năm Đáp án: A",
];

/// The questions of a file in short.
fn short(bytes: &[u8]) -> Vec<String> {
    let set = read(bytes, "de.pdf").unwrap();
    let told = |row: &bank::questions::Row| match row.question() {
        Some(question) => {
            let key: String = question.correct.iter().map(contest::banks::letter).collect();
            format!("{} [{}] {key}", question.stem, question.choices.join("|"))
        }
        None => format!("{} ✗", row.stem()),
    };
    set.rows.iter().map(told).collect()
}

const READ: [&str; 2] =
    ["Nghị quyết số 76/NQ-CP do ai ban hành? [Quốc hội|Chính phủ|Bộ Nội vụ] B", "Hai cộng hai? [Bốn|Năm] A"];

#[test]
fn text_is_read_however_it_is_packed_and_drawn() {
    let plain = Pdf::new().page(&LINES).bytes();
    assert_eq!(short(&plain), READ);
    // Letters one by one, each at its place, with the last line drawn first.
    let mut placed = String::from("BT /F1 10 Tf ");
    for (at, line) in LINES.iter().enumerate().rev() {
        for (x, letter) in line.trim_start_matches('*').chars().enumerate().filter(|(_, letter)| *letter != ' ') {
            let font = if line.starts_with('*') { "F2" } else { "F1" };
            let (x, y, code) = (40 + 5 * x, 560 - 16 * at, codes(&letter.to_string()));
            let _ = write!(placed, "/{font} 10 Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ");
        }
    }
    assert_eq!(short(&Pdf::new().page_with((placed + "ET").as_bytes(), "").bytes()), READ);
    // In a drawing of its own, moved and made twice as large, in a file of objects within a stream.
    let mut formed = Pdf::new();
    formed.stream(30, "/Subtype/Form/Matrix[2 0 0 2 0 -560]", text(&LINES).as_bytes());
    formed.page_with(b"q 0.5 0 0 0.5 0 280 cm /X Do Q", "/XObject<</X 30 0 R>>");
    assert_eq!(short(&formed.bytes()), READ);
    // Turned pages are read as they are shown.
    let mut turned = Pdf::new();
    turned.page_with(("0 1 -1 0 400 0 cm ".to_owned() + &text(&LINES).replace("560 Tm", "360 Tm")).as_bytes(), "");
    let bytes = String::from_utf8(turned.bytes()).unwrap().replace("/MediaBox", "/Rotate 90/MediaBox");
    assert_eq!(short(bytes.as_bytes()), READ);
}

#[test]
fn objects_within_streams_and_later_forms_of_objects() {
    let mut pdf = Pdf::new();
    pdf.page(&["Câu 1: Cũ?", "A. Cũ", "B. Mới"]);
    pdf.stream(50, "/Type/ObjStm/N 1/First 5", b"51 0 <</Kept true>>");
    pdf.stream(101, "", text(&LINES).as_bytes());
    assert_eq!(short(&pdf.bytes()), READ);
    let mut packed = Pdf::new();
    packed.page(&LINES);
    let page =
        "<</Type/Page/Parent 2 0 R/Contents 101 0 R/Resources<</Font<</F1 10 0 R/F2 11 0 R>>>>/MediaBox[0 0 400 600]>>";
    let text = String::from_utf8(packed.bytes()).unwrap();
    let begins = text.find("100 0 obj").unwrap();
    let ends = begins + text[begins..].find("endobj").unwrap();
    let stream = format!("70 0 obj<</Type/ObjStm/N 1/First 6>>stream\n100 0 {page}\nendstream ");
    let text = format!("{}{stream}{}", &text[..begins], &text[ends..]);
    assert_eq!(short(text.as_bytes()), READ);
}

#[test]
fn pages_that_are_pictures_are_told() {
    let image = "/XObject<</I 31 0 R>>";
    let with = |pages: &[&[u8]]| {
        let mut pdf = Pdf::new();
        pdf.stream(31, "/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"x");
        for page in pages {
            pdf.page_with(page, image);
        }
        pdf.bytes()
    };
    let scan: &[u8] = b"q 400 0 0 600 0 0 cm /I Do Q";
    let words = text(&LINES);
    let refused = Err(ReadError::Picture { pages: "1".into() });
    assert_eq!(read(&with(&[scan]), "de.pdf"), refused);
    assert_eq!(handbook::read(&with(&[scan]), "de.pdf").unwrap_err(), ReadError::Picture { pages: "1".into() });
    // Letters that were recognised by a program lie unseen over or below the picture: nobody has read them.
    let over = ["q 400 0 0 600 0 0 cm /I Do Q 3 Tr ", &words].concat();
    let below = [&words, "q 400 0 0 600 0 0 cm /I Do Q"].concat();
    for page in [over, below] {
        assert_eq!(read(&with(&[page.as_bytes()]), "de.pdf"), refused);
    }
    // A cover is one; a page between others is missed.
    let set = read(&with(&[scan, words.as_bytes()]), "de.pdf").unwrap();
    assert!(notes(&set)[1].starts_with("Trang 1 là ảnh, không có chữ để đọc"));
    assert_eq!(
        read(&with(&[words.as_bytes(), scan, words.as_bytes()]), "de.pdf"),
        Err(ReadError::Picture { pages: "2".into() })
    );
    // A leaf between parts with an ornament is none.
    let part = text(&["PHẦN II"]) + "q 80 0 0 60 100 300 cm /I Do Q 10 10 m 20 20 30 30 40 40 c S";
    assert!(read(&with(&[words.as_bytes(), part.as_bytes(), words.as_bytes()]), "de.pdf").is_ok());
    // Letters that are drawn as shapes are no text.
    let drawn = "10 10 m 20 20 30 30 40 40 c f ".repeat(200);
    assert_eq!(read(&with(&[drawn.as_bytes()]), "de.pdf"), refused);
    // A small picture is one of the question above it.
    let shown = [&words, "q 80 0 0 60 100 300 cm /I Do Q"].concat();
    let set = read(&with(&[shown.as_bytes()]), "de.pdf").unwrap();
    let warned: Vec<usize> = set.rows.iter().map(|row| row.problems().len()).collect();
    assert_eq!(warned, [0, 1], "{set:?}");
}

#[test]
fn letters_that_nothing_tells_are_never_guessed() {
    let other = text(&LINES).replace("/F1", "/F4");
    let error = read(&Pdf::new().page_with(other.as_bytes(), "").bytes(), "de.pdf").unwrap_err();
    assert_eq!(error, ReadError::NoLetters { font: "Other".into(), pages: "1".into() });
    assert!(error.to_string().contains("Hãy tải lên tệp Word gốc"));
    // One of many is shown as unknown, told at its question and at the top.
    let mut lines: Vec<String> = LINES.map(str::to_owned).into();
    lines[1] = "A. Quốc hội \u{FFFC}".into();
    let more: Vec<String> =
        (3..12).map(|number| format!("Câu {number}: Câu hỏi thứ {number} là gì? A. Một B. Hai Đáp án: B")).collect();
    let all: Vec<&str> = lines.iter().chain(&more).map(String::as_str).collect();
    let set = read(&Pdf::new().page(&all).bytes(), "de.pdf").unwrap();
    assert!(notes(&set)[1].starts_with("1 ký tự ở trang 1 không đọc được và hiện là “�”"), "{:?}", set.notes);
    assert!(set.rows[0].problems()[0].message.contains('�') && set.rows[1].problems().is_empty());
    // A table that gives the wrong letters gives no Vietnamese.
    let wrong = text(&[
        "Câu 1: Ngự qụốk xẫu cẩa lìo ằnq vẫd rìẩ kộẽ lẩũ xẻọq ớqz ắkl ụẻd ìẽx óỗl ạũk ểồp ễìk ọẩl",
        "A. ẫkl ữxq ờzk ựụl ẹxj ộxk ửfl ạxk ỉẽd ẩúx ấkx ụĩd ệjx ẻxu ổfk",
        "B. ẫkl ữxq ờzk ựụl ẹxj ộxk ửfl",
    ]);
    assert_eq!(read(&Pdf::new().page_with(wrong.as_bytes(), "").bytes(), "de.pdf"), Err(ReadError::WrongLetters));
}

#[test]
fn old_fonts_are_asked_about() {
    let mut content = b"BT /F3 10 Tf 1 0 0 1 40 560 Tm 16 TL ".to_vec();
    for line in [
        "C\u{A9}u 1: Ngh\u{DE} quy\u{D5}t n\u{B5}y c\u{E3} m\u{CA}y n\u{E9}i dung c\u{B6}i c\u{B8}ch?",
        "A. B\u{E8}n",
        "B. S\u{B8}u",
        "\u{A7}\u{B8}p \u{B8}n: B",
    ] {
        content.push(b'(');
        content.extend(line.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
        content.extend(b") Tj T* ");
    }
    let bytes = Pdf::new().page_with(&content, "").bytes();
    assert_eq!(read(&bytes, "de.pdf"), Err(ReadError::OldEncoding { guess: Encoding::Tcvn3 }));
    let shown = encodings(&bytes, "de.pdf").unwrap();
    let tcvn3 = shown.iter().find(|one| one.encoding == Encoding::Tcvn3).unwrap();
    assert_eq!(tcvn3.lines[0], "Câu 1: Nghị quyết này có mấy nội dung cải cách?");
    let chosen =
        |encoding| read_with(&bytes, "de.pdf", &Options { encoding: Some(encoding), ..Options::default() }).unwrap();
    let set = chosen(Encoding::Tcvn3);
    let question = set.questions().next().unwrap();
    assert_eq!(
        (question.stem.as_str(), question.choices[1].as_str()),
        ("Nghị quyết này có mấy nội dung cải cách?", "Sáu")
    );
    assert!(notes(&set).iter().any(|note| note.contains("đã được chuyển sang Unicode")));
    // A handbook is not asked about: it says what to do.
    let refused = handbook::read(&bytes, "so-tay.pdf").unwrap_err().to_string();
    assert!(refused.contains("TCVN3") && refused.contains(".docx"), "{refused}");
}

#[test]
fn passwords_and_names_of_other_files() {
    let locked = Pdf::new().page(&LINES).trailer("/Encrypt<</Filter/Standard>>").bytes();
    assert_eq!(read(&locked, "de.pdf"), Err(ReadError::Encrypted));
    let plain = Pdf::new().page(&LINES).bytes();
    assert!(matches!(read(&plain, "de.xlsx"), Err(ReadError::WrongKind { .. })));
}

#[test]
fn places_are_told_by_page_and_line() {
    let set = read(
        &Pdf::new().page(&LINES).page(&["Một dòng lạ", "PHẦN II", "Câu 3: Ba? A. Có B. Không", "Đáp án: A"]).bytes(),
        "de.pdf",
    )
    .unwrap();
    let strange = set.notes.iter().find(|note| note.message.contains("Một dòng lạ"));
    assert_eq!(strange.map(|note| note.place.to_string()), Some("Trang 2, dòng 1".to_owned()), "{:?}", set.notes);
    assert_eq!(set.rows[2].place, Place::Question(3));
}

#[test]
fn a_question_without_a_key_and_watermarks() {
    let content = text(&["Câu 1: Hai cộng hai?", "A. Bốn", "B. Năm"])
        + &format!("BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm <{}> Tj ET", codes("MẬT"));
    let set = read(&Pdf::new().page_with(content.as_bytes(), "").bytes(), "de.pdf").unwrap();
    assert_eq!(set.rows[0].problems()[0].to_string(), "Câu 1: Chưa có đáp án đúng. Hãy ghi đáp án, ví dụ C.");
    assert!(notes(&set).iter().any(|note| note.starts_with("Chữ viết xoay")));
}

#[test]
fn what_nobody_sees_and_what_was_put_on_top_are_told() {
    let white = text(&LINES) + &format!("BT 1 1 1 rg /F1 10 Tf 1 0 0 1 40 400 Tm <{}> Tj ET", codes("Đáp án: B"));
    let set = read(&Pdf::new().page_with(white.as_bytes(), "").bytes(), "de.pdf").unwrap();
    assert_eq!(set.questions().count(), 2);
    assert!(notes(&set).iter().any(|note| note.starts_with("Tệp có chữ ẩn")), "{:?}", set.notes);
    let noted = String::from_utf8(Pdf::new().page(&LINES).bytes()).unwrap();
    let noted = noted.replace("/Type/Page/", "/Type/Page/Annots[<</Subtype/FreeText>>]/");
    let set = read(noted.as_bytes(), "de.pdf").unwrap();
    assert!(notes(&set)[1].starts_with("Chú thích, ô điền"), "{:?}", set.notes);
    // A mark of water through which the text is seen.
    let mut marked = Pdf::new();
    marked.stream(31, "/Subtype/Image/SMask 32 0 R", b"x");
    marked.page_with((text(&LINES) + "q 400 0 0 600 0 0 cm /I Do Q").as_bytes(), "/XObject<</I 31 0 R>>");
    assert_eq!(read(&marked.bytes(), "de.pdf").unwrap().questions().count(), 2);
}

#[test]
fn a_handbook_is_read_as_paragraphs() {
    let pages: [&[&str]; 3] = [
        &[
            "SỔ TAY HỎI ĐÁP",
            "Phần I. Những vấn đề chung",
            "Câu hỏi 1: Cải cách hành chính là gì và nhằm vào những việc nào ở",
            "địa phương?",
            "Trả lời: Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ,",
            "có các việc sau đây ở mọi cấp chính quyền, từ trung ương đến các xã:",
            "- Thể chế;",
            "- Bộ máy.",
            "Sổ tay cải cách hành chính – trang 1",
        ],
        &["Đó là hai việc đầu tiên.", "Sổ tay cải cách hành chính – trang 2"],
        &["Câu hỏi 2: Ai?", "Trả lời: Bộ Nội vụ.", "Sổ tay cải cách hành chính – trang 3"],
    ];
    let mut pdf = Pdf::new();
    for lines in pages {
        let (last, lines) = lines.split_last().unwrap();
        pdf.page_with((text(lines) + &format!("BT /F1 8 Tf 1 0 0 1 150 20 Tm <{}> Tj ET", codes(last))).as_bytes(), "");
    }
    let handbook = handbook::read(&pdf.bytes(), "so-tay.pdf").unwrap();
    assert_eq!(handbook.parts[0].title, "Những vấn đề chung");
    let first = &handbook.entries[0];
    assert_eq!(first.question, "Cải cách hành chính là gì và nhằm vào những việc nào ở địa phương?");
    assert_eq!(
        first.answer_text(),
        "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, có các việc sau đây ở mọi cấp chính quyền, từ trung ương đến các xã:\n- Thể chế;\n- Bộ máy.\nĐó là hai việc đầu tiên."
    );
    assert_eq!(first.legal_basis[0].number, "76/NQ-CP");
    assert_eq!(handbook.entries[1].answer_text(), "Bộ Nội vụ.");
    assert!(handbook.problems[0].message.starts_with("Tệp PDF chỉ ghi vị trí"));
}
