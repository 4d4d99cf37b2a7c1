//! A round's results through the real router: deciding on them, and what anyone may see after.

use crate::common::{Browser, TestApp};
use axum::http::{StatusCode, header};
use contest::{
    Millis,
    contests::{Apart, IndividualPrizes, Period, PrizeClass, RoundShape, Rules, Schedule},
    results::{
        Certified,
        field::{RankFile, rank_field},
    },
};
use engine::{
    both_engines,
    contests::rounds::close_due,
    db::entities::{attempts, participants, results, rules},
    results::{certificate_code, files::read_entries, life::settle_due},
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
        let whole = IndividualPrizes {
            name: "Giải chung cuộc".to_owned(),
            period: Period::Contest,
            apart: Apart::Together,
            classes: vec![class("Giải Đặc biệt")],
            ..prizes.clone()
        };
        let schedule = Some(Schedule { rounds: 4, shape, complaint_days: 2 });
        let body = rules::ActiveModel {
            contest_id: Set(contest.contest_id),
            version: Set(1),
            body: Set(
                serde_json::to_string(&Rules { prizes: vec![prizes, whole], schedule, ..Rules::case_4() }).unwrap()
            ),
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
                grading: 0,
            };
            let attempt = attempts::Model {
                id: result.attempt_id,
                round_id: contest.round_id,
                participant_id: person.id,
                ordinal: 1,
                track_id: contest.staff_track_id,
                agency_id: row.agency_id,
                plan_id: contest.staff_plan_id,
                seed: vec![7; 16],
                rules_version: 1,
                started_at: result.started_at,
                deadline_at: result.started_at + 1_200_000,
                accept_until: result.started_at + 1_215_000,
                lease: 1,
            };
            attempt.into_active_model().reset_all().insert(&t.db.write).await.unwrap();
            result.into_active_model().reset_all().insert(&t.db.write).await.unwrap();
            people.push(person);
        }
        Self { app: TestApp::new(t), tree, contest, people }
    }

    async fn participant(&self, place: usize) -> Browser<'_> {
        self.app.participant_browser(self.people[place].id).await
    }

    async fn organiser(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.organiser().await).await
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

impl Story {
    /// Counted, approved and published.
    async fn publish(&self, results: &str) {
        self.app.t.advance(Millis::days(2));
        let mut organiser = self.organiser().await;
        for act in ["duyet", "cong-bo"] {
            assert_eq!(organiser.post(results, &[("viec", act)]).await.status, StatusCode::SEE_OTHER, "{act}");
        }
    }

    fn code(&self, certified: Certified) -> String {
        certificate_code(&self.app.t.secrets, certified).to_string()
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
        after.assert_says("Thứ hạng đủ để nhận giải nhưng không được xét: 1");
        after.assert_says("Không được trao giải: Khai sai đơn vị.");
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
        late.assert_says("Kết quả đang ở trạng thái “Đã công bố”");
    }

