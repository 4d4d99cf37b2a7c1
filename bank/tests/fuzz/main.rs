//! The readers of question sets and handbooks, with files that are nearly right: nothing panics or takes long,
//! what is accepted is sound, and written again it is read as it was.
//!
//! The inputs are the same in every run. In ordinary tests a few thousand for each target;
//! `./dev fuzz [TARGET] [COUNT]` runs a million, or so many.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../../server/tests/fuzz/feed.rs"]
mod feed;
#[path = "../../../server/tests/fuzz/mutate.rs"]
mod mutate;
mod packages;

use std::{fmt::Write as _, fs, path::Path};

use bank::Encoding;
use bank::handbook;
use bank::questions::{Field, Format, Options, Row, SheetColumns, encodings, read, read_with, sheets, write};
use feed::feed;
use packages::Package;

/// Inputs in ordinary tests, of texts and of packages.
const FEW: usize = 2_000;
const FEW_PACKAGES: usize = 300;
/// The parts of a document that its own text needs.
const WORD_PARTS: [&str; 2] = ["word/document.xml", "word/numbering.xml"];

/// Good files of the fixtures.
fn fixtures(paths: &[&str]) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    paths.iter().map(|path| fs::read(folder.join(path)).unwrap()).collect()
}

/// Reads a file and looks at what came of it; whether there is a question in it.
fn take(bytes: &[u8], name: &str) -> bool {
    let Ok(set) = read(bytes, name) else { return false };
    let questions: Vec<_> = set.questions().cloned().collect();
    assert!(questions.iter().all(|question| question.check().is_ok()));
    assert!(set.refused().all(|row| !row.problems().is_empty()));
    let said = set.rows.iter().flat_map(Row::problems).chain(&set.notes);
    assert!(said.into_iter().all(|problem| problem.message.ends_with('.')), "{set:?}");
    if questions.is_empty() {
        return false;
    }
    for format in [Format::Json, Format::Gift] {
        let written = write(&questions, format).unwrap();
        assert_eq!(written.notes, [], "{}", String::from_utf8_lossy(&written.bytes));
    }
    true
}

#[test]
fn question_csv() {
    feed(fixtures(&["csv/01-utf8-bom.csv", "csv/02-cham-phay.csv", "csv/03-co-loi.csv"]), FEW, |input| {
        take(input, "x.csv")
    });
}

#[test]
fn question_gift() {
    let mut good = fixtures(&["text/03-gift.gift"]);
    good.extend([
        "Thủ đô là {=Hà Nội ~Huế} của\n\n// [tag:Vận dụng] [tag:Câu sổ tay 12]\n::x::[markdown]**Hai** và `hai`?{\n=4\n\n~5 # sai\n####Vì \\#2.\n}\n".into(),
        "[html]<p>a &lt; b?</p>{~%50%<b>x</b> ~%50%[plain]<b>y</b> ~<img src\\=\"z\">z}\n\n$CATEGORY: a/b//c\n[moodle]Đ?{Đúng#x#y}\n".into(),
    ]);
    feed(good, FEW, |input| take(input, "x.gift"));
}

#[test]
fn question_aiken() {
    let good = fixtures(&["text/01-aiken.txt", "text/02-aiken-loi.txt"]);
    feed(good, FEW, |input| take(input, "x.txt"));
}

#[test]
fn question_json() {
    let mut good = fixtures(&["json/01-mang.json", "json/02-tieng-viet.json"]);
    good.push(
        r#"{"topics": {"TC": "Thể chế"}, "questions": [{"stem": "a?", "options": [{"text": "x"}, {"text": "y", "is_correct": true}],
        "topic": "TC", "level": "VD"}, {"câu hỏi": "b?", "A": "x", "B": "y", "Đáp án": "b", "diem": 2.5},
        {"question": "c?", "type": "true_false", "answer": false}, {"question": "d?", "choices": {"1": "x", "2": "y"}, "correct": ["x", 1]}]}"#
            .into(),
    );
    feed(good, FEW, |input| take(input, "x.json"));
}

