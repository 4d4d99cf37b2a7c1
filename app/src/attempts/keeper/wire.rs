//! Requests to the server, and what it answers.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

use crate::browser::{after, cancel, window};

/// After so long without an answer a request is given up, in milliseconds. Sending an answer twice
/// does no harm.
const PATIENCE: i32 = 15_000;

/// What became of answers that were sent.
#[derive(Debug)]
pub(super) enum Reply {
    /// These are on disk; and the deadline, where it may have moved.
    Saved(Vec<u32>, Option<i64>),
    /// Too much to do; try again after so many seconds.
    Busy(u32),
    /// No answer, or none that makes sense: try again.
    Lost,
    /// Time is up, or the paper is submitted: the result is there to see.
    Over,
    /// The paper was opened elsewhere, with what to say about it.
    TakenOver(String),
    /// The server will not take this page's answers, with what to say about it.
    Refused(String),
}

/// Sends answers, unless `controller` breaks it off.
pub(super) async fn save(url: &str, body: &str, controller: AbortController) -> Reply {
    match post(url, &body.into(), Some("application/json"), controller).await {
        Some(response) => read(&response).await.unwrap_or(Reply::Lost),
        None => Reply::Lost,
    }
}

/// Sends a request and waits for its answer, for a while or until `controller` breaks it off.
pub(super) async fn post(
    url: &str,
    body: &JsValue,
    content_type: Option<&str>,
    controller: AbortController,
) -> Option<Response> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(body);
    let headers = Headers::new().ok()?;
    headers.set("Accept", if content_type.is_some() { "application/json" } else { "text/html" }).ok()?;
    if let Some(content_type) = content_type {
        headers.set("Content-Type", content_type).ok()?;
    }
    init.set_headers(&headers);
    init.set_signal(Some(&controller.signal()));
    let timer = after(PATIENCE, move || controller.abort());
    let response = JsFuture::from(window()?.fetch_with_str_and_init(url, &init)).await;
    if let Some(timer) = timer {
        cancel(timer);
    }
    response.ok()?.dyn_into().ok()
}

async fn read(response: &Response) -> Option<Reply> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    let json = JSON::parse(&text).unwrap_or(JsValue::NULL);
    if response.ok() {
        let saved: Array = field(&json, "saved")?.dyn_into().ok()?;
        let deadline = field(&json, "deadline").and_then(|millis| millis.as_f64()).map(|millis| millis as i64);
        let saved = saved.iter().filter_map(|n| n.as_f64()).map(|n| n as u32).collect();
        return Some(Reply::Saved(saved, deadline));
    }
    let said = |name| field(&json, name).and_then(|value| value.as_string());
    let message = || said("message").unwrap_or_else(|| "Chưa lưu được câu trả lời. Hãy tải lại trang.".to_owned());
    Some(match (response.status(), said("error").as_deref()) {
        (_, Some("late" | "submitted")) => Reply::Over,
        (_, Some("taken_over")) => Reply::TakenOver(message()),
        (429 | 503, _) => Reply::Busy(wait(response, &json)),
        (status, _) if status >= 500 => Reply::Lost,
        _ => Reply::Refused(message()),
    })
}

/// How long to wait, in seconds: what the answer says, or its header.
pub(super) fn wait(response: &Response, json: &JsValue) -> u32 {
    let in_body = field(json, "retry_after").and_then(|seconds| seconds.as_f64()).map(|seconds| seconds as u32);
    let in_header = || response.headers().get("Retry-After").ok()??.parse().ok();
    in_body.or_else(in_header).unwrap_or(2).clamp(1, 60)
}

fn field(json: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(json, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}
