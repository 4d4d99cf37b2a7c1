//! Sending answers until they are acknowledged.

use std::rc::Rc;

use js_sys::Math;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

use super::{
    guard::Keeper,
    marks::{Message, SaveState, clear_message, go_to_message},
    wire::{Reply, save},
};
use crate::browser::{after, cancel, window};

/// The longest wait between two tries, in milliseconds.
const LONGEST_WAIT: u32 = 15_000;

impl Keeper {
    /// Sends what waits, unless something is under way or is to be tried later.
    pub(super) fn pump(self: &Rc<Self>) {
        let nothing = self.queue.borrow().is_empty();
        let under_way = self.sending.borrow().is_some() || self.handing_in.get();
        if nothing || under_way || self.stopped.get() || self.retry.get().is_some() {
            return;
        }
        let Ok(controller) = AbortController::new() else { return };
        self.sending.replace(Some(controller.clone()));
        if self.failures.get() == 0 {
            SaveState::Saving.show_for_all();
        }
        let body = self.queue.borrow_mut().send(&self.page.token());
        let url = format!("{}/luu", self.round);
        let keeper = Rc::clone(self);
        spawn_local(async move {
            let reply = save(&url, &body, controller).await;
            keeper.sending.replace(None);
            keeper.answered(reply);
        });
    }

    /// The network came back: no need to wait any longer.
    pub(super) fn network_is_back(self: &Rc<Self>) {
        if let Some(timer) = self.retry.take() {
            cancel(timer);
        }
        self.pump();
    }

    fn answered(self: &Rc<Self>, reply: Reply) {
        let saved = if let Reply::Saved(saved, _) = &reply { saved.as_slice() } else { &[] };
        let progress = self.queue.borrow_mut().settle(saved);
        self.store.keep_answers(&self.queue.borrow().stored());
        if let (Reply::Saved(_, Some(deadline)), Some(countdown)) = (&reply, self.countdown.borrow_mut().as_mut()) {
            countdown.extend(*deadline);
        }
        match reply {
            // Every answer is in what is handed in: the outcome of that is what there is to tell.
            Reply::Saved(..) | Reply::Lost | Reply::Busy(_) if self.handing_in.get() => {}
            // An acknowledgement of something else: better wait than ask on and on.
            Reply::Saved(..) if progress => self.all_well(),
            Reply::Saved(..) | Reply::Lost => self.try_later(SaveState::Offline, self.patience()),
            Reply::Busy(seconds) => self.try_later(SaveState::Busy, seconds * 1_000),
            Reply::Over => self.leave(),
            Reply::TakenOver(text) => {
                self.stop("Trang này đã dừng lại.", &text, (&self.round, "Làm bài tiếp ở máy này"));
            }
            Reply::Refused(text) => {
                let paper = format!("{}/bai", self.round);
                self.stop("Trang này không lưu được nữa.", &text, (&paper, "Mở lại bài"));
            }
        }
    }

    fn all_well(self: &Rc<Self>) {
        if self.failures.replace(0) > 0 {
            clear_message();
        }
        let waits = !self.queue.borrow().is_empty();
        self.show_places(SaveState::Saving);
        if waits { SaveState::Saving } else { SaveState::Saved }.show_for_all();
        self.pump();
    }

    fn try_later(self: &Rc<Self>, state: SaveState, millis: u32) {
        if self.failures.replace(self.failures.get() + 1) == 0 && state == SaveState::Offline {
            Message {
                kind: "wait",
                drawing: "ve-mat-mang",
                title: "Mất mạng, bài vẫn an toàn.",
                text: "Hãy làm tiếp. Các câu mới đang giữ trên máy này và tự gửi khi có mạng. Đừng đóng trang.",
                link: None,
            }
            .show();
        }
        state.show_for_all();
        self.show_places(state);
        let keeper = Rc::clone(self);
        self.retry.set(after(scattered(millis), move || {
            keeper.retry.set(None);
            keeper.pump();
        }));
    }

    /// How long to wait after so many failures, in milliseconds: 1, 2, 4, 8, 15 seconds.
    fn patience(&self) -> u32 {
        (1_000 << self.failures.get().min(4)).min(LONGEST_WAIT)
    }

    /// Every answer is saved, or in `state` while it waits; a question without one shows nothing.
    fn show_places(&self, state: SaveState) {
        let queue = self.queue.borrow();
        for place in self.page.places() {
            let waits = queue.holds(self.page.position(place));
            let saved = self.page.is_answered(place).then_some(SaveState::Saved);
            self.show_place(place, if waits { Some(state) } else { saved });
        }
    }

    /// The paper is over: on to its result.
    pub(super) fn leave(&self) {
        self.stopped.set(true);
        self.store.clear();
        if let Some(window) = window() {
            let _ = window.location().assign(&self.result);
        }
    }

    /// Another page of this browser has the same paper now.
    pub(super) fn opened_again(&self) {
        if !self.stopped.get() && !self.submitting.get() {
            let paper = format!("{}/bai", self.round);
            let text = "Bài đang mở ở một cửa sổ khác của trình duyệt này. Các câu đã chọn vẫn còn ở đó.";
            self.stop("Trang này đã dừng lại.", text, (&paper, "Làm bài ở cửa sổ này"));
        }
    }

    fn stop(&self, title: &'static str, text: &str, link: (&str, &'static str)) {
        self.stopped.set(true);
        SaveState::Stopped.show_for_all();
        self.show_places(SaveState::Stopped);
        self.page.close();
        Message { kind: "bad", drawing: "ve-loi", title, text, link: Some(link) }.show();
        go_to_message();
    }
}

/// Up to half as long again, so that not everybody comes back at the same instant.
fn scattered(millis: u32) -> i32 {
    (f64::from(millis) * (1.0 + Math::random() / 2.0)) as i32
}