#[test]
fn question_moodle_xml() {
    let mut good = fixtures(&["moodle-xml/01-moodle.xml"]);
    good.push(
        "<quiz><question type='multichoiceset'><questiontext format='html'><text>&lt;p&gt;Một&lt;br&gt;hai?&lt;/p></text></questiontext>\
         <generalfeedback format='markdown'><text>**Vì** thế</text></generalfeedback><hidden>1</hidden><shuffleanswers>0</shuffleanswers>\
         <answer fraction='100'><text>A. x</text></answer><answer fraction='100'><text>B. y</text></answer><answer fraction='0'><text>C. z</text></answer>\
         <tags><tag><text>Nhận biết</text></tag><tag><text>mới</text></tag></tags></question></quiz>"
            .into(),
    );
    feed(good, FEW, |input| take(input, "x.xml"));
}

#[test]
fn question_qti() {
    // An item that is nearly right beside a good one; every other time it is the manifest.
    let package = Package::of("qti/01-qti21.zip");
    let good =
        vec![package.part("items/cau-02.xml"), package.part("items/cau-04.xml"), package.part("imsmanifest.xml")];
    feed(good, FEW_PACKAGES, |input| {
        let is_manifest = input.windows(9).any(|window| window == b"resources");
        take(&package.with(if is_manifest { "imsmanifest.xml" } else { "items/cau-02.xml" }, input), "x.zip")
    });
}

#[test]
fn question_xlsx() {
    let package = Package::of("xlsx/02-tieu-de-gop.xlsx");
    let parts = ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"];
    feed(parts.iter().map(|part| package.part(part)).collect(), FEW_PACKAGES, |input| {
        let holds = |word: &[u8]| input.windows(word.len()).any(|window| window == word);
        let part = if holds(b"styleSheet") {
            parts[1]
        } else if holds(b"<sheets") {
            parts[2]
        } else {
            parts[0]
        };
        take(&package.with(part, input), "x.xlsx")
    });
}

#[test]
fn question_ods() {
    let package = Package::of("ods/01-co-ban.ods");
    feed(vec![package.part("content.xml")], FEW_PACKAGES, |input| {
        let file = package.with("content.xml", input);
        let looked = look(&file, "x.ods");
        take(&file, "x.ods") || looked
    });
}

/// Looks at a file as a person who is asked about it does, and reads it by whatever is answered.
fn look(bytes: &[u8], name: &str) -> bool {
    let _ = encodings(bytes, name);
    let mut read = false;
    for encoding in Encoding::ALL {
        let options = Options { encoding: Some(encoding), ..Options::default() };
        let previews = sheets(bytes, name, &options).unwrap_or_default();
        let named = previews.into_iter().map(|sheet| SheetColumns {
            sheet: sheet.name,
            first_row: sheet.first_row,
            columns: if sheet.columns.contains(&Some(Field::Answer)) {
                sheet.columns
            } else {
                ["cau-hoi", "phuong-an-a", "phuong-an-b", "dap-an"].map(Field::from_code).into()
            },
        });
        for options in [options.clone(), Options { sheets: named.collect(), ..options }] {
            let Ok(set) = read_with(bytes, name, &options) else { continue };
            assert!(set.questions().all(|question| question.check().is_ok()));
            read |= set.questions().next().is_some();
        }
    }
    read
}

#[test]
fn question_letters() {
    let western = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let good = vec![
        western(
            "C\u{A9}u h\u{E1}i;A;B;\u{A7}\u{B8}p \u{B8}n\nNgh\u{DE} quy\u{D5}t m\u{CA}y n\u{E9}i dung?;B\u{E8}n;S\u{B8}u;B\n",
        ),
        western(
            "Ca\u{E2}u ho\u{FB}i,A,B,\u{D1}a\u{F9}p a\u{F9}n\nNgh\u{F2} quye\u{E1}t ma\u{E1}y no\u{E4}i dung?,Bo\u{E1}n,Sa\u{F9}u,B\n",
        ),
        western("x1;x2;x3;x4\nNgh\u{DE} quy\u{D5}t m\u{CA}y n\u{E9}i dung?;B\u{E8}n;S\u{B8}u;B\n"),
        wide("\u{FEFF}C\u{E2}u hỏi\tA\tB\tĐáp án\nNghị quyết mấy nội dung?\tBốn\tSáu\tB\n"),
    ];
    feed(good, FEW, |input| look(input, "x.csv"));
}

