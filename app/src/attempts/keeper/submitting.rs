//! Handing the paper in. The form carries every answer, so nothing depends on what was saved before.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, Element, FormData, UrlSearchParams};

use super::{
    guard::Keeper,
    marks::Message,
    wire::{post, wait},
};
use crate::browser::{after, by_id, set, window};

/// Seconds to wait before trying again without a network.
const WITHOUT_NETWORK: u32 = 3;
/// The longest way to the next question, in milliseconds.
const ON_THE_WAY: i32 = 15_000;

impl Keeper {
    /// Submits, and tries again until the server has taken the paper in.
    pub(super) fn submit(self: &Rc<Self>) {
        if self.stopped.get() || self.submitting.replace(true) {
            return;
        }
        show_button("Đang nộp…");
        self.try_to_submit();
    }

    /// Whether the form may lead to the next question. It carries the answer of this one; what is on its
    /// way would only come after it.
    pub(super) fn step_on(self: &Rc<Self>) -> bool {
        // A page that has stopped has lost its fields: it would take the answer back.
        if self.stopped.get() {
            return false;
        }
        self.submitting.set(true);
        if let Some(saving) = self.sending.borrow().as_ref() {
            saving.abort();
        }
        // Who stops the browser on its way stays on this page.
        let keeper = Rc::clone(self);
        let _ = after(ON_THE_WAY, move || keeper.submitting.set(false));
        true
    }

    fn try_to_submit(self: &Rc<Self>) {
        // A page that has stopped has lost its fields: what it would hand in is an empty paper.
        if self.stopped.get() {
            return;
        }
        let (Some(body), Ok(controller)) = (self.fields(), AbortController::new()) else {
            return self.submit_plainly();
        };
        self.handing_in.set(true);
        // The form carries those answers too; arriving after it they would only be refused.
        if let Some(saving) = self.sending.borrow().as_ref() {
            saving.abort();
        }
        let keeper = Rc::clone(self);
        spawn_local(async move {
            let url = format!("{}/nop", keeper.round);
            let response = post(&url, &body, None, controller).await;
            keeper.handing_in.set(false);
            match response {
                None => keeper.submit_later(WITHOUT_NETWORK, "Chưa có mạng nên bài chưa nộp được."),
                Some(response) if matches!(response.status(), 429 | 502..=504) => {
                    keeper.submit_later(wait(&response, &JsValue::NULL), "Hệ thống đang đông người.");
                }
                // Only the result says that the paper is in; a page to sign in on does not.
                Some(response) if response.url().ends_with(&keeper.result) => keeper.leave(),
                // There is more time than this page knew of: the paper goes on.
                Some(response) if response.url().ends_with(&format!("{}/bai", keeper.round)) => {
                    keeper.stopped.set(true);
                    if let Some(window) = window() {
                        let _ = window.location().assign(&response.url());
                    }
                }
                // Whatever the server has to say, the browser shows it.
                Some(_) => keeper.submit_plainly(),
            }
        });
    }

    fn submit_later(self: &Rc<Self>, seconds: u32, title: &'static str) {
        show_button("Đang chờ nộp…");
        Message {
            kind: "wait",
            drawing: "ve-cho",
            title,
            text: "Bài vẫn an toàn trên máy này và tự nộp ngay khi được. Đừng đóng trang.",
            link: None,
        }
        .show();
        // Saving goes on meanwhile, for a page that is closed before it could submit.
        self.pump();
        let keeper = Rc::clone(self);
        let _ = after((seconds * 1_000) as i32, move || keeper.try_to_submit());
    }

    fn submit_plainly(&self) {
        self.stopped.set(true);
        let _ = self.page.form.submit();
    }

    /// The form's fields, as a plain submission sends them.
    fn fields(&self) -> Option<JsValue> {
        let data = FormData::new_with_form(&self.page.form).ok()?;
        let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        if self.timed_out.get() {
            // The server looks whether the time is really up: more may have been given.
            fields.append("het-gio", "1");
        }
        Some(fields.into())
    }
}

fn show_button(label: &str) {
    if let Some(button) = by_id::<Element>("nop") {
        button.set_text_content(Some(label));
        set(&button, "aria-disabled", Some("true"));
    }
}
