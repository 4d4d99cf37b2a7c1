//! The keeper itself: it listens to the page and passes on what happens.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use contest::contests::{Prediction, PredictionError};
use js_sys::{Date, Math};
use web_sys::{
    AbortController, BeforeUnloadEvent, Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent,
    PageTransitionEvent, StorageEvent,
};

use super::{
    countdown::Countdown,
    marks::SaveState,
    page::{Page, place_of},
    queue::{NO_PREDICTION, PREDICTION, Queue},
    store::Store,
};
use crate::browser::{after, by_id, cancel, every, find, listen, set, target, window};

/// How often the clock is looked at, in milliseconds.
const TICK: i32 = 500;
/// A pause in typing, in milliseconds.
const PAUSE: i32 = 1_000;

/// All that is known about the paper under way.
pub(super) struct Keeper {
    pub(super) page: Page,
    pub(super) store: Store,
    pub(super) queue: RefCell<Queue>,
    flags: RefCell<Vec<usize>>,
    /// `/thi/2`.
    pub(super) round: String,
    /// `/ket-qua/7`.
    pub(super) result: String,
    /// The request with answers that is under way.
    pub(super) sending: RefCell<Option<AbortController>>,
    /// The timer of the next try.
    pub(super) retry: Cell<Option<i32>>,
    /// The timer of the end of typing.
    pause: Cell<Option<i32>>,
    /// Tries that failed, one after the other.
    pub(super) failures: Cell<u32>,
    /// Nothing is saved from this page any more.
    pub(super) stopped: Cell<bool>,
    /// The paper is being submitted, at once or as soon as can be.
    pub(super) submitting: Cell<bool>,
    /// The request that submits is under way.
    pub(super) handing_in: Cell<bool>,
    /// The time that is left; none where the page does not say.
    pub(super) countdown: RefCell<Option<Countdown>>,
    /// The paper is submitted since the time is up.
    pub(super) timed_out: Cell<bool>,
}

/// Starts to keep the paper of this page.
pub(crate) fn start() {
    let Some(keeper) = Keeper::find() else { return };
    let keeper = Rc::new(keeper);
    keeper.settle_in();
    keeper.listen();
    keeper.store.claim(&format!("{}-{}", Date::now(), Math::random()));
    keeper.count_down();
    keeper.pump();
}

impl Keeper {
    fn find() -> Option<Self> {
        let page = Page::find()?;
        let attempt = page.figure("data-attempt")?;
        let store = Store::of(&attempt.to_string());
        let next = u32::try_from(page.figure("data-sequence")?).ok()?;
        let mut queue = Queue::restore(&store.answers(), next);
        queue.keep(|position| page.takes(position));
        Some(Self {
            queue: RefCell::new(queue),
            flags: RefCell::new(store.flags()),
            round: format!("/thi/{}", page.figure("data-round")?),
            result: format!("/ket-qua/{attempt}"),
            sending: RefCell::default(),
            retry: Cell::default(),
            pause: Cell::default(),
            failures: Cell::default(),
            stopped: Cell::default(),
            submitting: Cell::default(),
            handing_in: Cell::default(),
            countdown: RefCell::default(),
            timed_out: Cell::default(),
            store,
            page,
        })
    }

    /// Puts the page into the state that an earlier one left, and its own signs in place of the
    /// buttons that save.
    fn settle_in(&self) {
        for answer in self.queue.borrow().answers() {
            self.page.mark(answer.position, answer.value);
        }
        self.store.keep_answers(&self.queue.borrow().stored());
        for &place in self.flags.borrow().iter() {
            let flag = self.page.question(place).and_then(|question| find(question, ".flag input"));
            if let Some(flag) = flag {
                HtmlInputElement::set_checked(&flag, true);
            }
        }
        for id in ["luu-nhanh", "luu-bai"] {
            if let Some(button) = by_id::<Element>(id) {
                set(&button, "hidden", Some(""));
            }
        }
        if let Some(state) = by_id::<Element>("trang-thai") {
            set(&state, "hidden", None);
        }
        SaveState::Saved.show_for_all();
        self.page.show_progress(&self.flags.borrow());
        self.page.go_on_where_it_was_left();
        for place in self.page.unsaved() {
            match self.page.prediction.as_ref().filter(|_| self.page.position(place) == PREDICTION) {
                Some(input) => self.note(place, predicted(input).unwrap_or(NO_PREDICTION)),
                None => self.note(place, self.page.marked(place)),
            }
        }
    }

