//! Mã dự thi, shown once.

use leptos::prelude::*;

use crate::components::{Notice, NoticeKind};

/// What the page shows after registration, or after a new code was issued.
#[derive(Clone)]
pub struct CodeView {
    /// Whose code it is.
    pub name: String,
    /// As people read it: `K7P-2M9-QX4`.
    pub code: String,
    /// Where to go on: the round that was on their mind, or `/`.
    pub next: String,
}

impl std::fmt::Debug for CodeView {
    /// A code is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeView(…)")
    }
}

/// The personal code: large, symbol by symbol for reading aloud, and fit to print.
#[component]
pub fn CodePage(code: CodeView) -> impl IntoView {
    let CodeView { name, code, next } = code;
    let spelled = spell(&code);
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <h1>"Mã dự thi của bạn"</h1>
                <p class="lead">{name} ", bạn đã đăng ký xong."</p>
            </div>
            <div class="split">
                <div class="flow">
                    <section class="card focus flow" aria-labelledby="ma">
                        <h2 class="h3" id="ma">"Hãy ghi lại mã này"</h2>
                        <p class="entry-code">
                            <span aria-hidden="true">{code}</span>
                            <span class="vh">{spelled}</span>
                        </p>
                        <p>
                            "Bạn cần số điện thoại và mã này khi đăng nhập từ máy khác. "
                            <b>"Mã chỉ hiện một lần."</b>
                            " Hãy chép ra giấy, chụp ảnh màn hình hoặc in trang này."
                        </p>
                    </section>
                    <Notice kind=NoticeKind::Info>
                        <p>
                            "Mã không có chữ I, L, O, U để khỏi đọc nhầm. Chữ hoa hay chữ thường đều được; dấu gạch có thể bỏ."
                        </p>
                    </Notice>
                    <p class="no-print"><a class="btn primary block" href=next>"Tôi đã ghi lại, tiếp tục"</a></p>
                </div>
                <aside class="card flow no-print">
                    <h2 class="h3">"Lỡ mất mã?"</h2>
                    <p>"Máy này vẫn giữ đăng nhập. Nếu cần mã mới, hãy liên hệ đầu mối của đơn vị bạn hoặc Ban Tổ chức."</p>
                </aside>
            </div>
        </div>
    }
}

/// Symbol by symbol, so that a screen reader does not read a word: `K, 7, P. 2, M, 9. Q, X, 4`.
fn spell(code: &str) -> String {
    let groups = code.split('-').map(|group| {
        let symbols: Vec<String> = group.chars().map(String::from).collect();
        symbols.join(", ")
    });
    groups.collect::<Vec<_>>().join(". ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_spelled() {
        assert_eq!(super::spell("K7P-2M9-QX4"), "K, 7, P. 2, M, 9. Q, X, 4");
    }
}
