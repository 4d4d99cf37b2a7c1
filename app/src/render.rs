//! From a page's view to the text of an HTML document.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::{prelude::*, reactive::owner::Owner};

use crate::{
    document::{PageFrame, Visitor, document},
    work::WorkHome,
};

/// Renders a page: what `body` gives, inside the document that `page` describes.
///
/// Synchronous on purpose: a page gets all it shows as plain props, so there is nothing to wait for
/// and nothing that the document must carry to the browser but the islands' own props.
pub fn render<V: IntoView + 'static>(page: PageFrame, body: impl FnOnce() -> V) -> String {
    within(|| {
        if let Visitor::Staff { home, .. } = &page.visitor {
            provide_context(WorkHome(home));
        }
        document(page, &body().into_view().to_html())
    })
}

/// Renders a part of a page, for a page that is there to put in its place.
pub fn fragment<V: IntoView + 'static>(body: impl FnOnce() -> V) -> String {
    within(|| body().into_view().to_html())
}

fn within(html: impl FnOnce() -> String) -> String {
    // Everything is inert but the islands.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(html);
    owner.unset_with_forced_cleanup();
    html
}
