//! A question as the form sends it.

use app::{
    banks::work::{ChoiceRow, PreviewView, edit_fields as fields},
    form::{FormState, Problem},
};
use bank::handbook::{LegalReference, legal_references};
use contest::{
    banks::{ChoiceSet, Kind, Level, MAX_CHOICES, Question, QuestionError, Topic},
    text::{paragraphs, squeeze},
};

/// Longest topic, in characters.
const MAX_TOPIC: usize = 200;
/// Longest explanation, in characters.
const MAX_EXPLANATION: usize = 4_000;
/// Rows for choices that a form begins with.
const FEWEST_ROWS: usize = 4;

/// What the form sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The fields that are sent once, as they were typed.
    pub fields: Vec<(String, String)>,
    /// The choices with their ticks.
    pub choices: Vec<ChoiceRow>,
}

impl Typed {
    /// The fields of a form.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        let (mut correct, mut anchored) = (ChoiceSet::EMPTY, ChoiceSet::EMPTY);
        let with = |set: ChoiceSet, value: &str| value.parse().map_or(set, |place| set.with(place));
        for (name, value) in pairs {
            match name.as_str() {
                fields::CHOICE if typed.choices.len() < MAX_CHOICES => {
                    typed.choices.push(ChoiceRow { text: value, ..ChoiceRow::default() });
                }
                fields::CHOICE => {}
                fields::CORRECT => correct = with(correct, &value),
                fields::ANCHORED => anchored = with(anchored, &value),
                _ => typed.fields.push((name, value)),
            }
        }
        for (place, row) in typed.choices.iter_mut().enumerate() {
            (row.right, row.anchored) = (correct.contains(place), anchored.contains(place));
        }
        typed
    }

    /// The fields as they are filled in for a question that is there.
    pub fn of(question: &Question, documents: &str) -> Self {
        let level = question.level.map(|level| level.code().to_owned()).unwrap_or_default();
        let fields = [
            (fields::STEM, question.stem.clone()),
            (fields::TOPIC, question.topic.as_ref().map(|topic| topic.0.clone()).unwrap_or_default()),
            (fields::LEVEL, level),
            (fields::EXPLANATION, question.explanation.clone().unwrap_or_default()),
            (fields::DOCUMENTS, documents.to_owned()),
            (fields::ENTRY, question.handbook_entry.map(|number| number.to_string()).unwrap_or_default()),
        ];
        let row = |(place, text): (usize, &String)| ChoiceRow {
            text: text.clone(),
            right: question.correct.contains(place),
            anchored: question.anchored.contains(place),
        };
        Self {
            fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
            choices: question.choices.iter().enumerate().map(row).collect(),
        }
    }

    /// What was typed in a field.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The rows that the form shows; `more` makes room for two further ones.
    pub fn rows(&self, more: bool) -> Vec<ChoiceRow> {
        let mut rows = self.choices.clone();
        let wanted = if more { rows.len() + 2 } else { rows.len() };
        rows.resize(wanted.clamp(FEWEST_ROWS, MAX_CHOICES), ChoiceRow::default());
        rows
    }

    /// The question, and what is wrong in fields that a question knows nothing of. Choices without text
    /// are left out.
    pub fn question(&self) -> (Question, Vec<Problem>) {
        let mut problems = Vec::new();
        let said = |name: &str| Some(squeeze(self.value(name))).filter(|text| !text.is_empty());
        let kept: Vec<&ChoiceRow> = self.choices.iter().filter(|row| !squeeze(&row.text).is_empty()).collect();
        let ticked = |is: fn(&ChoiceRow) -> bool| -> ChoiceSet {
            kept.iter().enumerate().filter(|(_, row)| is(row)).map(|(at, _)| at).collect()
        };
        let (correct, anchored) = (ticked(|row| row.right), ticked(|row| row.anchored));
        let choices: Vec<String> = kept.iter().map(|row| squeeze(&row.text)).collect();
        let named = paragraphs(self.value(fields::DOCUMENTS));
        let strange = named.lines().find(|line| !line.is_empty() && legal_references(line).is_empty());
        if let Some(line) = strange {
            let line: String = line.chars().take(60).collect();
            let message =
                format!("Dòng “{line}” chưa có số văn bản, ví dụ 118/2025/NĐ-CP. Hãy ghi lại hoặc xóa dòng này.");
            problems.push(Problem::new(fields::DOCUMENTS, message));
        }
        let topic = said(fields::TOPIC);
        if topic.as_ref().is_some_and(|topic| topic.chars().count() > MAX_TOPIC) {
            problems
                .push(Problem::new(fields::TOPIC, format!("Lĩnh vực dài quá {MAX_TOPIC} ký tự. Hãy viết ngắn lại.")));
        }
        let explanation = Some(paragraphs(self.value(fields::EXPLANATION))).filter(|text| !text.is_empty());
        if explanation.as_ref().is_some_and(|text| text.chars().count() > MAX_EXPLANATION) {
            let message = format!("Giải thích dài quá {MAX_EXPLANATION} ký tự. Hãy viết ngắn lại.");
            problems.push(Problem::new(fields::EXPLANATION, message));
        }
        let entry = said(fields::ENTRY);
        let handbook_entry = entry.as_ref().and_then(|entry| entry.parse().ok()).filter(|number| *number <= 999_999);
        if entry.is_some() && handbook_entry.is_none() {
            problems.push(Problem::new(fields::ENTRY, "Câu sổ tay là một số, ví dụ 12. Hãy ghi lại hoặc để trống."));
        }
        let kind = Kind::of(&choices, correct);
        let stem = squeeze(self.value(fields::STEM));
        let level = Level::parse(self.value(fields::LEVEL));
        let topic = topic.map(Topic);
        (Question { stem, choices, correct, anchored, kind, topic, level, explanation, handbook_entry }, problems)
    }

    /// The documents it rests on.
    pub fn documents(&self) -> Vec<LegalReference> {
        legal_references(&paragraphs(self.value(fields::DOCUMENTS)))
    }

    /// The question as the paper shows it.
    pub fn preview(&self) -> PreviewView {
        let (question, problems) = self.question();
        let missing = question.check().err().map(|error| error.to_string());
        PreviewView {
            kind: question.kind,
            order: question.order_in_words(),
            problem: missing.or_else(|| problems.into_iter().next().map(|problem| problem.message)),
            stem: question.stem,
            choices: question.choices,
            correct: question.correct,
        }
    }

    /// What was typed, for the form to show again.
    pub fn form(&self) -> FormState {
        FormState::sent(self.fields.iter().cloned())
    }
}

