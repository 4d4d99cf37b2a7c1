//! One question of Moodle.

use contest::banks::ChoiceSet;
use contest::text::squeeze;

use super::super::draft::Draft;
use super::super::left_out::LeftOut;
use super::super::markup::{self, Markup};
use super::super::tags;
use super::super::weights::{self, Marking};
use crate::Place;
use crate::xml::Element;

/// Reads one question.
pub(super) fn draft(place: Place, element: &Element, left_out: &mut LeftOut) -> Draft {
    let mut reading = Reading { draft: Draft::new(place), media: 0 };
    let stem = element.child("questiontext").map(|text| reading.text(text)).unwrap_or_default();
    reading.draft.set_stem(&stem);
    let explanation = element.child("generalfeedback").map(|text| reading.text(text)).unwrap_or_default();
    reading.draft.explanation = Some(explanation).filter(|text| !text.is_empty());
    match element.attribute("type").unwrap_or_default() {
        "multichoice" => {
            let marking = if flag(element, "single", true) { Marking::One } else { Marking::Several };
            reading.choices(element, marking);
        }
        "multichoiceset" => reading.choices(element, Marking::All),
        "truefalse" => reading.truth(element),
        other => reading.draft.refusals.push(format!(
            "{} không dùng được. Hãy đổi thành câu một đáp án, nhiều đáp án hoặc đúng/sai.",
            kind(other)
        )),
    }
    reading.tags(element, left_out);
    reading.count(element, left_out);
    // Moodle keeps all choices in their place or none; our own tag says which.
    if !flag(element, "shuffleanswers", true) {
        reading.draft.anchored.get_or_insert((0..reading.draft.choices.len()).collect());
    }
    reading.draft.warnings.extend(markup::media_warning(reading.media));
    reading.draft
}

/// The kinds of Moodle that no contest has, as Moodle calls them in Vietnamese.
fn kind(name: &str) -> String {
    let known = match name {
        "essay" => "Câu tự luận",
        "matching" | "randomsamatch" => "Câu nối",
        "numerical" | "calculated" | "calculatedsimple" | "calculatedmulti" => "Câu trả lời bằng số",
        "shortanswer" => "Câu trả lời ngắn",
        "cloze" | "gapselect" | "ddwtos" => "Câu điền vào chỗ trống",
        "description" => "Đoạn mô tả (không phải câu hỏi)",
        "ddimageortext" | "ddmarker" => "Câu kéo thả trên hình",
        "ordering" => "Câu sắp xếp thứ tự",
        "" => "Câu không ghi loại",
        other => return format!("Loại câu “{}”", other.chars().take(40).collect::<String>()),
    };
    known.to_owned()
}

/// A yes-or-no element: `true`, `1`, `false`, `0`.
fn flag(element: &Element, name: &str, otherwise: bool) -> bool {
    match element.child(name).map(Element::text).as_deref().map(str::trim) {
        Some("true" | "1") => true,
        Some("false" | "0") => false,
        _ => otherwise,
    }
}

struct Reading {
    draft: Draft,
    media: usize,
}

impl Reading {
    /// The text of an element with a format and a `text` in it.
    fn text(&mut self, element: &Element) -> String {
        let markup = element.attribute("format").and_then(Markup::named).unwrap_or(Markup::Auto);
        let Some(text) = element.child("text") else { return String::new() };
        let marked = markup.read(&text.text());
        self.media += marked.media;
        squeeze(&marked.text)
    }

    fn choices(&mut self, element: &Element, marking: Marking) {
        let mut texts = Vec::new();
        let mut shares = Vec::new();
        for answer in element.named("answer") {
            texts.push(self.text(answer));
            let share = answer.attribute("fraction").unwrap_or("0");
            if let Some(share) = weights::percent(share) {
                shares.push(share);
            } else {
                self.draft.refusals.push(format!(
                    "Điểm “{}” của một phương án không phải là số. Hãy ghi lại, ví dụ 100.",
                    share.chars().take(20).collect::<String>()
                ));
                shares.push(0.0);
            }
        }
        self.draft.set_choices(texts.iter().map(String::as_str));
        weights::set_key(&mut self.draft, &shares, marking);
    }

    fn truth(&mut self, element: &Element) {
        self.draft.choices = vec!["Đúng".to_owned(), "Sai".to_owned()];
        let mut key = ChoiceSet::EMPTY;
        for answer in element.named("answer") {
            let share = weights::percent(answer.attribute("fraction").unwrap_or("0")).unwrap_or_default();
            let says = self.text(answer).to_lowercase();
            if share > 0.0 {
                key = match says.as_str() {
                    "true" | "đúng" => key.with(0),
                    "false" | "sai" => key.with(1),
                    _ => key,
                };
            }
        }
        self.draft.key = Ok(key);
    }

    fn tags(&mut self, element: &Element, left_out: &mut LeftOut) {
        for tag in element.named("tags").flat_map(|tags| tags.named("tag")) {
            let label = squeeze(&tag.child("text").map(Element::text).unwrap_or_default());
            if !label.is_empty() && !tags::take(&label, &mut self.draft) {
                left_out.tag(&label);
            }
        }
    }

    /// Counts what has no place here; says of a hidden question that it is.
    fn count(&mut self, element: &Element, left_out: &mut LeftOut) {
        if flag(element, "hidden", false) {
            self.draft.warnings.push("Câu đang ẩn trong Moodle. Hãy xem có còn dùng hay không.".to_owned());
        }
        let says = |element: &Element, name: &str| {
            element
                .child(name)
                .and_then(|remark| remark.child("text"))
                .is_some_and(|text| !text.text().trim().is_empty())
        };
        let outcome = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"];
        let remarks = outcome.iter().any(|name| says(element, name))
            || element.named("answer").any(|answer| says(answer, "feedback"));
        left_out.remarks += usize::from(remarks);
        let grade = element.child("defaultgrade").and_then(|grade| grade.text().trim().parse::<f64>().ok());
        left_out.points += usize::from(grade.is_some_and(|grade| (grade - 1.0).abs() > f64::EPSILON));
    }
}
