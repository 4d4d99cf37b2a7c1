//! A round's results through the real router: deciding on them, and what anyone may see after.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use axum::http::{StatusCode, header};
use common::{Browser, TestApp};
use contest::{
    Millis,
    contests::{Apart, IndividualPrizes, Period, PrizeClass, RoundShape, Rules, Schedule},
    results::field::{RankFile, rank_field},
};
use engine::{
    accounts::{SessionKind, StaffSession, open_session},
    both_engines,
    clock::os_rng,
    contests::rounds::close_due,
    db::entities::{participants, results, rules},
    results::{files::read_entries, life::settle_due},
    secrets::sha256_hex,
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

/// Three people of one unit, each with one attempt; who is earlier has more right. One first prize
/// and one second; two days for complaints.
struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
    people: Vec<Person>,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 20, 10).await;
        let class = |name: &str| PrizeClass { name: name.to_owned(), count: 1, value: 0, points: 0 };
        let shape = RoundShape::Days { days: 7, opens: "08:00".parse().unwrap(), closes: "17:00".parse().unwrap() };
        let prizes = IndividualPrizes {
            name: "Giải tuần".to_owned(),
            period: Period::Round,
            apart: Apart::Track,
            tracks: vec![],
            blocks: vec![],
            classes: vec![class("Giải Nhất"), class("Giải Nhì")],
            most_per_agency: None,
        };
        let schedule = Some(Schedule { rounds: 4, shape, complaint_days: 2 });
        let body = rules::ActiveModel {
            contest_id: Set(contest.contest_id),
            version: Set(1),
            body: Set(serde_json::to_string(&Rules { prizes: vec![prizes], schedule, ..Rules::case_4() }).unwrap()),
            ..Default::default()
        };
        body.update(&t.db.write).await.unwrap();
        let mut people = Vec::new();
        for number in 0..3 {
            let person = t.participant(&tree.unit, number).await;
            let row = participants::Entity::find_by_id(person.id).one(&t.db.read).await.unwrap().unwrap();
            let correct = 10 - number as i32;
            let result = results::Model {
                attempt_id: attempt_of(&person),
                round_id: contest.round_id,
                participant_id: person.id,
                agency_id: row.agency_id,
                track_id: contest.staff_track_id,
                correct,
                total: 10,
                score: correct * 1_000,
                prediction: Some(1),
                started_at: t.now().0,
                submitted_at: t.now().0 + 61_000,
                submitted_by: "person".to_owned(),
                valid: true,
                voided_at: None,
            };
            result.into_active_model().reset_all().insert(&t.db.write).await.unwrap();
            people.push(person);
        }
        Self { app: TestApp::new(t), tree, contest, people }
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

    fn results(&self) -> String {
        format!("/ban-to-chuc/vong-thi/{}/ket-qua", self.contest.round_id)
    }

    fn public(&self, file: &str) -> String {
        format!("/cong-bo/{}{file}", self.contest.round_id)
    }

    async fn close_and_count(&self) {
        self.app.t.advance(Millis::days(7));
        close_due(&self.app.t).await.unwrap();
        settle_due(&self.app.t).await.unwrap();
    }
}

fn attempt_of(person: &Person) -> i64 {
    person.id * 100
}

