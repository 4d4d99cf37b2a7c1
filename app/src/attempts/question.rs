//! Questions as HTML text.
//!
//! A paper is rendered thousands of times a second when a round opens, and its questions are nearly
//! all of it. So they are written straight into one string, out of pieces that were escaped once
//! ([`Prose`]), and stand in the page as they are.

use contest::banks::{ChoiceSet, Kind, Weight, letter};

use crate::prose::{Prose, escape, push_number};

/// One question as someone taking the paper sees it: no identifier, and no key.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// How it is answered.
    pub kind: Kind,
    /// What is asked.
    pub stem: Prose,
    /// The choices in the order of this page.
    pub choices: Vec<Prose>,
    /// What is marked, by places on the page.
    pub marked: ChoiceSet,
    /// Whether that is what the server has saved.
    pub saved: bool,
    /// What it is worth, on papers that say it.
    pub weight: Option<Weight>,
    /// Whether choices carry letters; Đúng and Sai do not need them.
    pub letters: bool,
}

impl QuestionView {
    /// Whether anything is marked.
    pub fn is_answered(&self) -> bool {
        !self.marked.is_empty()
    }
}

/// All questions, first to last.
pub(super) fn questions_html(questions: &[QuestionView]) -> String {
    let text =
        |question: &QuestionView| question.choices.iter().map(|choice| choice.as_str().len() + 96).sum::<usize>();
    let size = questions.iter().map(|question| question.stem.as_str().len() + text(question) + 400).sum();
    let mut html = String::with_capacity(size);
    for (place, question) in questions.iter().enumerate() {
        push_question(&mut html, place, question, true);
    }
    html
}

/// One question at its place, from 0; `again` says whether it can be looked at again.
pub(crate) fn question_html(place: usize, question: &QuestionView, again: bool) -> String {
    let mut html = String::new();
    push_question(&mut html, place, question, again);
    html
}

/// `place` counts from 0, the number that people read from 1.
fn push_question(html: &mut String, place: usize, question: &QuestionView, again: bool) {
    html.push_str("<fieldset class=question id=cau-");
    push_number(html, place + 1);
    html.push_str("><legend><span>Câu ");
    push_number(html, place + 1);
    html.push_str(" <i>· ");
    html.push_str(question.kind.instruction());
    if let Some(weight) = question.weight {
        html.push_str(" · ");
        html.push_str(&weight.to_string());
        html.push_str(" điểm");
    }
    html.push_str("</i></span> ");
    html.push_str(question.stem.as_str());
    html.push_str("</legend><div class=\"choices");
    html.push_str(if question.kind == Kind::TrueFalse { " two\">" } else { "\">" });
    for (choice, text) in question.choices.iter().enumerate() {
        push_choice(html, place, question, choice, text);
    }
    html.push_str("</div><div class=foot><span class=save>");
    if question.is_answered() && question.saved {
        html.push_str(SAVED);
    }
    html.push_str("</span>");
    if again {
        html.push_str("<label class=flag><input type=checkbox>Xem lại sau</label>");
    }
    html.push_str("</div></fieldset>");
}

fn push_choice(html: &mut String, place: usize, question: &QuestionView, choice: usize, text: &Prose) {
    html.push_str("<label class=choice><input type=");
    html.push_str(if question.kind == Kind::Multiple { "checkbox" } else { "radio" });
    html.push_str(" name=q");
    push_number(html, place);
    html.push_str(" value=");
    push_number(html, choice);
    if question.marked.contains(choice) {
        html.push_str(" checked");
    }
    html.push('>');
    if question.letters {
        html.push_str("<b>");
        html.push(letter(choice));
        html.push_str("</b> ");
    }
    html.push_str("<span>");
    html.push_str(text.as_str());
    html.push_str("</span></label>");
}

/// The state of a saved answer; the drawing stands once in the page.
pub(super) const SAVED: &str =
    "<svg class=icon viewBox='0 0 24 24' width=20 height=20 aria-hidden=true><use href=#ve-xong /></svg>Đã lưu";

/// Links to every question for the list at the side, the prediction last.
pub(super) fn links_html(questions: &[QuestionView], prediction: Option<bool>) -> String {
    let mut html = String::with_capacity((questions.len() + 1) * 96);
    for (place, question) in questions.iter().enumerate() {
        let number = (place + 1).to_string();
        push_link(&mut html, place + 1, &format!("Câu {number}"), &number, question.is_answered());
    }
    if let Some(answered) = prediction {
        push_link(&mut html, questions.len() + 1, "Câu dự đoán", "DĐ", answered);
    }
    html
}

fn push_link(html: &mut String, number: usize, name: &str, label: &str, answered: bool) {
    html.push_str("<li><a href=#cau-");
    push_number(html, number);
    if answered {
        html.push_str(" class=done");
    }
    html.push_str(" aria-label=\"");
    escape(html, name);
    html.push_str(if answered { ", đã trả lời\">" } else { ", chưa trả lời\">" });
    escape(html, label);
    html.push_str("</a></li>");
}

/// Links to what is not answered yet; the answered ones are there too, hidden, so that the page can
/// show them again.
pub(super) fn unanswered_html(questions: &[QuestionView], prediction: Option<bool>) -> String {
    let answered = questions.iter().map(QuestionView::is_answered).chain(prediction);
    let mut html = String::with_capacity((questions.len() + 1) * 64);
    for (place, answered) in answered.enumerate() {
        html.push_str(if answered { "<li hidden>" } else { "<li>" });
        html.push_str("<a class=chip href=#cau-");
        push_number(&mut html, place + 1);
        html.push('>');
        if place < questions.len() {
            html.push_str("Câu ");
            push_number(&mut html, place + 1);
        } else {
            html.push_str("Dự đoán");
        }
        html.push_str("</a></li>");
    }
    html
}
