//! What the forms of practice send.

use app::banks::practice_fields as fields;
use contest::banks::{Level, MAX_CHOICES};
use engine::banks::practice::{MAX_QUESTIONS, PracticeQuestion};

/// Questions of a practice when nothing else is asked for.
const COUNT: usize = 10;

/// Which button was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Act {
    #[default]
    Begin,
    Answer,
    Next,
}

/// What was sent; what cannot be read is as if it were not there.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub act: Act,
    pub token: String,
    pub marked: Vec<usize>,
    topic: String,
    level: Option<Level>,
    pub count: usize,
}

impl Sent {
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut sent = Self { count: COUNT, ..Self::default() };
        for (name, value) in pairs {
            match name.as_str() {
                fields::ACT if value == fields::ANSWER => sent.act = Act::Answer,
                fields::ACT if value == fields::NEXT => sent.act = Act::Next,
                fields::TOKEN => sent.token.clone_from(value),
                fields::CHOICE if sent.marked.len() < MAX_CHOICES => sent.marked.extend(value.parse::<usize>().ok()),
                fields::TOPIC => value.trim().clone_into(&mut sent.topic),
                fields::LEVEL => sent.level = Level::parse(value),
                fields::COUNT => sent.count = value.parse().unwrap_or(COUNT).clamp(1, MAX_QUESTIONS),
                _ => {}
            }
        }
        sent
    }

    /// Whether a question is of what is to be practised.
    pub fn wants(&self, question: &PracticeQuestion) -> bool {
        let of = &question.question;
        let topic = self.topic.is_empty() || of.topic.as_ref().is_some_and(|topic| topic.0 == self.topic);
        topic && self.level.is_none_or(|level| of.level == Some(level))
    }

    /// What was chosen, for the form again.
    pub fn typed(&self) -> [(&'static str, String); 3] {
        let level = self.level.map(|level| level.code().to_owned()).unwrap_or_default();
        [(fields::TOPIC, self.topic.clone()), (fields::LEVEL, level), (fields::COUNT, self.count.to_string())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_read_kindly_and_bounded() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut pairs = vec![pair("viec", "tra-loi"), pair("so-cau", "9999"), pair("muc-do", "x"), pair("chon", "2")];
        pairs.extend((0..500).map(|_| pair("chon", "-1")));
        pairs.extend((0..500).map(|_| pair("chon", "7")));
        let sent = Sent::read(&pairs);
        assert_eq!((sent.act, sent.count, sent.marked.len()), (Act::Answer, MAX_QUESTIONS, MAX_CHOICES));
        assert_eq!((sent.marked[0], sent.level), (2, None));
        assert_eq!(Sent::read(&[]).count, COUNT);
    }
}