both_engines! {
    async fn an_organiser_decides_and_everybody_sees_what_was_published(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut organiser, results) = (story.organiser().await, story.results());
        let open = organiser.get(&results).await;
        open.assert_says("Vòng thi chưa đóng nên chưa có kết quả.");
        assert!(!open.body.contains("name=\"viec\""), "nothing can be done yet");
        story.close_and_count().await;
        // A week later the session is over.
        let mut organiser = story.organiser().await;
        let provisional = organiser.get(&results).await;
        for said in ["Kết quả tạm thời.", "Giải tuần, Bảng A", "Nguyễn Văn An", "10/10", "Nhận khiếu nại đến "] {
            provisional.assert_says(said);
        }
        assert!(!provisional.body.contains("value=\"duyet\""), "complaints may still come in");
        let round = organiser.get(&format!("/ban-to-chuc/vong-thi/{}", story.contest.round_id)).await;
        round.assert_says(&results);

        let whose = format!("nguoi-{}", story.people[0].id);
        let refusal = |why| vec![("viec", "khong-trao"), ("nguoi-hoac-don-vi", whose.as_str()), ("ly-do-tu-choi", why)];
        let unsaid = organiser.post(&results, &refusal(" ")).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        unsaid.assert_says("Chưa có lý do, hoặc lý do dài quá 500 ký tự.");
        let done = organiser.post(&results, &refusal("Khai sai đơn vị.")).await;
        assert_eq!(done.location(), Some(format!("{results}?xong=khong-trao")));
        let after = organiser.get(&done.location().unwrap()).await;
        after.assert_says("Đã ghi việc không trao giải và xếp lại giải.");
        after.assert_says("Nguyễn Văn An: Khai sai đơn vị.");
        after.assert_says("Giải Nhất: Nguyễn Văn Bình, ");
        let number = attempt_of(&story.people[2]).to_string();
        let void = [("viec", "huy-luot"), ("luot-thi", number.as_str()), ("ly-do-huy", "Nhờ người làm hộ.")];
        assert_eq!(organiser.post(&results, &void).await.status, StatusCode::SEE_OTHER);
        let again = organiser.post(&results, &void).await;
        again.assert_says("Vòng này không có lượt thi hợp lệ mang số đó.");
        assert_eq!(again.input("luot-thi"), Some(number.clone()), "what was typed is kept");

        let early = organiser.post(&results, &[("viec", "duyet")]).await;
        early.assert_says("Còn trong thời hạn khiếu nại. Hãy duyệt sau ");
        story.app.t.advance(Millis::days(2));
        let mut organiser = story.organiser().await;
        organiser.get(&results).await.assert_says("Duyệt, giữ nguyên thứ hạng và giải");
        assert_eq!(organiser.post(&results, &[("viec", "duyet")]).await.status, StatusCode::SEE_OTHER);
        let mut anyone = story.app.browser();
        for file in ["", "/the-le.json", "/luot-thi.csv"] {
            assert_eq!(anyone.get(&story.public(file)).await.status, StatusCode::NOT_FOUND, "{file}");
        }
        organiser.get(&results).await.assert_says("Công bố, không sửa được nữa");
        let published = organiser.post(&results, &[("viec", "cong-bo")]).await;
        organiser.get(&published.location().unwrap()).await.assert_says("Đã công bố kết quả.");

        let page = anyone.get(&story.public("")).await;
        assert_eq!(page.status, StatusCode::OK);
        let home = anyone.get("/").await;
        home.assert_says(&format!("href=\"{}\"", story.public("")));
        page.assert_says("Nguyễn Văn B***");
        for hidden in ["Nguyễn Văn Bình", "Nguyễn Văn An", "Khai sai đơn vị", story.people[1].phone.as_str()] {
            assert!(!page.body.contains(hidden), "{hidden}");
        }
        let rules = anyone.get(&story.public("/the-le.json")).await;
        let entries = anyone.get(&story.public("/luot-thi.csv")).await;
        for (file, name) in [(&rules, "the-le.json"), (&entries, "luot-thi.csv")] {
            page.assert_says(&sha256_hex(file.body.as_bytes()));
            let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
            assert_eq!(disposition, format!("attachment; filename=\"{name}\""));
        }
        let file = RankFile::read(&rules.body).unwrap();
        let field = read_entries(entries.body.as_bytes()).unwrap();
        let ranked = rank_field(&field, &file.rules, &file.facts).unwrap();
        let won: Vec<&str> = ranked.awards.iter().map(|award| award.entry.as_str()).collect();
        assert_eq!(won, [attempt_of(&story.people[1]).to_string()]);
        let late = organiser.post(&results, &void).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.assert_says("Vòng thi đang ở trạng thái “Đã công bố”");
    }

    async fn approval_can_be_taken_back_before_it_is_published(t: TestEngine) {
        let story = Story::begin(t).await;
        story.close_and_count().await;
        story.app.t.advance(Millis::days(2));
        let (mut organiser, results) = (story.organiser().await, story.results());
        organiser.post(&results, &[("viec", "duyet")]).await;
        let unsaid = organiser.post(&results, &[("viec", "rut-duyet")]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let back = organiser.post(&results, &[("viec", "rut-duyet"), ("ly-do-rut", "Khiếu nại đúng.")]).await;
        organiser.get(&back.location().unwrap()).await.assert_says("Kết quả đã trở lại tạm thời.");
    }

    async fn results_are_no_business_of_anyone_else_before_that(t: TestEngine) {
        let story = Story::begin(t).await;
        story.close_and_count().await;
        let results = story.results();
        let mut stranger = story.app.browser();
        let sent_away = stranger.get(&results).await.location().unwrap();
        assert!(sent_away.starts_with("/ban-to-chuc/dang-nhap?tiep="), "{sent_away}");
        let mut viewer = story.browser_of(&story.app.t.viewer(&story.tree.department).await).await;
        assert_eq!(viewer.get(&results).await.status, StatusCode::FORBIDDEN);
        for act in ["chot", "khong-trao", "huy-luot", "duyet", "rut-duyet", "cong-bo"] {
            assert_eq!(viewer.post(&results, &[("viec", act)]).await.status, StatusCode::FORBIDDEN, "{act}");
            assert!(stranger.post(&results, &[("viec", act)]).await.location().is_some(), "{act}");
        }
        let mut organiser = story.organiser().await;
        for (address, status) in [
            ("/ban-to-chuc/vong-thi/999/ket-qua", StatusCode::NOT_FOUND),
            ("/ban-to-chuc/vong-thi/x/ket-qua", StatusCode::NOT_FOUND),
            ("/cong-bo/999", StatusCode::NOT_FOUND),
            ("/cong-bo/x/the-le.json", StatusCode::NOT_FOUND),
        ] {
            assert_eq!(organiser.get(address).await.status, status, "{address}");
        }
        for sent in ["", "xoa"] {
            assert_eq!(organiser.post(&results, &[("viec", sent)]).await.status, StatusCode::BAD_REQUEST, "{sent}");
        }
        for (whose, attempt) in [("", ""), ("nguoi-x", "ba"), ("don-vi-9", "-1"), ("nguoi-99999999999999999999", "1e3")] {
            let refusal = [("viec", "khong-trao"), ("nguoi-hoac-don-vi", whose), ("ly-do-tu-choi", "Vì thế.")];
            assert_eq!(organiser.post(&results, &refusal).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{whose}");
            let void = [("viec", "huy-luot"), ("luot-thi", attempt), ("ly-do-huy", "Vì thế.")];
            assert_eq!(organiser.post(&results, &void).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{attempt}");
        }
    }
}
