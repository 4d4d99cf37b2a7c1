//! Answers that the server has not acknowledged yet.

use std::fmt::Write;

/// The place by which the wire knows the prediction.
pub(super) const PREDICTION: u16 = u16::MAX;
/// A prediction taken back.
#[cfg(feature = "hydrate")]
pub(super) const NO_PREDICTION: i32 = -1;
/// The most answers in one request.
const BATCH: usize = 100;

/// One answer on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The question's place on the paper, or [`PREDICTION`].
    pub position: u16,
    /// The page's count of its answers: a later answer has a higher number.
    pub sequence: u32,
    /// The bits of the marked places, or the predicted number; -1 when the prediction is taken back.
    pub value: i32,
}

/// Answers in the order in which they were given.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Vec<Answer>,
    next: u32,
    /// So many from the front are in the request under way.
    sent: usize,
}

impl Queue {
    /// A queue that goes on from what an earlier page left in `stored` ([`Queue::stored`]).
    ///
    /// Answers numbered below `next` are dropped: they have reached the server, or another device has
    /// answered since, and its answers are newer.
    pub(super) fn restore(stored: &str, next: u32) -> Self {
        let waiting: Vec<Answer> =
            stored.split(' ').filter_map(parse).filter(|answer| answer.sequence >= next).collect();
        let next = waiting.iter().map(|answer| answer.sequence.saturating_add(1)).fold(next, u32::max);
        Self { waiting, next, sent: 0 }
    }

    /// Leaves out the answers that can be given no more.
    pub(super) fn keep(&mut self, can_be_given: impl Fn(u16) -> bool) {
        self.waiting.retain(|answer| can_be_given(answer.position));
    }

    /// What is waiting, for the browser's storage.
    pub(super) fn stored(&self) -> String {
        let mut text = String::new();
        for Answer { position, sequence, value } in &self.waiting {
            // Writing to a String does not fail.
            let _ = write!(text, "{position}.{sequence}.{value} ");
        }
        text
    }

    /// Takes in an answer. It stands for an earlier one of its question that has not been sent.
    pub(super) fn put(&mut self, position: u16, value: i32) {
        let sent = self.sent;
        let mut index = 0;
        self.waiting.retain(|answer| {
            index += 1;
            index <= sent || answer.position != position
        });
        self.waiting.push(Answer { position, sequence: self.next, value });
        self.next = self.next.saturating_add(1);
    }

    /// The body of a request with all that waits, which is under way from now on.
    pub(super) fn send(&mut self, token: &str) -> String {
        self.sent = self.waiting.len().min(BATCH);
        let mut body = String::from("{\"token\":");
        push_text(&mut body, token);
        body.push_str(",\"answers\":[");
        for (index, Answer { position, sequence, value }) in self.waiting[..self.sent].iter().enumerate() {
            if index > 0 {
                body.push(',');
            }
            // Writing to a String does not fail.
            let _ = write!(body, "{{\"position\":{position},\"sequence\":{sequence},\"value\":{value}}}");
        }
        body.push_str("]}");
        body
    }

    /// The request came back: what is in `saved` is on disk, the rest waits again. Whether anything
    /// was.
    pub(super) fn settle(&mut self, saved: &[u32]) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|answer| !saved.contains(&answer.sequence));
        self.sent = 0;
        self.waiting.len() < before
    }

    /// Whether an answer to this question waits.
    pub(super) fn holds(&self, position: u16) -> bool {
        self.waiting.iter().any(|answer| answer.position == position)
    }

    /// Whether all is acknowledged.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// What waits, oldest first.
    pub(super) fn answers(&self) -> &[Answer] {
        &self.waiting
    }
}

fn parse(stored: &str) -> Option<Answer> {
    let mut parts = stored.split('.');
    let mut part = || parts.next();
    let answer =
        Answer { position: part()?.parse().ok()?, sequence: part()?.parse().ok()?, value: part()?.parse().ok()? };
    part().is_none().then_some(answer)
}

/// Appends a JSON string.
fn push_text(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if c < ' ' => {
                // Writing to a String does not fail.
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            c => json.push(c),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue() -> Queue {
        Queue::restore("", 7)
    }

    #[test]
    fn a_request_carries_all_that_waits_in_order() {
        let mut queue = queue();
        queue.put(0, 1);
        queue.put(PREDICTION, 187);
        assert_eq!(
            queue.send("a\"b\\"),
            r#"{"token":"a\"b\\","answers":[{"position":0,"sequence":7,"value":1},{"position":65535,"sequence":8,"value":187}]}"#
        );
    }

    #[test]
    fn a_changed_mind_replaces_what_was_not_sent_and_follows_what_was() {
        let mut queue = queue();
        queue.put(0, 1);
        queue.put(0, 2);
        assert_eq!(queue.stored(), "0.8.2 ");
        queue.send("t");
        queue.put(0, 4);
        queue.put(0, 8);
        assert_eq!(queue.stored(), "0.8.2 0.10.8 ");
    }

    #[test]
    fn only_what_was_acknowledged_leaves() {
        let mut queue = queue();
        for position in 0..3 {
            queue.put(position, 1);
        }
        queue.send("t");
        assert!(queue.settle(&[7, 9]));
        assert!(queue.holds(1) && !queue.holds(0) && !queue.holds(2));
        assert!(!queue.settle(&[7]), "nothing left: the server is to be left in peace for a while");
        assert!(queue.settle(&[8]) && queue.is_empty());
    }

    #[test]
    fn a_reload_loses_nothing_and_repeats_nothing() {
        let mut before = queue();
        before.put(3, 5);
        before.put(4, 2);
        let mut after = Queue::restore(&before.stored(), 7);
        assert_eq!(after.answers(), before.answers());
        after.put(5, 1);
        assert_eq!(after.answers()[2].sequence, 9);
        assert_eq!(Queue::restore(&before.stored(), 8).stored(), "4.8.2 ", "7 had arrived");
        assert_eq!(Queue::restore("x 1.2 1.2.3.4 9.9.9", 0).stored(), "9.9.9 ", "what is not ours is left aside");
    }

    #[test]
    fn what_can_be_answered_no_more_is_left_out() {
        let mut queue = Queue::restore("2.7.1 3.8.4 ", 7);
        queue.keep(|position| position == 3);
        assert_eq!(queue.stored(), "3.8.4 ");
    }

    #[test]
    fn a_long_queue_goes_in_parts() {
        let mut queue = queue();
        for position in 0..150 {
            queue.put(position, 1);
        }
        assert_eq!(queue.send("t").matches("position").count(), BATCH);
    }
}
