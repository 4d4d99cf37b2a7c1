//! Two questions side by side, with what differs marked.

use contest::banks::letter;
use leptos::prelude::*;

use crate::{
    Prose,
    components::{Icon, IconName},
};

/// A text in pieces, each with whether it is marked.
pub type Bits = Vec<(String, bool)>;

/// One of two questions that are compared.
#[derive(Clone, Debug)]
pub struct ComparedView {
    /// `Câu 12`.
    pub title: String,
    /// Its page, if it has one.
    pub href: Option<String>,
    /// Topic, level, state: what is known.
    pub about: Vec<String>,
    /// What is asked; marked is what the other does not say.
    pub stem: Bits,
    /// Its choices, the same way, each with whether it is right.
    pub choices: Vec<(Bits, bool)>,
}

/// A question beside another.
#[component]
pub(super) fn Compared(question: ComparedView) -> impl IntoView {
    let ComparedView { title, href, about, stem, choices } = question;
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let choices: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(place, (bits, right))| {
            let text = format!("{}. {}", letter(place), marked_html(&bits));
            let check =
                right.then(|| view! { " " <Icon name=IconName::Check/><span class="vh">" (đáp án đúng)"</span> });
            view! { <li><span inner_html=text></span>{check}</li> }.into_any()
        })
        .collect();
    view! {
        <div class="flow">
            <h3 class="h4">{title}</h3>
            <p class="muted small">{about.join(" · ")}</p>
            <p inner_html=marked_html(&stem)></p>
            <ul class="plain">{choices}</ul>
        </div>
    }
    .into_any()
}

/// The pieces as text with `<mark>`.
pub(super) fn marked_html(bits: &Bits) -> String {
    let mut html = String::new();
    for (text, marked) in bits {
        let text = Prose::from(text.as_str());
        if *marked {
            html.extend(["<mark>", text.as_str(), "</mark>"]);
        } else {
            html.push_str(text.as_str());
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_marked_and_nothing_breaks_out() {
        let bits = vec![("một ".to_owned(), false), ("<b>hai".to_owned(), true)];
        assert_eq!(marked_html(&bits), "một <mark>&lt;b&gt;hai</mark>");
    }
}
