//! The formats of learning platforms: every fixture gives exactly what its `.expected.json` says,
//! and what a file leaves open is refused or told, not guessed.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use bank::questions::{QuestionSet, Row, Verdict, read};
use bank::{Place, ReadError};
use contest::banks::{Kind, Level, Question};
use contest::text::squeeze;
use serde_json::Value;
use zip::{ZipWriter, write::SimpleFileOptions};

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::TrueFalse => "true_false",
    }
}

/// The place as the fixtures write it.
fn told(place: &Place) -> Vec<String> {
    match place {
        Place::Line(line) => vec![line.to_string()],
        Place::Element { number, name } => {
            vec![format!("câu {number} ({name})"), format!("phần tử {number}"), name.clone()]
        }
        other => panic!("{other}"),
    }
}

/// Words that the message of each kind of problem must have.
fn words(code: &str) -> &'static str {
    match code {
        "no_answer" => "Chưa có đáp án đúng",
        "answer_out_of_range" => "không có trong",
        "too_few_options" => "Mới có 1 phương án",
        "unsupported_type" => "không dùng được",
        other => panic!("{other}"),
    }
}

#[test]
fn fixtures_give_what_they_say() {
    let mut files = 0;
    for (folder, name) in [
        ("text", "01-aiken.txt"),
        ("text", "02-aiken-loi.txt"),
        ("text", "03-gift.gift"),
        ("json", "01-mang.json"),
        ("json", "02-tieng-viet.json"),
        ("moodle-xml", "01-moodle.xml"),
        ("qti", "01-qti21.zip"),
    ] {
        files += 1;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder).join(name);
        let expected = fs::read(format!("{}.expected.json", path.display())).unwrap();
        let expected: Value = serde_json::from_slice(&expected).unwrap();
        let set = read(&fs::read(&path).unwrap(), name).unwrap();
        let given: Vec<Value> = set.questions().map(as_fixture).collect();
        let mut wanted = expected["questions"].as_array().unwrap().clone();
        for question in &mut wanted {
            for key in ["stem", "kind"] {
                question[key] = squeeze(question[key].as_str().unwrap()).into();
            }
        }
        assert_eq!(given, wanted, "{name}");
        let problems = expected["problems"].as_array().unwrap();
        assert_eq!(set.refused().count(), problems.len(), "{name}");
        for (row, wanted) in set.refused().zip(problems) {
            let place = wanted["line_or_row"].as_str().map_or_else(|| wanted["line_or_row"].to_string(), str::to_owned);
            assert!(told(&row.place).contains(&place), "{name}: {place} {:?}", row.place);
            let [problem] = row.problems() else { panic!("{row:?}") };
            assert!(problem.message.contains(words(wanted["code"].as_str().unwrap())), "{name}: {problem}");
        }
    }
    assert_eq!(files, 7);
}

fn as_fixture(question: &Question) -> Value {
    assert_eq!(question.check(), Ok(()));
    serde_json::json!({
        "stem": question.stem,
        "options": question.choices,
        "correct": question.correct,
        "kind": kind_name(question.kind),
    })
}

/// The questions in short: stem, choices with `*` before the right ones.
fn short(set: &QuestionSet) -> Vec<String> {
    let line = |question: &Question| {
        let choice = |(position, text): (usize, &String)| {
            format!("{}{text}", if question.correct.contains(position) { "*" } else { "" })
        };
        let choices: Vec<String> = question.choices.iter().enumerate().map(choice).collect();
        format!("{} | {}", question.stem, choices.join(" | "))
    };
    set.questions().map(line).collect()
}

/// What the refused rows are told, with their places.
fn refusals(set: &QuestionSet) -> Vec<String> {
    set.refused().flat_map(Row::problems).map(ToString::to_string).collect()
}

fn warnings(set: &QuestionSet) -> Vec<&str> {
    let warnings = set.rows.iter().filter(|row| matches!(row.verdict, Verdict::Accepted { .. }));
    warnings.flat_map(Row::problems).map(|problem| problem.message.as_str()).collect()
}

fn notes(set: &QuestionSet) -> Vec<&str> {
    set.notes.iter().map(|note| note.message.as_str()).collect()
}

fn gift(text: &str) -> QuestionSet {
    read(text.as_bytes(), "de.gift").unwrap()
}

