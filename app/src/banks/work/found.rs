//! What a search across bank and handbook finds: put into the page as it is typed, and there without a
//! script as well.

use contest::{banks::RevisionState, text::group};
use leptos::prelude::*;

use super::{BulkForm, bulk::BulkBar, bulk_fields};
use crate::{
    banks::{QuestionView, question_card::QuestionCard},
    components::{Chip, ChipKind, Empty, Pager},
};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct FoundView {
    /// This page of the questions.
    pub questions: Vec<QuestionLine>,
    /// Questions on all pages.
    pub found: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this search without the page.
    pub search_href: String,
    /// The address of the bank, with nothing searched for.
    pub href: String,
    /// Entries of the handbook that have the words searched for; none without words.
    pub entries: Vec<HandbookHit>,
    /// What may be done to many.
    pub bulk: Option<BulkForm>,
}

/// A question in the list.
#[derive(Clone, Debug)]
pub struct QuestionLine {
    /// Its number.
    pub number: i64,
    /// Its page.
    pub href: String,
    /// How far it is.
    pub state: RevisionState,
    /// Whether an earlier revision is in use meanwhile.
    pub in_use: bool,
    /// What it says.
    pub question: QuestionView,
}

/// An entry of the handbook.
#[derive(Clone, Debug)]
pub struct HandbookHit {
    /// Its address.
    pub href: String,
    /// `Câu 12. Thế nào là …?`
    pub title: String,
}

/// What a state looks like.
pub const fn chip_of(state: RevisionState) -> ChipKind {
    match state {
        RevisionState::Draft | RevisionState::Superseded | RevisionState::Retired => ChipKind::Plain,
        RevisionState::InReview => ChipKind::Wait,
        RevisionState::Returned => ChipKind::Bad,
        RevisionState::Approved => ChipKind::Ok,
    }
}

/// The list, with what may be done to those that are ticked.
#[component]
pub fn Found(view: FoundView) -> impl IntoView {
    let FoundView { questions, found, page, pages, search_href, href, entries, bulk } = view;
    let empty = questions.is_empty();
    let ticks = bulk.is_some();
    let lines: Vec<_> = questions.into_iter().map(|line| view! { <Line line ticks/> }).collect();
    let list = if empty {
        view! {
            <Empty
                title="Không tìm thấy câu nào"
                text="Hãy thử ít từ hơn, hoặc chọn tất cả lĩnh vực, mức độ và trạng thái."
                action=Some((href, "Xem tất cả câu hỏi".to_owned()))
            />
        }
        .into_any()
    } else {
        view! {
            <p class="muted" role="status">{format!("{} câu", group(found as i64))}</p>
            {match bulk {
                Some(form) => {
                    let action = form.href.clone();
                    view! {
                        <form class="flow" method="post" action=action>
                            {lines} <BulkBar form found/>
                        </form>
                    }
                        .into_any()
                }
                None => lines.into_any(),
            }}
            <Pager page pages href=search_href/>
        }
        .into_any()
    };
    view! { {list} {(!entries.is_empty()).then(|| view! { <Entries entries/> })} }
}

#[component]
fn Line(line: QuestionLine, ticks: bool) -> impl IntoView {
    let QuestionLine { number, href, state, in_use, question } = line;
    let tick = ticks.then(|| {
        view! {
            <label class="choice">
                <input r#type="checkbox" name=bulk_fields::NUMBER value=number/>
                <span>{format!("Chọn câu {number}")}</span>
            </label>
        }
    });
    view! {
        <div class="flow">
            <p class="row">
                <Chip kind=chip_of(state) label=state.label()/>
                {in_use.then(|| view! { <Chip kind=ChipKind::Ok label="Bản trước đang dùng"/> })}
                <a href=href>{format!("Mở câu {number}")}</a>
            </p>
            <QuestionCard question/>
            {tick}
        </div>
    }
}

#[component]
fn Entries(entries: Vec<HandbookHit>) -> impl IntoView {
    let entries: Vec<_> =
        entries.into_iter().map(|HandbookHit { href, title }| view! { <li><a href=href>{title}</a></li> }).collect();
    view! {
        <section class="after" aria-labelledby="trong-so-tay">
            <h3 id="trong-so-tay">"Trong sổ tay"</h3>
            <ul class="plain links">{entries}</ul>
        </section>
    }
}
