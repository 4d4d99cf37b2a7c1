//! One `assessmentItem`.

use contest::banks::{ChoiceSet, Kind, MAX_CHOICES};
use contest::text::squeeze;

use super::super::answer::KeyError;
use super::super::draft::Draft;
use super::super::left_out::LeftOut;
use super::super::{markup, weights};
use super::text::Text;
use crate::Place;
use crate::xml::Element;

/// The feedback that is shown whatever was answered: our own, and what other programs call it.
const EXPLANATIONS: [&str; 8] = [
    "giai_thich",
    "general",
    "generalfeedback",
    "general_fb",
    "explanation",
    "solution",
    "rationale",
    "feedback_general",
];

/// Reads one item.
pub(super) fn draft(place: Place, item: &Element, left_out: &mut LeftOut) -> Draft {
    let mut draft = Draft::new(place);
    if item.name != "assessmentItem" {
        draft
            .refusals
            .push("Tệp không phải là một câu hỏi QTI 2.1 (assessmentItem). Hãy xuất lại theo QTI 2.1.".to_owned());
        return draft;
    }
    let Some(body) = item.child("itemBody") else {
        draft.refusals.push("Câu không có phần nội dung (itemBody). Hãy xuất lại câu này.".to_owned());
        return draft;
    };
    let mut stem = Text::default();
    stem.read(body);
    draft.set_stem(&stem.words);
    let mut media = stem.media;
    let interactions: Vec<&Element> =
        body.descendants().into_iter().filter(|element| element.name.ends_with("Interaction")).collect();
    match interactions.as_slice() {
        [choice] if choice.name == "choiceInteraction" => media += choices(item, choice, &mut draft, left_out),
        [] => draft.refusals.push(
            "Câu không có phương án để chọn. Hãy đổi thành câu một đáp án, nhiều đáp án hoặc đúng/sai.".to_owned(),
        ),
        [other] => draft.refusals.push(format!(
            "Câu {} không dùng được. Hãy đổi thành câu một đáp án, nhiều đáp án hoặc đúng/sai.",
            kind(&other.name)
        )),
        _ => draft.refusals.push("Câu có nhiều phần trả lời. Hãy tách thành các câu riêng.".to_owned()),
    }
    feedback(item, &mut draft, left_out);
    draft.warnings.extend(markup::media_warning(media));
    draft
}

fn kind(interaction: &str) -> String {
    let known = match interaction {
        "extendedTextInteraction" | "uploadInteraction" | "drawingInteraction" => "tự luận",
        "textEntryInteraction" => "trả lời ngắn",
        "inlineChoiceInteraction" | "gapMatchInteraction" | "hottextInteraction" => "điền vào chỗ trống",
        "matchInteraction" | "associateInteraction" => "nối",
        "orderInteraction" => "sắp xếp thứ tự",
        "sliderInteraction" => "trả lời bằng số",
        other => return format!("loại “{}”", other.chars().take(40).collect::<String>()),
    };
    known.to_owned()
}

/// The choices and the key; gives how many pictures the choices have.
fn choices(item: &Element, interaction: &Element, draft: &mut Draft, left_out: &mut LeftOut) -> usize {
    let mut identifiers = Vec::new();
    let mut texts = Vec::new();
    let mut media = 0;
    let is_fixed = |choice: &Element| matches!(choice.attribute("fixed"), Some("true" | "1"));
    for choice in interaction.named("simpleChoice") {
        let mut text = Text::default();
        text.read(choice);
        media += text.media;
        left_out.remarks += usize::from(choice.descendants().iter().any(|element| element.name == "feedbackInline"));
        if is_fixed(choice) {
            draft.anchored = Some(draft.anchored.unwrap_or_default().with(texts.len()));
        }
        identifiers.push(choice.attribute("identifier").unwrap_or_default());
        texts.push(text.words);
    }
    draft.set_choices(texts.iter().map(String::as_str));
    if !matches!(interaction.attribute("shuffle"), Some("true" | "1")) {
        draft.anchored = Some((0..texts.len()).collect());
    }
    let name = interaction.attribute("responseIdentifier").unwrap_or("RESPONSE");
    let declaration =
        item.named("responseDeclaration").find(|declaration| declaration.attribute("identifier") == Some(name));
    let Some(declaration) = declaration else { return media };
    draft.key = key(declaration, &identifiers);
    let one_only = interaction.attribute("maxChoices").map(str::trim) == Some("1");
    if declaration.attribute("cardinality") == Some("single") || one_only {
        draft.declared = Some(Kind::Single);
    }
    media
}

/// The right choices: those of `correctResponse`; without it those that bring points.
fn key(declaration: &Element, identifiers: &[&str]) -> Result<ChoiceSet, KeyError> {
    let said: Vec<String> = declaration
        .named("correctResponse")
        .flat_map(|response| response.named("value"))
        .take(2 * MAX_CHOICES)
        .map(|value| value.text().trim().to_owned())
        .collect();
    let names = if said.is_empty() { rewarded(declaration) } else { said };
    let mut key = ChoiceSet::EMPTY;
    for name in names {
        let Some(position) = identifiers.iter().position(|identifier| *identifier == name) else {
            let shown: String = squeeze(&name).chars().take(60).collect();
            return Err(format!("Đáp án “{shown}” không trùng mã của phương án nào. Hãy xem lại đáp án của câu này."));
        };
        key = key.with(position);
    }
    Ok(key)
}

/// The choices of a mapping that bring points; of one with a single answer only the best.
fn rewarded(declaration: &Element) -> Vec<String> {
    let entries: Vec<(String, f64)> = declaration
        .named("mapping")
        .flat_map(|mapping| mapping.named("mapEntry"))
        .take(2 * MAX_CHOICES)
        .filter_map(|entry| {
            Some((entry.attribute("mapKey")?.trim().to_owned(), points(entry.attribute("mappedValue")?)?))
        })
        .collect();
    let best = entries.iter().map(|(_, points)| *points).fold(0.0, f64::max);
    let is_single = declaration.attribute("cardinality") == Some("single");
    let counts = |points: f64| points > 0.0 && (!is_single || points >= best);
    entries.into_iter().filter(|(_, points)| counts(*points)).map(|(name, _)| name).collect()
}

fn points(text: &str) -> Option<f64> {
    weights::percent(text)
}

/// The general feedback is the explanation; the others have no place.
fn feedback(item: &Element, draft: &mut Draft, left_out: &mut LeftOut) {
    let mut other = false;
    for feedback in item.named("modalFeedback") {
        let identifier = feedback.attribute("identifier").unwrap_or_default().to_ascii_lowercase();
        if EXPLANATIONS.contains(&identifier.as_str()) {
            let mut text = Text::default();
            text.read(feedback);
            draft.explanation = Some(squeeze(&text.words)).filter(|text| !text.is_empty());
        } else {
            other = true;
        }
    }
    left_out.remarks += usize::from(other);
}
