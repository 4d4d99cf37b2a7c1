//! Correcting questions through the real router: what the organiser sees, and those who took part.

use std::sync::Arc;

use crate::common::{Answer, Browser, TestApp};
use axum::http::StatusCode;
use contest::{
    Millis,
    attempts::draw,
    contests::{Entrant, TrackKind},
};
use engine::{
    accounts::Role,
    attempts::{self, StartRequest, SubmitRequest, SubmittedBy},
    banks::work::assign,
    both_engines,
    contests::{Round, rounds::close_due},
    results::{
        corrections::regrade_due,
        items::analyse_due,
        life::{ResultsOf, approve, publish_results, settle_due},
    },
    testing::{OpenContest, Person, TestEngine, Tree},
};

/// Two people of one unit; each has the whole paper wrong but the questions in the even places.
struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
    people: Vec<(Person, i64)>,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 5, 5).await;
        let mut people = Vec::new();
        for number in 0..2 {
            let person = t.participant(&tree.unit, number).await;
            let request = StartRequest {
                round: Arc::new(Round::load(&t.db.read, contest.round_id).await.unwrap().unwrap()),
                participant: person.id,
                agency: tree.unit.id,
                entrant: Entrant::in_track(TrackKind::Staff),
                session: 5,
                now: t.now(),
            };
            t.writer.start(request).await.unwrap();
            let paper = attempts::open(&t, contest.round_id, person.id, 5, [0; 8]).await.unwrap();
            t.advance(Millis::minutes(2));
            let place = |position: usize, choice: u8| {
                1 << paper.paper.items[position].order.iter().position(|shown| *shown == choice).unwrap()
            };
            // The key of every question is its first choice.
            let form = (0..5).map(|at| (at as u16, place(at, u8::from(at % 2 == 1)))).collect();
            let by = SubmittedBy::Person { token: paper.token, form };
            t.writer.submit(SubmitRequest { attempt: paper.attempt.id, by, now: t.now() }).await.unwrap();
            people.push((person, paper.attempt.id));
        }
        Self { app: TestApp::new(t), tree, contest, people }
    }

    async fn organiser(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.organiser().await).await
    }

    fn address(&self) -> String {
        format!("/ban-to-chuc/vong-thi/{}/sua-cau", self.contest.round_id)
    }

    /// The question in an odd place of the first person's paper: which that person has wrong.
    async fn question(&self) -> (i64, usize) {
        let db = &self.app.t.db.read;
        let result = engine::results::attempt_result(&self.app.t, self.people[0].0.id, self.people[0].1).await;
        let result = result.unwrap().unwrap();
        let plan = self.app.t.plans.get(db, result.plan).await.unwrap();
        (draw(&plan, result.seed).revisions(&plan).nth(1).unwrap(), 2)
    }

    async fn regrade(&self) {
        assert_eq!(regrade_due(&self.app.t).await.unwrap(), [self.contest.round_id]);
    }
}

/// Sends a form until what it asks for is counted.
async fn counted(browser: &mut Browser<'_>, address: &str, fields: &[(&str, &str)]) -> Answer {
    loop {
        let answer = browser.post(address, fields).await;
        if !answer.body.contains("Đang tính thay đổi") {
            return answer;
        }
    }
}

