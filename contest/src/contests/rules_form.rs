//! Rules as an organiser types them: a field for what is changed often, JSON for the rest.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    EligibilityError, Rules, RulesError, RulesField, RulesFormError, RulesProblem, ScheduleError, rules_reader::Reader,
};

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulesForm(BTreeMap<RulesField, String>);

/// The entries of the outermost object that have a field, each with it.
pub(super) const OWN: [(&str, RulesField); 11] = [
    ("duration", RulesField::Duration),
    ("attempts", RulesField::Attempts),
    ("counts", RulesField::Counting),
    ("ranking", RulesField::Rank(0)),
    ("prediction", RulesField::Prediction),
    ("prediction_asked", RulesField::Asked),
    ("presentation", RulesField::Presentation),
    ("partial_credit", RulesField::Partial),
    ("names", RulesField::Names),
    ("reveal_key", RulesField::Reveal),
    ("minimum_participation_percent", RulesField::Participation),
];
/// Entries of an inner object that have a field: the object, the entry, the field.
pub(super) const INNER: [(&str, &str, RulesField); 2] =
    [("eligibility", "minimum_age", RulesField::Age), ("schedule", "complaint_days", RulesField::Complaints)];

impl RulesForm {
    /// Most bytes of the JSON part: they stay under the limit of a form when every one is escaped.
    pub const MAX_REST: usize = 16_000;

    /// The form that shows some rules. Durations are shown to the second.
    pub fn of(rules: &Rules) -> Self {
        let mut rest = match serde_json::to_value(rules) {
            Ok(Value::Object(all)) => all,
            _ => Map::new(),
        };
        let mut form = Self::default();
        let seconds = rules.duration.0 / 1_000;
        form.set(
            RulesField::Duration,
            match seconds % 60 {
                0 => (seconds / 60).to_string(),
                over => format!("{}:{over:02}", seconds / 60),
            },
        );
        for (name, field) in OWN {
            let value = rest.remove(name).unwrap_or_default();
            match field {
                RulesField::Duration => {}
                RulesField::Attempts => {
                    form.set(field, text(value.get("count")));
                    form.set(RulesField::Period, text(value.get("per")));
                }
                RulesField::Rank(_) => {
                    let keys = value.as_array().cloned().unwrap_or_default();
                    for (place, key) in (0..RulesField::RANKS).zip(&keys) {
                        form.set(RulesField::Rank(place), text(Some(key)));
                    }
                }
                RulesField::Presentation if value.is_null() => form.set(field, "one_page".to_owned()),
                RulesField::Asked if value.is_null() => form.set(field, "with_paper".to_owned()),
                _ => form.set(field, text(Some(&value))),
            }
        }
        for (object, name, field) in INNER {
            let inner = rest.get_mut(object).and_then(Value::as_object_mut);
            let value = inner.and_then(|inner| inner.remove(name)).filter(|value| *value != 0);
            form.set(field, text(value.as_ref()));
        }
        form.set(RulesField::Rest, serde_json::to_string_pretty(&rest).unwrap_or_default());
        form
    }

    /// The form as it was sent: what each input of this name holds.
    pub fn sent(value: impl Fn(&str) -> String) -> Self {
        Self(RulesField::all().map(|field| (field, value(field.name()))).collect())
    }

    /// Each input's name with what was typed.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(field, value)| (field.name(), value.as_str()))
    }

    /// The rules that were typed, if they can be kept; else all that is wrong, field by field.
    pub fn read(&self) -> Result<Rules, Vec<RulesProblem>> {
        let all = Reader::new(self).read()?;
        let rules: Rules = serde_path_to_error::deserialize(Value::Object(all)).map_err(|error| {
            let place = error.path().to_string();
            let own = OWN.iter().find(|(name, _)| place.split(['.', '[']).next() == Some(*name));
            vec![match own {
                Some((_, field)) => RulesProblem { field: *field, error: RulesFormError::Choice },
                None => RulesProblem {
                    field: RulesField::Rest,
                    error: RulesFormError::of_value(&place, &error.inner().to_string()),
                },
            }]
        })?;
        match rules.check() {
            Ok(()) => Ok(rules),
            Err(error) => Err(vec![RulesProblem { field: of(error, &rules), error: RulesFormError::Rules(error) }]),
        }
    }

    fn set(&mut self, field: RulesField, value: String) {
        self.0.insert(field, value);
    }

    pub(super) fn typed(&self, field: RulesField) -> &str {
        self.0.get(&field).map(|value| value.trim()).unwrap_or_default()
    }
}

