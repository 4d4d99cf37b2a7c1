//! The combobox: an input with a list below it, after the pattern of the ARIA practices.
//!
//! The `<select>` stays in the form, hidden, and carries the choice; a form that is sent does not
//! know of the combobox.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement, KeyboardEvent};

use super::matching::matching;
use crate::browser::{by_id, document, find, find_all, listen, set, target};

/// The field's name, and the id that its label points to.
const FIELD: &str = "don-vi";
/// The most entries shown at once; more are found by typing more.
const SHOWN: usize = 60;

/// One agency.
struct Agency {
    value: String,
    label: String,
    /// The heading it stands under.
    block: String,
    folded: String,
}

struct Combobox {
    select: HtmlSelectElement,
    input: HtmlInputElement,
    list: HtmlElement,
    hint: Element,
    agencies: Vec<Agency>,
    /// The agencies in the list, by their places.
    shown: RefCell<Vec<usize>>,
    /// The entry that Enter takes.
    active: Cell<Option<usize>>,
}

/// Puts a combobox in the place of the list of agencies.
pub(super) fn start() {
    let Some(combobox) = Combobox::build() else { return };
    let combobox = Rc::new(combobox);
    combobox.on("input", |combobox, _| combobox.open());
    combobox.on("click", |combobox, _| combobox.open_all());
    combobox.on("keydown", Combobox::key);
    combobox.on("blur", |combobox, _| combobox.left());
    // Pressing on an entry must not take the focus out of the input.
    listen(&combobox.list, "mousedown", |event| event.prevent_default());
    let owner = Rc::clone(&combobox);
    listen(&combobox.list, "click", move |event| owner.clicked(&event));
}

impl Combobox {
    fn build() -> Option<Self> {
        let select: HtmlSelectElement = by_id(FIELD)?;
        let agencies: Vec<Agency> = find_all(&select, "option").iter().filter_map(agency).collect();

        let frame = document()?.create_element("div").ok()?;
        frame.set_class_name("combobox");
        frame.set_inner_html(
            "<input class=input role=combobox autocomplete=off spellcheck=false aria-autocomplete=list aria-expanded=false \
             aria-controls=don-vi-danh-sach placeholder='Gõ vài chữ trong tên, ví dụ: noi vu'>\
             <ul role=listbox id=don-vi-danh-sach aria-label='Cơ quan, đơn vị' hidden></ul><p class=hint role=status></p>",
        );
        select.after_with_node_1(&frame).ok()?;
        let input: HtmlInputElement = find(&frame, "input")?;
        for attribute in ["aria-describedby", "aria-invalid"] {
            set(&input, attribute, select.get_attribute(attribute).as_deref());
        }
        // The label and the summary of errors point to the input from now on.
        select.set_id("don-vi-chon");
        set(&select, "hidden", Some(""));
        input.set_id(FIELD);

        let combobox = Self {
            list: find(&frame, "ul")?,
            hint: find(&frame, ".hint")?,
            shown: RefCell::default(),
            active: Cell::default(),
            select,
            input,
            agencies,
        };
        combobox.show_choice();
        Some(combobox)
    }

    fn on(self: &Rc<Self>, event: &str, handler: fn(&Self, &Event)) {
        let owner = Rc::clone(self);
        listen(&self.input, event, move |event| handler(&owner, &event));
    }

    /// The chosen agency's name in the input.
    fn show_choice(&self) {
        let value = self.select.value();
        let chosen = self.agencies.iter().find(|agency| agency.value == value);
        self.input.set_value(chosen.map_or("", |agency| &agency.label));
    }

    fn is_open(&self) -> bool {
        !self.list.has_attribute("hidden")
    }

    /// The list of what fits what was typed.
    fn open(&self) {
        let typed = self.input.value();
        self.list(&fold(&typed));
    }

    /// The whole list, whatever is chosen.
    fn open_all(&self) {
        if !self.is_open() {
            self.list("");
            self.input.select();
        }
    }

    fn list(&self, typed: &str) {
        let found = matching(self.agencies.iter().map(|agency| agency.folded.as_str()), typed);
        self.list.set_inner_html("");
        for (index, agency) in found.iter().take(SHOWN).filter_map(|&place| self.agencies.get(place)).enumerate() {
            if let Some(entry) = entry(index, agency) {
                let _ = self.list.append_child(&entry);
            }
        }
        let hint = match found.len() {
            0 => "Không tìm thấy. Hãy thử từ ngắn hơn, gõ không dấu cũng được.".to_owned(),
            more if more > SHOWN => format!("Có {more} đơn vị. Hãy gõ thêm vài chữ để tìm nhanh hơn."),
            some => format!("Có {some} đơn vị. Dùng phím lên, xuống để chọn."),
        };
        self.hint.set_text_content(Some(&hint));
        set(&self.list, "hidden", found.is_empty().then_some(""));
        set(&self.input, "aria-expanded", Some(if found.is_empty() { "false" } else { "true" }));
        *self.shown.borrow_mut() = found.into_iter().take(SHOWN).collect();
        self.activate(None);
    }

