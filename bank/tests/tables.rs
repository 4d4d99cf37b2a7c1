//! Tables in every encoding and spelling: what is read, and what a person is asked about.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use std::io::{Cursor, Write};

use bank::questions::{Field, Options, QuestionSet, SheetColumns, encodings, read, read_with, sheets, template};
use bank::{Encoding, ReadError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CSV: &str = "STT;Nội dung câu hỏi;Phương án A;Phương án B;Phương án C;Đáp án đúng;Lĩnh vực\r\n\
    1;Nghị quyết số 76/NQ-CP có mấy nội dung?;Bốn;Sáu;Tám;B;Thể chế\r\n\
    2;Cơ quan nào chủ trì cải cách thủ tục hành chính?;Bộ Nội vụ;Văn phòng Chính phủ;Bộ Tài chính;B;Thủ tục hành chính\r\n\
    3;Cán bộ có phải trực ngày nghỉ không?;Có;Không;Tuỳ nơi;A;Công vụ\r\n";
/// The same in the letters of old fonts, as western letters.
const TCVN3: &str = "STT;Néi dung c©u hái;Ph\u{AD}¬ng ¸n A;Ph\u{AD}¬ng ¸n B;Ph\u{AD}¬ng ¸n C;§¸p ¸n ®óng;LÜnh vùc\r\n\
    1;NghÞ quyÕt sè 76/NQ-CP cã mÊy néi dung?;Bèn;S¸u;T¸m;B;ThÓ chÕ\r\n\
    2;C¬ quan nµo chñ tr× c¶i c¸ch thñ tôc hµnh chÝnh?;Bé Néi vô;V¨n phßng ChÝnh phñ;Bé Tµi chÝnh;B;Thñ tôc hµnh chÝnh\r\n\
    3;C¸n bé cã ph¶i trùc ngµy nghØ kh«ng?;Cã;Kh«ng;Tuú n¬i;A;C«ng vô\r\n";
const VNI: &str = "STT;Noäi dung caâu hoûi;Phöông aùn A;Phöông aùn B;Phöông aùn C;Ñaùp aùn ñuùng;Lónh vöïc\r\n\
    1;Nghò quyeát soá 76/NQ-CP coù maáy noäi dung?;Boán;Saùu;Taùm;B;Theå cheá\r\n\
    2;Cô quan naøo chuû trì caûi caùch thuû tuïc haønh chính?;Boä Noäi vuï;Vaên phoøng Chính phuû;Boä Taøi chính;B;Thuû tuïc haønh chính\r\n\
    3;Caùn boä coù phaûi tröïc ngaøy nghæ khoâng?;Coù;Khoâng;Tuyø nôi;A;Coâng vuï\r\n";

fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

/// The sentence in Windows-1258: what has a letter of its own, and else the letter and its tone.
fn in_1258(text: &str) -> Vec<u8> {
    const TONES: [(char, u8); 5] =
        [('\u{300}', 0xCC), ('\u{309}', 0xD2), ('\u{303}', 0xDE), ('\u{301}', 0xEC), ('\u{323}', 0xF2)];
    const SHAPES: [(char, u8); 14] = [
        ('ă', 0xE3),
        ('Ă', 0xC3),
        ('đ', 0xF0),
        ('Đ', 0xD0),
        ('ơ', 0xF5),
        ('Ơ', 0xD5),
        ('ư', 0xFD),
        ('Ư', 0xDD),
        ('â', 0xE2),
        ('Â', 0xC2),
        ('ê', 0xEA),
        ('Ê', 0xCA),
        ('ô', 0xF4),
        ('Ô', 0xD4),
    ];
    const FAMILIES: [&str; 24] = [
        "aàảãáạ",
        "ăằẳẵắặ",
        "âầẩẫấậ",
        "eèẻẽéẹ",
        "êềểễếệ",
        "iìỉĩíị",
        "oòỏõóọ",
        "ôồổỗốộ",
        "ơờởỡớợ",
        "uùủũúụ",
        "ưừửữứự",
        "yỳỷỹýỵ",
        "AÀẢÃÁẠ",
        "ĂẰẲẴẮẶ",
        "ÂẦẨẪẤẬ",
        "EÈẺẼÉẸ",
        "ÊỀỂỄẾỆ",
        "IÌỈĨÍỊ",
        "OÒỎÕÓỌ",
        "ÔỒỔỖỐỘ",
        "ƠỜỞỠỚỢ",
        "UÙỦŨÚỤ",
        "ƯỪỬỮỨỰ",
        "YỲỶỸÝỴ",
    ];
    let mut out = Vec::new();
    for c in text.chars() {
        let family = FAMILIES
            .iter()
            .find_map(|family| Some((family.chars().next()?, family.chars().position(|other| other == c)?)));
        let (base, tone) = family.unwrap_or((c, 0));
        let shape = SHAPES.iter().find(|(shape, _)| *shape == base).map(|(_, byte)| *byte);
        out.push(shape.unwrap_or_else(|| u8::try_from(u32::from(base)).unwrap()));
        out.extend(tone.checked_sub(1).map(|tone| TONES[tone].1));
    }
    out
}

fn sentences(set: &QuestionSet) -> String {
    let question = |question: &contest::banks::Question| {
        format!(
            "{} [{}] {:?} {}",
            question.stem,
            question.choices.join("/"),
            question.correct.iter().collect::<Vec<_>>(),
            question.topic.clone().unwrap().0
        )
    };
    set.questions().map(question).collect::<Vec<_>>().join("\n")
}

fn as_written() -> String {
    sentences(&read(CSV.as_bytes(), "de.csv").unwrap())
}

#[test]
fn old_encodings_are_asked_about_and_read_as_chosen() {
    for (file, encoding) in
        [(bytes(TCVN3), Encoding::Tcvn3), (bytes(VNI), Encoding::Vni), (in_1258(CSV), Encoding::Windows1258)]
    {
        let error = read(&file, "de.csv").unwrap_err();
        assert_eq!(error, ReadError::OldEncoding { guess: encoding });
        assert!(error.to_string().contains(encoding.label()));
        let shown = encodings(&file, "de.csv").unwrap();
        let chosen = shown.iter().find(|preview| preview.encoding == encoding).unwrap();
        assert!(chosen.lines[0].starts_with("STT;Nội dung câu hỏi;Phương án A"), "{chosen:?}");
        assert!(shown.iter().filter(|preview| preview.lines == chosen.lines).count() == 1, "they differ");
        let options = Options { encoding: Some(encoding), ..Options::default() };
        let set = read_with(&file, "de.csv", &options).unwrap();
        assert_eq!(sentences(&set), as_written(), "{encoding:?}");
        assert!(set.notes[0].message.contains(encoding.label()), "{:?}", set.notes);
    }
}

#[test]
fn utf_16_is_certain_and_told() {
    for (mark, unit) in [
        (&b"\xFF\xFE"[..], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        (b"\xFE\xFF", u16::to_be_bytes),
        (b"", u16::to_le_bytes),
    ] {
        let file = [mark, &CSV.replace(';', "\t").encode_utf16().flat_map(unit).collect::<Vec<u8>>()].concat();
        let set = read(&file, "de.csv").unwrap();
        assert_eq!(sentences(&set), as_written());
        assert!(set.notes[0].message.contains("UTF-16"));
    }
}

/// A spreadsheet of `LibreOffice` from the XML of its sheets.
fn ods(sheets: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default();
    writer.start_file("mimetype", stored).unwrap();
    writer.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    writer.start_file("content.xml", stored).unwrap();
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles>\
         <style:style style:name=\"an\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    writer.write_all(content.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

fn sheet(name: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\">{rows}</table:table>")
}

fn rows(csv: &str) -> String {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |line: &str| -> String { line.split(';').map(cell).collect() };
    csv.lines().fold(String::new(), |rows, line| rows + "<table:table-row>" + &row(line) + "</table:table-row>")
}

#[test]
fn ods_is_read_as_it_shows() {
    let empty = "<table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let extra = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"4\"><office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>4</text:p></table:table-cell>\
        <table:table-cell><text:p>Bao nhiêu <text:span>phần</text:span><text:s/>trăm</text:p><text:p>hồ sơ?</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"percentage\" office:value=\"0.3\"><text:p>30%</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=1/0\"><text:p>#DIV/0!</text:p></table:table-cell>\
        <table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>A</text:p></table:table-cell></table:table-row>";
    let file = ods(&format!(
        "{}{}<table:table table:name=\"Nháp\" table:style-name=\"an\">{}</table:table>",
        sheet("Hướng dẫn", &rows("Đọc kỹ trước khi điền")),
        sheet("Đề", &format!("{}{extra}{empty}", rows(CSV))),
        rows(CSV),
    ));
    let set = read(&file, "de.ods").unwrap();
    assert_eq!(sentences(&set), as_written());
    let [refused] = &set.refused().collect::<Vec<_>>()[..] else { panic!("{set:?}") };
    assert_eq!(refused.stem(), "Bao nhiêu phần trăm hồ sơ?");
    assert_eq!(
        refused.problems()[0].to_string(),
        "Hàng 7: Ô ở cột “Phương án B” báo lỗi #DIV/0!. Hãy mở tệp bằng Excel, sửa ô này rồi lưu lại."
    );
    let notes: Vec<String> = set.notes.iter().map(ToString::to_string).collect();
    assert!(notes[0].starts_with("Trang tính “Hướng dẫn”") && notes[1].contains("đang ẩn"), "{notes:?}");
}

#[test]
fn ods_that_repeats_itself_is_held_to_the_limits() {
    let header = rows("Câu hỏi;A;B;Đáp án");
    let many = format!(
        "{header}<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    );
    assert!(matches!(read(&ods(&sheet("S", &many)), "x.ods"), Err(ReadError::TooManyRows(_))));
    let wide = format!(
        "{header}<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>"
    );
    assert!(matches!(read(&ods(&sheet("S", &wide)), "x.ods"), Err(ReadError::TooManyColumns(_))));
    let sheets = sheet("S", "").repeat(201);
    assert_eq!(read(&ods(&sheets), "x.ods"), Err(ReadError::TooLargeInside));
    assert_eq!(read(&ods("<!DOCTYPE x>"), "x.ods"), Err(ReadError::DocumentType));
    assert_eq!(read(&ods("<table:table><table:table-row>"), "x.ods"), Err(ReadError::Damaged));
}

#[test]
fn a_workbook_typed_in_an_old_font_is_asked_about() {
    let file = ods(&sheet("Đề", &rows(TCVN3)));
    assert_eq!(read(&file, "de.ods"), Err(ReadError::OldEncoding { guess: Encoding::Tcvn3 }));
    let shown = encodings(&file, "de.ods").unwrap();
    assert!(shown[0].encoding == Encoding::Unicode && shown[0].lines[0].contains("c©u hái"), "{shown:?}");
    assert!(shown[1].encoding == Encoding::Tcvn3 && shown[1].lines[0].contains("Nội dung câu hỏi"), "{shown:?}");
    let options = |encoding| Options { encoding: Some(encoding), ..Options::default() };
    let set = read_with(&file, "de.ods", &options(Encoding::Tcvn3)).unwrap();
    assert_eq!(sentences(&set), as_written());
    assert!(set.notes[0].message.starts_with("4 hàng có chữ theo bảng mã TCVN3"), "{:?}", set.notes);
    let as_it_stands = read_with(&file, "de.ods", &options(Encoding::Unicode));
    assert!(matches!(as_it_stands, Err(ReadError::NoHeader { .. })), "{as_it_stands:?}");
    assert!(read(&ods(&sheet("Đề", &rows(CSV))), "de.ods").is_ok(), "nobody is asked about sound letters");
}

#[test]
fn columns_that_are_not_understood_are_named_by_a_person() {
    let odd = CSV.replacen(
        "STT;Nội dung câu hỏi;Phương án A;Phương án B;Phương án C;Đáp án đúng;Lĩnh vực",
        "Đề kiểm tra tháng 5;;;;;;\r\nx1;x2;x3;x4;x5;x6;x7",
        1,
    );
    assert!(matches!(read(odd.as_bytes(), "de.csv"), Err(ReadError::NoHeader { .. })));
    let shown = sheets(odd.as_bytes(), "de.csv", &Options::default()).unwrap();
    assert_eq!((shown.len(), shown[0].name.as_str(), shown[0].rows.len()), (1, "", 5));
    assert_eq!(shown[0].rows[2].1[1], "Nghị quyết số 76/NQ-CP có mấy nội dung?");
    let codes = "so cau-hoi phuong-an-a phuong-an-b phuong-an-c dap-an linh-vuc";
    let columns: Vec<Option<Field>> = codes.split(' ').map(Field::from_code).collect();
    let named = |first_row, columns| Options {
        sheets: vec![SheetColumns { sheet: String::new(), first_row, columns }],
        ..Options::default()
    };
    let set = read_with(odd.as_bytes(), "de.csv", &named(3, columns.clone())).unwrap();
    assert_eq!(sentences(&set), as_written());
    let without_key = columns.iter().map(|field| field.filter(|field| *field != Field::Answer)).collect();
    let error = read_with(odd.as_bytes(), "de.csv", &named(3, without_key)).unwrap_err();
    assert_eq!(error.to_string(), "Cả tệp: Chưa có cột nào là “Đáp án đúng”. Hãy chọn cột đó.");
    assert_eq!(read_with(odd.as_bytes(), "de.csv", &named(90, columns.clone())), Err(ReadError::NoQuestions));
    assert_eq!(sheets(b"PK\x03\x04", "de.xlsx", &Options::default()), Err(ReadError::Damaged));

    // In a workbook each sheet has columns of its own, and those that nobody named are passed over.
    let file = ods(&format!("{}{}", sheet("Đề 1", &rows(&odd)), sheet("Đề 2", &rows(&odd))));
    let mut one = named(3, columns);
    one.sheets[0].sheet = "Đề 2".to_owned();
    let set = read_with(&file, "de.ods", &one).unwrap();
    assert_eq!(sentences(&set), as_written());
    assert!(set.notes[0].to_string().starts_with("Trang tính “Đề 1”: Trang tính không được chọn"), "{:?}", set.notes);
}

#[test]
fn the_template_is_read_back() {
    let topics = ["Chỉ đạo, điều hành", "Thể chế"].map(str::to_owned);
    let file = template(&topics).unwrap();
    let set = read(&file, "mau-cau-hoi.xlsx").unwrap();
    assert_eq!(set.refused().count(), 0, "{set:?}");
    let keys: Vec<Vec<usize>> = set.questions().map(|question| question.correct.iter().collect()).collect();
    assert_eq!(keys, [vec![2], vec![0, 2], vec![0]]);
    let first = set.questions().next().unwrap();
    assert_eq!(first.topic.as_ref().map(|topic| topic.0.as_str()), Some("Chỉ đạo, điều hành"));
    assert!(first.level.is_some() && first.explanation.is_some());
    assert!(set.rows.iter().all(|row| row.problems().is_empty()));
    let notes: Vec<String> = set.notes.iter().map(ToString::to_string).collect();
    assert!(notes.iter().all(|note| note.contains("nên được bỏ qua")) && notes.len() == 2, "{notes:?}");
    assert_eq!(template(&topics), Ok(file), "the same each time");
    assert!(read(&template(&[]).unwrap(), "x.xlsx").is_ok(), "a bank without topics has one, too");
    assert!(template(&vec!["x".repeat(40_000); 3]).is_err(), "what no cell can hold");
}

#[test]
fn a_spreadsheet_of_libreoffice_gives_its_questions() {
    let path = format!("{}/tests/fixtures/ods/01-co-ban.ods", env!("CARGO_MANIFEST_DIR"));
    let set = read(&std::fs::read(path).unwrap(), "01-co-ban.ods").unwrap();
    let keys: Vec<Vec<usize>> = set.questions().map(|question| question.correct.iter().collect()).collect();
    assert_eq!((keys, set.refused().count()), (vec![vec![1], vec![0, 2], vec![0]], 0));
    let last = set.questions().last().unwrap();
    assert_eq!(last.stem, "Tỷ lệ hồ sơ giải quyết đúng hạn tối thiểu là bao nhiêu phần trăm?");
    assert_eq!(last.choices, ["90%", "95%", "100%"]);
    assert_eq!(set.rows[2].place, bank::Place::Row { sheet: None, row: 7 });
}
