//! Xác nhận giấy chứng nhận: whether a certificate that somebody holds is good.

use std::sync::Arc;

use contest::{Timestamp, results::CertificateCode};
use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, Notice, NoticeKind, TextField, TextKind},
    form::FormState,
};

/// The input's name.
pub const CODE: &str = "ma";
/// The page, and below it that of each code.
pub const ADDRESS: &str = "/xac-nhan";

/// What the page shows.
#[derive(Clone, Debug)]
pub struct VerifyView {
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// What the code certifies; none before a code is typed.
    pub found: Option<Verified>,
}

/// What a code certifies.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The code.
    pub code: String,
    /// Whether it is good.
    pub verdict: Verdict,
    /// What stands on the certificate: label and value, names as the rules show them.
    pub rows: Vec<(&'static str, String)>,
}

/// Whether a certificate is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Good,
    /// Taken back then.
    TakenBack(Timestamp),
    /// Another prize has taken its place when the contest was settled.
    Replaced,
    /// The attempt does not count.
    Void,
}

impl Verdict {
    fn notice(self) -> (NoticeKind, String) {
        match self {
            Self::Good => (NoticeKind::Ok, "Hợp lệ. Ban Tổ chức đã cấp giấy chứng nhận này.".to_owned()),
            Self::TakenBack(at) => {
                (NoticeKind::Bad, format!("Đã thu hồi. Giấy chứng nhận này không còn giá trị từ {}.", at.long()))
            }
            Self::Replaced => (
                NoticeKind::Bad,
                "Đã thay thế. Khi tổng kết cuộc thi, giải này được trao lại; giấy chứng nhận này không còn giá trị."
                    .to_owned(),
            ),
            Self::Void => (NoticeKind::Bad, "Không còn giá trị. Ban Tổ chức không tính lượt thi này.".to_owned()),
        }
    }
}

/// A code is typed or scanned, and the page says what it certifies.
#[component]
pub fn VerifyPage(view: VerifyView) -> impl IntoView {
    let VerifyView { form, found } = view;
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <h1>"Xác nhận giấy chứng nhận"</h1>
                <p class="muted">"Ai cũng có thể kiểm tra một giấy chứng nhận của cuộc thi bằng mã in trên giấy."</p>
            </div>
            <div class="flow">
                <ErrorSummary form=form.clone()/>
                {found.map(|found| view! { <Found found/> })}
                <form class="card flow" method="get" action=ADDRESS novalidate>
                    <TextField
                        name=CODE
                        label="Mã kiểm tra"
                        hint=Some("In cạnh mã QR, ví dụ V2-14-7K4M-92TD-QRST.".to_owned())
                        form
                        kind=TextKind::Code
                        maxlength=Some(CertificateCode::MAX_INPUT as u16)
                    />
                    <p><button class="btn primary">"Kiểm tra mã này"</button></p>
                </form>
            </div>
        </div>
    }
}

#[component]
fn Found(found: Verified) -> impl IntoView {
    let Verified { code, verdict, rows } = found;
    let (kind, text) = verdict.notice();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(label, value)| view! { <tr><th scope="row">{label}</th><td>{value}</td></tr> })
        .collect();
    view! {
        <section class="flow" aria-labelledby="giay">
            <h2 id="giay">"Giấy chứng nhận " <span class="nowrap">{code}</span></h2>
            <Notice kind><p>{text}</p></Notice>
            <table class="table">
                <caption class="vh">"Nội dung giấy chứng nhận"</caption>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}
