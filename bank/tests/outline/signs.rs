//! The right choice by a mark or by how it looks.

use bank::questions::read;
use contest::banks::Level;

use crate::package::{look, p, para, r, table};
use crate::{all, docx, text};

const BOLD: &str = "<w:b/>";
const RED: &str = "<w:color w:val=\"FF0000\"/>";

#[test]
fn marks_of_the_right_choice() {
    for (a, b) in [
        ("A. a", "*B. b"),
        ("A. a", "* B. b"),
        ("A. a", "B. *b"),
        ("A. a", "B*. b"),
        ("A. a", "B. b*"),
        ("A. a", "B. b (đúng)"),
        ("A. a", "B. b [x]"),
        ("☐ A. a", "☑ B. b"),
        ("A. a", "✓ B. b"),
        ("A. a", "B. b ✔"),
    ] {
        assert_eq!(all(&text(&format!("Câu 1: Một?\n{a}\n{b}\n"))), ["Một? [a|b] B"], "{b}");
    }
    assert_eq!(all(&text("Câu 1: Một?\nA. a\t*B. b\tC. c\n")), ["Một? [a|b|c] B"]);
    assert_eq!(all(&text("Câu 1: Một?\nA. a\n**B. b**\nC. c\n")), ["Một? [a|b|c] B"]);
    assert_eq!(all(&text("Câu 1: Một?\n*A. a\nB. b\n*C. c\n")), ["Một? [a|b|c] AC"]);
    let markdown = read("## Phần I\n1. **Là gì?**\n   - A. a\n   - **B. b**\n".as_bytes(), "de.md").unwrap();
    assert_eq!(all(&markdown), ["Là gì? [a|b] B"]);
}

#[test]
fn looks_of_the_right_choice() {
    for properties in [
        BOLD,
        "<w:u w:val=\"single\"/>",
        RED,
        "<w:color w:val=\"C00000\" w:themeColor=\"accent2\"/>",
        "<w:color w:themeColor=\"accent2\"/>",
        "<w:highlight w:val=\"yellow\"/>",
        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFFF00\"/>",
        "<w:b/><w:color w:val=\"FF0000\"/>",
    ] {
        let body = p("Câu 1: Một?") + &p("A. a") + &look(properties, "B. b") + &p("C. c");
        assert_eq!(all(&docx(body)), ["Một? [a|b|c] B"], "{properties}");
        // Its text alone, its letter alone, on a line of several.
        let body = p("Câu 1: Một?") + &p("A. a") + &para("", &(r("", "B. ") + &r(properties, "b")));
        assert_eq!(all(&docx(body)), ["Một? [a|b] B"], "{properties}");
        let body = p("Câu 1: Một?") + &para("", &(r("", "A. a\t") + &r(properties, "B") + &r("", ". b\tC. c")));
        assert_eq!(all(&docx(body)), ["Một? [a|b|c] B"], "{properties}");
    }
    // Shading of the paragraph, and of a cell.
    let shaded = para("<w:shd w:val=\"clear\" w:fill=\"92D050\"/>", &r("", "B. b"));
    assert_eq!(all(&docx(p("Câu 1: Một?") + &p("A. a") + &shaded)), ["Một? [a|b] B"]);
    let cells = table(&[&["TT", "Câu hỏi", "A", "B"], &["1", "Một?", "a", "b"]]);
    assert!(read(&crate::package::Docx::of(cells.clone()).bytes(), "de.docx").unwrap().rows[0].question().is_none());
    let at = cells.rfind("<w:tcW").unwrap();
    let shaded = format!("{}<w:shd w:fill=\"FFFF00\"/>{}", &cells[..at], &cells[at..]);
    assert_eq!(all(&docx(shaded)), ["Một? [a|b] B"]);
}

