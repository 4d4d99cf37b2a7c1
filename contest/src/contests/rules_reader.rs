//! The form for rules as one JSON object, whatever was typed where.

use serde_json::{Map, Value};

use super::{
    RulesField, RulesForm, RulesFormError, RulesProblem,
    rules_form::{INNER, OWN},
};
use crate::time::Millis;

/// Reads the fields one by one and keeps what is wrong.
pub(super) struct Reader<'a> {
    form: &'a RulesForm,
    problems: Vec<RulesProblem>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(form: &'a RulesForm) -> Self {
        Self { form, problems: Vec::new() }
    }

    /// The rules as one object, or all that could not be read.
    pub(super) fn read(mut self) -> Result<Map<String, Value>, Vec<RulesProblem>> {
        let all = self.all();
        if self.problems.is_empty() { Ok(all) } else { Err(self.problems) }
    }

    fn problem(&mut self, field: RulesField, error: RulesFormError) {
        self.problems.push(RulesProblem { field, error });
    }

    /// The rules as one object, as far as they could be read.
    fn all(&mut self) -> Map<String, Value> {
        let duration = self.duration();
        let count = self.number(RulesField::Attempts, 1, u32::from(u16::MAX));
        let participation = self.number(RulesField::Participation, 1, 100);
        let inner = INNER.map(|(.., field)| self.number(field, 0, if field == RulesField::Age { 100 } else { 60 }));
        let mut all = self.rest();
        let choice = |field| Value::from(self.form.typed(field));
        let optional = |field| Some(self.form.typed(field)).filter(|code| !code.is_empty()).map(Value::from);
        for (name, field) in OWN {
            let value = match field {
                RulesField::Duration => Value::from(duration.0),
                RulesField::Attempts => serde_json::json!({ "count": count, "per": choice(RulesField::Period) }),
                RulesField::Rank(_) => (0..RulesField::RANKS).map(RulesField::Rank).filter_map(optional).collect(),
                RulesField::Prediction => optional(field).unwrap_or_default(),
                RulesField::Partial => match self.form.typed(field) {
                    "true" => Value::from(true),
                    "false" => Value::from(false),
                    _ => Value::Null,
                },
                RulesField::Participation => Value::from(participation),
                _ => choice(field),
            };
            all.insert(name.to_owned(), value);
        }
        for ((object, name, field), value) in INNER.into_iter().zip(inner) {
            let Some(value) = value.filter(|value| *value > 0) else { continue };
            match all.get_mut(object) {
                Some(Value::Object(inner)) => drop(inner.insert(name.to_owned(), value.into())),
                Some(_) => {}
                None if field == RulesField::Complaints => self.problem(field, RulesFormError::NoSchedule),
                None => drop(all.insert(object.to_owned(), serde_json::json!({ name: value }))),
            }
        }
        all
    }

    fn duration(&mut self) -> Millis {
        let typed = self.form.typed(RulesField::Duration);
        let (minutes, seconds) = typed.split_once(':').unwrap_or((typed, "0"));
        match (minutes.trim().parse::<u16>(), seconds.trim().parse::<u16>()) {
            (Ok(minutes), Ok(seconds)) if seconds < 60 => {
                Millis(Millis::minutes(i64::from(minutes)).0 + Millis::seconds(i64::from(seconds)).0)
            }
            _ => {
                self.problem(RulesField::Duration, RulesFormError::Duration);
                Millis::default()
            }
        }
    }

    /// A whole number; `None` where nothing was typed.
    fn number(&mut self, field: RulesField, least: u32, most: u32) -> Option<u32> {
        let typed = self.form.typed(field);
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.problem(field, RulesFormError::Number(least, most));
        }
        number
    }

    /// The JSON part, without what has a field of its own.
    fn rest(&mut self) -> Map<String, Value> {
        let typed = self.form.typed(RulesField::Rest);
        let error = match typed {
            "" => return Map::new(),
            long if long.len() > RulesForm::MAX_REST => RulesFormError::TooLong,
            text => match serde_json::from_str(text) {
                Ok(Value::Object(rest)) => match named_twice(&rest) {
                    None => return rest,
                    Some(name) => RulesFormError::HasField(name),
                },
                Ok(_) => RulesFormError::NotObject,
                Err(error) => RulesFormError::Json(error.line(), error.column()),
            },
        };
        self.problem(RulesField::Rest, error);
        Map::new()
    }
}

fn named_twice(rest: &Map<String, Value>) -> Option<String> {
    let own = OWN.iter().map(|(name, _)| *name).find(|name| rest.contains_key(*name));
    let is_there = |(object, name, _): &&(&str, &str, RulesField)| {
        rest.get(*object).and_then(Value::as_object).is_some_and(|inner| inner.contains_key(*name))
    };
    own.map(str::to_owned).or_else(|| INNER.iter().find(is_there).map(|(object, name, _)| format!("{object}.{name}")))
}
