//! Words and drawings for the state of saving.

use web_sys::{Element, HtmlElement};

use crate::browser::{by_id, find, set};

/// The state of saving, of one answer or of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaveState {
    /// On the server's disk.
    Saved,
    /// On its way.
    Saving,
    /// Waits for the network.
    Offline,
    /// Waits for the server.
    Busy,
    /// Will not be sent from this page.
    Stopped,
}

impl SaveState {
    /// Class, drawing, words.
    const fn look(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Saved => ("save", "ve-xong", "Đã lưu"),
            Self::Saving => ("save wait", "ve-cho", "Đang lưu"),
            Self::Offline => ("save wait", "ve-mat-mang", "Chờ mạng"),
            Self::Busy => ("save wait", "ve-cho", "Chờ gửi lại"),
            Self::Stopped => ("save bad", "ve-loi", "Chưa lưu"),
        }
    }

    /// Shows it in `element`.
    pub(super) fn show(self, element: &Element) {
        let (class, drawing, words) = self.look();
        element.set_class_name(class);
        element.set_inner_html(&format!("{}{words}", draw(drawing)));
    }

    /// Shows it in the bar, as the state of all answers together.
    pub(super) fn show_for_all(self) {
        if let Some(place) = by_id::<Element>("trang-thai") {
            self.show(&place);
        }
    }
}

/// A message about the whole page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Message<'a> {
    /// `wait` or `bad`.
    pub kind: &'static str,
    /// One of the page's drawings.
    pub drawing: &'static str,
    /// What happened, in bold.
    pub title: &'static str,
    /// What it means and what to do.
    pub text: &'a str,
    /// Address and label of what to do next.
    pub link: Option<(&'a str, &'static str)>,
}

impl Message<'_> {
    /// Shows it at the head of the page, where it is read aloud.
    pub(super) fn show(&self) {
        let Some(place) = by_id::<Element>("thong-bao") else { return };
        let Self { kind, drawing, title, .. } = self;
        let link = if self.link.is_some() { "<p><a class=btn></a></p>" } else { "" };
        place.set_inner_html(&format!(
            "<div class='notice {kind}'>{}<div><p><b>{title}</b> <span></span></p>{link}</div></div>",
            draw(drawing)
        ));
        if let Some(text) = find::<Element>(&place, "span") {
            text.set_text_content(Some(self.text));
        }
        if let (Some(link), Some((href, label))) = (find::<Element>(&place, "a"), self.link) {
            set(&link, "href", Some(href));
            link.set_text_content(Some(label));
        }
    }
}

/// Takes the message away.
pub(super) fn clear_message() {
    if let Some(place) = by_id::<Element>("thong-bao") {
        place.set_inner_html("");
    }
}

/// Brings the message before the reader's eyes.
pub(super) fn go_to_message() {
    if let Some(place) = by_id::<HtmlElement>("thong-bao") {
        place.set_tab_index(-1);
        let _ = place.focus();
    }
}

fn draw(drawing: &str) -> String {
    format!("<svg class=icon viewBox='0 0 24 24' width=20 height=20 aria-hidden=true><use href=#{drawing} /></svg>")
}