#[test]
fn gift_as_moodle_reads_it() {
    let set = gift(
        "\u{FEFF}Thủ đô là {=Hà Nội ~Huế} của Việt Nam.\r\n\r\n\
         // [tag:Vận dụng] [tag:Câu sổ tay 12] [tag:cũ]\n::x::[markdown]**Hai** cộng `hai`?{\n=4\n\n~5 # sai rồi\n####Vì \\#2 + 2.\n}\n\
         ::y::[html]<p>a &lt; b?</p>{~<b>x</b> =[plain]<b>y</b> ~<img src\\=\"z\">z}\n\n\
         $CATEGORY: a/b//c\n[moodle]Đúng không?{ Đúng }\n\nNếu a<b thì sao?{=1 ~2}\n",
    );
    assert_eq!(
        short(&set),
        [
            "Thủ đô là _____ của Việt Nam. | *Hà Nội | Huế",
            "Hai cộng hai? | *4 | 5",
            "a < b? | x | *<b>y</b> | z",
            "Đúng không? | *Đúng | Sai",
            "Nếu a<b thì sao? | *1 | 2",
        ]
    );
    let second = set.questions().nth(1).unwrap();
    assert_eq!((second.level, second.handbook_entry), (Some(Level::Apply), Some(12)));
    assert_eq!(second.explanation.as_deref(), Some("Vì #2 + 2."));
    assert_eq!(set.questions().nth(3).unwrap().topic.as_ref().unwrap().0, "b/c");
    assert!(warnings(&set)[0].starts_with("Câu có 1 hình"));
    assert_eq!(
        notes(&set),
        [
            "1 câu có nhận xét riêng khi chọn đúng hoặc sai; nhận xét không được lấy.",
            "Không dùng đến thẻ “cũ”.",
            "Lĩnh vực lấy theo tên cuối của danh mục “a/b/c”.",
        ]
    );
}

#[test]
fn gift_that_is_broken_says_where() {
    let set = gift(
        "Không phương án\n\nThiếu ngoặc{=a ~b\n\nHai{=a ~b} nhóm{=c ~d}\n\nHai đúng{=a =b ~c}\n\nĐiểm{~%50%a ~%30%b ~c}\n\nLạ{a}\n",
    );
    let said = refusals(&set);
    for (said, wanted) in said.iter().zip([
        "Dòng 1: Thiếu phần phương án",
        "Dòng 3: Thiếu dấu ngoặc nhọn đóng",
        "Dòng 5: Câu có hai nhóm",
        "Dòng 7: Câu ghi là một đáp án nhưng có 2",
        "Dòng 9: Điểm của các phương án đúng cộng lại là 80%",
        "Dòng 11: Phần trong ngoặc nhọn chưa rõ",
    ]) {
        assert!(said.starts_with(wanted), "{said}");
    }
    assert_eq!((said.len(), set.questions().count()), (6, 0));
}

fn aiken(text: &str) -> QuestionSet {
    read(text.as_bytes(), "de.txt").unwrap()
}

#[test]
fn aiken_as_authors_write_it() {
    let set = aiken(
        "Bộ câu hỏi năm 2026\n\nCâu 1: Là gì,\nở đâu?\nA. Một\nvà nữa\nb) Hai\n\nANSWER: b.\nGiải thích: Vì thế.\n\
         Chữ nào?\nA. B\nB. A\nĐÁP ÁN: A\n\nNhững gì?\n\nA) 1\nB) 2\nC) 3\nanswer: A, C\nA. Yersin?\nA. x\nB. y\nANSWER: A\n",
    );
    assert_eq!(
        short(&set),
        ["Là gì, ở đâu? | Một và nữa | *Hai", "Chữ nào? | *B | A", "Những gì? | *1 | 2 | *3", "A. Yersin? | *x | y"]
    );
    assert_eq!(set.questions().next().unwrap().explanation.as_deref(), Some("Vì thế."));
    assert_eq!(
        set.notes[0].to_string(),
        "Dòng 1: Dòng chữ “Bộ câu hỏi năm 2026” không thuộc câu hỏi nào nên được bỏ qua."
    );
    let set =
        aiken("Là gì?\nA. Một\nC. Hai\nANSWER: A\n\nLà ai?\nA. Một\nB. Hai\nCòn ai?\nA. Một\nB. Hai\nANSWER: B\n");
    assert_eq!(
        refusals(&set),
        [
            "Dòng 1: Chữ cái của các phương án không liền nhau từ A. Hãy ghi lại A, B, C, D theo thứ tự.",
            "Dòng 6: Chưa có đáp án đúng. Hãy ghi đáp án, ví dụ C.",
        ]
    );
    assert_eq!(short(&set), ["Còn ai? | Một | *Hai"]);
}

