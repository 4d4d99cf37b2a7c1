//! A Word document as colleagues write question sets: `Câu 1.`, `A.`, `#B.` for a choice that keeps its
//! place, `Đáp án:`, `Lĩnh vực:`.

use std::fmt::Write as _;

use contest::banks::{Level, Question, letter};

use super::{labels, rows};
use crate::office::escape;
use crate::office::zip;

const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// Writes the questions in their order. What stands beside a question follows its answer, line by
/// line; a heading over several would say the same and be lost when one of them is moved.
pub(super) fn write(questions: &[&Question]) -> Option<Vec<u8>> {
    let mut body = String::new();
    for (index, question) in questions.iter().enumerate() {
        write_question(question, index + 1, &mut body);
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    zip([("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document.as_str())])
        .ok()
}

fn write_question(question: &Question, number: usize, body: &mut String) {
    paragraph(&format!("Câu {number}. {}", question.stem), body);
    for (position, choice) in question.choices.iter().enumerate() {
        let mark = if question.anchored.contains(position) { "#" } else { "" };
        paragraph(&format!("{mark}{}. {choice}", letter(position)), body);
    }
    paragraph(&format!("Đáp án: {}", rows::letters(question.correct)), body);
    let mut detail = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            paragraph(&format!("{name}: {}", contest::text::squeeze(value)), body);
        }
    };
    detail("Lĩnh vực", labels::topic(question));
    detail("Mức độ", question.level.map(Level::label));
    detail("Câu sổ tay", question.handbook_entry.map(|entry| entry.to_string()).as_deref());
    detail("Giải thích", question.explanation.as_deref());
}

fn paragraph(text: &str, body: &mut String) {
    let _ = write!(body, "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(text));
}