#[test]
fn question_packages() {
    // The containers themselves.
    let good = fixtures(&["qti/01-qti21.zip", "xlsx/01-co-ban.xlsx"]);
    feed(good, FEW_PACKAGES, |input| take(input, "x.zip"));
}

/// The fields of a good set of questions laid out on paper.
const ON_PAPER: &str = "PHẦN I. THỂ CHẾ\nCâu 1 (NB): Một là gì?\nA. a1\tB. b1*\nC. c1\nGiải thích: vì thế\nCâu 2. Hai? A. x B. y C. z\n\
    ĐA: A, C\nMức độ: Vận dụng\nNguồn: Điều 5\nCâu 3) Ba (chọn hai)\na) một\nb) hai\n#c) ba\n--- HẾT ---\nĐÁP ÁN\n3. A,B\n";

#[test]
fn question_text() {
    let good = vec![
        ON_PAPER.into(),
        "1. Là gì?\n1. Ý một\n2. Ý hai\nA. Chỉ 1\nB. Cả 1 và 2\nĐáp án: B\n2. Ai?\n- An\n- Bình (đúng)\nHỎI: x\n"
            .into(),
        "Câu 1: Một?\nA. a\nB. b\nPHẦN II\nCâu 1: Hai?\nA. c\nB. d\nBẢNG ĐÁP ÁN\n1.A 1.B\n".into(),
    ];
    feed(good, FEW, |input| take(input, "x.txt"));
}

#[test]
fn question_markdown() {
    let good = vec![
        "# Đề\n## Phần I. Thể chế\n**Câu 1:** Là \\*gì\\*?\n- A. a\n- **<u>B. b</u>**\n- C. c\n\n**Đáp án:** B\n".into(),
        "| STT | Câu hỏi | A | B | Đáp án |\n|---|---|---|---|---|\n| 1 | Là gì? | **a** | b | A |\n\nCâu 2: Ai?\nA. x\nB. y\n\n| Câu | 2 |\n|---|---|\n| ĐA | B |\n".into(),
        ON_PAPER.into(),
    ];
    feed(good, FEW, |input| take(input, "x.md"));
}

#[test]
fn question_docx() {
    let packages = ["docx/05-danh-so-tu-dong.docx", "docx/03-danh-dau-dap-an.docx", "docx/04-bang-dap-an-cuoi.docx"]
        .map(|path| Package::of(path).keeping(&WORD_PARTS));
    let bodies = packages.iter().map(|package| package.part("word/document.xml"));
    let good = bodies.chain([packages[0].part("word/numbering.xml")]).collect();
    feed(good, FEW_PACKAGES, |input| {
        let is_numbering = input.windows(11).any(|window| window == b"abstractNum");
        take(&packages[0].with(if is_numbering { "word/numbering.xml" } else { "word/document.xml" }, input), "x.docx")
    });
}

/// Reads a handbook and looks at what came of it; whether there is an entry in it.
fn take_handbook(bytes: &[u8], name: &str) -> bool {
    let Ok(handbook) = handbook::read(bytes, name) else { return false };
    for entry in &handbook.entries {
        assert!(!entry.question.is_empty() && !entry.answer.is_empty());
        let part = entry.part.map(|part| &handbook.parts[part]);
        assert!(entry.section.is_none_or(|section| part.is_some_and(|part| section < part.sections.len())));
    }
    true
}

