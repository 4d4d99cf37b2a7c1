//! Pages for what went wrong.

use contest::Millis;
use leptos::prelude::*;

use crate::components::Mark;

/// What went wrong, as the person who sees it needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorView {
    /// 400: what was sent cannot be read.
    BadRequest,
    /// 403: not for this person.
    Forbidden,
    /// 403: the form is too old, or was sent from another site.
    StaleForm,
    /// 404: no such page.
    NotFound,
    /// 409: what the page wanted is no longer possible, with why.
    Conflict(String),
    /// 413: what was sent is too large.
    TooLarge,
    /// 429: too many tries, with how long to wait.
    TooMany(Millis),
    /// 503: too much to do, with how long to wait.
    Busy(Millis),
    /// 500, with the number by which the log finds it.
    Internal(String),
}

impl ErrorView {
    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Forbidden | Self::StaleForm => 403,
            Self::NotFound => 404,
            Self::Conflict(_) => 409,
            Self::TooLarge => 413,
            Self::TooMany(_) => 429,
            Self::Internal(_) => 500,
            Self::Busy(_) => 503,
        }
    }

    /// The heading, and the page's title.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::BadRequest => "Chưa đọc được yêu cầu này",
            Self::Forbidden => "Trang này không dành cho bạn",
            Self::StaleForm => "Trang đã mở quá lâu",
            Self::NotFound => "Không có trang này",
            Self::Conflict(_) => "Việc này không còn làm được",
            Self::TooLarge => "Nội dung gửi lên quá lớn",
            Self::TooMany(_) => "Bạn vừa thử nhiều lần",
            Self::Busy(_) => "Hệ thống đang đông người",
            Self::Internal(_) => "Có lỗi ở phía hệ thống",
        }
    }

    fn text(&self) -> String {
        match self {
            Self::BadRequest => "Hãy quay lại trang trước, tải lại rồi thử lần nữa.".to_owned(),
            Self::Forbidden => "Hãy đăng nhập bằng tài khoản có quyền xem trang này, hoặc về trang chủ.".to_owned(),
            Self::StaleForm => "Chưa có gì được gửi đi. Hãy quay lại, tải lại trang rồi gửi lần nữa.".to_owned(),
            Self::NotFound => "Đường dẫn có thể thiếu vài chữ, hoặc vòng thi đã đóng.".to_owned(),
            Self::Conflict(why) => why.clone(),
            Self::TooLarge => "Hãy chọn tệp nhỏ hơn rồi gửi lại.".to_owned(),
            Self::TooMany(wait) => format!("Hãy chờ {} rồi thử lại.", contest::time::in_words(*wait)),
            Self::Busy(wait) => format!(
                "Nếu bạn đang làm bài, các câu đã lưu vẫn an toàn. Hãy thử lại sau {}.",
                contest::time::in_words(*wait)
            ),
            Self::Internal(_) => {
                "Các câu trả lời đã lưu vẫn an toàn. Hãy tải lại trang sau ít phút; nếu vẫn lỗi, hãy gọi Ban Tổ chức và đọc mã dưới đây."
                    .to_owned()
            }
        }
    }
}

/// What went wrong, what it means, and one next step.
#[component]
pub fn ErrorPage(error: ErrorView) -> impl IntoView {
    let code = match &error {
        ErrorView::Internal(request) => Some(request.clone()),
        _ => None,
    };
    view! {
        <div class="wrap">
            <div class="section">
                <div class="empty flow">
                    <Mark/>
                    <h1 class="h2">{error.title()}</h1>
                    <p>{error.text()}</p>
                    {code.map(|code| view! { <p class="muted small">"Mã sự cố: " <b class="nums">{code}</b></p> })}
                    <p><a class="btn" href="/">"Về trang chủ"</a></p>
                </div>
            </div>
        </div>
    }
}