fn json(text: &str) -> QuestionSet {
    read(text.as_bytes(), "de.json").unwrap()
}

#[test]
fn json_in_its_many_shapes() {
    let set = json(
        r#"{"title": "Đề", "topics": {"TC": "Thể chế"}, "extra": [1], "questions": [
            {"stem": "a?", "options": [{"text": "x"}, {"text": "y", "is_correct": true}], "topic": "TC", "level": "VD"},
            {"câu hỏi": "b?", "A": "x", "B": "y", "Đáp án": "b", "diem": 2},
            {"question": "c?", "type": "true_false", "answer": false},
            {"question": "d?", "choices": {"1": "x", "2": "y"}, "correct": ["x", "y"]},
            {"question": "e?", "choices": [1, 2, 3], "correct": 2, "handbook_entry": 7},
            null, 5
        ]}"#,
    );
    assert_eq!(short(&set), ["a? | x | *y", "b? | x | *y", "c? | Đúng | *Sai", "d? | *x | *y", "e? | 1 | 2 | *3"]);
    let first = set.questions().next().unwrap();
    assert_eq!((first.topic.as_ref().unwrap().0.as_str(), first.level), ("Thể chế", Some(Level::Apply)));
    assert_eq!(set.questions().last().unwrap().handbook_entry, Some(7));
    assert_eq!(
        notes(&set),
        ["Phần tử này không phải là một câu hỏi nên được bỏ qua.", "Không dùng đến trường “diem”, “extra”."]
    );
}

#[test]
fn json_that_could_mean_two_things_is_refused() {
    let set = json(
        r#"[{"stem": "a?", "options": ["x", "y"], "dap_an": 1},
            {"stem": "b?", "options": ["x", "y"], "correct": "1"},
            {"stem": "c?", "options": ["x", "y"], "correct": 2},
            {"stem": "d?", "options": [{"text": "x", "correct": true}, {"text": "y"}], "answer": "B"},
            {"stem": "e?", "options": {"đầu": "x", "sau": "y"}, "correct": 0},
            {"stem": "f?", "type": "essay"},
            {"stem": "g?", "options": ["x", "y"], "correct": {"a": 1}}]"#,
    );
    for (said, wanted) in refusals(&set).iter().zip([
        "Phần tử 1: Đáp án 1 không rõ đếm từ 0",
        "Phần tử 2: Đáp án “1” là số trong ngoặc kép",
        "Phần tử 3: Đáp án 2 không có trong 2 phương án",
        "Phần tử 4: Đáp án ghi riêng khác",
        "Phần tử 5: Phương án có khóa “đầu”",
        "Phần tử 6: Loại câu “essay”",
        "Phần tử 7: Đáp án chưa rõ",
    ]) {
        assert!(said.starts_with(wanted), "{said}");
    }
    assert_eq!((set.rows.len(), set.questions().count()), (7, 0));
    assert_eq!(read(b"[1,\n 2,,]", "de.json"), Err(ReadError::BadJson { line: 2, column: 4 }));
    assert!(matches!(read(b"{\"a\": 1}", "de.json"), Err(ReadError::NothingAsked { .. })));
}

fn moodle(questions: &str) -> QuestionSet {
    read(format!("<quiz>{questions}</quiz>").as_bytes(), "de.xml").unwrap()
}

