//! How long a file of 150 printed pages takes: the figure in docs/PERFORMANCE.md.

use std::time::{Duration, Instant};

use bank::questions::read;

use crate::maker::Pdf;

/// Pages of 35 lines of some 60 letters.
const PAGES: usize = 150;
const ON_A_PAGE: usize = 5;
/// A debug build on a machine that many share; alone it takes less than a second.
const GOAL: Duration = Duration::from_secs(90);

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is measured")]
fn a_hundred_and_fifty_pages_are_read_at_once() {
    let mut pdf = Pdf::new();
    for page in 0..PAGES {
        let mut lines = Vec::new();
        for number in page * ON_A_PAGE + 1..=(page + 1) * ON_A_PAGE {
            lines.push(format!("Câu {number}: Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ quy định"));
            lines.push(format!("nội dung nào về cải cách lần thứ {number}?"));
            for letter in 0..4 {
                let mark = if letter == number % 4 { "*" } else { "" };
                lines.push(format!(
                    "{mark}{}. Nội dung thứ {letter} mà cơ quan hành chính các cấp thực hiện",
                    contest::banks::letter(letter)
                ));
            }
        }
        pdf.page(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let bytes = pdf.bytes();
    let begun = Instant::now();
    let set = read(&bytes, "de.pdf").unwrap();
    let took = begun.elapsed();
    assert_eq!(set.questions().count(), PAGES * ON_A_PAGE);
    println!("{} KB, {PAGES} pages: {took:?}", bytes.len() / 1024);
    assert!(took < GOAL, "{took:?}");
}
