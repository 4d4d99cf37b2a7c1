//! Trình chiếu và nhúng, of the organiser: big screens, and the sites that may show boards within a frame.

use std::sync::Arc;

use contest::Timestamp;
use leptos::prelude::*;

use crate::{
    components::{Empty, ErrorSummary, TextField},
    form::FormState,
    work::{Desk, Work},
};

/// The page's address.
pub const FRAMES_HREF: &str = "/ban-to-chuc/nhung";

/// The names of inputs.
pub mod frame_fields {
    /// A site to add.
    pub const SITE: &str = "trang";
    /// The row of a site to take off.
    pub const REMOVE: &str = "bo";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct FramesView {
    /// Big screens, by round: address and title.
    pub screens: Vec<(String, String)>,
    /// The sites that may show boards.
    pub sites: Vec<FrameSiteRow>,
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// What to paste into a page: what it shows, and the code.
    pub codes: Vec<(String, String)>,
}

/// One site.
#[derive(Clone, Debug)]
pub struct FrameSiteRow {
    /// Its row.
    pub id: i64,
    /// `https://laocai.gov.vn`.
    pub site: String,
    /// Since when.
    pub added_at: Timestamp,
}

/// Screens, sites, and what to paste.
#[component]
pub fn FramesPage(view: FramesView) -> impl IntoView {
    let FramesView { screens, sites, form, codes } = view;
    view! {
        <Work desk=Desk::Boards>
            <div class="page-head flow"><h1 class="h2">"Trình chiếu và nhúng"</h1></div>
            <ErrorSummary form=form.clone()/>
            <Screens screens/>
            <Sites sites form/>
            <Codes codes/>
        </Work>
    }
}

#[component]
fn Screens(screens: Vec<(String, String)>) -> impl IntoView {
    let nothing = screens.is_empty();
    let links: Vec<_> = screens.into_iter().map(|(href, title)| view! { <li><a href=href>{title}</a></li> }).collect();
    view! {
        <section class="section flow" aria-labelledby="man-hinh-lon">
            <h2 class="h3" id="man-hinh-lon">"Màn hình lớn"</h2>
            <p>"Mở trên màn hình ở sảnh, chọn toàn màn hình; trang tự cập nhật và không nêu tên người dự thi."</p>
            {if nothing {
                view! { <Empty title="Chưa có vòng thi nào" text="Màn hình có ngay khi vòng thi được mở."/> }.into_any()
            } else {
                view! { <ul class="links">{links}</ul> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Sites(sites: Vec<FrameSiteRow>, form: Arc<FormState>) -> impl IntoView {
    let nothing = sites.is_empty().then(|| view! { <p>"Chưa có trang nào được nhúng bảng xếp hạng."</p> });
    let rows: Vec<_> = sites.into_iter().map(|site| view! { <Site site/> }).collect();
    view! {
        <section class="section flow" aria-labelledby="trang-duoc-nhung">
            <h2 class="h3" id="trang-duoc-nhung">"Trang được nhúng bảng xếp hạng"</h2>
            <p>"Chỉ các trang trong danh sách này đặt được bảng vào trang của mình. Ghi cả trang có và không có www."</p>
            {nothing}
            <ul class="links plain">{rows}</ul>
            <form class="flow" method="post" action=FRAMES_HREF>
                <TextField
                    name=frame_fields::SITE
                    label="Địa chỉ trang"
                    hint="Ví dụ https://laocai.gov.vn".to_owned()
                    form
                />
                <button class="btn">"Thêm trang"</button>
            </form>
        </section>
    }
}

#[component]
fn Site(site: FrameSiteRow) -> impl IntoView {
    let FrameSiteRow { id, site, added_at } = site;
    view! {
        <li class="name">
            <b>{site.clone()}</b>
            <small>{format!("Thêm lúc {}", added_at.long())}</small>
            <form method="post" action=FRAMES_HREF>
                <button class="btn small" name=frame_fields::REMOVE value=id>
                    "Bỏ"
                    <span class="vh">{format!(" {site}")}</span>
                </button>
            </form>
        </li>
    }
}

#[component]
fn Codes(codes: Vec<(String, String)>) -> impl IntoView {
    (!codes.is_empty()).then(|| {
        let codes: Vec<_> =
            codes.into_iter().map(|(what, code)| view! { <h3>{what}</h3><pre><code>{code}</code></pre> }).collect();
        view! {
            <section class="section flow" aria-labelledby="ma-nhung">
                <h2 class="h3" id="ma-nhung">"Mã để dán vào trang"</h2>
                <p>
                    "Thêm khoi=… để chỉ xem một khối, so=… để chọn số dòng, từ 1 đến 50."
                </p>
                {codes}
            </section>
        }
    })
}
