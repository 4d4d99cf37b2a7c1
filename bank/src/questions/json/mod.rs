//! Question sets as JSON: a list of objects, or an object with such a list in it.
//!
//! Keys are understood in English and Vietnamese, with or without accents, `_` or `-` for a space.
//! A bare number in the key counts from 0, as in our own files; letters, the choices' own words and
//! marks on the choices are understood, too.

mod keys;
mod question;
mod value;

use std::cell::Cell;

use serde::de::DeserializeSeed as _;

use super::QuestionSet;
use super::draft::Judge;
use super::left_out::LeftOut;
use crate::limits::{MAX_JSON_VALUES, MAX_QUESTIONS};
use crate::{Place, Problem, ReadError};
use question::Names;
use value::{Budget, Value};

/// Reads a file of questions.
pub(super) fn read(text: &str) -> Result<QuestionSet, ReadError> {
    let (questions, names, mut left_out) = list(parse(text)?)?;
    if questions.len() > MAX_QUESTIONS {
        return Err(ReadError::TooManyQuestions);
    }
    let mut judge = Judge::default();
    let mut set = QuestionSet::default();
    for (index, value) in questions.iter().enumerate() {
        let place = Place::Element { number: index as u32 + 1, name: String::new() };
        match value {
            Value::Object(members) => {
                set.rows.push(judge.judge(question::draft(place, members, &names, &mut left_out)));
            }
            Value::Null => {}
            _ => set.notes.push(Problem::new(&place, "Phần tử này không phải là một câu hỏi nên được bỏ qua.")),
        }
    }
    if set.rows.is_empty() {
        return Err(ReadError::NothingAsked { found: "tệp JSON" });
    }
    set.notes.extend(left_out.notes());
    Ok(set)
}

fn parse(text: &str) -> Result<Value, ReadError> {
    let left = Cell::new(MAX_JSON_VALUES);
    let mut parser = serde_json::Deserializer::from_str(text);
    let parsed = Budget(&left).deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    parsed.map_err(|error| {
        if error.is_data() {
            ReadError::TooLargeInside
        } else {
            ReadError::BadJson { line: error.line(), column: error.column() }
        }
    })
}

/// The list of questions, the names of topics and levels beside it, and the fields that mean nothing.
fn list(root: Value) -> Result<(Vec<Value>, Names, LeftOut), ReadError> {
    let mut left_out = LeftOut::default();
    let members = match root {
        Value::List(values) => return Ok((values, Names::default(), left_out)),
        Value::Object(members) => members,
        _ => return Err(ReadError::NothingAsked { found: "tệp JSON" }),
    };
    let mut questions = None;
    let mut names = Names::default();
    for (key, value) in members {
        let name = keys::plain(&key);
        match value {
            Value::List(values) if questions.is_none() && keys::QUESTIONS.contains(&name.as_str()) => {
                questions = Some(values);
            }
            Value::Object(members) if name == "topics" || name == "linh vuc" => names.topics = texts(members),
            Value::Object(members) if name == "levels" || name == "muc do" => names.levels = texts(members),
            Value::List(_) | Value::Object(_) => left_out.field(&key),
            // A title, a date, a count: nothing of a question.
            _ => {}
        }
    }
    let questions = questions.ok_or(ReadError::NothingAsked { found: "tệp JSON" })?;
    Ok((questions, names, left_out))
}

fn texts(members: Vec<(String, Value)>) -> Vec<(String, String)> {
    members.into_iter().filter_map(|(key, value)| Some((key, value.words()?))).collect()
}
