//! The few things that islands ask of the browser.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, Event, EventTarget, Window};

/// The window; there is none in a worker, where no island runs.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The element with this id, as what it is.
pub(crate) fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The first element under `root` that fits, as what it is.
pub(crate) fn find<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// All elements under `root` that fit, as what they are.
pub(crate) fn find_all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// What an event happened to, as what it is.
pub(crate) fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// An attribute read as a number.
pub(crate) fn number<T: std::str::FromStr>(element: &Element, attribute: &str) -> Option<T> {
    element.get_attribute(attribute)?.parse().ok()
}

/// Puts an attribute there, or takes it away.
pub(crate) fn set(element: &Element, attribute: &str, value: Option<&str>) {
    // Both fail for names that are no names only.
    let _ = match value {
        Some(value) => element.set_attribute(attribute, value),
        None => element.remove_attribute(attribute),
    };
}

/// Calls `handler` at each `event`, as long as the page is there.
pub(crate) fn listen(target: &EventTarget, event: &str, handler: impl FnMut(Event) + 'static) {
    let handler = Closure::<dyn FnMut(Event)>::new(handler).into_js_value();
    let _ = target.add_event_listener_with_callback(event, handler.unchecked_ref());
}

/// Calls `task` once, after so many milliseconds; gives what [`cancel`] takes.
pub(crate) fn after(millis: i32, task: impl FnOnce() + 'static) -> Option<i32> {
    let task: JsValue = Closure::once_into_js(task);
    window()?.set_timeout_with_callback_and_timeout_and_arguments_0(task.unchecked_ref(), millis).ok()
}

/// Calls off what [`after`] was to call.
pub(crate) fn cancel(timer: i32) {
    if let Some(window) = window() {
        window.clear_timeout_with_handle(timer);
    }
}

/// Calls `task` every so many milliseconds, as long as the page is there.
pub(crate) fn every(millis: i32, task: impl FnMut() + 'static) {
    let task = Closure::<dyn FnMut()>::new(task).into_js_value();
    if let Some(window) = window() {
        let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(task.unchecked_ref(), millis);
    }
}
