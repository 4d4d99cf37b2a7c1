//! What the browser keeps of an attempt: answers on their way, and which questions to look at again.

use web_sys::Storage;

use crate::browser::window;

/// The browser's storage for one attempt. A browser that keeps nothing (a private window, a full
/// disk) is no reason to stop.
#[derive(Debug)]
pub(super) struct Store {
    storage: Option<Storage>,
    answers: String,
    flags: String,
}

impl Store {
    /// The storage of an attempt.
    pub(super) fn of(attempt: &str) -> Self {
        Self {
            storage: window().and_then(|window| window.local_storage().ok()?),
            answers: format!("cchc-bai-{attempt}"),
            flags: format!("cchc-xem-lai-{attempt}"),
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

    /// The attempt is over.
    pub(super) fn clear(&self) {
        self.keep_answers("");
        self.keep_flags(&[]);
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
