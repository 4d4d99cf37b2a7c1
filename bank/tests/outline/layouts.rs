//! Labels, choices on one line or many, tables, topics, details.

use bank::Place;
use bank::questions::read;
use contest::banks::{Kind, Level};

use crate::package::{Docx, p, para, r, table};
use crate::{all, docx, text};

#[test]
fn labels_of_questions_in_their_many_forms() {
    for label in [
        "Câu 1.",
        "Câu 1:",
        "Câu 1)",
        "Câu hỏi 1:",
        "Bài 1.",
        "Cau 1:",
        "CÂU 1 (0,5 điểm):",
        "Câu\u{A0}1.",
        "1.",
        "1)",
        "Câu số 1:",
        "Câu 1 -",
    ] {
        let set = text(&format!("BỘ CÂU HỎI\n{label} Là gì?\nA. Một\nB. Hai\nĐáp án: B\n"));
        assert_eq!(all(&set), ["Là gì? [Một|Hai] B"], "{label}");
        assert_eq!(set.rows[0].place, Place::Question(1), "{label}");
    }
}

#[test]
fn labels_of_choices_in_their_many_forms() {
    for (a, b) in [
        ("A.", "B."),
        ("A)", "B)"),
        ("a)", "b)"),
        ("a.", "b."),
        ("A-", "B-"),
        ("A:", "B:"),
        ("A -", "B -"),
        ("(A)", "(B)"),
        ("A.\t", "B.\t"),
        ("Phương án A:", "Phương án B:"),
    ] {
        let set = text(&format!("Câu 1: Là gì?\n{a} Một\n{b} Hai\nĐáp án: b\n"));
        assert_eq!(all(&set), ["Là gì? [Một|Hai] B"], "{a}");
    }
}

#[test]
fn choices_that_share_a_line() {
    for line in [
        "A. Một\tB. Hai\tC. Ba\tD. Bốn",
        "A. Một    B. Hai    C. Ba    D. Bốn",
        "A. Một B. Hai C. Ba D. Bốn",
        "A.Một\tB.Hai\tC.Ba\tD.Bốn",
        "a) Một b) Hai c) Ba d) Bốn",
        "A. Một\tB. Hai\nC. Ba\tD. Bốn",
    ] {
        assert_eq!(all(&text(&format!("Câu 1: Là gì?\n{line}\nĐáp án: C\n"))), ["Là gì? [Một|Hai|Ba|Bốn] C"], "{line}");
    }
    let set = text("Câu 1: Là gì? A. Một B. Hai C. Ba Đáp án: B\nCâu 2: Ai? (Đáp án: A)\nA. An\nB. Bình\n");
    assert_eq!(all(&set), ["Là gì? [Một|Hai|Ba] B", "Ai? [An|Bình] A"]);
    // One paragraph with line breaks.
    let set = docx(p("Câu 1: Là gì?\nA. Một\nB. Hai\nĐáp án: B") + &p("Câu 2: Ai?\nA. An\tB. Bình\nĐáp án: A"));
    assert_eq!(all(&set), ["Là gì? [Một|Hai] B", "Ai? [An|Bình] A"]);
}

#[test]
fn letters_and_numbers_within_the_text() {
    let set = text(
        "Câu 1: Ông C. Mác sinh năm nào?\nA. Năm 1818, thế kỷ 19\nB. 1. 1820\nC. Vitamin D. là một chất\nD. Cả A. và B.\nĐáp án: A\n\
         Câu 2: Cho các ý sau:\n1. Thể chế\n2. Thủ tục\na) Đúng quy định\nb) Sai quy định\nChọn câu đúng nhất:\nA. Chỉ 1\nB. Cả 1 và 2\nĐáp án: B\n",
    );
    assert_eq!(
        all(&set),
        [
            "Ông C. Mác sinh năm nào? [Năm 1818, thế kỷ 19|1. 1820|Vitamin D. là một chất|Cả A. và B.] A",
            "Cho các ý sau: 1. Thể chế 2. Thủ tục a) Đúng quy định b) Sai quy định Chọn câu đúng nhất: [Chỉ 1|Cả 1 và 2] B",
        ]
    );
}

#[test]
fn bare_numbers_begin_questions_where_choices_follow() {
    let set = text(
        "1. Một là gì?\n1. Ý thứ nhất\n2. Ý thứ hai\nA. Chỉ 1\nB. Chỉ 2\nĐáp án: A\n2. Hai là gì?\nA. Ba\nB. Bốn\nĐáp án: B\n4. Bốn?\nA. x\nB. y\nĐáp án: A\n",
    );
    assert_eq!(
        all(&set),
        ["Một là gì? 1. Ý thứ nhất 2. Ý thứ hai [Chỉ 1|Chỉ 2] A", "Hai là gì? [Ba|Bốn] B", "Bốn? [x|y] A",]
    );
}

