//! The fields for what organisers change often in the rules.

use std::sync::Arc;

use contest::contests::RulesField;
use leptos::prelude::*;

use crate::{
    components::{SelectField, SelectGroup, SelectOption, TextField, TextKind},
    form::FormState,
};

/// Places of the ranking that are in sight; more are unfolded.
const RANKS_IN_SIGHT: u8 = 4;

/// The fields, group by group.
#[component]
pub fn RulesFields(form: Arc<FormState>) -> impl IntoView {
    use RulesField::{
        Age, Asked, Attempts, Complaints, Counting, Duration, Names, Partial, Participation, Period, Prediction,
        Presentation, Rank, Reveal,
    };
    let ranks = |places: std::ops::Range<u8>| -> Vec<_> {
        places.map(|place| view! { <Choice field=Rank(place) form=form.clone()/> }).collect()
    };
    let more = (RANKS_IN_SIGHT..RulesField::RANKS).map(|place| Rank(place).name());
    let unfolded = more.into_iter().any(|name| !form.value(name).is_empty() || form.problem(name).is_some());
    view! {
        <section class="card flow" aria-labelledby="luot-thi">
            <h2 class="h3" id="luot-thi">"Lượt thi"</h2>
            <div class="grid">
                <Typed field=Duration form=form.clone() hint="Ví dụ 20, hoặc 20:30 cho 20 phút 30 giây."/>
                <Typed field=Attempts form=form.clone() hint="Để trống nếu không giới hạn."/>
                <Choice field=Period form=form.clone()/>
                <Choice field=Counting form=form.clone()/>
                <Choice field=Partial form=form.clone()/>
                <Choice field=Presentation form=form.clone()/>
            </div>
        </section>
        <section class="card flow" aria-labelledby="xep-hang">
            <h2 class="h3" id="xep-hang">"Xếp hạng"</h2>
            <p class="muted">"Tiêu chí trước quyết định trước; bằng nhau mới xét tiêu chí sau."</p>
            <div class="grid">{ranks(0..RANKS_IN_SIGHT)}</div>
            <details open=unfolded>
                <summary>"Thêm tiêu chí"</summary>
                <div class="grid">{ranks(RANKS_IN_SIGHT..RulesField::RANKS)}</div>
            </details>
            <div class="grid">
                <Choice field=Prediction form=form.clone()/>
                <Choice field=Asked form=form.clone()/>
            </div>
        </section>
        <section class="card flow" aria-labelledby="cong-khai">
            <h2 class="h3" id="cong-khai">"Người dự thi và công khai"</h2>
            <div class="grid">
                <Typed field=Age form=form.clone() hint="Để trống nếu tuổi nào cũng thi được."/>
                <Typed field=Participation form=form.clone() hint="Để trống nếu không yêu cầu."/>
                <Typed field=Complaints form=form.clone() hint="Để trống nếu không nhận khiếu nại."/>
                <Choice field=Names form=form.clone()/>
                <Choice field=Reveal form=form/>
            </div>
        </section>
    }
}

#[component]
fn Typed(field: RulesField, form: Arc<FormState>, hint: &'static str) -> impl IntoView {
    let kind = if field == RulesField::Duration { TextKind::Text } else { TextKind::Digits };
    view! { <TextField name=field.name() label=field.label() hint=hint.to_owned() form kind maxlength=Some(8)/> }
}

#[component]
fn Choice(field: RulesField, form: Arc<FormState>) -> impl IntoView {
    let options = field.options().iter().map(|(code, label)| SelectOption::new(*code, *label)).collect();
    let groups = vec![SelectGroup { label: None, options }];
    view! { <SelectField name=field.name() label=field.label() form groups/> }
}