    fn close(&self) {
        set(&self.list, "hidden", Some(""));
        set(&self.input, "aria-expanded", Some("false"));
        self.hint.set_text_content(None);
        self.activate(None);
    }

    fn activate(&self, active: Option<usize>) {
        self.active.set(active);
        for (index, entry) in find_all::<Element>(&self.list, "[role=option]").iter().enumerate() {
            let is_active = active == Some(index);
            set(entry, "aria-selected", Some(if is_active { "true" } else { "false" }));
            if is_active {
                entry.scroll_into_view_with_scroll_into_view_options(&nearest());
            }
        }
        set(&self.input, "aria-activedescendant", active.map(option_id).as_deref());
    }

    fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        match event.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") => {
                event.prevent_default();
                self.step(key == "ArrowDown");
            }
            "Enter" if self.is_open() => {
                event.prevent_default();
                let only = (self.shown.borrow().len() == 1).then_some(0);
                if let Some(index) = self.active.get().or(only) {
                    self.choose(index);
                }
            }
            "Escape" if self.is_open() => {
                event.prevent_default();
                self.close();
                self.show_choice();
            }
            _ => {}
        }
    }

    /// One entry down or up, round and round.
    fn step(&self, down: bool) {
        if !self.is_open() {
            self.list("");
        }
        let count = self.shown.borrow().len();
        if count == 0 {
            return;
        }
        let next = match (self.active.get(), down) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(active), true) => (active + 1) % count,
            (Some(active), false) => (active + count - 1) % count,
        };
        self.activate(Some(next));
    }

    fn choose(&self, index: usize) {
        let place = self.shown.borrow().get(index).copied();
        if let Some(agency) = place.and_then(|place| self.agencies.get(place)) {
            self.select.set_value(&agency.value);
        }
        self.show_choice();
        self.close();
    }

    fn clicked(&self, event: &Event) {
        let entry = target::<Element>(event).and_then(|element| element.closest("[role=option]").ok()?);
        let index = entry.and_then(|entry| entry.id().strip_prefix("don-vi-muc-")?.parse().ok());
        if let Some(index) = index {
            self.choose(index);
        }
    }

    /// The input was left: what was typed becomes a choice if it can be only one.
    fn left(&self) {
        let typed = fold(&self.input.value());
        let found = matching(self.agencies.iter().map(|agency| agency.folded.as_str()), &typed);
        let exact = found.iter().copied().find(|&place| self.agencies[place].folded == typed);
        let only = (found.len() == 1).then(|| found[0]);
        self.close();
        if typed.is_empty() {
            self.select.set_value("");
        } else if let Some(place) = exact.or(only) {
            self.select.set_value(&self.agencies[place].value);
        } else {
            self.hint.set_text_content(Some("Hãy chọn một mục trong danh sách."));
        }
        self.show_choice();
    }
}

fn agency(option: &HtmlOptionElement) -> Option<Agency> {
    let value = option.value();
    let block = option.parent_element().and_then(|parent| parent.get_attribute("label")).unwrap_or_default();
    let label = option.text();
    (!value.is_empty()).then(|| Agency { value, folded: fold(&label), label, block })
}

fn entry(index: usize, agency: &Agency) -> Option<Element> {
    let entry = document()?.create_element("li").ok()?;
    set(&entry, "role", Some("option"));
    entry.set_id(&option_id(index));
    entry.set_text_content(Some(&agency.label));
    if !agency.block.is_empty() {
        let block = document()?.create_element("small").ok()?;
        block.set_text_content(Some(&agency.block));
        let _ = entry.append_child(&block);
    }
    Some(entry)
}

fn option_id(index: usize) -> String {
    format!("don-vi-muc-{index}")
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// Lower case, no accents, `đ` as `d`. The browser knows Unicode; its tables need not be sent.
fn fold(text: &str) -> String {
    let lower = JsString::from(text).to_lower_case().normalize("NFD");
    let letters = String::from(lower);
    let marks = '\u{300}'..='\u{36f}';
    letters.trim().chars().filter(|c| !marks.contains(c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}
