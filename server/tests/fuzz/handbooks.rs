//! Handbooks that are nearly whole, for the proposals made of them.

use std::path::Path;

use bank::handbook::{Block, Entry, Handbook, read};
use bank::proposals::propose;

/// Entries of one input.
const ENTRIES: usize = 5;

/// Entries of the shipped handbook as text, some at a time, where something is proposed of them: a
/// question, its answer, an empty line.
pub fn entries() -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/so-tay.docx");
    let handbook = read(&std::fs::read(path).unwrap(), "so-tay.docx").unwrap();
    let text = |entry: &Entry| format!("{}\n{}", entry.question, entry.answer_text());
    let some = |entries: &[Entry]| entries.iter().map(text).collect::<Vec<_>>().join("\n\n").into_bytes();
    handbook.entries.chunks(ENTRIES).map(some).filter(|input| propose_from(input)).collect()
}

/// What is proposed can be asked, and is proposed again. Says whether anything is.
pub fn propose_from(input: &[u8]) -> bool {
    let text = String::from_utf8_lossy(input);
    let handbook = Handbook { entries: (1..).zip(text.split("\n\n")).map(entry).collect(), ..Handbook::default() };
    let proposals = propose(&handbook);
    for proposal in &proposals {
        assert_eq!(proposal.question.check(), Ok(()));
        assert_eq!(proposal.question.correct.len(), 1);
        assert_eq!(proposal.distractors.len() + 1, proposal.question.choices.len());
    }
    assert_eq!(propose(&handbook), proposals);
    !proposals.is_empty()
}

fn entry((number, text): (u32, &str)) -> Entry {
    let mut lines = text.lines();
    let question = lines.next().unwrap_or_default().to_owned();
    let mut answer: Vec<Block> = Vec::new();
    for line in lines {
        match (line.strip_prefix("- "), answer.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item.to_owned()),
            (Some(item), _) => answer.push(Block::List(vec![item.to_owned()])),
            (None, _) => answer.push(Block::Paragraph(line.to_owned())),
        }
    }
    Entry { number, part: None, section: None, question, answer, legal_basis: Vec::new() }
}
