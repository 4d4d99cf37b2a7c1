//! Đăng nhập, for those who take part.

use std::sync::Arc;

use contest::accounts::{EntryCode, Field, Phone};
use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, TextField, TextKind},
    form::FormState,
};

/// What the sign-in page shows.
#[derive(Clone, Debug)]
pub struct SignInView {
    /// What was typed before (the code never), and what is wrong with it.
    pub form: Arc<FormState>,
    /// Where to go on, as `?tiep=`; a path of this site.
    pub next: Option<String>,
    /// To ask for a new code.
    pub phone: String,
}

/// Phone number and personal code.
#[component]
pub fn SignInPage(sign_in: SignInView) -> impl IntoView {
    let SignInView { form, next, phone } = sign_in;
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <h1>"Đăng nhập"</h1>
                <p class="lead">"Dùng số điện thoại đã đăng ký và mã dự thi bạn được cấp."</p>
            </div>
            <div class="split">
                <form class="flow" method="post" action="/dang-nhap" novalidate>
                    <ErrorSummary form=form.clone()/>
                    {next.map(|next| view! { <input r#type="hidden" name="tiep" value=next/> })}
                    <TextField
                        name=Field::Phone.name()
                        label=Field::Phone.label()
                        form=form.clone()
                        kind=TextKind::Phone
                        autocomplete="tel"
                        maxlength=Some(Phone::MAX_INPUT as u16)
                    />
                    <TextField
                        name=Field::Code.name()
                        label=Field::Code.label()
                        hint="9 ký tự, ví dụ K7P-2M9-QX4. Chữ hoa hay chữ thường đều được.".to_owned()
                        form=form.clone()
                        kind=TextKind::Code
                        maxlength=Some(EntryCode::MAX_INPUT as u16)
                    />
                    <div class="after"><button class="btn primary block">"Đăng nhập"</button></div>
                    <p class="muted">"Chưa đăng ký? " <a href="/dang-ky">"Đăng ký dự thi"</a></p>
                </form>
                <aside class="flow">
                    <div class="card flow">
                        <h2 class="h3">"Không nhớ mã dự thi?"</h2>
                        <p>
                            "Đầu mối của đơn vị bạn cấp được mã mới. Người dân gọi Ban Tổ chức theo số "
                            <span class="nowrap">{phone}</span> "."
                        </p>
                    </div>
                    <div class="card flow">
                        <h2 class="h3">"Ban Tổ chức, đầu mối đơn vị"</h2>
                        <p><a href="/ban-to-chuc/dang-nhap">"Đăng nhập bằng tài khoản và mật khẩu"</a></p>
                    </div>
                </aside>
            </div>
        </div>
    }
}
