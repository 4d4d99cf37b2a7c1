//! One agency: what is known of it, how it was before, and what an organiser can do about it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{AgencyFields, TREE_HREF, agency_fields as fields};
use crate::{
    components::{ErrorSummary, Notice, NoticeKind, SelectField, SelectGroup, TextField, TextKind, Tick},
    form::FormState,
    work::{Desk, Work},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct AgencyView {
    /// This page's address.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Address and name of each above it, the top first.
    pub above: Vec<(String, String)>,
    /// What has just been done, in a sentence.
    pub done: Option<String>,
    /// What is known: label and value, and the address that the value leads to.
    pub facts: Vec<AgencyFact>,
    /// How it was before, the latest first.
    pub past: Vec<PastRow>,
    /// Headcounts, the newest first: how many, since when, and where it comes from.
    pub headcounts: Vec<[String; 3]>,
    /// The other pages about it: address and label.
    pub links: Vec<(String, String)>,
    /// The form that changes it, as it was sent or as it is.
    pub form: Arc<FormState>,
    /// The agencies it may stand below, and those that may take its place; none for the top of a tree.
    pub agencies: Vec<SelectGroup>,
    /// Whether it is the top of a tree, which keeps its code and its place.
    pub top: bool,
    /// Whether it was dissolved.
    pub dissolved: bool,
}

/// Something known of an agency.
#[derive(Clone, Debug)]
pub struct AgencyFact {
    /// What it is.
    pub label: &'static str,
    /// What is known; each with the address that it leads to, if any.
    pub values: Vec<(String, Option<String>)>,
}

/// How an agency was for a time.
#[derive(Clone, Debug)]
pub struct PastRow {
    /// `Từ 1/1/2024 đến hết 30/6/2025`.
    pub period: String,
    /// Its name then.
    pub name: String,
    /// Code, kind, block and the agency above it.
    pub about: String,
}

/// An agency.
#[component]
pub fn AgencyPage(view: AgencyView) -> impl IntoView {
    let AgencyView { href, name, above, done, facts, past, headcounts, links, form, agencies, top, dissolved } = view;
    let above = std::iter::once((TREE_HREF.to_owned(), "Đơn vị".to_owned())).chain(above).collect();
    let links: Vec<_> = links.into_iter().map(|(href, label)| view! { <a class="btn" href=href>{label}</a> }).collect();
    view! {
        <Work desk=Desk::Agencies above here=name.clone()>
            <div class="page-head flow"><h1 class="h2">{name}</h1></div>
            <div class="flow">
                <ErrorSummary form=form.clone()/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                <Facts facts/>
                <p class="row">{links}</p>
            </div>
            <Past past/>
            <Headcounts headcounts/>
            {if dissolved {
                view! { <Restore href/> }.into_any()
            } else {
                view! {
                    <ChangeForm href=href.clone() form=form.clone() agencies=agencies.clone() top/>
                    {(!top).then(|| view! { <Dissolve href form agencies/> })}
                }
                    .into_any()
            }}
        </Work>
    }
}

#[component]
fn Facts(facts: Vec<AgencyFact>) -> impl IntoView {
    let rows: Vec<_> = facts
        .into_iter()
        .map(|AgencyFact { label, values }| {
            let values: Vec<_> = values
                .into_iter()
                .map(|(value, href)| match href {
                    Some(href) => view! { <div><a href=href>{value}</a></div> }.into_any(),
                    None => view! { <div>{value}</div> }.into_any(),
                })
                .collect();
            view! { <tr><th scope="row">{label}</th><td>{values}</td></tr> }
        })
        .collect();
    view! { <table class="table"><caption class="vh">"Thông tin đơn vị"</caption><tbody>{rows}</tbody></table> }
        .into_any()
}

#[component]
fn Past(past: Vec<PastRow>) -> impl IntoView {
    (!past.is_empty()).then(|| {
        let rows: Vec<_> = past
            .into_iter()
            .map(|PastRow { period, name, about }| {
                view! { <tr><th scope="row">{period}</th><td>{name}<small>{about}</small></td></tr> }
            })
            .collect();
        view! {
            <section class="section flow" aria-labelledby="lich-su">
                <h2 id="lich-su">"Trước đây"</h2>
                <table class="table">
                    <caption class="vh">"Tên, mã và vị trí trước đây"</caption>
                    <thead><tr><th scope="col">"Thời gian"</th><th scope="col">"Đơn vị khi đó"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

#[component]
fn Headcounts(headcounts: Vec<[String; 3]>) -> impl IntoView {
    (!headcounts.is_empty()).then(|| {
        let rows: Vec<_> = headcounts
            .into_iter()
            .map(|[people, since, source]| {
                view! { <tr><th scope="row">{since}</th><td class="nums">{people}</td><td>{source}</td></tr> }
            })
            .collect();
        view! {
            <section class="section flow" aria-labelledby="so-nguoi">
                <h2 id="so-nguoi">"Số người đã xác nhận"</h2>
                <table class="table">
                    <caption class="vh">"Số người theo thời gian"</caption>
                    <thead>
                        <tr><th scope="col">"Từ ngày"</th><th scope="col">"Số người"</th><th scope="col">"Nguồn"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

#[component]
fn ChangeForm(href: String, form: Arc<FormState>, agencies: Vec<SelectGroup>, top: bool) -> impl IntoView {
    view! {
        <section class="section flow" aria-labelledby="thay-doi">
            <h2 id="thay-doi">"Đổi tên, đổi mã, chuyển cấp trên"</h2>
            <form class="card flow" method="post" action=href novalidate>
                <AgencyFields form=form.clone() agencies top/>
                <TextField
                    name=fields::FROM
                    label="Từ ngày"
                    kind=TextKind::Date
                    hint="Tên và vị trí cũ được giữ trong lịch sử đến trước ngày này.".to_owned()
                    form=form.clone()
                />
                <Tick name=fields::MEND legend="Cách ghi" form>
                    "Chỉ sửa chỗ ghi sai: không giữ nội dung cũ; ngày ở trên, nếu có, là ngày đơn vị bắt đầu như vậy."
                </Tick>
                <p><button class="btn primary" name=fields::ACT value=fields::CHANGE>"Lưu thay đổi"</button></p>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Dissolve(href: String, form: Arc<FormState>, agencies: Vec<SelectGroup>) -> impl IntoView {
    view! {
        <section class="section flow" aria-labelledby="giai-the">
            <h2 id="giai-the">"Giải thể, sáp nhập"</h2>
            <p class="muted">
                "Đơn vị kế thừa nhận các đơn vị trực thuộc. Người dự thi và kết quả vẫn ghi ở đơn vị cũ, cho đến khi bạn chuyển."
            </p>
            <form class="card flow" method="post" action=href novalidate>
                <TextField name=fields::DISSOLVED_FROM label="Giải thể từ ngày" kind=TextKind::Date form=form.clone()/>
                <SelectField
                    name=fields::SUCCESSOR
                    label="Sáp nhập vào"
                    form
                    groups=agencies
                    empty="Không có đơn vị kế thừa".to_owned()
                />
                <p><button class="btn" name=fields::ACT value=fields::DISSOLVE>"Giải thể đơn vị"</button></p>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Restore(href: String) -> impl IntoView {
    view! {
        <section class="section flow" aria-labelledby="khoi-phuc">
            <h2 id="khoi-phuc">"Ghi nhầm giải thể?"</h2>
            <form class="card flow" method="post" action=href>
                <p class="muted">"Đơn vị hoạt động lại ở vị trí cũ. Đơn vị trực thuộc đã chuyển đi thì không tự chuyển về."</p>
                <p><button class="btn" name=fields::ACT value=fields::RESTORE>"Khôi phục đơn vị"</button></p>
            </form>
        </section>
    }
    .into_any()
}
