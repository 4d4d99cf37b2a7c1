//! A contest by its organiser's hand, through the real router: its rules and its hours.

use crate::common::{Answer, Browser, TestApp};
use axum::http::StatusCode;
use contest::{
    Millis,
    contests::{Preset, Rules, RulesForm, TrackKind, Window},
};
use engine::{
    both_engines,
    contests::{
        Revision, Round, newest_rules, revise,
        rounds::{NewPapers, NewRound, close_due, create, open_due},
        rules_history,
    },
    db::entities::question_revisions,
    testing::{OpenContest, TestEngine, Tree},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

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

    async fn organiser(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.organiser().await).await
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
        let rest = shown.body.split_once("id=\"khac\"").unwrap().1.split_once('>').unwrap().1;
        let rest = rest.split_once("</textarea>").unwrap().0.replace("&quot;", "\"");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&rest).unwrap(), serde_json::json!({ "grace": 15_000 }));

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
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
        let mut organiser = story.organiser().await;
        let hours = format!("/ban-to-chuc/vong-thi/{}/lich", story.contest.round_id);
        let making = "/ban-to-chuc/cuoc-thi/moi".to_owned();
        for page in [contest.clone(), story.rules(), hours.clone(), making.clone()] {
            assert_eq!(viewer.get(&page).await.status, StatusCode::FORBIDDEN, "{page}");
            assert!(story.app.browser().get(&page).await.location().unwrap().starts_with("/ban-to-chuc/dang-nhap"));
            assert_eq!(organiser.get(&page).await.status, StatusCode::OK, "{page}");
        }
        for page in [&contest, &story.rules(), &hours, &making] {
            assert_eq!(viewer.post(page, &[("viec", "luu")]).await.status, StatusCode::FORBIDDEN, "{page}");
        }
        for missing in ["/ban-to-chuc/cuoc-thi/9999", "/ban-to-chuc/cuoc-thi/x", "/ban-to-chuc/cuoc-thi/9999/the-le"] {
            assert_eq!(organiser.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
        }
        organiser.get("/ban-to-chuc/vong-thi").await.assert_says(&contest);
        organiser.get(&contest).await.assert_says(&story.rules());
    }

    async fn a_contest_is_made_from_a_preset_and_opens_its_rounds_by_itself(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let page = "/ban-to-chuc/cuoc-thi/moi";
        let presets = organiser.get(page).await;
        for preset in Preset::all() {
            presets.assert_says(&preset.title);
            presets.assert_says(&format!("{page}?mau={}", preset.code));
        }
        presets.assert_says("Thể lệ của cuộc thi hiện nay");
        let form = organiser.get(&format!("{page}?mau=01-vcnet")).await;
        assert_eq!((form.input("mau").as_deref(), form.input("so-vong").as_deref()), (Some("01-vcnet"), Some("20")));

        let bank = story.contest.bank_id.to_string();
        let with = |changed: &[(&'static str, &'static str)]| -> Vec<(&'static str, String)> {
            let sound = [
                ("mau", "01-vcnet"), ("ten", "Thi hằng tuần 2026"), ("ngay-dau", "2026-12-01"), ("so-vong", "3"),  ("ma-tran", "the-le"), ("tu-mo", "1"), ("viec", "luu"),
            ];
            let kept = sound.iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
            let mut form: Vec<_> = kept.chain(changed).map(|(name, value)| (*name, (*value).to_owned())).collect();
            form.extend([("ngan-hang-a", bank.clone()), ("ngan-hang-b", bank.clone())]);
            form
        };
        let preview = send(&mut organiser, page, &with(&[("viec", "xem")])).await;
        assert_eq!(preview.status, StatusCode::OK);
        preview.assert_says("Sẽ tạo 3 vòng");
        preview.assert_says("10 giờ 00, thứ Hai 7/12/2026 – 9 giờ 00, thứ Hai 14/12/2026");
        for (changed, says) in [
            (("ten", " "), "Tên cuộc thi cần từ 1 đến 200 ký tự."),
            (("ten", "Tìm hiểu cải cách hành chính"), "Đã có cuộc thi tên này."),
            (("ngay-dau", "2026-02-30"), "Ngày đầu tiên chưa đúng."),
            (("ngay-dau", "2026-01-01"), "Giờ đóng đã qua."),
            (("so-vong", "105"), "Hãy ghi số vòng từ 1 đến 104."),
            // The preset's paper is made of topics that the bank does not have.
            (("mau", "09-gtvt-cchc-2020"), "ngân hàng có 0."),
        ] {
            let refused = send(&mut organiser, page, &with(&[changed])).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}: {}", refused.body);
            refused.assert_says(says);
            let rounds = if changed.0 == "so-vong" { changed.1 } else { "3" };
            assert_eq!(refused.input("so-vong").as_deref(), Some(rounds), "what was typed is there");
        }
        let unknown = send(&mut organiser, page, &with(&[("mau", "13-nowhere")])).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);

        let made = send(&mut organiser, page, &with(&[])).await;
        let desk = made.location().unwrap_or_else(|| panic!("{}", made.body));
        let shown = organiser.get(&desk).await;
        for said in ["Thi hằng tuần 2026", "Tuần 3", "Tự mở đúng giờ", "Phiên bản 1"] {
            shown.assert_says(said);
        }
        assert!(!shown.body.contains("Hẹn tự mở mọi vòng"), "they open by themselves already");
        let t = &story.app.t;
        let id: i64 = desk.rsplit('/').next().unwrap().parse().unwrap();
        let rounds = engine::contests::rounds(&t.db.read, id).await.unwrap();
        // The front page stays with the contest that runs, until the first round opens.
        let front = story.app.browser().get("/").await;
        front.assert_says("Tìm hiểu cải cách hành chính");
        assert!(!front.body.contains("Thi hằng tuần 2026"));
        t.advance_to(rounds[0].window.opens);
        assert_eq!(open_due(t).await.unwrap(), [rounds[0].id]);
        close_due(t).await.unwrap();
        let front = story.app.browser().get("/").await;
        front.assert_says("Thi hằng tuần 2026");
        front.assert_says(&format!("/thi/{}", rounds[0].id));
        front.assert_says("Mở lúc 10 giờ 00, thứ Hai 14/12/2026");
    }

    async fn rounds_are_moved_and_left_to_open_by_themselves(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let t = &story.app.t;
        let contest = format!("/ban-to-chuc/cuoc-thi/{}", story.contest.contest_id);
        let cell = contest::banks::Cell { topic: None, level: None, take: 24, weight: contest::banks::Weight::ONE };
        let blueprint = contest::banks::Blueprint(vec![cell]);
        let papers = TrackKind::ALL.map(|track| NewPapers { track, bank_id: None, blueprint: blueprint.clone(), fixed: vec![] }).to_vec();
        let window = Window { opens: t.now() + Millis::days(7), closes: t.now() + Millis::days(8) };
        let new = NewRound { title: "Tuần 2".to_owned(), window, papers };
        let id = create(t, &t.organiser().await, story.contest.contest_id, &new).await.unwrap();
        let (round, hours) = (format!("/ban-to-chuc/vong-thi/{id}"), format!("/ban-to-chuc/vong-thi/{id}/lich"));

        let form = organiser.get(&hours).await;
        assert_eq!((form.input("ten").as_deref(), form.input("mo").as_deref()), (Some("Tuần 2"), Some("2026-11-29T08:00")));
        for (fields, says) in [
            (["Tuần 2", "2026-11-29T08:00", "mai"], "Ngày giờ này chưa đọc được."),
            (["Tuần 2", "2026-11-29T08:00", "2026-11-29T08:00"], "Giờ đóng phải sau giờ mở."),
            (["", "2026-11-29T08:00", "2026-11-30T08:00"], "Tên vòng thi cần từ 1 đến 120 ký tự."),
            (["Tuần 2", "2026-11-27T08:00", "2026-11-30T08:00"], "Trùng giờ với Tuần 1."),
        ] {
            let [title, opens, closes] = fields;
            let refused = organiser.post(&hours, &[("ten", title), ("mo", opens), ("dong", closes)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            refused.assert_says(says);
        }
        let moved = [("ten", "Ca sáng"), ("mo", "2026-11-30T09:00"), ("dong", "2026-11-30T09:40")];
        let moved = organiser.post(&hours, &moved).await;
        let after = organiser.get(&moved.location().unwrap()).await;
        after.assert_says("Đã lưu tên và giờ của vòng.");
        after.assert_says("9 giờ 40, thứ Hai 30/11/2026");

        // The open round keeps when it opened, whatever a form says.
        let open = format!("/ban-to-chuc/vong-thi/{}/lich", story.contest.round_id);
        organiser.get(&open).await.assert_says("giờ mở không đổi được nữa");
        let close = [("ten", "Tuần 1"), ("mo", "2026-11-25T00:00"), ("dong", "2026-11-26T17:00")];
        assert!(organiser.post(&open, &close).await.location().is_some());
        let window = Round::load(&t.db.read, story.contest.round_id).await.unwrap().unwrap().window;
        assert_eq!((window.opens, window.closes.to_rfc3339().as_str()), (t.now() - Millis::hours(1), "2026-11-26T17:00:00+07:00"));

        organiser.get(&contest).await.assert_says("1 vòng đang chuẩn bị phải có người bấm mở.");
        let row = question_revisions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        let mut row = row.into_active_model();
        row.state = Set("draft".to_owned());
        let row = row.update(&t.db.write).await.unwrap();
        organiser.get(&contest).await.assert_says("Bảng A, Mọi lĩnh vực: cần 24 câu, ngân hàng có 23.");
        let done = organiser.post(&contest, &[("viec", "hen-tat-ca")]).await;
        organiser.get(&done.location().unwrap()).await.assert_says("Đã hẹn tự mở thêm 1 vòng.");
        assert_eq!(organiser.post(&contest, &[("viec", "khac")]).await.status, StatusCode::BAD_REQUEST);
        organiser.get("/ban-to-chuc").await.assert_says("Ca sáng thiếu câu nên chưa mở được");
        organiser.get(&round).await.assert_says("Ngân hàng thiếu câu nên vòng này chưa mở được.");
        story.app.browser().get("/cuoc-thi").await.assert_says("Ca sáng");

        let mut row = row.into_active_model();
        row.state = Set("approved".to_owned());
        row.update(&t.db.write).await.unwrap();
        let dashboard = organiser.get("/ban-to-chuc").await;
        assert!(!dashboard.body.contains("Ca sáng thiếu câu"), "nobody has to do anything");
        let taken_back = organiser.post(&round, &[("viec", "bo-hen")]).await;
        organiser.get(&taken_back.location().unwrap()).await.assert_says("Đã bỏ hẹn.");
        let again = organiser.post(&round, &[("viec", "hen")]).await;
        organiser.get(&again.location().unwrap()).await.assert_says("Vòng sẽ tự mở đúng giờ.");
    }

    async fn a_draft_gets_other_papers_until_it_opens(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let t = &story.app.t;
        let cell = contest::banks::Cell { topic: None, level: None, take: 24, weight: contest::banks::Weight::ONE };
        let papers = TrackKind::ALL.map(|track| NewPapers {
            track,
            bank_id: None,
            blueprint: contest::banks::Blueprint(vec![cell.clone()]),
            fixed: vec![],
        });
        let window = Window { opens: t.now() + Millis::days(7), closes: t.now() + Millis::days(8) };
        let new = NewRound { title: "Tuần 2".to_owned(), window, papers: papers.to_vec() };
        let id = create(t, &t.organiser().await, story.contest.contest_id, &new).await.unwrap();
        let round = format!("/ban-to-chuc/vong-thi/{id}");
        organiser.get(&round).await.assert_says("Đổi đề");
        let page = format!("{round}/de-thi");
        let form = organiser.get(&page).await;
        // The tables hold what stands: a cell of any topic and level.
        assert_eq!(form.input("staff||").as_deref(), Some("24"));
        assert_eq!(form.input("citizens||").as_deref(), Some("24"));
        let sent = |take: &'static str, act: &'static str| [("staff||", take), ("citizens||", "10"), ("viec", act)];
        let refused = organiser.post(&page, &sent("25", "luu")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Bảng A, Chưa ghi lĩnh vực: cần 25 câu, ngân hàng có 24.");
        let checked = organiser.post(&page, &sent("12", "kiem-tra")).await;
        checked.assert_says("Ngân hàng đủ câu cho mọi ô.");
        assert_eq!(organiser.get(&page).await.input("staff||").as_deref(), Some("24"), "checking saves nothing");
        let saved = organiser.post(&page, &sent("12", "luu")).await;
        organiser.get(&saved.location().unwrap()).await.assert_says("Đã lưu đề của vòng.");
        assert_eq!(organiser.get(&page).await.input("staff||").as_deref(), Some("12"));
        // An open round's papers are frozen.
        let open = format!("/ban-to-chuc/vong-thi/{}/de-thi", story.contest.round_id);
        assert_eq!(organiser.get(&open).await.status, StatusCode::NOT_FOUND);
        assert_eq!(organiser.post(&open, &sent("12", "luu")).await.status, StatusCode::NOT_FOUND);
    }
}
