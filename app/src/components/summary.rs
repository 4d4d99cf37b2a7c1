//! What is wrong in a form, at its top.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Icon, IconName};
use crate::form::FormState;

/// Says how many places need mending and links to each. Nothing when all is well.
///
/// It can take the focus and is announced at once, so that nobody has to look for what happened.
#[component]
pub fn ErrorSummary(form: Arc<FormState>) -> impl IntoView {
    form.is_refused().then(|| {
        let count = form.problems.len();
        let title = match (&form.summary, count) {
            (Some(summary), _) => summary.clone(),
            (None, count) => format!("Còn {count} chỗ cần sửa"),
        };
        let links: Vec<_> = form
            .problems
            .iter()
            .map(|problem| view! { <li><a href=format!("#{}", problem.field)>{problem.message.clone()}</a></li> })
            .collect();
        view! {
            <div class="notice bad" id="can-sua" role="alert" tabindex="-1" autofocus=true>
                <Icon name=IconName::Warning/>
                <div>
                    <h2 class="h3">{title}</h2>
                    {(count > 0).then(|| view! { <ul class="plain">{links}</ul> })}
                </div>
            </div>
        }
    })
}
