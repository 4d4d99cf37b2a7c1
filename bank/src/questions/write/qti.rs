//! A package of QTI 2.1.

use std::fmt::Write as _;

use contest::banks::{ChoiceOrder, Kind, Question, letter};

use super::super::tags;
use super::labels;
use crate::office::escape;
use crate::office::zip;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const PROCESSING: &str = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct";

/// Writes the questions, one item each. Topic, level and handbook entry stand in the manifest, as
/// classification and keywords of IEEE LOM; the explanation is a feedback shown in any case.
pub(super) fn write(questions: &[&Question]) -> Option<Vec<u8>> {
    let mut parts = vec![("imsmanifest.xml".to_owned(), manifest(questions))];
    for (index, question) in questions.iter().enumerate() {
        parts.push((path(index + 1), item(question, index + 1)));
    }
    zip(parts.iter().map(|(name, text)| (name.as_str(), text.as_str()))).ok()
}

fn path(number: usize) -> String {
    format!("items/cau-{number:04}.xml")
}

fn manifest(questions: &[&Question]) -> String {
    let mut out = format!(
        "{DECLARATION}<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" identifier=\"MANIFEST\">\n\
         <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n<organizations/>\n<resources>\n"
    );
    for (index, question) in questions.iter().enumerate() {
        let (number, path) = (index + 1, path(index + 1));
        let _ = writeln!(
            out,
            "<resource identifier=\"cau-{number:04}\" type=\"imsqti_item_xmlv2p1\" href=\"{path}\">{}<file href=\"{path}\"/></resource>",
            metadata(question)
        );
    }
    out.push_str("</resources>\n</manifest>\n");
    out
}

fn metadata(question: &Question) -> String {
    let keywords: Vec<String> = tags::of(question)
        .iter()
        .chain(tags::by_words(question).iter())
        .map(|tag| format!("<keyword><string language=\"vi\">{}</string></keyword>", escape(tag)))
        .collect();
    let topic = labels::topic(question).map(|topic| {
        format!(
            "<classification><purpose><source>LOMv1.0</source><value>discipline</value></purpose><taxonPath><taxon>\
             <entry><string language=\"vi\">{}</string></entry></taxon></taxonPath></classification>",
            escape(topic)
        )
    });
    if keywords.is_empty() && topic.is_none() {
        return String::new();
    }
    let general = if keywords.is_empty() { String::new() } else { format!("<general>{}</general>", keywords.concat()) };
    format!(
        "<metadata><lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\">{general}{}</lom></metadata>",
        topic.unwrap_or_default()
    )
}

fn item(question: &Question, number: usize) -> String {
    let several = question.kind == Kind::Multiple;
    let cardinality = if several { "multiple" } else { "single" };
    let values: Vec<String> =
        question.correct.iter().map(|position| format!("<value>{}</value>", letter(position))).collect();
    let order = question.order();
    let feedback = question.explanation.as_deref().map_or_else(String::new, |explanation| {
        format!(
            "<modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"GIAI_THICH\" showHide=\"show\">{}</modalFeedback>\n",
            escape(explanation)
        )
    });
    let outcome = if feedback.is_empty() {
        ""
    } else {
        "<outcomeDeclaration identifier=\"FEEDBACK\" cardinality=\"single\" baseType=\"identifier\">\
         <defaultValue><value>GIAI_THICH</value></defaultValue></outcomeDeclaration>\n"
    };
    format!(
        "{DECLARATION}<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"cau-{number:04}\" \
         title=\"Câu {number}\" adaptive=\"false\" timeDependent=\"false\">\n\
         <responseDeclaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" baseType=\"identifier\">\
         <correctResponse>{}</correctResponse></responseDeclaration>\n\
         <outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"/>\n{outcome}\
         <itemBody>\n<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"{}\" maxChoices=\"{}\">\n\
         <prompt>{}</prompt>\n{}</choiceInteraction>\n</itemBody>\n\
         <responseProcessing template=\"{PROCESSING}\"/>\n{feedback}</assessmentItem>\n",
        values.concat(),
        order != ChoiceOrder::Fixed,
        u8::from(!several),
        escape(&labels::stem(question, number)),
        choices(question, order),
    )
}

fn choices(question: &Question, order: ChoiceOrder) -> String {
    let choice = |(position, text): (usize, &String)| {
        let stays =
            matches!(order, ChoiceOrder::PinLast(stay) | ChoiceOrder::Anchored(stay) if stay.contains(position));
        let fixed = if stays { " fixed=\"true\"" } else { "" };
        format!("<simpleChoice identifier=\"{}\"{fixed}>{}</simpleChoice>\n", letter(position), escape(text))
    };
    labels::choices(question).iter().enumerate().map(choice).collect::<Vec<_>>().concat()
}