#[test]
fn questions_without_labels_and_choices_without_letters() {
    let set = text("TIÊU ĐỀ\nLà gì?\nA. Một\nB. Hai\nĐáp án: B\nAi đây?\nA. An\nB. Bình\nĐáp án: A\n");
    assert_eq!(all(&set), ["Là gì? [Một|Hai] B", "Ai đây? [An|Bình] A"]);
    assert_eq!(set.notes.len(), 1, "{:?}", set.notes);
    let set = text("Câu 1: Là gì?\n- Một\n- Hai *\n- Ba\nCâu 2: Ai?\n1. An\n2. Bình\nĐáp án: 2\n");
    assert_eq!(all(&set), ["Là gì? [Một|Hai|Ba] B", "Ai? [An|Bình] B"]);
    let set = text("Câu 1 (chọn hai): Là gì?\nA. a\nB. b\nĐáp án: A, B\n");
    assert_eq!(all(&set), ["(chọn hai) Là gì? [a|b] AB"]);
    let set = text("Câu 1: Sổ tay có 100 câu.\nĐáp án: Đúng\n");
    assert_eq!(set.questions().next().unwrap().kind, Kind::TrueFalse);
}

#[test]
fn bad_letters_are_refused() {
    let refused = |choices: &str| all(&text(&format!("Câu 1: Là gì?\n{choices}\nĐáp án: A\n"))).remove(0);
    assert!(refused("A. Một\nB. Hai\nB. Ba").contains("Có hai phương án B"));
    assert!(refused("A. Một\nC. Hai").contains("Thiếu phương án B"));
    assert!(refused("A. Một\nB. Hai\nA. Ba\nB. Bốn").contains("Có hai phương án A"));
}

#[test]
fn topics_levels_and_other_details() {
    let set = text(
        "SỞ NỘI VỤ\nPHẦN I. CẢI CÁCH THỂ CHẾ (2 câu)\nCâu 1 (NB): Một?\nA. a1\nB. b1\nĐáp án: A\nGiải thích: Vì thế,\nnên thế.\nNguồn: Nghị quyết số 76/NQ-CP\n\
         Câu 2: Hai?\nA. a2\nB. b2\nĐáp án: B\nMức độ: Vận dụng\nLĩnh vực: Tài chính\nCâu sổ tay: 12\nĐiểm: 0,5\n\
         II. LĨNH VỰC CHUYỂN ĐỔI SỐ\nCâu 3. Ba?\nA. a3\nB. b3\nĐA: A\n--- HẾT ---\n",
    );
    assert_eq!(all(&set), ["Một? [a1|b1] A", "Hai? [a2|b2] B", "Ba? [a3|b3] A"]);
    let [one, two, three] = set.questions().collect::<Vec<_>>().try_into().unwrap();
    let topic = |question: &contest::banks::Question| question.topic.clone().unwrap().0;
    assert_eq!([topic(one), topic(two), topic(three)], ["Cải cách thể chế", "Tài chính", "Chuyển đổi số"]);
    assert_eq!((one.level, two.level, three.level), (Some(Level::Recall), Some(Level::Apply), None));
    assert_eq!(one.explanation.as_deref(), Some("Vì thế, nên thế. Nguồn: Nghị quyết số 76/NQ-CP"));
    assert_eq!(two.handbook_entry, Some(12));
    assert!(set.rows[1].problems()[0].message.contains("Điểm “0,5”"));
    // Above the first question they are headings over all that follow.
    let set = text(
        "Lĩnh vực: Thể chế\nMức độ: Thông hiểu\nCâu 1: Một?\nA. a\nB. b\nĐáp án: A\nLĩnh vực: Thủ tục\nCâu 2: Hai?\nA. a\nB. b\nĐáp án: A\n",
    );
    let topics: Vec<String> = set.questions().map(topic).collect();
    assert_eq!(topics, ["Thể chế", "Thủ tục"]);
    assert!(set.questions().all(|question| question.level == Some(Level::Understand)));
}

