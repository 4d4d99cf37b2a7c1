//! A Word document as colleagues write question sets: `Câu 1.`, `A.`, `Đáp án:`, topics as headings.

use std::fmt::Write as _;

use contest::banks::{Question, letter};

use super::xml::escape;
use super::zipped::zip;
use super::{labels, rows};

const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
const DOCUMENT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/>\
<w:pPr><w:keepNext/><w:spacing w:before=\"240\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr></w:style></w:styles>";

/// Writes the questions in their order; a heading wherever the topic changes.
pub(super) fn write(questions: &[&Question]) -> Option<Vec<u8>> {
    let mut body = String::new();
    let mut topic = None;
    for (index, question) in questions.iter().enumerate() {
        if topic != labels::topic(question) {
            topic = labels::topic(question);
            heading(topic.unwrap_or("Câu hỏi chung"), &mut body);
        }
        write_question(question, index + 1, &mut body);
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    zip([
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
    ])
    .ok()
}

fn write_question(question: &Question, number: usize, body: &mut String) {
    paragraph(&format!("Câu {number}. {}", question.stem), body);
    for (position, choice) in question.choices.iter().enumerate() {
        paragraph(&format!("{}. {choice}", letter(position)), body);
    }
    paragraph(&format!("Đáp án: {}", rows::letters(question.correct)), body);
    if let Some(level) = question.level {
        paragraph(&format!("Mức độ: {}", level.label()), body);
    }
    if let Some(explanation) = &question.explanation {
        paragraph(&format!("Giải thích: {}", contest::text::squeeze(explanation)), body);
    }
    if let Some(entry) = question.handbook_entry {
        paragraph(&format!("Câu sổ tay: {entry}"), body);
    }
}

fn heading(text: &str, body: &mut String) {
    let _ = write!(
        body,
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Chủ đề: {}</w:t></w:r></w:p>",
        escape(text)
    );
}

fn paragraph(text: &str, body: &mut String) {
    let _ = write!(body, "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(text));
}