/// A value as its input shows it.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The field that an error of the rules is about.
fn of(error: RulesError, rules: &Rules) -> RulesField {
    match error {
        RulesError::Duration => RulesField::Duration,
        RulesError::NoAttempts => RulesField::Attempts,
        RulesError::NoRanking => RulesField::Rank(0),
        RulesError::RankedTwice(key) => {
            let places = (0..RulesField::RANKS).zip(&rules.ranking).filter(|(_, other)| **other == key);
            places.skip(1).map(|(place, _)| RulesField::Rank(place)).next().unwrap_or(RulesField::Rest)
        }
        RulesError::NoPrediction | RulesError::NothingToAsk => RulesField::Prediction,
        RulesError::Participation => RulesField::Participation,
        RulesError::Eligibility(EligibilityError::Age) => RulesField::Age,
        RulesError::Schedule(ScheduleError::Complaints) => RulesField::Complaints,
        _ => RulesField::Rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contests::Preset, results::RankKey, time::Millis};

    fn with(field: RulesField, typed: &str) -> Result<Rules, Vec<(RulesField, String)>> {
        let mut form = RulesForm::of(&Preset::find("01-vcnet").unwrap().rules);
        form.set(field, typed.to_owned());
        form.read().map_err(|problems| problems.iter().map(|problem| (problem.field, problem.to_string())).collect())
    }

    fn wrong(field: RulesField, typed: &str, at: RulesField, says: &str) {
        let problems = with(field, typed).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].0, at, "{problems:?}");
        assert!(problems[0].1.contains(says), "{problems:?}");
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for preset in Preset::all() {
            let form = RulesForm::of(&preset.rules);
            assert_eq!(form.read(), Ok(preset.rules.clone()), "{}", preset.code);
            let again = RulesForm::sent(|name| {
                form.values().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).unwrap_or_default()
            });
            assert_eq!(again.read(), Ok(preset.rules), "{}", preset.code);
        }
        assert_eq!(RulesForm::of(&Rules::case_4()).read(), Ok(Rules::case_4()));
        let odd = Rules { duration: Millis::seconds(90), ..Rules::case_4() };
        assert_eq!(RulesForm::of(&odd).typed(RulesField::Duration), "1:30");
        assert_eq!(RulesForm::of(&odd).read(), Ok(odd));
    }

    #[test]
    fn each_field_changes_its_rule() {
        assert_eq!(with(RulesField::Duration, " 25 ").unwrap().duration, Millis::minutes(25));
        assert_eq!(with(RulesField::Attempts, "").unwrap().attempts.count, None);
        assert_eq!(with(RulesField::Age, "").unwrap().eligibility.minimum_age, 0);
        assert_eq!(with(RulesField::Complaints, "5").unwrap().schedule.unwrap().complaint_days, 5);
        let ranked = with(RulesField::Rank(1), "").unwrap().ranking;
        assert_eq!(ranked, [RankKey::Correct, RankKey::EarliestSubmission], "a gap closes");
        assert!(with(RulesField::Partial, "true").unwrap().partial_credit);
        assert!(with(RulesField::Rest, r#"{ "grace": 0 }"#).unwrap().prizes.is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        use RulesField::{Age, Attempts, Complaints, Counting, Duration, Participation, Prediction, Rank, Rest};
        for typed in ["", "hai mươi", "20:60", "-1", "1:2:3"] {
            wrong(Duration, typed, Duration, "Thời gian làm bài chưa đúng");
        }
        wrong(Duration, "0", Duration, "từ 1 phút đến 24 giờ");
        wrong(Attempts, "0", Attempts, "từ 1 đến 65535");
        wrong(Participation, "101", Participation, "từ 1 đến 100");
        wrong(Age, "x", Age, "từ 0 đến 100");
        wrong(Complaints, "61", Complaints, "từ 0 đến 60");
        wrong(Counting, "worst", Counting, "không có trong danh sách");
        wrong(Rank(3), "correct", Rank(3), "có hai lần");
        wrong(Rank(0), "luck", Rank(0), "không có trong danh sách");
        wrong(Prediction, "", Prediction, "chưa chọn dự đoán điều gì");
        wrong(Rest, "{", Rest, "Dòng 1, cột 1: chưa đúng cách viết JSON");
        wrong(Rest, "[]", Rest, "cặp ngoặc { }");
        wrong(Rest, r#"{ "duration": 1 }"#, Rest, "“duration” đã có ô riêng");
        wrong(
            Rest,
            r#"{ "grace": 0, "eligibility": { "minimum_age": 3 } }"#,
            Rest,
            "“eligibility.minimum_age” đã có ô",
        );
        wrong(Rest, r#"{ "grace": 0, "bonus": 1 }"#, Rest, "không có mục nào tên là “bonus”");
        wrong(Rest, "{}", Rest, "thiếu mục “grace”");
        let prizes = |class: &str| {
            format!(
                r#"{{ "grace": 0, "prizes": [{{ "name": "Giải", "period": "round", "apart": "track", "classes": [{class}] }}] }}"#
            )
        };
        wrong(Rest, &prizes(r#"{ "name": "Giải Nhất" }"#), Rest, "Tại “prizes[0].classes[0]”: thiếu mục “count”");
        wrong(Rest, &prizes(r#"{ "name": "A", "count": "một" }"#), Rest, "Tại “prizes[0].classes[0].count”: giá trị");
        wrong(
            Rest,
            &prizes(r#"{ "name": "A", "count": 1, "x": 1 }"#),
            Rest,
            "Tại “prizes[0].classes[0]”: không có mục",
        );
        wrong(Rest, &prizes(""), Rest, "Hãy");
        wrong(Rest, &" ".repeat(3).replace(' ', &"[".repeat(60)), Rest, "chưa đúng cách viết JSON");
        wrong(Rest, &format!("{{ \"x\": \"{}\" }}", "a".repeat(RulesForm::MAX_REST)), Rest, "dài quá");
    }

    #[test]
    fn days_for_complaints_need_a_calendar() {
        let mut form = RulesForm::of(&Rules::case_4());
        form.set(RulesField::Complaints, "3".to_owned());
        let problems = form.read().unwrap_err();
        assert_eq!(problems, [RulesProblem { field: RulesField::Complaints, error: RulesFormError::NoSchedule }]);
    }
}