    async fn a_contest_is_settled_once_its_rounds_are_published(t: TestEngine) {
        let story = Story::begin(t).await;
        let contest = story.contest.contest_id;
        let results = format!("/ban-to-chuc/cuoc-thi/{contest}/ket-qua");
        let public = format!("/cong-bo/cuoc-thi/{contest}");
        story.close_and_count().await;
        let mut organiser = story.organiser().await;
        organiser.get(&results).await.assert_says("Còn vòng thi chưa công bố kết quả.");
        let early = organiser.post(&results, &[("viec", "chot")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        story.publish(&story.results()).await;
        let mut organiser = story.organiser().await;
        let rounds = organiser.get("/ban-to-chuc/vong-thi").await;
        rounds.assert_says(&results);
        organiser.get(&results).await.assert_says("Tổng kết, không mở thêm vòng");
        let counted = organiser.post(&results, &[("viec", "chot")]).await;
        let page = organiser.get(&counted.location().unwrap()).await;
        for said in ["Kết quả tạm thời.", "Giải chung cuộc", "Giải Đặc biệt: Nguyễn Văn An, ", "người dự thi</dt><dd>3"] {
            page.assert_says(said);
        }
        assert!(!page.body.contains("value=\"huy-luot\""), "attempts of published rounds stand");
        let mut anyone = story.app.browser();
        assert_eq!(anyone.get(&public).await.status, StatusCode::NOT_FOUND);
        story.publish(&results).await;
        let page = anyone.get(&public).await;
        page.assert_says("Nguyễn Văn A***");
        page.assert_says(&format!("href=\"{}\"", story.public("")));
        for file in ["/the-le.json", "/luot-thi.csv"] {
            page.assert_says(&sha256_hex(anyone.get(&format!("{public}{file}")).await.body.as_bytes()));
        }
        anyone.get(&story.public("")).await.assert_says(&format!("href=\"{public}\""));
        anyone.get("/").await.assert_says(&format!("href=\"{public}\""));
        for gone in ["/cong-bo/cuoc-thi/x", "/cong-bo/cuoc-thi/999", "/cong-bo/cuoc-thi/-1", "/cong-bo/-1"] {
            assert_eq!(anyone.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
        }
    }

    async fn certificates_are_taken_by_those_whose_they_are_and_verified_by_anyone(t: TestEngine) {
        let story = Story::begin(t).await;
        story.close_and_count().await;
        let round = story.contest.round_id;
        let first = story.code(Certified::RoundAward(round, 0));
        let taking_part = story.code(Certified::Attempt(attempt_of(&story.people[2])));
        let mut anyone = story.app.browser();
        let verify = |code: &str| format!("/xac-nhan/{code}");
        for early in [&first, &taking_part] {
            let unknown = anyone.get(&verify(early)).await;
            assert_eq!(unknown.status, StatusCode::NOT_FOUND);
            unknown.assert_says("Không có giấy chứng nhận nào mang mã này.");
        }
        story.publish(&story.results()).await;

        // The winner takes the certificate along; nobody else does.
        let (mut an, mut chi) = (story.participant(0).await, story.participant(2).await);
        let mine = an.get("/cua-toi").await;
        mine.assert_says("Giấy chứng nhận giải");
        mine.assert_says(&format!("/cua-toi/giay-chung-nhan/{first}"));
        let file = an.get(&format!("/cua-toi/giay-chung-nhan/{first}")).await;
        assert_eq!((file.status, file.headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "application/pdf"));
        assert!(file.body.starts_with("%PDF-"), "{}", &file.body[..20]);
        assert_eq!(chi.get(&format!("/cua-toi/giay-chung-nhan/{first}")).await.status, StatusCode::NOT_FOUND);
        assert!(anyone.get(&format!("/cua-toi/giay-chung-nhan/{first}")).await.location().is_some());
        assert!(!chi.get("/cua-toi").await.body.contains("Giấy chứng nhận giải"));
        let own = chi.get(&format!("/cua-toi/giay-chung-nhan/{taking_part}")).await;
        assert!(own.body.starts_with("%PDF-"));
        let page = anyone.get(&verify(&taking_part)).await;
        page.assert_says("Đã hoàn thành bài dự thi");

        let page = anyone.get(&verify(&first)).await;
        for said in ["Hợp lệ.", "Nguyễn Văn A***", "Giải Nhất (Giải tuần, Bảng A)", "10/10 câu đúng"] {
            page.assert_says(said);
        }
        assert!(!page.body.contains("Nguyễn Văn An"));
        let typed = anyone.get(&format!("/xac-nhan?ma={}", first.to_lowercase())).await;
        assert_eq!(typed.location(), Some(verify(&first)));
        let mistyped = anyone.get("/xac-nhan?ma=V2-0").await;
        assert_eq!((mistyped.status, mistyped.input("ma")), (StatusCode::NOT_FOUND, Some("V2-0".to_owned())));
        let last = if first.ends_with('0') { "1" } else { "0" };
        let forged = format!("{}{last}", &first[..first.len() - 1]);
        assert_eq!(anyone.get(&verify(&forged)).await.status, StatusCode::NOT_FOUND);

        // The organiser has all of them in one file, and takes one back.
        let (mut organiser, results) = (story.organiser().await, story.results());
        let all = format!("/ban-to-chuc/vong-thi/{round}/giay-chung-nhan.pdf?phan=1");
        organiser.get(&results).await.assert_says(&all);
        assert!(organiser.get(&all).await.body.contains("/Count 2"));
        assert_eq!(organiser.get(&all.replace("phan=1", "phan=2")).await.status, StatusCode::NOT_FOUND);
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
        assert_eq!(viewer.get(&all).await.status, StatusCode::FORBIDDEN);
        let one = format!("/ban-to-chuc/giay-chung-nhan/{first}");
        assert_eq!(organiser.get(&one).await.status, StatusCode::OK);
        assert_eq!(viewer.get(&one).await.status, StatusCode::FORBIDDEN);
        let unsaid = organiser.post(&results, &[("viec", "thu-hoi"), ("giai", "0")]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let taken = [("viec", "thu-hoi"), ("giai", "0"), ("ly-do-thu-hoi", "Khai sai đơn vị.")];
        let done = organiser.post(&results, &taken).await;
        organiser.get(&done.location().unwrap()).await.assert_says("Đã thu hồi giải.");
        assert_eq!(organiser.post(&results, &taken).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
        let page = anyone.get(&verify(&first)).await;
        page.assert_says("Đã thu hồi.");
        assert!(!page.body.contains("Khai sai"));
        anyone.get(&story.public("")).await.assert_says("Đã thu hồi");
        assert_eq!(an.get(&format!("/cua-toi/giay-chung-nhan/{first}")).await.status, StatusCode::NOT_FOUND);
        assert!(organiser.get(&all).await.body.contains("/Count 1"));
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

    async fn a_complaint_goes_to_the_organiser_and_comes_back_with_the_key(t: TestEngine) {
        let story = Story::begin(t).await;
        story.close_and_count().await;
        let (mut person, mut organiser) = (story.participant(1).await, story.organiser().await);
        let result = format!("/ket-qua/{}", attempt_of(&story.people[1]));
        let (form, paper) = (format!("{result}/khieu-nai"), format!("{result}/bai-lam"));
        let until = (story.app.t.now() + Millis::days(2)).long();
        let shown = person.get(&result).await;
        shown.assert_says(&format!("Ban Tổ chức nhận khiếu nại đến {until}"));
        shown.assert_says(&format!("href=\"{form}\""));
        assert!(!shown.body.contains("/bai-lam"), "the key is kept back");
        assert_eq!(person.get(&paper).await.status, StatusCode::NOT_FOUND);
        organiser.get("/xep-hang").await.assert_says(&format!("đến {until}"));
        organiser.get("/cuoc-thi").await.assert_says(&format!("nhận khiếu nại đến {until}"));

        let typed = [("ve-viec", "question"), ("loi-khieu-nai", "Câu 4 <b>sai</b>.\r\n\r\nXin xem lại.")];
        let filed = person.post(&form, &typed).await.location().unwrap();
        person.get(&filed).await.assert_says("Đã gửi khiếu nại.");
        person.get(&result).await.assert_says("Chờ trả lời");
        person.get("/cua-toi").await.assert_says("Khiếu nại đang chờ trả lời");
        assert_eq!(person.get(&paper).await.status, StatusCode::NOT_FOUND);

        organiser.get("/ban-to-chuc").await.assert_says("Tuần 1 có 1 khiếu nại chờ trả lời");
        story.app.t.advance(Millis::days(2));
        // A working day is over: staff sign in again.
        let mut organiser = story.organiser().await;
        let early = organiser.post(&story.results(), &[("viec", "duyet")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.assert_says("Còn 1 khiếu nại chờ trả lời.");
        let list = format!("/ban-to-chuc/vong-thi/{}/khieu-nai", story.contest.round_id);
        early.assert_says(&format!("href=\"{list}\""));
        let row = organiser.get(&list).await;
        row.assert_says("Nguyễn Văn Bình");
        let one = format!("{list}/1");
        row.assert_says(&format!("href=\"{one}\""));
        let case = organiser.get(&one).await;
        case.assert_says("Câu 4 &lt;b&gt;sai&lt;/b&gt;.");
        case.assert_says(" (đáp án đúng)");
        for (outcome, answer) in [("", "Đã xem."), ("upheld", " "), ("x", ""), ("upheld", &"ệ".repeat(2_001))] {
            let refused = organiser.post(&one, &[("ket-luan", outcome), ("tra-loi", answer)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{outcome}");
        }
        let said = [("ket-luan", "dismissed"), ("tra-loi", "Đã xem lại, đáp án đúng.")];
        assert_eq!(organiser.post(&one, &said).await.location(), Some(one.clone()));
        let twice = organiser.post(&one, &said).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.assert_says("Người khác vừa trả lời khiếu nại này.");

        let answered = person.get(&result).await;
        answered.assert_says("Đã xem lại, đáp án đúng.");
        answered.assert_says(&format!("href=\"{paper}\""));
        let key = person.get(&paper).await;
        assert_eq!(key.body.matches(" (đáp án đúng)").count(), 10, "one for each question");
        key.assert_says("Không trả lời");
        let mut other = story.participant(0).await;
        assert_eq!(other.get(&paper).await.status, StatusCode::NOT_FOUND, "a stranger's paper");
        let own = format!("/ket-qua/{}/bai-lam", attempt_of(&story.people[0]));
        assert_eq!(other.get(&own).await.status, StatusCode::NOT_FOUND, "who did not complain waits");
        organiser.post(&story.results(), &[("viec", "duyet")]).await;
        organiser.post(&story.results(), &[("viec", "cong-bo")]).await;
        assert_eq!(other.get(&own).await.status, StatusCode::OK);
    }

    async fn a_complaint_that_cannot_be_is_refused_in_words(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut person = story.participant(0).await;
        let form = |place: usize| format!("/ket-qua/{}/khieu-nai", attempt_of(&story.people[place]));
        let typed = [("ve-viec", "score"), ("loi-khieu-nai", "Xin xem lại.")];
        let early = person.post(&form(0), &typed).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.assert_says("lúc này không nhận khiếu nại");
        story.close_and_count().await;
        for (kind, text) in [("", "Xin xem lại."), ("score", "  "), ("bogus", "x"), ("other", &"ệ".repeat(2_001))] {
            let refused = person.post(&form(0), &[("ve-viec", kind), ("loi-khieu-nai", text)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        }
        person.post(&form(0), &[("ve-viec", "other"), ("loi-khieu-nai", &"ệ".repeat(2_001))]).await.assert_says("2001 ký tự");
        assert_eq!(person.post(&form(1), &typed).await.status, StatusCode::NOT_FOUND, "a stranger's attempt");
        for address in [form(1), "/ket-qua/x/khieu-nai".to_owned(), "/ket-qua/999/khieu-nai".to_owned()] {
            assert_eq!(person.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        for _ in 0..3 {
            assert!(person.post(&form(0), &typed).await.location().is_some());
        }
        let many = person.post(&form(0), &typed).await;
        assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
        many.assert_says("đã có đủ số khiếu nại");
        story.app.t.advance(Millis::days(2));
        let late = story.participant(1).await.post(&form(1), &typed).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.assert_says("lúc này không nhận khiếu nại");
        let mut stranger = story.app.browser();
        assert!(stranger.get(&form(0)).await.location().unwrap().starts_with("/dang-nhap?tiep="));
        let list = format!("/ban-to-chuc/vong-thi/{}/khieu-nai", story.contest.round_id);
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
        for address in [list.clone(), format!("{list}/1")] {
            assert_eq!(viewer.get(&address).await.status, StatusCode::FORBIDDEN, "{address}");
            assert!(stranger.get(&address).await.location().is_some(), "{address}");
        }
        assert_eq!(viewer.post(&format!("{list}/1"), &[("ket-luan", "upheld")]).await.status, StatusCode::FORBIDDEN);
        let mut organiser = story.organiser().await;
        for address in [format!("{list}/999"), format!("{list}/x"), "/ban-to-chuc/vong-thi/999/khieu-nai".to_owned()] {
            assert_eq!(organiser.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
    }

    async fn results_are_no_business_of_anyone_else_before_that(t: TestEngine) {
        let story = Story::begin(t).await;
        story.close_and_count().await;
        let results = story.results();
        let mut stranger = story.app.browser();
        let sent_away = stranger.get(&results).await.location().unwrap();
        assert!(sent_away.starts_with("/ban-to-chuc/dang-nhap?tiep="), "{sent_away}");
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
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
