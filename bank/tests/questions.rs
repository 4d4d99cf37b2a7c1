//! Every question file of the fixtures gives exactly what its `.expected.json` says.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use bank::questions::{QuestionSet, read};
use bank::{Place, ReadError};
use contest::banks::{Kind, Question};
use contest::text::squeeze;
use serde_json::Value;

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read_file(path: &Path) -> Result<QuestionSet, ReadError> {
    read(&fs::read(path).unwrap(), path.file_name().unwrap().to_str().unwrap())
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::TrueFalse => "true_false",
    }
}

fn assert_same(question: &Question, expected: &Value) {
    let text = |value: &Value| squeeze(value.as_str().unwrap());
    let options: Vec<String> = expected["options"].as_array().unwrap().iter().map(text).collect();
    let correct: Vec<usize> =
        expected["correct"].as_array().unwrap().iter().map(|index| index.as_u64().unwrap() as usize).collect();
    assert_eq!(question.stem, text(&expected["stem"]));
    assert_eq!(question.choices, options, "{}", question.stem);
    assert_eq!(question.correct.iter().collect::<Vec<_>>(), correct, "{}", question.stem);
    assert_eq!(kind_name(question.kind), expected["kind"], "{}", question.stem);
    assert_eq!(question.check(), Ok(()));
}

fn line_or_row(place: &Place) -> Value {
    match place {
        Place::Row { sheet: None, row } => (*row).into(),
        Place::Line(line) => (*line).into(),
        question @ Place::Question(_) => question.to_string().into(),
        other => panic!("{other}"),
    }
}

/// Words that the message of each kind of problem must have.
fn words(code: &str) -> &'static str {
    match code {
        "no_answer" => "Chưa có đáp án đúng",
        "duplicate_option" => "giống nhau",
        "answer_out_of_range" => "không có trong 4 phương án",
        "duplicate_stem" => "Trùng câu hỏi ở",
        "empty_stem" => "Câu hỏi đang trống",
        "too_few_options" => "Mới có 1 phương án",
        "answer_unknown" => "không trùng phương án nào",
        other => panic!("{other}"),
    }
}

#[test]
fn fixtures_give_what_they_say() {
    let mut files = 0;
    for folder in ["xlsx", "csv", "docx"] {
        let folder = here().join("tests/fixtures").join(folder);
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|extension| extension == "json") {
                continue;
            }
            files += 1;
            let expected = json(Path::new(&format!("{}.expected.json", path.display())));
            let set = read_file(&path).unwrap();
            let wanted = expected["questions"].as_array().unwrap();
            assert_eq!(set.questions().count(), wanted.len(), "{}", path.display());
            for (question, wanted) in set.questions().zip(wanted) {
                assert_same(question, wanted);
            }
            let problems = expected["problems"].as_array().unwrap();
            assert_eq!(set.refused().count(), problems.len(), "{}", path.display());
            for (row, wanted) in set.refused().zip(problems) {
                assert_eq!(line_or_row(&row.place), wanted["line_or_row"]);
                let [problem] = row.problems() else { panic!("{row:?}") };
                assert!(problem.message.contains(words(wanted["code"].as_str().unwrap())), "{problem}");
                assert_eq!(problem.place, row.place);
            }
        }
    }
    assert_eq!(files, 19);
}

#[test]
fn a_double_names_the_row_above_and_refused_rows_show_their_stem() {
    let set = read_file(&here().join("tests/fixtures/xlsx/05-co-loi.xlsx")).unwrap();
    let double = set.refused().find(|row| row.place == Place::Row { sheet: None, row: 6 }).unwrap();
    assert_eq!(double.problems()[0].to_string(), "Hàng 6: Trùng câu hỏi ở hàng 2. Hãy bỏ một trong hai câu.");
    assert_eq!(double.stem(), "Nghị quyết số 76/NQ-CP xác định bao nhiêu nội dung cải cách hành chính?");
    let out_of_range = set.refused().find(|row| row.place == Place::Row { sheet: None, row: 9 }).unwrap();
    assert_eq!(
        out_of_range.problems()[0].message,
        "Đáp án “5” không có trong 4 phương án của câu này. Hãy ghi từ A đến D."
    );
}

#[test]
fn sheets_that_hold_no_questions_are_noted() {
    let set = read_file(&here().join("tests/fixtures/xlsx/02-tieu-de-gop.xlsx")).unwrap();
    let [note] = set.notes.as_slice() else { panic!("{:?}", set.notes) };
    assert_eq!(note.place, Place::Sheet("Hướng dẫn".into()));
}

