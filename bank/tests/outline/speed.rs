//! How long a document of 150 printed pages takes: the figure in docs/PERFORMANCE.md.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use bank::questions::read;

use crate::package::{Docx, p, para, r};

/// Some 6 questions of 5 lines fill a printed page.
const QUESTIONS: usize = 900;
/// A debug build on a busy machine; a release build takes a fiftieth.
const GOAL: Duration = Duration::from_secs(10);

/// Questions whose runs are split as Word splits them, one choice of each in bold.
fn pages() -> String {
    let mut body = String::new();
    for number in 1..=QUESTIONS {
        let stem = format!("Câu {number}: ")
            + "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ quy định nội dung nào về cải cách ";
        let words: String = stem.split_inclusive(' ').map(|word| r("<w:sz w:val=\"26\"/>", word)).collect();
        body += &para("<w:jc w:val=\"both\"/>", &(words + &r("", &format!("lần thứ {number}?"))));
        for (position, letter) in ('A'..='D').enumerate() {
            let look = if position == number % 4 { "<w:b/>" } else { "" };
            body += &para(
                "",
                &r(
                    look,
                    &format!("{letter}. Nội dung thứ {position} mà cơ quan hành chính nhà nước các cấp phải thực hiện"),
                ),
            );
        }
    }
    let mut key = String::from("ĐÁP ÁN: ");
    for number in 1..=QUESTIONS {
        let _ = write!(key, "{number}.{} ", ['A', 'B', 'C', 'D'][number % 4]);
    }
    body + &p("BẢNG ĐÁP ÁN") + &p(key.trim_start_matches("ĐÁP ÁN: "))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is measured")]
fn a_hundred_and_fifty_pages_are_read_at_once() {
    let bytes = Docx::of(pages()).bytes();
    let begun = Instant::now();
    let set = read(&bytes, "de.docx").unwrap();
    let took = begun.elapsed();
    assert_eq!(set.questions().count(), QUESTIONS);
    println!("{} KB, {QUESTIONS} questions: {took:?}", bytes.len() / 1024);
    assert!(took < GOAL, "{took:?}");
}
