use contest::banks::{ChoiceSet, Kind};
use proptest::prelude::*;

use super::*;

fn question(stem: &str, choices: &[&str]) -> Question {
    let is_true_false = choices.first() == Some(&"Đúng");
    Question {
        stem: stem.to_owned(),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        correct: ChoiceSet::EMPTY.with(0),
        anchored: ChoiceSet::EMPTY,
        kind: if is_true_false { Kind::TrueFalse } else { Kind::Single },
        topic: None,
        level: None,
        explanation: None,
        handbook_entry: None,
    }
}

fn of(one: (&str, &[&str]), other: (&str, &[&str])) -> u8 {
    let (one, other) = (question(one.0, one.1), question(other.0, other.1));
    let likeness = likeness(&Traits::of(&one), &Traits::of(&other));
    // What the index finds is what comparing each with each finds.
    let found = Index::new([(1, &one)]).like(&other);
    assert_eq!(found.first().map(|found| found.likeness), Some(likeness).filter(|likeness| *likeness >= LEAST));
    likeness
}

const ISSUERS: &[&str] = &["Chính phủ", "Quốc hội", "Bộ Nội vụ", "Bộ Chính trị"];

#[test]
fn the_same_in_other_words_is_alike() {
    let one = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 do cơ quan nào ban hành?";
    for other in [
        one,
        "Nghi quyet so 76/NQ-CP ngay 15/07/2021 do co quan nao ban hanh",
        "Cơ quan nào ban hành Nghị quyết số 76/NQ-CP ngày 15/7/2021?",
        "Nghị quyết số 76/NQ-CP do cơ quan nào ban hành?",
    ] {
        assert!(of((one, ISSUERS), (other, ISSUERS)) >= LEAST, "{other}");
    }
    assert_eq!(of((one, ISSUERS), (one, ISSUERS)), 100);
    // The same question with other wrong choices, and with another key: one of them must be wrong.
    assert!(of((one, ISSUERS), (one, &["Chính phủ", "UBND tỉnh"])) > 90);
    assert!(of((one, ISSUERS), (one, &["Tỉnh ủy", "UBND tỉnh"])) >= LEAST);
    let long = "UBND tỉnh Lai Châu giao cơ quan nào theo dõi, đôn đốc công tác CCHC năm 2024?";
    let written =
        "Ủy ban nhân dân tỉnh Lai Châu giao cơ quan nào theo dõi, đôn đốc công tác cải cách hành chính năm 2024?";
    assert_eq!(of((long, ISSUERS), (written, ISSUERS)), 100);
}

#[test]
fn numbers_names_and_negation_tell_apart() {
    for (one, other) in [
        ("Nghị quyết số 76/NQ-CP do cơ quan nào ban hành?", "Nghị quyết số 66/NQ-CP do cơ quan nào ban hành?"),
        ("Nghị quyết số 66-NQ/TW do cơ quan nào ban hành?", "Nghị quyết số 66/NQ-CP do cơ quan nào ban hành?"),
        (
            "Nội dung nào sau đây thuộc sáu nội dung cải cách?",
            "Nội dung nào sau đây không thuộc sáu nội dung cải cách?",
        ),
        ("Sau sắp xếp, tỉnh Lai Châu có mấy phường?", "Sau sắp xếp, tỉnh Lạng Sơn có mấy phường?"),
        ("Luật có hiệu lực từ ngày 01/7/2025 là luật nào?", "Luật có hiệu lực từ ngày 01/7/2026 là luật nào?"),
    ] {
        assert_eq!(of((one, ISSUERS), (other, ISSUERS)), 0, "{one} {other}");
    }
    let statement = "PAPI do UNDP tại Việt Nam khởi xướng.";
    let key: &[&str] = &["Đúng", "Sai"];
    assert_eq!(of((statement, key), ("PAPI do VCCI tại Việt Nam khởi xướng.", key)), 0);
    assert_eq!(of((statement, key), (statement, key)), 100);
}

#[test]
fn a_stem_that_says_nothing_is_told_by_its_choices() {
    let stem = "Phát biểu nào sau đây đúng?";
    assert!(
        of((stem, &["Cán bộ được bầu", "Công chức được bầu"]), (stem, &["PCI có mười chỉ số", "PCI có tám"])) < LEAST
    );
    assert_eq!(of((stem, ISSUERS), (stem, ISSUERS)), 100);
}

#[test]
fn pairs_are_each_once_and_bounded() {
    let same = question("Nghị quyết số 76/NQ-CP do cơ quan nào ban hành?", ISSUERS);
    let other = question("Chỉ số PCI có bao nhiêu chỉ số thành phần?", &["10", "8"]);
    let index = Index::new([(3, &same), (1, &other), (2, &same)]);
    assert_eq!(index.pairs(), [(3, 2, 100)]);
    assert_eq!(index.like(&same), [2, 3].map(|id| Similar { id, likeness: 100 }));
    let many = Index::new((0..200).map(|id| (id, &same)));
    assert_eq!((many.like(&same).len(), many.pairs().len()), (MOST, (0..200).map(|id| MOST.min(199 - id)).sum()));
    assert_eq!(Index::<u32>::new([]).pairs(), []);
}

proptest! {
    #[test]
    fn the_index_misses_nothing(stems in prop::collection::vec("[a-d]( [a-d1-2]){0,9}", 1..20)) {
        let questions: Vec<Question> = stems.iter().map(|stem| question(stem, ISSUERS)).collect();
        let traits: Vec<Traits> = questions.iter().map(Traits::of).collect();
        let index = Index::new(questions.iter().enumerate());
        for (place, one) in questions.iter().enumerate() {
            let mut expected: Vec<usize> = traits.iter().enumerate()
                .filter(|(_, other)| likeness(&traits[place], other) >= LEAST)
                .map(|(other, _)| other).collect();
            let mut found: Vec<usize> = index.like(one).into_iter().map(|similar| similar.id).collect();
            prop_assert!(found.contains(&place));
            found.sort_unstable();
            expected.truncate(MOST);
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn anything_can_be_compared(one in ".{0,80}", other in ".{0,80}", choice in ".{1,20}") {
        let (one, other) = (question(&one, &[&choice, "b"]), question(&other, &["a", &choice]));
        let (a, b) = (Traits::of(&one), Traits::of(&other));
        prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
        prop_assert!(likeness(&a, &a) == 100 || a.shingles.is_empty());
    }
}
