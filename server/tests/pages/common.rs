//! The real router around an engine for tests, and browsers that keep cookies.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use engine::{
    Engine,
    accounts::{SessionKind, StaffSession, open_session},
    clock::os_rng,
    testing::TestEngine,
};
use http_body_util::BodyExt as _;
use server::{config::Config, router::router, state::AppState};
use tower::ServiceExt as _;

/// The platform, without a network.
pub struct TestApp {
    /// The engine, with the clock that a test moves.
    pub t: TestEngine,
    /// What its handlers have at hand.
    pub state: AppState,
    router: Router,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// Someone's browser: it keeps cookies and says where its forms come from.
pub struct Browser<'a> {
    router: &'a Router,
    cookies: BTreeMap<String, String>,
}

/// One instance of the platform.
pub fn instance(engine: Engine) -> Router {
    router(state(engine))
}

fn state(engine: Engine) -> AppState {
    let config = Config { site_dir: "no-site".into(), ..Config::default() }.checked().expect("the configuration");
    AppState::new(engine, config).of_province("Tỉnh Lào Cai")
}

pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.expect("the router answers");
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}

impl TestApp {
    pub fn new(t: TestEngine) -> Self {
        let state = state((*t).clone());
        Self { router: router(state.clone()), state, t }
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser<'_> {
        Browser { router: &self.router, cookies: BTreeMap::new() }
    }

    /// A browser in which this member of staff is signed in.
    pub async fn staff_browser(&self, member: &StaffSession) -> Browser<'_> {
        self.signed_in("__Host-cchc-staff", SessionKind::Staff, member.staff_id).await
    }

    /// A browser in which this participant is signed in.
    pub async fn participant_browser(&self, participant: i64) -> Browser<'_> {
        self.signed_in("__Host-cchc", SessionKind::Participant, participant).await
    }

    async fn signed_in(&self, cookie: &str, kind: SessionKind, whose: i64) -> Browser<'_> {
        let token = open_session(&self.t, kind, whose, &mut os_rng()).await.expect("a session");
        let mut browser = self.browser();
        browser.put_cookie(cookie, token.as_str());
        browser
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }

    /// An answer whose body may have no end.
    pub async fn open(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.expect("the router answers")
    }
}

impl<'a> Browser<'a> {
    /// The same browser once more, for two requests at once.
    pub fn again(&self) -> Self {
        self.at(self.router)
    }

    /// The same browser, when the proxy leads it to another instance.
    pub fn at(&self, router: &'a Router) -> Self {
        Self { router, cookies: self.cookies.clone() }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Follows redirects, as browsers do.
    pub async fn visit(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            let Some(next) = answer.location() else { break };
            answer = self.get(&next).await;
        }
        answer
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends a form with a file.
    pub async fn upload(&mut self, address: &str, name: &str, bytes: &[u8]) -> Answer {
        const BOUNDARY: &str = "----cchc";
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Request::post(address).header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request"))
            .await
    }

    pub async fn post_json(&mut self, path: &str, body: impl Into<String>) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.into())).expect("a request")).await
    }

    /// Sends a request with this browser's cookies; unsafe methods come from this site's pages
    /// unless the request says otherwise.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().expect("cookies"));
        }
        if request.method() != Method::GET && !request.headers().contains_key("sec-fetch-site") {
            request.headers_mut().insert("sec-fetch-site", "same-origin".parse().expect("a value"));
        }
        let answer = send(self.router, request).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let set = cookie::Cookie::parse(set.to_str().expect("ASCII").to_owned()).expect("a cookie");
            if set.max_age() == Some(cookie::time::Duration::ZERO) {
                self.cookies.remove(set.name());
            } else {
                self.cookies.insert(set.name().to_owned(), set.value().to_owned());
            }
        }
        answer
    }

    /// Carries a cookie that the server did not set here.
    pub fn put_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }
}

impl Answer {
    /// Where the answer leads.
    pub fn location(&self) -> Option<String> {
        Some(self.headers.get(header::LOCATION)?.to_str().ok()?.to_owned())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The value of the hidden or text input with this name.
    pub fn input(&self, name: &str) -> Option<String> {
        let at = self.body.find(&format!("name=\"{name}\""))?;
        let tag_start = self.body[..at].rfind('<')?;
        let tag = &self.body[tag_start..tag_start + self.body[tag_start..].find('>')?];
        let value = tag.split_once("value=\"")?.1;
        Some(value[..value.find('"')?].to_owned())
    }

    #[track_caller]
    pub fn assert_says(&self, text: &str) {
        assert!(self.body.contains(text), "{} does not say {text:?}:\n{}", self.status, self.body);
    }
}