    fn listen(self: &Rc<Self>) {
        self.on_form("change", |keeper, event| {
            if let Some(input) = target::<HtmlInputElement>(event) {
                keeper.changed(&input);
            }
        });
        self.on_form("input", |keeper, event| {
            if let Some(input) = target::<HtmlInputElement>(event) {
                keeper.typed(&input);
            }
        });
        self.on_form("focusin", |keeper, event| {
            if let Some(place) = target::<Element>(event).and_then(|element| place_of(&element)) {
                keeper.page.show_current(place);
            }
        });
        self.on_form("keydown", |_, event| enter_leaves_the_field(event));
        self.on_form("submit", |keeper, event| {
            if keeper.page.is_step() && keeper.step_on() {
                return;
            }
            event.prevent_default();
            if !keeper.page.is_step() {
                keeper.submit();
            }
        });
        let Some(window) = window() else { return };
        let keeper = Rc::clone(self);
        listen(&window, "online", move |_| keeper.network_is_back());
        let keeper = Rc::clone(self);
        listen(&window, "beforeunload", move |event| keeper.warn_before_leaving(&event));
        let keeper = Rc::clone(self);
        listen(&window, "storage", move |event| {
            use wasm_bindgen::JsCast;
            if event.dyn_ref::<StorageEvent>().is_some_and(|event| keeper.store.is_claim(event)) {
                keeper.opened_again();
            }
        });
        // A page out of the browser's memory is old: the server knows better.
        listen(&window, "pageshow", |event| {
            use wasm_bindgen::JsCast;
            let is_old = event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
            if let (true, Some(window)) = (is_old, crate::browser::window()) {
                let _ = window.location().reload();
            }
        });
    }

    fn on_form(self: &Rc<Self>, event: &str, handler: fn(&Rc<Self>, &Event)) {
        let keeper = Rc::clone(self);
        listen(&self.page.form, event, move |event| handler(&keeper, &event));
    }

    fn changed(self: &Rc<Self>, input: &HtmlInputElement) {
        let Some(place) = place_of(input) else { return };
        if input.name().is_empty() {
            self.flag(place, input.checked());
        } else if input.name() == "prediction" {
            self.predict(place, input);
        } else {
            self.answer(place, self.page.marked(place));
        }
    }

    fn answer(self: &Rc<Self>, place: usize, value: i32) {
        self.note(place, value);
        self.pump();
    }

    /// Keeps an answer until it is sent.
    fn note(&self, place: usize, value: i32) {
        if self.stopped.get() {
            return;
        }
        self.queue.borrow_mut().put(self.page.position(place), value);
        self.store.keep_answers(&self.queue.borrow().stored());
        self.page.show_progress(&self.flags.borrow());
        self.show_place(place, Some(SaveState::Saving));
        SaveState::Saving.show_for_all();
    }

    /// A prediction is kept while it is typed, and sent at a pause: a page that is closed or saves
    /// another answer in between neither loses it nor calls it saved. What is not answered yet is
    /// listed right after it, and where Tab goes next must not vanish when it is left.
    fn typed(self: &Rc<Self>, input: &HtmlInputElement) {
        let Some(place) = place_of(input).filter(|_| input.name() == "prediction") else { return };
        match predicted(input) {
            Ok(value) => self.note(place, value),
            Err(_) => self.page.show_progress(&self.flags.borrow()),
        }
        let keeper = Rc::clone(self);
        if let Some(timer) = self.pause.replace(after(PAUSE, move || keeper.pump())) {
            cancel(timer);
        }
    }