both_engines! {
    async fn how_questions_did_is_shown_once_a_round_is_counted(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let round = format!("/ban-to-chuc/vong-thi/{}", story.contest.round_id);
        let address = format!("{round}/phan-tich");
        organiser.get(&address).await.assert_says("Câu hỏi được phân tích sau khi vòng đã đóng");
        assert!(!organiser.get(&round).await.body.contains(&address));
        story.app.t.advance(Millis::days(30));
        close_due(&story.app.t).await.unwrap();
        settle_due(&story.app.t).await.unwrap();
        let mut organiser = story.organiser().await;
        organiser.get(&address).await.assert_says("Sắp đọc bài làm của vòng này");
        assert_eq!(analyse_due(&story.app.t).await.unwrap(), [story.contest.round_id]);

        organiser.get(&round).await.assert_says(&address);
        let list = organiser.get(&address).await;
        for said in ["Cả đề thi", "Bảng A", "5 câu, 0 câu nên xem lại", "2 bài", "?xep=kho"] {
            list.assert_says(said);
        }
        let bank = format!("/ban-to-chuc/ngan-hang/{}", story.contest.bank_id);
        organiser.get(&bank).await.assert_says(&format!("{bank}/phan-tich"));
        let of_bank = organiser.get(&format!("{bank}/phan-tich?xep=de&trang=9")).await;
        of_bank.assert_says("Cộng từ mọi vòng thi đã chấm xong");
        let (question, _) = story.question().await;
        let number = engine::banks::numbered(&story.app.t.db.read, story.contest.bank_id, &[question]).await.unwrap();
        let number = number.first().map_or(question, |found| found.question);
        let one = organiser.get(&format!("{bank}/phan-tich/{number}")).await;
        for said in ["Tất cả các vòng", "Còn ít bài làm câu này", "Độ phân biệt", "đáp án", "Bỏ trống"] {
            one.assert_says(said);
        }

        let own = format!("{bank}/cau/{number}");
        let author = story.app.t.staff("soan", Role::QuestionAuthor, None).await;
        let keeper = story.app.t.organiser().await;
        assign(&story.app.t, &keeper, author.staff_id, story.contest.bank_id, true).await.unwrap();
        let mut author = story.app.staff_browser(&author).await;
        for browser in [&mut organiser, &mut author] {
            let page = browser.get(&own).await;
            for said in ["Câu này được làm ra sao, trong mọi vòng", "Còn ít bài làm câu này", "Độ phân biệt", "Bỏ trống"] {
                page.assert_says(said);
            }
        }
        organiser.get(&own).await.assert_says(&format!("href=\"{bank}/phan-tich/{number}\""));
        assert!(!author.get(&own).await.body.contains("/phan-tich/"), "that page is the organiser's");

        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.unit).await).await;
        for path in [&address, &format!("{bank}/phan-tich"), &format!("{bank}/phan-tich/{number}")] {
            assert_eq!(viewer.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in ["/ban-to-chuc/vong-thi/99/phan-tich", "/ban-to-chuc/ngan-hang/x/phan-tich", "/ban-to-chuc/ngan-hang/99/phan-tich/1"] {
            assert_eq!(organiser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let never = organiser.get(&format!("{bank}/phan-tich/99999")).await;
        never.assert_says("Chưa vòng thi nào dùng câu này");
    }

    async fn an_organiser_corrects_a_question_and_takes_it_back(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut organiser, address) = (story.organiser().await, story.address());
        let (question, number) = story.question().await;
        let round = organiser.get(&format!("/ban-to-chuc/vong-thi/{}", story.contest.round_id)).await;
        round.assert_says(&address);
        let list = organiser.get(&address).await;
        list.assert_says("5 câu");
        let found = organiser.get(&format!("{address}?tim=CAU+hoi+thu+so+0")).await;
        found.assert_says("1 câu");
        let this = format!("{address}?cau={question}");
        list.assert_says(&this);
        let asked = organiser.get(&this).await;
        for said in ["bài có câu này", "Số bài chọn", "đáp án đang dùng", "Xem trước ai thay đổi"] {
            asked.assert_says(said);
        }

        let cau = question.to_string();
        let unsaid = organiser.post(&address, &[("viec", "xem-truoc"), ("cau", &cau)]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        unsaid.assert_says("Chưa chọn cách xử lý câu này.");
        let no_key = organiser.post(&address, &[("viec", "xem-truoc"), ("cau", &cau), ("cach", "dap-an")]).await;
        assert_eq!(no_key.status, StatusCode::UNPROCESSABLE_ENTITY);
        no_key.assert_says("Chưa chọn đáp án đúng nào.");

        let act = [("cau", cau.as_str()), ("cach", "dung-het")];
        let show = [&[("viec", "xem-truoc")][..], &act].concat();
        let shown = counted(&mut organiser, &address, &show).await;
        assert_eq!(shown.status, StatusCode::OK);
        for said in ["Tính đúng cho mọi bài có câu này.", "bài tăng điểm", "Nguyễn Văn An", "Áp dụng, chấm lại 2 bài"] {
            shown.assert_says(said);
        }
        let apply = |why| [&[("viec", "ap-dung"), ("ly-do", why)][..], &act].concat();
        let silent = counted(&mut organiser, &address, &apply("")).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        silent.assert_says("Chưa có lý do");
        let done = counted(&mut organiser, &address, &apply("Hai đáp án đều đúng.")).await;
        assert_eq!(done.location(), Some(format!("{address}?xong=sua")));
        let after = organiser.get(&done.location().unwrap()).await;
        after.assert_says("Đã ghi việc điều chỉnh.");
        after.assert_says("Đang chấm lại, còn 2 bài.");
        assert!(!after.body.contains("Xem trước việc hoàn lại"), "not while it is being graded again");
        story.regrade().await;
        let after = organiser.get(&address).await;
        after.assert_says("Lý do: Hai đáp án đều đúng.");
        after.assert_says("bài tăng điểm, 0 bài giảm điểm.");
        organiser.get(&this).await.assert_says("Câu này đã được điều chỉnh: Tính đúng cho mọi bài có câu này.");
        let again = counted(&mut organiser, &address, &show).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.assert_says("Câu này đã được điều chỉnh.");

        let (person, attempt) = &story.people[0];
        let mut mine = story.app.participant_browser(person.id).await;
        let result = mine.get(&format!("/ket-qua/{attempt}")).await;
        result.assert_says(&format!("Câu {number} trong đề của bạn: Ban Tổ chức tính đúng câu này"));
        result.assert_says("Kết quả trước khi điều chỉnh là 3/5 câu, nay là 4/5 câu.");

        let undo = |viec| [("viec", viec), ("hoan-lai", "1"), ("ly-do", "Chọn nhầm câu.")];
        counted(&mut organiser, &address, &undo("xem-truoc")).await.assert_says("chấm như đề gốc.");
        let undone = counted(&mut organiser, &address, &undo("ap-dung")).await;
        assert_eq!(undone.location(), Some(format!("{address}?xong=hoan-lai")));
        story.regrade().await;
        organiser.get(&address).await.assert_says("Lý do: Chọn nhầm câu.");
        let result = mine.get(&format!("/ket-qua/{attempt}")).await;
        assert!(!result.body.contains("trong đề của bạn: Ban Tổ chức"), "nothing is in force");
        result.assert_says("3/5");
    }

    async fn what_was_corrected_is_published_with_the_results_and_stays(t: TestEngine) {
        let story = Story::begin(t).await;
        let address = story.address();
        let (question, _) = story.question().await;
        let cau = question.to_string();
        let apply = [("viec", "ap-dung"), ("cau", &cau), ("cach", "bo-cau"), ("ly-do", "Văn bản đã hết hiệu lực.")];
        let mut organiser = story.organiser().await;
        assert!(counted(&mut organiser, &address, &apply).await.location().is_some());
        story.regrade().await;
        let t = &story.app.t;
        t.advance(Millis::days(7));
        close_due(t).await.unwrap();
        settle_due(t).await.unwrap();
        let actor = t.organiser().await;
        let round = ResultsOf::Round(story.contest.round_id);
        approve(t, &actor, round).await.unwrap();
        let mut organiser = story.organiser().await;
        organiser.get(&address).await.assert_says("hãy rút lại việc duyệt ở trang kết quả của vòng trước.");
        let late = organiser.post(&address, &[("viec", "xem-truoc"), ("hoan-lai", "1")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        publish_results(t, &actor, round).await.unwrap();
        let page = story.app.browser().get(&format!("/cong-bo/{}", story.contest.round_id)).await;
        page.assert_says("Ban Tổ chức không tính câu này cho bất kỳ ai. Lý do: Văn bản đã hết hiệu lực.");
        page.assert_says("Câu hỏi thử số ");
        organiser.get(&address).await.assert_says("Kết quả đã công bố nên không sửa câu hỏi được nữa.");
    }

    async fn questions_are_corrected_by_organisers_and_by_forms_of_the_page(t: TestEngine) {
        let story = Story::begin(t).await;
        let address = story.address();
        let mut stranger = story.app.browser();
        assert!(stranger.get(&address).await.location().unwrap().starts_with("/ban-to-chuc/dang-nhap"));
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
        assert_eq!(viewer.get(&address).await.status, StatusCode::FORBIDDEN);
        assert_eq!(viewer.post(&address, &[("viec", "xem-truoc"), ("cau", "1")]).await.status, StatusCode::FORBIDDEN);
        let mut organiser = story.organiser().await;
        for wrong in ["/ban-to-chuc/vong-thi/999/sua-cau", "/ban-to-chuc/vong-thi/x/sua-cau"] {
            assert_eq!(organiser.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        for cau in ["x", "999999"] {
            assert_eq!(organiser.get(&format!("{address}?cau={cau}")).await.status, StatusCode::NOT_FOUND, "{cau}");
        }
        for fields in [&[("viec", "")][..], &[("viec", "xem-truoc")], &[("viec", "xoa"), ("cau", "1")]] {
            assert_eq!(organiser.post(&address, fields).await.status, StatusCode::BAD_REQUEST, "{fields:?}");
        }
        let unknown = [("viec", "xem-truoc"), ("cau", "999999"), ("cach", "bo-cau")];
        assert_eq!(organiser.post(&address, &unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = organiser.post(&address, &[("viec", "ap-dung"), ("hoan-lai", "9"), ("ly-do", "Vì thế.")]).await;
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
        gone.assert_says("Vòng này không có câu hỏi hoặc lần điều chỉnh đó");
    }
}