#[test]
fn the_shipped_bank_is_the_shipped_json() {
    let set = read_file(&here().join("../content/ngan-hang.xlsx")).unwrap();
    let expected = json(&here().join("tests/fixtures/ngan-hang.json"));
    let wanted = expected["questions"].as_array().unwrap();
    assert_eq!((wanted.len(), set.rows.len(), set.refused().count()), (240, 240, 0));
    for (question, wanted) in set.questions().zip(wanted) {
        assert_same(question, wanted);
        let label =
            |group: &str, key: &str| expected[group][wanted[key].as_str().unwrap()].as_str().unwrap().to_owned();
        assert_eq!(question.topic.as_ref().unwrap().0, label("topics", "topic"));
        assert_eq!(question.level.unwrap().label(), label("levels", "level"));
        assert_eq!(question.explanation.as_deref().unwrap(), squeeze(wanted["explanation"].as_str().unwrap()));
        assert_eq!(question.handbook_entry.map(u64::from), wanted["handbook_entry"].as_u64());
    }
    assert!(set.rows.iter().all(|row| row.problems().is_empty()));
}

fn csv(text: &str) -> Result<QuestionSet, ReadError> {
    read(text.as_bytes(), "de.csv")
}

/// The message of the only row.
fn refusal(text: &str) -> String {
    let set = csv(text).unwrap();
    let [row] = set.rows.as_slice() else { panic!("{:?}", set.rows) };
    assert!(row.question().is_none(), "{row:?}");
    row.problems()[0].message.clone()
}

const HEADER: &str = "Câu hỏi;A;B;C;Đáp án;Loại câu hỏi;Mức độ;Câu sổ tay\n";

#[test]
fn names_in_two_rows_titles_and_labels() {
    let set = csv("Sở Nội vụ;;;;\nSTT;Nội dung;Phương án trả lời;;Đáp án\n;;A;B;\n1;Câu 1: Là gì?;A. Một;B. Hai;b\n")
        .unwrap();
    let question = set.questions().next().unwrap();
    assert_eq!(
        (question.stem.as_str(), question.choices.as_slice()),
        ("Là gì?", &["Một".to_owned(), "Hai".to_owned()][..])
    );
    assert_eq!(set.rows[0].place, Place::Line(4));
}

#[test]
fn kinds_must_agree_with_keys() {
    let row = |kind: &str, key: &str| format!("{HEADER}Là gì?;Một;Hai;Ba;{key};{kind};;\n");
    assert!(refusal(&row("Một đáp án", "A,B")).starts_with("Câu ghi là một đáp án"));
    assert!(refusal(&row("Nhiều đáp án", "A")).starts_with("Câu ghi là nhiều đáp án"));
    assert!(refusal(&row("Đúng/Sai", "A")).starts_with("Câu ghi là đúng/sai"));
    assert!(refusal(&row("Tự luận", "A")).contains("không dùng được"));
    let set = csv(&format!("{HEADER}Đất nước có 34 tỉnh, thành phố.;;;;Đúng;Đúng/Sai;;\n")).unwrap();
    let question = set.questions().next().unwrap();
    assert_eq!((question.kind, question.choices.len()), (Kind::TrueFalse, 2));
}

#[test]
fn what_is_left_out_is_said() {
    let set = csv(&format!("{HEADER}Là gì?;Một;Hai;;A;Chọn;Siêu khó;Bảy\n;;;;;Phần II. Thể chế;;\n{HEADER}")).unwrap();
    let [row] = set.rows.as_slice() else { panic!("{:?}", set.rows) };
    assert!(row.question().is_some());
    assert_eq!(row.problems().len(), 3);
    assert_eq!(set.notes[0].message, "Hàng chỉ có “Phần II. Thể chế”, không có câu hỏi nên được bỏ qua.");
    assert!(refusal("Câu hỏi,A,B,Đáp án\nMột, hai hay ba?,Một,Hai,A\n").contains("trong dấu ngoặc kép"));
}

#[test]
fn files_without_what_is_needed_say_what() {
    assert!(matches!(csv("Họ tên;Điện thoại\nAn;09\n"), Err(ReadError::NoHeader { .. })));
    assert!(matches!(
        csv("Câu hỏi;A;B\nLà gì?;Một;Hai\n"),
        Err(ReadError::MissingColumn { column: "Đáp án đúng", .. })
    ));
    assert_eq!(csv("Câu hỏi;A;B;Đáp án\n;;;\n"), Err(ReadError::NoQuestions));
    assert!(matches!(read(b"C\xE2u h\xF4i;A;B;\xD0", "de.csv"), Err(ReadError::OldEncoding { .. })));
}
