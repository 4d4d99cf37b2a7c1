//! One question of the handbook with its answer.

use leptos::prelude::*;

use super::snippet::snippet;
use crate::{
    components::{Chip, ChipKind, Icon, IconName},
    prose::marked,
};

/// One question with its answer.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub number: u32,
    /// Its permanent address.
    pub href: String,
    /// Lĩnh vực, if it has one.
    pub topic: Option<String>,
    /// The question.
    pub question: String,
    /// The answer, piece by piece.
    pub answer: Vec<AnswerBlock>,
    /// Legal basis.
    pub legal_basis: Vec<LegalDocument>,
    /// What was searched for, and is marked; nothing when it was not found by its words.
    pub found_by: String,
}

/// A document that an answer names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalDocument {
    /// `Nghị quyết 76/NQ-CP`.
    pub label: String,
    /// The other entries that name it, if there are any.
    pub href: Option<String>,
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerBlock {
    /// A paragraph.
    Paragraph(String),
    /// A list with a dot before each item.
    Bullets(Vec<String>),
    /// A list with a number before each item.
    Numbers(Vec<String>),
}

/// An entry as a search finds it: its question, which leads to the answer, and the sentence that was found.
#[component]
pub(super) fn FoundCard(entry: Entry) -> impl IntoView {
    let Entry { number, href, topic, question, answer, found_by, .. } = entry;
    let found = marked(&snippet(&answer, &found_by), &found_by);
    view! {
        <article class="card entry flow" id=format!("cau-{number}")>
            <p class="muted small">{place(number, topic)}</p>
            <h3><a href=href inner_html=marked(&question, &found_by)></a></h3>
            <p inner_html=found></p>
        </article>
    }
}

fn place(number: u32, topic: Option<String>) -> String {
    match topic {
        Some(topic) => format!("Câu {number} · {topic}"),
        None => format!("Câu {number}"),
    }
}

/// A question with its answer. On a page of its own the question is the page's title.
#[component]
pub(super) fn EntryCard(entry: Entry, #[prop(default = false)] alone: bool) -> impl IntoView {
    let Entry { number, href, topic, question, answer, legal_basis, found_by } = entry;
    let place = place(number, topic);
    let chips: Vec<_> = legal_basis
        .into_iter()
        .map(|LegalDocument { label, href }| view! { <li><Chip kind=ChipKind::Plain label href/></li> })
        .collect();
    let question = marked(&question, &found_by);
    let title = if alone {
        view! { <h1 class="h2" inner_html=question></h1> }.into_any()
    } else {
        view! { <h3 inner_html=question></h3> }.into_any()
    };
    let link = (!alone).then(|| {
        view! {
            <p class="no-print">
                <a class="place" href=href>
                    <Icon name=IconName::Link/>
                    {format!("Đường dẫn đến câu {number}")}
                </a>
            </p>
        }
    });
    view! {
        <article class="card entry flow" id=format!("cau-{number}")>
            <p class="muted small">{place}</p>
            {title}
            <div class="answer" inner_html=answer_html(&answer, &found_by)></div>
            {(!chips.is_empty())
                .then(|| view! { <ul class="row plain" aria-label="Căn cứ pháp lý">{chips}</ul> })}
            {link}
        </article>
    }
}

fn answer_html(answer: &[AnswerBlock], found_by: &str) -> String {
    let mut html = String::new();
    for block in answer {
        match block {
            AnswerBlock::Paragraph(text) => element(&mut html, "p", text, found_by),
            AnswerBlock::Bullets(items) => list(&mut html, "ul", items, found_by),
            AnswerBlock::Numbers(items) => list(&mut html, "ol", items, found_by),
        }
    }
    html
}

fn list(html: &mut String, tag: &str, items: &[String], found_by: &str) {
    html.extend(["<", tag, ">"]);
    for item in items {
        element(html, "li", item, found_by);
    }
    html.extend(["</", tag, ">"]);
}

fn element(html: &mut String, tag: &str, text: &str, found_by: &str) {
    html.extend(["<", tag, ">", &marked(text, found_by), "</", tag, ">"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_paragraphs_and_lists() {
        let answer =
            [AnswerBlock::Paragraph("Gồm:".into()), AnswerBlock::Bullets(vec!["một <b>".into(), "hai".into()])];
        assert_eq!(answer_html(&answer, ""), "<p>Gồm:</p><ul><li>một &lt;b&gt;</li><li>hai</li></ul>");
        let found = "<p>Gồm:</p><ul><li><mark>một</mark> &lt;b&gt;</li><li>hai</li></ul>";
        assert_eq!(answer_html(&answer, "MOT"), found);
    }
}
