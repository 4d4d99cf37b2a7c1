//! What is written is read back as it was, in every format and through chains of them; what a
//! format does not carry is told.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use bank::Place;
use bank::questions::{Format, WriteError, read, write};
use contest::banks::{ChoiceSet, Kind, Level, Question, Topic, telling_anchors};
use contest::text::squeeze;
use proptest::prelude::*;

/// Formats that carry everything a question has.
const WHOLE: [Format; 6] = [Format::Gift, Format::MoodleXml, Format::Qti, Format::Json, Format::Csv, Format::Xlsx];

/// A text with whatever means something in one of the formats, squeezed, never empty.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "~",
        "=",
        "#",
        "####",
        ":",
        "::",
        "\\",
        "\\n",
        "//",
        "$CATEGORY: a",
        "[html]",
        "[",
        "]",
        "%50%",
        "%",
        "->",
        "<b>",
        "<br>",
        "</p>",
        "<",
        ">",
        "&",
        "&amp;",
        "&lt;",
        "\"",
        "'",
        ",",
        ";",
        "\t",
        "A. ",
        "B) ",
        "c) ",
        "ANSWER: A",
        "ĐÁP ÁN: B",
        "Đáp án: C",
        "Giải thích: vì",
        "Câu 1: ",
        "Câu hỏi 2.",
        "TRUE",
        "T",
        "]]>",
        "<![CDATA[",
        "<!--",
        "_x0041_",
        "+1",
        "-1",
        "@a",
        "=1+1",
        "*",
        "**",
        "`",
        "_____",
        "A",
        "B",
        "1",
        "2",
        "0",
        "Đúng",
        "Sai",
        "một",
        "hai",
        "ệ",
        "🦀",
        " ",
        "?",
        ".",
        "_",
    ]);
    prop::collection::vec(pieces, 1..6)
        .prop_map(|pieces| squeeze(&pieces.concat()))
        .prop_filter("words", |text| !text.is_empty())
}

fn choices() -> impl Strategy<Value = Vec<String>> {
    let some = prop::collection::vec(text(), 2..6).prop_filter("different", |choices| {
        let lower: Vec<String> = choices.iter().map(|choice| choice.to_lowercase()).collect();
        (1..lower.len()).all(|at| !lower[..at].contains(&lower[at]))
    });
    let fixed = |texts: &[&str]| Just(texts.iter().map(ToString::to_string).collect::<Vec<_>>());
    prop_oneof![
        8 => some,
        1 => fixed(&["Đúng", "Sai"]),
        1 => fixed(&["True", "False"]),
        1 => fixed(&["A. Một", "B. Hai", "C. Ba"]),
        1 => fixed(&["B", "A", "2", "1"]),
    ]
}

fn question() -> impl Strategy<Value = Question> {
    let beside = (
        prop::option::of(text()),
        prop::option::of(prop::sample::select(Level::ALL.to_vec())),
        prop::option::of(text()),
        prop::option::of(1..1_000_u32),
    );
    // Most questions have no anchors.
    let anchors = prop_oneof![2 => Just(0), 1 => any::<u16>()];
    (text(), choices(), any::<u16>(), anchors, beside).prop_map(
        |(stem, choices, bits, anchors, (topic, level, explanation, handbook_entry))| {
            let is_true_false = Question::is_true_false(&choices);
            let mut correct: ChoiceSet = (0..choices.len()).filter(|position| bits & (1 << position) != 0).collect();
            if correct.is_empty() || is_true_false {
                correct = [usize::from(bits) % choices.len()].into_iter().collect();
            }
            let kind = if is_true_false {
                Kind::TrueFalse
            } else if correct.len() > 1 {
                Kind::Multiple
            } else {
                Kind::Single
            };
            let anchored =
                telling_anchors(&choices, (0..choices.len()).filter(|place| anchors & 1 << place != 0).collect());
            let topic = topic.map(Topic);
            Question { stem, choices, correct, anchored, kind, topic, level, explanation, handbook_entry }
        },
    )
}

fn questions() -> impl Strategy<Value = Vec<Question>> {
    prop::collection::vec(question(), 1..6).prop_filter("different stems", |questions| {
        let lower: Vec<String> = questions.iter().map(|question| question.stem.to_lowercase()).collect();
        (1..lower.len()).all(|at| !lower[..at].contains(&lower[at]))
    })
}

