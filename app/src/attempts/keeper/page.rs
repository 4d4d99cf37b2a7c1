//! The paper's page as the keeper sees it: where things stand, and how they change.

use contest::{Millis, contests::Prediction, time::clock};
use web_sys::{Element, HtmlCollection, HtmlElement, HtmlFieldSetElement, HtmlFormElement, HtmlInputElement};

use super::queue::{NO_PREDICTION, PREDICTION};
use crate::browser::{by_id, find, find_all, number, set, window};

/// The parts of the page that the keeper reads and changes.
#[derive(Debug)]
pub(super) struct Page {
    /// The paper.
    pub form: HtmlFormElement,
    /// The questions on the page with their places, the prediction last.
    questions: Vec<(usize, HtmlFieldSetElement)>,
    /// The prediction's input.
    pub prediction: Option<HtmlInputElement>,
    /// Links to the questions, where all are on one page.
    links: Option<HtmlCollection>,
    /// Links to those without an answer, where all are on one page.
    unanswered: Option<HtmlCollection>,
    bar: Element,
    clock: HtmlElement,
}

impl Page {
    /// The page, if it is a paper.
    pub(super) fn find() -> Option<Self> {
        let form: HtmlFormElement = by_id("bai-thi")?;
        let questions: Vec<HtmlFieldSetElement> = find_all(&form, "fieldset.question");
        let children = |id| by_id::<Element>(id).map(|list| list.children());
        Some(Self {
            questions: questions.into_iter().filter_map(|question| Some((place_of(&question)?, question))).collect(),
            prediction: by_id("du-doan"),
            links: children("cac-cau"),
            unanswered: children("chua-tra-loi"),
            bar: by_id("thanh-thi")?,
            clock: by_id("dong-ho")?,
            form,
        })
    }

    /// A whole number that the server put on the form.
    pub(super) fn figure(&self, attribute: &str) -> Option<i64> {
        number(&self.form, attribute)
    }

    /// The attempt's token.
    pub(super) fn token(&self) -> String {
        find(&self.form, "input[name=token]").map(|input: HtmlInputElement| input.value()).unwrap_or_default()
    }

    /// Whether one question of several is shown, and the form leads to the next.
    pub(super) fn is_step(&self) -> bool {
        self.form.has_attribute("data-step")
    }

    /// Whether an answer to this position can still be given: on a paper that does not go back, only
    /// what is shown can.
    pub(super) fn takes(&self, position: u16) -> bool {
        !self.form.has_attribute("data-forward") || self.places().any(|place| self.position(place) == position)
    }