#[test]
fn moodle_xml_with_what_it_has_beside() {
    let text = |name: &str, text: &str| format!("<{name} format=\"html\"><text>{text}</text></{name}>");
    let answer = |fraction: &str, words: &str| format!("<answer fraction=\"{fraction}\"><text>{words}</text></answer>");
    let set = moodle(&format!(
        "<question type='multichoice'>{}{}<hidden>1</hidden><defaultgrade>2.0</defaultgrade><single>false</single>\
         <shuffleanswers>0</shuffleanswers>{}{}{}{}<tags><tag><text>Nhận biết</text></tag><tag><text>mới</text></tag></tags></question>\
         <question type='multichoiceset'>{}{}{}{}</question>\
         <question type='multichoice'>{}<single>true</single>{}{}</question>\
         <question type='multichoice'>{}<single>false</single>{}{}</question>\
         <question type='cloze'>{}</question>",
        text("questiontext", "Câu 9: &lt;p&gt;Một&lt;br&gt;hai?"),
        text("generalfeedback", "&lt;p&gt;Vì thế.&lt;/p&gt;"),
        text("correctfeedback", "Giỏi!"),
        answer("50", "A. x"),
        answer("50", "B. y"),
        answer("-100", "C. z"),
        text("questiontext", "Cả hai?"),
        answer("100", "x"),
        answer("100", "y"),
        answer("0", "z"),
        text("questiontext", "Nửa?"),
        answer("50", "x"),
        answer("50", "y"),
        text("questiontext", "Thiếu?"),
        answer("x", "x"),
        answer("100", "y"),
        text("questiontext", "Điền {1:SHORTANSWER:=a}"),
    ));
    assert_eq!(short(&set), ["Một hai? | *x | *y | z", "Cả hai? | *x | *y | z"]);
    let first = set.questions().next().unwrap();
    assert_eq!((first.explanation.as_deref(), first.level), (Some("Vì thế."), Some(Level::Recall)));
    assert_eq!(warnings(&set), ["Câu đang ẩn trong Moodle. Hãy xem có còn dùng hay không."]);
    assert_eq!(notes(&set).len(), 3);
    assert_eq!(set.questions().map(|question| question.anchored.len()).collect::<Vec<_>>(), [3, 0]);
    for (said, wanted) in
        refusals(&set).iter().zip(["Phần tử 3: Câu chọn một", "Phần tử 4: Điểm “x”", "Phần tử 5: Câu điền vào"])
    {
        assert!(said.starts_with(wanted), "{said}");
    }
    assert!(matches!(read(b"<quiz></quiz>", "de.xml"), Err(ReadError::NothingAsked { .. })));
    assert_eq!(read(b"<quiz><question>", "de.xml"), Err(ReadError::Damaged));
    assert!(matches!(read(b"<?xml version='1.0'?><questestinterop/>", "de.xml"), Err(ReadError::WrongKind { .. })));
}

