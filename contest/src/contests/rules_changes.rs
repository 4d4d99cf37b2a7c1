//! What one version of the rules changes in another, as people read it.

use serde::{Deserialize, Serialize};

use super::Rules;
use crate::{results::RankKey, time::in_words};

/// One change: a sentence that went, one that came, or one in the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChange {
    /// What held before; `None` for what is new.
    pub before: Option<String>,
    /// What holds now; `None` for what holds no more.
    pub after: Option<String>,
}

impl Rules {
    /// What `self` changes in the rules before it: in the order of the new rules, and then what holds
    /// no more. Rules that differ always give a change; equal ones none.
    pub fn changes_from(&self, before: &Self) -> Vec<RuleChange> {
        if self == before {
            return Vec::new();
        }
        let changes = changes(&before.in_full(), &self.in_full());
        if changes.is_empty() {
            let after = "Quy định kỹ thuật được chỉnh, không làm thay đổi điều nào viết ở trên.".to_owned();
            return vec![RuleChange { before: None, after: Some(after) }];
        }
        changes
    }

    /// The rules as sentences, with those that only matter when they change.
    fn in_full(&self) -> Vec<String> {
        let mut sentences = self.describe();
        sentences.push(format!("Bài gửi đúng giờ mà đến chậm được nhận thêm trong {}.", in_words(self.grace)));
        if self.prizes.is_empty() {
            let keys: Vec<_> = self.prize_keys().into_iter().map(RankKey::label).collect();
            sentences.push(format!("Thứ tự khi xét giải: {}.", keys.join("; nếu bằng nhau thì ")));
        }
        sentences
    }
}

/// The sentences that stand in one list only. A new sentence is said to be in the place of an old one
/// that begins with the same two words, which say what it is about.
fn changes(before: &[String], after: &[String]) -> Vec<RuleChange> {
    let mut gone = without(before, after);
    let come = without(after, before);
    let mut changes: Vec<RuleChange> = Vec::with_capacity(come.len());
    for sentence in come {
        let place = gone.iter().position(|old| subject(old) == subject(&sentence));
        let before = place.map(|place| gone.remove(place));
        changes.push(RuleChange { before, after: Some(sentence) });
    }
    changes.extend(gone.into_iter().map(|old| RuleChange { before: Some(old), after: None }));
    changes
}

/// The sentences of one list that the other does not have; one that stands twice counts twice.
fn without(list: &[String], other: &[String]) -> Vec<String> {
    let mut other: Vec<&String> = other.iter().collect();
    let is_missing = |sentence: &&String| match other.iter().position(|known| known == sentence) {
        Some(place) => {
            other.swap_remove(place);
            false
        }
        None => true,
    };
    list.iter().filter(is_missing).cloned().collect()
}

fn subject(sentence: &str) -> Vec<&str> {
    sentence.split_whitespace().take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contests::{AttemptLimit, PaperShape, PredictionMoment},
        results::Masking,
        time::Millis,
    };

    fn told(changes: &[RuleChange]) -> Vec<(Option<&str>, Option<&str>)> {
        changes.iter().map(|change| (change.before.as_deref(), change.after.as_deref())).collect()
    }

    #[test]
    fn a_change_stands_beside_what_it_changes() {
        let before = Rules::case_4();
        let after = Rules {
            duration: Millis::minutes(30),
            attempts: AttemptLimit { count: Some(1), ..before.attempts },
            minimum_participation_percent: None,
            paper: Some(PaperShape { questions: 15, topics: vec![], bank: super::super::BankUse::Shared }),
            ..before.clone()
        };
        assert_eq!(
            told(&after.changes_from(&before)),
            [
                (None, Some("Mỗi đề có 15 câu hỏi.")),
                (
                    Some("Thời gian làm mỗi bài là 20 phút, tính theo đồng hồ của hệ thống."),
                    Some("Thời gian làm mỗi bài là 30 phút, tính theo đồng hồ của hệ thống."),
                ),
                (
                    Some("Mỗi người được thi tối đa 3 lượt trong vòng; lượt tốt nhất được tính."),
                    Some("Mỗi người được thi 1 lượt trong vòng."),
                ),
                (Some("Cơ quan, đơn vị có từ 50% số người tham gia trở lên mới được xét giải tập thể."), None),
            ]
        );
    }

    #[test]
    fn no_change_is_silent_and_none_is_made_up() {
        let rules = Rules::case_4();
        assert_eq!(rules.changes_from(&rules), []);
        let grace = Rules { grace: Millis::seconds(30), ..rules.clone() };
        assert_eq!(grace.changes_from(&rules).len(), 1);
        let ranked = Rules { prize_ranking: vec![RankKey::Score], ..rules.clone() };
        assert_eq!(ranked.changes_from(&rules).len(), 1);
        let masked = Rules { names: Masking::Full, ..rules.clone() };
        assert!(masked.changes_from(&rules)[0].before.as_deref().is_some_and(|old| old.contains("che bớt")));
        // Nothing is asked, so no sentence says when it would be.
        let silent = Rules { prediction: None, ..rules };
        let moment = Rules { prediction_asked: PredictionMoment::AfterScore, ..silent.clone() };
        assert_eq!(moment.changes_from(&silent).len(), 1);
    }
}
