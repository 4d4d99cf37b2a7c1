//! Tài khoản của tôi, of staff: another password, and the way out.

use std::sync::Arc;

use contest::accounts::Password;
use leptos::prelude::*;

use super::staff_fields;
use crate::{
    components::{ErrorSummary, Notice, NoticeKind, TextField, TextKind},
    form::FormState,
    work::{Desk, Work},
};

/// What the page of one's own account shows.
#[derive(Clone, Debug)]
pub struct StaffAccountView {
    /// The work area that the page stands in; [`Desk::FirstPassword`] while the password is one
    /// that somebody else handed over.
    pub desk: Desk,
    /// What pages call the person.
    pub name: String,
    /// What they sign in with.
    pub username: String,
    /// What is wrong with what was typed.
    pub form: Arc<FormState>,
    /// Whether the password was changed just now.
    pub changed: bool,
}

/// One's own account.
#[component]
pub fn StaffAccountPage(account: StaffAccountView) -> impl IntoView {
    let StaffAccountView { desk, name, username, form, changed } = account;
    let first = desk == Desk::FirstPassword;
    let title = if first { "Đặt mật khẩu của bạn" } else { "Tài khoản của tôi" };
    view! {
        <Work desk>
            <div class="page-head flow">
                <h1 class="h2">{title}</h1>
                <p class="muted">{name} " · tên đăng nhập " <b>{username.clone()}</b></p>
            </div>
            <div class="flow">
                {first
                    .then(|| {
                        view! {
                            <Notice kind=NoticeKind::Wait>
                                <p>"Mật khẩu bạn vừa dùng chỉ để đăng nhập lần đầu. Hãy đặt mật khẩu của riêng bạn để làm việc tiếp."</p>
                            </Notice>
                        }
                    })}
                {changed
                    .then(|| {
                        view! {
                            <Notice kind=NoticeKind::Ok>
                                <p>"Đã đổi mật khẩu. Các máy khác đã được đăng xuất."</p>
                            </Notice>
                        }
                    })}
                <div class="split">
                    <PasswordForm form username/>
                    <section class="card flow" aria-labelledby="thoat">
                        <h2 class="h3" id="thoat">"Đăng xuất"</h2>
                        <p>"Trên máy dùng chung, hãy đăng xuất khi xong việc."</p>
                        <form method="post" action="/ban-to-chuc/dang-xuat">
                            <button class="btn">"Đăng xuất khỏi máy này"</button>
                        </form>
                    </section>
                </div>
            </div>
        </Work>
    }
}

#[component]
fn PasswordForm(form: Arc<FormState>, username: String) -> impl IntoView {
    let most = Some(Password::MAX as u16);
    view! {
        <form class="card flow" method="post" action="/ban-to-chuc/mat-khau" novalidate>
            <h2 class="h3">"Đổi mật khẩu"</h2>
            <ErrorSummary form=form.clone()/>
            // For the browser's own store of passwords.
            <input r#type="hidden" name=staff_fields::USERNAME autocomplete="username" value=username/>
            <TextField
                name=staff_fields::PASSWORD
                label="Mật khẩu đang dùng"
                form=form.clone()
                kind=TextKind::Password
                autocomplete="current-password"
                maxlength=most
            />
            <TextField
                name=staff_fields::NEW_PASSWORD
                label="Mật khẩu mới"
                hint=format!("Ít nhất {} ký tự. Một câu dễ nhớ là tốt nhất.", Password::MIN)
                form=form.clone()
                kind=TextKind::Password
                autocomplete="new-password"
                maxlength=most
            />
            <TextField
                name=staff_fields::REPEATED
                label="Nhập lại mật khẩu mới"
                form=form
                kind=TextKind::Password
                autocomplete="new-password"
                maxlength=most
            />
            <p><button class="btn primary">"Đổi mật khẩu"</button></p>
        </form>
    }
}
