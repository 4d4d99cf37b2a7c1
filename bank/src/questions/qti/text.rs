//! The words of an item's body, which is XHTML in the item's own XML.

use crate::html;
use crate::xml::{Element, Node};

/// Words being gathered.
#[derive(Default)]
pub(super) struct Text {
    /// Not squeezed.
    pub(super) words: String,
    /// Pictures and sounds.
    pub(super) media: usize,
}

impl Text {
    /// Adds what an element says. The nesting is bounded where the tree is built.
    pub(super) fn read(&mut self, element: &Element) {
        for child in &element.children {
            match child {
                Node::Text(text) => self.words.push_str(text),
                Node::Element(child) => self.element(child),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        // Choices are read by themselves; feedback, rubrics and scripts are none of the question.
        if matches!(
            element.name.as_str(),
            "simpleChoice" | "feedbackInline" | "feedbackBlock" | "rubricBlock" | "script" | "style"
        ) {
            return;
        }
        let inline = html::is_inline(&element.name);
        if !inline {
            self.words.push(' ');
        }
        if html::is_media(&element.name) {
            self.media += 1;
        } else {
            self.read(element);
        }
        if !inline {
            self.words.push(' ');
        }
    }
}