    /// The places on this page, the prediction among them.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.questions.iter().map(|(place, _)| *place)
    }

    /// The question at a place.
    pub(super) fn question(&self, place: usize) -> Option<&HtmlFieldSetElement> {
        self.questions.iter().find(|(other, _)| *other == place).map(|(_, question)| question)
    }

    /// By what the wire knows a place.
    pub(super) fn position(&self, place: usize) -> u16 {
        if self.is_prediction(place) { PREDICTION } else { place as u16 }
    }

    fn is_prediction(&self, place: usize) -> bool {
        self.prediction.is_some() && self.questions.last().is_some_and(|(last, _)| *last == place)
    }

    /// The bits of what is marked in a question.
    pub(super) fn marked(&self, place: usize) -> i32 {
        self.inputs(place)
            .iter()
            .filter(|input| input.checked())
            .filter_map(|input| input.value().parse::<u32>().ok())
            .fold(0, |bits, choice| bits | bit(choice))
    }

    /// Marks a question again.
    pub(super) fn mark(&self, position: u16, value: i32) {
        if position == PREDICTION {
            if let Some(input) = &self.prediction {
                input.set_value(&if value == NO_PREDICTION { String::new() } else { value.to_string() });
            }
            return;
        }
        for input in self.inputs(usize::from(position)) {
            input.set_checked(input.value().parse().is_ok_and(|choice| value & bit(choice) != 0));
        }
    }

    /// Whether a question has an answer.
    pub(super) fn is_answered(&self, place: usize) -> bool {
        match &self.prediction {
            Some(input) if self.is_prediction(place) => Prediction::parse(&input.value()).is_ok(),
            _ => self.marked(place) != 0,
        }
    }

    /// Shows the question that was answered last, on a page that the browser has put nowhere yet: a
    /// reload keeps its place, and an address may name one.
    pub(super) fn go_on_where_it_was_left(&self) {
        let Some(window) = window() else { return };
        let is_at_top = window.scroll_y().is_ok_and(|y| y == 0.0);
        let is_sent = window.location().hash().is_ok_and(|hash| !hash.is_empty());
        let last: Option<usize> = by_id::<Element>("lam-tiep").and_then(|link| number(&link, "data-cau"));
        if let (true, false, Some(question)) =
            (is_at_top, is_sent, last.and_then(|last| self.question(last.checked_sub(1)?)))
        {
            question.scroll_into_view();
        }
    }

    /// Places that the server sent with answers which it could not save.
    pub(super) fn unsaved(&self) -> Vec<usize> {
        let is_unsaved = |place: &usize| {
            let sign = self.question(*place).and_then(|question| find::<Element>(question, ".foot .save"));
            self.is_answered(*place) && sign.is_some_and(|sign| sign.child_element_count() == 0)
        };
        self.places().filter(is_unsaved).collect()
    }

    /// Shows what is answered and what to look at again: counts, progress and both lists.
    pub(super) fn show_progress(&self, flags: &[usize]) {
        let mut answered = 0;
        for place in self.places() {
            let is_answered = self.is_answered(place);
            answered += usize::from(is_answered);
            self.show_link(place, is_answered, flags.contains(&place));
            if let Some(item) = self.unanswered.as_ref().and_then(|list| list.item(place as u32)) {
                set(&item, "hidden", is_answered.then_some(""));
            }
        }
        let count = answered.to_string();
        for id in ["so-cau", "so-cau-cuoi"] {
            if let Some(element) = by_id::<Element>(id) {
                element.set_text_content(Some(&count));
            }
        }
        if let Some(progress) = by_id::<Element>("tien-do") {
            set(&progress, "value", Some(&count));
        }
        if let Some(label) = by_id::<Element>("con-cau") {
            set(&label, "hidden", (answered == self.questions.len()).then_some(""));
        }
    }

    /// Shows which question is being looked at.
    pub(super) fn show_current(&self, current: usize) {
        for place in self.places() {
            if let Some(link) = self.link(place) {
                set(&link, "aria-current", (place == current).then_some("true"));
            }
        }
    }

    /// Shows the time that is left, in milliseconds.
    pub(super) fn show_time(&self, left: i64, late: bool) {
        set(&self.clock, "datetime", None);
        // Rounded up, so that it ends when it says 0:00.
        self.clock.set_text_content(Some(&clock(Millis(left + 999))));
        let _ = self.bar.class_list().toggle_with_force("late", late);
    }

    /// Nothing on this page can be answered any more.
    pub(super) fn close(&self) {
        for (_, question) in &self.questions {
            question.set_disabled(true);
        }
        if let Some(button) = by_id::<Element>("nop") {
            set(&button, "disabled", Some(""));
        }
    }

    fn inputs(&self, place: usize) -> Vec<HtmlInputElement> {
        self.question(place).map(|question| find_all(question, "input[name]")).unwrap_or_default()
    }

    fn link(&self, place: usize) -> Option<Element> {
        self.links.as_ref()?.item(place as u32)?.first_element_child()
    }

    fn show_link(&self, place: usize, answered: bool, flagged: bool) {
        let Some(link) = self.link(place) else { return };
        let _ = link.class_list().toggle_with_force("done", answered);
        let _ = link.class_list().toggle_with_force("flagged", flagged);
        let label = link.get_attribute("aria-label").unwrap_or_default();
        let name = label.split(", ").next().unwrap_or_default();
        let state = if answered { "đã trả lời" } else { "chưa trả lời" };
        let again = if flagged { ", xem lại sau" } else { "" };
        set(&link, "aria-label", Some(&format!("{name}, {state}{again}")));
    }
}

/// The place of the question that an element stands in.
pub(super) fn place_of(element: &Element) -> Option<usize> {
    let id = element.closest("fieldset.question").ok()??.id();
    let number: usize = id.strip_prefix("cau-")?.parse().ok()?;
    number.checked_sub(1)
}

/// The bit of a choice; none for a choice that no question has.
fn bit(choice: u32) -> i32 {
    1_i32.checked_shl(choice).unwrap_or(0)
}