#[test]
fn what_says_that_choices_keep_their_place() {
    let anchored = |set: QuestionSet| -> Vec<Vec<usize>> {
        set.questions().map(|question| question.anchored.iter().collect()).collect()
    };
    let asked = |stem: &str, shuffle: u8, tag: &str| {
        format!(
            "<question type='multichoice'><questiontext><text>{stem}</text></questiontext><shuffleanswers>{shuffle}</shuffleanswers>\
             <answer fraction='100'><text>Một</text></answer><answer fraction='0'><text>Hai</text></answer>\
             <answer fraction='0'><text>Ba</text></answer><tags><tag><text>{tag}</text></tag></tags></question>"
        )
    };
    let set = moodle(
        &[asked("a", 1, ""), asked("b", 0, ""), asked("c", 0, "Giữ vị trí B"), asked("d", 1, "Giữ vị trí C")].concat(),
    );
    assert_eq!(anchored(set), [vec![], vec![0, 1, 2], vec![1], vec![2]]);
    let choice = |shuffle: &str| {
        let interaction = format!(
            "<choiceInteraction responseIdentifier='R' shuffle='{shuffle}'><simpleChoice identifier='p' fixed='true'>Một</simpleChoice>\
             <simpleChoice identifier='q'>Hai</simpleChoice><simpleChoice identifier='r'>Ba</simpleChoice></choiceInteraction>"
        );
        item("cardinality='single'><correctResponse><value>q</value></correctResponse>", &interaction)
    };
    let of_item = |text: String| anchored(read(text.as_bytes(), "cau.xml").unwrap());
    assert_eq!((of_item(choice("true")), of_item(choice("false"))), (vec![vec![0]], vec![vec![0, 1, 2]]));
    let json = |fixed: &str| {
        let text = format!(r#"[{{"stem": "a", "options": ["Một", "Hai", "Ba"], "correct": 1, {fixed}}}]"#);
        let set = read(text.as_bytes(), "de.json").unwrap();
        assert_eq!(set.refused().count(), 0, "{fixed}");
        (warnings(&set).len(), anchored(set).remove(0))
    };
    assert_eq!(json(r#""fixed": [2]"#), (0, vec![2]));
    assert_eq!(json(r#""fixed": true"#), (0, vec![0, 1, 2]));
    assert_eq!(json(r#""giu_vi_tri": "B""#), (0, vec![1]));
    assert_eq!(json(r#""giu_vi_tri": 1"#), (1, vec![]), "from 0 or from 1?");
    assert_eq!(json(r#""fixed": [7]"#), (1, vec![]));
    let csv = "Câu hỏi,A,B,C,Đáp án,Cố định\na?,Một,Hai,Ba,B,C\nb?,Một,Hai,Ba,B,tất cả\nc?,Một,Hai,Ba,B,\nd?,Một,Hai,Ba,B,E\n";
    let set = read(csv.as_bytes(), "de.csv").unwrap();
    assert_eq!(warnings(&set).len(), 1, "{:?}", warnings(&set));
    assert_eq!(anchored(set), [vec![2], vec![0, 1, 2], vec![], vec![]]);
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn manifest(paths: &[&str]) -> String {
    let resource = |path: &&str| format!("<resource identifier='{path}' type='imsqti_item_xmlv2p1' href='{path}'/>");
    let resources = paths.iter().map(resource).collect::<Vec<_>>().concat();
    format!(
        "<manifest><resources>{resources}<resource type='imsqti_test_xmlv2p1' href='t.xml'/></resources></manifest>"
    )
}

fn item(key: &str, interaction: &str) -> String {
    format!(
        "<assessmentItem identifier='i'><responseDeclaration identifier='R' {key}</responseDeclaration>\
         <itemBody><p>Chọn</p>{interaction}</itemBody><modalFeedback identifier='general'>Vì thế.</modalFeedback></assessmentItem>"
    )
}

#[test]
fn qti_packages_item_by_item() {
    let choice = |attributes: &str| {
        format!(
            "<choiceInteraction responseIdentifier='R' {attributes}><prompt>Là <b>gì</b>?</prompt>\
             <simpleChoice identifier='p'>Một</simpleChoice><simpleChoice identifier='q'>Hai<feedbackInline>ừ</feedbackInline></simpleChoice></choiceInteraction>"
        )
    };
    let values = |names: &[&str]| {
        let values = names.join("</value><value>");
        format!("cardinality='multiple'><correctResponse><value>{values}</value></correctResponse>")
    };
    let mapping = "cardinality='single'><mapping><mapEntry mapKey='p' mappedValue='0.5'/><mapEntry mapKey='q' mappedValue='1'/></mapping>";
    let parts = [
        (
            "goi/imsmanifest.xml",
            manifest(&["a.xml", "./b%20c.xml", "d.xml", "e.xml", "f.xml", "g.xml", "h.xml", "k.xml"]),
        ),
        ("goi/a.xml", item(&values(&["q"]), &choice("shuffle='true'"))),
        ("goi/b c.xml", item(mapping, &choice("shuffle='true'").replace("Là", "Còn"))),
        ("goi/e.xml", item(&values(&["z"]), &choice(""))),
        ("goi/f.xml", item(&values(&["p", "q"]), &choice("maxChoices='1'"))),
        ("goi/g.xml", item(&values(&["p"]), "<extendedTextInteraction/>")),
        ("goi/h.xml", "<assessmentItem>".to_owned()),
        ("goi/k.xml", item(&values(&["p"]), &choice("").repeat(2))),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let set = read(&package(&parts), "goi.zip").unwrap();
    assert_eq!(short(&set), ["Chọn Là gì? | Một | *Hai", "Chọn Còn gì? | Một | *Hai"]);
    assert_eq!(set.questions().next().unwrap().explanation.as_deref(), Some("Vì thế."));
    for (said, wanted) in refusals(&set).iter().zip([
        "Phần tử 3 (d.xml): Gói thiếu tệp “d.xml”",
        "Phần tử 4 (e.xml): Đáp án “z”",
        "Phần tử 5 (f.xml): Câu ghi là một đáp án",
        "Phần tử 6 (g.xml): Câu tự luận không dùng được",
        "Phần tử 7 (h.xml): Tệp “h.xml” bị hỏng",
        "Phần tử 8 (k.xml): Câu có nhiều phần trả lời",
    ]) {
        assert!(said.starts_with(wanted), "{said}");
    }
    assert_eq!(refusals(&set).len(), 6);
    let single = read(item(&values(&["p"]), &choice("")).as_bytes(), "i.xml").unwrap();
    assert_eq!(short(&single), ["Chọn Là gì? | *Một | Hai"]);
}

#[test]
fn qti_packages_that_lead_elsewhere_are_refused() {
    for path in ["../a.xml", "/a.xml", "b/../../a.xml", "..\\a.xml", "c:\\a.xml", "%2e%2e/a.xml"] {
        let bytes = package(&[("imsmanifest.xml", &manifest(&[path]))]);
        assert_eq!(read(&bytes, "goi.zip"), Err(ReadError::UnsafePath), "{path}");
    }
    let bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><assessmentItem/>";
    let bytes = package(&[("imsmanifest.xml", &manifest(&["a.xml"])), ("a.xml", bomb)]);
    assert_eq!(read(&bytes, "goi.zip"), Err(ReadError::DocumentType));
    let old = "<manifest><resources><resource type='imsqti_xmlv1p2' href='a.xml'/></resources></manifest>";
    assert!(matches!(read(&package(&[("imsmanifest.xml", old)]), "goi.zip"), Err(ReadError::WrongKind { .. })));
    assert!(matches!(
        read(&package(&[("imsmanifest.xml", "<manifest/>")]), "goi.zip"),
        Err(ReadError::NothingAsked { .. })
    ));
}

#[test]
fn hostile_files_are_named_for_what_they_are() {
    let error_of = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile").join(name);
        read(&fs::read(path).unwrap(), name).unwrap_err()
    };
    assert_eq!(error_of("04-xxe.xml"), ReadError::DocumentType);
    assert_eq!(error_of("05-billion-laughs.xml"), ReadError::DocumentType);
    assert_eq!(error_of("07-qti-duong-dan.zip"), ReadError::UnsafePath);
    assert_eq!(error_of("08-mot-dong-1mb.txt"), ReadError::LongLine(Place::Line(1)));
    for name in ["09-rong.gift", "09-rong.json", "09-rong.txt", "09-rong.xml", "09-rong.zip"] {
        assert_eq!(error_of(name), ReadError::Empty, "{name}");
    }
    for name in ["10-ngau-nhien.gift", "10-ngau-nhien.json", "10-ngau-nhien.xml", "10-ngau-nhien.zip"] {
        assert!(matches!(error_of(name), ReadError::Unknown { .. }), "{name}");
    }
    assert!(error_of("12-zip-thuong.zip").to_string().contains("giải nén"));
    assert_eq!(error_of("13-json-long-nhau.json"), ReadError::BadJson { line: 1, column: 128 });
}

#[test]
fn more_than_the_limits_is_refused() {
    let many = 20_002;
    assert_eq!(read("a{T}\n\n".repeat(2 * many).as_bytes(), "a.gift"), Err(ReadError::TooManyQuestions));
    assert_eq!(
        read("a?\nA. a\nB. b\nANSWER: A\n\n".repeat(many).as_bytes(), "a.txt"),
        Err(ReadError::TooManyQuestions)
    );
    assert_eq!(read(format!("[{}1]", "{},".repeat(many)).as_bytes(), "a.json"), Err(ReadError::TooManyQuestions));
    assert_eq!(read(format!("[{}1]", "[],".repeat(1_000_001)).as_bytes(), "a.json"), Err(ReadError::TooLargeInside));
    let quiz = format!("<quiz>{}</quiz>", "<question/>".repeat(many));
    assert_eq!(read(quiz.as_bytes(), "a.xml"), Err(ReadError::TooManyQuestions));
    let deep = format!("<quiz><question>{}</question></quiz>", "<a>".repeat(10_000));
    assert_eq!(read(deep.as_bytes(), "a.xml"), Err(ReadError::TooLargeInside));
    let gift = format!("a{{{}", "~a\n".repeat(100_000));
    assert_eq!(read(gift.as_bytes(), "a.gift"), Err(ReadError::LongLine(Place::Line(1))));
}
