//! Người dự thi, as staff list them, and a new code for one who has lost theirs.

use std::sync::Arc;

use contest::text::group;
use leptos::prelude::*;

use crate::{
    components::{Chip, ChipKind, Empty, ErrorSummary, Pager, SearchForm, Tab, Tabs},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod people_fields {
    /// Words of a name, or a phone number.
    pub const SEARCH: &str = "tim";
    /// Whose code.
    pub const PERSON: &str = "nguoi";
    /// Whom to show: all, or those who make the contest.
    pub const SHOW: &str = "xem";
    /// The value of [`SHOW`] for those who make the contest.
    pub const INVOLVED: &str = "to-chuc";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// What the list of people shows.
#[derive(Clone)]
pub struct PeopleView {
    /// Whose list it is.
    pub desk: Desk,
    /// This page's address.
    pub href: &'static str,
    /// All, those who make the contest, those who are alike; none where that is not shown.
    pub tabs: Vec<Tab>,
    /// What is searched for.
    pub search: String,
    /// What went wrong with the last act, if anything.
    pub form: Arc<FormState>,
    /// This page of those found.
    pub people: Vec<PersonRow>,
    /// How many were found.
    pub found: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this search without the page.
    pub search_href: String,
}

/// One person.
#[derive(Clone)]
pub struct PersonRow {
    /// Which, for the form.
    pub id: i64,
    /// Họ và tên.
    pub name: String,
    /// `*** *** *678`.
    pub masked_phone: String,
    /// Their agency, with the one above it.
    pub agency: String,
    /// Position, track, day of registration: what is known.
    pub about: Vec<String>,
    /// The person's own page, where there is one.
    pub page: Option<String>,
    /// What they have to do with making the contest, if anything.
    pub involved: Option<&'static str>,
}

impl std::fmt::Debug for PeopleView {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PeopleView(…)")
    }
}

impl std::fmt::Debug for PersonRow {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonRow(…)")
    }
}

/// People, with the way to a new code for each.
#[component]
pub fn PeoplePage(view: PeopleView) -> impl IntoView {
    let PeopleView { desk, href, tabs, search, form, people, found, page, pages, search_href } = view;
    let searched = !search.is_empty();
    let rows: Vec<_> = people.into_iter().map(|person| view! { <Person person href/> }).collect();
    view! {
        <Work desk>
            <div class="page-head flow">
                <h1 class="h2">"Người dự thi"</h1>
                <p class="muted">"Khi cấp mã mới, mã cũ hết tác dụng và người đó phải đăng nhập lại trên mọi máy."</p>
            </div>
            <ErrorSummary form/>
            <SearchForm href name=people_fields::SEARCH label="Họ tên hoặc số điện thoại" search/>
            {(!tabs.is_empty()).then(|| view! { <div class="after-s"><Tabs label="Lọc người dự thi" tabs/></div> })}
            {if rows.is_empty() {
                view! { <div class="after"><Nobody searched href/></div> }.into_any()
            } else {
                view! {
                    <p class="muted after" role="status">{format!("{} người", group(found as i64))}</p>
                    <ul class="list">{rows}</ul>
                    <Pager page pages href=search_href/>
                }
                    .into_any()
            }}
        </Work>
    }
}

#[component]
fn Nobody(searched: bool, href: &'static str) -> impl IntoView {
    if searched {
        view! {
            <Empty
                title="Không tìm thấy ai"
                text="Hãy thử chỉ tên, hoặc đủ 10 chữ số điện thoại. Có dấu hay không dấu đều được."
                action=Some((href.to_owned(), "Xem tất cả".to_owned()))
            />
        }
        .into_any()
    } else {
        view! { <Empty title="Chưa có ai đăng ký" text="Người đăng ký dự thi hiện ở đây ngay khi họ đăng ký xong."/> }
            .into_any()
    }
}

#[component]
fn Person(person: PersonRow, href: &'static str) -> impl IntoView {
    let PersonRow { id, name, masked_phone, agency, about, page, involved } = person;
    let label = format!("Cấp lại mã dự thi cho {name}");
    let name = match page {
        Some(page) => view! { <h3><a href=page>{name}</a></h3> }.into_any(),
        None => view! { <h3>{name}</h3> }.into_any(),
    };
    view! {
        <li>
            <div>
                {involved
                    .map(|involved| view! { <p class="row"><Chip kind=ChipKind::Info label=involved/></p> })}
                {name}
                <p>{agency}</p>
                <p class="muted">
                    <span class="vh">"Số điện thoại, chỉ ba số cuối: "</span>
                    <span class="nowrap nums">{masked_phone}</span>
                    {about.into_iter().flat_map(|about| [" · ".to_owned(), about]).collect::<String>()}
                </p>
            </div>
            <form method="post" action=href>
                <input r#type="hidden" name=people_fields::PERSON value=id/>
                <button class="btn small" aria-label=label>"Cấp lại mã dự thi"</button>
            </form>
        </li>
    }
}
