//! A set that is written as a Word document is read as it was.

use std::fs;
use std::path::Path;

use bank::questions::{Format, read, write};
use contest::banks::Question;

#[test]
fn the_shipped_bank_comes_back() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/ngan-hang.xlsx");
    let set = read(&fs::read(path).unwrap(), "ngan-hang.xlsx").unwrap();
    let questions: Vec<Question> = set.questions().cloned().collect();
    let written = write(&questions, Format::Docx).unwrap();
    let again = read(&written.bytes, "ngan-hang.docx").unwrap();
    assert_eq!(again.refused().count(), 0);
    for (again, question) in again.questions().zip(&questions) {
        assert_eq!(again, question);
    }
    assert_eq!((again.questions().count(), again.notes.len()), (240, 0));
}
