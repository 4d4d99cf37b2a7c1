//! Tài khoản đơn vị: the accounts through which agencies see their own figures.

use std::sync::Arc;

use contest::Timestamp;
use leptos::prelude::*;

use crate::{
    components::{Chip, ChipKind, Empty, ErrorSummary, Pager, SelectField, SelectGroup, TextField},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod viewer_fields {
    /// Cơ quan, đơn vị.
    pub const AGENCY: &str = "don-vi";
    /// Tên đăng nhập.
    pub const USERNAME: &str = "ten-dang-nhap";
    /// Whose password is issued anew.
    pub const VIEWER: &str = "tai-khoan";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// What the page of viewers' accounts shows.
#[derive(Clone, Debug)]
pub struct ViewersView {
    /// This page of the accounts.
    pub viewers: Vec<ViewerRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The form for a new account, as it was sent.
    pub form: Arc<FormState>,
    /// The agencies, by block.
    pub agencies: Vec<SelectGroup>,
    /// Longest user name, in characters.
    pub username_length: u16,
}

/// An account.
#[derive(Clone, Debug)]
pub struct ViewerRow {
    /// Which, for the form.
    pub id: i64,
    /// What to sign in with.
    pub username: String,
    /// The agency it is for.
    pub agency: String,
    /// Whether nobody has signed in and changed the one-time password.
    pub unused: bool,
    /// Whether it has been closed.
    pub disabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

const HREF: &str = "/ban-to-chuc/tai-khoan";

/// The accounts, and the form for a new one.
#[component]
pub fn ViewersPage(view: ViewersView) -> impl IntoView {
    let ViewersView { viewers, page, pages, form, agencies, username_length } = view;
    let rows: Vec<_> = viewers.into_iter().map(|viewer| view! { <Row viewer/> }).collect();
    view! {
        <Work desk=Desk::Viewers>
            <div class="page-head flow">
                <h1 class="h2">"Tài khoản đơn vị"</h1>
                <p class="muted">"Mỗi tài khoản chỉ xem được số liệu và người của một đơn vị cùng các đơn vị trực thuộc."</p>
            </div>
            <form class="card flow" method="post" action=HREF novalidate>
                <h2 class="h3">"Tạo tài khoản"</h2>
                <ErrorSummary form=form.clone()/>
                <SelectField
                    name=viewer_fields::AGENCY
                    label="Cơ quan, đơn vị"
                    form=form.clone()
                    groups=agencies
                    empty="Chọn cơ quan, đơn vị".to_owned()
                />
                <TextField
                    name=viewer_fields::USERNAME
                    label="Tên đăng nhập"
                    hint="Chữ thường không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới, ví dụ xa.bao-thang.".to_owned()
                    form=form
                    maxlength=Some(username_length)
                />
                <p class="row between">
                    <span class="muted">"Mật khẩu lần đầu hiện ngay sau khi tạo, chỉ một lần."</span>
                    <button class="btn primary">"Tạo tài khoản"</button>
                </p>
            </form>
            <section class="section" aria-labelledby="da-tao">
                <h2 id="da-tao">"Đã tạo"</h2>
                {if rows.is_empty() {
                    view! { <Empty title="Chưa có tài khoản nào" text="Hãy tạo tài khoản cho từng đơn vị để họ tự theo dõi số người dự thi."/> }
                        .into_any()
                } else {
                    view! { <ul class="list">{rows}</ul> <Pager page pages href=format!("{HREF}?{}=", viewer_fields::PAGE)/> }
                        .into_any()
                }}
            </section>
        </Work>
    }
}

#[component]
fn Row(viewer: ViewerRow) -> impl IntoView {
    let ViewerRow { id, username, agency, unused, disabled, created_at } = viewer;
    let chip = match (disabled, unused) {
        (true, _) => view! { <Chip label="Đã khóa"/> },
        (_, true) => view! { <Chip kind=ChipKind::Wait label="Chưa dùng"/> },
        _ => view! { <Chip kind=ChipKind::Ok label="Đang dùng"/> },
    };
    let label = format!("Cấp lại mật khẩu cho {username}");
    view! {
        <li>
            <div>
                <p class="row">{chip}</p>
                <h3>{agency}</h3>
                <p class="muted">{format!("{username} · tạo ngày {}", created_at.short_date())}</p>
            </div>
            {(!disabled)
                .then(|| {
                    view! {
                        <form method="post" action=HREF>
                            <input r#type="hidden" name=viewer_fields::VIEWER value=id/>
                            <button class="btn small" aria-label=label>"Cấp lại mật khẩu"</button>
                        </form>
                    }
                })}
        </li>
    }
}
