//! A secret that staff hands over to somebody, shown once.

use leptos::prelude::*;

use crate::work::{Desk, Work};

/// What was issued, to whom, and what they do with it.
#[derive(Clone)]
pub struct IssuedView {
    /// The work area that the page stands in.
    pub desk: Desk,
    /// `Mã dự thi mới`.
    pub title: &'static str,
    /// Whose it is.
    pub owner: String,
    /// The secret, as people read it.
    pub secret: String,
    /// What to tell its owner.
    pub advice: String,
    /// Address and label of the way back.
    pub back: (&'static str, &'static str),
}

impl std::fmt::Debug for IssuedView {
    /// A code is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IssuedView(…)")
    }
}

/// The secret, large and fit to read out.
#[component]
pub fn IssuedPage(issued: IssuedView) -> impl IntoView {
    let IssuedView { desk, title, owner, secret, advice, back } = issued;
    let (href, label) = back;
    view! {
        <Work desk>
            <div class="page-head flow">
                <h1 class="h2">{title}</h1>
                <p class="lead">{owner}</p>
            </div>
            <section class="card focus flow" aria-labelledby="giao">
                <h2 class="h3" id="giao">"Chỉ hiện một lần"</h2>
                <p class="entry-code issued">{secret}</p>
                <p>{advice}</p>
                <p class="muted">"Hãy đọc hoặc đưa tận tay. Không gửi qua nhóm chung. Rời trang này là không xem lại được."</p>
                <p class="no-print"><a class="btn primary" href=href>{label}</a></p>
            </section>
        </Work>
    }
}