#[test]
fn headings_by_their_style() {
    let heading = |text: &str| para("<w:pStyle w:val=\"u1\"/>", &r("", text));
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"u1\"><w:name w:val=\"heading 1\"/></w:style>";
    let question = |n: u8| p(&format!("Câu {n}: Hỏi {n}?\nA. Một\nB. Hai\nĐáp án: A"));
    let body = heading("Thể chế") + &question(1) + &heading("2. Tài chính công") + &question(2);
    let set = read(&Docx::of(body).styles(styles).bytes(), "de.docx").unwrap();
    let topics: Vec<&str> = set.questions().map(|question| question.topic.as_ref().unwrap().0.as_str()).collect();
    assert_eq!(topics, ["Thể chế", "Tài chính công"]);
    // One alone is the title.
    let set = read(&Docx::of(heading("Đề thi") + &question(1)).styles(styles).bytes(), "de.docx").unwrap();
    assert_eq!(set.questions().next().unwrap().topic, None);
}

#[test]
fn tables_in_their_many_forms() {
    let expected = ["Là gì? [Một|Hai] B", "Ai? [An|Bình] A"];
    for rows in [
        // A column each, one column for all choices, choices below the question.
        &[
            &["TT", "Câu hỏi", "A", "B", "Đáp án"][..],
            &["1", "Là gì?", "Một", "Hai", "B"],
            &["2", "Ai?", "An", "Bình", "A"],
        ][..],
        &[
            &["STT", "Nội dung câu hỏi", "Phương án trả lời", "Đáp án"],
            &["1", "Là gì?", "A. Một\nB. Hai", "B"],
            &["2", "Ai?", "A. An\tB. Bình", "A"],
        ],
        &[
            &["STT", "Câu hỏi", "Đáp án đúng"],
            &["1", "Là gì?\nA. Một\nB. Hai", "B"],
            &["2", "Câu 2: Ai?\nA. An\nB. Bình", "Đáp án: A"],
        ],
        // Laid out without names.
        &[
            &["Câu 1", "Là gì?"],
            &["A", "Một"],
            &["B", "Hai"],
            &["Đáp án", "B"],
            &["Câu 2", "Ai?"],
            &["A.", "An"],
            &["B.", "Bình"],
            &["Đáp án", "A"],
        ],
        &[&["Câu 1: Là gì?"], &["A. Một\nB. Hai\nĐáp án: B"], &["Câu 2: Ai?\nA. An\nB. Bình\nĐáp án: A"]],
        &[&["1", "Là gì?\nA. Một\nB. Hai\nĐáp án: B"], &["2", "Ai?\nA. An\nB. Bình\nĐáp án: A"]],
    ] {
        let set = docx(p("BỘ CÂU HỎI") + &table(rows));
        assert_eq!(all(&set), expected, "{rows:?}");
    }
    // Choices in a table of their own; down the columns they keep their letters.
    let set = docx(p("Câu 1: Là gì?") + &table(&[&["A. Một", "C. Ba"], &["B. Hai", "D. Bốn"]]) + &p("Đáp án: C"));
    assert_eq!(all(&set), ["Là gì? [Một|Hai|Ba|Bốn] C"]);
}

#[test]
fn what_belongs_to_no_question_is_noted() {
    let set = text(
        "Câu 1: Một?\nA. a\nB. b\nĐáp án: A\nGhi chú ngoài lề của người soạn\nCâu 2: Hai?\nA. a\nB. b\nc còn tiếp\nĐáp án: A\nTrang 2/3\n",
    );
    assert_eq!(all(&set), ["Một? [a|b] A", "Hai? [a|b c còn tiếp] A"]);
    let [note] = set.notes.as_slice() else { panic!("{:?}", set.notes) };
    assert!(note.message.contains("“Ghi chú ngoài lề của người soạn” không thuộc câu hỏi nào"), "{note}");
}

#[test]
fn a_document_without_questions_says_so() {
    let error = read(&Docx::of(p("Báo cáo tháng 5") + &p("Kính gửi: Sở Nội vụ")).bytes(), "de.docx").unwrap_err();
    assert!(error.to_string().starts_with("Không tìm thấy câu hỏi nào trong tài liệu"), "{error}");
}

#[test]
fn a_handbook_is_no_set_of_questions() {
    let handbook = concat!(env!("CARGO_MANIFEST_DIR"), "/../content/so-tay.docx");
    let error = read(&std::fs::read(handbook).unwrap(), "so-tay.docx").unwrap_err().to_string();
    assert!(error.starts_with("Đây là sổ tay hỏi – đáp, không phải tệp Excel (.xlsx)"), "{error}");
    assert!(error.ends_with("Hãy tải tệp này lên ở mục Sổ tay, hoặc chọn tệp có các phương án A, B, C."), "{error}");
}
