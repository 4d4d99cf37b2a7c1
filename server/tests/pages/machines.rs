//! What machines ask, and what every answer carries.

use crate::common::{Answer, TestApp};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use engine::{both_engines, testing::TestEngine};
use serde_json::json;
use server::{config::Config, router::router, state::AppState};
use std::net::SocketAddr;
use tower::ServiceExt as _;

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

both_engines! {
    async fn a_server_that_is_well_says_so(t: TestEngine) {
        let app = TestApp::new(t);
        let mut browser = app.browser();
        let alive = browser.get("/healthz").await;
        assert_eq!((alive.status, alive.body.as_str()), (StatusCode::OK, "ok\n"));
        let ready = browser.get("/readyz").await;
        assert_eq!((ready.status, ready.json()), (StatusCode::OK, json!({"database": "ok", "cache": "ok", "writer": "ok"})));
    }

    async fn a_server_without_its_database_is_alive_and_not_ready(t: TestEngine) {
        let app = TestApp::new(t);
        app.t.db.read.close_by_ref().await.unwrap();
        app.t.db.write.close_by_ref().await.unwrap();
        let mut browser = app.browser();
        assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
        let ready = browser.get("/readyz").await;
        assert_eq!((ready.status, ready.json()["database"].as_str()), (StatusCode::SERVICE_UNAVAILABLE, Some("down")));
        let page = browser.get("/").await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        page.assert_says("Hệ thống đang đông người");
        assert!(!page.body.contains("pool") && !page.body.contains("sql"), "{}", page.body);
    }
}

#[tokio::test]
async fn figures_are_for_those_who_may_read_them() {
    let ask = |token: Option<&'static str>, peer: &'static str, headers: &'static [(&'static str, &'static str)]| async move {
        let t = TestEngine::sqlite().await;
        let config = Config { metrics_token: token.map(ToOwned::to_owned), ..Config::default() };
        let mut request = Request::get("/metrics");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        router(AppState::new((*t).clone(), config.checked().unwrap())).oneshot(request).await.unwrap().status()
    };
    assert_eq!(ask(None, "127.0.0.1:1", &[]).await, StatusCode::OK);
    assert_eq!(ask(None, "10.0.0.9:1", &[]).await, StatusCode::NOT_FOUND);
    assert_eq!(ask(None, "127.0.0.1:1", &[("x-forwarded-for", "10.0.0.9")]).await, StatusCode::NOT_FOUND);
    assert_eq!(ask(Some("bi-mat"), "10.0.0.9:1", &[("authorization", "Bearer bi-mat")]).await, StatusCode::OK);
    assert_eq!(ask(Some("bi-mat"), "127.0.0.1:1", &[("authorization", "Bearer khac")]).await, StatusCode::NOT_FOUND);
    assert_eq!(ask(Some("bi-mat"), "127.0.0.1:1", &[]).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_page_forbids_what_it_does_not_need() {
    let app = TestApp::new(TestEngine::sqlite().await);
    let mut browser = app.browser();
    let (one, two) = (browser.get("/dang-ky").await, browser.get("/dang-ky").await);
    let policy = header(&one, "content-security-policy");
    for rule in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
        assert!(policy.contains(rule), "{rule}: {policy}");
    }
    let scripts = policy.split(';').find(|rule| rule.trim().starts_with("script-src")).unwrap();
    assert!(scripts.contains("'nonce-") && !scripts.contains("unsafe-inline"), "{scripts}");
    assert_ne!(policy, header(&two, "content-security-policy"), "a nonce is used once");
    for (name, value) in [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin")] {
        assert_eq!(header(&one, name), value, "{name}");
    }
    assert!(!header(&one, "x-request-id").is_empty());
    assert_ne!(header(&one, "x-request-id"), header(&two, "x-request-id"));
}

#[tokio::test]
async fn a_body_past_the_limit_is_refused_in_words() {
    let app = TestApp::new(TestEngine::sqlite().await);
    let answer = app.browser().post("/dang-ky", &[("ho-ten", &"a".repeat(70_000))]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    answer.assert_says("Nội dung gửi lên quá lớn");
}

#[tokio::test]
async fn a_session_s_cookie_is_for_this_host_alone_and_no_script_s() {
    let t = TestEngine::sqlite().await;
    let tree = t.tree().await;
    let person = t.participant(&tree.unit, 1).await;
    let app = TestApp::new(t);
    let code = person.code.to_string();
    let answer = app.browser().post("/dang-nhap", &[("dien-thoai", person.phone.as_str()), ("ma-du-thi", &code)]).await;
    let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    assert!(cookie.starts_with("__Host-cchc="), "{cookie}");
    for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}
