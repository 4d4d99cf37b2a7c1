use proptest::prelude::*;

use super::*;
use crate::face::Faces;

fn paragraph(text: &str) -> Text {
    Text { align: Align::Justified, indent: 28.0, ..Text::centered(text, Style::Regular, 12.0) }
}

proptest! {
    #[test]
    fn no_line_is_wider_than_its_measure_and_no_letter_is_lost(text in "[a-zA-Zđộế ]{0,400}", measure in 40.0..400.0_f32) {
        let faces = Faces::of(Family::Serif).unwrap();
        let lines = lines::lines(&faces, &Text { indent: 0.0, ..paragraph(&text) }, measure);
        for line in &lines {
            prop_assert!(line.width <= measure + 0.1);
        }
        let words: String = lines.iter().flat_map(|line| line.words.clone()).collect();
        prop_assert_eq!(words, text.replace(' ', ""));
        prop_assert_eq!(lines.iter().filter(|line| line.ends).count(), 1);
    }
}

#[test]
fn there_is_an_end_to_rows_and_a_file_has_a_part() {
    assert_eq!(pdf("", &[]), Err(PrintError::Empty));
    let row = Row { cells: vec!["1".to_owned()], bold: false };
    let column = Column { label: "TT".to_owned(), share: 1.0, align: Align::Center };
    let table = Table { columns: vec![column], rows: vec![row; MAX_ROWS + 1], size: 10.0 };
    let part = Part { landscape: false, blocks: vec![Block::Table(table)] };
    assert_eq!(pdf("", &[part]), Err(PrintError::TooMany(MAX_ROWS)));
}
