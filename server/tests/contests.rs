//! A contest by its organiser's hand, through the real router: its rules and its hours.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use axum::http::StatusCode;
use common::{Answer, Browser, TestApp};
use contest::{
    Millis,
    contests::{Preset, Rules, RulesForm},
};
use engine::{
    accounts::{SessionKind, StaffSession, open_session},
    both_engines,
    clock::os_rng,
    contests::{Revision, Round, newest_rules, revise, rules_history},
    testing::{OpenContest, TestEngine, Tree},
};

struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 24, 5).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    async fn browser_of(&self, member: &StaffSession) -> Browser<'_> {
        let token = open_session(&self.app.t, SessionKind::Staff, member.staff_id, &mut os_rng()).await.unwrap();
        let mut browser = self.app.browser();
        browser.put_cookie("__Host-cchc-staff", token.as_str());
        browser
    }

    async fn organiser(&self) -> Browser<'_> {
        self.browser_of(&self.app.t.organiser().await).await
    }

    fn rules(&self) -> String {
        format!("/ban-to-chuc/cuoc-thi/{}/the-le", self.contest.contest_id)
    }

    async fn newest(&self) -> (i32, Rules) {
        let newest = newest_rules(&self.app.t.db.read, self.contest.contest_id).await.unwrap().unwrap();
        (newest.version, newest.rules)
    }
}

/// The form for some rules as a browser sends it, with some fields typed otherwise.
fn form<'a>(rules: &Rules, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, String)> {
    let shown = RulesForm::of(rules);
    let shown = shown.values().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    let mut form: Vec<(&str, String)> = shown.map(|(name, value)| (name, value.to_owned())).collect();
    form.extend(changed.iter().map(|(name, value)| (*name, (*value).to_owned())));
    form
}

async fn send(browser: &mut Browser<'_>, path: &str, form: &[(&str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &fields).await
}

