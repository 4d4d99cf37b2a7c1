//! Sửa thông tin của bạn.

use std::sync::Arc;

use leptos::prelude::*;

use super::person_fields::{BirthDateFields, GuardianTick, IdNumberField, NameField, WorkFields};
use crate::{
    components::{Crumbs, ErrorSummary, SelectGroup},
    form::FormState,
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct CorrectView {
    /// What is kept, or was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// The agencies, by block.
    pub agencies: Vec<SelectGroup>,
    /// Whether the number of the identity card can be mended.
    pub asks_id: bool,
    /// The last three digits of the one that is kept.
    pub id_ending: Option<String>,
    /// Whether a guardian's consent may still be asked for.
    pub asks_guardian: bool,
    /// Whom to call about the phone number; may be empty.
    pub phone: String,
}

/// The form by which people mend what is kept of them.
#[component]
pub fn CorrectPage(correct: CorrectView) -> impl IntoView {
    let CorrectView { form, agencies, asks_id, id_ending, asks_guardian, phone } = correct;
    let id_hint = match id_ending {
        Some(ending) => format!("Đang giữ số có ba số cuối là {ending}. Để trống nếu không đổi."),
        None => "12 chữ số trên thẻ căn cước. Chỉ dùng để mỗi người dự thi một lần.".to_owned(),
    };
    let call = (!phone.is_empty()).then(|| view! { " theo số " <span class="nowrap">{phone}</span> });
    view! {
        <div class="wrap">
            <Crumbs above=vec![("/cua-toi".to_owned(), "Của tôi".to_owned())] here="Sửa thông tin"/>
            <div class="page-head flow">
                <h1>"Sửa thông tin của bạn"</h1>
                <p class="lead">"Các lượt đã thi vẫn tính cho đơn vị và bảng thi lúc bạn làm bài."</p>
            </div>
            <div class="split">
                <form class="flow" method="post" action="/cua-toi/sua" novalidate>
                    <ErrorSummary form=form.clone()/>
                    <NameField form=form.clone()/>
                    <BirthDateFields form=form.clone()/>
                    {asks_id.then(|| view! { <IdNumberField form=form.clone() hint=id_hint/> })}
                    <WorkFields form=form.clone() agencies/>
                    {asks_guardian.then(|| view! { <GuardianTick form/> })}
                    <div class="after"><button class="btn primary block">"Lưu thông tin"</button></div>
                    <p><a href="/cua-toi">"Về trang Của tôi, không sửa gì"</a></p>
                </form>
                <aside class="card flow">
                    <h2 class="h3">"Số điện thoại"</h2>
                    <p>"Bạn đăng nhập bằng số này nên không sửa ở đây được. Cần đổi số, hãy hỏi Ban Tổ chức" {call} "."</p>
                </aside>
            </div>
        </div>
    }
}
