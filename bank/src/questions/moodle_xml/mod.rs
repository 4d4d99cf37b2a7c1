//! Moodle XML: questions exported from Moodle, in any version since 2.
//!
//! The format: <https://docs.moodle.org/en/Moodle_XML_format>. Questions are read one at a time;
//! files within them (`<file>`, base64) are passed over.

mod question;

use quick_xml::events::Event;

use super::draft::Judge;
use super::left_out::LeftOut;
use super::{QuestionSet, category};
use crate::limits::MAX_QUESTIONS;
use crate::xml::{self, Xml};
use crate::{Place, ReadError};

/// Reads a file whose outermost element is `quiz`.
pub(super) fn read(text: &str) -> Result<QuestionSet, ReadError> {
    let mut xml = Xml::new(text);
    xml.root()?;
    let mut judge = Judge::default();
    let mut left_out = LeftOut::default();
    let mut set = QuestionSet::default();
    let mut topic = None;
    let mut elements = 0;
    loop {
        match xml.next()? {
            Event::Start(start) => {
                let element = xml::element(&mut xml, &start)?;
                elements += 1;
                if elements > 2 * MAX_QUESTIONS || set.rows.len() > MAX_QUESTIONS {
                    return Err(ReadError::TooManyQuestions);
                }
                if element.name != "question" {
                    continue;
                }
                if element.attribute("type") == Some("category") {
                    let path = element.child("category").and_then(|category| category.child("text"));
                    topic = path.and_then(|path| category::topic(&path.text(), &mut left_out));
                    continue;
                }
                let number = set.rows.len() as u32 + 1;
                let name = element.child("name").and_then(|name| name.child("text")).map(xml::Element::text);
                let name = contest::text::squeeze(&name.unwrap_or_default());
                let mut draft = question::draft(Place::Element { number, name }, &element, &mut left_out);
                draft.topic.clone_from(&topic);
                set.rows.push(judge.judge(draft));
            }
            // The end of the quiz; what follows is no question.
            Event::End(_) => break,
            Event::Eof => return Err(ReadError::Damaged),
            _ => {}
        }
    }
    if set.rows.is_empty() {
        return Err(ReadError::NothingAsked { found: "tệp Moodle XML" });
    }
    set.notes = left_out.notes();
    Ok(set)
}
