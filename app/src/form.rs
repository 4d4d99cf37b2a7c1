//! What a form shows again after it was sent with something wrong in it.

use std::collections::HashMap;

use contest::accounts::FieldProblem;

/// A form as it was sent, with what is wrong. The page that sent it renders it in place (422).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FormState {
    /// What was typed, by the inputs' names. Never a secret.
    pub values: HashMap<String, String>,
    /// What is wrong, in the form's order.
    pub problems: Vec<Problem>,
    /// What is wrong with the whole rather than with one field.
    pub summary: Option<String>,
}

/// What is wrong in one field, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The input's name, which is also its id.
    pub field: String,
    /// What people read.
    pub message: String,
}

impl Problem {
    /// A problem of `field`.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

impl From<&FieldProblem> for Problem {
    fn from(problem: &FieldProblem) -> Self {
        Self::new(problem.field.name(), problem.error.to_string())
    }
}

impl FormState {
    /// A form sent with these values, all well so far. Leave secrets out.
    pub fn sent<K: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        Self {
            values: values.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            ..Self::default()
        }
    }

    /// The same with these problems.
    #[must_use]
    pub fn with_problems(mut self, problems: impl IntoIterator<Item = impl Into<Problem>>) -> Self {
        self.problems.extend(problems.into_iter().map(Into::into));
        self
    }

    /// The same with something wrong in the whole.
    #[must_use]
    pub fn with_summary(mut self, summary: impl Into<String>) -> Self {
        self.summary = Some(summary.into());
        self
    }

    /// What was typed in `field`; nothing when it was not sent.
    pub fn value(&self, field: &str) -> String {
        self.values.get(field).cloned().unwrap_or_default()
    }

    /// What is wrong in `field`.
    pub fn problem(&self, field: &str) -> Option<String> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.message.clone())
    }

    /// Whether there is anything to mend.
    pub fn is_refused(&self) -> bool {
        self.summary.is_some() || !self.problems.is_empty()
    }
}

impl std::fmt::Debug for FormState {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fields: Vec<&str> = self.problems.iter().map(|problem| problem.field.as_str()).collect();
        f.debug_struct("FormState").field("problems", &fields).finish_non_exhaustive()
    }
}
