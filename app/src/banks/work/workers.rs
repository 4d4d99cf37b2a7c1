//! Who writes and reviews questions, and on which banks they work.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{Chip, ChipKind, ChoiceGroup, Empty, ErrorSummary, SelectField, SelectGroup, SelectOption, TextField},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs of the page's forms.
pub mod worker_fields {
    /// Họ và tên.
    pub const NAME: &str = "ten";
    /// Tên đăng nhập.
    pub const USERNAME: &str = "ten-dang-nhap";
    /// Author or reviewer.
    pub const ROLE: &str = "vai-tro";
    /// A bank.
    pub const BANK: &str = "ngan-hang";
    /// An account that is changed.
    pub const WORKER: &str = "tai-khoan";
    /// What is done to it.
    pub const ACT: &str = "viec";
    /// It gets a bank.
    pub const GIVE: &str = "giao";
    /// A bank is taken from it.
    pub const TAKE: &str = "thoi";
    /// It gets a new one-time password.
    pub const RESET: &str = "cap-lai";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct WorkersView {
    /// This page's address.
    pub href: &'static str,
    /// The accounts.
    pub workers: Vec<WorkerRow>,
    /// The banks to choose from.
    pub banks: Vec<SelectOption>,
    /// The roles to choose from.
    pub roles: Vec<SelectOption>,
    /// The form for a new account, as it was sent.
    pub form: Arc<FormState>,
    /// Longest user name, in characters.
    pub username_length: u16,
}

/// An account.
#[derive(Clone, Debug)]
pub struct WorkerRow {
    /// Which, for the forms.
    pub id: i64,
    /// What pages call them.
    pub name: String,
    /// What they sign in with.
    pub username: String,
    /// `Người thẩm định câu hỏi`.
    pub role: &'static str,
    /// Whether nobody has changed the one-time password.
    pub unused: bool,
    /// Whether the account has been closed.
    pub disabled: bool,
    /// The banks they work on, by number and name.
    pub banks: Vec<(i64, String)>,
    /// The other banks.
    pub others: Vec<SelectOption>,
}

/// Authors and reviewers, and the form for a new account.
#[component]
pub fn WorkersPage(view: WorkersView) -> impl IntoView {
    let WorkersView { href, workers, banks, roles, form, username_length } = view;
    let rows: Vec<_> = workers.into_iter().map(|worker| view! { <Row href worker/> }).collect();
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned())]
            here="Người soạn và thẩm định"
        >
            <div class="page-head flow">
                <h1 class="h2">"Người soạn và thẩm định"</h1>
                <p class="muted">"Câu hỏi do một người soạn và một người khác duyệt. Mỗi tài khoản chỉ làm việc với ngân hàng được giao."</p>
            </div>
            <form class="card flow" method="post" action=href novalidate>
                <h2 class="h3">"Tạo tài khoản"</h2>
                <ErrorSummary form=form.clone()/>
                <TextField name=worker_fields::NAME label="Họ và tên" form=form.clone() maxlength=Some(100)/>
                <TextField
                    name=worker_fields::USERNAME
                    label="Tên đăng nhập"
                    hint="Chữ thường không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới.".to_owned()
                    form=form.clone()
                    maxlength=Some(username_length)
                />
                <ChoiceGroup name=worker_fields::ROLE label="Vai trò" form=form.clone() options=roles/>
                <SelectField
                    name=worker_fields::BANK
                    label="Ngân hàng được giao"
                    form
                    groups=vec![SelectGroup { label: None, options: banks }]
                    empty="Chọn ngân hàng".to_owned()
                />
                <p class="row between">
                    <span class="muted">"Mật khẩu lần đầu hiện ngay sau khi tạo, chỉ một lần."</span>
                    <button class="btn primary">"Tạo tài khoản"</button>
                </p>
            </form>
            <section class="section" aria-labelledby="da-tao">
                <h2 id="da-tao">"Đã tạo"</h2>
                {if rows.is_empty() {
                    view! { <Empty title="Chưa có tài khoản nào" text="Hãy tạo ít nhất một tài khoản thẩm định để câu hỏi được người khác duyệt."/> }
                        .into_any()
                } else {
                    view! { <ul class="list">{rows}</ul> }.into_any()
                }}
            </section>
        </Work>
    }
}

#[component]
fn Row(href: &'static str, worker: WorkerRow) -> impl IntoView {
    let WorkerRow { id, name, username, role, unused, disabled, banks, others } = worker;
    let chip = match (disabled, unused) {
        (true, _) => view! { <Chip label="Đã khóa"/> },
        (_, true) => view! { <Chip kind=ChipKind::Wait label="Chưa dùng"/> },
        _ => view! { <Chip kind=ChipKind::Ok label="Đang dùng"/> },
    };
    let given: Vec<_> = banks
        .into_iter()
        .map(|(bank, bank_name)| {
            let label = format!("Thôi giao {bank_name} cho {username}");
            view! {
                <li>
                    <form class="row" method="post" action=href>
                        <input r#type="hidden" name=worker_fields::WORKER value=id/>
                        <input r#type="hidden" name=worker_fields::BANK value=bank/>
                        <span>{bank_name}</span>
                        <button class="btn small" name=worker_fields::ACT value=worker_fields::TAKE aria-label=label>"Thôi giao"</button>
                    </form>
                </li>
            }
        })
        .collect();
    let more = (!others.is_empty()).then(|| {
        let field = format!("giao-{id}");
        let options: Vec<_> =
            others.into_iter().map(|option| view! { <option value=option.value>{option.label}</option> }).collect();
        view! {
            <form class="row" method="post" action=href>
                <input r#type="hidden" name=worker_fields::WORKER value=id/>
                <label class="vh" r#for=field.clone()>{format!("Giao thêm ngân hàng cho {username}")}</label>
                <select class="input" id=field name=worker_fields::BANK>{options}</select>
                <button class="btn small" name=worker_fields::ACT value=worker_fields::GIVE>"Giao thêm"</button>
            </form>
        }
    });
    let reset = format!("Cấp lại mật khẩu cho {username}");
    view! {
        <li>
            <div>
                <p class="row">{chip}</p>
                <h3>{name}</h3>
                <p class="muted">{format!("{username} · {role}")}</p>
                <ul class="plain flow">{given}</ul>
                {more}
            </div>
            <form method="post" action=href>
                <input r#type="hidden" name=worker_fields::WORKER value=id/>
                <button class="btn small" name=worker_fields::ACT value=worker_fields::RESET aria-label=reset>"Cấp lại mật khẩu"</button>
            </form>
        </li>
    }
}
