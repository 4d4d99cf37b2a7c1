//! Báo lỗi: saying what is wrong with an entry.

use std::sync::Arc;

use contest::banks::MAX_MISTAKE;
use leptos::prelude::*;

use crate::{
    components::{Notice, NoticeKind, TextArea},
    form::FormState,
};

/// The input's name.
pub const MISTAKE_FIELD: &str = "loi";

/// What the form shows.
#[derive(Clone, Debug, Default)]
pub struct MistakeView {
    /// Where it is sent.
    pub href: String,
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// Whether something was just sent.
    pub is_sent: bool,
}

/// The form, folded until somebody has something to say.
#[component]
pub(super) fn Mistake(mistake: MistakeView) -> impl IntoView {
    let MistakeView { href, form, is_sent } = mistake;
    let refused = form.is_refused();
    view! {
        <section class="flow no-print" id="bao-loi" aria-label="Báo lỗi">
            {is_sent
                .then(|| {
                    view! {
                        <Notice kind=NoticeKind::Ok>
                            <p role="status"><b>"Đã gửi báo lỗi. "</b>"Cảm ơn bạn! Ban Tổ chức sẽ xem lại câu này."</p>
                        </Notice>
                    }
                })}
            <details class="card" open=refused>
                <summary>"Báo lỗi ở câu này"</summary>
                <form class="flow after-s" method="post" action=href novalidate>
                    <TextArea
                        name=MISTAKE_FIELD
                        label="Chỗ nào chưa đúng"
                        hint=Some(
                            "Ví dụ: số văn bản, ngày hiệu lực, lỗi chính tả. Tối đa 1.000 ký tự; đừng ghi họ tên, số điện thoại."
                                .to_owned(),
                        )
                        form
                        maxlength=Some(MAX_MISTAKE as u16)
                    />
                    <p><button class="btn">"Gửi báo lỗi"</button></p>
                </form>
            </details>
        </section>
    }
}
