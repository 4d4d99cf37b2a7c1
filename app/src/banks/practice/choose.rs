//! About what, and how many?

use std::sync::Arc;

use contest::banks::Level;
use leptos::prelude::*;

use super::{PRACTICE, practice_fields as fields};
use crate::{
    components::{SelectField, SelectGroup, SelectOption},
    form::FormState,
};

/// What may be chosen.
#[derive(Clone, Debug)]
pub struct PracticeChooser {
    /// Topics, each with how many questions it has.
    pub topics: Vec<SelectOption>,
    /// How many questions may be asked for.
    pub counts: Vec<usize>,
    /// How many there are, in a sentence.
    pub about: String,
}

#[component]
pub(super) fn Choose(choose: PracticeChooser, form: Arc<FormState>) -> impl IntoView {
    let PracticeChooser { topics, counts, about } = choose;
    let plain = |options| vec![SelectGroup { label: None, options }];
    let levels = Level::ALL.map(|level| SelectOption::new(level.code(), level.label())).into();
    let counts = counts.into_iter().map(|count| SelectOption::new(count.to_string(), format!("{count} câu"))).collect();
    view! {
        <form class="card flow" method="post" action=PRACTICE novalidate>
            <p class="muted">{about}</p>
            <SelectField
                name=fields::TOPIC
                label="Lĩnh vực"
                form=form.clone()
                groups=plain(topics)
                empty="Tất cả lĩnh vực".to_owned()
            />
            <SelectField
                name=fields::LEVEL
                label="Mức độ"
                form=form.clone()
                groups=plain(levels)
                empty="Tất cả mức độ".to_owned()
            />
            <SelectField name=fields::COUNT label="Số câu" form groups=plain(counts)/>
            <p><button class="btn primary block" name=fields::ACT value=fields::BEGIN>"Bắt đầu luyện tập"</button></p>
            <p class="muted small">"Hệ thống không lưu bạn đã làm gì ở đây. Đóng trang là hết."</p>
        </form>
    }
}