both_engines! {
    async fn rules_are_changed_after_the_changes_were_seen(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut organiser, rules) = (story.organiser().await, Rules::case_4());
        let page = story.rules();
        let shown = organiser.get(&page).await;
        assert_eq!((shown.input("thoi-gian").as_deref(), shown.input("so-luot").as_deref()), (Some("20"), Some("3")));
        shown.assert_says("Đang sửa từ phiên bản 1.");
        shown.assert_says("Tuần 1 (đang mở, từ lượt thi bắt đầu sau khi lưu)");
        assert!(!shown.body.contains("name=\"ly-do\""), "nothing is saved before the changes were seen");

        let version = ("phien-ban", "1");
        let preview = send(&mut organiser, &page, &form(&rules, &[version, ("thoi-gian", "30"), ("viec", "xem")])).await;
        assert_eq!(preview.status, StatusCode::OK);
        preview.assert_says("Thời gian làm mỗi bài là 20 phút, tính theo đồng hồ của hệ thống.");
        preview.assert_says("Thời gian làm mỗi bài là 30 phút, tính theo đồng hồ của hệ thống.");
        assert_eq!(story.newest().await.0, 1, "looking saves nothing");
        let seen = preview.input("da-xem").unwrap();

        let save = |minutes, why| vec![version, ("thoi-gian", minutes), ("da-xem", seen.as_str()), ("ly-do", why), ("viec", "luu")];
        let other = send(&mut organiser, &page, &form(&rules, &save("40", "Vì sao"))).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        other.assert_says("Bạn đã sửa thêm sau khi xem.");
        other.assert_says("Thời gian làm mỗi bài là 40 phút");
        let unsaid = send(&mut organiser, &page, &form(&rules, &save("30", " "))).await;
        unsaid.assert_says("Chưa có lý do, hoặc lý do dài quá 500 ký tự.");
        unsaid.assert_says("href=\"#ly-do\"");
        assert_eq!(story.newest().await.0, 1);
        let saved = send(&mut organiser, &page, &form(&rules, &save("30", "Theo công văn số 12."))).await;
        assert_eq!(saved.location(), Some(format!("{page}?xong=2")), "{}", saved.body);
        organiser.get(&saved.location().unwrap()).await.assert_says("Đã lưu thể lệ, phiên bản 2.");
        assert_eq!(story.newest().await, (2, Rules { duration: Millis::minutes(30), ..rules }));
        let round = Round::load(&story.app.t.db.read, story.contest.round_id).await.unwrap().unwrap();
        assert_eq!(round.rules_version, 2);

        // What everybody reads is a few seconds old.
        story.app.t.advance(Millis::minutes(1));
        let public = story.app.browser().get("/cuoc-thi").await;
        for said in ["Thể lệ đã thay đổi", "Phiên bản 2", "Lý do: Theo công văn số 12.", "là 20 phút", "Áp dụng cho: Tuần 1."] {
            public.assert_says(said);
        }
    }

    async fn what_was_typed_is_not_lost_when_another_was_faster(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut organiser, rules, page) = (story.organiser().await, Rules::case_4(), story.rules());
        let mine = |version| [("phien-ban", version), ("thoi-gian", "30"), ("viec", "xem")];
        let preview = send(&mut organiser, &page, &form(&rules, &mine("1"))).await;
        let seen = preview.input("da-xem").unwrap();
        let theirs = Rules { partial_credit: true, ..rules.clone() };
        let revision = Revision {
            contest_id: story.contest.contest_id, edited: 1, rules: theirs, reason: "Tính điểm từng phần".to_owned(),
        };
        revise(&story.app.t, &story.app.t.organiser().await, &revision).await.unwrap();

        let save = [("phien-ban", "1"), ("thoi-gian", "30"), ("da-xem", seen.as_str()), ("ly-do", "Cho thêm giờ"), ("viec", "luu")];
        let conflict = send(&mut organiser, &page, &form(&rules, &save)).await;
        assert_eq!(conflict.status, StatusCode::UNPROCESSABLE_ENTITY);
        conflict.assert_says("Người khác vừa lưu phiên bản 2 với lý do “Tính điểm từng phần”.");
        conflict.assert_says("chọn đúng một phần được một phần điểm");
        assert_eq!(conflict.input("thoi-gian").as_deref(), Some("30"), "what was typed is there");
        assert_eq!(conflict.input("phien-ban").as_deref(), Some("2"), "and goes on from the new version");
        assert_eq!(story.newest().await.0, 2);

        let again = send(&mut organiser, &page, &form(&rules, &mine("2"))).await;
        again.assert_says("Trước: ");
        let seen = again.input("da-xem").unwrap();
        let save = [("phien-ban", "2"), ("thoi-gian", "30"), ("da-xem", seen.as_str()), ("ly-do", "Cho thêm giờ"), ("viec", "luu")];
        assert!(send(&mut organiser, &page, &form(&rules, &save)).await.location().is_some());
        let history = rules_history(&story.app.t.db.read, story.contest.contest_id).await.unwrap();
        assert_eq!(history.last().map(|version| (version.version, version.rules.partial_credit)), Some((3, false)));
    }

    async fn what_is_wrong_with_rules_is_told_at_its_field(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut organiser, rules, page) = (story.organiser().await, Rules::case_4(), story.rules());
        let long = format!("{{ \"grace\": 0, \"x\": \"{}\" }}", "ệ".repeat(6_000));
        for (field, typed, says) in [
            ("thoi-gian", "lâu", "Thời gian làm bài chưa đúng."),
            ("so-luot", "0", "Hãy ghi một số nguyên từ 1 đến 65535"),
            ("xep-hang-3", "correct", "có hai lần"),
            ("du-doan", "thời tiết", "Lựa chọn này không có trong danh sách."),
            ("khac", "{ \"grace\": 15000, }", "chưa đúng cách viết JSON"),
            ("khac", "{ \"grace\": 15000, \"gift\": 1 }", "không có mục nào tên là “gift”"),
            ("khac", "{ \"grace\": 900000 }", "Thời gian chờ bài gửi muộn phải từ 0 đến 5 phút."),
            ("khac", &long, "Phần này dài quá 16000 ký tự."),
        ] {
            let answer = send(&mut organiser, &page, &form(&rules, &[("phien-ban", "1"), (field, typed), ("viec", "xem")])).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            answer.assert_says(says);
            answer.assert_says(&format!("href=\"#{field}\""));
        }
        let same = send(&mut organiser, &page, &form(&rules, &[("phien-ban", "1"), ("viec", "xem")])).await;
        same.assert_says("Thể lệ chưa có gì thay đổi.");
        for preset in Preset::all() {
            let answer = send(&mut organiser, &page, &form(&preset.rules, &[("phien-ban", "1"), ("viec", "xem")])).await;
            assert_eq!(answer.status, StatusCode::OK, "{}: {}", preset.code, answer.body);
        }
        assert_eq!(organiser.post(&page, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(story.newest().await, (1, rules));
    }

    async fn contests_are_for_organisers(t: TestEngine) {
        let story = Story::begin(t).await;
        let contest = format!("/ban-to-chuc/cuoc-thi/{}", story.contest.contest_id);
        let mut viewer = story.browser_of(&story.app.t.viewer(&story.tree.department).await).await;
        let mut organiser = story.organiser().await;
        for page in [contest.clone(), story.rules()] {
            assert_eq!(viewer.get(&page).await.status, StatusCode::FORBIDDEN, "{page}");
            assert!(story.app.browser().get(&page).await.location().unwrap().starts_with("/ban-to-chuc/dang-nhap"));
            assert_eq!(organiser.get(&page).await.status, StatusCode::OK, "{page}");
        }
        assert_eq!(viewer.post(&story.rules(), &[("viec", "luu")]).await.status, StatusCode::FORBIDDEN);
        for missing in ["/ban-to-chuc/cuoc-thi/9999", "/ban-to-chuc/cuoc-thi/x", "/ban-to-chuc/cuoc-thi/9999/the-le"] {
            assert_eq!(organiser.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
        }
        organiser.get("/ban-to-chuc/vong-thi").await.assert_says(&contest);
        organiser.get(&contest).await.assert_says(&story.rules());
    }
}
