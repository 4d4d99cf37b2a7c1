//! Steps of practice as its page shows them.

use app::{
    banks::{AnsweredView, PracticeAsk, PracticeChooser, PracticeStep, PracticeSummary, PracticeTopic, PracticeWrong},
    components::SelectOption,
    results::MarkedChoiceView,
};
use contest::{
    banks::{ChoiceSet, Question},
    text::{fold, group},
};
use engine::banks::practice::{PracticeQuestion, PracticeToken};

use super::address_of;
use crate::banks::shelf::{Shelf, address};

/// What one may ask for: the second is chosen unless something else is.
const COUNTS: [usize; 3] = [10, 5, 20];
/// What questions without a topic are about.
const NO_TOPIC: &str = "Nội dung khác";

pub(super) fn choose(questions: &[PracticeQuestion]) -> PracticeStep {
    if questions.is_empty() {
        return PracticeStep::Nothing;
    }
    let mut topics: Vec<(String, usize)> = Vec::new();
    for topic in questions.iter().filter_map(|question| question.question.topic.as_ref()) {
        match topics.iter_mut().find(|(name, _)| *name == topic.0) {
            Some((_, count)) => *count += 1,
            None => topics.push((topic.0.clone(), 1)),
        }
    }
    topics.sort_by_cached_key(|(name, _)| fold(name));
    let option = |(name, count): (String, usize)| {
        let label = format!("{name} ({count} câu)");
        SelectOption::new(name, label)
    };
    PracticeStep::Choose(PracticeChooser {
        topics: topics.into_iter().map(option).collect(),
        counts: COUNTS.into(),
        about: format!("Có {} câu luyện tập, không câu nào nằm trong đề thi sắp tới.", group(questions.len() as i64)),
    })
}

pub(super) fn ask(token: String, at: &PracticeToken, question: &Question) -> PracticeAsk {
    PracticeAsk {
        token,
        place: place(at.answered.len() + 1, at),
        kind: question.kind,
        stem: question.stem.clone(),
        choices: question.choices.clone(),
    }
}

pub(super) fn answered(
    token: String,
    at: &PracticeToken,
    asked: &PracticeQuestion,
    marked: ChoiceSet,
    handbook: Option<&Shelf>,
) -> AnsweredView {
    let question = &asked.question;
    let choice = |(at, text): (usize, &String)| MarkedChoiceView {
        text: text.clone(),
        marked: marked.contains(at),
        right: question.correct.contains(at),
    };
    AnsweredView {
        token,
        place: place(at.answered.len(), at),
        stem: question.stem.clone(),
        choices: question.choices.iter().enumerate().map(choice).collect(),
        is_right: marked == question.correct,
        explanation: question.explanation.clone(),
        entry: entry(question, handbook),
        is_last: at.next().is_none(),
    }
}

fn place(number: usize, of: &PracticeToken) -> String {
    format!("Câu {number} trong {}", of.questions.len())
}

/// The handbook's entry about a question, if the handbook has it.
fn entry(question: &Question, handbook: Option<&Shelf>) -> Option<(u32, String)> {
    let number = question.handbook_entry?;
    handbook?.place_of(number)?;
    Some((number, address(number)))
}

/// `answers` are the questions, as far as they are still there, with whether they were answered right.
pub(super) fn summary<'a>(
    answers: impl Iterator<Item = (Option<&'a PracticeQuestion>, &'a bool)>,
    handbook: Option<&Shelf>,
) -> PracticeSummary {
    let (mut right, mut total) = (0, 0);
    let (mut topics, mut wrong) = (Vec::<PracticeTopic>::new(), Vec::new());
    for (question, is_right) in answers {
        total += 1;
        right += u32::from(*is_right);
        let Some(asked) = question else { continue };
        let name = asked.question.topic.as_ref().map_or(NO_TOPIC, |topic| &topic.0);
        if !topics.iter().any(|topic| topic.topic == name) {
            let href = address_of(std::slice::from_ref(asked), name).unwrap_or_else(|| app::banks::PRACTICE.to_owned());
            topics.push(PracticeTopic { topic: name.to_owned(), right: 0, total: 0, href });
        }
        if let Some(topic) = topics.iter_mut().find(|topic| topic.topic == name) {
            topic.total += 1;
            topic.right += u32::from(*is_right);
        }
        if !is_right {
            wrong.push(PracticeWrong { stem: asked.question.stem.clone(), entry: entry(&asked.question, handbook) });
        }
    }
    PracticeSummary { said: format!("Bạn trả lời đúng {right} trong {total} câu."), topics, wrong }
}
