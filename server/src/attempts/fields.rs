//! The paper's form: `token`, `q0`, `q1`, …, `prediction`.

use contest::{
    attempts::Answers,
    banks::ChoiceSet,
    contests::{Prediction, PredictionError},
};
use engine::{
    accounts::SessionKind,
    attempts::{AttemptToken, NO_PREDICTION, PREDICTION_POSITION, TokenError, session_tag},
    secrets::Secrets,
};

use axum::http::HeaderMap;

use crate::{session::Jar as _, state::AppState};

/// A paper's form, read but not yet believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperFields {
    /// The signed token, as sent.
    pub token: String,
    /// The marked places by question; questions without a mark are left out.
    marked: Vec<(u16, ChoiceSet)>,
    /// What was typed as the prediction; `None` when the form has no such field.
    pub prediction: Option<String>,
    /// Whether the page sends it by itself, its clock having run down.
    pub time_is_up: bool,
}

impl PaperFields {
    /// Reads the form's pairs. What is no field of a paper is left out.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "token" => fields.token = value,
                "het-gio" => fields.time_is_up = true,
                "prediction" => fields.prediction = Some(value),
                _ => fields.mark(&name, &value),
            }
        }
        fields
    }

    fn mark(&mut self, name: &str, value: &str) {
        let position: Option<u16> = name.strip_prefix('q').and_then(|number| number.parse().ok());
        let (Some(position), Ok(place)) = (position, value.parse::<usize>()) else { return };
        match self.marked.iter_mut().find(|(at, _)| *at == position) {
            Some((_, choices)) => *choices = choices.with(place),
            None => self.marked.push((position, ChoiceSet::EMPTY.with(place))),
        }
    }

    /// What is marked on a paper of `size` questions.
    pub fn answers(&self, size: usize) -> Answers {
        let mut answers = vec![ChoiceSet::EMPTY; size];
        for (position, choices) in &self.marked {
            if let Some(answer) = answers.get_mut(usize::from(*position)) {
                *answer = *choices;
            }
        }
        Answers(answers)
    }

    /// Every place of a paper of `size` questions with its value, as the journal keeps them.
    ///
    /// A prediction that cannot be read is left out, and told as the second part.
    pub fn values(&self, size: u16) -> (Vec<(u16, i32)>, Option<PredictionError>) {
        let value = |position| {
            let found = self.marked.iter().find(|(at, _)| *at == position);
            found.map_or(0, |(_, choices)| i32::from(choices.bits()))
        };
        let mut values: Vec<(u16, i32)> = (0..size).map(|position| (position, value(position))).collect();
        let problem = match self.prediction.as_deref().map(|typed| (typed.trim().is_empty(), Prediction::parse(typed)))
        {
            None => None,
            Some((true, _)) => {
                values.push((PREDICTION_POSITION, NO_PREDICTION));
                None
            }
            Some((false, Ok(prediction))) => {
                values.push((PREDICTION_POSITION, prediction.0 as i32));
                None
            }
            Some((false, Err(problem))) => Some(problem),
        };
        (values, problem)
    }
}

/// The tag of the session whose cookie a request carries.
pub fn tag(headers: &HeaderMap, state: &AppState) -> Option<[u8; 8]> {
    SessionKind::Participant.token(headers, state).map(|cookie| session_tag(cookie.as_str()))
}

/// The token, if this server signed it for the browser that sends it.
pub fn believe(token: &str, tag: Option<[u8; 8]>, state: &AppState) -> Result<AttemptToken, TokenError> {
    let secrets: &Secrets = &state.engine.secrets;
    let token = AttemptToken::verify(secrets, token)?;
    if tag == Some(token.session_tag) { Ok(token) } else { Err(TokenError) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> PaperFields {
        PaperFields::read(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_form_says_every_place_and_leaves_out_what_is_no_field() {
        let fields = read(&[
            ("token", "t"),
            ("q0", "2"),
            ("q2", "0"),
            ("q2", "3"),
            ("q9999999", "1"),
            ("qx", "1"),
            ("q1", "x"),
            ("prediction", " 1.250 "),
        ]);
        let (values, problem) = fields.values(3);
        assert_eq!(values, [(0, 0b100), (1, 0), (2, 0b1001), (PREDICTION_POSITION, 1250)]);
        assert_eq!(problem, None);
    }

    #[test]
    fn a_prediction_is_taken_back_by_an_empty_field_and_kept_out_when_it_cannot_be_read() {
        assert_eq!(read(&[("prediction", " ")]).values(0).0, [(PREDICTION_POSITION, NO_PREDICTION)]);
        assert_eq!(read(&[("prediction", "nhiều")]).values(0), (vec![], Some(PredictionError::NotNumber)));
        assert_eq!(read(&[]).values(0), (vec![], None), "a paper without a prediction");
    }

    #[test]
    fn a_place_out_of_range_marks_nothing() {
        assert_eq!(read(&[("q0", "64")]).values(1).0, [(0, 0)]);
    }
}
