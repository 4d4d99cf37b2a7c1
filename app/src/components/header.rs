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

/// The contest's name (in a work area whose it is), the main navigation (left out of work areas) and
/// who is signed in.
#[component]
pub fn SiteHeader(
    site: Arc<Site>,
    visitor: Visitor,
    /// The current entry; `None` for no navigation.
    nav: Option<NavItem>,
) -> impl IntoView {
    let name = match &visitor {
        Visitor::Staff { role, .. } => role.clone(),
        _ => site.contest.clone(),
    };
    let account = match visitor {
        // Staff sign in on a page of their own, which is this one.
        Visitor::Anonymous => nav.map(|_| ("/dang-nhap", "Đăng nhập".to_owned())),
        Visitor::Participant { name } => Some(("/cua-toi", name)),
        Visitor::Staff { name, home, .. } => Some((home, name)),
    };
    view! {
        <header class="site-header">
            <div class="wrap">
                <a class="brand" href="/">
                    <Mark/>
                    <span>{name} " " <small>{site.province.clone()}</small></span>
                </a>
                {nav.map(|current| view! { <MainNav current/> })}
                {account.map(|(href, name)| view! { <a class="btn small" href=href>{name}</a> })}
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
