//! A question as a file has it, and the judgement on it: the same for every format.

use std::collections::HashMap;

use contest::banks::{ChoiceSet, Kind, Level, Question, QuestionError, Topic, telling_anchors};
use contest::text;

use super::answer::KeyError;
use super::details::SaidLevel;
use super::{Row, Verdict};
use crate::{Place, Problem, labels};

/// A question as a file has it.
pub(super) struct Draft {
    /// Where it begins.
    pub(super) place: Place,
    /// Squeezed, without its label.
    pub(super) stem: String,
    /// Squeezed, without their labels; one left out between others is empty.
    pub(super) choices: Vec<String>,
    /// The right choices, or why they cannot be known.
    pub(super) key: Result<ChoiceSet, KeyError>,
    /// The choices that the file keeps in their place; `None` while it says nothing of it.
    pub(super) anchored: Option<ChoiceSet>,
    /// The kind that the author gave.
    pub(super) declared: Option<Kind>,
    pub(super) topic: Option<String>,
    pub(super) level: Option<Level>,
    pub(super) explanation: Option<String>,
    pub(super) handbook_entry: Option<u32>,
    /// Why it cannot be taken, found while reading: sentences.
    pub(super) refusals: Vec<String>,
    /// What was left out of it: sentences.
    pub(super) warnings: Vec<String>,
}

impl Draft {
    /// Takes the stem, without a label such as `Câu 3:`.
    pub(super) fn set_stem(&mut self, text: &str) {
        let stem = text::squeeze(text);
        labels::question(&stem).map_or(stem.as_str(), |(_, rest)| rest).clone_into(&mut self.stem);
    }

    /// An empty one at `place`.
    pub(super) const fn new(place: Place) -> Self {
        Self {
            place,
            stem: String::new(),
            choices: Vec::new(),
            key: Ok(ChoiceSet::EMPTY),
            anchored: None,
            declared: None,
            topic: None,
            level: None,
            explanation: None,
            handbook_entry: None,
            refusals: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Takes a level that stands over it or in its label, unless it has one.
    pub(super) fn take_level(&mut self, said: Option<SaidLevel>) {
        self.level = self.level.or_else(|| said.map(|said| said.taken(&mut self.warnings)));
    }

    /// Takes the choices, without their letters when all of them have their own.
    pub(super) fn set_choices<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        self.choices = texts.into_iter().map(text::squeeze).collect();
        labels::strip_choices(&mut self.choices);
    }

    fn judge(self) -> Row {
        let Self { place, mut refusals, warnings, key, declared, .. } = self;
        let correct = key.as_ref().copied().unwrap_or(ChoiceSet::EMPTY);
        let question = Question {
            kind: Kind::of(&self.choices, correct),
            anchored: telling_anchors(&self.choices, self.anchored.unwrap_or_default()),
            stem: self.stem,
            choices: self.choices,
            correct,
            topic: self.topic.map(Topic),
            level: self.level,
            explanation: self.explanation,
            handbook_entry: self.handbook_entry,
        };
        // A sentence on the part that failed says more than “no answer”.
        let explained = !refusals.is_empty();
        match question.check() {
            Err(QuestionError::NoAnswer) if key.is_err() || explained => {}
            Err(error) if !explained => refusals.push(error.to_string()),
            Err(_) | Ok(()) => {}
        }
        refusals.extend(key.err().filter(|_| !explained && question.choices.len() > 1));
        if refusals.is_empty() {
            refusals.extend(declared.and_then(|declared| contradiction(declared, &question)));
        }
        let problems =
            |messages: Vec<String>| messages.into_iter().map(|message| Problem::new(&place, message)).collect();
        let verdict = if refusals.is_empty() {
            Verdict::Accepted { question, warnings: problems(warnings) }
        } else {
            Verdict::Refused { stem: question.stem, problems: problems(refusals) }
        };
        Row { place, verdict }
    }
}

/// Judges the questions of one file, one after the other.
#[derive(Default)]
pub(super) struct Judge {
    accepted: HashMap<String, Place>,
}

impl Judge {
    /// What becomes of a question; a stem that an accepted one has is not accepted again.
    pub(super) fn judge(&mut self, draft: Draft) -> Row {
        let mut row = draft.judge();
        let Some(question) = row.question() else { return row };
        let key = question.stem.to_lowercase();
        if let Some(earlier) = self.accepted.get(&key) {
            let message = format!("Trùng câu hỏi ở {}. Hãy bỏ một trong hai câu.", lower_first(&earlier.to_string()));
            row.verdict =
                Verdict::Refused { stem: question.stem.clone(), problems: vec![Problem::new(&row.place, message)] };
        } else {
            self.accepted.insert(key, row.place.clone());
        }
        row
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Why the kind that the author gave does not fit the question.
fn contradiction(declared: Kind, question: &Question) -> Option<String> {
    match (declared, question.kind) {
        (Kind::Single, Kind::Multiple) => Some(QuestionError::SeveralAnswers(question.correct.len()).to_string()),
        (Kind::Multiple, Kind::Single | Kind::TrueFalse) => {
            Some("Câu ghi là nhiều đáp án nhưng chỉ có một đáp án đúng. Hãy sửa loại câu hoặc đáp án.".to_owned())
        }
        (Kind::TrueFalse, Kind::Single | Kind::Multiple) => Some(
            "Câu ghi là đúng/sai nhưng phương án không phải là Đúng và Sai. Hãy sửa loại câu hoặc phương án."
                .to_owned(),
        ),
        _ => None,
    }
}
