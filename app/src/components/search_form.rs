//! Looking for something in a list: one line and a button.

use leptos::prelude::*;

use super::{Icon, IconName};

/// A search that leads to `href` with what was typed under `name`.
#[component]
pub fn SearchForm(
    #[prop(into)] href: String,
    name: &'static str,
    /// What is looked for: `Tên đơn vị`.
    label: &'static str,
    /// What was looked for last.
    search: String,
) -> impl IntoView {
    view! {
        <form class="field" role="search" action=href>
            <label r#for=name>{label}</label>
            <div class="search">
                <input
                    class="input"
                    id=name
                    name=name
                    r#type="search"
                    autocomplete="off"
                    maxlength="80"
                    value=search
                />
                <button class="btn"><Icon name=IconName::Search/>"Tìm"</button>
            </div>
        </form>
    }
}
