//! Đổi tên, đổi giờ một vòng thi.

use std::sync::Arc;

use leptos::prelude::*;

use super::new_round::fields;
use crate::{
    components::{ErrorSummary, TextField, TextKind},
    form::FormState,
    work::{Desk, Work},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct HoursView {
    /// This page's address.
    pub href: String,
    /// The page of the round, and its title.
    pub round: (String, String),
    /// What was typed or stands, and what is wrong with it.
    pub form: Arc<FormState>,
    /// When it opened, once it has begun: that stands.
    pub opened: Option<String>,
    /// Longest title, in characters.
    pub title_length: u16,
}

/// The form for a round's title and hours.
#[component]
pub fn HoursPage(view: HoursView) -> impl IntoView {
    let HoursView { href, round, form, opened, title_length } = view;
    let opens = match opened {
        Some(opened) => view! { <p>{format!("Vòng đã mở lúc {opened}; giờ mở không đổi được nữa.")}</p> }.into_any(),
        None => view! {
            <TextField
                name=fields::OPENS
                label="Mở lúc"
                hint="Giờ Việt Nam.".to_owned()
                form=form.clone()
                kind=TextKind::DateTime
            />
        }
        .into_any(),
    };
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned()), round]
            here="Đổi tên, đổi giờ"
        >
            <div class="page-head flow">
                <h1 class="h2">"Đổi tên, đổi giờ"</h1>
                <p class="muted">"Hai vòng có thể nối liền nhau, ví dụ vòng này đóng 9 giờ 40, vòng sau mở 9 giờ 40."</p>
            </div>
            <form class="flow" method="post" action=href novalidate>
                <ErrorSummary form=form.clone()/>
                <TextField name=fields::TITLE label="Tên vòng thi" form=form.clone() maxlength=Some(title_length)/>
                <div class="grid">
                    {opens}
                    <TextField
                        name=fields::CLOSES
                        label="Đóng lúc"
                        hint="Giờ Việt Nam. Bài đang làm giữ hạn nộp đã có.".to_owned()
                        form=form
                        kind=TextKind::DateTime
                    />
                </div>
                <p class="after"><button class="btn primary">"Lưu"</button></p>
            </form>
        </Work>
    }
}
