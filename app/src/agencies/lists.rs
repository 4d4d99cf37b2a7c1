//! Danh sách đơn vị: handing a list in, what it would change, and taking the tree along as a file.

use std::sync::Arc;

use contest::text::group;
use leptos::prelude::*;

use crate::{
    components::{
        Chip, ChipKind, Empty, ErrorSummary, Fact, Facts, FileField, Icon, IconName, Notice, NoticeKind, Pager, Tab,
        Tabs,
    },
    form::FormState,
    work::{Desk, Work},
};

/// Where lists are handed in and taken along.
pub const LISTS_HREF: &str = "/ban-to-chuc/don-vi/danh-sach";

/// The inputs' names.
pub mod list_fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The value of [`ACT`] that takes the list in.
    pub const TAKE_IN: &str = "nhap";
    /// The value of [`ACT`] that forgets it.
    pub const DROP: &str = "bo";
    /// Names what was shown.
    pub const SEEN: &str = "da-xem";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// What the page of lists shows.
#[derive(Clone, Debug)]
pub struct ListsView {
    /// The pages about agencies.
    pub tabs: Vec<Tab>,
    /// What has just been done, in a sentence.
    pub done: Option<String>,
    /// What was wrong with the file.
    pub form: Arc<FormState>,
    /// Which files are taken, in words.
    pub kinds: &'static str,
    /// Which files the browser offers.
    pub accept: &'static str,
    /// Largest file.
    pub megabytes: usize,
}

/// Handing a list in, and taking the tree along.
#[component]
pub fn ListsPage(view: ListsView) -> impl IntoView {
    let ListsView { tabs, done, form, kinds, accept, megabytes } = view;
    let hint = format!(
        "{kinds}, tối đa {megabytes} MB. Hàng đầu là tên cột: Mã, Tên, Loại, Mã cấp trên; có thể thêm Khối, Số người, \
         Có từ ngày, Giải thể từ ngày, Sáp nhập vào."
    );
    view! {
        <Work desk=Desk::Agencies>
            <div class="page-head"><h1 class="h2">"Danh sách đơn vị"</h1></div>
            <Tabs label="Việc về đơn vị" tabs/>
            <div class="flow after-s">
                <ErrorSummary form=form.clone()/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
            </div>
            <form class="card flow" method="post" action=LISTS_HREF enctype="multipart/form-data">
                <h2 class="h3">"Nhập từ tệp"</h2>
                <FileField label="Tệp danh sách" hint accept form/>
                <p class="row between">
                    <span class="muted">"Bạn xem trước mọi thay đổi. Đơn vị không có trong tệp thì giữ nguyên."</span>
                    <button class="btn primary"><Icon name=IconName::Upload/>"Đọc tệp này"</button>
                </p>
            </form>
            <section class="section flow" aria-labelledby="tai-ve">
                <h2 id="tai-ve">"Tải về"</h2>
                <p class="muted">"Cả cây đơn vị với số người đã xác nhận. Tệp này nhập lại được: sửa trong Excel rồi tải lên."</p>
                <p class="row">
                    <a class="btn" href=format!("{LISTS_HREF}.xlsx")>"Tải tệp Excel"</a>
                    <a class="btn" href=format!("{LISTS_HREF}.csv")>"Tải tệp CSV"</a>
                </p>
            </section>
        </Work>
    }
    .into_any()
}

/// What the preview of a list shows.
#[derive(Clone, Debug)]
pub struct ListPreviewView {
    /// This page's address.
    pub href: String,
    /// `don-vi.xlsx`.
    pub file: String,
    /// Whether the tree has changed since it was looked at.
    pub stale: bool,
    /// How many agencies are added, dissolved, changed and stay as they are.
    pub counts: [usize; 4],
    /// How many agencies the list does not name.
    pub absent: usize,
    /// Rows that are left out, and why.
    pub problems: Vec<String>,
    /// How many more rows are left out.
    pub more_problems: usize,
    /// This page of the rows that change something.
    pub rows: Vec<ListRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// Names exactly what is shown.
    pub seen: String,
}

