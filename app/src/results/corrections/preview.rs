//! What a correction would change, before it is done.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Hidden, fields};
use crate::{
    Prose,
    components::{Fact, Facts, Notice, NoticeKind, TextField},
    form::FormState,
};

/// What would change.
#[derive(Clone, Debug)]
pub struct PreviewView {
    /// What is asked.
    pub stem: String,
    /// What would be decided, in a sentence.
    pub what: String,
    /// What to think of first, if there is something.
    pub warning: Option<&'static str>,
    /// Papers, who gains, who loses, whose place changes.
    pub facts: Vec<Fact>,
    /// Those who are among the first now, or would be.
    pub first: Vec<FirstLine>,
    /// Prizes that would go to others; `None` while none are proposed.
    pub prizes: Option<Vec<PrizeLine>>,
    /// The inputs that say what to do.
    pub sent: Vec<(&'static str, String)>,
    /// What the button that does it says.
    pub apply: String,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

/// Somebody among the first.
#[derive(Clone, Debug)]
pub struct FirstLine {
    /// `Bảng A`; empty where everybody is ranked together.
    pub group: String,
    /// The person.
    pub name: String,
    /// Their agency, and the number of the attempt.
    pub about: String,
    /// The place now, `–` for none.
    pub before: String,
    /// The place then.
    pub after: String,
}

/// A prize that would go to somebody else.
#[derive(Clone, Debug)]
pub struct PrizeLine {
    /// `Giải tuần, Bảng A`.
    pub list: String,
    /// Who.
    pub name: String,
    /// Their agency.
    pub about: String,
    /// The class now.
    pub before: String,
    /// The class then.
    pub after: String,
}

#[component]
pub(super) fn Preview(preview: PreviewView, form: Arc<FormState>, href: String) -> impl IntoView {
    let PreviewView { stem, what, warning, facts, first, prizes, sent, apply, reason_length } = preview;
    view! {
        <section class="section flow" aria-labelledby="xem-truoc">
            <h2 id="xem-truoc">"Nếu áp dụng"</h2>
            <p inner_html=Prose::from(stem).html()></p>
            <p class="lead">{what}</p>
            {warning.map(|warning| view! { <Notice kind=NoticeKind::Wait><p>{warning}</p></Notice> })}
            <Facts facts class="card"/>
            <First first/>
            <Prizes prizes/>
            <form class="card flow" method="post" action=href novalidate>
                <Hidden sent/>
                <TextField
                    name=fields::WHY
                    label="Lý do"
                    hint=Some("Người dự thi đọc được lý do này. Đừng ghi đáp án, họ tên, số điện thoại.".to_owned())
                    form
                    maxlength=Some(reason_length)
                />
                <p><button class="btn primary" name=fields::ACT value=fields::APPLY>{apply}</button></p>
            </form>
        </section>
    }
}

#[component]
fn First(first: Vec<FirstLine>) -> impl IntoView {
    (!first.is_empty()).then(|| {
        let rows: Vec<_> = first
            .into_iter()
            .map(|FirstLine { group, name, about, before, after }| {
                let moved = before != after;
                let after = if moved { view! { <b>{after}</b> }.into_any() } else { after.into_any() };
                let about = if group.is_empty() { about } else { format!("{group} · {about}") };
                view! {
                    <tr><th scope="row">{name}<small>{about}</small></th><td class="num">{before}</td><td class="num">{after}</td></tr>
                }
            })
            .collect();
        view! {
            <h3>"Những người đứng đầu"</h3>
            <table class="table">
                <caption class="vh">"Hạng bây giờ và hạng sau khi áp dụng"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Người dự thi"</th>
                        <th scope="col" class="num">"Hạng bây giờ"</th>
                        <th scope="col" class="num">"Hạng sau"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    })
}

#[component]
fn Prizes(prizes: Option<Vec<PrizeLine>>) -> impl IntoView {
    let prizes = match prizes {
        None => {
            let text = "Vòng chưa chốt nên chưa có đề xuất giải.";
            return view! { <h3>"Giải thưởng"</h3> <p>{text}</p> }.into_any();
        }
        Some(prizes) if prizes.is_empty() => {
            return view! { <h3>"Giải thưởng"</h3> <p>"Không giải nào đổi người nhận."</p> }.into_any();
        }
        Some(prizes) => prizes,
    };
    let rows: Vec<_> = prizes
        .into_iter()
        .map(|PrizeLine { list, name, about, before, after }| {
            let about = if about.is_empty() { list } else { format!("{about} · {list}") };
            view! { <tr><th scope="row">{name}<small>{about}</small></th><td>{before}</td><td>{after}</td></tr> }
        })
        .collect();
    view! {
        <h3>"Giải thưởng đổi người nhận"</h3>
        <table class="table">
            <caption class="vh">"Giải bây giờ và giải sau khi áp dụng"</caption>
            <thead>
                <tr>
                    <th scope="col">"Người hoặc đơn vị"</th>
                    <th scope="col">"Bây giờ"</th>
                    <th scope="col">"Sau khi áp dụng"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
