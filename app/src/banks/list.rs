//! Ngân hàng câu hỏi: the banks, and a new one.

use std::sync::Arc;

use contest::{Timestamp, text::group};
use leptos::prelude::*;

use super::EDITIONS_HREF;
use crate::{
    components::{Empty, ErrorSummary, TextField},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs of the form for a new bank.
pub mod bank_fields {
    /// Tên ngân hàng.
    pub const NAME: &str = "ten";
    /// Mã ngân hàng.
    pub const CODE: &str = "ma";
}

/// Where an organiser makes accounts for authors and reviewers, and gives them banks.
pub const WORKERS_HREF: &str = "/ban-to-chuc/ngan-hang/nguoi-lam";

/// What the list of banks shows.
#[derive(Clone, Debug)]
pub struct BanksView {
    /// By name.
    pub banks: Vec<BankLine>,
    /// The form for a new bank, as it was sent.
    pub form: Arc<FormState>,
    /// Longest name, in characters.
    pub name_length: u16,
    /// Longest code, in characters.
    pub code_length: u16,
    /// Whether whoever looks keeps the banks: makes new ones, and gives them to others.
    pub keeps: bool,
}

/// A bank in the list.
#[derive(Clone, Debug)]
pub struct BankLine {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its short name.
    pub code: String,
    /// How many questions it has.
    pub questions: u64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The banks, and the form for a new one.
#[component]
pub fn BanksPage(view: BanksView) -> impl IntoView {
    let BanksView { banks, form, name_length, code_length, keeps } = view;
    let lines: Vec<_> = banks.into_iter().map(|bank| view! { <Line bank/> }).collect();
    view! {
        <Work desk=Desk::Banks>
            <div class="page-head flow">
                <h1 class="h2">"Ngân hàng câu hỏi"</h1>
                <p class="muted">"Mở một ngân hàng để tìm, soạn, duyệt câu hỏi hoặc nhập thêm từ tệp."</p>
                {keeps
                    .then(|| {
                        view! {
                            <p class="row">
                                <a class="btn" href=WORKERS_HREF>"Người soạn và thẩm định"</a>
                                <a class="btn" href=EDITIONS_HREF>"Sổ tay hỏi – đáp"</a>
                            </p>
                        }
                    })}
            </div>
            {if lines.is_empty() {
                let text = if keeps {
                    "Hãy tạo ngân hàng đầu tiên ở dưới, rồi soạn câu hỏi hoặc nhập từ tệp."
                } else {
                    "Ban Tổ chức chưa giao ngân hàng nào cho bạn. Hãy liên hệ Ban Tổ chức."
                };
                view! { <Empty title="Chưa có ngân hàng nào" text/> }.into_any()
            } else {
                view! { <ul class="list">{lines}</ul> }.into_any()
            }}
            {keeps.then(|| view! { <NewBank form name_length code_length/> })}
        </Work>
    }
}

#[component]
fn NewBank(form: Arc<FormState>, name_length: u16, code_length: u16) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="tao">
            <h2 id="tao">"Tạo ngân hàng"</h2>
            <form class="flow" method="post" action="/ban-to-chuc/ngan-hang" novalidate>
                <ErrorSummary form=form.clone()/>
                <TextField
                    name=bank_fields::NAME
                    label="Tên ngân hàng"
                    hint="Ví dụ: Câu hỏi bảng người dân.".to_owned()
                    form=form.clone()
                    maxlength=Some(name_length)
                />
                <TextField
                    name=bank_fields::CODE
                    label="Mã ngân hàng"
                    hint="Chữ thường không dấu, chữ số và dấu gạch ngang, ví dụ nguoi-dan.".to_owned()
                    form=form
                    maxlength=Some(code_length)
                />
                <p><button class="btn">"Tạo ngân hàng"</button></p>
            </form>
        </section>
    }
}

#[component]
fn Line(bank: BankLine) -> impl IntoView {
    let BankLine { href, name, code, questions, created_at } = bank;
    view! {
        <li>
            <div>
                <h3>{name.clone()}</h3>
                <p class="muted">{format!("{} câu · mã {code} · tạo ngày {}", group(questions as i64), created_at.short_date())}</p>
            </div>
            <p><a class="btn" href=href>"Xem câu hỏi" <span class="vh">" " {name}</span></a></p>
        </li>
    }
}