/// A row that changes something.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// `Thêm`, `Giải thể` or `Sửa`.
    pub deed: &'static str,
    /// The agency.
    pub name: String,
    /// Its code and where it stands in the file.
    pub about: String,
    /// What is other than before: which, before, after.
    pub changes: Vec<(&'static str, String, String)>,
}

/// What a list would change.
#[component]
pub fn ListPreviewPage(view: ListPreviewView) -> impl IntoView {
    let ListPreviewView { href, file, stale, counts, absent, problems, more_problems, rows, page, pages, seen } = view;
    let [added, dissolved, changed, same] = counts;
    let total = added + dissolved + changed;
    let fact = |count: usize, label: &str| Fact::new(group(count as i64), label);
    let facts = vec![fact(added, "thêm"), fact(changed, "sửa"), fact(dissolved, "giải thể"), fact(same, "giữ nguyên")];
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Row row/> }).collect();
    view! {
        <Work desk=Desk::Agencies above=vec![(LISTS_HREF.to_owned(), "Danh sách đơn vị".to_owned())] here=file.clone()>
            <div class="page-head flow">
                <h1 class="h2">"Xem trước: " {file}</h1>
                <p class="muted">
                    {format!("Chưa ghi gì cả. {} đơn vị không có trong tệp thì giữ nguyên.", group(absent as i64))}
                </p>
            </div>
            {stale
                .then(|| {
                    view! {
                        <Notice kind=NoticeKind::Bad>
                            <p>"Cây đơn vị vừa thay đổi nên chưa nhập. Hãy xem lại các thay đổi bên dưới rồi bấm nhập."</p>
                        </Notice>
                    }
                })}
            <Facts facts class="after-s"/>
            <Problems problems more=more_problems/>
            <section class="section flow" aria-labelledby="thay-doi">
                <h2 id="thay-doi">"Thay đổi"</h2>
                {if rows.is_empty() {
                    view! { <Empty title="Tệp không thay đổi gì" text="Mọi đơn vị đã đúng như trong tệp."/> }.into_any()
                } else {
                    view! { <ul class="list">{rows}</ul> <Pager page pages href=format!("{href}?{}=", list_fields::PAGE)/> }
                        .into_any()
                }}
            </section>
            <form class="card row" method="post" action=href>
                <input r#type="hidden" name=list_fields::SEEN value=seen/>
                {(total > 0)
                    .then(|| {
                        view! {
                            <button class="btn primary" name=list_fields::ACT value=list_fields::TAKE_IN>
                                {format!("Nhập {} thay đổi", group(total as i64))}
                            </button>
                        }
                    })}
                <button class="btn" name=list_fields::ACT value=list_fields::DROP>"Bỏ tệp này"</button>
            </form>
        </Work>
    }
    .into_any()
}

#[component]
fn Problems(problems: Vec<String>, more: usize) -> impl IntoView {
    (!problems.is_empty())
        .then(|| {
            let items: Vec<_> = problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect();
            let more = (more > 0).then(|| view! { <p>{format!("Và {} hàng khác.", group(more as i64))}</p> });
            view! {
                <section class="section flow" aria-labelledby="chua-nhan">
                    <h2 id="chua-nhan">"Hàng không nhận"</h2>
                    <ul class="prose">{items}</ul>
                    {more}
                </section>
            }
        })
        .into_any()
}

#[component]
fn Row(row: ListRow) -> impl IntoView {
    let ListRow { deed, name, about, changes } = row;
    let changes: Vec<_> = changes
        .into_iter()
        .map(|(what, before, after)| {
            let or_nothing = |text: String| if text.is_empty() { "(trống)".to_owned() } else { text };
            view! { <li>{what} ": " <del>{or_nothing(before)}</del> " → " <ins>{or_nothing(after)}</ins></li> }
        })
        .collect();
    view! {
        <li>
            <div>
                <p class="row"><Chip kind=ChipKind::Info label=deed/></p>
                <h3>{name}</h3>
                <p class="muted">{about}</p>
                <ul class="plain">{changes}</ul>
            </div>
        </li>
    }
    .into_any()
}
