//! Bodies of requests, through the real router: as the island sends them, and as plain forms do.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use engine::{
    integrity::{Limiter, Limits, Rate},
    testing::TestEngine,
};
use tokio::runtime::Runtime;

use crate::common::{self, Answer};

/// A paper under way, and the browser that it is open in.
pub struct Paper {
    runtime: Runtime,
    _t: TestEngine,
    router: axum::Router,
    cookie: String,
    token: String,
    round: i64,
}

impl Paper {
    pub fn open() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (t, router, cookie, token, round) = runtime.block_on(async {
            let t = TestEngine::sqlite().await;
            let tree = t.tree().await;
            let contest = t.open_contest(&tree, 40, 5).await;
            let person = t.participant(&tree.department, 1).await;
            let mut engine = (*t).clone();
            engine.limits = Limiter::new(Limits { save: Rate::new(u32::MAX, 10), ..Limits::default() });
            let router = common::instance(engine);
            let code = person.code.to_string();
            let sign_in = [("dien-thoai", person.phone.as_str()), ("ma-du-thi", code.as_str())];
            let signed_in = ask(&router, "/dang-nhap", FORM, "", form(&sign_in)).await;
            let cookie = signed_in.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
            ask(&router, &format!("/thi/{}/bat-dau", contest.round_id), FORM, &cookie, String::new()).await;
            let page = Request::get(format!("/thi/{}/bai", contest.round_id)).header(header::COOKIE, &cookie);
            let page = common::send(&router, page.body(Body::empty()).unwrap()).await;
            let token = page.input("token").unwrap();
            (t, router, cookie, token, contest.round_id)
        });
        Self { runtime, _t: t, router, cookie, token, round }
    }

    /// What the island sends.
    pub fn saves(&self) -> Vec<Vec<u8>> {
        let token = &self.token;
        [
            format!(r#"{{"token":"{token}","answers":[{{"position":3,"sequence":9,"value":4}}]}}"#),
            format!(r#"{{"token":"{token}","answers":[]}}"#),
            format!(
                r#"{{"token":"{token}","answers":[{{"position":0,"sequence":1,"value":0}},{{"position":65535,"sequence":2,"value":1250}}]}}"#
            ),
        ]
        .map(String::into_bytes)
        .to_vec()
    }

    /// What the form sends.
    pub fn forms(&self) -> Vec<Vec<u8>> {
        let token = self.token.as_str();
        let full =
            form(&[("token", token), ("q0", "1"), ("q1", "0"), ("q1", "3"), ("q4", "2"), ("prediction", "1.250")]);
        let bare = form(&[("token", token), ("prediction", "")]);
        let wrong = form(&[("token", token), ("q0", "9"), ("q99", "1"), ("prediction", "nhiều")]);
        [full, bare, wrong].map(String::into_bytes).to_vec()
    }

    /// Sends a body from the island: it is acknowledged or refused with words, and never breaks anything.
    pub fn save(&self, input: &[u8]) -> bool {
        let answer = self.post("/luu", "application/json", input);
        let said: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        match answer.status {
            StatusCode::OK => {
                assert!(said["saved"].is_array(), "{said}");
                true
            }
            StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN | StatusCode::CONFLICT => {
                assert!(said["message"].as_str().is_some_and(|message| message.ends_with('.')), "{said}");
                false
            }
            status => panic!("{status}: {said}"),
        }
    }

    /// Sends a form to be saved: it is saved, shown again, or refused with a page.
    pub fn save_form(&self, input: &[u8]) -> bool {
        let answer = self.post("/luu", FORM, input);
        match answer.status {
            StatusCode::SEE_OTHER => answer.location().is_some(),
            status if status.is_client_error() => {
                assert!(answer.body.trim_end().ends_with("</html>"), "{status}");
                status == StatusCode::UNPROCESSABLE_ENTITY
            }
            status => panic!("{status}: {}", answer.body),
        }
    }

    fn post(&self, page: &str, kind: &str, input: &[u8]) -> Answer {
        let path = format!("/thi/{}{page}", self.round);
        self.runtime.block_on(ask(&self.router, &path, kind, &self.cookie, input.to_vec()))
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

fn form(fields: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(fields).unwrap()
}

async fn ask(router: &axum::Router, path: &str, kind: &str, cookie: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, kind)
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie);
    common::send(router, request.body(body.into()).unwrap()).await
}
