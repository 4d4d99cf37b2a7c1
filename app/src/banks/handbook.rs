//! Sổ tay hỏi – đáp: search, parts, entries.

use contest::text::group;
use leptos::prelude::*;

use crate::{
    Prose,
    components::{Empty, Icon, IconName, Pager},
};

/// What the handbook's page shows.
#[derive(Clone, Debug)]
pub struct HandbookView {
    /// The handbook's title.
    pub title: String,
    /// How many entries there are in all.
    pub total: u32,
    /// What was looked for, if anything.
    pub search: Option<SearchView>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Heading above the entries: the part's title.
    pub heading: String,
    /// This page of the entries.
    pub entries: Vec<Entry>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of these entries without the page.
    pub page_href: String,
    /// The part before and the part after: address and title.
    pub previous: Option<(String, String)>,
    /// As `previous`.
    pub next: Option<(String, String)>,
}

/// A search.
#[derive(Clone, Debug)]
pub struct SearchView {
    /// What was typed.
    pub query: String,
    /// How many entries fit.
    pub found: u64,
}

/// One part of the handbook.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its address.
    pub href: String,
    /// `Phần II. Sáu nội dung cải cách hành chính`.
    pub title: String,
    /// How many entries it has.
    pub entries: u32,
    /// Whether it is the one shown.
    pub current: bool,
}

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
    /// Legal basis: documents with their numbers.
    pub legal_basis: Vec<String>,
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

/// The handbook.
#[component]
pub fn HandbookPage(handbook: HandbookView) -> impl IntoView {
    let HandbookView { title, total, search, parts, heading, entries, page, pages, page_href, previous, next } =
        handbook;
    let query = search.as_ref().map(|search| search.query.clone()).unwrap_or_default();
    let nothing = entries.is_empty();
    let entries: Vec<_> = entries.into_iter().map(|entry| view! { <EntryCard entry/> }).collect();
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <h1>{title}</h1>
                <p class="lead">{format!("{total} câu hỏi về cải cách hành chính, trả lời ngắn và có căn cứ pháp lý.")}</p>
                <SearchBox query/>
                {search.as_ref().map(found)}
            </div>
            <div class="split rev">
                <Parts parts/>
                <div class="flow">
                    <h2 class="band">{heading}</h2>
                    {(pages > 1).then(|| view! { <p class="muted">{format!("Trang {page} trong {pages} trang.")}</p> })}
                    {if nothing {
                        let title = match &search {
                            Some(search) => format!("Không tìm thấy “{}”", search.query),
                            None => "Phần này chưa có câu nào".to_owned(),
                        };
                        let action = ("/so-tay".to_owned(), "Xem cả sổ tay".to_owned());
                        view! { <Empty title text="Thử từ ngắn hơn, hoặc gõ không dấu: “mot cua”." action=action/> }
                            .into_any()
                    } else {
                        entries.into_any()
                    }}
                    <Pager page pages href=page_href/>
                    <Neighbours previous=previous.filter(|_| page == 1) next=next.filter(|_| page == pages)/>
                </div>
            </div>
        </div>
    }
}

/// The parts beside this one: the one before from its first page, the one after from its last.
#[component]
fn Neighbours(previous: Option<(String, String)>, next: Option<(String, String)>) -> impl IntoView {
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Các phần bên cạnh">
                {previous.map(|(href, title)| view! { <a href=href rel="prev">{title}</a> })}
                {next.map(|(href, title)| view! { <a href=href rel="next">{title}</a> })}
            </nav>
        }
    })
}

#[component]
fn SearchBox(query: String) -> impl IntoView {
    view! {
        <form class="search" role="search" action="/so-tay">
            <label class="vh" r#for="tim">"Tìm trong sổ tay"</label>
            <input
                class="input"
                id="tim"
                name="tim"
                r#type="search"
                value=query
                maxlength="100"
                placeholder="Ví dụ: một cửa"
                autocomplete="off"
            />
            <button class="btn primary"><Icon name=IconName::Search/><span>"Tìm"</span></button>
        </form>
    }
}

fn found(search: &SearchView) -> impl IntoView + use<> {
    let SearchView { query, found } = search.clone();
    view! {
        <p class="muted" role="status">
            {format!("Có {} câu khớp với ", group(found as i64))} <mark>{query}</mark> ". " <a href="/so-tay">"Xóa tìm kiếm"</a>
        </p>
    }
}

#[component]
fn Parts(parts: Vec<Part>) -> impl IntoView {
    let summary = format!("{} phần của sổ tay", parts.len());
    let parts: Vec<_> = parts
        .into_iter()
        .map(|Part { href, title, entries, current }| {
            view! {
                <li>
                    <a href=href aria-current=current.then_some("true")>
                        <span>{title}</span>
                        " "
                        <small class="muted">{format!("{entries} câu")}</small>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav aria-label="Các phần của sổ tay">
            <details class="unfold">
                <summary>{summary}</summary>
                <ol class="links">{parts}</ol>
            </details>
        </nav>
    }
}

#[component]
fn EntryCard(entry: Entry) -> impl IntoView {
    let Entry { number, href, topic, question, answer, legal_basis } = entry;
    let place = match topic {
        Some(topic) => format!("Câu {number} · {topic}"),
        None => format!("Câu {number}"),
    };
    let chips: Vec<_> =
        legal_basis.into_iter().map(|document| view! { <li><span class="chip">{document}</span></li> }).collect();
    view! {
        <article class="card entry flow" id=format!("cau-{number}")>
            <p class="muted small">{place}</p>
            <h3 inner_html=Prose::from(question).html()></h3>
            <div class="answer" inner_html=answer_html(&answer)></div>
            {(!chips.is_empty())
                .then(|| view! { <ul class="row plain" aria-label="Căn cứ pháp lý">{chips}</ul> })}
            <p class="no-print">
                <a class="place" href=href>
                    <Icon name=IconName::Link/>
                    {format!("Đường dẫn đến câu {number}")}
                </a>
            </p>
        </article>
    }
}

fn answer_html(answer: &[AnswerBlock]) -> String {
    let mut html = String::new();
    for block in answer {
        match block {
            AnswerBlock::Paragraph(text) => element(&mut html, "p", text),
            AnswerBlock::Bullets(items) => list(&mut html, "ul", items),
            AnswerBlock::Numbers(items) => list(&mut html, "ol", items),
        }
    }
    html
}

fn list(html: &mut String, tag: &str, items: &[String]) {
    html.extend(["<", tag, ">"]);
    for item in items {
        element(html, "li", item);
    }
    html.extend(["</", tag, ">"]);
}

fn element(html: &mut String, tag: &str, text: &str) {
    html.extend(["<", tag, ">", Prose::from(text).as_str(), "</", tag, ">"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_paragraphs_and_lists() {
        let answer =
            [AnswerBlock::Paragraph("Gồm:".into()), AnswerBlock::Bullets(vec!["một <b>".into(), "hai".into()])];
        assert_eq!(answer_html(&answer), "<p>Gồm:</p><ul><li>một &lt;b&gt;</li><li>hai</li></ul>");
    }
}
