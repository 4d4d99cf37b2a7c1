//! The header of every page.

use std::sync::Arc;

use leptos::prelude::*;

use super::Mark;
use crate::document::{NavItem, Site, Visitor};

const ENTRIES: [(NavItem, &str, &str); 4] = [
    (NavItem::Contest, "/cuoc-thi", "Cuộc thi"),
    (NavItem::Boards, "/xep-hang", "Xếp hạng"),
    (NavItem::Handbook, "/so-tay", "Sổ tay"),
    (NavItem::Mine, "/cua-toi", "Của tôi"),
];

/// The contest's name, the main navigation (left out of work areas) and who is signed in.
#[component]
pub fn SiteHeader(
    site: Arc<Site>,
    visitor: Visitor,
    /// The current entry; `None` for no navigation.
    nav: Option<NavItem>,
) -> impl IntoView {
    let (href, account) = match visitor {
        Visitor::Anonymous => ("/dang-nhap", "Đăng nhập".to_owned()),
        Visitor::Participant { name } => ("/cua-toi", name),
        Visitor::Staff { name, home, .. } => (home, name),
    };
    view! {
        <header class="site-header">
            <div class="wrap">
                <a class="brand" href="/">
                    <Mark/>
                    <span>{site.contest.clone()} " " <small>{site.province.clone()}</small></span>
                </a>
                {nav.map(|current| view! { <MainNav current/> })}
                <a class="btn small" href=href>{account}</a>
            </div>
        </header>
    }
}

#[component]
fn MainNav(current: NavItem) -> impl IntoView {
    let entries = ENTRIES.map(|(item, href, label)| {
        view! { <a href=href aria-current=(item == current).then_some("page")>{label}</a> }
    });
    view! { <nav class="nav" aria-label="Danh mục chính">{entries}</nav> }
}
