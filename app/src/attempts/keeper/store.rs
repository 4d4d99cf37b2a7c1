//! What the browser keeps of an attempt: answers on their way, and which questions to look at again.

use web_sys::{Storage, StorageEvent};

use crate::browser::window;

/// The browser's storage for one attempt. A browser that keeps nothing (a private window, a full
/// disk) is no reason to stop.
#[derive(Debug)]
pub(super) struct Store {
    storage: Option<Storage>,
    answers: String,
    flags: String,
    page: String,
}

impl Store {
    /// The storage of an attempt.
    pub(super) fn of(attempt: &str) -> Self {
        Self {
            storage: window().and_then(|window| window.local_storage().ok()?),
            answers: format!("cchc-bai-{attempt}"),
            flags: format!("cchc-xem-lai-{attempt}"),
            page: format!("cchc-trang-{attempt}"),
        }
    }

    /// Answers that an earlier page could not send.
    pub(super) fn answers(&self) -> String {
        self.get(&self.answers)
    }

    /// Keeps the answers on their way; none leaves nothing behind.
    pub(super) fn keep_answers(&self, stored: &str) {
        self.keep(&self.answers, stored);
    }

    /// Places of the questions to look at again.
    pub(super) fn flags(&self) -> Vec<usize> {
        self.get(&self.flags).split(' ').filter_map(|place| place.parse().ok()).collect()
    }

    /// Keeps the questions to look at again.
    pub(super) fn keep_flags(&self, places: &[usize]) {
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        self.keep(&self.flags, &places.join(" "));
    }

    /// Says to this browser's other pages of the attempt that this one has been opened: the storage
    /// tells a page of what another has put there.
    pub(super) fn claim(&self, mark: &str) {
        self.keep(&self.page, mark);
    }

    /// Whether this is the storage telling of a page that was opened after this one.
    pub(super) fn is_claim(&self, event: &StorageEvent) -> bool {
        event.key().as_deref() == Some(&self.page) && event.new_value().is_some()
    }

    /// The attempt is over.
    pub(super) fn clear(&self) {
        self.keep_answers("");
        self.keep_flags(&[]);
        self.claim("");
    }

    fn get(&self, key: &str) -> String {
        self.storage.as_ref().and_then(|storage| storage.get_item(key).ok()?).unwrap_or_default()
    }

    fn keep(&self, key: &str, value: &str) {
        if let Some(storage) = &self.storage {
            let _ = if value.is_empty() { storage.remove_item(key) } else { storage.set_item(key, value) };
        }
    }
}
