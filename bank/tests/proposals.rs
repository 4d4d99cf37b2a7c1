//! Proposals of the shipped handbook.
#![expect(clippy::unwrap_used, reason = "a helper of tests fails the test")]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use bank::handbook::{Handbook, read};
use bank::proposals::propose;

fn shipped() -> Handbook {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/so-tay.docx");
    read(&fs::read(path).unwrap(), "so-tay.docx").unwrap()
}

#[test]
fn each_says_where_it_comes_from() {
    let handbook = shipped();
    let text_of = |number: u32| {
        let entry = handbook.entries.iter().find(|entry| entry.number == number).unwrap();
        entry.answer_text()
    };
    let proposals = propose(&handbook);
    assert!(proposals.len() > 250, "{}", proposals.len());
    let mut keys = HashSet::new();
    let mut last = 0;
    for proposal in &proposals {
        assert_eq!(proposal.question.check(), Ok(()));
        assert!(keys.insert(&proposal.key), "{}", proposal.key);
        assert!(proposal.entry >= last, "{}", proposal.question.stem);
        last = proposal.entry;
        assert!(text_of(proposal.entry).contains(&proposal.sentence), "{}", proposal.sentence);
        assert_eq!(proposal.question.handbook_entry, Some(proposal.entry));
        let wrong: Vec<&String> = (0..proposal.question.choices.len())
            .filter(|place| !proposal.question.correct.contains(*place))
            .map(|place| &proposal.question.choices[place])
            .collect();
        let named: Vec<&String> = proposal.distractors.iter().map(|distractor| &distractor.choice).collect();
        assert_eq!(named, wrong);
        for distractor in &proposal.distractors {
            assert!(text_of(distractor.entry).contains(&distractor.sentence), "{distractor:?}");
        }
    }
    assert_eq!(propose(&handbook), proposals);
}