/// The field that an error of a question is about.
pub(super) fn problem(error: &QuestionError) -> Problem {
    let field = match error {
        QuestionError::EmptyStem | QuestionError::LongStem => fields::STEM,
        _ => fields::CHOICE,
    };
    Problem::new(field, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_is_filled_in_is_read_back() {
        let question = Question {
            stem: "Thời hạn là bao lâu?".to_owned(),
            choices: vec!["5 ngày".to_owned(), "7 ngày".to_owned(), "9 ngày".to_owned()],
            correct: ChoiceSet::EMPTY.with(0).with(2),
            anchored: ChoiceSet::EMPTY.with(1),
            kind: Kind::Multiple,
            topic: Some(Topic("Thể chế".to_owned())),
            level: Some(Level::Apply),
            explanation: Some("Theo nghị định.\n\nĐiều 3.".to_owned()),
            handbook_entry: Some(12),
        };
        assert_eq!(Typed::of(&question, "").question(), (question, Vec::new()));
    }

    #[test]
    fn choices_without_text_are_left_out_and_the_key_follows() {
        let sent = [
            ("phuong-an", "Một"),
            ("phuong-an", " "),
            ("phuong-an", "Ba"),
            ("dung", "2"),
            ("dung", "99"),
            ("dung", "x"),
            ("giu-vi-tri", "2"),
            ("giu-vi-tri", "1"),
        ];
        let typed = Typed::read(pairs(&sent));
        let (question, _) = typed.question();
        assert_eq!(
            (question.choices, question.correct, question.anchored),
            (vec!["Một".to_owned(), "Ba".to_owned()], ChoiceSet::EMPTY.with(1), ChoiceSet::EMPTY.with(1))
        );
        assert_eq!((typed.rows(false).len(), typed.rows(true).len()), (4, 5));
    }

    #[test]
    fn no_form_has_more_choices_than_a_question() {
        let many: Vec<(&str, &str)> = vec![("phuong-an", "x"); 500];
        let typed = Typed::read(pairs(&many));
        assert_eq!((typed.choices.len(), typed.rows(true).len()), (MAX_CHOICES, MAX_CHOICES));
    }

    #[test]
    fn fields_that_cannot_be_are_named() {
        let long = "a".repeat(MAX_TOPIC + 1);
        let typed = Typed::read(pairs(&[("linh-vuc", &long), ("cau-so-tay", "mười"), ("can-cu", "theo luật")]));
        let named: Vec<String> = typed.question().1.into_iter().map(|problem| problem.field).collect();
        assert_eq!(named, ["can-cu", "linh-vuc", "cau-so-tay"]);
        let typed = Typed::read(pairs(&[("can-cu", "Nghị định số 118/2025/NĐ-CP\r\nLuật 72/2025/QH15\r\n")]));
        assert_eq!(typed.documents().len(), 2);
    }
}
