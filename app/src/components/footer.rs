//! The footer of every page: help, organiser, links.

use std::sync::Arc;

use leptos::prelude::*;

use crate::document::Site;

const LINKS: [(&str, &str); 3] =
    [("/cuoc-thi", "Thể lệ cuộc thi"), ("/so-tay", "Sổ tay hỏi – đáp"), ("/bao-ve-du-lieu", "Bảo vệ dữ liệu cá nhân")];

/// Who to ask, who runs the contest, and where the small print is.
#[component]
pub fn SiteFooter(site: Arc<Site>) -> impl IntoView {
    let dial: String = site.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let links = LINKS.map(|(href, label)| view! { <li><a href=href>{label}</a></li> });
    view! {
        <footer class="site-footer">
            <div class="wrap grid">
                <div class="flow">
                    <h2 class="h3">"Cần giúp đỡ khi dự thi?"</h2>
                    <p>
                        <a class="tel nums" href=format!("tel:{dial}")>{site.phone.clone()}</a>
                        <br/>
                        "Giờ hành chính, thứ Hai đến thứ Sáu."
                    </p>
                    <p>"Thư điện tử: " <a href=format!("mailto:{}", site.email)>{site.email.clone()}</a></p>
                </div>
                <div class="flow">
                    <h2 class="h3">"Đơn vị tổ chức"</h2>
                    <p>{site.organiser.clone()}<br/>"Cơ quan thường trực Ban Tổ chức cuộc thi"</p>
                    <p class="muted">"Trang chạy bằng phần mềm nguồn mở Tìm hiểu CCHC."</p>
                </div>
                <nav aria-label="Cuối trang"><ul class="plain">{links}</ul></nav>
            </div>
        </footer>
    }
}
