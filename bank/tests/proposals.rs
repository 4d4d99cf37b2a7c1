//! Proposals of the shipped handbook, and of whatever a handbook may hold.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use bank::handbook::{Block, Entry, Handbook, read};
use bank::proposals::{MAX_PROPOSALS, Proposal, Rule, propose};
use bank::similar::Index;
use contest::banks::Kind;
use proptest::prelude::*;
use serde::Deserialize;

static HANDBOOK: LazyLock<Handbook> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/so-tay.docx");
    read(&fs::read(path).unwrap(), "so-tay.docx").unwrap()
});
static PROPOSALS: LazyLock<Vec<Proposal>> = LazyLock::new(|| propose(&HANDBOOK));

fn right(proposal: &Proposal) -> &String {
    &proposal.question.choices[proposal.question.correct.iter().next().unwrap()]
}

fn wrong(proposal: &Proposal) -> Vec<&String> {
    proposal.distractors.iter().map(|distractor| &distractor.choice).collect()
}

/// What holds of every proposal of any handbook.
fn hold_together(handbook: &Handbook, proposals: &[Proposal]) {
    let text_of = |number: u32| {
        let entry = handbook.entries.iter().find(|entry| entry.number == number).unwrap();
        entry.answer_text()
    };
    let mut keys = HashSet::new();
    assert!(proposals.len() <= MAX_PROPOSALS);
    for proposal in proposals {
        let question = &proposal.question;
        assert_eq!(question.check(), Ok(()));
        assert_eq!((question.kind, question.choices.len(), question.correct.len()), (Kind::Single, 4, 1));
        assert!(question.stem.ends_with('?') && question.stem.matches('?').count() == 1, "{}", question.stem);
        assert!(keys.insert(&proposal.key), "{}", proposal.key);
        assert_eq!(question.handbook_entry, Some(proposal.entry));
        assert!(text_of(proposal.entry).contains(&proposal.sentence), "{}", proposal.sentence);
        let others: Vec<&String> = question.choices.iter().filter(|choice| *choice != right(proposal)).collect();
        assert_eq!(wrong(proposal), others);
        for distractor in &proposal.distractors {
            assert!(text_of(distractor.entry).contains(&distractor.sentence), "{distractor:?}");
        }
    }
}

#[test]
fn the_shipped_handbook_gives_at_least_300() {
    assert!(PROPOSALS.len() >= 300, "{}", PROPOSALS.len());
    hold_together(&HANDBOOK, &PROPOSALS);
    let numbers: Vec<u32> = PROPOSALS.iter().map(|proposal| proposal.entry).collect();
    assert!(numbers.is_sorted());
    let rules: HashSet<Rule> = PROPOSALS.iter().map(|proposal| proposal.rule).collect();
    assert_eq!(rules.len(), Rule::ALL.len(), "{rules:?}");
    assert_eq!(propose(&HANDBOOK), *PROPOSALS);
}

#[derive(Deserialize)]
struct Judged {
    key: String,
    stem: String,
    choices: Vec<String>,
    right: usize,
    verdict: Verdict,
    reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    AsIs,
    LightEdit,
    Unusable,
}

/// A person read these 100, chosen by their keys over all rules. Who changes a rule reads again what it changed:
/// those still made must be no worse, and most must still be made.
#[test]
fn those_judged_usable_are_still_made() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judged/so-tay.json");
    let judged: Vec<Judged> = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    assert_eq!(judged.len(), 100);
    assert!(judged.iter().all(|judged| !judged.reason.is_empty()));
    let share = |judged: &[&Judged]| {
        judged.iter().filter(|judged| judged.verdict == Verdict::AsIs).count() * 100 / judged.len()
    };
    let recorded = share(&judged.iter().collect::<Vec<_>>());
    assert!(recorded >= 80, "{recorded}");
    let made: HashMap<&str, &Proposal> = PROPOSALS.iter().map(|proposal| (proposal.key.as_str(), proposal)).collect();
    let as_judged = |judged: &&Judged| {
        made.get(judged.key.as_str()).is_some_and(|proposal| {
            proposal.question.stem == judged.stem
                && proposal.question.choices == judged.choices
                && right(proposal) == &judged.choices[judged.right]
        })
    };
    let still: Vec<&Judged> = judged.iter().filter(as_judged).collect();
    assert!(still.len() >= 80, "{} of the judged are made as they were: judge a new sample", still.len());
    assert!(share(&still) >= recorded, "{} < {recorded}", share(&still));
}

