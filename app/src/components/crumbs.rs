//! The way back.

use leptos::prelude::*;

/// Where the page stands: links from the front page down, then the page itself.
#[component]
pub fn Crumbs(
    /// Address and name of each page above, the front page left out.
    #[prop(default = Vec::new())]
    above: Vec<(String, String)>,
    #[prop(into)] here: String,
) -> impl IntoView {
    let above: Vec<_> = above.into_iter().map(|(href, label)| view! { <li><a href=href>{label}</a></li> }).collect();
    view! {
        <nav aria-label="Đường dẫn">
            <ol class="crumbs">
                <li><a href="/">"Trang chủ"</a></li>
                {above}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
}
