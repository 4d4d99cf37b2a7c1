//! Keys below questions, and keys that stand apart.

use crate::package::{lines, p, table};
use crate::{all, docx, text};

const QUESTIONS: &str = "Câu 1: Một?\nA. a\nB. b\nC. c\nCâu 2: Hai?\nA. d\nB. e\nC. f\nCâu 3: Ba?\nA. g\nB. h\nC. i\n";
const EXPECTED: [&str; 3] = ["Một? [a|b|c] C", "Hai? [d|e|f] B", "Ba? [g|h|i] A"];

#[test]
fn keys_below_a_question() {
    for key in [
        "Đáp án: C",
        "ĐÁP ÁN: C",
        "Đáp án đúng là C",
        "Đáp án đúng: C.",
        "ĐA: C",
        "Đ/A: c",
        "Đáp án C",
        "=> Chọn C",
        "Chọn đáp án C.",
        "Dap an: C",
        "(Đáp án: C)",
        "Đáp án:\nC",
        "Đáp án\nC",
        "Đáp án: c",
        "Trả lời: C",
    ] {
        assert_eq!(all(&text(&format!("Câu 1: Một?\nA. a\nB. b\nC. c\n{key}\n"))), ["Một? [a|b|c] C"], "{key}");
    }
    let set = text("Câu 1: Một?\nA. a\nB. b\nĐáp án: B. Vì Nghị quyết nói vậy.\n");
    assert_eq!(all(&set), ["Một? [a|b] B"]);
    assert_eq!(set.questions().next().unwrap().explanation.as_deref(), Some("Vì Nghị quyết nói vậy."));
}

#[test]
fn lists_of_keys() {
    for keys in [
        "ĐÁP ÁN\n1.C 2.B 3.A",
        "1-C; 2-B; 3-A",
        "BẢNG ĐÁP ÁN\n1. C\n2. B\n3. A",
        "HƯỚNG DẪN CHẤM\nCâu 1: C\nCâu 2: B\nCâu 3: A",
        "--- HẾT ---\nĐÁP ÁN\nCâu 1: C\tCâu 2: B\tCâu 3: A",
        "1C 2B 3A",
        "1. C\n2. B\n3. A",
        "HƯỚNG DẪN GIẢI\nCâu 1: Đáp án C. Vì thế\nCâu 2. Chọn B\nCâu 3: A",
    ] {
        assert_eq!(all(&text(&format!("{QUESTIONS}{keys}\n"))), EXPECTED, "{keys}");
    }
    // Before the questions.
    assert_eq!(all(&text(&format!("ĐÁP ÁN\n1.C 2.B 3.A\n{QUESTIONS}"))), EXPECTED);
}

#[test]
fn tables_of_keys() {
    for rows in [
        &[&["1.C", "2.B", "3.A"][..]][..],
        &[&["Câu", "1", "2", "3"], &["Đáp án", "C", "B", "A"]],
        &[&["Câu", "Đáp án"], &["1", "C"], &["2", "B"], &["3", "A"]],
        &[&["Câu", "ĐA", "Câu", "ĐA"], &["1", "C", "3", "A"], &["2", "B", "", ""]],
    ] {
        assert_eq!(all(&docx(lines(QUESTIONS) + &p("BẢNG ĐÁP ÁN") + &table(rows))), EXPECTED, "{rows:?}");
    }
}

#[test]
fn numbers_that_start_again_have_their_own_keys() {
    let part = |key: &str| format!("Câu 1: Hỏi {key}1?\nA. a\nB. b\nCâu 2: Hỏi {key}2?\nA. a\nB. b\n");
    let expected = ["Hỏi x1? [a|b] A", "Hỏi x2? [a|b] B", "Hỏi y1? [a|b] B", "Hỏi y2? [a|b] A"];
    let apart = format!("PHẦN I\n{}ĐÁP ÁN\n1.A 2.B\nPHẦN II\n{}ĐÁP ÁN\n1.B 2.A\n", part("x"), part("y"));
    assert_eq!(all(&text(&apart)), expected);
    let together = format!("PHẦN I\n{}PHẦN II\n{}ĐÁP ÁN\n1.A 2.B\n1.B 2.A\n", part("x"), part("y"));
    assert_eq!(all(&text(&together)), expected);
    let unclear = format!("PHẦN I\n{}PHẦN II\n{}ĐÁP ÁN\n1.A 2.B\n", part("x"), part("y"));
    assert!(all(&text(&unclear)).iter().all(|told| told.contains("Có 2 câu mang số")), "{:?}", all(&text(&unclear)));
}

#[test]
fn keys_that_contradict_are_refused() {
    let refused = |set: &str| all(&text(set)).remove(0);
    assert!(refused("Câu 1: Một?\nA. a\nB. b\nĐáp án: A\nĐáp án: B\n").contains("hai dòng đáp án khác nhau"));
    assert!(refused("Câu 1: Một?\nA. a\nB. b\nĐáp án: A\nĐÁP ÁN\n1.B\n").contains("Đáp án không thống nhất"));
    assert!(refused("Câu 1: Một?\nA. a\nB. b\nĐÁP ÁN\n1.B\n1.A\n").contains("nhiều đáp án khác nhau"));
    let set = text("Câu 1: Một?\nA. a\nB. b\nĐÁP ÁN\n1.B 7.C\n");
    assert_eq!(all(&set), ["Một? [a|b] B"]);
    assert!(set.notes[0].message.contains("có câu 7"), "{:?}", set.notes);
}
