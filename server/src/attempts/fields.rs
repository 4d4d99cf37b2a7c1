//! The paper's form: `token`, `q0`, `q1`, …, `prediction`; of a page that shows one question also its place
//! and the button that was pressed.

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

use app::attempts::step_fields;
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
    /// The place of the question that the page shows, where it shows one.
    pub position: Option<u16>,
    /// Where a page that shows one question is to lead.
    pub to: To,
}

/// Where a page that shows one question leads, by the button that was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum To {
    /// To the next question.
    #[default]
    Next,
    /// To the one before.
    Back,
    /// To the page that submits.
    End,
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
                step_fields::POSITION => fields.position = value.parse().ok(),
                step_fields::TO => fields.to = To::read(&value),
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

    /// The bits of what is marked at a place.
    pub fn marks(&self, position: u16) -> i32 {
        let found = self.marked.iter().find(|(at, _)| *at == position);
        found.map_or(0, |(_, choices)| i32::from(choices.bits()))
    }

    /// What the page that holds this token says: every place of a whole paper, or the question that it
    /// shows. A prediction that cannot be read is left out, and told as the second part.
    pub fn said_by(&self, token: &AttemptToken) -> (Vec<(u16, i32)>, Option<PredictionError>) {
        if !token.presentation.is_stepwise() {
            return self.values(token.size);
        }
        let (prediction, problem) = self.values(0);
        let shown = self.position.map(|position| (position, self.marks(position)));
        (shown.into_iter().chain(prediction).collect(), problem)
    }

    /// Every place of a paper of `size` questions with its value, as the journal keeps them.
    ///
    /// A prediction that cannot be read is left out, and told as the second part.
    fn values(&self, size: u16) -> (Vec<(u16, i32)>, Option<PredictionError>) {
        let mut values: Vec<(u16, i32)> = (0..size).map(|position| (position, self.marks(position))).collect();
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

impl To {
    fn read(value: &str) -> Self {
        match value {
            step_fields::BACK => Self::Back,
            step_fields::END => Self::End,
            _ => Self::Next,
        }
    }
}

/// The token, if this server signed it for the browser that sends it.
pub fn believe(token: &str, tag: Option<[u8; 8]>, state: &AppState) -> Result<AttemptToken, TokenError> {
    let secrets: &Secrets = &state.engine.secrets;
    let token = AttemptToken::verify(secrets, token)?;
    if tag == Some(token.session_tag) { Ok(token) } else { Err(TokenError) }
}

#[cfg(test)]
mod tests {
    use contest::contests::Presentation;

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
    fn a_page_of_one_question_says_nothing_of_the_others() {
        let fields = read(&[("cau", "2"), ("q2", "1"), ("q0", "1"), ("den", "nop")]);
        let token = AttemptToken {
            attempt: 1,
            participant: 1,
            session: 1,
            session_tag: [0; 8],
            size: 4,
            presentation: Presentation::OneByOne,
        };
        assert_eq!((fields.said_by(&token).0, fields.to), (vec![(2, 0b10)], To::End));
        let whole = AttemptToken { presentation: Presentation::OnePage, ..token };
        assert_eq!(fields.said_by(&whole).0, [(0, 0b10), (1, 0), (2, 0b10), (3, 0)]);
        assert_eq!(read(&[("prediction", "")]).said_by(&token).0, [(PREDICTION_POSITION, NO_PREDICTION)]);
    }

    #[test]
    fn a_place_out_of_range_marks_nothing() {
        assert_eq!(read(&[("q0", "64")]).values(1).0, [(0, 0)]);
    }
}