    /// The same limits as on the server, told at once.
    fn predict(self: &Rc<Self>, place: usize, input: &HtmlInputElement) {
        let predicted = predicted(input);
        set(input, "aria-invalid", predicted.is_err().then_some("true"));
        if let Some(place) = by_id::<Element>("du-doan-loi") {
            set(&place, "hidden", predicted.is_ok().then_some(""));
            place.set_text_content(predicted.as_ref().err().map(String::as_str));
        }
        match predicted {
            Ok(value) => self.answer(place, value),
            Err(_) => self.page.show_progress(&self.flags.borrow()),
        }
    }

    /// The time is up: a number that cannot be read must not hold the paper back.
    fn drop_what_cannot_be(&self) {
        if let Some(input) = self.page.prediction.as_ref().filter(|input| predicted(input).is_err()) {
            input.set_value("");
        }
    }

    fn flag(&self, place: usize, flagged: bool) {
        let mut flags = self.flags.borrow_mut();
        flags.retain(|&other| other != place);
        if flagged {
            flags.push(place);
        }
        self.store.keep_flags(&flags);
        self.page.show_progress(&flags);
    }

    fn count_down(self: &Rc<Self>) {
        let figures = (self.page.figure("data-deadline"), self.page.figure("data-now"));
        let (Some(deadline), Some(server_now)) = figures else { return };
        self.countdown.replace(Some(Countdown::new(deadline, server_now, page_arrived())));
        let keeper = Rc::clone(self);
        let tick = move || {
            let look = keeper.countdown.borrow_mut().as_mut().map(|countdown| countdown.look(Date::now() as i64));
            let Some(look) = look else { return };
            keeper.page.show_time(look.left, look.late);
            if let (Some(say), Some(place)) = (look.say, by_id::<Element>("nhac-gio")) {
                place.set_text_content(Some(say));
            }
            if look.is_up && !keeper.stopped.get() {
                keeper.drop_what_cannot_be();
                keeper.timed_out.set(true);
                keeper.submit();
            }
        };
        tick();
        every(TICK, tick);
    }

    fn warn_before_leaving(&self, event: &Event) {
        use wasm_bindgen::JsCast;
        let unsaved = !self.queue.borrow().is_empty() && !self.submitting.get() && !self.stopped.get();
        if unsaved {
            event.prevent_default();
            // Older browsers ask only when this is set.
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("1");
            }
        }
    }

    /// Shows the state of one answer; nothing where there is none.
    pub(super) fn show_place(&self, place: usize, state: Option<SaveState>) {
        let sign = self.page.question(place).and_then(|question| find::<Element>(question, ".foot .save"));
        match (sign, state) {
            (Some(sign), Some(state)) => state.show(&sign),
            (Some(sign), None) => sign.set_inner_html(""),
            (None, _) => {}
        }
    }
}

/// What the prediction's field says, or what is wrong with it. An emptied one takes it back.
fn predicted(input: &HtmlInputElement) -> Result<i32, String> {
    match Prediction::parse(&input.value()) {
        Ok(prediction) => Ok(prediction.0 as i32),
        Err(PredictionError::Missing) => Ok(NO_PREDICTION),
        Err(error) => Err(error.to_string()),
    }
}

/// When the page's first byte came, by this device's clock: as near as can be to when the server
/// looked at its own.
fn page_arrived() -> i64 {
    let arrived = window()
        .and_then(|window| window.performance())
        .map(|performance| performance.timing().response_start())
        .filter(|&arrived| arrived > 0.0);
    arrived.unwrap_or_else(Date::now) as i64
}

/// Enter in the prediction is the end of typing, not of the paper.
fn enter_leaves_the_field(event: &Event) {
    use wasm_bindgen::JsCast;
    let is_enter = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter");
    let input = target::<HtmlInputElement>(event);
    if let (true, Some(input)) = (is_enter, input)
        && input.name() == "prediction"
    {
        event.prevent_default();
        let _ = HtmlElement::blur(&input);
    }
}
