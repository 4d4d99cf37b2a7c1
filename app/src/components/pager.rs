//! From page to page of a list.

use leptos::prelude::*;

/// Links to the first pages, those around the current one, the last and the next. Nothing for a
/// single page.
#[component]
pub fn Pager(
    /// The current page, from 1.
    page: u32,
    /// How many pages there are.
    pages: u32,
    /// The address without the page's number, ending where it goes: `/xep-hang?bang=A&trang=`.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    (pages > 1).then(|| {
        let links: Vec<_> = shown(page, pages)
            .into_iter()
            .map(|number| match number {
                Some(number) => {
                    let current = (number == page).then_some("page");
                    view! { <a href=format!("{href}{number}") aria-current=current>{number}</a> }.into_any()
                }
                None => view! { <span>"…"</span> }.into_any(),
            })
            .collect();
        let next = (page < pages).then(|| view! { <a href=format!("{href}{}", page + 1) rel="next">"Trang sau"</a> });
        view! { <nav class="pager after" aria-label="Trang">{links}{next}</nav> }
    })
}

/// The numbers to show, with `None` for a gap.
fn shown(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut shown = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(|&n| n == 1 || n == pages || n.abs_diff(page) <= 1) {
        match number - last {
            2 => shown.push(Some(last + 1)),
            0 | 1 => {}
            _ => shown.push(None),
        }
        shown.push(Some(number));
        last = number;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_ends_and_the_neighbours_are_shown() {
        let written = |page, pages| {
            let parts = shown(page, pages).into_iter();
            parts.map(|n| n.map_or("…".to_owned(), |n| n.to_string())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(written(1, 514), "1 2 … 514");
        assert_eq!(written(32, 514), "1 … 31 32 33 … 514");
        assert_eq!(written(3, 5), "1 2 3 4 5");
        assert_eq!(written(4, 7), "1 2 3 4 5 6 7");
        assert_eq!(written(2, 2), "1 2");
    }
}
