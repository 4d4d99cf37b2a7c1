//! Đăng nhập, for organisers and agencies' viewers.

use std::sync::Arc;

use contest::accounts::Password;
use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, TextField, TextKind},
    form::FormState,
};

/// The inputs' names.
pub mod staff_fields {
    /// Tên đăng nhập.
    pub const USERNAME: &str = "tai-khoan";
    /// Mật khẩu.
    pub const PASSWORD: &str = "mat-khau";
    /// The password wanted from now on.
    pub const NEW_PASSWORD: &str = "mat-khau-moi";
    /// The same again.
    pub const REPEATED: &str = "nhap-lai";
    /// Where to go on.
    pub const NEXT: &str = "tiep";
}

/// What the staff's sign-in page shows.
#[derive(Clone, Debug)]
pub struct StaffSignInView {
    /// What was typed before (the password never), and what is wrong with it.
    pub form: Arc<FormState>,
    /// Where to go on; a path of this site.
    pub next: Option<String>,
    /// Longest user name, in characters.
    pub username_length: u16,
}

/// User name and password.
#[component]
pub fn StaffSignInPage(sign_in: StaffSignInView) -> impl IntoView {
    let StaffSignInView { form, next, username_length } = sign_in;
    view! {
        <div class="wrap">
            <main id="noi-dung">
                <div class="page-head flow">
                    <h1>"Đăng nhập"</h1>
                    <p class="lead">"Dành cho Ban Tổ chức và đầu mối của cơ quan, đơn vị."</p>
                </div>
                <div class="split">
                    <form class="flow" method="post" action="/ban-to-chuc/dang-nhap" novalidate>
                        <ErrorSummary form=form.clone()/>
                        {next.map(|next| view! { <input r#type="hidden" name=staff_fields::NEXT value=next/> })}
                        <TextField
                            name=staff_fields::USERNAME
                            label="Tên đăng nhập"
                            form=form.clone()
                            autocomplete="username"
                            maxlength=Some(username_length)
                        />
                        <TextField
                            name=staff_fields::PASSWORD
                            label="Mật khẩu"
                            form=form
                            kind=TextKind::Password
                            autocomplete="current-password"
                            maxlength=Some(Password::MAX as u16)
                        />
                        <div class="after"><button class="btn primary block">"Đăng nhập"</button></div>
                    </form>
                    <aside class="flow">
                        <div class="card flow">
                            <h2 class="h3">"Quên mật khẩu?"</h2>
                            <p>"Đầu mối đơn vị liên hệ Ban Tổ chức để được cấp mật khẩu mới."</p>
                        </div>
                        <div class="card flow">
                            <h2 class="h3">"Bạn là người dự thi?"</h2>
                            <p><a href="/dang-nhap">"Đăng nhập bằng số điện thoại và mã dự thi"</a></p>
                        </div>
                    </aside>
                </div>
            </main>
        </div>
    }
}