#[test]
fn handbook_text() {
    let good = vec![
        "SỔ TAY\nPhần I. Chung\nCâu hỏi 1: Là gì?\nTrả lời: Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ,\ncó:\n- thể chế;\n1. một\n2. hai\nCâu 2\nHỏi: Ai?\nĐáp: Bộ Nội vụ.\n".into(),
        "# Sổ tay\n## Phần II\nTỔ CHỨC\n### 1. Mục\n**Hỏi:** Khi nào?\n\n**Đáp:** Luật số 80/2025/QH15 được Quốc hội khóa XV thông qua ngày 24/6/2025.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".into(),
    ];
    feed(good, FEW, |input| take_handbook(input, if input.first() == Some(&b'#') { "x.md" } else { "x.txt" }));
}

#[test]
fn handbook_docx() {
    let package = Package::of("../../../content/so-tay.docx").keeping(&WORD_PARTS);
    let whole = package.part("word/document.xml");
    let text = std::str::from_utf8(&whole).unwrap();
    // Some pages of it, so that a change is likely to meet something.
    let ends: Vec<usize> = text.match_indices("</w:p>").map(|(at, end)| at + end.len()).collect();
    let head = text.find("<w:body>").unwrap() + "<w:body>".len();
    let pages = |from: usize, to: usize| {
        let begin = if from == 0 { head } else { ends[from] };
        format!("{}{}</w:body></w:document>", &text[..head], &text[begin..ends[to]]).into_bytes()
    };
    feed(vec![pages(0, 60), pages(100, 140)], FEW_PACKAGES, |input| {
        take_handbook(&package.with("word/document.xml", input), "x.docx")
    });
}

/// A small PDF whose streams are not packed, so that a change reaches the fonts and what is drawn.
fn plain_pdf() -> Vec<u8> {
    let letters = |text: &str| {
        text.chars().fold(String::new(), |mut codes, c| {
            let _ = write!(codes, "{:04X}", u32::from(c) + 1);
            codes
        })
    };
    let mut content = String::from(
        "/Artifact <</Type/Pagination>> BDC BT /F1 8 Tf 40 590 Td <0021> Tj ET EMC BT 1 0 0 1 40 560 Tm 16 TL\n",
    );
    for (font, line) in [
        ("F1", "Câu 1: Nghị quyết số 76/NQ-CP do ai ban hành?"),
        ("F1", "A. Quốc hội"),
        ("F2", "B. Chính phủ"),
        ("F1", "Câu 2: Hai cộng hai? A. Bốn B. Năm Đáp án: A"),
    ] {
        let _ = writeln!(content, "/{font} 10 Tf [<{}>-20] TJ T*", letters(line));
    }
    content += "ET q 0.5 0 0 0.5 10 10 cm 1 0 0 rg 10 10 40 20 re f 40 400 m 300 400 l 300 440 l S /X Do Q\n";
    let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0021> <1FFF> <0020> endbfrange";
    let font = |name: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<</DW 500/W[1[500] 2 9 400]>>]>>"
        )
    };
    let stream = |dict: &str, bytes: &str| format!("<<{dict}/Length {}>>stream\n{bytes}\nendstream", bytes.len());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/MediaBox[0 0 400 600]/Rotate 0>>".to_owned(),
        "<</Type/Page/Contents[4 0 R]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<</X 7 0 R>>>>>>".to_owned(),
        stream("", &content),
        font("Noto"),
        font("Noto-Bold"),
        stream("/Subtype/Form/Matrix[1 0 0 1 0 0]", "BT /F1 9 Tf 10 20 Td (\\000b) ' ET"),
        stream("", map),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (object, number) in objects.iter().zip(1..) {
        bytes.extend(format!("{number} 0 obj {object} endobj\n").bytes());
    }
    bytes.extend(b"9 0 obj<</Type/ObjStm/N 1/First 5>>stream\n10 0 [1 2 0 R]endstream endobj trailer<</Root 1 0 R>>");
    bytes
}

#[test]
fn question_pdf() {
    let mut good = fixtures(&["pdf/02-mot-dong-tab.pdf"]);
    good.extend([plain_pdf(), plain_pdf(), plain_pdf()]);
    feed(good, FEW_PACKAGES, |input| {
        let _ = encodings(input, "x.pdf");
        let _ = handbook::read(input, "x.pdf");
        take(input, "x.pdf")
    });
}
