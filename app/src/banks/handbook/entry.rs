//! One entry of the handbook, at its permanent address.

use leptos::prelude::*;

use super::{
    Entry, SearchBox,
    card::EntryCard,
    mistake::{Mistake, MistakeView},
};
use crate::components::{Crumbs, Empty, ErrorSummary};

/// What the page of an entry shows.
#[derive(Clone, Debug)]
pub struct HandbookEntryView {
    /// The entry.
    pub entry: Entry,
    /// The part that it stands in: address and title.
    pub part: (String, String),
    /// The entry before: address and number.
    pub previous: Option<(String, u32)>,
    /// The entry after.
    pub next: Option<(String, u32)>,
    /// Entries that name the same documents: address and question.
    pub related: Vec<(String, String)>,
    /// Saying what is wrong with it.
    pub mistake: MistakeView,
}

/// An entry by itself.
#[component]
pub fn HandbookEntryPage(view: HandbookEntryView) -> impl IntoView {
    let HandbookEntryView { entry, part, previous, next, related, mistake } = view;
    let here = format!("Câu {}", entry.number);
    let related: Vec<_> =
        related.into_iter().map(|(href, question)| view! { <li><a href=href>{question}</a></li> }).collect();
    view! {
        <div class="wrap">
            <Crumbs above=vec![("/so-tay".to_owned(), "Sổ tay".to_owned()), part] here/>
            <div class="flow">
                <ErrorSummary form=mistake.form.clone()/>
                <EntryCard entry alone=true/>
                <nav class="pager" aria-label="Các câu bên cạnh">
                    {previous.map(|(href, number)| view! { <a href=href rel="prev">{format!("Câu {number}")}</a> })}
                    {next.map(|(href, number)| view! { <a href=href rel="next">{format!("Câu {number}")}</a> })}
                </nav>
                {(!related.is_empty())
                    .then(|| {
                        view! {
                            <section class="section no-print" aria-labelledby="cung-can-cu">
                                <h2 class="h3" id="cung-can-cu">"Cùng căn cứ pháp lý"</h2>
                                <ul class="links">{related}</ul>
                            </section>
                        }
                    })}
                <Mistake mistake/>
            </div>
        </div>
    }
}

/// There is no such entry in the handbook as it is now.
#[component]
pub fn MissingEntryPage(
    /// What the address says.
    #[prop(into)]
    number: String,
) -> impl IntoView {
    let title = format!("Sổ tay hiện hành không có câu {number}");
    let action = ("/so-tay".to_owned(), "Xem cả sổ tay".to_owned());
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <h1>"Không tìm thấy câu này"</h1>
                <SearchBox query=String::new()/>
            </div>
            <Empty title text="Câu này có thể thuộc bản sổ tay trước. Hãy tìm theo nội dung." action=action/>
        </div>
    }
}
