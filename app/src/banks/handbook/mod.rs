//! Sổ tay hỏi – đáp: search, parts, entries.

mod card;
mod entry;
mod mistake;
mod snippet;

use contest::text::group;
use leptos::prelude::*;

use self::card::{EntryCard, FoundCard};
pub use self::{
    card::{AnswerBlock, Entry, LegalDocument},
    entry::{HandbookEntryPage, HandbookEntryView, MissingEntryPage},
    mistake::{MISTAKE_FIELD, MistakeView},
};
use crate::components::{Empty, Icon, IconName, Pager};

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
    /// The whole part on one page, for printing.
    pub whole: Option<String>,
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

/// The handbook.
#[component]
pub fn HandbookPage(handbook: HandbookView) -> impl IntoView {
    let HandbookView { title, total, search, parts, heading, entries, page, pages, page_href, previous, next, whole } =
        handbook;
    let query = search.as_ref().map(|search| search.query.clone()).unwrap_or_default();
    let nothing = entries.is_empty();
    let entries: Vec<_> = entries
        .into_iter()
        .map(|entry| {
            if entry.found_by.is_empty() {
                view! { <EntryCard entry/> }.into_any()
            } else {
                view! { <FoundCard entry/> }.into_any()
            }
        })
        .collect();
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
                    {whole.map(|href| view! { <p class="no-print"><a href=href>"Cả phần trên một trang, để in"</a></p> })}
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
pub(super) fn SearchBox(query: String) -> impl IntoView {
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
