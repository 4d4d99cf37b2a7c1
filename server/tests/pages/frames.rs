//! Boards within frames of other sites' pages: who may show them, and that they are the same for everybody.

use crate::common::{Answer, TestApp};
use axum::{
    body::Body,
    http::{HeaderName, Request, StatusCode, header},
};
use engine::{
    accounts::Role,
    both_engines,
    db::entities::{audit_log, frame_sites},
    testing::{OpenContest, TestEngine, Tree},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

const DESK: &str = "/ban-to-chuc/nhung";
const PORTAL: &str = "https://laocai.gov.vn";
const NO_FRAMES: &str = "frame-ancestors 'none';";

struct Portal {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

impl Portal {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 20, 10).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    fn board(&self, rest: &str) -> String {
        format!("/nhung/bang/{}{rest}", self.contest.round_id)
    }

    async fn allow(&self, site: &str) -> Answer {
        let organiser = self.app.t.organiser().await;
        self.app.staff_browser(&organiser).await.post(DESK, &[("trang", site)]).await
    }

    async fn logged(&self, action: &str) -> usize {
        let rows = audit_log::Entity::find().filter(audit_log::Column::Action.eq(action));
        rows.all(&self.app.t.db.read).await.unwrap().len()
    }
}

fn said(answer: &Answer, name: HeaderName) -> &str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// What a browser is told of frames around a page.
#[track_caller]
fn frames(answer: &Answer, expected: &str, is_denied: bool) {
    let policy = said(answer, header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains(expected), "{policy}");
    assert_eq!(policy.matches("frame-ancestors").count(), 1, "{policy}");
    assert_eq!(said(answer, header::X_FRAME_OPTIONS), if is_denied { "DENY" } else { "" });
}

both_engines! {
    async fn only_listed_sites_may_show_a_board_and_nothing_else(t: TestEngine) {
        let portal = Portal::begin(t).await;
        let mut browser = portal.app.browser();
        let boards = [portal.board(""), portal.board("?loai=don-vi&so=3"), portal.board("?khoi=xa-phuong&bang=B")];
        for board in &boards {
            frames(&browser.get(board).await, NO_FRAMES, true);
        }
        for site in [PORTAL, "https://www.laocai.gov.vn:8443/"] {
            assert_eq!(portal.allow(site).await.status, StatusCode::SEE_OTHER);
        }
        for board in &boards {
            let answer = browser.get(board).await;
            assert_eq!(answer.status, StatusCode::OK);
            frames(&answer, "frame-ancestors https://laocai.gov.vn https://www.laocai.gov.vn:8443;", false);
            let policy = said(&answer, header::CONTENT_SECURITY_POLICY);
            assert!(!policy.contains("evil") && !policy.contains("script-src"), "{policy}");
        }
        let screen = format!("/man-hinh/{}", portal.contest.round_id);
        for page in ["/", "/xep-hang", "/xep-hang/don-vi", "/dang-nhap", "/nhung/bang/999", "/nhung/bang/x", screen.as_str()] {
            frames(&browser.get(page).await, NO_FRAMES, true);
        }
    }

    async fn a_board_is_the_same_for_everybody_and_kept_for_seconds(t: TestEngine) {
        let portal = Portal::begin(t).await;
        portal.allow(PORTAL).await;
        let me = portal.app.t.participant(&portal.tree.department, 1).await;
        let (board, stranger) = (portal.board(""), portal.app.browser().get(&portal.board("")).await);
        let mine = portal.app.participant_browser(me.id).await.get(&board).await;
        assert_eq!(stranger.body, mine.body);
        for answer in [&stranger, &mine] {
            assert_eq!(said(answer, header::SET_COOKIE), "");
            assert_eq!(said(answer, header::CACHE_CONTROL), "public, max-age=10");
            assert!(!answer.body.contains("<script") && !answer.body.contains("<form"));
        }
        let tag = said(&stranger, header::ETAG).to_owned();
        let again = || Request::get(&board).header(header::IF_NONE_MATCH, &tag).body(Body::empty()).unwrap();
        let kept = portal.app.send(again()).await;
        assert_eq!((kept.status, kept.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        // Another site may show it now: browsers have to hear of it.
        portal.allow("https://sonoivu.laocai.gov.vn").await;
        let changed = portal.app.send(again()).await;
        assert_eq!(changed.status, StatusCode::OK);
        assert_ne!(said(&changed, header::ETAG), tag);
    }

    async fn an_organiser_keeps_the_list(t: TestEngine) {
        let portal = Portal::begin(t).await;
        let refused = portal.allow("http://laocai.gov.vn").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Hãy ghi địa chỉ trang dạng https://ten-mien");
        assert_eq!(refused.input("trang").as_deref(), Some("http://laocai.gov.vn"));

        portal.allow(PORTAL).await;
        portal.allow(&format!(" {} ", PORTAL.to_uppercase())).await;
        assert_eq!(portal.logged("frames.allow").await, 1, "the same site");
        let organiser = portal.app.t.staff("nhung", Role::Organiser, None).await;
        let mut desk = portal.app.staff_browser(&organiser).await;
        let page = desk.get(DESK).await;
        page.assert_says(PORTAL);
        page.assert_says("&lt;iframe src=");
        page.assert_says(&portal.board("?so=10"));
        page.assert_says(&format!("/man-hinh/{}", portal.contest.round_id));

        let row = frame_sites::Entity::find().one(&portal.app.t.db.read).await.unwrap().unwrap();
        let removed = desk.post(DESK, &[("bo", &row.id.to_string())]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.logged("frames.refuse").await, 1);
        frames(&portal.app.browser().get(&portal.board("")).await, NO_FRAMES, true);

        for number in 0..20 {
            desk.post(DESK, &[("trang", &format!("https://trang{number}.gov.vn"))]).await;
        }
        let full = desk.post(DESK, &[("trang", "https://them.gov.vn")]).await;
        assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
        full.assert_says("tối đa 20 trang");

        let viewer = portal.app.t.viewer(&portal.tree.department).await;
        let mut viewer = portal.app.staff_browser(&viewer).await;
        viewer.post(DESK, &[("bo", "1"), ("trang", "https://la.gov.vn")]).await;
        portal.app.browser().post(DESK, &[("trang", "https://la.gov.vn")]).await;
        assert_eq!(frame_sites::Entity::find().all(&portal.app.t.db.read).await.unwrap().len(), 20);
    }
}
