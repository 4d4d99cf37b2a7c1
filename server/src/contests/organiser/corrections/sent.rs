//! What the forms of the page send.

use app::{
    form::Problem,
    results::{How, correction_fields as fields},
};
use contest::{
    attempts::Change,
    banks::{ChoiceSet, MAX_CHOICES},
};
use engine::results::corrections::Act;

/// What was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sent {
    /// Whether it is to be done, and not only shown.
    pub applies: bool,
    /// The question.
    pub question: Option<i64>,
    /// What becomes of it, as it was sent.
    pub how: String,
    /// The choices ticked as right.
    pub key: ChoiceSet,
    /// The correction that is taken back.
    pub undo: Option<i64>,
    /// Why.
    pub why: String,
}

impl Sent {
    /// `None` for what no form of the page sends.
    pub fn read(pairs: &[(String, String)]) -> Option<Self> {
        let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let number = |name: &str| value(name).map(str::parse::<i64>).transpose().ok();
        let places = pairs.iter().filter(|(key, _)| key == fields::KEY).map(|(_, value)| value.parse::<usize>());
        let places: Vec<usize> = places.collect::<Result<_, _>>().ok()?;
        if places.iter().any(|place| *place >= MAX_CHOICES) {
            return None;
        }
        let sent = Self {
            applies: match value(fields::ACT)? {
                fields::SHOW => false,
                fields::APPLY => true,
                _ => return None,
            },
            question: number(fields::QUESTION)?,
            how: value(fields::HOW).unwrap_or_default().to_owned(),
            key: places.into_iter().collect(),
            undo: number(fields::UNDO)?,
            why: value(fields::WHY).unwrap_or_default().to_owned(),
        };
        (sent.question.is_some() || sent.undo.is_some()).then_some(sent)
    }

    /// The act that is meant.
    pub fn act(&self) -> Result<Act, Problem> {
        if let Some(correction) = self.undo {
            return Ok(Act::Undo { correction });
        }
        let change = How::parse(&self.how).map(|how| match how {
            How::AllRight => Change::AllRight,
            How::Drop => Change::Drop,
            How::Key => Change::Key(self.key),
        });
        let missing = || Problem::new(fields::HOW, "Chưa chọn cách xử lý câu này. Hãy chọn một cách.");
        Ok(Act::Correct { revision: self.question.unwrap_or_default(), change: change.ok_or_else(missing)? })
    }

    /// The inputs that say the same again.
    pub fn again(&self) -> Vec<(&'static str, String)> {
        if let Some(correction) = self.undo {
            return vec![(fields::UNDO, correction.to_string())];
        }
        let question = self.question.map(|revision| (fields::QUESTION, revision.to_string()));
        let key = self.key.iter().map(|place| (fields::KEY, place.to_string()));
        question.into_iter().chain([(fields::HOW, self.how.clone())]).chain(key).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Option<Sent> {
        Sent::read(&pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_sent_again_says_the_same() {
        let sent = read(&[("viec", "xem-truoc"), ("cau", "7"), ("cach", "dap-an"), ("dap-an", "0"), ("dap-an", "2")]);
        let sent = sent.unwrap();
        let key = [0, 2].into_iter().collect();
        assert_eq!(sent.act(), Ok(Act::Correct { revision: 7, change: Change::Key(key) }));
        let again: Vec<(&str, String)> = [("viec", "xem-truoc".to_owned())].into_iter().chain(sent.again()).collect();
        let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(read(&again), Some(sent));
    }

    #[test]
    fn what_no_form_sends_is_nothing() {
        for pairs in [
            &[][..],
            &[("viec", "xem-truoc")],
            &[("viec", "xoa"), ("cau", "7")],
            &[("viec", "ap-dung"), ("cau", "x")],
            &[("viec", "ap-dung"), ("cau", "7"), ("dap-an", "10")],
            &[("viec", "ap-dung"), ("cau", "7"), ("dap-an", "-1")],
            &[("viec", "ap-dung"), ("hoan-lai", "99999999999999999999")],
        ] {
            assert_eq!(read(pairs), None, "{pairs:?}");
        }
    }

    #[test]
    fn what_becomes_of_the_question_has_to_be_said() {
        let sent = read(&[("viec", "xem-truoc"), ("cau", "7")]).unwrap();
        assert_eq!(sent.act().unwrap_err().field, "cach");
    }
}