#[test]
fn what_distinguishes_nothing_says_nothing() {
    for properties in [BOLD, RED] {
        let body =
            look(properties, "Câu 1: Một?") + &look(properties, "A. a") + &look(properties, "B. b") + &p("Đáp án: B");
        assert_eq!(all(&docx(body)), ["Một? [a|b] B"]);
    }
    // Bold letters before every choice, a bold word within one.
    let bold_letter = |letter: &str, rest: &str| para("", &(r(BOLD, letter) + &r("", rest)));
    let stressed = para("", &(r(BOLD, "B. ") + &r("", "tất cả trừ ") + &r(BOLD, "một") + &r("", " người dân ở đó")));
    let body = look(BOLD, "Câu 1: Một?") + &bold_letter("A.", " a") + &stressed + &p("Đáp án: A");
    assert_eq!(all(&docx(body)), ["Một? [a|tất cả trừ một người dân ở đó] A"]);
    // Nothing says which is right: refused, not guessed.
    let body = p("Câu 1: Một?") + &look(BOLD, "A. a") + &look(BOLD, "B. b");
    assert!(all(&docx(body))[0].contains("Chưa có đáp án đúng"));
}

#[test]
fn signs_that_contradict_are_refused() {
    let body = p("Câu 1: Một?") + &p("A. a") + &look(BOLD, "B. b") + &p("Đáp án: A");
    assert!(all(&docx(body))[0].contains("dòng “Đáp án” cho biết là A, còn chữ in đậm cho biết là B"));
    let body = p("Câu 1: Một?") + &look(RED, "A. a") + &look(BOLD, "B. b");
    assert!(all(&docx(body))[0].contains("Đáp án không thống nhất"));
    let body = p("Câu 1: Một?") + &p("A. a *") + &look(BOLD, "B. b");
    assert!(all(&docx(body))[0].contains("dấu đánh ở phương án cho biết là A, còn chữ in đậm cho biết là B"));
}

#[test]
fn a_choice_with_a_hash_keeps_its_place() {
    let anchored = |set: &str| {
        let set = text(set);
        assert_eq!(set.rows[0].problems(), []);
        set.questions().next().unwrap().anchored.iter().collect::<Vec<_>>()
    };
    assert_eq!(anchored("Câu 1: Một?\nA. a\n#B. b\nC. c\n#D. d\nĐáp án: A\n"), [1, 3]);
    assert_eq!(anchored("Câu 1: Một?\nA. a\n*#B. b\nC. #c\nD. d\n"), [1, 2]);
    assert_eq!(anchored("Câu 1: Một?\nA. a\nB. b\nC. c\nĐáp án: A\nGiữ vị trí: B\n"), [1]);
    // What the words say needs no mark.
    assert_eq!(anchored("Câu 1: Một?\nA. a\nB. b\n#C. Cả A và B\nĐáp án: A\n"), [0; 0]);
    assert_eq!(anchored("Câu 1: Một?\nA. a\nB. b\nC. c\n#D. Tất cả các phương án trên\nĐáp án: A\n"), [0; 0]);
    assert_eq!(all(&text("Câu 1: Một?\nA. a\nB. #b\nĐáp án: A\n")), ["Một? [a|b] A"]);
}

#[test]
fn the_highest_level_is_told_at_each_of_its_questions() {
    let set = text(
        "IV. VẬN DỤNG CAO\nCâu 1: Một?\nA. a\nB. b\nĐáp án: A\nCâu 2 [NB]: Hai?\nA. a\nB. b\nĐáp án: A\n\
         NHẬN BIẾT\nCâu 3 (VDC): Ba?\nA. a\nB. b\nĐáp án: B\n",
    );
    let levels = set.questions().map(|question| question.level).collect::<Vec<_>>();
    assert_eq!(levels, [Some(Level::Apply), Some(Level::Recall), Some(Level::Apply)]);
    let warned: Vec<usize> = set.rows.iter().map(|row| row.problems().len()).collect();
    assert_eq!(warned, [1, 0, 1], "{:?}", set.rows);
    assert!(set.rows[0].problems()[0].message.contains("“Vận dụng cao” được ghi là Vận dụng"));
    assert_eq!(set.questions().map(|question| question.stem.as_str()).collect::<Vec<_>>(), ["Một?", "Hai?", "Ba?"]);
}
