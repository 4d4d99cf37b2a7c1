//! The HTML document around every page: head, header, main, footer.

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{SiteFooter, SiteHeader};

/// What a page needs besides its own content.
#[derive(Clone, Debug)]
pub struct PageFrame {
    /// What the page is, first in the browser's title: `Sổ tay hỏi – đáp`.
    pub title: String,
    /// For search results and link previews; at most about 160 characters.
    pub description: Option<String>,
    /// The request's nonce of the Content-Security-Policy.
    pub nonce: String,
    /// Where style sheet and scripts are.
    pub assets: Arc<Assets>,
    /// Whose contest this is.
    pub site: Arc<Site>,
    /// Who is looking.
    pub visitor: Visitor,
    /// The entry of the main navigation that this page belongs to.
    pub nav: NavItem,
    /// How much stands around the page.
    pub shell: Shell,
    /// Whether the page has islands; only then are their scripts loaded.
    pub islands: bool,
    /// Whether the page has forms that are answered while one types; only then is their script loaded.
    pub live: bool,
}

/// Addresses of the built files, each with its version: `/pkg/cchc.css?v=1f0c…`.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// What wasm-bindgen wrote.
    pub js: String,
    /// The islands.
    pub wasm: String,
    /// `start.js`, which loads both.
    pub start: String,
    /// `live.js`, for forms that are answered while one types.
    pub live: String,
    /// `screen.js`, for big screens.
    pub screen: String,
}

/// The contest and its organiser, as every page names them.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// `Tìm hiểu cải cách hành chính`.
    pub contest: String,
    /// `Tỉnh Lào Cai`.
    pub province: String,
    /// `Sở Nội vụ tỉnh Lào Cai`.
    pub organiser: String,
    /// For help, as dialled and as read: `0214 000 0123`.
    pub phone: String,
    /// For help.
    pub email: String,
}

/// Who is looking at the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visitor {
    /// Nobody signed in.
    #[default]
    Anonymous,
    /// Someone taking part.
    Participant {
        /// Full name.
        name: String,
    },
    /// An organiser, a viewer of an agency, an author.
    Staff {
        /// Full name.
        name: String,
        /// `Ban Tổ chức`.
        role: String,
        /// Where their work area begins: `/ban-to-chuc`.
        home: &'static str,
    },
}

/// The entries of the main navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NavItem {
    /// None of them.
    #[default]
    None,
    /// Cuộc thi.
    Contest,
    /// Xếp hạng.
    Boards,
    /// Sổ tay.
    Handbook,
    /// Của tôi.
    Mine,
}

/// How much stands around a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shell {
    /// Header with navigation, `<main>`, footer.
    #[default]
    Public,
    /// Header without navigation, footer; the page brings its side bar and its `<main>`.
    Work,
    /// Nothing; the page brings its own skip link, header and `<main>`.
    Bare,
    /// Nothing, on a big screen that keeps itself current: by its script, or else by being asked for again.
    Screen,
    /// Nothing but `<main>`, within a frame on another site's page.
    Framed,
}

/// After so many seconds a big screen without scripts is asked for again.
const REFRESH: &str = "30";

impl PageFrame {
    /// A public page that nobody is signed in to, without islands.
    pub fn new(title: impl Into<String>, nonce: impl Into<String>, assets: Arc<Assets>, site: Arc<Site>) -> Self {
        Self {
            title: title.into(),
            description: None,
            nonce: nonce.into(),
            assets,
            site,
            visitor: Visitor::Anonymous,
            nav: NavItem::None,
            shell: Shell::Public,
            islands: false,
            live: false,
        }
    }

    /// Seen by `visitor`.
    #[must_use]
    pub fn seen_by(mut self, visitor: Visitor) -> Self {
        self.visitor = visitor;
        self
    }

    /// Part of `nav`.
    #[must_use]
    pub fn under(mut self, nav: NavItem) -> Self {
        self.nav = nav;
        self
    }

    /// In `shell`.
    #[must_use]
    pub fn within(mut self, shell: Shell) -> Self {
        self.shell = shell;
        self
    }

    /// With the scripts that islands need.
    #[must_use]
    pub fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }

    /// With the script of forms that are answered while one types.
    #[must_use]
    pub fn with_live_forms(mut self) -> Self {
        self.live = true;
        self
    }

    /// With a description for search results.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
}

/// The whole document around a page's HTML.
///
/// The page comes as text: it is rendered by itself, so that the compiler need not work out the type
/// of every page within the type of the document.
pub(crate) fn document(page: PageFrame, body: &str) -> String {
    let mut html = String::with_capacity(body.len() + 8_192);
    html.push_str(match page.shell {
        Shell::Screen => "<!DOCTYPE html><html lang=\"vi\" class=\"screen\">",
        _ => "<!DOCTYPE html><html lang=\"vi\">",
    });
    let (site, visitor, nav, shell) = (Arc::clone(&page.site), page.visitor.clone(), page.nav, page.shell);
    push(&mut html, view! { <Head page/> });
    html.push_str("<body>");
    match shell {
        Shell::Bare | Shell::Screen => html.push_str(body),
        Shell::Framed => html.extend(["<main id=\"noi-dung\">", body, "</main>"]),
        Shell::Public => {
            push(&mut html, view! { <Top site=Arc::clone(&site) visitor nav=Some(nav)/> });
            html.extend(["<main id=\"noi-dung\">", body, "</main>"]);
            push(&mut html, view! { <SiteFooter site/> });
        }
        Shell::Work => {
            push(&mut html, view! { <Top site=Arc::clone(&site) visitor nav=None/> });
            html.push_str(body);
            push(&mut html, view! { <SiteFooter site/> });
        }
    }
    html.push_str("</body></html>");
    html
}

fn push(html: &mut String, view: impl IntoView) {
    html.push_str(&view.into_view().to_html());
}

#[component]
fn Head(page: PageFrame) -> impl IntoView {
    let PageFrame { title, description, nonce, assets, site, islands, live, shell, .. } = page;
    let is_screen = shell == Shell::Screen;
    let title = format!("{title} · {} · {}", site.contest, site.province);
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{title}</title>
            {description.map(|text| view! { <meta name="description" content=text/> })}
            <meta name="theme-color" content="#8a1729"/>
            // A telephone number is a link where it is meant to be dialled, and nowhere else.
            <meta name="format-detection" content="telephone=no"/>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
            <link rel="stylesheet" href=assets.css.clone()/>
            {live.then(|| view! { <script r#type="module" src=assets.live.clone() nonce=nonce.clone()></script> })}
            {is_screen
                .then(|| {
                    view! {
                        <script r#type="module" src=assets.screen.clone() nonce=nonce.clone()></script>
                        <noscript><meta http-equiv="refresh" content=REFRESH/></noscript>
                    }
                })}
            {islands.then(|| view! { <Loader assets=Arc::clone(&assets) nonce=nonce/> })}
        </head>
    }
}

#[component]
fn Top(site: Arc<Site>, visitor: Visitor, nav: Option<NavItem>) -> impl IntoView {
    view! {
        <a class="skip" href="#noi-dung">"Chuyển đến nội dung chính"</a>
        <SiteHeader site visitor nav/>
    }
}

/// Loads the islands: one external module, nothing inline, so that a strict policy holds.
#[component]
fn Loader(assets: Arc<Assets>, nonce: String) -> impl IntoView {
    let Assets { js, wasm, start, .. } = (*assets).clone();
    view! {
        <link rel="modulepreload" href=js.clone() nonce=nonce.clone()/>
        <script r#type="module" src=start nonce=nonce data-js=js data-wasm=wasm></script>
    }
}
