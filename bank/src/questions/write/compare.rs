//! What a written file does not carry, found by reading it.

use contest::banks::Question;
use contest::text::squeeze;

use super::super::{Format, Row, read};
use crate::{Place, Problem};

/// One note for each question that is not in the file or not as it was, and one for each field
/// that is missing from any.
pub(super) fn notes(questions: &[Question], bytes: &[u8], format: Format) -> Vec<Problem> {
    let rows = match read(bytes, &format!("de.{}", format.extension())) {
        Ok(set) => set.rows,
        Err(error) => {
            let message = format!("Tệp ghi ra không đọc lại được vào hệ thống: {error}");
            return vec![Problem::new(&Place::File, message)];
        }
    };
    let mut rows = rows.iter();
    let mut notes = Vec::new();
    let mut lost = [0_usize; FIELDS.len()];
    for (index, question) in questions.iter().enumerate() {
        let place = Place::Question(index as u32 + 1);
        if format == Format::Aiken && question.correct.len() != 1 {
            notes.push(Problem::new(
                &place,
                "Aiken chỉ ghi được câu có một đáp án đúng nên câu này không có trong tệp.",
            ));
            continue;
        }
        let Some(row) = rows.next() else {
            notes.push(Problem::new(&place, "Câu này không có trong tệp."));
            continue;
        };
        let Some(found) = row.question() else {
            let why = row.problems().first().map_or("", |problem| problem.message.as_str());
            notes.push(Problem::new(&place, format!("Khi đọc lại tệp, câu này bị từ chối: {why}")));
            continue;
        };
        for (count, (_, differs)) in lost.iter_mut().zip(FIELDS) {
            *count += usize::from(differs(question, found));
        }
        if !is_asked_alike(question, found) {
            notes.push(Problem::new(&place, "Khi đọc lại tệp, câu hỏi, phương án hoặc đáp án không như cũ."));
        }
    }
    for (count, (name, _)) in lost.into_iter().zip(FIELDS).filter(|(count, _)| *count > 0) {
        let label = format.label();
        notes.push(Problem::new(&Place::File, format!("{label} không ghi được {name} ({count} câu).")));
    }
    let more = rows.filter(|row| Row::question(row).is_some()).count();
    if more > 0 {
        notes.push(Problem::new(&Place::File, format!("Khi đọc lại, tệp có thừa {more} câu.")));
    }
    notes
}

type Differs = fn(&Question, &Question) -> bool;

/// What stands beside a question.
const FIELDS: [(&str, Differs); 5] = [
    ("lĩnh vực", |one, other| one.topic != other.topic),
    ("mức độ", |one, other| one.level != other.level),
    ("giải thích", |one, other| squeezed(one.explanation.as_deref()) != squeezed(other.explanation.as_deref())),
    ("câu sổ tay", |one, other| one.handbook_entry != other.handbook_entry),
    ("vị trí giữ của phương án", |one, other| one.order() != other.order()),
];

fn squeezed(text: Option<&str>) -> Option<String> {
    text.map(squeeze).filter(|text| !text.is_empty())
}

fn is_asked_alike(one: &Question, other: &Question) -> bool {
    one.kind == other.kind
        && one.correct == other.correct
        && squeeze(&one.stem) == other.stem
        && one.choices.iter().map(|choice| squeeze(choice)).eq(other.choices.iter().cloned())
}