#[test]
fn no_question_has_two_right_choices() {
    // Of questions that ask nearly the same, none takes for wrong what another takes for right.
    let index = Index::new(PROPOSALS.iter().map(|proposal| &proposal.question).enumerate());
    for (one, other, likeness) in index.pairs() {
        let (one, other) = (&PROPOSALS[one], &PROPOSALS[other]);
        if likeness >= 85 {
            assert!(!wrong(one).contains(&right(other)), "{} {}", one.question.stem, other.question.stem);
        }
    }
    // What the reader of handbooks found out about documents, by itself, agrees.
    let references: Vec<_> = HANDBOOK.entries.iter().flat_map(|entry| &entry.legal_basis).collect();
    let mut checked = 0;
    for proposal in PROPOSALS.iter().filter(|proposal| proposal.rule == Rule::DocumentDate) {
        let words: Vec<&str> = proposal.question.stem.split([' ', '?']).collect();
        for reference in references.iter().filter(|reference| words.contains(&reference.number.as_str())) {
            let Some(date) = reference.date else { continue };
            assert_eq!(*right(proposal), format!("Ngày {date}"), "{}", proposal.question.stem);
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn the_order_of_entries_changes_no_answer() {
    let mut turned = HANDBOOK.clone();
    turned.entries.reverse();
    let proposals = propose(&turned);
    hold_together(&turned, &proposals);
    let answers: HashMap<&str, &String> =
        PROPOSALS.iter().map(|proposal| (proposal.question.stem.as_str(), right(proposal))).collect();
    let known: Vec<(&Proposal, &&String)> = proposals
        .iter()
        .filter_map(|proposal| Some((proposal, answers.get(proposal.question.stem.as_str())?)))
        .collect();
    assert!(known.len() > 250, "{}", known.len());
    for (proposal, answer) in known {
        // Of a list any item is a right one.
        let of_list = [Rule::ListMember, Rule::ListOutsider].contains(&proposal.rule);
        assert!(of_list || right(proposal) == *answer, "{}", proposal.question.stem);
    }
}

#[test]
fn a_hostile_handbook_ends() {
    let entry = |number: u32, question: &str, answer: Vec<Block>| Entry {
        number,
        part: None,
        section: None,
        question: question.to_owned(),
        answer,
        legal_basis: Vec::new(),
    };
    let decree = |number: u32| {
        format!(
            "Nghị định số {number}/2020/NĐ-CP ngày 01/01/2020 về việc số {number} thay thế Nghị định số {}/2019/NĐ-CP",
            number + 1
        )
    };
    let one_line: String = (0..5_000).map(|number| decree(number) + ", ").collect();
    let many: Vec<Block> = (0..800)
        .map(|number| Block::Paragraph(format!("{}. Luật này gồm 7 chương, 45 điều.", decree(number))))
        .collect();
    let list = (0..5_000).map(|number| format!("Mục {number}: tiếp nhận {number} hồ sơ, đạt {}%", number % 100));
    let answers = vec![
        vec![Block::Paragraph(one_line)],
        many,
        vec![Block::Paragraph("Gồm các việc sau:".to_owned()), Block::List(list.collect())],
    ];
    let long = "Những nội dung nào? ".repeat(50_000);
    let mut entries: Vec<Entry> =
        (1..).zip(answers).map(|(number, answer)| entry(number, "Luật có những nội dung nào?", answer)).collect();
    entries.push(entry(4, &long, vec![Block::Paragraph(long.clone())]));
    for number in 5..500 {
        let text = format!(
            "PAPI{number} là Chỉ số của tỉnh Lào Cai, từ ngày 0{}/5/20{}, có {number} xã.",
            number % 9 + 1,
            number % 80 + 10
        );
        entries.push(entry(number, "PAPI là gì?", vec![Block::Paragraph(text)]));
    }
    let handbook = Handbook { entries, ..Handbook::default() };
    hold_together(&handbook, &propose(&handbook));
    assert_eq!(propose(&Handbook::default()), []);
}

/// How an entry is spoilt.
#[derive(Clone, Debug)]
enum Spoil {
    Drop(usize),
    Double(usize),
    Cut(usize, usize),
    Join(usize, String),
}

fn spoilt(block: Block, spoils: &[Spoil]) -> Block {
    let mend = |text: String| {
        let mut letters: Vec<char> = text.chars().collect();
        for spoil in spoils {
            match spoil {
                Spoil::Cut(from, length) if !letters.is_empty() => {
                    let from = from % letters.len();
                    let to = (from + length).min(letters.len());
                    letters.drain(from..to);
                }
                Spoil::Join(at, text) if !letters.is_empty() => {
                    let at = at % letters.len();
                    letters.splice(at..at, text.chars());
                }
                Spoil::Drop(_) | Spoil::Double(_) | Spoil::Cut(..) | Spoil::Join(..) => {}
            }
        }
        contest::text::squeeze(&letters.into_iter().collect::<String>())
    };
    match block {
        Block::Paragraph(text) => Block::Paragraph(mend(text)),
        Block::List(items) => Block::List(items.into_iter().map(mend).collect()),
        Block::NumberedList(items) => Block::NumberedList(items.into_iter().map(mend).collect()),
    }
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let bits = prop::sample::select(vec![
        ": ",
        "; ",
        ". ",
        ", ",
        " (",
        "“",
        "\"",
        "này ",
        " năm 2025 ",
        "76/NQ-CP",
        "Luật ",
        "Theo ",
        "ngày 31/02/2025",
        "100%",
        "…",
        "số ",
    ]);
    prop_oneof![
        any::<usize>().prop_map(Spoil::Drop),
        any::<usize>().prop_map(Spoil::Double),
        (any::<usize>(), 0..40_usize).prop_map(|(from, length)| Spoil::Cut(from, length)),
        (any::<usize>(), bits).prop_map(|(at, text)| Spoil::Join(at, text.to_owned())),
        (any::<usize>(), ".{0,12}").prop_map(|(at, text)| Spoil::Join(at, text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_spoilt_handbook_gives_whole_questions(
        start in 0..100_usize,
        spoils in prop::collection::vec(spoil(), 1..12),
        extra in ".{0,200}",
    ) {
        let mut entries: Vec<Entry> = HANDBOOK.entries.iter().cycle().skip(start).take(14).cloned().collect();
        for entry in &mut entries {
            let mut answer: Vec<Block> = std::mem::take(&mut entry.answer);
            for spoil in &spoils {
                match spoil {
                    Spoil::Drop(at) if answer.len() > 1 => drop(answer.remove(at % answer.len())),
                    Spoil::Double(at) if !answer.is_empty() => answer.push(answer[at % answer.len()].clone()),
                    _ => {}
                }
            }
            entry.answer = answer.into_iter().map(|block| spoilt(block, &spoils)).collect();
            entry.answer.push(Block::Paragraph(extra.clone()));
        }
        let handbook = Handbook { entries, ..Handbook::default() };
        let proposals = propose(&handbook);
        hold_together(&handbook, &proposals);
        prop_assert_eq!(propose(&handbook), proposals);
    }
}
