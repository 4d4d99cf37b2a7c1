//! A proposal as its card shows it.

use app::banks::{DecidedView, DistractorView, LikeView, ProposalView};
use engine::banks::proposals::{Decided, LikeQuestion, ListedProposal, Made, Standing};

use super::proposals_address;
use crate::banks::{
    organiser::{
        compare::{Heading, marked, side_by_side},
        question_address,
        questions::about,
    },
    shelf,
};

/// Where a proposal stands, as people read it.
pub(super) const fn label(standing: Standing) -> &'static str {
    match standing {
        Standing::Waiting => "Chờ xem",
        Standing::Accepted => "Đã nhận",
        Standing::Changed => "Đã sửa và nhận",
        Standing::Refused => "Đã bỏ",
    }
}

/// Where a proposal is changed.
pub(super) fn edit_address(bank_id: i64, handbook_id: i64, key: &str) -> String {
    format!("{}/{handbook_id}/{key}", proposals_address(bank_id))
}

/// The card.
pub(super) fn to_view(bank_id: i64, made: &Made, listed: ListedProposal) -> ProposalView {
    let ListedProposal { proposal, decided, like } = listed;
    let question = &proposal.question;
    let asks = made.entry(proposal.entry).map(|entry| entry.question.as_str()).unwrap_or_default();
    let facts: Vec<&String> = question
        .choices
        .iter()
        .enumerate()
        .filter(|(place, _)| question.correct.contains(*place))
        .map(|(_, text)| text)
        .collect();
    let like = like.into_iter().map(|like| {
        let one = Heading { title: "Câu đề xuất".to_owned(), href: None, about: about(question) };
        let LikeQuestion { number, question: known, likeness } = like;
        let other = Heading {
            title: format!("Câu {number} của ngân hàng"),
            href: Some(question_address(bank_id, number)),
            about: about(&known),
        };
        let (one, other) = side_by_side((one, question), (other, &known));
        LikeView { likeness, one, other }
    });
    let distractors = proposal.distractors.iter().map(|distractor| DistractorView {
        choice: distractor.choice.clone(),
        entry: (shelf::address(distractor.entry), distractor.entry),
        sentence: marked(&distractor.sentence, &distractor.choice),
    });
    ProposalView {
        like: like.collect(),
        distractors: distractors.collect(),
        stem: question.stem.clone(),
        choices: question
            .choices
            .iter()
            .enumerate()
            .map(|(place, text)| (text.clone(), question.correct.contains(place)))
            .collect(),
        about: about(question),
        rule: (proposal.rule.label(), proposal.rule.explain()),
        entry: (shelf::address(proposal.entry), format!("Câu {} của sổ tay: {asks}", proposal.entry)),
        sentence: marked(&proposal.sentence, facts.first().map(|fact| fact.as_str()).unwrap_or_default()),
        decided: decided.map(|decided| decided_view(bank_id, decided)),
        edit: edit_address(bank_id, made.handbook.id, &proposal.key),
        key: proposal.key,
    }
}

fn decided_view(bank_id: i64, decided: Decided) -> DecidedView {
    let Decided { standing, by, at, question, reason, undoable } = decided;
    let reason = reason.map_or_else(String::new, |reason| format!(" Lý do: {reason}."));
    DecidedView {
        label: label(standing),
        refused: standing == Standing::Refused,
        line: format!("{by}, {}.{reason}", at.long()),
        question: question.map(|number| (question_address(bank_id, number), format!("Câu {number} của ngân hàng"))),
        undoable,
    }
}
