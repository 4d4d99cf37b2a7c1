//! Questions as pages of the bank show them.

use app::banks::QuestionView;
use contest::banks::Question;

/// A question with its key, and the number by which a round names it.
pub(super) fn numbered(number: i64, question: Question) -> QuestionView {
    let mut view = to_view(question);
    view.about.insert(0, format!("mã {number}"));
    view
}

/// A question with its key, for those who keep the bank.
pub(super) fn to_view(question: Question) -> QuestionView {
    let about = about(&question);
    let correct = question.correct;
    QuestionView {
        stem: question.stem,
        choices: question
            .choices
            .into_iter()
            .enumerate()
            .map(|(place, text)| (text, correct.contains(place)))
            .collect(),
        about,
        explanation: question.explanation,
    }
}

/// Topic, level, kind, choices that keep their place, handbook entry: what is known beside its words.
pub(super) fn about(question: &Question) -> Vec<String> {
    let topic = question.topic.as_ref().map(|topic| topic.0.clone());
    let level = question.level.map(|level| level.label().to_owned());
    let kind = question.kind.label().to_owned();
    let entry = question.handbook_entry.map(|number| format!("sổ tay câu {number}"));
    topic.into_iter().chain(level).chain([kind]).chain(question.order_in_words()).chain(entry).collect()
}