/// Through a format and back.
fn through(questions: &[Question], format: Format) -> Vec<Question> {
    let written = write(questions, format).unwrap();
    assert_eq!(written.notes, [], "{format:?}\n{}", String::from_utf8_lossy(&written.bytes));
    let set = read(&written.bytes, &format!("de.{}", format.extension())).unwrap();
    assert_eq!(set.refused().count(), 0, "{format:?}: {set:?}");
    set.questions().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_formats_give_back_everything(questions in questions(), format in prop::sample::select(WHOLE.to_vec())) {
        prop_assert!(questions.iter().all(|question| question.check().is_ok()));
        prop_assert_eq!(through(&questions, format), questions);
    }

    #[test]
    fn chains_give_back_everything(questions in questions(), chain in prop::collection::vec(prop::sample::select(WHOLE.to_vec()), 2..5)) {
        let end = chain.iter().fold(questions.clone(), |questions, format| through(&questions, *format));
        prop_assert_eq!(end, questions);
    }

    #[test]
    fn aiken_gives_back_questions_with_one_answer(questions in questions()) {
        let single: Vec<Question> = questions.iter().filter(|question| question.correct.len() == 1).cloned().collect();
        let bare = |question: &Question| Question {
            anchored: ChoiceSet::EMPTY, topic: None, level: None, explanation: None, handbook_entry: None, ..question.clone()
        };
        let written = match write(&questions, Format::Aiken) {
            Ok(written) => written,
            Err(error) => {
                prop_assert_eq!(error, WriteError::NoneFits(Format::Aiken));
                prop_assert!(single.is_empty());
                return Ok(());
            }
        };
        let set = read(&written.bytes, "de.txt").unwrap();
        let back: Vec<Question> = set.questions().cloned().collect();
        prop_assert_eq!(back, single.iter().map(bare).collect::<Vec<_>>(), "{}", String::from_utf8_lossy(&written.bytes));
        let left_out = written.notes.iter().filter(|note| note.place != Place::File).count();
        prop_assert_eq!(left_out, questions.len() - single.len());
        let has_topic = single.iter().any(|question| question.topic.is_some());
        let says_topic = written.notes.iter().any(|note| note.message.contains("lĩnh vực"));
        prop_assert_eq!(has_topic, says_topic);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_questions_give_the_same_bytes(questions in questions()) {
        for format in Format::ALL {
            prop_assert_eq!(write(&questions, format), write(&questions, format));
        }
    }
}

fn sample() -> Question {
    Question {
        stem: "Là gì?".into(),
        choices: vec!["=1+1".into(), "@b".into(), "c".into()],
        correct: [0, 2].into_iter().collect(),
        anchored: ChoiceSet::EMPTY,
        kind: Kind::Multiple,
        topic: Some(Topic("Thể chế".into())),
        level: Some(Level::Apply),
        explanation: Some("Vì thế.".into()),
        handbook_entry: Some(12),
    }
}

#[test]
fn what_is_lost_is_told_with_its_question() {
    let single =
        Question { correct: [1].into_iter().collect(), kind: Kind::Single, stem: "Là ai?".into(), ..sample() };
    let notes: Vec<String> =
        write(&[sample(), single.clone()], Format::Aiken).unwrap().notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "Câu 1: Aiken chỉ ghi được câu có một đáp án đúng nên câu này không có trong tệp.",
            "Cả tệp: Aiken không ghi được lĩnh vực (1 câu).",
            "Cả tệp: Aiken không ghi được mức độ (1 câu).",
            "Cả tệp: Aiken không ghi được giải thích (1 câu).",
            "Cả tệp: Aiken không ghi được câu sổ tay (1 câu).",
        ]
    );
    let double = Question { stem: "là AI?".into(), ..sample() };
    let notes = write(&[single, double], Format::Json).unwrap().notes;
    assert_eq!(notes[0].place, Place::Question(2));
    assert!(notes[0].message.contains("Trùng câu hỏi"), "{notes:?}");
    assert_eq!(write(&[], Format::Json), Err(WriteError::Nothing));
    assert_eq!(write(&[sample()], Format::Aiken), Err(WriteError::NoneFits(Format::Aiken)));
}

#[test]
fn choices_keep_their_place_in_every_format_that_can_say_it() {
    let anchored = |places: &[usize]| Question {
        stem: format!("Câu nào giữ {places:?}?"),
        choices: ["Một", "Hai", "Ba", "Bốn"].map(str::to_owned).into(),
        correct: [1].into_iter().collect(),
        anchored: places.iter().copied().collect(),
        kind: Kind::Single,
        ..sample()
    };
    let about_all = Question {
        stem: "Câu nào nói về mọi phương án?".into(),
        choices: ["Một", "Hai", "Ba", "Tất cả các phương án trên"].map(str::to_owned).into(),
        ..anchored(&[0])
    };
    let questions = [anchored(&[]), anchored(&[3]), anchored(&[0, 2]), anchored(&[0, 1, 2, 3]), about_all];
    for format in WHOLE.into_iter().chain([Format::Docx]) {
        assert_eq!(through(&questions, format), questions, "{format:?}");
    }
    let notes = write(&questions, Format::Aiken).unwrap().notes;
    assert!(
        notes.iter().any(|note| note.message == "Aiken không ghi được vị trí giữ của phương án (4 câu)."),
        "{notes:?}"
    );
    // Nothing is told apart that no paper would.
    let same = Question { anchored: [3].into_iter().collect(), ..questions[4].clone() };
    let unsaid = Question { anchored: ChoiceSet::EMPTY, ..same.clone() };
    for format in WHOLE {
        assert_eq!(through(std::slice::from_ref(&same), format), std::slice::from_ref(&unsaid), "{format:?}");
    }
}

#[test]
fn a_spreadsheet_calculates_no_cell_of_the_csv() {
    let bytes = write(&[sample()], Format::Csv).unwrap().bytes;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text,
        "\u{FEFF}STT,Câu hỏi,Phương án A,Phương án B,Phương án C,Đáp án đúng,Lĩnh vực,Mức độ,Giải thích,Câu sổ tay\n\
         1,Là gì?, =1+1, @b,c,\"A, C\",Thể chế,Vận dụng,Vì thế.,12\n"
    );
}

#[test]
fn gift_reads_as_moodle_expects_it() {
    let bytes = write(&[sample()], Format::Gift).unwrap().bytes;
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "$CATEGORY: $course$/top/Thể chế\n\n// [tag:Vận dụng] [tag:Câu sổ tay 12]\n::Câu 1::[plain]Là gì? {\n\
         ~%50%\\=1+1\n~%-100%@b\n~%50%c\n####Vì thế.\n}\n\n"
    );
}

#[test]
fn the_shipped_bank_goes_through_every_format() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../content/ngan-hang.xlsx")).unwrap();
    let shipped: Vec<Question> = read(&bytes, "ngan-hang.xlsx").unwrap().questions().cloned().collect();
    assert_eq!(shipped.len(), 240);
    let end = WHOLE.iter().fold(shipped.clone(), |questions, format| through(&questions, *format));
    assert_eq!(end, shipped);
}
