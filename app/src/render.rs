//! From a page's view to the text of an HTML document.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::{prelude::*, reactive::owner::Owner};

use crate::document::{PageFrame, document};

/// Renders a page: what `body` gives, inside the document that `page` describes.
///
/// Synchronous on purpose: a page gets all it shows as plain props, so there is nothing to wait for
/// and nothing that the document must carry to the browser but the islands' own props.
pub fn render<V: IntoView + 'static>(page: PageFrame, body: impl FnOnce() -> V) -> String {
    // Everything is inert but the islands.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| document(page, &body().into_view().to_html()));
    owner.unset_with_forced_cleanup();
    html
}
